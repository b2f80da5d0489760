"""The mobile unit's day that comes nearest to a person, as their own page tells it."""

from __future__ import annotations

from dataclasses import dataclass

from prasan.referrals.models import Case
from prasan.registers.models import MobileDay, ServiceTemplate, Worker
from prasan.registers.queries_mobile import brought, nearest_days
from prasan.registers.queries_workers import kept_number


@dataclass(frozen=True)
class Near:
    """A coming day, with the national services that come along."""

    day: MobileDay
    services: list[ServiceTemplate]


def near(case: Case, *, by_pin: bool) -> Near | None:
    """Return the nearest coming day, None where none is planned in the province: at most five queries.

    It is looked for around home and work only where the person opened the page by their own PIN and is not under
    special protection: to anybody else the choice of a district would tell where the person lives. They are shown what
    is near the place that the case itself names.
    """
    areas: list[int | None] = []
    if by_pin:
        rows = Worker.objects.filter(pk=kept_number(case.worker_id), protected="")
        areas = [number for row in rows.values_list("home_area_id", "work_area_id") for number in row]
    found = nearest_days(areas if any(areas) else [case.area_id])
    if not found:
        return None
    known = brought(found)
    return Near(found[0], [known[code] for code in found[0].services if code in known])
