"""Readers of quarters, fiscal years, halves, months and years: from a matched shape to a period."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from prasan.kernel import dategrammar as grammar
from prasan.kernel.dateparts import (
    FROM_PUBLICATION,
    HELPED,
    LIKELY,
    SURE,
    DateReading,
    Kind,
    SourceText,
    reading,
    refusal,
)
from prasan.kernel.datewords import BE_OFFSET, ORDINALS
from prasan.kernel.dateyears import (
    NEAR_YEARS,
    UNDATED_WINDOW,
    Unreadable,
    WrittenYear,
    check_calendar,
    day_without_year,
    read_year,
)
from prasan.kernel.fiscal import add_months, calendar_quarter, fiscal_quarter, fiscal_year_bounds

_DAY = timedelta(days=1)
_RECENT = re.compile("2[4-6][0-9][0-9]")
"""A Buddhist year that is no count of anything behind "ปี"."""
_MOST_YEARS = 10


def _month_end(year: int, month: int) -> date:
    return add_months(date(year, month, 1), 1) - _DAY


# ---- quarters ----------------------------------------------------------------------------------


def _months_in_brackets(match: re.Match[str], text: SourceText) -> tuple[int, int, int | None] | None:
    """Return first month, last month and the Common Era year of the last, as the brackets say."""
    if not match["qm1"]:
        return None
    first, last = grammar.month_number(match["qm1"]), grammar.month_number(match["qm2"])
    return first, last, text.year(match, "m2", month=match["qm2"]) or text.year(match, "m1", month=match["qm1"])


def _quarter_years(match: re.Match[str], text: SourceText) -> tuple[int | None, bool]:
    """Return the year beside the quarter (CE) and whether it is called a fiscal one."""
    fiscal = bool(match["fiscalb"] or match["fiscala"])
    for suffix in "ba":
        written = text.written_year(match, suffix)
        if written is not None:
            era = written.era or ("พ.ศ." if fiscal and len(written.digits) == 2 else "")
            return read_year(WrittenYear(written.digits, era, written.thai_digits), text.published), fiscal
    return None, fiscal


def _bracket_quarter(
    number: int, months: tuple[int, int, int | None], year: int | None, fiscal: bool
) -> tuple[Kind, date, date]:
    """Months in brackets win: they say whose quarter it is, or the text contradicts itself."""
    first, last, month_year = months
    if (last - first) % 12 != 2:
        raise Unreadable("quarter-mismatch")
    kind: Kind = "calendar-quarter" if first == 3 * number - 2 else "fiscal-quarter"
    if kind == "fiscal-quarter" and first != (3 * number + 6) % 12 + 1:
        raise Unreadable("quarter-mismatch")
    if month_year is None and year is None:
        raise Unreadable("no-year")
    if month_year is None and first == 10:
        if not fiscal and kind == "fiscal-quarter":
            raise Unreadable("ambiguous-year")
        if fiscal and kind == "calendar-quarter":
            raise Unreadable("quarter-mismatch")
    of_months = month_year if month_year is not None else (year or 0) - (fiscal and first == 10)
    named = of_months + (first == 10 and (fiscal or kind == "fiscal-quarter"))
    if month_year is not None and year is not None and year not in {named, of_months}:
        raise Unreadable("quarter-mismatch")
    return kind, date(of_months, first, 1), _month_end(of_months, last)


def read_quarter(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read one quarter; unmarked ones are calendar quarters, as in labour statistics."""
    span = match.span()
    number = ORDINALS[(match["q"] or match["q_en"] or match["q_word"]).lower()]
    try:
        year, fiscal = _quarter_years(match, text)
        months = _months_in_brackets(match, text)
        if match["q2"]:
            if year is None or months is not None:
                raise Unreadable("no-year")
            make = fiscal_quarter if fiscal else calendar_quarter
            first, last = make(year + BE_OFFSET, number), make(year + BE_OFFSET, int(match["q2"]))
            yield reading("range", first.start, last.end, span, LIKELY)
        elif months is not None:
            kind, start, end = _bracket_quarter(number, months, year, fiscal)
            yield reading(kind, start, end, span)
        elif year is None:
            raise Unreadable("no-year")
        elif fiscal:
            quarter = fiscal_quarter(year + BE_OFFSET, number)
            yield reading("fiscal-quarter", quarter.start, quarter.end, span)
        else:
            quarter = calendar_quarter(year + BE_OFFSET, number)
            yield reading("calendar-quarter", quarter.start, quarter.end, span, HELPED)
    except Unreadable as problem:
        yield refusal(problem.reason, span)


def read_half(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read half a year as a range, fiscal where the text says so."""
    second = match["half"] == "หลัง" or (match["half_en"] or "").lower() == "second"
    written = text.written_year(match, "b")
    if written is None:
        return
    try:
        era = written.era or ("พ.ศ." if match["fiscalb"] and len(written.digits) == 2 else "")
        year = read_year(WrittenYear(written.digits, era, written.thai_digits), text.published)
        start = date(year - 1, 10, 1) if match["fiscalb"] else date(year, 1, 1)
        start = add_months(start, 6) if second else start
        yield reading("range", start, add_months(start, 6) - _DAY, match.span(), LIKELY)
    except Unreadable as problem:
        yield refusal(problem.reason, match.span())


# ---- years -------------------------------------------------------------------------------------


def read_fiscal_year(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read a fiscal year; two digits are Buddhist. Several years are a range."""
    try:
        years = [
            read_year(WrittenYear(match[g], "พ.ศ." if len(match[g]) == 2 else ""), text.published)
            for g in ("y1", "y2")
            if match[g]
        ]
        start = fiscal_year_bounds(years[0] + BE_OFFSET)[0]
        end = fiscal_year_bounds(years[-1] + BE_OFFSET)[1]
        yield reading("fiscal-year" if len(years) == 1 else "range", start, end, match.span())
    except Unreadable as problem:
        yield refusal(problem.reason, match.span())


def _is_year(match: re.Match[str], text: SourceText) -> bool:
    """Say whether a marked number is a date at all: no age, no count, no law's name."""
    before = text.before(match.start())
    if match["lead"] and re.search(r"\d ?$", before) and not _RECENT.fullmatch(match["y1"]):
        return False  # "อายุ 15 ปี 30 วัน"; but "มาตรา 33 ปี 2565" and "แผน 5 ปี 2561-2565" name years
    if not match["lead"] and not match["en"] and grammar.LAW.search(before):
        return False
    if match["lead"] and match["era1"] and grammar.LAW.search(before[-25:]):
        return False
    number = int(match["y1"])
    if len(match["y1"]) == 4:
        return True
    if match["en"]:
        return False
    near = text.published is not None and abs(number + 2500 - BE_OFFSET - text.published.year) <= NEAR_YEARS
    return near or (text.published is None and UNDATED_WINDOW[0] <= number <= UNDATED_WINDOW[1])


def read_calendar_year(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read a calendar year that is marked as one (ปี, พ.ศ., ค.ศ., in); several years are a range."""
    if not _is_year(match, text):
        return
    era = match["era1"] or match["era2"] or ""
    try:
        written = WrittenYear(match["y1"], era or ("พ.ศ." if len(match["y1"]) == 2 else ""))
        first = read_year(written, text.published)
        check_calendar(written, first)
        last = first
        if match["y2"]:
            digits = match["y2"] if len(match["y2"]) == 4 else match["y1"][:-2] + match["y2"]
            last = read_year(WrittenYear(digits, era), text.published)
        kind: Kind = "range" if match["y2"] else "year"
        yield reading(kind, date(first, 1, 1), date(last, 12, 31), match.span())
        if not match["y2"] and _RECENT.fullmatch(match["y1"]):
            yield from _further_years(match, text)
    except Unreadable as problem:
        if problem.reason != "year-range":
            yield refusal(problem.reason, match.span())


def _further_years(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read the years that go on a list: "ปี 2560, 2561 และ 2562"; each by itself."""
    end = match.end()
    for _ in range(_MOST_YEARS):
        follower = grammar.NEXT_YEAR.match(text.folded, end)
        if follower is None or abs(int(follower["y"]) - int(match["y1"])) > NEAR_YEARS:
            return
        year = int(follower["y"]) - BE_OFFSET
        yield reading("year", date(year, 1, 1), date(year, 12, 31), follower.span("y"), LIKELY)
        end = follower.end()


# ---- months ------------------------------------------------------------------------------------


def read_months(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read a month or months from–to; the year at the end holds for both."""
    first, last = match["m1"], match["m2"] if "m2" in match.re.groupindex else None
    first_year = text.written_year(match, "1", month=first)
    last_year = text.written_year(match, "2", month=last or "") if last else first_year
    whole = text.is_all(match) or bool(last and (first_year or last_year))
    if first_year is None and last_year is None and not (match["lead"] or whole):
        return
    if not match["lead"] and grammar.OFFICE.search(text.before(match.start("m1"), 20)):
        return
    if re.search(r"[ก-๎A-Za-z]\.?$", text.before(match.start("m1"), 2)) and "." in first and not match["lead"]:
        return
    span = (match.start("m1"), match.end())
    if first_year is None and last is None and grammar.SHARED_MONTH.match(text.folded, match.end()):
        yield refusal("no-year", span)
        return
    try:
        yield _months(text, (first, last), (first_year, last_year), span)
    except Unreadable as problem:
        if problem.reason != "year-range" or match["lead"]:
            yield refusal(problem.reason, span)


def _months(
    text: SourceText,
    months: tuple[str, str | None],
    years: tuple[WrittenYear | None, WrittenYear | None],
    span: tuple[int, int],
) -> DateReading:
    first = grammar.month_number(months[0])
    last = grammar.month_number(months[1]) if months[1] else first
    if years[1] is not None:
        end_year, confidence = read_year(years[1], text.published), SURE
    elif years[0] is not None:
        raise Unreadable("no-year")
    else:
        end_year, confidence = day_without_year(last, 15, text.published, None).year, FROM_PUBLICATION
    start_year = read_year(years[0], text.published) if years[0] is not None else end_year - (first > last)
    if written := years[0] or years[1]:
        check_calendar(written, start_year, first)
    start = date(start_year, first, 1)
    return reading("range" if months[1] else "month", start, _month_end(end_year, last), span, confidence)
