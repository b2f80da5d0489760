"""What the product counts itself beside a typed figure: rooms above say how; reports know no room above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from prasan.directory.models import Area
from prasan.progress import periods
from prasan.progress.items import Item
from prasan.progress.models import Report


@dataclass(frozen=True, slots=True)
class Counted:
    """A number counted from the beginning of the fiscal year to a day, and the address of what it is made of."""

    value: int
    to: dt.date
    href: str


Source = Callable[[str, Area, dt.date], Counted | None]
SOURCES: list[Source] = []


def source(count: Source) -> None:
    """Add a way to count: (what, place, last day) → what was counted, None where it counts no such thing."""
    SOURCES.append(count)


def counted_of(report: Report, item: Item) -> Counted | None:
    """Return what is counted for a question of a report to the end of its month, None where nothing counts it."""
    what = item.indicator.counts_from
    if not what:
        return None
    last = periods.bounds(report.period)[1]
    return next((found for count in SOURCES if (found := count(what, report.area, last)) is not None), None)
