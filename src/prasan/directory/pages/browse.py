"""Look up: the directory with its search, an office, a person, an area."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory import policy
from prasan.directory.commands.reveal import RevealPerson
from prasan.directory.models import Area, Delegation, GroupKind, Membership, Office, Person, Seat
from prasan.directory.pages.frame import draw
from prasan.directory.queries import groups_as_of
from prasan.kernel.normalise import query_grams
from prasan.platform.commands import Refused
from prasan.platform.vault.mask import masked
from prasan.platform.vault.pages import Hidden, reveal_page
from prasan.platform.web.asking import actor_of

HITS = 25
LEAN = ("grams", "boundary")


def in_ministry_order(offices: QuerySet[Office]) -> QuerySet[Office]:
    """Return offices as the ministry lists them: the departments in their order, then by code."""
    return offices.order_by(F("agency__order").asc(nulls_first=True), "code")


def found_by(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return the rows whose stored grams hold all that was typed; a single character finds nothing."""
    grams = query_grams(words)
    return rows.filter(grams__contains=grams) if grams else rows.none()


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Show the ministry's offices, or what a search finds among offices, people and areas."""
    words = request.GET.get("q", "").strip()[:100]
    if words:
        return draw(request, "found", {"q": words, **_hits(words)})
    today = timezone.localdate()
    actor = actor_of(request)
    offices = Office.objects.open_on(today).defer("grams")
    abroad = offices.filter(kind=Office.Kind.ABROAD).select_related("area")
    central: list[str] = [Office.Kind.MINISTRY, Office.Kind.CENTRAL, Office.Kind.CENTRE, Office.Kind.DEPARTMENT]
    provinces = list(Area.objects.provinces().defer(*LEAN).order_by("sort_th"))
    provinces.sort(key=lambda one: not actor.area_id <= one.pk <= actor.area_last)  # the host's own first
    if actor.scope.everything or actor.area_id == 1:
        provinces.sort(key=lambda one: one.sort_th)
    context = {
        "central": sorted(
            in_ministry_order(offices.filter(kind__in=central)).select_related("agency"),
            key=lambda one: central.index(one.kind),
        ),
        "provinces": provinces,
        "abroad": list(abroad.order_by("area__sort_th", "code")),
        "q": "",
        "administers": policy.is_administrator(actor),
    }
    return draw(request, "directory", context)


def _hits(words: str) -> dict[str, Any]:
    """Return areas, offices and people that the words find, at most HITS each and one more to tell."""
    today = timezone.localdate()
    areas = found_by(Area.objects.defer(*LEAN), words) | Area.objects.defer(*LEAN).filter(code=words.upper())
    offices = found_by(Office.objects.defer("grams"), words) | Office.objects.defer("grams").filter(code=words.upper())
    people = list(found_by(Person.objects.active().defer("grams"), words).order_by("sort_th", "id")[: HITS + 1])
    seats: dict[int, list[Seat]] = {}
    held = Seat.objects.held_on(today).filter(person__in=people[:HITS]).select_related("office")
    for seat in held:
        seats.setdefault(seat.person_id, []).append(seat)
    return {
        "areas": list(areas.select_related("parent__parent").order_by("id")[: HITS + 1]),
        "offices": list(offices.select_related("area", "agency").order_by("sort_th", "id")[: HITS + 1]),
        "people": people,
        "seats": seats,
        "limit": HITS,
    }


def office_or_404(code: str) -> Office:
    """Return an office by its code, or by its number as other rooms know it; 404 when there is none."""
    rows = Office.objects.select_related("agency", "area", "parent").defer("grams")
    found = rows.filter(Q(code=code) | (Q(pk=int(code)) if code.isascii() and code.isdigit() else Q(pk=None))).first()
    if found is None:
        raise Refused(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากทำเนียบ"), status=404)
    return found


def person_or_404(pk: int) -> Person:
    """Return a person; 404 when there is none."""
    found = Person.objects.filter(pk=pk).defer("grams").first()
    if found is None:
        raise Refused(_("ไม่พบบุคคลนี้ โปรดเลือกจากรายชื่อ"), status=404)
    return found


def source_words(token: str) -> str:
    """Return where a name was found, in words (the tokens stand in packs/thailand/SOURCES.md)."""
    name, _colon, number = token.partition(":")
    known = {
        "thaigov": _("ข่าวทำเนียบรัฐบาล %(no)s"),
        "gazette": _("ราชกิจจานุเบกษา %(no)s"),
        "cldr": _("ชื่อสากลจาก Unicode CLDR"),
        "own": _("ผู้จัดทำระบบ ยังไม่มีแหล่งยืนยัน"),
    }
    return (known[name] % {"no": number}).strip() if name in known else token


@require_safe
def office(request: HttpRequest, office: str) -> HttpResponse:
    """Show an office by code (or number): its people with their seats, its units, how to reach it."""
    found = office_or_404(office)
    today = timezone.localdate()
    actor = actor_of(request)
    held = Seat.objects.filter(office=found).open_after(today).select_related("person").defer("person__grams")
    units = in_ministry_order(found.units.open_on(today).defer("grams")).select_related("area", "agency")
    context = {
        "office": found,
        "source": source_words(found.source),
        "seats": [seat for seat in held.order_by("person__seniority", "person__sort_th") if seat.start <= today],
        "coming": [seat for seat in held.order_by("start") if seat.start > today],
        "units": list(units[:500]),
        "manages": policy.is_any_administrator(actor) and policy.manages(actor, found),
        "administers": policy.is_administrator(actor),
        "oversees": policy.oversees(actor, found),
        "closed": found.valid_to is not None and found.valid_to < today,
    }
    return draw(request, "office", context)


@require_safe
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Show a person: seats now and before, in what right and by which order."""
    found = person_or_404(person)
    today = timezone.localdate()
    actor = actor_of(request)
    rows = found.seats.select_related("office__area", "office__agency").prefetch_related("groups").order_by("-start")
    seats: list[Any] = list(rows)
    lent = Delegation.objects.filter(Q(to=found) | Q(seat__person=found)).select_related(
        "seat__office", "seat__person", "to"
    )
    open_seats = [seat for seat in seats if seat.end is None or seat.end >= today]
    context = {
        "person": found,
        "seats": open_seats,
        "past": [seat for seat in seats if seat not in open_seats],
        "delegations": list(lent),
        "manages": policy.can_manage_person(actor, found) is None,
        "own": actor.person_id == found.pk,
        "today": today,
        "ends": {seat.pk for seat in open_seats if policy.can_end_seat(actor, seat) is None},
        "revokes": {one.pk for one in lent if one.revoked is None and policy.can_revoke_delegation(actor, one) is None},
        "email": masked(found.email, "email") if actor.scope.masked else found.email,
        "masked": actor.scope.masked and bool(found.email),
    }
    return draw(request, "person", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_reveal(request: HttpRequest, person: int) -> HttpResponse:
    """Open the masked address of a person for some minutes, for a watcher who says why."""
    found = person_or_404(person)
    fields = [Hidden("email", _("อีเมล"), masked(found.email, "email"))] if found.email else []
    return reveal_page(
        request, RevealPerson, found, fields, title=found.full_name, back=reverse("person", args=[found.pk])
    )


@require_safe
def area(request: HttpRequest, area: str) -> HttpResponse:
    """Show an area: where it lies, its groups now and before, its offices and what lies in it."""
    found = Area.objects.filter(code=area).select_related("parent__parent__parent").defer(*LEAN).first()
    if found is None:
        raise Refused(_("ไม่พบพื้นที่นี้"), status=404)
    today = timezone.localdate()
    offices = Office.objects.open_on(today).filter(area_id__gte=found.pk, area_id__lte=found.last).defer("grams")
    if found.kind == Area.Kind.NATION:
        offices = offices.none()
    is_province = found.kind == Area.Kind.PROVINCE
    kinds = GroupKind.choices if is_province else []
    context = {
        "area": found,
        "above": _above(found),
        "groups": [(kind, label, groups_as_of(kind, today, provinces=[found])[0]) for kind, label in kinds],
        "history": list(Membership.objects.filter(area=found).select_related("group").order_by("-valid_from", "-id")),
        "offices": list(in_ministry_order(offices).select_related("agency")[:200]),
        "inside": list(Area.objects.filter(parent=found).defer(*LEAN).order_by("sort_th")),
        "heads": _heads(found) if is_province else [],
    }
    return draw(request, "area", context)


def _above(found: Area) -> list[Area]:
    """Return the areas around one, widest first; they were loaded with it."""
    line, one = [], found.parent
    while one is not None:
        line.append(one)
        one = one.parent if one.kind != Area.Kind.NATION else None
    return line[::-1]


def _heads(province: Area) -> list[Seat]:
    """Return who leads in a province today: the labour officer first, then the heads in ministry order."""
    today = timezone.localdate()
    leading = Seat.objects.held_on(today).filter(
        office__area_id__gte=province.pk, office__area_id__lte=province.last, role__in=["plo", "agency-head"]
    )
    ordered = leading.order_by("office__agency__order", "office__code", "start")
    return list(ordered.select_related("person", "office__agency").defer("person__grams", "office__grams"))
