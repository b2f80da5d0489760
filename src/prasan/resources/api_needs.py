"""What offices need as data, and the joint plan that is suggested for a province."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from prasan.directory.models import Area
from prasan.directory.typed import area_by
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.resources import commands
from prasan.resources import policy as may
from prasan.resources.models import Need
from prasan.resources.suggesting import suggest

router = Router(tags=["resources"])


class NeedRow(Strict):
    """What an office needs; `priority`, 1 low, 2 normal, 3 urgent; `seats` null, any."""

    id: int
    kind: str
    skill: str
    seats: int | None
    begins: dt.datetime
    ends: dt.datetime
    area: str
    purpose: str
    priority: int
    office: str
    state: str
    reason: str


class NeedPage(Strict):
    """A page of needs, in the order of their numbers."""

    items: list[NeedRow]
    next: int | None


class NeedIn(Strict):
    """What one's own office needs; moments with their time zone; `area`, a code."""

    kind: str
    begins: dt.datetime
    ends: dt.datetime
    area: str
    purpose: str
    skill: str = ""
    seats: int | None = None
    priority: int = 2


class Closing(Strict):
    """Why it is closed."""

    reason: str = ""


class LineRow(Strict):
    """Which resource serves which need."""

    need: int
    resource: int


class UnmetRow(Strict):
    """Why a need is not met: kind, skill, seats, until, busy, rivals (needs that have what would fit)."""

    need: int
    why: str
    rivals: list[int]


class PlanRow(Strict):
    """A suggested plan: `worth`, no plan exceeds `bound`; `proven`, none is better; `first_come`, without a plan."""

    area: str
    worth: int
    bound: int
    proven: bool
    first_come: int
    lines: list[LineRow]
    unmet: list[UnmetRow]
    left_out: int


def need_row(one: Need) -> dict[str, Any]:
    """Return a need as data."""
    names = ("kind", "skill", "seats", "begins", "ends", "purpose", "priority", "state", "reason")
    found: dict[str, Any] = {name: getattr(one, name) for name in names}
    return found | {"id": one.pk, "area": one.area.code, "office": one.office.code}


def needs_of(actor: Any) -> Any:
    """Return the needs that an actor reads, with what a row needs."""
    rows = Need.objects.visible_to(actor).select_related("office", "area")
    return rows.defer("office__grams", "area__grams", "area__boundary")


def plan_row(actor: Any, code: str) -> dict[str, Any]:
    """Return the plan of a province. Raises RuleBroken without the solver, Refused for who lends nothing."""
    if not may.lends(actor):
        raise Refused(may.ONLY_STAFF)
    province = area_by(code)
    if province.kind != Area.Kind.PROVINCE:
        raise RuleBroken(_("แผนร่วมทำทีละจังหวัด"), field="area")
    found = suggest(actor, province)
    if not found.solved:
        raise RuleBroken(_("เครื่องนี้ยังไม่ได้ติดตั้งตัวช่วยวางแผน (OR-Tools) โปรดให้ผู้ดูแลระบบติดตั้ง requirements/solver.txt"))
    plan = found.plan
    return {
        "area": province.code, "worth": plan.worth, "bound": plan.bound, "proven": plan.proven,
        "first_come": found.greedy.worth, "left_out": found.left_out,
        "lines": [{"need": need, "resource": thing} for need, thing in sorted(plan.lines.items())],
        "unmet": [{"need": one.want, "why": one.why, "rivals": list(one.rivals)} for one in plan.unmet],
    }  # fmt: skip


@router.get("/resource-needs", response=answers(NeedPage))
def needs_list(request: HttpRequest, limit: Limit, after: After, area: str = "", state: str = "") -> dict[str, Any]:
    """List what offices need."""
    rows = needs_of(actor_of(request)).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    rows = rows.filter(state=state) if state else rows
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [need_row(one) for one in found], "next": more}


@router.post("/resource-needs", response=answers(NeedRow))
def tell_need(request: HttpRequest, told: NeedIn) -> dict[str, Any]:
    """Tell what one's own office needs."""
    given = told.dict()
    given["area_id"] = area_by(given.pop("area")).pk
    made = act(request, commands.TellNeed(values=given))
    return need_row(one_or_404(needs_of(actor_of(request)).filter(pk=made.pk)))


@router.post("/resource-needs/{pk}/close", response=answers(NeedRow))
def close_need(request: HttpRequest, pk: int, told: Closing) -> dict[str, Any]:
    """Close a need with the reason."""
    act(request, commands.CloseNeed(target_id=pk, reason=told.reason))
    return need_row(one_or_404(needs_of(actor_of(request)).filter(pk=pk)))


@router.get("/resource-plans/{area}", response=answers(PlanRow))
def plan_read(request: HttpRequest, area: str) -> dict[str, Any]:
    """Suggest a joint plan for a province's open needs; nothing is booked by it."""
    return plan_row(actor_of(request), area)
