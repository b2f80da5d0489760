"""The one reader of dates: forms, imports and the listening desk all use it.

`parse_dates` finds every date in running Thai or English text, `parse_date` reads one field, `read_line`
serves the command line. What cannot be known is refused with a code of `REASONS`, never guessed; the
rules are published in docs/algorithms/dates.md. Spans are [start, end) in code points of the raw text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from prasan.kernel import datedays, dateperiods
from prasan.kernel import dategrammar as grammar
from prasan.kernel.dateparts import DateReading, Kind, SourceText, refusal

__all__ = ["REASONS", "DateReading", "Kind", "parse_date", "parse_dates", "read_line"]

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

_READERS: tuple[tuple[tuple[str, ...], re.Pattern[str], Reader], ...] = (
    (("ไตรมาส", "Q", "quarter"), grammar.QUARTER, dateperiods.read_quarter),
    (("ครึ่งปี", " half"), grammar.HALF, dateperiods.read_half),
    ((), grammar.DAY_TO_DAY, datedays.read_day_to_day),
    ((), grammar.MONTH_TO_MONTH, dateperiods.read_months),
    ((), grammar.DAYS, datedays.read_days),
    ((), grammar.MONTH_FIRST, datedays.read_month_first),
    (("-", "/"), grammar.ISO, datedays.read_iso),
    (("/", "-", "."), grammar.NUMERIC, datedays.read_numeric),
    (("งบ", "งปม", "FY", "iscal", "ISCAL"), grammar.FISCAL_YEAR, dateperiods.read_fiscal_year),
    ((), grammar.MONTHS, dateperiods.read_months),
    ((), grammar.YEAR, dateperiods.read_calendar_year),
)
"""(words of which one must occur, shape, reader), what explains most stands first: it keeps its characters."""

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


def _found(text: SourceText) -> list[DateReading]:
    """Run every shape over what the earlier ones left, so that no character is read twice."""
    rest = text.folded
    out: list[DateReading] = []
    for triggers, pattern, read in _READERS:
        if triggers and not any(word in rest for word in triggers):
            continue
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(rest):
            if readings := list(read(match, text)):
                out += readings
                taken.append(match.span())
        rest = _without(rest, taken)
    explicit = {r.span[0] for r in out}
    for match in grammar.RELATIVE.finditer(rest):
        if match.end() not in explicit:
            out += datedays.read_relative(match, text)
    return sorted(out, key=lambda r: r.span)


def parse_dates(text: str, published: date | None = None) -> list[DateReading]:
    """Find all dates in running text, in order; refused ones stand among them with their reason.

    `published` is the day the text appeared: it gives the year where none is written, settles two-digit
    years and says what "today" is. Without it such dates are refused.
    """
    return _found(SourceText.of(text, published))


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
