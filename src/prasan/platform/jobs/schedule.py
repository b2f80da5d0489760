"""When jobs run by themselves: moments of the site's own time zone, written as procrastinate's UTC cron lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings


@dataclass(frozen=True)
class Scheduled:
    """A job and when it runs; `cron` in UTC, `words` for the operations page."""

    job: str
    cron: str
    words: str


SCHEDULE: dict[str, Scheduled] = {}
"""Every scheduled job by its name."""


def _utc(clock: str, weekday: int = 0) -> dt.datetime:
    """Return a local clock time on a weekday (0 = Monday) of some week, in UTC."""
    hour, minute = (int(part) for part in clock.split(":"))
    day = dt.datetime(2024, 1, 1, hour, minute, tzinfo=ZoneInfo(settings.TIME_ZONE)) + dt.timedelta(days=weekday)
    return day.astimezone(dt.UTC)


def daily(clock: str) -> str:
    """Return the cron line of a local clock time ("07:00") every day.

    Where the site's zone has summer time the line keeps the winter hour; Thailand has none.
    """
    at = _utc(clock)
    return f"{at.minute} {at.hour} * * *"


def weekly(weekday: int, clock: str) -> str:
    """Return the cron line of a weekday (0 = Monday) and a local clock time."""
    at = _utc(clock, weekday)
    return f"{at.minute} {at.hour} * * {(at.weekday() + 1) % 7}"


def every_minutes(minutes: int) -> str:
    """Return the cron line of every so many minutes; raises ValueError unless they divide the hour."""
    if minutes < 1 or 60 % minutes:
        raise ValueError(f"{minutes} does not divide the hour")
    return f"*/{minutes} * * * *" if minutes > 1 else "* * * * *"
