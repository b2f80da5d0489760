"""Fiscal years and reporting periods as value objects.

The Thai fiscal year runs 1 October – 30 September and is named by the Buddhist year in which it ends
(the agency KPI scheme of FY2564 and the statistical bulletins use it so; sources in
docs/algorithms/fiscal.md). Statistical quarters are calendar quarters and are named as such here.

Codes: day `2026-06-18` · week `2026-W25` (ISO 8601) · month `2569-M09` (ninth month of the fiscal
year: June) · fiscal quarter `2569-Q3` · calendar quarter `2569-C2` (of the calendar year 2569) · half
`2569-H2` · year `2569-Y` · once `2569-ONCE`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from prasan.kernel.datewords import BE_OFFSET, MONTHS_EN, MONTHS_TH_SHORT
from prasan.kernel.thaidate import Language, show_date, show_range

Frequency = Literal["once", "day", "week", "month", "fiscal-quarter", "calendar-quarter", "half", "year"]
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)

_DAY = timedelta(days=1)
_CODE = re.compile(r"(\d{4})-(?:(M)(\d{2})|(Q|C|H)(\d)|(Y)|(ONCE))")
_LETTERS: dict[str, Frequency] = {
    "M": "month", "Q": "fiscal-quarter", "C": "calendar-quarter", "H": "half", "Y": "year", "ONCE": "once",
}  # fmt: skip
_CODE_FORM: dict[Frequency, str] = {
    "week": "{year}-W{number:02d}", "month": "{year}-M{number:02d}", "fiscal-quarter": "{year}-Q{number}",
    "calendar-quarter": "{year}-C{number}", "half": "{year}-H{number}", "year": "{year}-Y",
    "once": "{year}-ONCE",
}  # fmt: skip
_SPAN: dict[Frequency, int] = {
    "month": 1, "fiscal-quarter": 3, "calendar-quarter": 3, "half": 6, "year": 12, "once": 12,
}  # fmt: skip
"""Months in one period of each frequency that is made of whole months."""


def fiscal_year(day: date) -> int:
    """Return the fiscal year (BE) of a date: 30 Sep 2018 → 2561, 1 Oct 2018 → 2562."""
    return day.year + BE_OFFSET + (1 if day.month >= 10 else 0)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """Return first and last day of a fiscal year (BE): 2561 → 2017-10-01, 2018-09-30."""
    return date(year - BE_OFFSET - 1, 10, 1), date(year - BE_OFFSET, 9, 30)


def month_index(day: date) -> int:
    """Return the month's place in the fiscal year, October 1 … September 12."""
    return (day.month - 10) % 12 + 1


def month_start(year: int, index: int) -> date:
    """Return the first day of month `index` (1 October … 12 September) of a fiscal year (BE)."""
    if not 1 <= index <= 12:
        raise ValueError(f"month index {index} is not 1..12")
    ce = year - BE_OFFSET
    return date(ce - 1, index + 9, 1) if index <= 3 else date(ce, index - 3, 1)


def add_months(day: date, months: int) -> date:
    """Move by calendar months; a day that the month lacks becomes its last day (31 Jan + 1 → 28 Feb)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - _DAY).day
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting period; ordered by its first day. `number` counts within `year`.

    `year` is the fiscal year (BE), except for calendar quarters, where it is the calendar year (BE),
    and for days and weeks, where it is the Common Era year of the ISO code.
    """

    start: date
    end: date
    frequency: Frequency
    year: int
    number: int

    @property
    def code(self) -> str:
        """Return the stable code, e.g. `2569-M09`; `parse_period` reads it back."""
        if self.frequency == "day":
            return self.start.isoformat()
        return _CODE_FORM[self.frequency].format(year=self.year, number=self.number)

    @property
    def fiscal_year(self) -> int:
        """Return the fiscal year (BE) in which the period ends."""
        return fiscal_year(self.end)

    @property
    def month_index(self) -> int:
        """Return the fiscal month 1..12 in which the period ends: where its path value is read."""
        return month_index(self.end)

    def next(self) -> "Period":
        """Return the period that follows."""
        return period_of(self.end + _DAY, self.frequency)

    def previous(self) -> "Period":
        """Return the period before."""
        return period_of(self.start - _DAY, self.frequency)

    def due(self, days_after: int, move: Callable[[date], date] | None = None) -> date:
        """Return the day a report is due: `days_after` calendar days after the end.

        `move` takes a day to the next working one (`WorkingCalendar.on_or_after`).
        """
        day = self.end + timedelta(days=days_after)
        return move(day) if move else day

    def months(self) -> tuple[int, ...]:
        """Return the fiscal month indexes that the period touches."""
        first = month_index(self.start)
        count = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        return tuple((first - 1 + i) % 12 + 1 for i in range(count))

    def label(self, lang: Language = "th") -> str:
        """Name the period for a reader; quarters always say whose they are."""
        return _label_en(self) if lang == "en" else _label_th(self)


def _label_th(p: Period) -> str:
    match p.frequency:
        case "day":
            text = show_date(p.start)
        case "week":
            text = f"สัปดาห์ {show_range(p.start, p.end)}"
        case "month":
            text = show_date(p.start, "month")
        case "fiscal-quarter":
            text = f"ไตรมาส {p.number} ปีงบประมาณ {p.year}"
        case "calendar-quarter":
            first, last = MONTHS_TH_SHORT[p.start.month - 1], MONTHS_TH_SHORT[p.end.month - 1]
            text = f"ไตรมาส {p.number} ({first}–{last}) ปีปฏิทิน {p.year}"
        case "half":
            text = f"ครึ่งปี{'แรก' if p.number == 1 else 'หลัง'} ปีงบประมาณ {p.year}"
        case "year":
            text = f"ปีงบประมาณ {p.year}"
        case "once":
            text = f"ครั้งเดียว ปีงบประมาณ {p.year}"
    return text


def _label_en(p: Period) -> str:
    fiscal = f"FY{p.year - BE_OFFSET} (BE {p.year})"
    match p.frequency:
        case "day":
            text = show_date(p.start, lang="en")
        case "week":
            text = f"Week of {show_range(p.start, p.end, 'en')}"
        case "month":
            text = show_date(p.start, "month", "en")
        case "fiscal-quarter":
            text = f"Q{p.number} {fiscal}"
        case "calendar-quarter":
            first, last = MONTHS_EN[p.start.month - 1][:3], MONTHS_EN[p.end.month - 1][:3]
            text = f"Calendar Q{p.number} ({first}–{last}) {p.end.year}"
        case "half":
            text = f"H{p.number} {fiscal}"
        case "year":
            text = fiscal
        case "once":
            text = f"Once, {fiscal}"
    return text


def period_of(day: date, frequency: Frequency) -> Period:
    """Return the period of a frequency that holds the day."""
    if frequency == "day":
        return Period(day, day, frequency, day.year, day.timetuple().tm_yday)
    if frequency == "week":
        iso = day.isocalendar()
        monday = day - timedelta(days=iso.weekday - 1)
        return Period(monday, monday + timedelta(days=6), frequency, iso.year, iso.week)
    span = _SPAN[frequency]
    if frequency == "calendar-quarter":
        return _whole_months(frequency, day.year + BE_OFFSET, (day.month - 1) // 3 + 1)
    return _whole_months(frequency, fiscal_year(day), (month_index(day) - 1) // span + 1)


def _whole_months(frequency: Frequency, year: int, number: int) -> Period:
    span = _SPAN[frequency]
    if not 1 <= number <= 12 // span:
        raise ValueError(f"{frequency} {number} of {year}")
    if frequency == "calendar-quarter":
        start = date(year - BE_OFFSET, 3 * number - 2, 1)
    else:
        start = month_start(year, (number - 1) * span + 1)
    return Period(start, add_months(start, span) - _DAY, frequency, year, number)


def month_period(year: int, index: int) -> Period:
    """Return fiscal month `index` (1 = October) of fiscal year `year` (BE)."""
    return _whole_months("month", year, index)


def fiscal_quarter(year: int, number: int) -> Period:
    """Return a fiscal quarter: 2561, 1 → 1 Oct – 31 Dec 2017."""
    return _whole_months("fiscal-quarter", year, number)


def calendar_quarter(year: int, number: int) -> Period:
    """Return a calendar quarter of a BE year: 2561, 3 → 1 Jul – 30 Sep 2018."""
    return _whole_months("calendar-quarter", year, number)


def year_period(year: int) -> Period:
    """Return the period of a whole fiscal year (BE)."""
    return _whole_months("year", year, 1)


def parse_period(code: str) -> Period:
    """Read a period code back; raises ValueError with the code where it is none."""
    if match := _CODE.fullmatch(code):
        year, m, month, q, number, y, once = match.groups()
        frequency = _LETTERS[m or q or y or once]
        if int(year) < BE_OFFSET + 2:
            raise ValueError(f"not a period: {code!r}")
        return _whole_months(frequency, int(year), int(month or number or 1))
    try:
        if "W" in code:
            year_text, week = code.split("-W")
            return period_of(date.fromisocalendar(int(year_text), int(week), 1), "week")
        return period_of(date.fromisoformat(code), "day")
    except ValueError as error:
        raise ValueError(f"not a period: {code!r}") from error


def periods(frequency: Frequency, first: date, last: date) -> Iterator[Period]:
    """Yield the periods that touch the days from `first` to `last`, both inclusive."""
    period = period_of(first, frequency)
    while period.start <= last:
        yield period
        period = period.next()


def periods_of_year(year: int, frequency: Frequency) -> tuple[Period, ...]:
    """Return the periods whose last day lies in a fiscal year (BE), in order."""
    start, end = fiscal_year_bounds(year)
    return tuple(p for p in periods(frequency, start, end) if start <= p.end <= end)


def as_frequency(text: str) -> Frequency:
    """Return the text as a frequency; raises ValueError where it is none."""
    if text not in FREQUENCIES:
        raise ValueError(f"not a frequency: {text!r}")
    return text
