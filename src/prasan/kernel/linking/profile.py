"""What of a text is compared: folded letters, slots that a template fills anew, fingerprints.

A text is folded to one byte a letter: marks above and below, spaces and punctuation are dropped (scrapes lose and
retype them), ำ reads as า, ใ as ไ, แ as two เ, Latin letters are small. Every number, month, weekday, province and
country becomes one code; its value is kept beside it. So two issues of a daily bulletin fold to the same letters
and differ in values alone.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick
import numpy as np
from numpy.typing import NDArray

from prasan.kernel.linking import furniture
from prasan.kernel.linking.vocabulary import (
    AMBIGUOUS,
    COUNTRIES,
    LINE,
    MONTH,
    MONTHS,
    NUMBER,
    PLACE,
    PROVINCES,
    SHORT_NAMES,
    WEEKDAY,
    WEEKDAYS,
)
from prasan.kernel.linking.winnow import Fingerprints, fingerprints, hash_columns, sketch

Bytes = NDArray[np.uint8]

MAX_CHARS = 200_000
"""A longer text is compared by its beginning."""
SHORTEST_BODY = 40
"""A text with fewer folded letters is compared together with its title."""
CONTEXT = 6
"""A fingerprint of values is made of a value, the next one, and so many letters before it."""
SLOT_SKETCH = 8

_DIGIT, _SARA_E = 100, 60


def _letters() -> Bytes:
    """The folded code of every character of the basic plane; 0 is dropped."""
    table = np.zeros(65536, np.uint8)
    for code in range(128, 65536):
        if chr(code).isalpha():
            table[code] = 120 + code % 128
    table[0x0E00:0x0E80] = 0
    for code in range(0x0E01, 0x0E2F):
        table[code] = code - 0x0E00
    for sign, code in {
        "ะ": 50,
        "า": 51,
        "ำ": 51,
        "ๅ": 51,
        "โ": 52,
        "ใ": 53,
        "ไ": 53,
        "เ": _SARA_E,
        "แ": _SARA_E,
    }.items():
        table[ord(sign)] = code
    for number in range(26):
        table[ord("a") + number] = table[ord("A") + number] = 70 + number
    for number in range(10):
        table[ord("0") + number] = table[ord("๐") + number] = _DIGIT + number
    table[ord("\n")] = LINE
    return table


_LETTERS = _letters()
_JOINS = np.zeros(65536, bool)
_JOINS[[ord(one) for one in ",.:"]] = True


@dataclass(frozen=True, slots=True)
class Profile:
    """One text made ready for comparison.

    letters: folded text, a byte a letter, slots as one code each; places, values: position and value of each slot;
    digits: how many digits stand in the numbers; breaks: where lines end; marks, value_marks: the smallest
    fingerprints of the letters and of the values, by which candidates are found; title: as it was given.
    """

    letters: bytes
    places: NDArray[np.int32]
    values: NDArray[np.int64]
    digits: int
    breaks: NDArray[np.int32]
    marks: tuple[int, ...]
    value_marks: tuple[int, ...]
    title: str = ""

    @property
    def codes(self) -> Bytes:
        """The folded letters as numbers."""
        return np.frombuffer(self.letters, np.uint8)


def _codes(text: str) -> NDArray[np.uint32]:
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return raw if raw.max(initial=0) < 65536 else np.where(raw < 65536, raw, 0)


class Folded(NamedTuple):
    """A folded text: letters, places and values of its slots, how many digits it had, where its lines end."""

    letters: Bytes
    places: NDArray[np.int32]
    values: NDArray[np.int64]
    digits: int
    breaks: NDArray[np.int32]


def _fold(text: str) -> tuple[Bytes, NDArray[np.int64], list[int], int]:
    """Fold letters and numbers: codes, places of the numbers, their values, and how many digits they had."""
    raw = _codes(text)
    codes = _LETTERS[raw]
    kept = codes.nonzero()[0]
    codes = codes[kept]
    short = codes == _SARA_E
    twice = short[1:] & short[:-1]
    if twice.any():
        single = np.concatenate(([True], ~twice))
        kept, codes = kept[single], codes[single]
    digit = (codes >= _DIGIT) & (codes < _DIGIT + 10)
    if not digit.any():
        return codes, np.zeros(0, np.int64), [], 0
    where = digit.nonzero()[0]
    at = kept[where]
    step = at[1:] - at[:-1]
    # digits belong to one number where nothing, or one of , . : alone, stands between them
    near = (where[1:] - where[:-1] == 1) & ((step == 1) | ((step == 2) & _JOINS[raw[at[1:] - 1]]))
    begins = np.concatenate(([0], (~near).nonzero()[0] + 1))
    plain = (codes[where] - np.uint8(_DIGIT - ord("0"))).tobytes()
    edges = [*begins.tolist(), len(where)]
    values = [int(plain[one : min(other, one + 15)]) for one, other in itertools.pairwise(edges)]
    codes[where] = 0
    codes[where[begins]] = NUMBER
    codes = codes[codes != 0]
    return codes, (codes == NUMBER).nonzero()[0], values, len(where)


def _word(word: str) -> str:
    return str(_fold(word)[0].tobytes(), "latin-1")


@functools.cache
def _finder() -> ahocorasick.Automaton:
    """Finds months, weekdays, provinces and countries in folded letters: (where the slot begins, kind, value)."""
    found: dict[str, tuple[int, int, int]] = {}
    for number, (name, short) in enumerate(MONTHS, start=1):
        found[_word(name)] = (0, MONTH, number)
        found[chr(NUMBER) + _word(short)] = (1, MONTH, number)  # "5 มค 64": the points were lost
    for number, name in enumerate(WEEKDAYS, start=1):
        found[_word("วัน" + name)] = (0, WEEKDAY, number)
    codes = {name: number for number, name in enumerate(PROVINCES, start=1)}
    names = codes | {short: codes[name] for short, name in SHORT_NAMES.items()}
    for name, number in names.items():
        for before in ("จังหวัด", "จ."):
            found[_word(before + name)] = (len(_word(before)), PLACE, number)
        if name not in AMBIGUOUS:
            found[_word(name)] = (0, PLACE, number)
    for number, name in enumerate(COUNTRIES, start=len(PROVINCES) + 1):
        found[_word("ประเทศ" + name)] = (len(_word("ประเทศ")), PLACE, number)
        if len(_word(name)) > 3:
            found[_word(name)] = (0, PLACE, number)
    automaton = ahocorasick.Automaton()
    for word, (skip, kind, number) in found.items():
        automaton.add_word(word, (len(word) - skip, kind, number))
    automaton.make_automaton()
    return automaton


def slots(text: str) -> Folded:
    """Fold a text and cut out its slots."""
    codes, numbers, found, digits = _fold(text)
    values = np.zeros(len(codes), np.int64)
    values[numbers] = np.array(found, np.int64) * 4 + 1
    keep = np.ones(len(codes), bool)
    for end, (length, kind, number) in _finder().iter_long(str(codes.tobytes(), "latin-1")):
        begin = end - length + 1
        keep[begin : end + 1] = False
        keep[begin] = True
        codes[begin] = kind
        values[begin] = number * 4096 + (kind - MONTH) * 4 + 2
    lines = (codes == LINE).nonzero()[0]
    keep[lines] = False
    values[lines] = 0
    breaks = np.cumsum(keep)[lines]
    codes, values = codes[keep], values[keep]
    where = values.nonzero()[0]
    return Folded(codes, where.astype(np.int32), values[where], digits, breaks.astype(np.int32))


def _value_marks(letters: Bytes, places: NDArray[np.int32], values: NDArray[np.int64]) -> tuple[int, ...]:
    """Fingerprints of values: each with the letters before it and the value after it."""
    if not len(values):
        return ()
    following = np.append(values[1:], 0)
    padded = np.concatenate((np.zeros(CONTEXT, np.uint8), letters))
    parts = [padded[places + step] for step in range(CONTEXT)]
    return tuple(sketch(hash_columns([values, following, *parts]), SLOT_SKETCH))


def profile(text: str, title: str = "") -> Profile:
    """Make a text ready for comparison; a very short one is compared with its title before it."""
    return prepare(text, title)[0]


def prepare(text: str, title: str = "") -> tuple[Profile, Fingerprints]:
    """Return the profile of a text, and all its fingerprints, which comparing needs and storing does not."""
    folded = slots(_clean(text))
    if title and len(folded.letters) < SHORTEST_BODY:
        folded, title = slots(_clean(f"{title}\n{text}")), ""
    letters, places, values, digits, breaks = folded
    marks = fingerprints(letters)
    small = tuple(sketch(marks.hashes))
    return Profile(
        letters.tobytes(), places, values, digits, breaks, small, _value_marks(letters, places, values), title
    ), marks


def title_slots(title: str) -> tuple[bytes, tuple[int, ...]]:
    """Return the folded letters of a title and the values of its slots."""
    folded = slots(_clean(title))
    return folded.letters.tobytes(), tuple(folded.values.tolist())


def _clean(text: str) -> str:
    return _long_months(furniture.strip(unicodedata.normalize("NFC", text[:MAX_CHARS])))


_SHORT_MONTH = re.compile(r"\.[ ]?[คพย]\.?")
_BEFORE_POINT = {short.split(".")[0] + "." + short.split(".")[1]: long for long, short in MONTHS}


def _long_months(text: str) -> str:
    """Write abbreviated months ("ม.ค.", "เม.ย.") in full; looked for by their point, which is rare."""
    out, done = [], 0
    for match in _SHORT_MONTH.finditer(text):
        begin = match.start()
        tail = "." + match[0].lstrip(". ")[:1]
        for length in (2, 1):
            long = _BEFORE_POINT.get(text[max(0, begin - length) : begin] + tail)
            if long and begin - length >= done:
                out += [text[done : begin - length], long]
                done = match.end()
                break
    return "".join([*out, text[done:]]) if out else text
