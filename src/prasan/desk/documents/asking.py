"""What a document is asked for: which month, and as seen on which day."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.platform.commands import Refused

ENDS = dt.time(23, 59, 59)
"""A day is seen as it was at its end."""


def seen_of(typed: str) -> dt.datetime | None:
    """Return the moment that `?seen=` names, None for now: an ISO day or moment, or a date as people write it.

    A day of today or later is now. Raises Refused 400 for what cannot be read.
    """
    text = typed.strip()
    if not text:
        return None
    moment = _iso(text) or _said(text)
    if moment is None:
        raise Refused(_("อ่านวันที่ไม่ได้ โปรดใช้แบบ 31 พ.ค. 2569 หรือ 2026-05-31"), status=400)
    return None if moment >= timezone.now() else moment


def _iso(text: str) -> dt.datetime | None:
    try:
        if len(text) <= 10:
            return timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(text), ENDS))
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _said(text: str) -> dt.datetime | None:
    """Return the end of a day written in words, None where it is no single day."""
    found = parse_date(text)
    if found.kind != "day" or found.start is None:
        return None
    return timezone.make_aware(dt.datetime.combine(found.start, ENDS))
