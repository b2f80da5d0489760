"""One field of a document as the readers see it: normalised, with the way back to the raw text.

Every span that leaves the reading is [start, end) in code points of the RAW field, so that a page can mark
the words in the text as it was received.
"""

import dataclasses
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Change = Callable[[re.Match[str]], str]

_SAME_LENGTH = (
    *(("๐๑๒๓๔๕๖๗๘๙"[digit], str(digit)) for digit in range(10)),
    *((space, " ") for space in "\u00a0\u2007\u2009\u202f\u3000\t\r"),
    ("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("–", "-"), ("—", "-"), ("−", "-"),
)  # fmt: skip
"""What looks or means the same, one code point for one: these never move a span."""

_CHANGES = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufeff]+"  # characters without width
    "|ํ[่-๋]?า|[่-๋]ํา"  # sara am typed in two pieces
    "|เเ"
    "|([ัิ-ฺ็-๎])\\1+"  # a mark typed twice
    "|([ก-ฮๆ])\\2{4,}"  # a letter held down; four may be two words: ถนนนนทบุรี
)
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def _table(letters: Iterable[int]) -> npt.NDArray[np.bool_]:
    found = np.zeros(0x10000, dtype=bool)
    found[list(letters)] = True
    return found


_ALWAYS = _table(map(ord, (*_NO_WIDTH, "ํ")))
_TWICE = _table((ord("เ"), 0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F)))
_HELD = _table((*range(ord("ก"), ord("ฮ") + 1), ord("ๆ")))
"""What calls for a change: by itself, twice in a row, five times in a row. Asking costs less than looking for it."""

_LATIN_MARKS = re.compile("[A-Za-z][\u0300-\u036f]+|[ุ-ฺ่-๋]{2,}")


def _needs_change(text: str) -> bool:
    """Tell whether anything of `_CHANGES` may stand in a text."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if _ALWAYS[codes].any():
        return True
    same = codes[1:] == codes[:-1]
    if _TWICE[codes[1:][same]].any():
        return True
    five = same[3:] & same[2:-1] & same[1:-2] & same[:-3] if same.size > 3 else same[:0]
    return bool(_HELD[codes[4:][five]].any())


def _changed(match: re.Match[str]) -> str:
    """Return what a run of characters is written as."""
    run = match.group()
    if match[1] or match[2]:
        return run[0]
    if run == "เเ":
        return "แ"
    if run.endswith("า"):
        return run.replace("ํ", "").removesuffix("า") + "ำ"
    return ""


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


@dataclass(frozen=True, slots=True)
class Source:
    """A raw field, its normalised twin, and the twin in lower case (same length) for look-ups.

    `_starts` and `_moves` say from which position of the twin on the raw text lies how much further.
    """

    field: str
    raw: str
    text: str
    low: str
    _starts: list[int] = dataclasses.field(default_factory=list)
    _moves: list[int] = dataclasses.field(default_factory=list)

    @classmethod
    def of(cls, name: str, raw: str) -> "Source":
        """Normalise a raw field: NFC, sara am in one piece, no characters without width, Arabic digits, repeats."""
        text = raw
        for old, new in _SAME_LENGTH:
            text = text.replace(old, new)
        starts: list[int] = []
        moves: list[int] = []
        if _needs_change(text):
            text, starts, moves = _substituted(text, _CHANGES, _changed, starts, moves)
        if not unicodedata.is_normalized("NFC", text):
            text, starts, moves = _substituted(text, _LATIN_MARKS, _composed, starts, moves)
        low = text.lower()
        if len(low) != len(text):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
        return cls(name, raw, text, low, starts, moves)

    def to_raw(self, position: int) -> int:
        """Return the raw position of a position in the normalised text."""
        if not self._starts:
            return position
        index = bisect_right(self._starts, position) - 1
        return position + (self._moves[index] if index >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return [start, end) of the raw text for [start, end) of the normalised one."""
        if not self._starts:
            return start, end
        first, last = self.to_raw(start), self.to_raw(end)
        while last > first and self.raw[last - 1] in _NO_WIDTH:
            last -= 1
        return first, last


def _substituted(
    text: str, pattern: re.Pattern[str], change: Change, starts: list[int], moves: list[int]
) -> tuple[str, list[int], list[int]]:
    """Replace every match and keep account of how far what follows has moved from the raw text."""
    parts: list[str] = []
    edits: list[tuple[int, int]] = []
    position = shift = length = 0
    for match in pattern.finditer(text):
        new = change(match)
        start, end = match.span()
        parts += (text[position:start], new)
        length += start - position + len(new)
        position = end
        if lost := end - start - len(new):
            shift += lost
            edits.append((length, shift))
    if not parts:
        return text, starts, moves
    parts.append(text[position:])
    if not starts:
        return "".join(parts), [e[0] for e in edits], [e[1] for e in edits]
    return "".join(parts), *_both(starts, moves, edits)


def _both(starts: list[int], moves: list[int], edits: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Join two accounts: positions after the second change → positions before it → the raw text."""
    marks: dict[int, int] = {}

    def first(position: int) -> int:
        index = bisect_right(starts, position) - 1
        return moves[index] if index >= 0 else 0

    for at, shift in edits:
        marks[at] = shift + first(at + shift)
    for at in starts:
        index = bisect_right(edits, at, key=lambda e: e[0] + e[1]) - 1
        shift = edits[index][1] if index >= 0 else 0
        marks.setdefault(at - shift, shift + first(at))
    ordered = sorted(marks)
    return ordered, [marks[at] for at in ordered]
