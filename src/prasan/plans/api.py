"""Plans and projects as data: what a seat reads on the pages, in the same scope."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from prasan.directory.models import Area
from prasan.plans import queries
from prasan.plans.models import Plan, Project
from prasan.platform.web.api import After, Limit, Strict, answers, one_or_404, page
from prasan.registers.models import Indicator, Policy

router = Router(tags=["plans"])


class PlanRow(Strict):
    """An action plan: of one area, one province group or one department, for a fiscal year (Buddhist era).

    `version` counts approvals; 0 is a plan that was never approved.
    """

    id: int
    area: str | None
    group: int | None
    agency: str | None
    office: str
    fiscal_year: int
    policy_set: str
    state: str
    version: int
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None


class PlanPage(Strict):
    """A page of plans, newest first; `next` is the cursor of the page after."""

    items: list[PlanRow]
    next: int | None


PLAN_VALUES = (
    "id", "area__code", "group__number", "agency_id", "office__code", "fiscal_year", "policy_set__code", "state",
    "version", "submitted_at", "approved_at",
)  # fmt: skip
PLAN_NAMES = tuple(PlanRow.model_fields)


def rows(actor: Any, *, year: int | None, state: str | None, area: str | None) -> Any:
    """Return the plans that an actor reads, narrowed: by year, by state, by the code of an area."""
    asked = {"fiscal_year": year, "state": state, "area__code": area}
    kept = {name: value for name, value in asked.items() if value is not None}
    return Plan.objects.visible_to(actor).filter(**kept).order_by("-id")


@router.get("/plans", response=answers(PlanPage))
def plans(
    request: HttpRequest,
    limit: Limit,
    after: After,
    year: int | None = None,
    state: str | None = None,
    area: str | None = None,
) -> HttpResponse:
    """List the plans that your seat reads: your own in every state, approved ones of everybody."""
    if area is not None:
        one_or_404(Area.objects.filter(code=area).only("id"))
    found = rows(request.actor, year=year, state=state, area=area)  # type: ignore[attr-defined]
    if after is not None:
        found = found.filter(pk__lt=after)
    return page(list(found.values_list(*PLAN_VALUES)[: limit + 1]), PLAN_NAMES, limit, lambda row: row[0])


class MilestoneRow(Strict):
    """A milestone of an activity."""

    id: int
    name_th: str
    due: dt.date
    reached_on: dt.date | None


class ActivityRow(Strict):
    """An activity; `weight` is its share of the project in per cent, `work_item` the noun that figures hang on.

    `target` is what it is to reach of `indicator`, in the indicator's unit.
    """

    id: int
    name_th: str
    start: dt.date
    end: dt.date
    weight: Decimal
    office: str
    partners: str
    place: str
    labels: list[str]
    work_item: int | None
    indicator: str | None
    target: Decimal | None
    milestones: list[MilestoneRow]


class MoneyRow(Strict):
    """Money from one source, in satang."""

    id: int
    activity: int | None
    source: str
    budget_code: str
    giver: str
    allocated: int
    transferred: int
    committed: int
    spent: int
    carried_over: int


class BeneficiaryRow(Strict):
    """Who benefits: `number` distinct people or groups are meant, `reached` is null until somebody recorded it.

    `later` is null until somebody asked, 12 months after: on `later_due`."""

    id: int
    kind: str
    who_th: str
    area: str | None
    number: int
    reached: int | None
    outcome: str
    unit_th: str
    before: Decimal | None
    after: Decimal | None
    after_on: dt.date | None
    later: Decimal | None
    later_on: dt.date | None
    later_due: dt.date | None


class ProjectDetail(Strict):
    """A project with everything below it."""

    id: int
    plan: int
    number: int
    name_th: str
    goal_th: str
    start: dt.date
    end: dt.date
    multi_year: bool
    office: str
    responsible: str | None
    labels: list[str]
    policies: list[int]
    indicators: list[str]
    activities: list[ActivityRow]
    money: list[MoneyRow]
    beneficiaries: list[BeneficiaryRow]


class PlanDetail(PlanRow):
    """A plan with its projects."""

    returned_reason: str
    copied_from: int | None
    projects: list[ProjectDetail]


def _one(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _activity(tree: queries.Tree, one: Any) -> dict[str, Any]:
    stones = [_one(stone, "id", "name_th", "due", "reached_on") for stone in tree.milestones.get(one.pk, [])]
    kept = _one(one, "id", "name_th", "start", "end", "weight", "partners", "place", "labels", "target")
    return kept | {
        "indicator": one.indicator.code if one.indicator else None,
        "office": one.office.code,
        "work_item": one.work_item_id,
        "milestones": stones,
    }


def _project(tree: queries.Tree, one: Project, measures: dict[int, list[str]]) -> dict[str, Any]:
    amounts = ("allocated", "transferred", "committed", "spent", "carried_over")
    people = (
        "id", "kind", "who_th", "number", "reached", "outcome", "unit_th", "before", "after", "after_on", "later",
        "later_on", "later_due",
    )  # fmt: skip
    kept = _one(one, "id", "number", "name_th", "goal_th", "start", "end", "multi_year", "labels")
    return kept | {
        "plan": one.plan_id, "office": one.office.code,
        "responsible": one.responsible.full_name if one.responsible else None,
        "policies": [policy.pk for policy in tree.policies.get(one.pk, [])],
        "indicators": measures.get(one.pk, []),
        "activities": [_activity(tree, activity) for activity in tree.activities.get(one.pk, [])],
        "money": [
            _one(line, "id", "source", "budget_code", "giver", *amounts) | {"activity": line.activity_id}
            for line in tree.money.get(one.pk, [])
        ],
        "beneficiaries": [
            _one(line, *people) | {"area": line.area.code if line.area else None}
            for line in tree.people.get(one.pk, [])
        ],
    }  # fmt: skip


def _projects(plan: Plan, actor: Any, only: int | None = None) -> list[dict[str, Any]]:
    tree = queries.tree(plan, only, actor)
    known = Indicator.objects.visible_to(actor).order_by().values("pk")
    links = Project.indicators.through.objects.filter(
        project__in=[one.pk for one in tree.projects], indicator__in=known
    )
    measures: dict[int, list[str]] = {}
    for project, code in links.order_by("indicator__code").values_list("project_id", "indicator__code"):
        measures.setdefault(project, []).append(code)
    return [_project(tree, one, measures) for one in tree.projects]


@router.get("/plans/{pk}", response=answers(PlanDetail))
def plan(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one plan with its projects, activities, milestones, money and who benefits."""
    found = queries.with_names(Plan.objects.visible_to(request.actor).filter(pk=pk))  # type: ignore[attr-defined]
    one = one_or_404(found)
    kept = _one(one, "id", "fiscal_year", "state", "version", "submitted_at", "approved_at", "returned_reason")
    return kept | {
        "area": one.area.code if one.area else None, "group": one.group.number if one.group else None,
        "agency": one.agency_id, "office": one.office.code, "policy_set": one.policy_set.code,
        "copied_from": one.copied_from_id, "projects": _projects(one, request.actor),  # type: ignore[attr-defined]
    }  # fmt: skip


@router.get("/projects/{pk}", response=answers(ProjectDetail))
def project(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one project of a plan that your seat reads."""
    rows = Project.objects.visible_to(request.actor).filter(pk=pk)  # type: ignore[attr-defined]
    one = one_or_404(rows.select_related("plan"))
    return _projects(one.plan, request.actor, one.pk)[0]  # type: ignore[attr-defined]


class LabelledRow(Strict):
    """A project in a list."""

    id: int
    plan: int
    name_th: str
    fiscal_year: int
    labels: list[str]


class ProjectPage(Strict):
    """A page of projects, newest first."""

    items: list[LabelledRow]
    next: int | None


@router.get("/projects", response=answers(ProjectPage))
def projects(
    request: HttpRequest,
    limit: Limit,
    after: After,
    year: int | None = None,
    label: str | None = Query(None, max_length=20, description="sufficiency, royal-science or royal-initiative"),
    policy: int | None = None,
) -> HttpResponse:
    """List the projects of the plans that your seat reads; by label, policy and fiscal year."""
    found = Project.objects.visible_to(request.actor).order_by("-id")  # type: ignore[attr-defined]
    if year is not None:
        found = found.filter(plan__fiscal_year=year)
    if label is not None:
        found = found.filter(labels__contains=[label])
    if policy is not None:
        known = Policy.objects.visible_to(request.actor).filter(pk=policy)  # type: ignore[attr-defined]
        found = found.filter(policies__in=known)
    if after is not None:
        found = found.filter(pk__lt=after)
    values = found.values_list("id", "plan_id", "name_th", "plan__fiscal_year", "labels")
    return page(list(values[: limit + 1]), tuple(LabelledRow.model_fields), limit, lambda row: row[0])
