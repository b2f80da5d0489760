"""Questions to the development plans: which ordered item stands where in which province, and who lacks one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from prasan.directory.models import Area
from prasan.kernel.fiscal import fiscal_year_bounds
from prasan.plans.models import Activity, DevLine, DevStep, OrderedItem

GAP = "gap"
"""No line of the year answers the item: the provincial labour officer's task."""
ORDER = ("funded", "in_plan", "agreed", "proposed", "not_included")
"""States from furthest to least; of several lines the furthest counts."""
STATUS = {
    "funded": "done", "in_plan": "on_plan", "agreed": "info", "proposed": "info", "not_included": "very_late",
    GAP: "not_reported",
}  # fmt: skip
"""The shape that stands beside the word of each state."""


def items_of(year: int) -> list[OrderedItem]:
    """Return the items that are ordered in a fiscal year."""
    first, last = fiscal_year_bounds(year)
    rows = OrderedItem.objects.filter(Q(ended_on=None) | Q(ended_on__gte=first), ordered_on__lte=last)
    return list(rows.order_by("order", "code"))


def furthest(states: Iterable[str]) -> str:
    """Return the furthest of some lines' states, "gap" where there is none."""
    found = set(states)
    return next((one for one in ORDER if one in found), GAP)


@dataclass(slots=True)
class Country:
    """Provinces × ordered items of a fiscal year."""

    year: int
    items: list[OrderedItem]
    areas: list[Area]
    cells: dict[tuple[int, str], str] = field(default_factory=dict)

    def state(self, area: int, item: str) -> str:
        """Return where an item stands in a province."""
        return self.cells.get((area, item), GAP)

    def counts(self, item: str) -> Counter[str]:
        """Return how many provinces stand where with an item; the counts sum to the number of provinces."""
        return Counter(self.state(one.pk, item) for one in self.areas)


def provinces_of(actor: Any) -> QuerySet[Area]:
    """Return the provinces that an actor compares: those of its scope, all where it reads the nation."""
    rows = Area.objects.provinces().only("id", "last", "code", "name_th", "name_en", "short_th")
    if getattr(actor, "is_system", False) or actor.scope.everything or not actor.scope.ranges:
        return rows.order_by("sort_th", "id")
    here = Q(pk__in=[])
    for first, last in actor.scope.ranges:
        here |= Q(pk__lte=last, last__gte=first)
    return rows.filter(here).order_by("sort_th", "id")


def country(actor: Any, year: int) -> Country:
    """Return which item stands where in which province: three queries."""
    found = Country(year, items_of(year), list(provinces_of(actor)))
    states: dict[tuple[int, str], list[str]] = {}
    rows = DevLine.objects.visible_to(actor).filter(fiscal_year=year, area__isnull=False, item__isnull=False)
    for area, item, state in rows.order_by().values_list("area_id", "item_id", "state"):
        states.setdefault((area, item), []).append(state)
    found.cells = {key: furthest(some) for key, some in states.items()}
    return found


def lines_of(actor: Any, year: int, *, area_id: int | None = None, groups: Iterable[int] = ()) -> list[DevLine]:
    """Return the lines of a province, or of some groups, with their last step and their activities: three queries."""
    where = Q(area_id=area_id) if area_id is not None else Q(group_id__in=list(groups))
    steps = Prefetch("steps", DevStep.objects.order_by("pk"))
    activities = Prefetch(
        "activities", Activity.objects.select_related("project__plan", "office").order_by("start", "pk")
    )
    rows = DevLine.objects.visible_to(actor).filter(where, fiscal_year=year)
    rows = rows.select_related("area", "group", "agency", "item").defer("area__boundary", "area__grams")
    return list(rows.prefetch_related(steps, activities).order_by("item__order", "pk"))


@dataclass(frozen=True, slots=True)
class Standing:
    """An ordered item in one province: where it stands, its lines, what is being done."""

    item: OrderedItem
    state: str
    lines: list[DevLine]
    activities: list[Activity]


def standings(items: list[OrderedItem], lines: list[DevLine]) -> list[Standing]:
    """Return every ordered item with the lines that answer it and the activities that carry it out."""
    found = []
    for item in items:
        mine = [one for one in lines if one.item_id == item.pk]
        doing = {activity.pk: activity for one in mine for activity in one.activities.all()}
        found.append(Standing(item, furthest(one.state for one in mine), mine, list(doing.values())))
    return found


def gaps_of(area_id: int, year: int) -> list[OrderedItem]:
    """Return the ordered items that a province has no line for in a fiscal year, each with `area_code`: one query."""
    first, last = fiscal_year_bounds(year)
    answered = DevLine.objects.filter(area_id=area_id, fiscal_year=year, item=OuterRef("pk"))
    rows = OrderedItem.objects.filter(Q(ended_on=None) | Q(ended_on__gte=first), ordered_on__lte=last)
    code = Area.objects.filter(pk=area_id).order_by().values("code")
    return list(rows.exclude(Exists(answered)).annotate(area_code=Subquery(code)).order_by("order", "code"))
