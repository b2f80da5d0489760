"""Pages of partners: the list, one, the form, retiring and working together again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.networks import policy_partners as may
from prasan.networks.commands import AddPartner, ChangePartner, RestorePartner, RetirePartner
from prasan.networks.forms_partners import PartnerForm, choices_of, initial_of
from prasan.networks.models import Partner
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, Search, codes_by_word
from prasan.platform.web.asking import actor_of
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, form_page, history

SHAPES = {"active": "on_plan", "retired": "not_applicable"}
"""The shape beside each state."""


def provinces(actor: Any) -> list[tuple[str, str]]:
    """Return the provinces to choose from."""
    rows = Area.objects.provinces().order_by("sort_th").only("code", "name_th", "name_en")
    return [(one.code, one.name) for one in rows]


@dataclass(frozen=True)
class InProvince(Choice):
    """Rows whose area lies in a province, named by its code."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the province."""
        area = Area.objects.filter(code=value).only("pk", "last").first()
        if area is None:
            return rows.none()
        return rows.filter(**{f"{self.path}__gte": area.pk, f"{self.path}__lte": area.last})


STATE = Choice("state", gettext_lazy("สถานะ"), "state", Partner.State.choices)


class Partners(Listing):
    """Partners of every sector."""

    name, title, url_name = "networks.partners", gettext_lazy("ภาคีเครือข่าย"), "network_partners"
    columns = (
        Column("name", gettext_lazy("ภาคีเครือข่าย"), "name", sort="sort_th", width=40),
        Column("sector", gettext_lazy("ภาคส่วน"), "sector", choices=dict(Partner.Sector.choices)),
        Column("area", gettext_lazy("พื้นที่ที่ทำงาน"), "area__name_th"),
        Column("keeper", gettext_lazy("หน่วยงานที่ดูแล"), "keeper__name_th", width=35),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Partner.State.choices)),
    )
    filters = (
        Search(grams="grams"),
        Choice("sector", gettext_lazy("ภาคส่วน"), "sector", Partner.Sector.choices),
        InProvince("area", gettext_lazy("จังหวัด"), "area", provinces),
        STATE,
    )
    order, size = "name", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return what the actor finds."""
        found: QuerySet[Any] = Partner.objects.visible_to(actor)
        return found

    def chosen(self, actor: Any, asked: Mapping[str, str]) -> Any:
        """Return those that the offices work with; retired ones where they are asked for."""
        rows: Any
        rows, applied = super().chosen(actor, asked)
        told = any(one is STATE for one, _value in applied)
        return (rows if told else rows.filter(state=Partner.State.ACTIVE)), applied

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of the state."""
        row["url"] = reverse("network_partner", args=[row["pk"]])
        row["status"] = SHAPES[codes_by_word(Partner.State)[str(row["state"])]]
        return row


def _draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"networks/{name}.html", context, status=status, using="jinja2")


def partner_or_404(request: HttpRequest, pk: int) -> Partner:
    """Return a partner; 404 where the actor finds none."""
    rows = Partner.objects.visible_to(actor_of(request)).select_related("office", "area", "keeper")
    found = rows.defer("grams", "office__grams", "keeper__grams", "area__grams", "area__boundary").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def network_partners(request: HttpRequest) -> HttpResponse:
    """List the partners."""
    actor = actor_of(request)
    page = LISTINGS[Partners.name].page(actor, request.GET, request.path)
    every = [("", _("ทั้งหมด"))]
    return _draw(request, "partners", {
        "page": page, "sectors": [*every, *Partner.Sector.choices], "provinces": [*every, *provinces(actor)],
        "states": [("", _("ร่วมงานอยู่")), (Partner.State.RETIRED.value, _("เลิกร่วมงาน"))], "keeps": may.keeps(actor),
    })  # fmt: skip


@require_safe
def network_partner(request: HttpRequest, network_partner: int) -> HttpResponse:
    """Show one partner."""
    return _shown(request, partner_or_404(request, network_partner))


def _shown(request: HttpRequest, one: Partner, error: RuleBroken | None = None) -> HttpResponse:
    keeps = may.can_keep(actor_of(request), one) is None
    return _draw(request, "partner", {
        "one": one, "status": SHAPES[one.state], "keeps": keeps, "error": str(error.text) if error else "",
        "typed": request.POST, "history": history(request, one) if keeps else [],
    }, status=409 if error else 200)  # fmt: skip


def _trail(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [(_("ภาคีเครือข่าย"), reverse("network_partners")), *further]


@require_http_methods(READ_WRITE)
def network_partner_add(request: HttpRequest) -> HttpResponse:
    """Add a partner that the own office keeps."""
    actor = actor_of(request)
    allowed(None if may.keeps(actor) else may.ONLY_HEADS)
    form = PartnerForm(request.POST or None, initial={"area": str(actor.area_id)}, choices=choices_of(), auto_id="f-%s")
    if form.is_valid():
        made = carry_out(request, form, AddPartner(values=form.values()))
        if made is not None:
            return done(request, _("เพิ่มภาคีเครือข่ายแล้ว"), reverse("network_partner", args=[made.pk]))
    return form_page(
        request, form, title=_("เพิ่มภาคีเครือข่าย"), submit=_("บันทึก"), back=reverse("network_partners"),
        trail=_trail((_("เพิ่ม"), "")),
    )  # fmt: skip


@require_http_methods(READ_WRITE)
def network_partner_edit(request: HttpRequest, network_partner: int) -> HttpResponse:
    """Change the profile of a partner."""
    one = partner_or_404(request, network_partner)
    allowed(may.can_keep(actor_of(request), one))
    form = PartnerForm(request.POST or None, initial=initial_of(one), choices=choices_of(one), auto_id="f-%s")
    back = reverse("network_partner", args=[one.pk])
    if form.is_valid() and carry_out(request, form, ChangePartner(target_id=one.pk, values=form.values())):
        return done(request, _("บันทึกแล้ว"), back)
    return form_page(
        request, form, title=_("แก้ไขภาคีเครือข่าย"), submit=_("บันทึก"), back=back,
        trail=_trail((one.name, back), (_("แก้ไข"), "")),
    )  # fmt: skip


@require_POST
def network_partner_act(request: HttpRequest, network_partner: int, act: str) -> HttpResponse:
    """Retire a partner with the reason, or work with it again."""
    actor, one = actor_of(request), partner_or_404(request, network_partner)
    back = reverse("network_partner", args=[one.pk])
    try:
        if act == "retire":
            perform(actor, RetirePartner(target_id=one.pk, reason=request.POST.get("reason", "")))
            return done(request, _("บันทึกว่าเลิกร่วมงานแล้ว"), back)
        if act == "restore":
            perform(actor, RestorePartner(target_id=one.pk))
            return done(request, _("กลับมาร่วมงานแล้ว"), back)
    except RuleBroken as broken:
        return _shown(request, one, broken)
    raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
