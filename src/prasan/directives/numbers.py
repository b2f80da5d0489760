"""Numbers without gaps: one counter an issuer, kind and calendar year, held until its taker commits."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone

_NEXT = (
    "INSERT INTO directives_counter (issuer_id, kind, year, last) VALUES (%s, %s, %s, 1)"
    " ON CONFLICT (issuer_id, kind, year) DO UPDATE SET last = directives_counter.last + 1 RETURNING last"
)


def next_number(issuer: int, kind: str, moment: dt.datetime) -> tuple[int, int]:
    """Return (number, Buddhist year): to be called inside the transaction that uses it; a rollback gives it back.

    Parameters: `issuer`, the office's id; `kind`, directive or guidance. Two takers of one counter go one by one.
    """
    year = timezone.localdate(moment).year + 543
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [issuer, kind, year])
        return int(cursor.fetchone()[0]), year
