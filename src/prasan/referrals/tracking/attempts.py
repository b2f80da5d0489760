"""Lock-out: what was tried wrongly is counted in the database, for all web processes together.

A try is paid for before anything is compared, so that many at once are no way round it; who was right gets it back.
Only keyed hashes of numbers and addresses are kept. What is locked answers alike whether or not it exists.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from prasan.platform.vault import ring
from prasan.referrals.models import Attempt

FREE = dt.timedelta(hours=24)
"""After so long without a try everything is forgotten."""
LONGEST = dt.timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many wrong tries, and how long it is closed then: doubled each time, at most LONGEST."""

    kind: str
    wrong: int
    closed: dt.timedelta = dt.timedelta(minutes=15)


CODE = Limit("code", 5)
ADDRESS = Limit("address", 40)
"""A whole village stands behind one address of a mobile network."""
LINK = Limit("link", 30)
LINE_CODE = Limit("line", 6)
"""Codes for LINE that a case may ask for."""
LINE_CHAT = Limit("chat", 12)
"""Messages of one LINE account that hold no right code: then it is answered no more for a while."""

# One statement counts, judges and closes: the row is locked from its reading to its writing, so that no number of tries
# at once gets past the limit. `wrong` above the limit says that the try was not free.
_PAY = """
INSERT INTO referrals_attempt AS a (key, wrong, locks, last_at, until)
VALUES (%(key)s, 1, CASE WHEN %(limit)s <= 1 THEN 1 ELSE 0 END, %(now)s, CASE WHEN %(limit)s <= 1 THEN %(first)s END)
ON CONFLICT (key) DO UPDATE SET (wrong, locks, until, last_at) = (
    SELECT CASE WHEN closed THEN %(limit)s + 1 ELSE counted END,
           before + CASE WHEN NOT closed AND counted >= %(limit)s THEN 1 ELSE 0 END,
           CASE WHEN closed THEN a.until WHEN counted >= %(limit)s
                THEN %(now)s + least(%(closed)s * power(2, least(before, 20)), %(longest)s) END,
           CASE WHEN closed THEN a.last_at ELSE %(now)s END
    FROM (SELECT coalesce(a.until > %(now)s, false) AS closed,
                 CASE WHEN a.last_at < %(old)s OR a.until IS NOT NULL THEN 1 ELSE a.wrong + 1 END AS counted,
                 CASE WHEN a.last_at < %(old)s THEN 0 ELSE a.locks END AS before) AS told)
RETURNING wrong
"""
_REFUND = """
UPDATE referrals_attempt SET wrong = greatest(least(wrong, %(limit)s) - 1, 0), until = NULL,
    locks = CASE WHEN until IS NULL THEN locks ELSE greatest(locks - 1, 0) END
WHERE key = %(key)s
"""


def _key(limit: Limit, value: str) -> str:
    return ring.lookups(f"attempt:{limit.kind}:{value}")[0]


def pay(limit: Limit, value: str) -> bool:
    """Count one try before it is judged; False while it is closed. One statement, the same for any value.

    The last free try is judged; whoever comes next waits.
    """
    now = timezone.now()
    told: dict[str, Any] = {"key": _key(limit, value), "limit": limit.wrong, "now": now, "old": now - FREE}
    told |= {"closed": limit.closed, "longest": LONGEST, "first": now + min(limit.closed, LONGEST)}
    with connection.cursor() as cursor:
        cursor.execute(_PAY, told)
        wrong: int = cursor.fetchone()[0]
    return wrong <= limit.wrong


def refund(limit: Limit, value: str, *, forget: bool = True) -> None:
    """Give the try back to who was right. Parameters: `forget`, the wrong ones before it too."""
    rows = Attempt.objects.filter(key=_key(limit, value))
    if forget:
        rows.delete()
        return
    with connection.cursor() as cursor:
        cursor.execute(_REFUND, {"key": _key(limit, value), "limit": limit.wrong})


def tidy() -> int:
    """Forget what nobody tried for a day; return how many."""
    return Attempt.objects.filter(last_at__lt=timezone.now() - FREE).delete()[0]
