"""Write the log of a meeting and read it as it is exported."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from prasan.meetings.evidence.chain import FIRST
from prasan.meetings.models import Chain, Line

_APPEND = "SELECT meetings_append(%s, %s, %s, %s, %s::jsonb, %s)"
FORMAT = "prasan-meeting-log/1"


def append(
    briefing: int,
    what: str,
    *,
    line: int | None = None,
    person: int | None = None,
    at: dt.datetime | None = None,
    **more: Any,
) -> int:
    """Add a line to a meeting's log and return its number; one statement, inside the caller's transaction.

    Parameters: `what`, a value of What; `line`, the attendee's id; `at`, when it happened (by the product's clock
    now where None; when it was written is the database's own word); `more`,
    plain values without names of people.
    """
    told = json.dumps(more, ensure_ascii=False, default=str)
    happened = at if at is not None else timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [briefing, str(what), line, person, told, happened])
        return int(cursor.fetchone()[0])


def exported(briefing: int) -> Iterator[dict[str, Any]]:
    """Yield the log of a meeting as lines for a file: a head, then every line in order."""
    yield {"format": FORMAT, "meeting": briefing}
    rows = Line.objects.filter(briefing_id=briefing).order_by("seq")
    for row in rows.values_list("seq", "said", "before", "hash").iterator(2000):
        yield dict(zip(("seq", "said", "before", "hash"), row, strict=True))


def last_hash(briefing: int) -> str:
    """Return the hash of the newest line of a meeting's log, 64 zeros where there is none."""
    found = Chain.objects.filter(briefing_id=briefing).values_list("hash", flat=True).first()
    return str(found) if found else FIRST
