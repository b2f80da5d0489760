"""Exact comparison of two folded texts: which stretches they share, what was put in the place of what between them.

Anchors are fingerprints that stand once in each text; from every anchor the common stretch is followed letter by
letter to both sides on its diagonal. What lies between two neighbouring stretches is a gap: both sides filled is a
substitution, one side filled an insertion. Nothing is estimated: shares and differences are counted on letters.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from prasan.kernel.linking.profile import Profile
from prasan.kernel.linking.winnow import GRAM, Fingerprints, fingerprints, rolling

LEAST_COMMON = 0.15
"""Texts with a smaller share of common fingerprints have at most a phrase in common."""
LONGEST_GAP = 1200
"""A longer gap is another text, not something put in the place of something."""
MOST_BLOCKS = 400
"""More common stretches than these (endless repetition) are not followed."""
CLOSE = 48
"""Both sides of a gap up to this many letters count as the same place retyped."""

COVERED_WELL = 0.9
"""Where less of both texts is common, anchors that stand several times are tried as well."""
FINE_FROM, FINE_TO, FINE_ENOUGH = 0.4, 0.76, 0.9
"""Between the first two shares a text may be one full of errors: a closer look decides, if it finds the third.

What was written anew about the same matter stays below that: it shares phrases, not its whole text.
"""
MOST_FINE = 20_000
"""So many letters are looked at closely."""
LONGEST_END = 60
"""A longer beginning or end that differs is another headline or footer, not a name in a sentence."""
ALIKE, ALIKE_WORD, WORD = 0.4, 0.5, 16
"""The same words with typing errors share at least this part of their short runs of letters; words of up to
WORD letters and stretches of more than CLOSE the second."""
SMALL = 3
"""A gap of at most this many letters on both sides is a typing error."""
SLOT_GAP = 80
"""In a longer gap the slots of both sides belong to different sentences."""
NEAR = 5
"""Differing letters at most this far apart are one gap."""
PAST = 8
"""A stretch goes on over a differing letter where so many equal ones follow."""
MOST_PAST = 200
"""But not over more of them than this."""

Bytes = NDArray[np.uint8]


class Side(NamedTuple):
    """A profile with what comparing needs: its letters, and its fingerprints in the order of their hashes.

    places: where each stands first; single: whether it stands once.
    """

    profile: Profile
    codes: Bytes
    hashes: NDArray[np.uint32]
    places: NDArray[np.int32]
    single: NDArray[np.bool_]


class Block(NamedTuple):
    """A common stretch: [start, end) in the first text, standing `shift` further on in the second."""

    start: int
    end: int
    shift: int


class Gap(NamedTuple):
    """What stands between two neighbouring stretches: [a, a_end) of the first, [b, b_end) of the second text."""

    a: int
    a_end: int
    b: int
    b_end: int


@dataclass(slots=True)
class Alignment:
    """Two texts side by side.

    covered_a, covered_b: letters of each that stand in common stretches (with retyped places between them);
    first_a, last_a, first_b, last_b: where the common part begins and ends; same: values of the slots that
    stand at the same place and agree; changed: of those that do not, as (place in a, value in a, value in b);
    compared: letters in stretches; typos: small edits in and between them outside of slots (the same one counts at
    most twice: it is another wording); gaps: substitutions between stretches.
    """

    covered_a: int = 0
    covered_b: int = 0
    first_a: int = 0
    last_a: int = 0
    first_b: int = 0
    last_b: int = 0
    same: list[int] = field(default_factory=list)
    changed: list[tuple[int, int, int]] = field(default_factory=list)
    compared: int = 0
    typos: int = 0
    gaps: list[Gap] = field(default_factory=list)


def side(profile: Profile, marks: Fingerprints | None = None) -> Side:
    """Make a profile ready to be compared; `marks` are its fingerprints where they are at hand."""
    codes = profile.codes
    if marks is None:
        marks = fingerprints(codes)
    return Side(profile, codes, *_first(marks.hashes, marks.places.astype(np.int32)))


def _first(
    hashes: NDArray[np.uint32], places: NDArray[np.int32]
) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.bool_]]:
    """Keep each fingerprint at its first place, in order of hash, and say which stand once."""
    order = np.argsort(hashes, kind="stable")
    hashes, places = hashes[order], places[order]
    other = np.ones(len(hashes) + 1, bool)
    other[1:-1] = hashes[1:] != hashes[:-1]
    first = other[:-1][: len(hashes)]
    return hashes[first], places[first], (first & other[1:][: len(hashes)])[first]


def align(one: Side, other: Side) -> Alignment:
    """Lay two texts side by side; where unlike places in both leave much open, by repeated ones as well."""
    if not len(one.codes) or not len(other.codes):
        return Alignment()
    if one.profile.letters == other.profile.letters:
        return _laid(one, other, [Block(0, len(one.codes), 0)])
    at, to, single = _anchors(one, other)
    if not len(at):
        return Alignment()
    found = _laid(one, other, _blocks(one, other, at[single], to[single]))
    share = _share(found, one, other)
    if share < COVERED_WELL and not single.all():
        again = _laid(one, other, _blocks(one, other, at, to))
        if again.covered_a + again.covered_b > found.covered_a + found.covered_b:
            found, share = again, _share(again, one, other)
    if FINE_FROM <= share < FINE_TO:
        again = _laid(one, other, _blocks(one, other, *_fine_anchors(one, other), GRAM // 2))
        if _share(again, one, other) >= FINE_ENOUGH:
            return again
    return found


def _share(found: Alignment, one: Side, other: Side) -> float:
    return max(found.covered_a / len(one.codes), found.covered_b / len(other.codes))


def _fine_anchors(one: Side, other: Side) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Anchors of half the length, of all places: for texts so full of errors that few longer ones are left."""
    count = min(MOST_FINE, len(one.codes)), min(MOST_FINE, len(other.codes))
    here, there = (rolling(side.codes[:most], GRAM // 2) for side, most in zip((one, other), count, strict=True))
    hashes_a, places_a, single_a = _first(here, np.arange(len(here), dtype=np.int32))
    hashes_b, places_b, single_b = _first(there, np.arange(len(there), dtype=np.int32))
    _, in_a, in_b = np.intersect1d(hashes_a[single_a], hashes_b[single_b], assume_unique=True, return_indices=True)
    at, to = places_a[single_a][in_a], places_b[single_b][in_b]
    order = np.argsort(at, kind="stable")
    return at[order], to[order]


def _laid(one: Side, other: Side, blocks: list[Block]) -> Alignment:
    """Count what stands in the common stretches, in the gaps between them, and at both ends."""
    found = Alignment()
    if not blocks:
        return found
    pair = _Pair(_Work(one), _Work(other), found, Counter())
    before: Block | None = None
    for block in blocks:
        gaps = _count_block(pair, block)
        if before is not None:
            gaps.append(Gap(before.end, block.start, before.end + before.shift, block.start + block.shift))
        for gap in gaps:
            if 0 <= gap.a_end - gap.a <= LONGEST_GAP and 0 <= gap.b_end - gap.b <= LONGEST_GAP:
                _count_gap(pair, gap)
        before = block
    for gap in _ends(one, other, blocks):
        _count_gap(pair, _trimmed(one, other, gap))
    found.compared = sum(block.end - block.start for block in blocks)
    found.typos = sum(min(count, 2) for count in pair.edits.values())
    found.covered_a, found.first_a, found.last_a = pair.one.extent()
    found.covered_b, found.first_b, found.last_b = pair.other.extent()
    return found


def _ends(one: Side, other: Side, blocks: list[Block]) -> list[Gap]:
    """What stands before the first and after the last stretch, where it is the same line going on in both texts."""
    first, last = blocks[0], blocks[-1]
    size_a, size_b = len(one.codes), len(other.codes)
    lines_a, lines_b = one.profile.breaks, other.profile.breaks
    gaps = []
    begin_b, end_b = first.start + first.shift, last.end + last.shift
    if min(first.start, begin_b) > 0 and max(first.start, begin_b) <= LONGEST_END:
        inside = not (np.any(lines_a <= first.start + 2) or np.any(lines_b <= begin_b + 2))
        gaps += [Gap(0, first.start, 0, begin_b)] * inside
    if last.end < size_a and end_b < size_b and max(size_a - last.end, size_b - end_b) <= LONGEST_END:
        left_a, left_b = lines_a[lines_a < size_a], lines_b[lines_b < size_b]
        inside = not (np.any(left_a >= last.end - 2) or np.any(left_b >= end_b - 2))
        gaps += [Gap(last.end, size_a, end_b, size_b)] * inside
    return gaps


def _trimmed(one: Side, other: Side, gap: Gap) -> Gap:
    """Take from a gap what both sides begin and end with alike."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and one.codes[a] == other.codes[b]:
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and one.codes[a_end - 1] == other.codes[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
    return Gap(a, a_end, b, b_end)


def _anchors(one: Side, other: Side) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.bool_]]:
    """Common fingerprints in the order of the first text: place in each, and whether it stands once in both."""
    where = np.searchsorted(other.hashes, one.hashes)
    where[where == len(other.hashes)] = 0
    in_one = (other.hashes[where] == one.hashes).nonzero()[0]
    if len(in_one) < LEAST_COMMON * min(len(one.hashes), len(other.hashes)):
        in_one = in_one[:0]
    in_other = where[in_one]
    at, to, single = one.places[in_one], other.places[in_other], one.single[in_one] & other.single[in_other]
    order = np.argsort(at, kind="stable")
    return at[order], to[order], single[order]


def _blocks(one: Side, other: Side, at: NDArray[np.int32], to: NDArray[np.int32], length: int = GRAM) -> list[Block]:
    """Common stretches in the order of the first text, cut so that they do not overlap there.

    at, to: where anchors of so many letters stand in each text.
    """
    if not len(at):
        return []
    shift = to - at
    begins = np.concatenate(([0], (shift[1:] != shift[:-1]).nonzero()[0] + 1))
    ends = np.append(begins[1:], len(at)) - 1
    groups = [(int(at[begin]), int(at[end]) + GRAM, int(shift[begin])) for begin, end in zip(begins, ends, strict=True)]
    if len(groups) > MOST_BLOCKS:
        groups = sorted(sorted(groups, key=lambda group: group[0] - group[1])[:MOST_BLOCKS])
    blocks: list[Block] = []
    for number, group in enumerate(groups):
        limit = groups[number + 1][0] if number + 1 < len(groups) else len(one.codes)
        block = _grown(one.codes, other.codes, group, blocks[-1] if blocks else None, limit)
        if block.end > block.start:
            blocks.append(block)
    return blocks


class _Work:
    """One side at work: letters, slot values spread out (0: no slot), and which letters are common so far."""

    __slots__ = ("codes", "shared", "values")

    def __init__(self, of: Side) -> None:
        self.codes = of.codes
        self.values = np.zeros(len(of.codes), np.int64)
        self.values[of.profile.places] = of.profile.values
        self.shared = np.zeros(len(of.codes), bool)

    def extent(self) -> tuple[int, int, int]:
        """How many letters are common, where the first stands, and where the last ends."""
        where = self.shared.nonzero()[0]
        return len(where), int(where[0]), int(where[-1]) + 1


class _Pair(NamedTuple):
    one: _Work
    other: _Work
    found: Alignment
    edits: Counter[tuple[bytes, bytes]]


def _grown(one: Bytes, other: Bytes, group: tuple[int, int, int], before: Block | None, limit: int) -> Block:
    """Follow a common stretch to both sides as far as the letters agree, past single edits, not into its neighbours."""
    start, end, shift = group
    low, high = max(0, -shift), min(max(limit, end), len(one), len(other) - shift)
    if before is not None:
        low = max(low, before.end)
        back = before.end + before.shift - shift  # where the second text is free again
        if back < end:
            low = max(low, back)
    start, end = min(max(start, low), high), min(end, high)
    odd = (one[low:high] != other[low + shift : high + shift]).nonzero()[0] + low
    left = odd[: np.searchsorted(odd, start)].tolist()
    right = odd[np.searchsorted(odd, end) :].tolist()
    return Block(_reach(left[::-1], start, low, -1), _reach(right, end, high, 1), shift)


def _reach(odd: list[int], edge: int, limit: int, step: int) -> int:
    """How far a stretch goes over differing letters `odd` (nearest first): PAST equal ones must follow each."""
    for number, place in enumerate(odd):
        after = odd[number + 1] if number + 1 < len(odd) else (limit if step > 0 else limit - 1)
        if abs(after - place) <= PAST or number >= MOST_PAST:
            return place if step > 0 else place + 1
    return limit


def _count_block(pair: _Pair, block: Block) -> list[Gap]:
    """Count the slots of a stretch and mark its equal letters; what differs inside comes back as gaps."""
    start, end, shift = block
    one, other, found, _ = pair
    values_a, values_b = one.values[start:end], other.values[start + shift : end + shift]
    equal = one.codes[start:end] == other.codes[start + shift : end + shift]
    one.shared[start:end] |= equal
    other.shared[start + shift : end + shift] |= equal
    both = ((values_a != 0) & equal).nonzero()[0]
    differs = both[values_a[both] != values_b[both]]
    found.same.extend(values_a[both[values_a[both] == values_b[both]]].tolist())
    found.changed.extend((int(at) + start, int(values_a[at]), int(values_b[at])) for at in differs)
    if equal.all():
        return []
    odd = (~equal).nonzero()[0] + start
    cuts = (odd[1:] - odd[:-1] > NEAR).nonzero()[0]
    begins = odd[np.concatenate(([0], cuts + 1))].tolist()
    ends = odd[np.concatenate((cuts, [len(odd) - 1]))].tolist()
    return [Gap(a, b + 1, a + shift, b + 1 + shift) for a, b in zip(begins, ends, strict=True)]


def _count_gap(pair: _Pair, gap: Gap) -> None:
    """Count what a gap holds: slots on both sides, a typing error, or words put in the place of others."""
    one, other, found, edits = pair
    long_a, long_b = gap.a_end - gap.a, gap.b_end - gap.b
    if max(long_a, long_b) == 0:
        return
    if max(long_a, long_b) <= CLOSE and abs(long_a - long_b) <= max(2, CLOSE // 4):
        one.shared[gap.a : gap.a_end] = True
        other.shared[gap.b : gap.b_end] = True
    in_a, in_b = one.values[gap.a : gap.a_end], other.values[gap.b : gap.b_end]
    if max(long_a, long_b) <= SLOT_GAP:
        _count_slots(found, gap, in_a[in_a != 0].tolist(), in_b[in_b != 0].tolist())
    if max(long_a, long_b) <= SMALL:
        edits[one.codes[gap.a : gap.a_end].tobytes(), other.codes[gap.b : gap.b_end].tobytes()] += 1
    elif min(long_a, long_b):
        if _alike(one.codes[gap.a : gap.a_end], other.codes[gap.b : gap.b_end]):
            one.shared[gap.a : gap.a_end] = True
            other.shared[gap.b : gap.b_end] = True
        else:
            found.gaps.append(gap)


def _count_slots(found: Alignment, gap: Gap, in_a: list[int], in_b: list[int]) -> None:
    """Pair the slots on both sides of a gap: equal values first, the rest in order."""
    if not in_a or not in_b:
        return
    rest_b = list(in_b)
    rest_a = []
    for value in in_a:
        if value in rest_b:
            rest_b.remove(value)
            found.same.append(value)
        else:
            rest_a.append(value)
    for one in rest_a:
        for other in rest_b:
            if one % 4 == other % 4 and (one % 4 == 1 or one // 4 % 1024 == other // 4 % 1024):
                found.changed.append((gap.a, one, other))
                rest_b.remove(other)
                break


def _alike(one: Bytes, other: Bytes) -> bool:
    """Say whether two runs of letters are the same words with typing errors.

    Told by the short runs of letters that both have: other words share few, the same words with errors most.
    """
    if abs(len(one) - len(other)) > max(4, len(one) // 4):
        return False
    a, b = one.tobytes(), other.tobytes()
    size = 2 if len(a) <= CLOSE else 4
    runs_a = {a[i : i + size] for i in range(len(a) - size + 1)}
    runs_b = {b[i : i + size] for i in range(len(b) - size + 1)}
    least = ALIKE if WORD < len(a) <= CLOSE else ALIKE_WORD
    return len(runs_a & runs_b) >= least * max(len(runs_a), len(runs_b), 1)
