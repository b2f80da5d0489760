"""The one reader of dates: forms, imports and the listening desk all use it.

`parse_dates` finds every date in running Thai or English text, `parse_date` reads one field, `read_line`
serves the command line. What cannot be known is refused with a code of `REASONS`, never guessed; the
rules are published in docs/algorithms/dates.md. Spans are [start, end) in code points of the raw text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from prasan.kernel import datedays, dateperiods, datewindows
from prasan.kernel import dategrammar as grammar
from prasan.kernel.dateparts import FROM_PUBLICATION, DateReading, Kind, SourceText, refusal

__all__ = ["REASONS", "DateReading", "Kind", "parse_date", "parse_dates", "read_dates", "read_line"]

REASONS: dict[str, str] = {
    "no-date": "ไม่พบวันที่",
    "no-year": "ไม่มีปี และวันที่เผยแพร่ไม่ช่วยบอก",
    "no-reference": "เป็นวันเทียบกับวันเผยแพร่ แต่ไม่ทราบวันเผยแพร่",
    "impossible-date": "ไม่มีวันที่นี้ในปฏิทิน",
    "weekday-mismatch": "ชื่อวันไม่ตรงกับวันที่",
    "ambiguous-year": "ปีอ่านได้มากกว่าหนึ่งแบบ",
    "era-mismatch": "พ.ศ. หรือ ค.ศ. ไม่ตรงกับตัวเลขปี",
    "year-range": "ปีอยู่นอกช่วงที่รับ",
    "old-calendar": "ก่อน พ.ศ. 2484 ปีเริ่ม 1 เมษายน จึงระบุปีไม่ได้",
    "reversed": "วันสิ้นสุดอยู่ก่อนวันเริ่ม",
    "quarter-mismatch": "ไตรมาสไม่ตรงกับเดือนในวงเล็บหรือปี",
    "several-dates": "มีมากกว่าหนึ่งวันที่ในช่องเดียว",
    "not-only-a-date": "มีข้อความอื่นปนกับวันที่",
}
"""Reason code → what to tell the reader."""

Reader = Callable[[re.Match[str], SourceText], Iterator[DateReading]]

_READERS: tuple[tuple[datewindows.Around, re.Pattern[str], Reader], ...] = (
    (datewindows.QUARTER, grammar.QUARTER, dateperiods.read_quarter),
    (datewindows.HALF, grammar.HALF, dateperiods.read_half),
    (datewindows.TWO_MONTHS, grammar.DAY_TO_DAY, datedays.read_day_to_day),
    (datewindows.TWO_MONTHS, grammar.MONTH_TO_MONTH, dateperiods.read_months),
    (datewindows.DAYS, grammar.DAYS, datedays.read_days),
    (datewindows.MONTH_EN, grammar.MONTH_FIRST, datedays.read_month_first),
    (datewindows.NUMERIC, grammar.ISO, datedays.read_iso),
    (datewindows.NUMERIC, grammar.NUMERIC, datedays.read_numeric),
    (datewindows.FISCAL, grammar.FISCAL_YEAR, dateperiods.read_fiscal_year),
    (datewindows.MONTHS, grammar.MONTHS, dateperiods.read_months),
    (datewindows.YEAR, grammar.YEAR, dateperiods.read_calendar_year),
)
"""(what the shape holds, shape, reader), what explains most stands first: it keeps its characters."""

_FILLER = re.compile(
    r"[\s().,:;\-–—/'\"]|วันที่|ณ|ประจำ|เดือน|เมื่อ|ใน|on|\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?น\.)?|T(?=\d)|เวลา"
)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Blank out what has been read, keeping every other position; one pass whatever the number."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts += (text[position:start], "\x00" * (end - start))
        position = end
    return "".join((*parts, text[position:])) if parts else text


def _found(text: SourceText) -> tuple[list[DateReading], int]:
    """Run every shape over what the earlier ones left, so that no character is read twice; up to which position."""
    rest = text.folded
    windows = datewindows.Windows(rest)
    out: list[DateReading] = []
    for around, pattern, read in _READERS:
        taken: list[tuple[int, int]] = []
        for low, high in windows.of(around):
            for match in pattern.finditer(rest, low, high):
                if readings := list(read(match, text)):
                    out += readings
                    taken.append(match.span())
        rest = _without(rest, taken) if taken else rest
    explicit = {r.span[0] for r in out}
    for low, high in windows.of(datewindows.RELATIVE):
        for match in grammar.RELATIVE.finditer(rest, low, high):
            if match.end() not in explicit:
                out += datedays.read_relative(match, text)
    return _without_yearly(sorted(out, key=lambda r: r.span), text), windows.reach


def _without_yearly(found: list[DateReading], text: SourceText) -> list[DateReading]:
    """Refuse days and months of every year: "12 มิถุนายนของทุกปี" has no year, whatever the publication is."""
    if all(one.confidence != FROM_PUBLICATION for one in found):
        return found
    out: list[DateReading] = []
    begins = -1
    for one in reversed(found):
        start, end = one.span
        yearly = grammar.YEARLY.match(text.folded, end) is not None or text.folded.endswith(
            "ทุก", 0, _led_by(text, start)
        )
        if begins >= 0 and grammar.LISTED.fullmatch(text.folded, end, begins):
            yearly = True
        if yearly and one.confidence == FROM_PUBLICATION:
            begins = start
            out.append(refusal("no-year", one.span))
        else:
            begins = -1
            out.append(one)
    return out[::-1]


def _led_by(text: SourceText, start: int) -> int:
    """Return where the words วันที่ or เดือน before a date begin, else its own beginning."""
    for word in ("วันที่ ", "วันที่", "เดือน"):
        if text.folded.endswith(word, 0, start):
            return start - len(word)
    return start


def read_dates(text: str, published: date | None = None) -> tuple[list[DateReading], int]:
    """Find dates as `parse_dates` does, and tell up to which position they were looked for."""
    return _found(SourceText.of(text, published))


def parse_dates(text: str, published: date | None = None) -> list[DateReading]:
    """Find all dates in running text, in order; refused ones stand among them with their reason.

    `published` is the day the text appeared: it gives the year where none is written, settles two-digit
    years and says what "today" is. Without it such dates are refused.
    """
    return read_dates(text, published)[0]


def parse_date(text: str, published: date | None = None) -> DateReading:
    """Read a field that holds one date and nothing else; a time of day beside it is passed over."""
    found = parse_dates(text, published)
    whole = (0, len(text))
    if not found:
        return refusal("no-date", whole)
    if len(found) > 1:
        return refusal("several-dates", whole)
    start, end = found[0].span
    if _FILLER.sub("", grammar.fold(text[:start] + " " + text[end:])):
        return refusal("not-only-a-date", whole)
    return found[0]


def _published(value: object) -> date | None:
    """Return the day of an ISO date or moment; None where it is missing or unreadable."""
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def read_line(row: Mapping[str, object]) -> dict[str, object]:
    """Read {"id", "text", "published"} into {"id", "start", "end", "kind", "refused"}: the first date.

    A relative word without a publication gives way to an explicit date that follows it.
    """
    found = parse_dates(str(row.get("text") or ""), _published(row.get("published")))
    first = next((r for r in found if r.refused != "no-reference"), found[0] if found else None)
    if first is None:
        first = refusal("no-date", (0, 0))
    return {
        "id": row.get("id"),
        "start": first.start.isoformat() if first.start else None,
        "end": first.end.isoformat() if first.end else None,
        "kind": first.kind,
        "refused": first.refused,
    }
