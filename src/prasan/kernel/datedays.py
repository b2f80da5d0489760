"""Readers of days and ranges of days: from a matched shape to dates, or to a reason."""

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
    SourceText,
    reading,
    refusal,
    weekday_of,
)
from prasan.kernel.datewords import RELATIVE_DAYS
from prasan.kernel.dateyears import (
    Unreadable,
    WrittenYear,
    check_calendar,
    check_day,
    day_without_year,
    make_day,
    read_year,
)

_NUMBER = re.compile(r"\d{1,2}")


def _start_of(match: re.Match[str]) -> int:
    """Return where the date itself begins: at its weekday, else its day, not at the word วันที่."""
    for group in ("wd1", "d1", "m2"):
        if group in match.re.groupindex and match[group]:
            return match.start(group)
    return match.start()


def _end_of(match: re.Match[str]) -> int:
    end = match.end()
    while match.string[end - 1] in " -–" and end > match.start():
        end -= 1
    return end


def _checked(day: date, weekday: int | None, text: SourceText, confidence: float) -> tuple[date, float]:
    """Check the weekday; a slip is overruled only where the date is the day of publication itself."""
    if weekday is None or day.weekday() == weekday:
        return day, confidence
    if day == text.published:
        return day, HELPED
    raise Unreadable("weekday-mismatch")


def _dated(
    text: SourceText, written: WrittenYear | None, month: int, day: int, weekday: int | None
) -> tuple[date, float]:
    """Return one day with its year written or taken from the publication, and the confidence."""
    check_day(month, day)
    if written is None:
        return day_without_year(month, day, text.published, weekday), FROM_PUBLICATION
    year = read_year(written, text.published)
    made = make_day(year, month, day)
    check_calendar(written, year, month)
    return _checked(made, weekday, text, SURE if len(written.digits) == 4 else LIKELY)


def read_days(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read days that share one month: a day, a range, or a list of days."""
    span = (_start_of(match), _end_of(match))
    month = grammar.month_number(match["m2"])
    written = text.written_year(match, "2", month=match["m2"]) or _shared_year(match, text, month)
    try:
        first_weekday = weekday_of(match["wd1"] or match["wda"])
        if match["d2"] and int(match["d1"]) > 31:  # the tail of something else: "ธ.ค. 67 - 31 ม.ค. 68"
            span = (match.start("wd2") if match["wd2"] else match.start("d2"), span[1])
            day, confidence = _dated(text, written, month, int(match["d2"]), weekday_of(match["wd2"]))
            yield reading("day", day, day, span, confidence)
            return
        if match["d2"]:
            last_weekday = weekday_of(match["wd2"])
            end, confidence = _dated(text, written, month, int(match["d2"]), last_weekday)
            check_day(month, int(match["d1"]))
            start, sure = _checked(make_day(end.year, month, int(match["d1"])), first_weekday, text, confidence)
            yield reading("range", start, end, span, min(confidence, sure))
            return
        if match["more"]:
            yield from _read_list(match, text, month, written)
            return
        day, confidence = _dated(text, written, month, int(match["d1"]), first_weekday)
        yield reading("day", day, day, span, confidence)
    except Unreadable as problem:
        yield refusal(problem.reason, span)


def _shared_year(match: re.Match[str], text: SourceText, month: int) -> WrittenYear | None:
    """Return the year of a later day that follows at once: "5 มกราคม และ 7 กุมภาพันธ์ 2561"."""
    follower = grammar.SHARED_YEAR.match(text.folded, match.end())
    if follower is None or grammar.month_number(follower["m3"]) < month:
        return None
    return text.written_year(follower, "3", month=follower["m3"])


def _read_list(
    match: re.Match[str], text: SourceText, month: int, written: WrittenYear | None
) -> Iterator[DateReading]:
    """Read "2, 3 และ 5 พ.ย. 2560": each day by itself, the last with month and year in its span."""
    offset = match.start("more")
    numbers = [match.span("d1")]
    numbers += [(offset + n.start(), offset + n.end()) for n in _NUMBER.finditer(match["more"])]
    for index, (start, end) in enumerate(numbers):
        span = (start, _end_of(match) if index == len(numbers) - 1 else end)
        weekday = weekday_of(match["wd1"]) if index == 0 else None
        try:
            day, confidence = _dated(text, written, month, int(text.folded[start:end]), weekday)
            yield reading("day", day, day, span, min(confidence, LIKELY))
        except Unreadable as problem:
            yield refusal(problem.reason, span)


def read_day_to_day(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read a range whose ends both have a month; a year at the end alone holds for both."""
    span = (_start_of(match), _end_of(match))
    months = grammar.month_number(match["m1"]), grammar.month_number(match["m2"])
    first = text.written_year(match, "1", month=match["m1"])
    last = text.written_year(match, "2", month=match["m2"])
    try:
        if first is not None and last is None:
            raise Unreadable("no-year")
        end, confidence = _dated(text, last, months[1], int(match["d2"]), weekday_of(match["wd2"]))
        check_day(months[0], int(match["d1"]))
        if first is not None:
            start, sure = _dated(text, first, months[0], int(match["d1"]), weekday_of(match["wd1"]))
        else:
            year = end.year - (months[0] > months[1])
            start = make_day(year, months[0], int(match["d1"]))
            start, sure = _checked(start, weekday_of(match["wd1"]), text, confidence)
        yield reading("range", start, end, span, min(confidence, sure))
    except Unreadable as problem:
        yield refusal(problem.reason, span)


def read_month_first(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read English order: "November 2-4, 2017"."""
    span = (_start_of(match) if match["wd1"] else match.start("m2"), match.end())
    month = grammar.month_number(match["m2"])
    written = text.written_year(match, "2", month=match["m2"])
    try:
        last = int(match["d2"] or match["d1"])
        weekday = None if match["d2"] else weekday_of(match["wd1"])
        end, confidence = _dated(text, written, month, last, weekday)
        start = make_day(end.year, month, int(match["d1"]))
        yield reading("range" if match["d2"] else "day", start, end, span, confidence)
    except Unreadable as problem:
        yield refusal(problem.reason, span)


def read_numeric(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read day, month and year in figures, in Thai order; two-digit years with a slash, or by request.

    Dots and hyphens with a two-digit year are as often other numbers: they count only after วันที่ or
    where the field holds nothing else.
    """
    if grammar.NUMBERED.search(text.before(match.start("d1"))):
        return
    led = match.start("d1") > match.start() or text.is_all(match)
    if match["sep"] != "/" and len(match["y2"]) == 2 and not led:
        return
    span = (_start_of(match), match.end())
    try:
        written = text.written_year(match, "2")
        assert written is not None
        day, confidence = _dated(text, written, int(match["m2"]), int(match["d1"]), weekday_of(match["wd1"]))
        yield reading("day", day, day, span, confidence)
    except Unreadable as problem:
        if problem.reason != "year-range":
            yield refusal(problem.reason, span)


def read_iso(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read year-month-day; a Buddhist year in this order is read as Buddhist."""
    if grammar.NUMBERED.search(text.before(match.start())):
        return
    try:
        written = WrittenYear(match["y2"])
        day, _ = _dated(text, written, int(match["m2"]), int(match["d1"]), None)
        yield reading("day", day, day, match.span())
    except Unreadable as problem:
        if problem.reason != "year-range":
            yield refusal(problem.reason, match.span())


def read_relative(match: re.Match[str], text: SourceText) -> Iterator[DateReading]:
    """Read วันนี้ and its neighbours from the day of publication."""
    span = match.span("word")
    if text.published is None:
        yield refusal("no-reference", span)
        return
    day = text.published + timedelta(days=RELATIVE_DAYS[match["word"].lower()])
    yield reading("day", day, day, span, FROM_PUBLICATION)
