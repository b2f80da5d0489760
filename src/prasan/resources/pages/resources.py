"""Pages of what is lent: the list, one, the form, withdrawing and offering again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Days, Listing, Search, codes_by_word
from prasan.resources import policy as may
from prasan.resources.commands import Change, Offer, OfferAgain, Withdraw
from prasan.resources.forms import ResourceForm, area_choices, initial_of
from prasan.resources.languages import LANGUAGES
from prasan.resources.models import Booking, Resource
from prasan.resources.pages import common
from prasan.resources.queries import left_of, taken

SOON = 30
"""Days that a resource's own page looks ahead."""


@dataclass(frozen=True)
class Free(Days):
    """What nobody has from a day to a day, both included; one day alone stands for itself."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return what is free then."""
        first, last = value[0] or value[1], value[1] or value[0]
        zone = timezone.get_current_timezone()
        begins = dt.datetime.combine(first, dt.time.min, zone)
        ends = dt.datetime.combine(max(first, last) + dt.timedelta(days=1), dt.time.min, zone)
        found: QuerySet[Any] = rows.to_be_had(max(first, last)).free(begins, ends)  # type: ignore[attr-defined]
        return found


OWN = common.Own("office", gettext_lazy("ของหน่วยงานเรา"))


class Resources(Listing):
    """What offices lend."""

    name, title, url_name = "resources.resources", gettext_lazy("ทรัพยากรที่ให้ยืม"), "resources"
    columns = (
        Column("name", gettext_lazy("ทรัพยากร"), "name", sort="sort_th", width=40),
        Column("kind", gettext_lazy("ชนิด"), "kind", choices=dict(Resource.Kind.choices)),
        Column("skills", gettext_lazy("ทำอะไรได้"), "skills", exported=False, headed=False),
        Column("languages", gettext_lazy("ภาษา"), "languages", exported=False, headed=False),
        Column("area", gettext_lazy("อยู่ที่"), "area__name_th"),
        Column("office", gettext_lazy("หน่วยงานเจ้าของ"), "office__name_th", width=35),
        Column("seats", gettext_lazy("รองรับได้ (คน)"), "seats", kind="number"),
        Column("day_price", gettext_lazy("ค่าใช้จ่ายต่อวัน (สตางค์)"), "day_price", kind="number", headed=False),
        Column("amount", gettext_lazy("วงเงิน (สตางค์)"), "amount", kind="number", headed=False),
        Column("until", gettext_lazy("ให้ยืมถึง"), "until", kind="date"),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Resource.State.choices)),
    )
    filters = (
        Search(grams="grams"),
        Choice("kind", gettext_lazy("ชนิด"), "kind", Resource.Kind.choices),
        common.InProvince("area", gettext_lazy("จังหวัด"), "area", common.provinces),
        Free("free", gettext_lazy("ว่าง"), "pk"),
        OWN,
    )
    order, size = "name", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return what the actor finds."""
        found: QuerySet[Any] = Resource.objects.visible_to(actor)
        return found

    def chosen(self, actor: Any, asked: Mapping[str, str]) -> Any:
        """Return what is lent today; of the own office what is lent no more too."""
        rows: Any
        rows, applied = super().chosen(actor, asked)
        own = any(one is OWN for one, _value in applied)
        return (rows if own else rows.to_be_had()), applied

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address, what it can do in words, and the shape of the state."""
        row["url"] = reverse("resource", args=[row["pk"]])
        row["can"] = [*row["skills"], *(str(LANGUAGES.get(code, code)) for code in row["languages"])]
        row["status"] = common.STATUS[codes_by_word(Resource.State)[str(row["state"])]]
        return row


@require_safe
def resources(request: HttpRequest) -> HttpResponse:
    """List what offices lend, with what is free on some days."""
    actor = common.actor_of(request)
    page = LISTINGS[Resources.name].page(actor, request.GET, request.path)
    return common.draw(request, "resources", {
        "page": page, "kinds": [("", _("ทั้งหมด")), *Resource.Kind.choices],
        "provinces": [("", _("ทั้งหมด")), *common.provinces(actor)], "lends": may.lends(actor),
    })  # fmt: skip


@require_safe
def resource(request: HttpRequest, resource: int) -> HttpResponse:
    """Show one thing that is lent: what it can do, on which terms, who has it in the next days."""
    return _shown(request, common.resource_or_404(request, resource))


def _shown(request: HttpRequest, one: Resource, error: RuleBroken | None = None) -> HttpResponse:
    actor, today = common.actor_of(request), timezone.localdate()
    keeps = may.can_offer(actor, one) is None
    return common.draw(request, "resource", {
        "one": one, "status": common.STATUS[one.state], "keeps": keeps,
        "asks": may.lends(actor) and one.state == Resource.State.OFFERED, "left": left_of(one),
        "languages": [LANGUAGES.get(code, code) for code in one.languages], "error": common.wrong(error)["error"],
        "taken": taken(one, today, today + dt.timedelta(days=SOON)), "typed": request.POST,
        "waiting": Booking.objects.filter(resource=one, state=Booking.State.ASKED).count() if keeps else 0,
        "history": common.history(request, one) if keeps else [],
    }, status=409 if error else 200)  # fmt: skip


def _trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("ทรัพยากรที่ให้ยืม"), reverse("resources")), *further]


@require_http_methods(common.READ_WRITE)
def resource_add(request: HttpRequest) -> HttpResponse:
    """Offer something of the own office."""
    actor = common.actor_of(request)
    common.allowed(None if may.lends(actor) else may.ONLY_STAFF)
    choices = {"area": area_choices(actor)}
    initial = {"area": str(actor.area_id), "share": 100}
    form = ResourceForm(request.POST or None, initial=initial, choices=choices, auto_id="f-%s")
    if form.is_valid():
        made = common.carry_out(request, form, Offer(values=form.values()))
        if made is not None:
            return common.done(request, _("เปิดให้ยืมแล้ว หน่วยงานอื่นค้นพบได้ทันที"), reverse("resource", args=[made.pk]))
    return common.form_page(
        request, form, title=_("เปิดให้ยืมทรัพยากร"), submit=_("บันทึก"), back=reverse("resources"),
        trail=_trail((_("เปิดให้ยืม"), "")), note=_("ทุกหน่วยงานของกระทรวงเห็นรายการนี้ ไม่ต้องใส่ชื่อหรือข้อมูลของบุคคล"),
    )  # fmt: skip


@require_http_methods(common.READ_WRITE)
def resource_edit(request: HttpRequest, resource: int) -> HttpResponse:
    """Change what is told of a resource."""
    actor, one = common.actor_of(request), common.resource_or_404(request, resource)
    common.allowed(may.can_offer(actor, one))
    choices = {"area": _with(area_choices(actor), one)}
    form = ResourceForm(request.POST or None, initial=initial_of(one), choices=choices, auto_id="f-%s")
    back = reverse("resource", args=[one.pk])
    if form.is_valid() and common.carry_out(request, form, Change(target_id=one.pk, values=form.values())):
        return common.done(request, _("บันทึกแล้ว"), back)
    return common.form_page(
        request, form, title=_("แก้ไขทรัพยากร"), submit=_("บันทึก"), back=back,
        trail=_trail((one.name, back), (_("แก้ไข"), "")),
    )  # fmt: skip


def _with(choices: list[tuple[Any, Any]], one: Resource) -> list[tuple[Any, Any]]:
    """Return the choices with the place that stands there already."""
    known = {key for _group, pairs in choices for key, _name in pairs}
    return choices if str(one.area_id) in known else [(_("ที่บันทึกไว้"), [(str(one.area_id), one.area.name)]), *choices]


@require_POST
def resource_act(request: HttpRequest, resource: int, act: str) -> HttpResponse:
    """Withdraw a resource with the reason, or offer it again."""
    actor, one = common.actor_of(request), common.resource_or_404(request, resource)
    back = reverse("resource", args=[one.pk])
    try:
        if act == "withdraw":
            perform(actor, Withdraw(target_id=one.pk, reason=request.POST.get("reason", "")))
            return common.done(request, _("เลิกให้ยืมแล้ว การจองที่อนุมัติไว้ยังอยู่"), back)
        if act == "offer-again":
            perform(actor, OfferAgain(target_id=one.pk))
            return common.done(request, _("เปิดให้ยืมอีกครั้งแล้ว"), back)
    except RuleBroken as broken:
        return _shown(request, one, broken)
    raise common.not_found()
