"""Reads what people type on the watch: days, moments, people."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import RuleBroken

HOUR = re.compile(r"([01]?\d|2[0-3])(?:[.:]([0-5]\d))?(?: ?(?:น|นาฬิกา)\.?)?")


def day_of(text: str, field: str) -> dt.date | None:
    """Return a typed day, None for an empty text. Raises RuleBroken where no single day can be read."""
    if not text.strip():
        return None
    read = parse_date(text.strip(), timezone.localdate())
    if read.kind != "day" or read.start is None:
        raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดใช้แบบ 31 พ.ค. 2569 หรือ 2026-05-31"), field=field)
    return read.start


def moment_of(day: str, hour: str, field: str) -> dt.datetime | None:
    """Return a typed day and hour as a moment in Thailand; None for both empty, today where only the hour is told."""
    if not day.strip() and not hour.strip():
        return None
    found = HOUR.fullmatch(to_arabic(hour.strip()))
    if found is None:
        raise RuleBroken(_("อ่านเวลาไม่ได้ โปรดใช้แบบ 09.30"), field=field)
    date = day_of(day, field) or timezone.localdate()
    return dt.datetime.combine(date, dt.time(int(found[1]), int(found[2] or 0)), timezone.get_current_timezone())


def number_of(text: str, otherwise: int = 0) -> int:
    """Return a typed whole number, or `otherwise` where there is none."""
    text = to_arabic(text.strip())
    return int(text) if text.isdigit() and len(text) < 10 else otherwise
