"""The report of a label: plans, projects, activities, money and people under it, by province, group and department.

A labelled project counts with everything in it. An activity that carries the label itself counts with its own money;
people hang on projects, so they count with labelled projects alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from prasan.plans.models import Activity, BeneficiaryLine, Label, MoneyLine, Plan, Project
from prasan.plans.pages.listing import owner_of

COLUMNS = ("projects", "activities", "allocated", "spent", "people", "reached", "groups")


@dataclass(slots=True)
class Row:
    """What stands under a label in one plan, or in all together; `reached` is None until somebody recorded it."""

    name: str
    plan: int | None = None
    province: int | None = None
    projects: int = 0
    activities: int = 0
    allocated: int = 0
    spent: int = 0
    people: int = 0
    reached: int | None = None
    groups: int = 0


@dataclass(slots=True)
class Report:
    """A label's report of a fiscal year: one row a plan, and the whole."""

    label: Label
    year: int
    rows: list[Row] = field(default_factory=list)

    @property
    def provinces(self) -> int:
        """Return in how many provinces' plans the label stands."""
        return len({one.province for one in self.rows if one.province is not None})

    def whole(self, name: str) -> Row:
        """Return the sum of all rows; people of several lines may count twice."""
        total = Row(name)
        for one in self.rows:
            for column in COLUMNS:
                value = getattr(one, column)
                if value is not None:
                    setattr(total, column, (getattr(total, column) or 0) + value)
        return total


def report(actor: Any, label: Label, year: int) -> Report:
    """Return a label's report of the plans that an actor reads: four queries."""
    plans = Plan.objects.visible_to(actor).filter(fiscal_year=year).order_by().values("pk")
    whole = Q(project__labels__contains=[label.code])
    rows: dict[int, Row] = {}
    projects = Project.objects.filter(plan__in=plans, labels__contains=[label.code])
    for row in _named(projects, "plan").values("plan_id", "province", "owner"):
        _row(rows, row["plan_id"], row).projects += 1
    activities = Activity.objects.filter(whole | Q(labels__contains=[label.code]), project__plan__in=plans)
    for row in _named(activities, "project__plan").values("plan_pk", "province", "owner"):
        _row(rows, row["plan_pk"], row).activities += 1
    money = MoneyLine.objects.filter(whole | Q(activity__labels__contains=[label.code]), project__plan__in=plans)
    for plan, allocated, spent in money.values_list("project__plan_id", Coalesce("granted", "allocated"), "spent"):
        rows[plan].allocated += allocated
        rows[plan].spent += spent
    people = BeneficiaryLine.objects.filter(whole, project__plan__in=plans)
    for plan, kind, number, reached in people.values_list("project__plan_id", "kind", "number", "reached"):
        if kind == BeneficiaryLine.Kind.GROUPS:
            rows[plan].groups += number
            continue
        rows[plan].people += number
        if reached is not None:
            rows[plan].reached = (rows[plan].reached or 0) + reached
    return Report(
        label, year, sorted(rows.values(), key=lambda one: (one.province is None, one.province or 0, one.name))
    )


def _named(rows: Any, plan: str) -> Any:
    return rows.annotate(province=F(f"{plan}__area_id"), owner=owner_of(f"{plan}__"), plan_pk=F(f"{plan}__id"))


def _row(rows: dict[int, Row], plan: int, told: dict[str, Any]) -> Row:
    return rows.setdefault(plan, Row(told["owner"], plan, told["province"]))


def reports(actor: Any, labels: Iterable[Label], year: int) -> list[Report]:
    """Return the report of each label: four queries a label."""
    return [report(actor, one, year) for one in labels]
