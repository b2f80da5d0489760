"""When a source says it published something: RFC 822, ISO 8601, or a Thai date; what is doubtful is None."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from prasan.kernel.dates import parse_dates

BANGKOK = dt.timezone(dt.timedelta(hours=7))
EARLIEST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
AHEAD = dt.timedelta(days=1)
"""A source's clock may run ahead by so much; a later moment is not believed."""
_YEAR = re.compile(r"\b(2[45]\d\d|26\d\d)\b")
_CLOCK = re.compile(r"(?:เวลา\s*)?\b([01]?\d|2[0-3])[.:]([0-5]\d)\b")


def moment(text: str, now: dt.datetime) -> dt.datetime | None:
    """Return the moment that a source's words name; None where they name none, or one that cannot be.

    Parameters: `text` as sent; `now`, aware. A Buddhist year in a Western form is turned; a moment
    without a zone is Thai time. Raises nothing.
    """
    said = " ".join(text.split())[:100]
    if not said:
        return None
    found = _iso(said) or _mail(said) or _thai(said)
    if found is None:
        return None
    try:
        at = found if found.tzinfo else found.replace(tzinfo=BANGKOK)
        at = at.astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None
    return at if EARLIEST <= at <= now + AHEAD else None


def _western(said: str) -> str:
    return _YEAR.sub(lambda year: str(int(year[1]) - 543), said, count=1)


def _iso(said: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(_western(said))
    except ValueError:
        return None


def _mail(said: str) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(_western(said))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _thai(said: str) -> dt.datetime | None:
    days = [one for one in parse_dates(said) if one.kind == "day" and one.start is not None and one.refused is None]
    if len(days) != 1 or days[0].start is None:
        return None
    clock = _CLOCK.findall(said)
    hour, minute = (int(clock[-1][0]), int(clock[-1][1])) if clock else (0, 0)
    return dt.datetime.combine(days[0].start, dt.time(hour, minute), tzinfo=BANGKOK)
