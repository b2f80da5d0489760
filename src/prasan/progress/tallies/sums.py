"""A month out of its days or weeks: by the indicator's kind of sum, with how many are there and how many are missing.

A week belongs to the month that its Thursday lies in (ISO 8601 counts the weeks of a year in the same way): more than
half of its days are there. Days that are missing are working days of the area without a count; a count on any other
day counts as well.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from prasan.directory.models import Holiday
from prasan.kernel.calendar import WorkingCalendar
from prasan.progress import periods
from prasan.progress.items import Item
from prasan.progress.models import Report, Tally
from prasan.progress.sums import AVERAGE, LAST, divide
from prasan.registers.models import Indicator

COUNTED_DAILY = frozenset({"day", "week"})
THURSDAY = dt.timedelta(days=3)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """What the tallies of a month make; `value` None where there are none. `days` and `missing` count days or weeks."""

    value: int | None
    denominator: int | None
    days: int
    missing: int
    weekly: bool
    newest: dt.date | None = None


def monday(day: dt.date) -> dt.date:
    """Return the Monday of a day's week, by which the week is known."""
    return day - dt.timedelta(days=day.weekday())


def period_of(frequency: str, day: dt.date) -> int:
    """Return the month that a day's or a week's count belongs to; of a week that of its Thursday."""
    return periods.of(monday(day) + THURSDAY if frequency == "week" else day)


def bounds(frequency: str, period: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day (of weeks: Monday) that a count of a month may stand on."""
    first, last = periods.bounds(period)
    if frequency != "week":
        return first, last
    return monday(first - THURSDAY + 6 * DAY), monday(last - THURSDAY)


def together(indicator: Indicator, rows: Sequence[Tally]) -> tuple[int | None, int | None]:
    """Return value and denominator of a month by the kind of sum; rows oldest first, of the whole (no member)."""
    if not rows:
        return None, None
    if indicator.summing == LAST:
        return rows[-1].value, None
    total = sum(one.value for one in rows)
    if indicator.summing == AVERAGE:
        return divide(total, len(rows)), None
    wholes = [one.denominator for one in rows if one.denominator is not None]
    return total, (sum(wholes) if wholes else None)


def expected(frequency: str, area_id: int, period: int, today: dt.date) -> list[dt.date]:
    """Return the days that should have a count by today: working days of the area, of weeks every Monday."""
    first, last = bounds(frequency, period)
    last = min(last, today)
    if frequency == "week":
        return [first + 7 * DAY * n for n in range((last - first).days // 7 + 1)] if last >= first else []
    rows = Holiday.objects.filter(
        Q(area_id__in=[periods.NATION, area_id]), closes_offices=True, day__range=(first, periods.bounds(period)[1])
    )
    calendar = WorkingCalendar(set(rows.values_list("day", flat=True)))
    days = [first + DAY * n for n in range(max((last - first).days + 1, 0))]
    return [day for day in days if calendar.is_working(day)]


def month_of(report: Report, item: Item) -> Month | None:
    """Return what the office's tallies of the report's month make; None for what is not counted by day or week."""
    frequency = item.frequency
    if frequency not in COUNTED_DAILY:
        return None
    first, last = bounds(frequency, report.period)
    rows = list(
        Tally.objects.filter(
            indicator=item.indicator, office_id=report.office_id, member="", day__range=(first, last)
        ).order_by("day")
    )
    return summed(item.indicator, report.area_id, report.period, rows, dt.date.max)


def summed(indicator: Indicator, area_id: int, period: int, rows: Sequence[Tally], today: dt.date) -> Month:
    """Return what some tallies of a month make, beside the days that should be there by today."""
    frequency = indicator.frequency
    asked = expected(frequency, area_id, period, today)
    there = {one.day for one in rows}
    value, whole = together(indicator, rows)
    newest = rows[-1].day if rows else None
    missing = sum(day not in there for day in asked)
    return Month(value, whole, len(rows), missing, frequency == "week", newest)
