"""How a text stands to an earlier one: reprint, of the same series, a part of the other, or nothing to do with it."""

from __future__ import annotations

import functools
import math
from collections import Counter
from enum import Enum
from typing import NamedTuple

import numpy as np

from prasan.kernel.linking.align import Alignment, Gap, Side, align
from prasan.kernel.linking.profile import slots, title_slots
from prasan.kernel.linking.vocabulary import JOINING, NUMBER, TITLES

MOST_SHARED = 0.76
"""A reprint has at least this share of the shorter text's letters in common with the other text."""
WHOLE = 0.55
"""And of the longer one this share, junk lines counted little; below it is a part of the longer one."""
CUT = 0.25
"""A text cut off in the middle of a line may be as small a share of the whole as this."""
SERIES_ONE, SERIES_BOTH = 0.5, 0.3
"""With other values in its slots, a text that shares this much (one side, either side) is of the same series."""
SERIES_ALIKE = 0.4
"""Without other values: what both share at least."""
LEAST = 40
"""Fewer common letters prove nothing, unless the texts are that short themselves."""
LEAST_PART = 90
"""A part inside another text has at least so many letters."""
SHORT_LINE = 48
"""What a page puts around a text stands in lines of fewer letters."""
SHORT_WEIGHT = 0.2
ERRORS_COUNTED = 2
"""Errors that stand close together are counted as one, and a digit is hit more often than a letter without mark."""
SMALLEST_TITLE = 12
SHORTEST_NAME, LONGEST_NAME = 4, 60
ERRORS_A_WORD = 4
"""Among so many typing errors one may look like another place or name."""


class Kind(Enum):
    """How the new text stands to the earlier one."""

    NONE = "none"
    REPRINT = "reprint"
    SERIES = "series"
    CONTAINS = "contains"
    INSIDE = "inside"


class Relation(NamedTuple):
    """A kind, the share of the new text that is common, and where in the new text the common part stands."""

    kind: Kind
    share: float = 0.0
    start: int = 0
    end: int = 0


NOTHING = Relation(Kind.NONE)


def relate(new: Side, old: Side) -> Relation:
    """Say how a new text stands to an earlier one."""
    size_a, size_b = len(new.codes), len(old.codes)
    if not size_a or not size_b:
        return NOTHING
    found = align(new, old)
    share_a, share_b = found.covered_a / size_a, found.covered_b / size_b
    if min(found.covered_a, found.covered_b) < LEAST and min(share_a, share_b) < 0.9:
        return NOTHING
    kind = _kind(found, new, old, share_a, share_b)
    return Relation(kind, share_a, found.first_a, found.last_a)


def _kind(found: Alignment, new: Side, old: Side, share_a: float, share_b: float) -> Kind:
    high, low = max(share_a, share_b), min(share_a, share_b)
    if is_twin(found, new, old):
        return Kind.SERIES if high >= SERIES_ONE and low >= SERIES_BOTH else Kind.NONE
    if high < MOST_SHARED:
        return Kind.SERIES if low >= SERIES_ALIKE else Kind.NONE
    if low >= WHOLE:
        return Kind.REPRINT
    new_is_longer = share_a < share_b
    longer, first, last, covered = (
        (new, found.first_a, found.last_a, found.covered_a)
        if new_is_longer
        else (old, found.first_b, found.last_b, found.covered_b)
    )
    weight = covered / max(1.0, _weight(longer, first, last) + covered)
    if weight >= WHOLE or _cut_off(found, new, old, weight, new_is_longer=new_is_longer):
        return Kind.REPRINT
    if covered < LEAST_PART:
        return Kind.NONE
    return Kind.CONTAINS if new_is_longer else Kind.INSIDE


def _weight(longer: Side, first: int, last: int) -> float:
    """Letters outside of the common part; short lines (menus, advertisements) count little."""
    size = len(longer.codes)
    edges = np.concatenate([[0], longer.profile.breaks, [size]])
    begins, ends = edges[:-1], edges[1:]
    outside = np.maximum(0, np.minimum(ends, first) - begins) + np.maximum(0, ends - np.maximum(begins, last))
    factor = np.where(ends - begins < SHORT_LINE, SHORT_WEIGHT, 1.0)
    return float((outside * factor).sum())


def _cut_off(found: Alignment, new: Side, old: Side, weight: float, *, new_is_longer: bool) -> bool:
    """Say whether the shorter text is the beginning of the longer one, cut off inside of a line of it."""
    first, last, longer = (found.first_a, found.last_a, new) if new_is_longer else (found.first_b, found.last_b, old)
    end, shorter = (found.last_b, old) if new_is_longer else (found.last_a, new)
    lines = longer.profile.breaks
    inside = len(lines) > 2 and not np.any(np.abs(lines - last) <= 2)
    at_head = first <= max(150, len(longer.codes) // 10)
    complete = end >= len(shorter.codes) - LEAST
    return bool(at_head and complete and weight >= CUT and inside)


def is_twin(found: Alignment, new: Side, old: Side) -> bool:
    """Say whether the same words carry other facts: numbers, dates, places or names changed in their places.

    Typing errors hit digits too. So many changed numbers as the errors in the other letters let expect are forgiven;
    another month, weekday or place, or another name after its title, never is.
    """
    numbers, words = _changes(found, new, old)
    if words > found.typos / ERRORS_A_WORD:
        return True
    expected = ERRORS_COUNTED * found.typos / max(1, found.compared) * new.profile.digits
    luck = 1 if found.typos >= ERRORS_A_WORD else 0
    if numbers > expected + 2.5 * math.sqrt(expected) + luck:
        return True
    names = _names(found.gaps, new, old)
    if names > found.typos / ERRORS_A_WORD and 3 * names >= len(found.gaps):
        return True
    return _title_differs(new.profile.title, old.profile.title)


def _changes(found: Alignment, new: Side, old: Side) -> tuple[int, int]:
    """Count the changed numbers, and the changed months, weekdays and places.

    What was left out, put in or moved lays unlike lines of a list side by side. So a value counts as changed only
    where it is new: where the other text has none, or fewer, of the same.
    """
    changed = [one for one in found.changed if not _same_value(*one[1:]) and not _cut_number(found, *one)]
    if not changed:
        return 0, 0
    all_new, all_old = Counter(new.profile.values.tolist()), Counter(old.profile.values.tolist())
    only_new, only_old = all_new - all_old, all_old - all_new
    count = []
    for numbers in (True, False):
        here = Counter(one for _, one, _ in changed if (one % 4 == 1) is numbers)
        there = Counter(other for _, _, other in changed if (other % 4 == 1) is numbers)
        count.append(min((here & only_new).total(), (there & only_old).total()))
    return count[0], count[1]


def _same_value(one: int, other: int) -> bool:
    """Say whether two numbers are the same year: 66 and 2566, 2023 and 2566."""
    low, high = sorted((one // 4, other // 4))
    numbers = one % 4 == other % 4 == 1
    return numbers and ((high - low == 2500 and low < 100) or (high - low == 543 and 2400 < high < 2700))


def _cut_number(found: Alignment, place: int, one: int, other: int) -> bool:
    """Say whether a number at the end of the common part is the beginning of the other: the text was cut there."""
    if place < found.last_a - 2:
        return False
    short, long = sorted((str(one // 4), str(other // 4)), key=len)
    return one % 4 == other % 4 == 1 and long.startswith(short)


@functools.cache
def _title_words() -> tuple[bytes, ...]:
    words = {slots(word).letters.tobytes() for word in TITLES}
    return tuple(word for word in words if len(word) >= 3)


def _names(gaps: list[Gap], new: Side, old: Side) -> int:
    """Count the gaps that stand where a name stands: right after a title, a firm's or a place's kind.

    Words that are exchanged elsewhere too are another wording, and a province that is only misspelt is no other.
    """
    after: Counter[tuple[bytes, bytes]] = Counter()
    elsewhere: set[tuple[bytes, bytes]] = set()
    for gap in gaps:
        pair = new.profile.letters[gap.a : gap.a_end], old.profile.letters[gap.b : gap.b_end]
        if min(map(len, pair)) < 2 or not SHORTEST_NAME <= max(map(len, pair)) <= LONGEST_NAME:
            continue
        slotted = any(code >= NUMBER for code in new.profile.letters[max(0, gap.a - 2) : gap.a])
        slotted = slotted or max(pair[0][0], pair[1][0]) >= NUMBER
        titled = _titled(new.profile.letters, gap.a) or _titled(old.profile.letters, gap.b)
        if slotted or not titled or _is_joining(pair[0]) or _is_joining(pair[1]) or _within(*pair):
            elsewhere.add(pair)
        else:
            after[pair] += 1
    return sum(count for pair, count in after.items() if pair not in elsewhere)


def _within(one: bytes, other: bytes) -> bool:
    """Say whether the shorter run of letters stands in the longer one, errors aside: a word put in or left out."""
    short, long = sorted((one, other), key=len)
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return 2 * sum(pair in long for pair in pairs) >= len(pairs)


def _titled(letters: bytes, place: int) -> bool:
    """Say whether a title ends shortly before a place, or begins before it and ends shortly after."""
    near = letters[max(0, place - 16) : place + 7]
    edge = min(place, 16)
    return any(0 <= near.find(word, max(0, edge - len(word) - 1)) < edge + 2 for word in _title_words())


@functools.cache
def _joining() -> frozenset[bytes]:
    return frozenset(slots(word).letters.tobytes() for word in JOINING)


def _is_joining(words: bytes) -> bool:
    return words in _joining() or words.startswith(tuple(word for word in _joining() if len(word) >= 4))


def _title_differs(one: str, other: str) -> bool:
    """Say whether two titles are the same words with other values."""
    if not one or not other or one == other:
        return False
    letters_a, values_a = title_slots(one)
    letters_b, values_b = title_slots(other)
    return letters_a == letters_b and len(letters_a) >= SMALLEST_TITLE and values_a != values_b
