"""The policy × province matrix on screen, on the wall and as a file; one cell opened."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.directory.models import Seat
from prasan.directory.roles import REACH, Reach, Role
from prasan.kernel.fiscal import fiscal_year
from prasan.plans.cascade import matrix as matrices
from prasan.plans.cascade import queries
from prasan.plans.cascade.pages import common
from prasan.plans.cascade.pages.common import draw
from prasan.plans.models import Activity, Item, Offer, Plan
from prasan.platform.commands import Refused
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Policy
from prasan.registers.policy import can_change_policy

SHAPES = {
    "planned": "on_plan",
    "pending": "info",
    "gap": "late",
    "unmapped": "not_reported",
    "not_applicable": "not_applicable",
}
"""The shape of each state; the word stands beside it."""


def words() -> dict[str, str]:
    """Return what each state is called."""
    return {
        "planned": _("มีแผน"), "pending": _("รอคำตอบ"), "gap": _("ช่องว่าง"), "unmapped": _("ยังไม่เชื่อมกับชุดนี้"),
        "not_applicable": _("ไม่เกี่ยวข้อง"),
    }  # fmt: skip


def tasks() -> dict[str, str]:
    """Return what is to do, by the task of a cell."""
    return {
        "answer": _("ตอบสิ่งที่ส่วนกลางถ่ายทอด"), "decide": _("ส่วนกลางพิจารณาคำตอบ"), "land": _("นำกิจกรรมที่รับแล้วลงแผน"),
        "plan": _("ทำแผนสำหรับนโยบายนี้"), "relink": _("เชื่อมโครงการเดิมกับชุดนโยบายใหม่"), "": "",
    }  # fmt: skip


def whose(cell: matrices.Cell, office: str) -> str:
    """Return whose task a cell is: seat and office."""
    if not cell.task:
        return ""
    return _("ผู้รับผิดชอบนโยบาย") if cell.by == "centre" else f"{_('แรงงานจังหวัด')} · {office}"


def _must_read(request: HttpRequest) -> None:
    actor = actor_of(request)
    if REACH[actor.role] is Reach.NOTHING or actor.role is Role.PARTNER:
        raise Refused(_("ตำแหน่งนี้ไม่เปิดดูแผนปฏิบัติการ"))


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 6 else 0


def asked_of(request: HttpRequest) -> matrices.Asked:
    """Return what the address asks for."""
    got = request.GET
    return matrices.Asked(
        year=_number(got.get("year", "")), policy_set=got.get("set", "")[:40], axis=got.get("axis", "")[:20],
        agency=got.get("agency", "")[:20], region=_number(got.get("region", "")), group=_number(got.get("group", "")),
        area=got.get("area", "")[:10],
    )  # fmt: skip


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Show the matrix; filters by region, group, axis, agency, province; `?view=wall` turns it for a wide screen."""
    _must_read(request)
    actor, asked = actor_of(request), asked_of(request)
    found = matrices.build(actor, asked)
    now = fiscal_year(timezone.localdate())
    kept = {key: value for key, value in request.GET.items() if key in KEPT and value}
    context = {
        "matrix": found, "asked": asked, "words": words(), "shapes": SHAPES, "tasks": tasks(), "whose": whose,
        "counts": found.counts(), "wall": request.GET.get("view") == "wall", "owed": found.owed() if asked.area else [],
        "years": [(one, str(one)) for one in (now + 1, now, now - 1)],
        "axes": [("", _("ทุกแกน")), *Policy.Axis.choices],
        "agencies": [("", _("ทุกกรม")), *((one.pk, one.short) for one in found.agencies)],
        "regions": _choices(_("ทุกเขตตรวจราชการ"), {one.region for one in found.places}),
        "groups": _choices(_("ทุกกลุ่มจังหวัด"), {one.group for one in found.places}),
        "sets": found.sets,
        "query": urlencode(kept), "wall_query": urlencode({**kept, "view": "wall"}),
        "per_area": {one.area.pk: found.counts(area=one.area.pk) for one in found.provinces},
    }  # fmt: skip
    return draw(request, "matrix_wall" if context["wall"] else "matrix", context)


KEPT = {"year", "set", "axis", "agency", "region", "group", "area"}
"""Filters that links of the page carry on."""


def _choices(every: str, found: set[tuple[int, str]]) -> list[tuple[Any, str]]:
    return [("", every), *((number, f"{number}. {name}") for number, name in sorted(found) if number)]


@require_safe
def matrix_file(request: HttpRequest) -> HttpResponse:
    """Hand the matrix out as a workbook: the table, and every task with whose it is."""
    _must_read(request)
    found = matrices.build(actor_of(request), asked_of(request))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer = HttpResponse(workbook(found), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="matrix-{found.year}.xlsx"'
    return answer


def workbook(found: matrices.Matrix) -> bytes:
    """Return the matrix as xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(_("ตาราง")[:31])
        sheet.freeze_panes(1, 1)
        sheet.write_row(0, 0, [_("จังหวัด"), *(one.name for one in found.policies)], head)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, max(1, len(found.policies)), 16)
        names = words()
        for row, place in enumerate(found.provinces, 1):
            texts = [_text(found.cell(one.pk, place.area.pk), names) for one in found.policies]
            sheet.write_row(row, 0, [place.area.name, *texts])
        _tasks_sheet(book, head, found, names)
    return out.getvalue()


def _tasks_sheet(book: Any, head: Any, found: matrices.Matrix, names: dict[str, str]) -> None:
    sheet = book.add_worksheet(_("งานที่ค้าง")[:31])
    columns = [_("จังหวัด"), _("เขตตรวจราชการ"), _("นโยบาย"), _("สถานะ"), _("สิ่งที่ต้องทำ"), _("งานของ"), _("เหตุผล")]
    sheet.write_row(0, 0, columns, head)
    sheet.set_column(0, 6, 24)
    sheet.freeze_panes(1, 0)
    places = {one.area.pk: one for one in found.provinces}
    policies = {one.pk: one.name for one in found.policies}
    for row, cell in enumerate(found.owed(), 1):
        place = places[cell.area]
        sheet.write_row(row, 0, [
            place.area.name, place.region[1], policies[cell.policy], names[cell.state], tasks()[cell.task],
            whose(cell, place.office), cell.why,
        ])  # fmt: skip


def _text(cell: matrices.Cell, names: dict[str, str]) -> str:
    if cell.state == "planned":
        return _("มีแผน %(n)s กิจกรรม") % {"n": cell.activities} + (f" ({_('ร่าง')})" if cell.draft else "")
    return f"{names[cell.state]}: {cell.why}" if cell.why else names[cell.state]


@require_safe
def matrix_cell(request: HttpRequest, policy: int, area: str) -> HttpResponse:
    """Open one cell: activities with their targets, what was asked and answered, the reason, and whose task it is."""
    _must_read(request)
    actor = actor_of(request)
    one = Policy.objects.visible_to(actor).filter(pk=policy).select_related("policy_set", "owner").first()
    if one is None:
        raise Refused(_("ไม่พบนโยบายนี้"), status=404)
    year = _number(request.GET.get("year", "")) or one.policy_set.fiscal_year
    opened = matrices.one_cell(actor, one, area, year)
    if opened is None:
        raise Refused(_("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    place, cell = opened
    plans = Plan.objects.visible_to(actor).order_by().values("pk")
    inside = Activity.objects.filter(project__policies=one, project__plan__fiscal_year=year, project__plan__in=plans)
    mine = inside.filter(project__plan__area=place.area) | inside.filter(
        project__plan__area=None, area_id__gte=place.area.pk, area_id__lte=place.area.last
    )
    context = {
        "policy": one, "place": place, "cell": cell, "year": year, "words": words(), "shapes": SHAPES, "tasks": tasks(),
        "activities": list(mine.select_related("project__plan", "office", "indicator").order_by("start", "pk")),
        "offers": _asked_here(actor, one, place, year),
        "whose": whose(cell, place.office), "holder": _holder(one, place, cell), "shown": common.shown,
        "item_shapes": common.STATES, "may_cascade": can_change_policy(actor, one) is None,
        "plan": Plan.objects.visible_to(actor).filter(area=place.area, fiscal_year=year).only("id").first(),
        "is_head": bool(actor.has(Role.PLO) and actor.leads_province and actor.in_area(place.area.pk)),
    }  # fmt: skip
    return draw(request, "matrix_cell", context)


def _asked_here(actor: Any, policy: Policy, place: matrices.Province, year: int) -> list[queries.Row]:
    """Return what cascades of a policy asked of a province, the newest first: one query."""
    offers = Offer.objects.visible_to(actor).order_by().values("pk")
    rows = Item.objects.filter(
        offer__in=offers, offer__cascade__policy=policy, offer__cascade__fiscal_year=year, offer__area=place.area
    )
    found: dict[int, queries.Row] = {}
    chosen = rows.select_related("offer__cascade", "expected__indicator").order_by("-offer_id", "expected__number")
    for item in chosen[:60]:
        found.setdefault(item.offer_id, queries.Row(item.offer)).items[item.expected_id] = item
    return list(found.values())


def _holder(policy: Policy, place: matrices.Province, cell: matrices.Cell) -> str:
    """Return who sits where the task lies, empty where nobody does."""
    if cell.by == "centre":
        return policy.owner.full_name if policy.owner else ""
    rows = Seat.objects.held_on(timezone.localdate()).filter(role=Role.PLO, office__leads_province=True)
    seat = rows.filter(office__area=place.area).select_related("person").order_by("pk").first() if cell.task else None
    return seat.person.full_name if seat and seat.person else ""
