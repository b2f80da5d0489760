"""Time abroad beside Thai time: always both, summer time by the zone's own rules on that very day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from prasan.kernel.thaidate import show_date, show_time
from prasan.platform.ui.filters import language, number

HOME = ZoneInfo("Asia/Bangkok")
OFFICE_HOURS = (dt.time(8, 30), dt.time(16, 30))
"""When somebody is likely to answer an office's telephone; Saturday and Sunday are told apart."""


@dataclass(frozen=True, slots=True)
class Both:
    """One moment in Thailand and in another zone; `ahead`, minutes by which the other zone is before Thailand."""

    home: dt.datetime
    there: dt.datetime
    zone: str
    ahead: int

    @property
    def other_day(self) -> bool:
        """Tell whether it is another day there."""
        return self.home.date() != self.there.date()

    @property
    def is_summer(self) -> bool:
        """Tell whether summer time holds there."""
        return bool(self.there.dst())

    @property
    def in_hours(self) -> bool:
        """Tell whether it is an hour of a working day there; holidays are not asked."""
        first, last = OFFICE_HOURS
        return self.there.weekday() < 5 and first <= self.there.time() < last

    def as_row(self) -> dict[str, object]:
        """Return both for a script."""
        return {
            "zone": self.zone, "thai": self.home.isoformat(timespec="minutes"),
            "local": self.there.isoformat(timespec="minutes"), "ahead_minutes": self.ahead, "summer": self.is_summer,
        }  # fmt: skip


def both(moment: dt.datetime, zone: str) -> Both:
    """Return a moment in both zones. Parameters: `moment`, aware; `zone`, an IANA name.

    Raises ZoneInfoNotFoundError for a zone that nobody knows.
    """
    home, there = moment.astimezone(HOME), moment.astimezone(ZoneInfo(zone))
    gap = (there.utcoffset() or dt.timedelta()) - (home.utcoffset() or dt.timedelta())
    return Both(home, there, zone, int(gap.total_seconds() // 60))


def said(one: Both) -> str:
    """Say both times: "09.25 น. วันที่ 21 พ.ย. · เวลาไทย 15.25 น."; the day where it differs from the Thai one."""
    there = show_time(one.there.time(), language())
    if one.other_day:
        there = f"{there} {show_date(one.there.date(), 'day-month', language())}"
    return _("%(there)s · เวลาไทย %(home)s") % {"there": there, "home": show_time(one.home.time(), language())}


def gap_said(one: Both) -> str:
    """Say how far apart the two zones are on that day."""
    hours, minutes = divmod(abs(one.ahead), 60)
    size = number(hours) if not minutes else f"{hours}:{minutes:02d}"
    if not one.ahead:
        text = _("เวลาเดียวกับไทย")
    elif one.ahead > 0:
        text = _("เร็วกว่าไทย %(n)s ชั่วโมง") % {"n": size}
    else:
        text = _("ช้ากว่าไทย %(n)s ชั่วโมง") % {"n": size}
    return f"{text} · {_('เวลาฤดูร้อน')}" if one.is_summer else text
