"""Reads what people type of an appointment: days by the kernel's one reader, hours as Thais write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.kernel.hours import read_hour
from prasan.platform.commands import RuleBroken


def day_of(text: str, field: str) -> dt.date | None:
    """Return a typed day, None for an empty text. Raises RuleBroken where no single day can be read."""
    if not text.strip():
        return None
    read = parse_date(text.strip())
    if read.kind != "day" or read.start is None:
        raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดใช้แบบ 31 พ.ค. 2569 หรือ 2026-05-31"), field=field)
    return read.start


def hour_of(text: str, field: str) -> dt.time | None:
    """Return a typed hour, None for an empty text. Raises RuleBroken where none can be read."""
    if not text.strip():
        return None
    try:
        return read_hour(text)
    except ValueError:
        raise RuleBroken(_("อ่านเวลาไม่ได้ โปรดใช้แบบ 09.30"), field=field) from None


def told_of(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of a form as the verbs take them. Raises RuleBroken for a day or hour that cannot be read."""
    return {
        "subject_th": typed.get("subject_th", ""),
        "start": day_of(typed.get("start", ""), "start"),
        "start_time": hour_of(typed.get("start_time", ""), "start_time"),
        "end": day_of(typed.get("end", ""), "end"),
        "end_time": hour_of(typed.get("end_time", ""), "end_time"),
        "place": typed.get("place", ""), "link": typed.get("link", ""), "audience": typed.get("audience", ""),
        "remark": typed.get("remark", ""),
    }  # fmt: skip
