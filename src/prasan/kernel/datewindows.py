"""Where in a text a date can stand at all: windows around what every shape must hold.

The shapes of `dategrammar` are rich and slow; run over whole texts they cost more than all other reading. Each
shape holds a month, a quarter, figures with strokes or a word for a year, so it is tried around these alone. A
test compares the windows with whole texts.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

import ahocorasick

from prasan.kernel.datewords import MONTHS_EN

Window = tuple[int, int]


class Around(NamedTuple):
    """What a shape must hold, how far it may reach before and behind it, and whether it holds two of them."""

    anchor: str
    before: int
    after: int
    twice: bool = False


MONTHS = Around("month", 14, 70)
DAYS = Around("day-month", 60, 80)
TWO_MONTHS = Around("month", 60, 90, twice=True)
MONTH_EN = Around("month-en", 40, 40)
QUARTER = Around("quarter", 20, 260)
HALF = Around("half", 12, 100)
NUMERIC = Around("figures", 48, 24)
FISCAL = Around("fiscal", 24, 90)
YEAR = Around("year", 40, 60)
RELATIVE = Around("relative", 14, 40)

_SHORT = (
    ("ม", "ค"), ("ก", "พ"), ("มี", "ค"), ("เม", "ย"), ("พ", "ค"), ("มิ", "ย"),
    ("ก", "ค"), ("ส", "ค"), ("ก", "ย"), ("ต", "ค"), ("พ", "ย"), ("ธ", "ค"),
)  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "month": (
        "มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "กรกฏา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา",
        "ธันวา",
        *(f"{one}.{two}" for one, two in _SHORT), *(f"{one}. {two}" for one, two in _SHORT),
    ),
    "month-short": tuple(one + two for one, two in _SHORT),
    "month-en": tuple(word for name in MONTHS_EN for word in (name[:3], name[:3].upper())),
    "quarter": ("ไตรมาส", "Q1", "Q2", "Q3", "Q4", "quarter"),
    "half": ("ครึ่งปี", " half"),
    "fiscal": ("งบ", "งปม", "FY", "fy", "Fy", "iscal", "ISCAL"),
    "year": (
        "ปี", "ศักราช",
        *(f"{one}{dot}{gap}ศ" for one in "พค" for dot in ("", ".") for gap in ("", " ", "\n", "\r", "\v", "\f")),
        "BE", "E.", "CE", "AD", "D.", "in", "In", "IN", "year", "Year", "YEAR", "since", "Since",
        "SINCE",
    ),
    "relative": ("วันนี้", "เมื่อวาน", "พรุ่งนี้", "มะรืน", "oday", "ODAY", "omorrow", "OMORROW", "esterday", "ESTERDAY"),
}  # fmt: skip


_KINDS = {"month-short": "month"}


def _automaton() -> ahocorasick.Automaton:
    made = ahocorasick.Automaton()
    for kind, words in _WORDS.items():
        for word in words:
            made.add_word(word, (kind, len(word)))
    made.make_automaton()
    return made


_AUTOMATON = _automaton()
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d[-./]\d")
_YEAR_NEAR = re.compile(r"\.?[ \u0e00-\u0e7f.]{0,14}?\d\d")
_SHORT_ENDS = re.compile(r"\.|(?![ก-๎])")
_RUN = frozenset("0123456789 ,-–—−~")
"""Lists of days go on to the left in these: "2, 3, 4, 5, … พ.ย."."""
_LONGEST_RUN = 160
_APART = 120
"""Two months of one shape stand no further apart than this."""


MOST_MARKS = 5_000
"""Anchors that are looked at in one text: a report has some ten a page, and what comes after is passed over."""


class Windows:
    """The windows of one folded text: its anchors are looked for once, in one pass, up to the position `reach`."""

    __slots__ = ("_marks", "_text", "_windows", "reach")

    def __init__(self, text: str) -> None:
        self._text = text
        self._marks, self.reach = _marks(text)
        self._windows: dict[Around, list[Window]] = {}

    def of(self, around: Around) -> list[Window]:
        """Return the stretches to look at, in order and apart."""
        marks = self._marks.get(around.anchor)
        if not marks:
            return []
        found = self._windows.get(around)
        if found is None:
            found = list(_joined(self._text, _pairs(marks) if around.twice else marks, around))
            self._windows[around] = found
        return found


def _marks(text: str) -> tuple[dict[str, list[Window]], int]:
    """Return where the anchors stand, by kind, and up to which position they were looked for."""
    found: dict[str, list[Window]] = {}
    reach, left = len(text), MOST_MARKS
    for last, (kind, length) in _AUTOMATON.iter(text):
        end = last + 1
        left -= 1
        if left < 0:
            reach = end - length
            break
        if kind == "year":
            if not _YEAR_NEAR.match(text, end):
                continue
        elif kind == "month-short":
            if not _SHORT_ENDS.match(text, end):
                continue
        elif kind == "month-en":
            found.setdefault("month", []).append((end - length, end))
        found.setdefault(_KINDS.get(kind, kind), []).append((end - length, end))
    if "month" in found:
        found["day-month"] = [mark for mark in found["month"] if _DIGIT.search(text, max(0, mark[0] - 16), mark[0])]
    figures = [m.span() for m in islice(_FIGURES.finditer(text, 0, reach), MOST_MARKS + 1)]
    if len(figures) > MOST_MARKS:
        reach = figures.pop()[0]
    if figures:
        found["figures"] = figures
    return found, reach


def _pairs(marks: list[Window]) -> list[Window]:
    """Return the stretches from one mark to the next where these stand near each other."""
    return [(one[0], two[1]) for one, two in pairwise(marks) if two[0] - one[1] <= _APART]


def _joined(text: str, marks: Iterable[Window], around: Around) -> Iterator[Window]:
    last: Window | None = None
    for start, end in marks:
        low, high = max(0, start - around.before), min(len(text), end + around.after)
        if last is not None and low <= last[1]:
            last = last[0], max(last[1], high)
            continue
        if last is not None:
            yield last
        while low > 0 and text[low] in _RUN and start - low < _LONGEST_RUN:
            low -= 1
        last = low if last is None else max(low, last[1]), high
    if last is not None:
        yield last
