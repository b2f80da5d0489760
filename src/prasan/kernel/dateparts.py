"""What a read date is, and the text that it is read from; shared by the readers of days and periods."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from prasan.kernel import dategrammar as grammar
from prasan.kernel.datewords import WEEKDAY_WORDS
from prasan.kernel.dateyears import Unreadable, WrittenYear, read_year

Kind = Literal["day", "range", "month", "fiscal-quarter", "calendar-quarter", "fiscal-year", "year"]

SURE, LIKELY, FROM_PUBLICATION, HELPED = 0.99, 0.95, 0.85, 0.7
"""Confidence: all written; two-digit year; year or day taken from the publication; a slip overruled by it."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """One date found: an inclusive range with its kind, or the reason why it is refused.

    `span` is [start, end) in code points of the raw text; `confidence` runs from 0 (refused) to 1.
    """

    start: date | None
    end: date | None
    kind: Kind | None
    refused: str | None
    span: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class SourceText:
    """A raw text, its folded twin of the same length, the day it was published, the twin without outer spaces."""

    raw: str
    folded: str
    published: date | None
    bare: str

    @classmethod
    def of(cls, raw: str, published: date | None) -> "SourceText":
        """Fold a raw text once for all patterns."""
        folded = grammar.fold(raw)
        return cls(raw, folded, published, folded.strip())

    def is_all(self, match: re.Match[str]) -> bool:
        """Tell whether a match is all that the text holds: a field of a form."""
        return match.end() - match.start() >= len(self.bare) and match.group().strip() == self.bare

    def before(self, position: int, length: int = 220) -> str:
        """Return what stands before a position, to judge a number by."""
        return self.folded[max(0, position - length) : position]

    def written_year(self, match: re.Match[str], suffix: str, *, month: str = "") -> WrittenYear | None:
        """Return the year group of a match as written; None where there is none."""
        digits = match[f"y{suffix}"]
        if not digits:
            return None
        groups = match.re.groupindex
        era = match[f"era{suffix}"] if f"era{suffix}" in groups else None
        start, end = match.span(f"y{suffix}")
        thai = any("๐" <= c <= "๙" for c in self.raw[start:end])
        return WrittenYear(digits.lstrip("'’"), era or "", thai, bool(month) and month[0].isascii())

    def year(self, match: re.Match[str], suffix: str, *, month: str = "") -> int | None:
        """Return the Common Era year of a match's year group; None where none is written."""
        written = self.written_year(match, suffix, month=month)
        return None if written is None else read_year(written, self.published)


def reading(kind: Kind, start: date, end: date, span: tuple[int, int], confidence: float = SURE) -> DateReading:
    """Return a read date; a range that ends before it starts is refused as `reversed`."""
    if end < start:
        return refusal("reversed", span)
    return DateReading(start, end, kind, None, span, confidence)


def refusal(reason: str, span: tuple[int, int]) -> DateReading:
    """Return a refused date: its place and its reason code."""
    return DateReading(None, None, None, reason, span, 0.0)


def weekday_of(word: str | None) -> int | None:
    """Return the number of a weekday as matched, Monday 0; None for none."""
    if not word:
        return None
    name = word.strip().removeprefix("วัน").strip(" ฯ,").lower()
    found = WEEKDAY_WORDS.get(name, WEEKDAY_WORDS.get(name.rstrip("."), -1))
    if found < 0:
        raise Unreadable("weekday-mismatch")
    return found
