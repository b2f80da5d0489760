"""When a directive is due, in the working time of its lead office (docs/algorithms/directives.md).

Dates, days and months are calendar and move to the next working day of the lead office, to its end; hours and "at
once" run in working time, abroad in the office's own zone and by its own holidays.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from prasan.kernel.calendar import WorkingCalendar
from prasan.kernel.fiscal import add_months

AT_ONCE_HOURS = 3
"""Working hours that "at once" (ทันที) leaves: one half of a working day."""
MOST = {"months": 36, "days": 1100, "hours": 700}
"""The longest deadline of each kind."""
DAY_KINDS = frozenset({"date", "months", "days"})


def nominal_day(moment: dt.datetime, kind: str, amount: int, day: dt.date | None, zone: ZoneInfo) -> dt.date | None:
    """Return the day that was said, before it is moved to a working one; None for hours and "at once"."""
    today = moment.astimezone(zone).date()
    if kind == "months":
        return add_months(today, amount)
    if kind == "days":
        return today + dt.timedelta(days=amount)
    return day if kind == "date" else None


def day_end(day: dt.date, calendar: WorkingCalendar) -> dt.datetime:
    """Return the last minute of a day, or of the next working one, in the calendar's zone."""
    return dt.datetime.combine(calendar.on_or_after(day), dt.time(23, 59), calendar.zone)


def due_of(
    calendar: WorkingCalendar, moment: dt.datetime, kind: str, amount: int = 0, day: dt.date | None = None
) -> tuple[dt.datetime, dt.date | None]:
    """Return (the moment it is due, the day that was said or None).

    Parameters: `moment`, when it was given; `kind`, date, months, days, hours or at_once; `amount`, of months, days
    or working hours; `day`, of the kind date. Raises NoWorkingTime where the calendar is wrong.
    """
    said = nominal_day(moment, kind, amount, day, calendar.zone)
    if said is not None:
        return day_end(said, calendar), said
    return calendar.add_hours(moment, amount if kind == "hours" else AT_ONCE_HOURS), None


def next_day(said: dt.date, every: str, after: dt.date) -> dt.date:
    """Return the next day of a recurring directive: one step from the last, and further until it lies behind `after`.

    Parameters: `said`, the last day; `every`, week or month. A month's step keeps the last day's number where it can.
    """
    count = 0
    found = said
    while count == 0 or found <= after:
        count += 1
        found = said + dt.timedelta(weeks=count) if every == "week" else add_months(said, count)
    return found
