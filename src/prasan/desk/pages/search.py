"""Search over places, offices, people and policies; the same answers feed page and palette."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk import sight
from prasan.desk.pages.common import actor_of, address
from prasan.desk.places import NAMES
from prasan.desk.places import named as places_named
from prasan.desk.shell import further, places, shelved
from prasan.directory.actor import SeatActor
from prasan.directory.models import Area, Office, Person
from prasan.kernel.normalise import fold, query_grams
from prasan.registers.models import Policy
from prasan.registers.queries import current_set
from prasan.situation.models import Event

Groups = list[tuple[str, list[dict[str, Any]]]]
PALETTE, PAGE = 6, 25
FILLERS = frozenset({"ล่าช้า", "ช้า", "ใน", "ที่", "ทำไม", "จังหวัด", "late", "in", "the", "why", "provinces"})
"""Words of a question that name neither policy nor place."""
NUMBER_DIGITS = 6
LIMIT = 80
"""Characters of a query that are looked at."""


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show everything that a word finds, by kind."""
    asked = request.GET.get("q", "").strip()[:LIMIT]
    groups = find(actor_of(request), asked, PAGE) if asked else []
    return render(request, "desk/search.html", {"q": asked, "groups": groups})


@require_GET
def palette(request: HttpRequest) -> HttpResponse:
    """Answer the palette's list; without a word, the pages of the seat."""
    asked = request.GET.get("q", "").strip()[:LIMIT]
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect(f"{reverse('search')}?{urlencode({'q': asked})}")  # opened as a page, it would have no style
    actor = actor_of(request)
    groups = find(actor, asked, PALETTE) if asked else [(_("หน้า"), _pages(actor, ""))]
    return render(request, "desk/palette.html", {"groups": groups})


def find(actor: SeatActor, asked: str, limit: int) -> Groups:
    """Return the finds by kind, only kinds with any: seven queries at most."""
    grams = query_grams(asked)
    found = [(_("หน้า"), _pages(actor, asked))]
    if grams or asked.isdigit():
        found += [
            (_("คำถาม"), _questions(actor, asked)),
            (_("จังหวัด"), _provinces(actor, asked, grams, limit)),
            (_("อำเภอและตำบล"), _below(actor, grams, limit)),
            (_("เหตุการณ์"), _events(actor, asked, limit)),
            (_("นโยบาย"), _policies(actor, asked, limit)),
            (_("หน่วยงาน"), _offices(actor, grams, limit)),
            (_("บุคคล"), _people(actor, grams, limit)),
        ]
    return [(name, rows) for name, rows in found if rows]


def _pages(actor: SeatActor, asked: str) -> list[dict[str, Any]]:
    """Return the pages of the seat whose name holds the word."""
    word = fold(asked)
    known = [*places(actor), *([*further(actor), *shelved(actor)] if word else [])]
    return [{"label": label, "href": href} for label, href, _key in known if word in fold(label)]


def _named(grams: list[str], asked: str) -> Q:
    by_code = Q(code=asked) if asked else Q(pk__in=[])
    return (Q(grams__contains=grams) | by_code) if grams else by_code


def _provinces(actor: SeatActor, asked: str, grams: list[str], limit: int) -> list[dict[str, Any]]:
    rows = Area.objects.provinces().filter(_named(grams, asked)).defer("grams", "boundary").order_by("sort_th")
    return [
        {"label": a.name, "href": reverse("province", args=[a.code]), "meta": f"{a.short_th} {a.code}".strip()}
        for a in rows[:limit]
        if sight.opens(actor, a.pk, a.last)
    ]


def _below(actor: SeatActor, grams: list[str], limit: int) -> list[dict[str, Any]]:
    """Districts and sub-districts lead to their province."""
    kinds = (Area.Kind.DISTRICT, Area.Kind.SUBDISTRICT)
    rows = Area.objects.filter(kind__in=kinds, grams__contains=grams).select_related("parent__parent")
    found = []
    for area in rows.defer("grams", "boundary").order_by("kind", "sort_th")[:limit] if grams else []:
        above = area.parent
        province = above if above and above.kind == Area.Kind.PROVINCE else above.parent if above else None
        if province is not None and sight.opens(actor, province.pk, province.last):
            meta = f"{area.get_kind_display()} · {province.name}"
            found.append({"label": area.name, "href": reverse("province", args=[province.code]), "meta": meta})
    return found


NUMBER = re.compile(r"(\d{1,6})/(25\d\d|26\d\d)")


def _events(actor: SeatActor, asked: str, limit: int) -> list[dict[str, Any]]:
    """Find events by their number ("12/2569") or by every word of their title, as far as the actor reads them."""
    rows = Event.objects.visible_to(actor).standing().select_related("area")
    number = NUMBER.fullmatch(asked)
    if number:
        rows = rows.filter(number=int(number.group(1)), year=int(number.group(2)))
    elif asked.isdigit():
        rows = rows.filter(number=int(asked)) if len(asked) <= NUMBER_DIGITS else rows.none()
    else:
        for word in asked.split():
            rows = rows.filter(title__icontains=word)
    rows = rows.defer("summary", "lesson", "area__grams", "area__boundary").order_by("-id")
    return [
        {"label": f"{one.code} {one.title}", "href": address("event", one.pk), "meta": one.area.name}
        for one in rows[:limit]
        if address("event", one.pk)
    ]


def _policies(actor: SeatActor, asked: str, limit: int) -> list[dict[str, Any]]:
    """Policies are few: all of them are looked through, newest set first."""
    word = fold(asked)
    rows = Policy.objects.visible_to(actor).select_related("policy_set")
    rows = rows.in_order("-policy_set__fiscal_year")
    found = [p for p in rows if word in fold(f"{p.name_th} {p.short_th} {p.name_en} {p.short_en}")]
    return [
        {"label": p.short, "href": reverse("policy", args=[p.pk]), "meta": p.policy_set.name} for p in found[:limit]
    ]


def _questions(actor: SeatActor, asked: str) -> list[dict[str, Any]]:
    """Answer a policy with a part of the country ("แรงงานนอกระบบ ภาคใต้") by the policy's filtered table: one query."""
    part, rest = places_named(asked)
    words = [fold(word) for word in rest.split() if fold(word) not in FILLERS]
    if not part or not words:
        return []
    rows = Policy.objects.visible_to(actor).filter(policy_set=current_set(timezone.localdate()))
    return [
        {
            "label": f"{one.short} · {NAMES[part]} · {_('เฉพาะที่ล่าช้า')}",
            "href": f"{reverse('policy', args=[one.pk])}?{urlencode({'in': part, 'late': 1})}#league",
            "meta": _("จังหวัดที่ล่าช้า พร้อมสาเหตุ"),
        }
        for one in rows.in_order()
        if all(word in fold(f"{one.name_th} {one.short_th} {one.name_en} {one.short_en}") for word in words)
    ][:PALETTE]  # fmt: skip


def _offices(actor: SeatActor, grams: list[str], limit: int) -> list[dict[str, Any]]:
    if not grams:
        return []
    rows = Office.objects.visible_to(actor).filter(grams__contains=grams).select_related("area")
    return [
        {"label": o.name, "href": address("office", o.pk) or _directory(o.code), "meta": o.area.name}
        for o in rows.defer("grams").order_by("area_id", "agency__order", "code")[:limit]
    ]


def _directory(word: str) -> str:
    """Return the directory's page with a word, where there is no page for one thing."""
    from urllib.parse import quote

    place = address("directory")
    return f"{place}?q={quote(word)}" if place else f"{reverse('search')}?q={quote(word)}"


def _people(actor: SeatActor, grams: list[str], limit: int) -> list[dict[str, Any]]:
    if not grams:
        return []
    rows = Person.objects.visible_to(actor).active().filter(grams__contains=grams).order_by("sort_th")
    return [
        {"label": p.full_name, "href": address("person", p.pk) or _directory(p.given_name)}
        for p in rows.defer("grams")[:limit]
    ]
