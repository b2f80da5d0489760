"""By when: the deadline of a directive as a kind and, where it can be computed from the publication, a day or moment.

Months and dates are calendar ones; moving them to a working day belongs to whoever issues the directive. The codes
are published in docs/algorithms/directive-reading.md.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from prasan.kernel import fiscal
from prasan.kernel.dateparts import FROM_PUBLICATION
from prasan.kernel.dates import DateReading, parse_dates
from prasan.kernel.directives import duewords as words
from prasan.kernel.directives.gazetteer import WorkingDay

DUE_KINDS: dict[str, str] = {
    "none": "ไม่ได้ระบุกำหนด",
    "at_once": "โดยด่วน ทันที",
    "hours": "ภายในจำนวนชั่วโมง",
    "days": "ภายในจำนวนวัน",
    "working_days": "ภายในจำนวนวันทำการ",
    "weeks": "ภายในจำนวนสัปดาห์",
    "months": "ภายในจำนวนเดือน",
    "years": "ภายในจำนวนปี",
    "date": "ภายในวันที่ระบุ",
    "week_end": "ภายในสัปดาห์",
    "month_end": "ภายในสิ้นเดือน",
    "quarter_end": "ภายในสิ้นไตรมาส",
    "year_end": "ภายในสิ้นปี",
    "fiscal_year_end": "ภายในสิ้นปีงบประมาณ",
    "recurring": "ทำซ้ำจนกว่าจะสั่งเป็นอย่างอื่น",
}
"""Kind → what it says, in Thai."""

_DAY = timedelta(days=1)
_HOME_QUARTERS = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}
_OF_PERIOD = {"month": "month_end", "fiscal-quarter": "quarter_end", "calendar-quarter": "quarter_end",
              "fiscal-year": "fiscal_year_end", "year": "year_end"}  # fmt: skip
_LOOK_BACK = 48
_MOST = 3_650
"""Days that a deadline may lie ahead: an amount beyond is a slip of the hand and gets no date."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline at [start, end) of the normalised text."""

    start: int
    end: int
    kind: str
    due: str | None = None
    every: str | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment from which a text counts: its day, and the moment itself where one was given."""

    day: date | None = None
    moment: datetime | None = None
    working_day: WorkingDay | None = None

    @classmethod
    def of(cls, published: str, working_day: WorkingDay | None = None) -> "Clock":
        """Read an ISO date or date-time, "" for unknown; raises ValueError where it is neither."""
        if not published:
            return cls(working_day=working_day)
        if len(published) <= len("2026-01-01"):
            return cls(date.fromisoformat(published), None, working_day)
        moment = datetime.fromisoformat(published)
        return cls(moment.date(), moment, working_day)


def find_dues(text: str, clock: Clock) -> list[Due]:
    """Return every deadline of a normalised text, in order; none inside another."""
    low = text.lower()
    found = [*_dates(text, low, clock), *_amounts(low, clock), *_ends(low, clock), *_weekdays(low, clock), *_again(low)]
    found += [Due(m.start(), m.end(), "at_once") for m in words.AT_ONCE.finditer(low)]
    found.sort(key=lambda one: (one.start, -one.end))
    out: list[Due] = []
    for one in found:
        if not out or one.start >= out[-1].end:
            out.append(one)
        elif one.end - one.start > out[-1].end - out[-1].start and out[-1].kind != "date":
            out[-1] = one
    return out


# ---- dates ---------------------------------------------------------------------------------------


def _dates(text: str, low: str, clock: Clock) -> Iterator[Due]:
    """Yield the dates that words such as ภายใน, ก่อน or เสร็จ make deadlines."""
    for one in parse_dates(text, clock.day):
        start, end = one.span
        lead = words.BEFORE_DATE.search(low, max(0, start - _LOOK_BACK), start)
        if lead is None or one.end is None or one.start is None:
            continue
        if one.kind in {"year", "fiscal-year"} and lead.group().startswith("ใน"):
            continue  # a plan in the year 2570 is no deadline
        yield _dated(one, lead.start(), end, lead["part"], low, clock)


def _dated(one: DateReading, start: int, end: int, part: str | None, low: str, clock: Clock) -> Due:
    """Return a written date as a deadline: its last day, or the part of its month that is meant."""
    assert one.end is not None
    assert one.start is not None
    last = one.end
    if one.confidence == FROM_PUBLICATION and clock.day and last < clock.day and low[one.span[0] : end] != "เมื่อวาน":
        last = _next_year(one)
    kind = _OF_PERIOD.get(one.kind or "", "date")
    if kind == "month_end" and part in words.PARTS:
        return Due(start, end, "date", last.replace(day=words.PARTS[part]).isoformat())
    return Due(start, end, kind, last.isoformat())


def _next_year(one: DateReading) -> date:
    """Return the same day, or end of the month, a year later: a deadline does not lie in the past."""
    assert one.start is not None
    assert one.end is not None
    if one.kind == "month":
        return fiscal.add_months(one.start, 13) - _DAY
    return fiscal.add_months(one.end, 12)


# ---- amounts -------------------------------------------------------------------------------------


def _amounts(low: str, clock: Clock) -> Iterator[Due]:
    for match in words.AMOUNT.finditer(low):
        written = match["number"]
        number = float(written) if written.isdigit() else words.NUMBERS[written]
        kind = words.UNITS[match["unit"]]
        if kind == "quarters":
            kind, number = "months", number * 3
        kind, number = _whole(kind, number)
        base = _counted_from(low, match.end(), clock)
        yield Due(match.start(), match.end(), kind, _after(base, kind, number))


def _whole(kind: str, number: float) -> tuple[str, int]:
    """Return half a month as days, half a year as months; other halves are rounded up."""
    if number != 0.5:
        return kind, math.ceil(number)
    halves = {"months": ("days", 15), "years": ("months", 6), "days": ("hours", 12)}
    return halves.get(kind, (kind, 1))


def _counted_from(low: str, end: int, clock: Clock) -> Clock:
    """Return the clock of the day behind "นับแต่วันที่ …", else the publication's."""
    lead = words.FROM.match(low, end)
    if lead is None:
        return clock
    first = next(iter(parse_dates(low[lead.end() : lead.end() + 40], clock.day)), None)
    if first is None or first.start is None or first.span[0] > 8 or first.kind != "day":
        return clock
    return Clock(first.start, None, clock.working_day)


def _after(clock: Clock, kind: str, number: int) -> str | None:
    """Return the day, or for hours the moment, that lies an amount after the clock; None where it is unknown."""
    day = clock.day
    if day is None or number > _MOST or (kind == "working_days" and clock.working_day is None):
        return None
    try:
        return _moved(clock, day, kind, number).isoformat()
    except (ValueError, OverflowError):
        return None


def _moved(clock: Clock, day: date, kind: str, number: int) -> date:
    """Return the day or moment an amount after the clock's day."""
    if kind == "hours":
        hours = timedelta(hours=number)
        return clock.moment + hours if clock.moment is not None else day + timedelta(days=math.ceil(number / 24))
    if kind == "working_days" and clock.working_day is not None:
        return clock.working_day(day, number)
    if kind in {"days", "weeks"}:
        return day + timedelta(days=number * (7 if kind == "weeks" else 1))
    return fiscal.add_months(day, number * (12 if kind == "years" else 1))


# ---- ends of periods -----------------------------------------------------------------------------


def _ends(low: str, clock: Clock) -> Iterator[Due]:
    """Yield the ends of this or the next week, month, quarter, year and fiscal year, and the days before feasts."""
    for match in words.WEEK.finditer(low):
        ahead = 7 if match["which"] != "นี้" else 0
        day = clock.day and clock.day + timedelta(days=6 - clock.day.weekday() + ahead)
        yield Due(match.start(), match.end(), "week_end", day.isoformat() if day else None)
    for match in words.NUMBERED_QUARTER.finditer(low):
        number = int(_HOME_QUARTERS.get(match["quarter"], 0) or match["quarter"])
        yield Due(match.start(), match.end(), "quarter_end", _quarter(clock.day, number))
    for match in words.PERIOD.finditer(low):
        what, ended, which = match["what"], match["end"] or match["bare"], match["which"]
        if ended or which:
            kind, due = _end_of(what, 1 if which in {"หน้า", "ถัดไป"} else 0, clock.day)
            yield Due(match.start(), match.end(), kind, due)
    for match in words.FEAST.finditer(low):
        month, number = words.FEASTS[match["feast"]]
        day = clock.day and clock.day.replace(month=month, day=number)
        if day and clock.day and day < clock.day:
            day = fiscal.add_months(day, 12)
        yield Due(match.start(), match.end(), "date", day.isoformat() if day else None)


def _end_of(what: str, ahead: int, day: date | None) -> tuple[str, str | None]:
    """Return kind and last day of the period that holds a day, or of the next one."""
    kinds = {"เดือน": "month_end", "ไตรมาส": "quarter_end", "ปี": "year_end", "ปีปฏิทิน": "year_end"}
    kind = kinds.get(what, "fiscal_year_end")
    if day is None:
        return kind, None
    if kind == "month_end":
        last = fiscal.period_of(fiscal.add_months(day.replace(day=1), ahead), "month").end
    elif kind == "quarter_end":
        last = fiscal.period_of(fiscal.add_months(day.replace(day=1), 3 * ahead), "fiscal-quarter").end
    elif kind == "year_end":
        last = date(day.year + ahead, 12, 31)
    else:
        last = fiscal.fiscal_year_bounds(fiscal.fiscal_year(day) + ahead)[1]
    return kind, last.isoformat()


def _quarter(day: date | None, number: int) -> str | None:
    """Return the last day of the next fiscal quarter of a number that is not over."""
    if day is None:
        return None
    year = fiscal.fiscal_year(day)
    last = fiscal.fiscal_quarter(year, number).end
    return (last if last >= day else fiscal.fiscal_quarter(year + 1, number).end).isoformat()


def _weekdays(low: str, clock: Clock) -> Iterator[Due]:
    for match in words.WEEKDAY.finditer(low):
        yield Due(
            match.start(),
            match.end(),
            "date",
            _weekday(clock.day, words.WEEKDAYS[match["day"] or match["short"]], match["which"] or match["that"]),
        )


def _weekday(day: date | None, wanted: int, which: str | None) -> str | None:
    """Return the next such weekday; "หน้า" is the one of the next week (Monday first)."""
    if day is None:
        return None
    if which in {"หน้า", "ถัดไป"}:
        return (day + timedelta(days=7 - day.weekday() + wanted)).isoformat()
    return (day + timedelta(days=(wanted - day.weekday()) % 7)).isoformat()


# ---- again and again -----------------------------------------------------------------------------


def _again(low: str) -> Iterator[Due]:
    """Yield what recurs, with its interval."""
    for match in words.AGAIN.finditer(low):
        yield Due(match.start(), match.end(), "recurring", None, _every(match.groupdict()))


def _every(parts: dict[str, str | None]) -> str | None:
    if parts["periodic"]:
        return None
    if parts["monthend"] or parts["nth"]:
        return "P1M"
    if parts["weekday"]:
        return "P1W"
    unit = parts["unit"] or parts["each"] or parts["by"] or parts["regular"] or "วัน"
    length, number = words.DURATIONS[unit], int(parts["n"] or 1)
    if length == "H":
        return f"PT{number}H"
    return f"P{number * 3}M" if length == "3M" else f"P{number}{length}"
