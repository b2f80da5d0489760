"""What templates say about dates, times and numbers, in the language of the page.

Thai pages count years in the Buddhist era and tell official time ("14.25 น."); English pages use the
Christian era and "14:25". Digits are Arabic in both: Thai digits differ in width and break columns.
"""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, TypeVar

from django.utils import timezone
from django.utils.translation import gettext, ngettext
from markupsafe import Markup, escape

from prasan.kernel.datewords import be_year as buddhist_year
from prasan.kernel.thaidate import DateStyle, show_date, show_time
from prasan.platform.ui.spoken import language_code, time_zone

__all__ = ["FILTERS", "ago", "be_year", "nb", "number", "percent", "thaidate", "thaitime"]

NOTHING = "–"
MINUS = "−"


def is_thai() -> bool:
    """Whether the page being drawn is in Thai."""
    return (language_code() or "th").startswith("th")


Day = TypeVar("Day", bound=date)


def _local(value: Day) -> Day:
    """Bring an aware moment to local time; a plain date stays as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return value.astimezone(time_zone())
    return value


STYLES: dict[str, DateStyle] = {
    "medium": "short",
    "short": "day-month",
    "long": "long",
    "full": "weekday-long",
    "weekday": "weekday",
    "month": "month-long",
    "month_short": "month",
    "numeric": "numeric",
}
"""Names that templates use, by the kernel's."""


def language() -> Literal["th", "en"]:
    """The language of the page being drawn, as the kernel calls it."""
    return "th" if is_thai() else "en"


def thaidate(value: date | datetime | str | None, style: str = "medium") -> str:
    """Write a date in words.

    `style`: full (day of week), long, medium (month cut short), short (no year), weekday, month,
    month_short, numeric. An ISO string is read as a date; nothing is shown as a dash. Raises KeyError
    for an unknown style.
    """
    if value is None or value == "":
        return NOTHING
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return show_date(_local(value), STYLES[style], language())


def thaitime(value: datetime | time | None) -> str:
    """Write the time of day: "14.25 น." in Thai as official papers do, "14:25" in English; an hour alone as it is."""
    if value is None:
        return NOTHING
    return show_time(value if isinstance(value, time) else _local(value).time(), language())


def moment(value: datetime | None, style: str = "medium") -> str:
    """Write date and time together."""
    if value is None:
        return NOTHING
    local, spoken = _local(value), language()
    return f"{show_date(local, STYLES[style], spoken)} {show_time(local.time(), spoken)}"


def be_year(value: date | int | None) -> str:
    """Write a year: Buddhist era in Thai, Christian era in English. `value` is a date or a CE year."""
    if value is None:
        return NOTHING
    year = value if isinstance(value, int) else value.year
    return str(buddhist_year(year) if is_thai() else year)


def _rounded(value: int | float | Decimal, decimals: int) -> Decimal:
    """Round half up, as people do and as the ministry's papers are checked; never half to even."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: int | float | Decimal | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Write a number with thousands commas and a true minus sign; nothing is a dash, never zero."""
    if value is None:
        return NOTHING
    rounded = _rounded(value, decimals)
    text = f"{abs(rounded):,.{decimals}f}"
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if signed and rounded > 0 else text


def percent(value: float | Decimal | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Write a ratio as per cent: 0.58 is "58%". Nothing is a dash."""
    if value is None:
        return NOTHING
    return number(Decimal(str(value)) * 100, decimals, signed=signed) + "%"


def nb(value: object, unit: object = "") -> Markup:
    """Keep a number and its unit on one line."""
    gap = Markup("&nbsp;") if unit else ""
    return Markup('<span class="nb">{}{}{}</span>').format(value, gap, unit)


def ago(value: datetime | None, now: datetime | None = None) -> str:
    """Say how long ago (or how soon) a moment is; beyond a week the date is clearer and is written."""
    if value is None:
        return NOTHING
    gap = ((now or timezone.now()) - value).total_seconds()
    past, gap = gap >= 0, abs(gap)
    if gap < 60:
        return gettext("เมื่อสักครู่") if past else gettext("อีกไม่ถึงนาที")
    if gap < 3600:
        return _span(int(gap // 60), "minute", past)
    if gap < 86400:
        return _span(int(gap // 3600), "hour", past)
    if gap < 7 * 86400:
        return _span(int(gap // 86400), "day", past)
    return thaidate(value)


def _span(n: int, unit: str, past: bool) -> str:
    """Word a distance in time; each phrase is whole so that every language can order it."""
    phrases = {
        ("minute", True): ngettext("%(n)s นาทีที่แล้ว", "%(n)s นาทีที่แล้ว", n),
        ("hour", True): ngettext("%(n)s ชั่วโมงที่แล้ว", "%(n)s ชั่วโมงที่แล้ว", n),
        ("day", True): ngettext("%(n)s วันที่แล้ว", "%(n)s วันที่แล้ว", n),
        ("minute", False): ngettext("อีก %(n)s นาที", "อีก %(n)s นาที", n),
        ("hour", False): ngettext("อีก %(n)s ชั่วโมง", "อีก %(n)s ชั่วโมง", n),
        ("day", False): ngettext("อีก %(n)s วัน", "อีก %(n)s วัน", n),
    }
    return phrases[unit, past] % {"n": n}


def attributes(pairs: dict[str, object]) -> Markup:
    """Write HTML attributes from a mapping: False and None are left out, True stands alone."""
    parts = []
    for name, value in pairs.items():
        if value is None or value is False:
            continue
        parts.append(f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"')
    return Markup("".join(parts))  # noqa: S704  # names and values are escaped


def lines(value: object) -> Markup:
    """Keep the line breaks that a person typed, everything else escaped."""
    return Markup("<br>").join(escape(line) for line in str(value).splitlines())


FILTERS = {
    "thaidate": thaidate, "thaitime": thaitime, "moment": moment, "be_year": be_year,
    "number": number, "percent": percent, "nb": nb, "ago": ago, "attributes": attributes, "lines": lines,
}  # fmt: skip
