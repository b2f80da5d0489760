"""A suggested joint plan of a province: its open needs, what is lent around it, the best plan and why not more."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from prasan.directory.models import Area, Membership
from prasan.kernel.resources.plan import Plan, Thing, Want, first_come
from prasan.kernel.resources.solver import MOST, NoSolver, solve
from prasan.resources.models import Booking, Need, Resource

MOST_THINGS = 1000
"""Things that are looked at for one plan."""


@dataclass(slots=True)
class Suggestion:
    """A plan with the rows that it names; `solved`, whether the solver made it; `greedy`, first-come beside it.

    `left_out`, open needs beyond those that are planned at once.
    """

    province: Area
    plan: Plan
    greedy: Plan
    needs: dict[int, Need]
    things: dict[int, Resource]
    solved: bool
    left_out: int = 0


def around(province: Area, day: dt.date) -> Q:
    """Return where things may come from: the province, and those of its groups on a day. One query at most."""
    mine = Membership.objects.on(day).filter(area=province.pk).values("group")
    near = Membership.objects.on(day).filter(group__in=mine).values_list("area_id", "area__last")
    found = Q(area__gte=province.pk, area__lte=province.last)
    for first, last in set(near):
        found |= Q(area__gte=first, area__lte=last)
    return found


def suggest(actor: Any, province: Area) -> Suggestion:
    """Return the plan for a province's open needs, as far as the actor finds them; five queries.

    Without the solver the plan is first-come, and says so.
    """
    rows = Need.objects.visible_to(actor).standing().filter(area__gte=province.pk, area__lte=province.last)
    needs = list(rows.select_related("office").defer("office__grams").order_by("told_at", "pk")[: MOST + 1])
    left_out, needs = max(0, len(needs) - MOST), needs[:MOST]
    lent = Resource.objects.visible_to(actor).to_be_had().filter(around(province, timezone.localdate()))
    lent = lent.filter(kind__in={one.kind for one in needs}).select_related("office").defer("grams", "office__grams")
    things = list(lent.order_by("pk")[:MOST_THINGS])
    provinces = list(Area.objects.provinces().order_by("pk").values_list("pk", flat=True))

    def home(area: int) -> int:
        at = bisect_right(provinces, area)
        return provinces[at - 1] if at else 0

    busy = _busy(things)
    wants = [
        Want(one.pk, one.kind, one.begins, one.ends, one.priority, one.skill, one.seats, home(one.area_id))
        for one in needs
    ]  # fmt: skip
    offers = [
        Thing(one.pk, one.kind, frozenset([*one.skills, *one.languages]), one.seats, home(one.area_id),
              tuple(busy.get(one.pk, ())), _until(one))
        for one in things
    ]  # fmt: skip
    greedy = first_come(wants, offers)
    try:
        plan, solved = solve(wants, offers), True
    except NoSolver:
        plan, solved = greedy, False
    by_key = {one.pk: one for one in needs}
    return Suggestion(province, plan, greedy, by_key, {one.pk: one for one in things}, solved, left_out)


def _until(one: Resource) -> dt.datetime | None:
    """Return the end of the last day on which a thing is lent."""
    if one.until is None:
        return None
    return dt.datetime.combine(one.until + dt.timedelta(days=1), dt.time.min, timezone.get_current_timezone())


def _busy(things: list[Resource]) -> dict[int, list[tuple[dt.datetime, dt.datetime]]]:
    found: dict[int, list[tuple[dt.datetime, dt.datetime]]] = {}
    rows = Booking.objects.holding().filter(resource__in=[one.pk for one in things], ends__gt=timezone.now())
    for key, begins, ends in rows.order_by("begins").values_list("resource_id", "begins", "ends"):
        found.setdefault(key, []).append((begins, ends))
    return found
