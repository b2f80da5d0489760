"""Reporting months as one number: fiscal year × 100 + fiscal month (256909 is June 2569)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import get_language

from prasan.directory.models import Holiday
from prasan.kernel import fiscal
from prasan.kernel.asking import STEPS, is_monthly
from prasan.kernel.calendar import WorkingCalendar

NATION = 1


def of(day: dt.date) -> int:
    """Return the period that holds a day."""
    return fiscal.fiscal_year(day) * 100 + fiscal.month_index(day)


def split(period: int) -> tuple[int, int]:
    """Return fiscal year (BE) and fiscal month (October 1 … September 12); ValueError where it is none."""
    year, month = divmod(period, 100)
    if not 1 <= month <= 12 or not 2500 <= year <= 2700:
        raise ValueError(f"not a period: {period}")
    return year, month


def as_month(period: int) -> fiscal.Period:
    """Return the kernel's period object of the number."""
    return fiscal.month_period(*split(period))


def add(period: int, months: int) -> int:
    """Move by months: 256912 + 1 is 257001."""
    year, month = split(period)
    years, index = divmod(year * 12 + month - 1 + months, 12)
    return years * 100 + index + 1


def last(period: int, count: int) -> list[int]:
    """Return the `count` periods that end with this one, oldest first."""
    return [add(period, -back) for back in range(count - 1, -1, -1)]


def between(first: int, last: int) -> list[int]:
    """Return every period from the first to the last, both included."""
    (a, i), (b, j) = split(first), split(last)
    return [n // 12 * 100 + n % 12 + 1 for n in range(a * 12 + i - 1, b * 12 + j)]


def bounds(period: int) -> tuple[dt.date, dt.date]:
    """Return first and last day."""
    month = as_month(period)
    return month.start, month.end


def first_of_year(period: int) -> int:
    """Return October of the period's fiscal year."""
    return period // 100 * 100 + 1


def label(period: int, language: str | None = None) -> str:
    """Name the month in the reader's language: "มิ.ย. 2569"."""
    return as_month(period).label("en" if (language or get_language()) == "en" else "th")


def name(frequency: str, period: int, language: str | None = None) -> str:
    """Name the period of a frequency that ends with a month: "ไตรมาส 2 ปีงบประมาณ 2569"; others are the month."""
    if is_monthly(frequency):
        return label(period, language)
    found = fiscal.period_of(bounds(period)[1], fiscal.as_frequency(frequency))
    return found.label("en" if (language or get_language()) == "en" else "th")


def before(frequency: str, period: int) -> int:
    """Return the month that ends the period before, also across the year's turn."""
    return add(period, -STEPS[frequency])


def due(period: int, area_id: int, due_day: int) -> dt.date:
    """Return the day the report is due: `due_day` of the next month, moved to the area's next working day.

    Rule: government.md, dates of a deadline are calendar, moved to the next working day of the office.
    """
    start = bounds(period)[1] + dt.timedelta(days=due_day)
    closed = set(
        Holiday.objects.filter(
            Q(area_id__in=[NATION, area_id]),
            closes_offices=True,
            day__range=(start, start + dt.timedelta(days=30)),
        ).values_list("day", flat=True)
    )
    return WorkingCalendar(closed).on_or_after(start)


def open_period(today: dt.date) -> int:
    """Return the month that offices report now: the last one that has ended."""
    return add(of(today), -1)


def shown_period(today: dt.date, due_day: int) -> int:
    """Return the month that the wall shows: the last one whose reports are due.

    Until the due day most provinces have not reported yet; to show them as silent would be unjust.
    """
    reporting = open_period(today)
    return reporting if today > bounds(reporting)[1] + dt.timedelta(days=due_day) else add(reporting, -1)


def fallback(period: int, today: dt.date, due_day: int) -> int | None:
    """Return the month by which a province is judged that has not reported this one yet; None once that is due.

    Until the due day pages show the month before for such a province (desk.frame); other readers of the same figures
    ask here, so that one figure has one value.
    """
    return add(period, -1) if today <= bounds(period)[1] + dt.timedelta(days=due_day) else None


def is_locked(period: int, today: dt.date, days: int) -> bool:
    """Tell whether a month takes no more changes: more than `days` days after its end."""
    return today > bounds(period)[1] + dt.timedelta(days=days)
