"""Questions to the plans: who leads and agrees, which policy set holds, the tree, money and people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, JSONObject, NullIf
from django.utils import timezone
from django.utils.translation import get_language

from prasan.directory.models import Membership, Office
from prasan.kernel.fiscal import add_months
from prasan.plans.models import Activity, Agreement, BeneficiaryLine, Milestone, MoneyLine, Plan, Project
from prasan.plans.models.lines import AMOUNTS
from prasan.platform.commands import SYSTEM
from prasan.registers.models import Policy, PolicySet


def members(plan: Plan) -> list[Membership]:
    """Return the provinces of a group's plan on the plan's day, the lead first; empty for other plans.

    Each has `agreed`, whether it agreed to the plan as submitted. One query, once for each loaded plan.
    """
    if plan.group_id is None:
        return []
    known: list[Membership] | None = plan.__dict__.get("_members")
    if known is None:
        agreed = Agreement.objects.filter(plan=plan.pk, round=plan.round, area=OuterRef("area"))
        rows = Membership.objects.on(plan.day()).filter(group_id=plan.group_id).annotate(agreed=Exists(agreed))
        rows = rows.select_related("area").defer("area__boundary", "area__grams")
        known = plan.__dict__["_members"] = list(rows.order_by("-leads", "area__sort_th", "area_id"))
    return known


def lead_of(plan: Plan) -> int | None:
    """Return the lead province of a group's plan on the plan's day, None where none is named."""
    return next((one.area_id for one in members(plan) if one.leads), None)


def lead_area(group_id: int, day: dt.date) -> int | None:
    """Return the lead province of a group on a day, None where none is named: one query."""
    rows = Membership.objects.on(day).filter(group_id=group_id, leads=True)
    return rows.values_list("area_id", flat=True).first()


def drafting_office(*, area_id: int | None, group_id: int | None, agency_id: str | None, day: dt.date) -> Office | None:
    """Return the office that drafts a plan: the province's leading one, the lead province's, the department."""
    if agency_id is not None:
        central = Office.objects.filter(agency_id=agency_id, kind__in=["department", "ministry"])
        return central.order_by("kind", "code").first()
    where = area_id if group_id is None else lead_area(group_id, day)
    return Office.objects.filter(area_id=where, leads_province=True).order_by("code").first() if where else None


def not_agreed(plan: Plan) -> list[str]:
    """Return the names of the member provinces that have not agreed to a group's plan as it was submitted."""
    return [one.area.name for one in members(plan) if not one.leads and not one.agreed]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Sets:
    """The policy sets that matter to a plan: made under, in force today, all of its year; policies by set."""

    made: PolicySet
    in_force: PolicySet
    all: tuple[PolicySet, ...]
    policies: dict[int, list[Policy]]

    @property
    def replaced(self) -> bool:
        """Tell whether another set holds than the one the plan was made under."""
        return self.made.pk != self.in_force.pk


def sets_of(plan: Plan, actor: Any = SYSTEM) -> Sets:
    """Return the policy sets of a plan with the policies that an actor may know of: one query.

    Drafts do not count. In force is the newest set of the plan's fiscal year that was handed down by
    today, else the one that the plan was made under.
    """
    here = Q(policy_set__fiscal_year=plan.fiscal_year) | Q(policy_set_id=plan.policy_set_id)
    rows = Policy.objects.visible_to(actor).filter(here, policy_set__is_draft=False)
    found: dict[int, list[Policy]] = {}
    known = {plan.policy_set_id: plan.policy_set}
    for policy in rows.select_related("policy_set", "lead").in_order():
        found.setdefault(policy.policy_set_id, []).append(policy)
        known[policy.policy_set_id] = policy.policy_set
    day = plan.day()
    given = [
        one for one in known.values()
        if one.fiscal_year == plan.fiscal_year and (one.given_on is None or one.given_on <= day)
    ]  # fmt: skip
    in_force = max(given, key=lambda one: (not one.is_demo, one.version), default=plan.policy_set)
    order = list(Policy.Axis.values)
    for some in found.values():
        some.sort(key=lambda one: (order.index(one.axis), one.number))
    newest = tuple(sorted(known.values(), key=lambda one: (one.fiscal_year, one.version), reverse=True))
    return Sets(plan.policy_set, in_force, newest, found)


@dataclass(slots=True)
class Money:
    """Sums of money lines in satang."""

    allocated: int = 0
    transferred: int = 0
    committed: int = 0
    spent: int = 0
    carried_over: int = 0

    def add(self, line: MoneyLine) -> None:
        """Add one line."""
        for name in AMOUNTS:
            setattr(self, name, getattr(self, name) + getattr(line, name))

    @property
    def available(self) -> int:
        """Return what may be committed, in satang."""
        return self.allocated + self.transferred + self.carried_over


@dataclass(slots=True)
class Tree:
    """A plan with everything in it."""

    plan: Plan
    projects: list[Project]
    policies: dict[int, list[Policy]] = field(default_factory=dict)
    activities: dict[int, list[Activity]] = field(default_factory=dict)
    milestones: dict[int, list[Milestone]] = field(default_factory=dict)
    money: dict[int, list[MoneyLine]] = field(default_factory=dict)
    people: dict[int, list[BeneficiaryLine]] = field(default_factory=dict)

    def by_source(self) -> list[tuple[str, Money]]:
        """Return the sums of money by source, in the order of the sources."""
        sums: dict[str, Money] = {}
        for lines in self.money.values():
            for line in lines:
                sums.setdefault(line.source, Money()).add(line)
        return [(source, sums[source]) for source in MoneyLine.Source.values if source in sums]

    def total(self) -> Money:
        """Return the sum of all money."""
        found = Money()
        for lines in self.money.values():
            for line in lines:
                found.add(line)
        return found

    def reach(self, kind: str) -> tuple[int, int | None]:
        """Return (planned, reached or None where nothing was recorded) of people or of groups."""
        lines = [line for some in self.people.values() for line in some if line.kind == kind]
        told = [line.reached for line in lines if line.reached is not None]
        return sum(line.number for line in lines), sum(told) if told else None


def tree(plan: Plan, only: int | None = None, actor: Any = SYSTEM) -> Tree:
    """Return a plan's projects with policies, activities (with the names of co-offices as `helpers`), milestones, money
    and people: five queries, milestones come with their activities.

    Parameters: `only`, the number of one project; `actor`, whose clearance bounds the policies that are named.
    """
    rows = plan.projects.select_related("office", "responsible").order_by("number")
    found = Tree(plan, list(rows if only is None else rows.filter(pk=only)))
    ids = [one.pk for one in found.projects]
    if not ids:
        return found
    for link in links(ids, actor):
        found.policies.setdefault(link.project_id, []).append(link.policy)
    english, thai = NullIf(F("office__name_en"), Value("")), F("office__name_th")
    name = Coalesce(english, thai) if get_language() == "en" else thai
    co_offices: Any = Activity.co_offices.through.objects.filter(activity=OuterRef("pk")).order_by("office_id")
    activities = Activity.objects.filter(project_id__in=ids).select_related("office", "indicator").order_by("number")
    stones: Any = Milestone.objects.filter(activity=OuterRef("pk")).order_by("due", "pk")
    words = JSONObject(id="pk", name_th="name_th", due="due", reached_on="reached_on")
    activities = activities.annotate(
        helpers=ArraySubquery(co_offices.annotate(called=name).values("called")),
        stones=ArraySubquery(stones.values(words=words)),
    )
    for activity in activities:
        found.activities.setdefault(activity.project_id, []).append(activity)
        if activity.stones:
            found.milestones[activity.pk] = [_milestone(activity, told) for told in activity.stones]
    for line in MoneyLine.objects.filter(project_id__in=ids).order_by("pk"):
        found.money.setdefault(line.project_id, []).append(line)
    for person in BeneficiaryLine.objects.filter(project_id__in=ids).select_related("area", "project").order_by("pk"):
        found.people.setdefault(person.project_id, []).append(person)
    return found


def _milestone(activity: Activity, told: dict[str, Any]) -> Milestone:
    """Return a milestone as it came with its activity."""
    days = {name: dt.date.fromisoformat(told[name]) if told[name] else None for name in ("due", "reached_on")}
    return Milestone(pk=told["id"], activity=activity, name_th=told["name_th"], **days)


def links(projects: Sequence[int], actor: Any) -> Iterable[Any]:
    """Return the links of projects to the policies that an actor may know of, in their order: one query."""
    known = Policy.objects.visible_to(actor).order_by().values("pk")
    rows = Project.policies.through.objects.filter(project_id__in=projects, policy_id__in=known)
    rows = rows.select_related("policy")
    return rows.order_by("policy__axis", "policy__number", "policy_id")


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan in one line."""

    plan: Plan
    projects: int
    people: int
    allocated: int
    spent: int


def summary(plan: Plan) -> Summary:
    """Return what stands in a plan in numbers: three queries."""
    people = BeneficiaryLine.objects.filter(project__plan=plan, kind="people").aggregate(n=Sum("number"))["n"]
    money = MoneyLine.objects.filter(project__plan=plan).aggregate(a=Sum("allocated"), s=Sum("spent"))
    count = plan.projects.count()
    return Summary(plan, count, people or 0, money["a"] or 0, money["s"] or 0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Some projects in numbers; people of several lines may count twice."""

    projects: int
    plans: int
    people: int
    reached: int | None
    groups: int
    allocated: int
    spent: int


def totals(projects: QuerySet[Project]) -> Totals:
    """Return the sums of some projects: three queries."""
    ids = projects.order_by().values("pk")
    count = Project.objects.filter(pk__in=ids).aggregate(n=Count("pk"), plans=Count("plan", distinct=True))
    lines = BeneficiaryLine.objects.filter(project__in=ids)
    people, groups = Q(kind="people"), Q(kind="groups")
    who = lines.aggregate(
        p=Sum("number", filter=people), r=Sum("reached", filter=people), g=Sum("number", filter=groups)
    )
    money = MoneyLine.objects.filter(project__in=ids).aggregate(a=Sum("allocated"), s=Sum("spent"))
    return Totals(count["n"], count["plans"], who["p"] or 0, who["r"], who["g"] or 0, money["a"] or 0, money["s"] or 0)


def plan_of(area_id: int, year: int, actor: Any) -> Any:
    """Return an area's plan of a fiscal year as far as the actor reads it, with `project_count` and `people`.

    One query; for the province page.
    """
    projects = Project.objects.filter(plan=OuterRef("pk")).order_by().values("plan")
    people = BeneficiaryLine.objects.filter(project__plan=OuterRef("pk"), kind="people").order_by()
    reached: Any = people.values("project__plan").annotate(n=Sum("number"))
    rows = Plan.objects.visible_to(actor).filter(area_id=area_id, fiscal_year=year)
    return (
        rows.annotate(
            project_count=Coalesce(Subquery(projects.annotate(n=Count("pk")).values("n")), 0),
            people=Coalesce(Subquery(reached.values("n")), 0),
        )
        .order_by()
        .first()
    )


def with_names(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """Load with plans what their name and their place are made of."""
    return rows.select_related("area", "group", "agency", "office", "policy_set").defer("area__boundary", "area__grams")


def late_milestones(plan: Plan) -> int:
    """Return how many milestones are due and not reached."""
    rows = Milestone.objects.filter(activity__project__plan=plan, reached_on=None, due__lt=timezone.localdate())
    return rows.count()


def warnings_of(line: MoneyLine) -> list[str]:
    """Return the codes of what is odd about a money line: "over-committed", "over-spent"."""
    found = []
    if line.committed > line.available:
        found.append("over-committed")
    if line.spent > line.committed:
        found.append("over-spent")
    return found


def money_rows(ids: Iterable[int]) -> QuerySet[MoneyLine]:
    """Return the money lines of some plans with what tells them apart, for imports that match budget codes."""
    rows = MoneyLine.objects.filter(project__plan_id__in=list(ids)).exclude(budget_code="")
    return rows.annotate(plan=F("project__plan_id")).order_by("budget_code", "pk")


def follow_ups(office: int, by: dt.date) -> QuerySet[BeneficiaryLine]:
    """Return the outcomes of an office's projects that are to be asked again by a day and were not: one query.

    Of approved plans; due 12 months after the outcome was measured, else after the project's end.
    """
    rows = BeneficiaryLine.objects.filter(project__office_id=office, project__plan__version__gt=0, later=None)
    rows = rows.exclude(before=None, after=None).annotate(measured=Coalesce("after_on", "project__end"))
    return rows.filter(measured__lte=add_months(by, -12)).select_related("project__plan").order_by("measured", "pk")


def work_code(year: int, plan: int, activity: int) -> str:
    """Return the code of the work item of a plan's activity."""
    return f"plan-{year}-{plan}-{activity}"
