"""The verbs of the plans as API: open, copy, lines, results, links, steps; the same door as the pages.

They stand on the router of `api.py`: an address answers reading and writing.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, AreaGroup, Office, Person
from prasan.plans import commands
from prasan.plans.api import PlanDetail, router
from prasan.plans.api import plan as show
from prasan.plans.models import Plan
from prasan.plans.parts import PARTS
from prasan.platform.commands import RuleBroken
from prasan.platform.web.api import Strict, act, answers, one_or_404
from prasan.registers.models import Indicator

NO_COLUMN = _("รายการชนิดนี้ไม่มีช่องนี้")
SAVES: dict[str, Any] = {
    "project": commands.SaveProject, "activity": commands.SaveActivity, "milestone": commands.SaveMilestone,
    "money": commands.SaveMoney, "beneficiary": commands.SaveBeneficiary,
}  # fmt: skip
PartName = Literal["project", "activity", "milestone", "money", "beneficiary"]
KEYS: dict[str, tuple[type[models.Model], str]] = {
    "office": (Office, "code"), "co_offices": (Office, "code"), "area": (Area, "code"),
    "responsible": (Person, "username"), "indicator": (Indicator, "code"), "indicators": (Indicator, "code"),
}  # fmt: skip
"""How the API names what a line points to; policies and activities by their numbers."""


class PlaceIn(Strict):
    """Whose plan, exactly one of: code of a province, number of a province group, code of a department."""

    area: str | None = None
    group: int | None = None
    agency: str | None = None
    fiscal_year: int


def _place(told: PlaceIn) -> dict[str, Any]:
    found: dict[str, Any] = {"fiscal_year": told.fiscal_year}
    if told.area is not None:
        found["area_id"] = one_or_404(Area.objects.provinces().filter(code=told.area).only("id")).pk
    if told.group is not None:
        rows = AreaGroup.objects.filter(kind="province-group", number=told.group).order_by("-id")
        found["group_id"] = one_or_404(rows).pk
    if told.agency is not None:
        found["agency_id"] = one_or_404(Agency.objects.filter(pk=told.agency)).pk
    return found


@router.post("/plans", response=answers(PlanDetail))
def open_plan(request: HttpRequest, told: PlaceIn) -> dict[str, Any]:
    """Begin the plan of a place and a fiscal year."""
    return show(request, act(request, commands.OpenPlan(**_place(told))).pk)


class CopyIn(PlaceIn):
    """Which plan to take the projects from; `with_money` takes allocated amounts over as well."""

    source: int
    with_money: bool = False


@router.post("/plan-copies", response=answers(PlanDetail))
def copy_plan(request: HttpRequest, told: CopyIn) -> dict[str, Any]:
    """Take another plan's projects over into a place's draft."""
    command = commands.CopyPlan(**_place(told), source_id=told.source, with_money=told.with_money)
    return show(request, act(request, command).pk)


class LineIn(Strict):
    """A line's columns; which a kind of line has stands in the plan's schema. What is left out stays as it is.

    Offices, areas and indicators by their codes, people by username, policies and activities by number, money in
    satang. `parent` is what a new line hangs on.
    """

    parent: int | None = None
    name_th: str | None = None
    goal_th: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    due: dt.date | None = None
    multi_year: bool | None = None
    office: str | None = None
    responsible: str | None = None
    labels: list[str] | None = None
    policies: list[int] | None = None
    indicators: list[str] | None = None
    weight: Decimal | None = None
    co_offices: list[str] | None = None
    partners: str | None = None
    area: str | None = None
    place: str | None = None
    indicator: str | None = None
    target: Decimal | None = None
    activity: int | None = None
    source: str | None = None
    budget_code: str | None = None
    giver: str | None = None
    allocated: int | None = None
    kind: str | None = None
    who_th: str | None = None
    number: int | None = None
    outcome: str | None = None
    unit_th: str | None = None
    before: Decimal | None = None


def _values(part: str, told: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return (columns by attribute, relations by name) of what was told; 422 for a column that the part lacks."""
    kind = PARTS[part]
    values: dict[str, Any] = {}
    many: dict[str, list[int]] = {}
    for name, value in told.items():
        if name in kind.many:
            many[name] = _numbers(name, value or [])
        elif name not in kind.fields:
            raise RuleBroken(NO_COLUMN, status=422, field=name)
        elif name in KEYS:
            values[f"{name}_id"] = None if value is None else _numbers(name, [value])[0]
        else:
            values[f"{name}_id" if name == "activity" else name] = value
    return values, many


def _numbers(name: str, keys: list[Any]) -> list[int]:
    """Return the numbers of what keys name; 404 for a key that names nothing."""
    if name not in KEYS:
        return [int(one) for one in keys]
    model, column = KEYS[name]
    rows: Any = model._default_manager.filter(**{f"{column}__in": keys})
    known = dict(rows.values_list(column, "pk"))
    missing = [one for one in keys if one not in known]
    if missing:
        one_or_404(model._default_manager.none())
    return [known[one] for one in keys]


@router.post("/plans/{pk}/lines/{part}", response=answers(PlanDetail))
def add_line(request: HttpRequest, pk: int, part: PartName, told: LineIn) -> dict[str, Any]:
    """Add a project, activity, milestone, money or who benefits to a plan that may be edited."""
    values, many = _values(part, told.model_dump(exclude_unset=True, exclude={"parent"}))
    act(request, SAVES[part](target_id=pk, parent=told.parent, values=values, many=many))
    return show(request, pk)


@router.patch("/plans/{pk}/lines/{part}/{row}", response=answers(PlanDetail))
def change_line(request: HttpRequest, pk: int, part: PartName, row: int, told: LineIn) -> dict[str, Any]:
    """Change the told columns of a line."""
    values, many = _values(part, told.model_dump(exclude_unset=True, exclude={"parent"}))
    act(request, SAVES[part](target_id=pk, row=row, values=values, many=many))
    return show(request, pk)


@router.delete("/plans/{pk}/lines/{part}/{row}", response=answers(PlanDetail))
def remove_line(request: HttpRequest, pk: int, part: PartName, row: int) -> dict[str, Any]:
    """Take a line away with everything below it."""
    act(request, commands.RemoveLine(target_id=pk, part=part, row=row))
    return show(request, pk)


class ResultIn(Strict):
    """Results of a line while the plan is carried out: only those that the kind of line has."""

    reached_on: dt.date | None = None
    transferred: int | None = None
    committed: int | None = None
    spent: int | None = None
    carried_over: int | None = None
    reached: int | None = None
    after: Decimal | None = None
    later: Decimal | None = None


@router.patch("/plans/{pk}/results/{part}/{row}", response=answers(PlanDetail))
def record_result(request: HttpRequest, pk: int, part: PartName, row: int, told: ResultIn) -> dict[str, Any]:
    """Record money moved, people reached or a milestone met."""
    values = told.model_dump(exclude_unset=True)
    unknown = next((name for name in values if name not in PARTS[part].results), None)
    if unknown is not None:
        raise RuleBroken(NO_COLUMN, status=422, field=unknown)
    act(request, commands.Record(target_id=pk, part=part, row=row, values=values))
    return show(request, pk)


class LinksIn(Strict):
    """Policies to link to, by number."""

    policies: list[int]


@router.post("/plans/{pk}/projects/{row}/policies", response=answers(PlanDetail))
def link_policies(request: HttpRequest, pk: int, row: int, told: LinksIn) -> dict[str, Any]:
    """Link a project to policies of another set beside those it was made under."""
    act(request, commands.LinkPolicies(target_id=pk, row=row, policies=told.policies))
    return show(request, pk)


class StepIn(Strict):
    """`reason` where a step asks for one; `edits`, the count of saves that you looked at."""

    reason: str = ""
    edits: int | None = None


STEPS: dict[str, Any] = {
    "submit": commands.Submit, "agree": commands.Agree, "return": commands.Return, "approve": commands.Approve,
    "activate": commands.Activate, "revise": commands.Revise, "close": commands.Close,
}  # fmt: skip
StepName = Literal["submit", "agree", "return", "approve", "activate", "revise", "close"]


@router.post("/plans/{pk}/{step}", response=answers(PlanDetail))
def move_plan(request: HttpRequest, pk: int, step: StepName, told: StepIn) -> dict[str, Any]:
    """Submit, agree to, return, approve, activate, revise or close a plan."""
    one_or_404(Plan.objects.visible_to(request.actor).filter(pk=pk))  # type: ignore[attr-defined]
    act(request, STEPS[step](target_id=pk, reason=told.reason, edits=told.edits))
    return show(request, pk)
