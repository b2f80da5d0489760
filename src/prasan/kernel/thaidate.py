"""Dates and times as people read them: Buddhist era in Thai, Common Era in English.

Forms follow government practice: "18 มิ.ย. 2569" on screen, "18 มิถุนายน 2569" in text, official
time "14.25 น.", Thai digits in documents by document kind.
"""

from datetime import date, time
from typing import Literal

from prasan.kernel.datewords import (
    MONTHS_EN,
    MONTHS_TH,
    MONTHS_TH_SHORT,
    WEEKDAYS_EN,
    WEEKDAYS_TH,
    be_year,
)
from prasan.kernel.digits import DigitStyle, in_digits

DateStyle = Literal["short", "long", "weekday", "weekday-long", "day-month", "month", "month-long", "numeric"]
Language = Literal["th", "en"]


def month_name(month: int, *, short: bool = False, lang: Language = "th") -> str:
    """Name a month 1–12: "มิถุนายน", short "มิ.ย.", English "June" or "Jun"."""
    if not 1 <= month <= 12:
        raise ValueError(f"month {month} is not 1..12")
    if lang == "en":
        return MONTHS_EN[month - 1][:3] if short else MONTHS_EN[month - 1]
    return (MONTHS_TH_SHORT if short else MONTHS_TH)[month - 1]


def weekday_name(day: date, lang: Language = "th") -> str:
    """Name the weekday of a date: "พฤหัสบดี" or "Thursday"."""
    return (WEEKDAYS_EN if lang == "en" else WEEKDAYS_TH)[day.weekday()]


def thai_date(day: date, style: DateStyle = "short", digits: DigitStyle = "arabic") -> str:
    """Write a date in Thai, Buddhist era.

    Styles: short "18 มิ.ย. 2569", long "18 มิถุนายน 2569", weekday "พฤหัสบดี 18 มิ.ย. 2569",
    weekday-long "วันพฤหัสบดีที่ 18 มิถุนายน 2569", day-month "18 มิ.ย.", month "มิ.ย. 2569",
    month-long "มิถุนายน 2569", numeric "18/06/2569".
    """
    short, long, year = month_name(day.month, short=True), month_name(day.month), be_year(day.year)
    match style:
        case "short":
            text = f"{day.day} {short} {year}"
        case "long":
            text = f"{day.day} {long} {year}"
        case "weekday":
            text = f"{weekday_name(day)} {day.day} {short} {year}"
        case "weekday-long":
            text = f"วัน{weekday_name(day)}ที่ {day.day} {long} {year}"
        case "day-month":
            text = f"{day.day} {short}"
        case "month":
            text = f"{short} {year}"
        case "month-long":
            text = f"{long} {year}"
        case "numeric":
            text = f"{day.day:02d}/{day.month:02d}/{year}"
    return in_digits(text, digits)


def english_date(day: date, style: DateStyle = "short") -> str:
    """Write a date in English, Common Era, in the same styles as `thai_date`."""
    short, long = month_name(day.month, short=True, lang="en"), month_name(day.month, lang="en")
    match style:
        case "short":
            text = f"{day.day} {short} {day.year}"
        case "long":
            text = f"{day.day} {long} {day.year}"
        case "weekday":
            text = f"{weekday_name(day, 'en')[:3]} {day.day} {short} {day.year}"
        case "weekday-long":
            text = f"{weekday_name(day, 'en')} {day.day} {long} {day.year}"
        case "day-month":
            text = f"{day.day} {short}"
        case "month":
            text = f"{short} {day.year}"
        case "month-long":
            text = f"{long} {day.year}"
        case "numeric":
            text = f"{day.day:02d}/{day.month:02d}/{day.year}"
    return text


def show_date(day: date, style: DateStyle = "short", lang: Language = "th", digits: DigitStyle = "arabic") -> str:
    """Write a date in the reader's language; `digits` counts for Thai alone."""
    return english_date(day, style) if lang == "en" else thai_date(day, style, digits)


def thai_time(moment: time, digits: DigitStyle = "arabic") -> str:
    """Write official time, 24 hours with a full stop: "14.25 น."."""
    return in_digits(f"{moment.hour:02d}.{moment.minute:02d} น.", digits)


def show_time(moment: time, lang: Language = "th", digits: DigitStyle = "arabic") -> str:
    """Write a time in the reader's language: "14.25 น." or "14:25"."""
    return f"{moment.hour:02d}:{moment.minute:02d}" if lang == "en" else thai_time(moment, digits)


def _range_parts(start: date, end: date) -> tuple[DateStyle | None, bool]:
    """Say how much of the first date must be written: None = its day alone; True = dash with spaces."""
    if (start.year, start.month) == (end.year, end.month):
        return None, False
    return ("day-month" if start.year == end.year else "short"), True


def show_range(start: date, end: date, lang: Language = "th", digits: DigitStyle = "arabic") -> str:
    """Write an inclusive range without saying anything twice: "2–4 พ.ย. 2560", "30 ก.ย. – 2 ต.ค. 2560"."""
    if start == end:
        return show_date(start, "short", lang, digits)
    style, wide = _range_parts(start, end)
    first = str(start.day) if style is None else show_date(start, style, lang)
    dash = " – " if wide else "–"
    text = f"{first}{dash}{show_date(end, 'short', lang)}"
    return in_digits(text, digits) if lang == "th" else text
