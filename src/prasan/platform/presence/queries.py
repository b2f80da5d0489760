"""Who is present now, and when each was: several connections of one key count once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

_PRESENT = """
SELECT key, min(person_id), min(opened), count(*) FROM platform_presence
WHERE topic = %s AND closed IS NULL GROUP BY key ORDER BY key
"""
# Merged by PostgreSQL's multiranges. Both ends are counted in, or a connection that closed at once would vanish.
_SPANS = """
SELECT key, lower(span), upper(span) - make_interval(secs => %(gap)s)
FROM (
    SELECT key, unnest(range_agg(tstzrange(opened, closed + make_interval(secs => %(gap)s), '[]'))) AS span
    FROM platform_presence WHERE topic = %(topic)s GROUP BY key
) AS merged
ORDER BY key, lower(span)
"""


@dataclass(frozen=True)
class Present:
    """One key that is present: since when its oldest open connection stands, and how many it has."""

    key: str
    person_id: int
    since: dt.datetime
    connections: int


@dataclass(frozen=True)
class Span:
    """One stretch of presence of a key; `end` is None while it lasts."""

    key: str
    start: dt.datetime
    end: dt.datetime | None


def present(topic: str) -> list[Present]:
    """Return who is present at a topic now, by key."""
    with connection.cursor() as cursor:
        cursor.execute(_PRESENT, [topic])
        return [Present(*row) for row in cursor.fetchall()]


def spans(topic: str, *, gap: float = 0) -> list[Span]:
    """Return when each key was present at a topic, by key and start; overlapping connections are one stretch.

    Parameters: `gap`, seconds of absence that do not end a stretch (a page that connects anew).
    """
    with connection.cursor() as cursor:
        cursor.execute(_SPANS, {"topic": topic, "gap": gap})
        return [Span(*row) for row in cursor.fetchall()]
