"""Working time: which days and hours count, and where a deadline falls.

Dates and months of a deadline are calendar, moved to the next working day of the lead office; hours and
"at once" run in working time, abroad in the office's own time zone and holidays (government practice,
docs/algorithms/calendar.md). Working hours and holidays are data of the caller, never constants here.
"""

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from prasan.kernel.fiscal import add_months

OFFICE_HOURS: tuple[tuple[time, time], ...] = ((time(8, 30), time(12, 0)), (time(13, 0), time(16, 30)))
"""Usual Thai office hours: a default for settings, seven hours a day."""

WEEKEND: frozenset[int] = frozenset({5, 6})
LIMIT = 3660
"""Days to look ahead before a calendar is said to have no working time."""

_DAY = timedelta(days=1)
BANGKOK = ZoneInfo("Asia/Bangkok")


class NoWorkingTime(Exception):
    """The calendar has no working day within ten years: its holidays or hours are wrong."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days and hours of one office.

    `holidays` is a set (or any container) of dates, or a function that says whether a day is one; `hours`
    are wall-clock spans in `zone`, in order and without overlap; `weekend` counts Monday as 0. Moments
    are aware datetimes; results are in `zone`.
    """

    holidays: Container[date] | Callable[[date], bool] = frozenset()
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS
    weekend: frozenset[int] = WEEKEND
    zone: ZoneInfo = BANGKOK

    def __post_init__(self) -> None:
        edges = [edge for span in self.hours for edge in span]
        if not edges or edges != sorted(edges) or any(start == end for start, end in self.hours):
            raise ValueError("working hours must be spans in order without overlap")

    def is_holiday(self, day: date) -> bool:
        """Say whether a day is a holiday of this calendar (weekends apart)."""
        return self.holidays(day) if callable(self.holidays) else day in self.holidays

    def is_working(self, day: date) -> bool:
        """Say whether people work on a day."""
        return day.weekday() not in self.weekend and not self.is_holiday(day)

    def on_or_after(self, day: date) -> date:
        """Return the day itself if it is a working one, else the next that is."""
        return self._seek(day, _DAY)

    def on_or_before(self, day: date) -> date:
        """Return the day itself if it is a working one, else the last before it."""
        return self._seek(day, -_DAY)

    def next_working(self, day: date) -> date:
        """Return the first working day after a day."""
        return self._seek(day + _DAY, _DAY)

    def _seek(self, day: date, step: timedelta) -> date:
        for _ in range(LIMIT):
            if self.is_working(day):
                return day
            day += step
        raise NoWorkingTime(f"no working day within {LIMIT} days of {day}")

    def add_days(self, day: date, count: int) -> date:
        """Return the working day `count` working days after (before, if negative) a day.

        The day itself is not counted; 0 gives the day itself or the next working one.
        """
        if count == 0:
            return self.on_or_after(day)
        step = _DAY if count > 0 else -_DAY
        for _ in range(abs(count)):
            day = self._seek(day + step, step)
        return day

    def working_days(self, first: date, last: date) -> int:
        """Count the working days from `first` to `last`, both inclusive; 0 where last is before first."""
        return sum(self.is_working(first + i * _DAY) for i in range((last - first).days + 1))

    def within(self, day: date, *, months: int = 0, days: int = 0) -> date:
        """Return the deadline "within N months / N days of a day": calendar, then the next working day."""
        return self.on_or_after(add_months(day, months) + days * _DAY)

    def _spans(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield the working spans of a day as moments in UTC: a clock change cannot lengthen an hour."""
        if self.is_working(day):
            for start, end in self.hours:
                opened = datetime.combine(day, start, self.zone).astimezone(UTC)
                closed = datetime.combine(day, end, self.zone).astimezone(UTC)
                if opened < closed:
                    yield opened, closed

    def add_time(self, moment: datetime, amount: timedelta) -> datetime:
        """Return the moment when `amount` of working time has passed; 0 gives the next open moment.

        An amount that ends with a span ends there, not at the next opening.
        """
        if amount < timedelta(0):
            raise ValueError("working time runs forward")
        now, day, idle = _aware(moment), moment.astimezone(self.zone).date(), 0
        while idle < LIMIT:
            for opened, closed in self._spans(day):
                start = max(opened, now)
                if start < closed:
                    idle = 0
                    if amount <= closed - start:
                        return (start + amount).astimezone(self.zone)
                    amount -= closed - start
            day += _DAY
            idle += 1
        raise NoWorkingTime(f"no working time within {LIMIT} days")

    def add_hours(self, moment: datetime, hours: int) -> datetime:
        """Return the moment after a number of working hours."""
        return self.add_time(moment, timedelta(hours=hours))

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Return the working time from one moment to another; negative where the end comes first."""
        if end < start:
            return -self.time_between(end, start)
        begin, finish = _aware(start), _aware(end)
        day, last = start.astimezone(self.zone).date(), end.astimezone(self.zone).date()
        total = timedelta(0)
        while day <= last:
            for opened, closed in self._spans(day):
                total += max(min(closed, finish) - max(opened, begin), timedelta(0))
            day += _DAY
        return total

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Return the whole working minutes from one moment to another."""
        passed = self.time_between(start, end)
        return int(passed / timedelta(minutes=1))


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC)
