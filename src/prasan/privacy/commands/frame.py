"""What the verbs of this room share: numbers, moments that lie in the past, how many persons."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.platform.commands import RuleBroken

MOST_PEOPLE = 100_000_000
_NEXT = (
    "INSERT INTO privacy_counter (year, last) VALUES (%s, 1)"
    " ON CONFLICT (year) DO UPDATE SET last = privacy_counter.last + 1 RETURNING last"
)


def next_number(moment: dt.datetime) -> tuple[int, int]:
    """Return (Buddhist year, number) without gaps: two takers go one by one, a rollback gives it back."""
    year = timezone.localdate(moment).year + 543
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [year])
        return year, int(cursor.fetchone()[0])


def passed(value: dt.datetime | None, field: str, since: dt.datetime | None = None) -> dt.datetime:
    """Return a moment that is over, now by default; raises RuleBroken for one to come, or one before `since`."""
    now = timezone.now()
    found = value or now
    if found > now:
        raise RuleBroken(_("เวลานี้ยังมาไม่ถึง โปรดตรวจวันและเวลา"), field=field)
    if since is not None and found < since:
        raise RuleBroken(_("เวลานี้อยู่ก่อนเวลาที่ทราบเหตุ โปรดตรวจวันและเวลา"), field=field)
    return found


def people(value: int | None, field: str = "people", *, needed: bool = False) -> int | None:
    """Return how many persons; raises RuleBroken where it is asked for and not told, or is no such number."""
    if value is None and needed:
        raise RuleBroken(_("โปรดใส่จำนวนเจ้าของข้อมูล"), field=field)
    if value is not None and not 0 <= value <= MOST_PEOPLE:
        raise RuleBroken(_("จำนวนนี้เป็นไปไม่ได้ โปรดตรวจอีกครั้ง"), field=field)
    return value
