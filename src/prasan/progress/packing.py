"""Lays what was reported side by side: a month's cells as the vectors of sheets, an indicator's sheets cut into strips.

No database here. Folding and rebuilding (folding.py, rebuilding.py) both write what this lays; readers have the same
sums by SQL for months that are still dirty (`cells.py`), and a test holds both against each other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    Numbers = array[int]

WIDE, NARROW = 8, 4
"""Bytes of a sum or a denominator, and of a count, as they are stored."""


class Sheet(NamedTuple):
    """A month of an indicator at or above a level, as it is stored: network byte order, one number a slot."""

    period: int
    level: int
    sums: bytes
    counts: bytes
    wholes: bytes | None
    line: bytes


@dataclass(slots=True)
class Lane:
    """Sums, counts and denominators of a month at or above a level, one number a slot; no denominators, None."""

    sums: Numbers
    counts: Numbers
    wholes: Numbers | None = None

    @classmethod
    def empty(cls, width: int) -> Lane:
        """Return a lane in which nothing was reported."""
        return cls(array("q", bytes(WIDE * width)), array("i", bytes(NARROW * width)))

    @classmethod
    def read(cls, sums: bytes, counts: bytes, wholes: bytes | None, width: int) -> Lane:
        """Return a stored lane; one from when there were fewer slots gets the later ones, empty."""
        return cls(
            _swapped("q", sums.ljust(WIDE * width, b"\0")),
            _swapped("i", counts.ljust(NARROW * width, b"\0")),
            None if wholes is None else _swapped("q", wholes.ljust(WIDE * width, b"\0")),
        )

    def put(self, slot: int, count: int, total: int, whole: int | None) -> None:
        """Set one slot."""
        self.sums[slot], self.counts[slot] = total, count
        if self.wholes is not None or whole is not None:
            self.weigh(slot, whole or 0)

    def weigh(self, slot: int, whole: int) -> None:
        """Set one slot's denominator."""
        if self.wholes is None:
            self.wholes = array("q", bytes(WIDE * len(self.sums)))
        self.wholes[slot] = whole

    def at(self, slot: int) -> tuple[int, int, int | None]:
        """Return count, sum and denominator of a slot."""
        return self.counts[slot], self.sums[slot], None if self.wholes is None else self.wholes[slot]

    def add(self, above: Lane) -> None:
        """Take the figures of the lane above as well."""
        self.sums = array("q", map(add, self.sums, above.sums))
        self.counts = array("i", map(add, self.counts, above.counts))
        if above.wholes is not None:
            self.wholes = array("q", map(add, self.wholes, above.wholes)) if self.wholes else above.wholes[:]

    def packed(self, period: int, level: int) -> Sheet:
        """Return the lane as it is stored; `line` is the sums as JSON, null where nothing was reported."""
        if 0 in self.counts:
            told = [str(one) if known else "null" for one, known in zip(self.sums, self.counts, strict=True)]
        else:
            told = list(map(str, self.sums))
        whole = None if self.wholes is None else _bytes(self.wholes)
        return Sheet(period, level, _bytes(self.sums), _bytes(self.counts), whole, ",".join(told).encode())


def _swapped(kind: str, raw: bytes) -> Numbers:
    numbers = array(kind)
    numbers.frombytes(raw)
    numbers.byteswap()
    return numbers


def _bytes(numbers: Numbers) -> bytes:
    copy = numbers[:]
    copy.byteswap()
    return copy.tobytes()


def lay(columns: Sequence[Sequence[int] | None], width: int) -> dict[int, dict[int, Lane]]:
    """Return period → level → lane of one indicator's cells; a level holds those above it too.

    Parameters: `columns`, four: cells, each period << 40 | slot << 28 | level << 24 | count; their sums; the cells with
    denominators; and these.
    """
    cells, sums, weighed, wholes = (one or () for one in columns)
    months: dict[int, dict[int, Lane]] = {}
    for cell, total in zip(cells, sums, strict=True):
        lanes = months.setdefault(cell >> 40, {})
        level, slot = cell >> 24 & 15, cell >> 28 & 4095
        if (lane := lanes.get(level)) is None:
            lane = lanes[level] = Lane.empty(width)
        # a slot may come in parts: one for each stretch of its areas
        lane.sums[slot] += total
        lane.counts[slot] += cell & 0xFFFFFF
    for cell, whole in zip(weighed, wholes, strict=True):
        lane, slot = months[cell >> 40][cell >> 24 & 15], cell >> 28 & 4095
        lane.weigh(slot, whole + (0 if lane.wholes is None else lane.wholes[slot]))
    for lanes in months.values():
        for above, level in pairwise(sorted(lanes, reverse=True)):
            lanes[level].add(lanes[above])
    return months


def lowest(lanes: Mapping[int, Lane], level: int) -> Lane | None:
    """Return what a reader of a level sees of a month: its own lane, else the next one above."""
    return lanes[min(seen)] if (seen := [one for one in lanes if one >= level]) else None


def patch(lanes: Mapping[int, Lane], found: Mapping[int, Lane], slots: Iterable[int]) -> bool:
    """Set some slots of a month's stored lanes to what was found anew; False where the month must be laid out whole.

    That is where a level comes or goes: each lane differs from the one above it by at least one figure.
    """
    if not lanes or not found.keys() <= lanes.keys():
        return False
    for level, lane in lanes.items():
        new = lowest(found, level)
        for slot in slots:
            lane.put(slot, *(new.at(slot) if new else (0, 0, None)))
    order = sorted(lanes, reverse=True)
    if not any(lanes[order[0]].counts) or any(lanes[a].counts == lanes[b].counts for a, b in pairwise(order)):
        return False
    return all(lane.wholes is None or any(lane.wholes) for lane in lanes.values())


def month_of(period: int) -> int:
    """Return a period's place in one count of months."""
    return period // 100 * 12 + period % 100 - 1


def period_of(month: int) -> int:
    """Return the period of a place in the count of months."""
    return month // 12 * 100 + month % 12 + 1


def cut(sheets: Sequence[Sheet], width: int) -> tuple[int, dict[int, list[tuple[bytes, bytes, bytes | None]]]]:
    """Cut an indicator's sheets into strips: the first period, and level → (sums, counts, denominators) of each slot.

    A strip holds all months from the first to the last sheet; a month without its level shows the next one above.
    """
    months: dict[int, dict[int, Sheet]] = {}
    for sheet in sheets:
        months.setdefault(month_of(sheet.period), {})[sheet.level] = sheet
    first, last = min(months), max(months)
    strips = {}
    for level in {sheet.level for sheet in sheets}:
        seen = [
            lanes[min(one for one in lanes if one >= level)] if (lanes := months.get(month)) and max(lanes) >= level
            else None
            for month in range(first, last + 1)
        ]  # fmt: skip
        sums = _columns("q", [one and one.sums for one in seen], WIDE * width)
        counts = _columns("i", [one and one.counts for one in seen], NARROW * width)
        weighed = any(one is not None and one.wholes is not None for one in seen)
        wholes = _columns("q", [one and one.wholes for one in seen], WIDE * width) if weighed else None
        strips[level] = [
            (
                sums[slot::width].tobytes(),
                counts[slot::width].tobytes(),
                None if wholes is None else wholes[slot::width].tobytes(),
            )
            for slot in range(width)
        ]
    return period_of(first), strips


def _columns(kind: str, rows: Sequence[bytes | None], size: int) -> Numbers:
    """Return the months one after the other, still in network byte order."""
    return array(kind, b"".join(one.ljust(size, b"\0") if one else bytes(size) for one in rows))
