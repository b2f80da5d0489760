"""When a counter is open to who comes alone, and when it opens next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

LOOK = 60
"""Days looked ahead for the next opening: longer than any row of holidays."""


def opening(
    now: dt.datetime, opens: dt.time, closes: dt.time, works_on: Callable[[dt.date], bool], zone: ZoneInfo
) -> dt.datetime | None:
    """Return the moment at which a closed counter opens next, None while it is open.

    Parameters: `now`, aware; `opens` to `closes`, the hours of a day in `zone`, `closes` itself is closed;
    `works_on`, whether it opens on a day. Raises ValueError where no day within LOOK is one.
    """
    here = now.astimezone(zone)
    for ahead in range(LOOK + 1):
        day = here.date() + dt.timedelta(days=ahead)
        if not works_on(day):
            continue
        starts, ends = (dt.datetime.combine(day, edge, zone) for edge in (opens, closes))
        if starts <= here < ends:
            return None
        if here < starts:
            return starts
    raise ValueError(f"no day of opening within {LOOK} days of {here.date()}")
