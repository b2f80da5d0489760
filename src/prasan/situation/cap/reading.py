"""Reads what people type of a notice: until which day and hour it holds, in Thailand's time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import RuleBroken
from prasan.platform.ui.filters import thaidate

THAILAND = ZoneInfo("Asia/Bangkok")
_HOUR = re.compile(r"\s+([01]?\d|2[0-3])[.:]([0-5]\d)(?:\s*(?:น|นาฬิกา)\.?)?$")


def moment_of(text: str) -> dt.datetime | None:
    """Return the moment that a text names, the end of its day where no hour is told; None for an empty text.

    Raises RuleBroken where no day can be read. A moment of a script (ISO 8601 with its zone) is read as well.
    """
    clean = to_arabic(text.strip())
    if not clean:
        return None
    try:
        exact = dt.datetime.fromisoformat(clean)
        if exact.tzinfo is not None:
            return exact
    except ValueError:
        pass
    hour = _HOUR.search(clean)
    read = parse_date(clean[: hour.start()] if hour else clean)
    if read.kind != "day" or read.start is None:
        raise RuleBroken(_("อ่านวันและเวลาไม่ได้ โปรดใช้แบบ 31 พ.ค. 2569 18.00"), field="expires")
    at = dt.time(int(hour[1]), int(hour[2])) if hour else dt.time(23, 59)
    return dt.datetime.combine(read.start, at, THAILAND)


def shown_moment(moment: dt.datetime) -> str:
    """Return a moment as the form shows it and reads it back."""
    local = moment.astimezone(THAILAND)
    return f"{thaidate(local)} {local:%H.%M}"


def told_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed as the verbs take it. Raises RuleBroken for a moment that cannot be read."""
    texts = ("headline_th", "headline_en", "description_th", "description_en", "instruction_th", "instruction_en")
    return {name: typed.get(name) or "" for name in texts} | {
        "expires": moment_of(typed.get("expires") or ""), "checked": bool(typed.get("checked")),
    }  # fmt: skip
