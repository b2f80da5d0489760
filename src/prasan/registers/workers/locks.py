"""One identity number is entered by one transaction at a time: whoever comes second sees what the first has entered."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from prasan.platform.vault import ring
from prasan.registers.workers import normal

_ROOM = 0x5752
"""Keeps these locks apart from others: the upper half of the key."""


def lock_numbers(numbers: Iterable[str]) -> None:
    """Wait for every other transaction that enters one of these numbers, and hold them to the end of this one.

    The locks are taken in one order, so that two files with the same people never wait for each other.
    """
    told = sorted({int(ring.lookups(normal.number(one))[0][:8], 16) - (1 << 31) for one in numbers if one})
    if not told:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_advisory_xact_lock(%s, key)) FROM (SELECT unnest(%s::int[]) AS key ORDER BY 1) AS keys",
            [_ROOM, told],
        )
