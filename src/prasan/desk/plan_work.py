"""What the action plans do for a policy: projects, activities, how many late, money, people; a flow between rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from prasan.plans.models import Activity, BeneficiaryLine, Milestone, MoneyLine, Project
from prasan.plans.pages.listing import owner_of

SHOWN = 12
"""Late projects that a policy page names; the others stand behind the link to the list."""


@dataclass(frozen=True, slots=True)
class Work:
    """The projects of the plans that serve a policy, in numbers; money in satang, people may count twice.

    `late` counts activities with a milestone that is due and not reached; `reached` is None where nobody recorded it.
    """

    plans: int
    projects: int
    activities: int
    late: int
    people: int
    reached: int | None
    allocated: int
    spent: int
    behind: list[dict[str, Any]]


def _sum(rows: QuerySet[Any], column: str) -> Subquery:
    alone = rows.order_by().values("project").annotate(n=Sum(column))
    return Subquery(alone.values("n"))


def _count(rows: QuerySet[Activity]) -> Any:
    alone = rows.order_by().values("project").annotate(n=Count("pk"))
    return Coalesce(Subquery(alone.values("n")), 0)


def of_policy(policy: int, year: int, actor: Any, areas: Sequence[int] | None = None) -> Work:
    """Return what the plans of a fiscal year, as far as the actor reads them, do for a policy: one query.

    Parameters: `areas`, only the plans of these provinces.
    """
    mine = Activity.objects.filter(project=OuterRef("pk"))
    missed = Milestone.objects.filter(activity=OuterRef("pk"), reached_on=None, due__lt=timezone.localdate())
    people = BeneficiaryLine.objects.filter(project=OuterRef("pk"), kind="people")
    money = MoneyLine.objects.filter(project=OuterRef("pk"))
    rows = Project.objects.visible_to(actor).filter(policies=policy, plan__fiscal_year=year)
    if areas is not None:
        rows = rows.filter(plan__area__in=areas)
    rows = rows.annotate(
        owner=owner_of("plan__"), acts=_count(mine), lates=_count(mine.filter(Exists(missed))),
        meant=_sum(people, "number"), got=_sum(people, "reached"), given=_sum(money, "allocated"),
        used=_sum(money, "spent"),
    )  # fmt: skip
    columns = ("pk", "plan_id", "name_th", "owner", "acts", "lates", "meant", "got", "given", "used")
    found = list(rows.order_by("-lates", "plan__area__sort_th", "pk").values(*columns))
    told = [one["got"] for one in found if one["got"] is not None]
    return Work(
        plans=len({one["plan_id"] for one in found}), projects=len(found), activities=sum(one["acts"] for one in found),
        late=sum(one["lates"] for one in found), people=sum(one["meant"] or 0 for one in found),
        reached=sum(told) if told else None, allocated=sum(one["given"] or 0 for one in found),
        spent=sum(one["used"] or 0 for one in found),
        behind=[
            {
                "name": one["name_th"], "owner": one["owner"], "late": one["lates"], "all": one["acts"],
                "href": reverse("plan_project", args=[one["plan_id"], one["pk"]]),
            }
            for one in found[:SHOWN] if one["lates"]
        ],
    )  # fmt: skip
