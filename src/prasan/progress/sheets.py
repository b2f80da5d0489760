"""Reads packed roll-ups: months of indicators over areas, and areas over months, always as of the last commit.

A reader takes stored sheets and strips, sees in the same statement which months of the asked indicators are dirty, and
computes those from their figures (progress/folding.py folds them for good). A reading page writes nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson
from django.db import connection

from prasan.platform.prepared import Cursor
from prasan.progress import periods
from prasan.progress.cells import OF_KEYS, PACK
from prasan.progress.sums import AVERAGE, PER_CENT, RATIO, divide

Key = tuple[int, int]
Cell = tuple[int, int, int]
"""Sum, count of figures, denominators."""
WEIGHED = frozenset({AVERAGE, RATIO})
"""Kinds of sum that need counts or denominators beside the sums."""

_SHEETS = """
SELECT indicator_id, period, level, sums, counts, wholes FROM progress_sheet
WHERE indicator_id = ANY(%s) AND member = %s AND period BETWEEN %s AND %s AND level >= %s
UNION ALL
SELECT DISTINCT indicator_id, period, -1, NULL::bytea, NULL::bytea, NULL::bytea FROM progress_dirty
WHERE indicator_id = ANY(%s) AND member = %s AND period BETWEEN %s AND %s
"""
_FRESH = """
WITH keys AS (
    SELECT indicator_id, %(member)s::varchar AS member, period
    FROM unnest(%(indicators)s::bigint[], %(periods)s::int[]) AS t(indicator_id, period)),
{packed}
SELECT indicator_id, period, level, sums, counts, wholes FROM packed
""".replace("{packed}", PACK.replace("{cells}", OF_KEYS).strip())
# the months of an indicator travel as one row: a row a month costs as much as its content
_LINES = """
SELECT indicator_id, array_agg(period), min(width), string_agg(line, '|'::bytea)
FROM (SELECT DISTINCT ON (indicator_id, period) indicator_id, period, octet_length(counts) / 4 AS width, line
      FROM progress_sheet
      WHERE indicator_id = ANY(%(asked)s) AND member = '' AND period BETWEEN %(first)s AND %(last)s
        AND level >= %(level)s
      ORDER BY indicator_id, period, level) AS s
GROUP BY indicator_id
UNION ALL
SELECT indicator_id, NULL, -1, NULL::bytea FROM progress_dirty
WHERE indicator_id = ANY(%(asked)s) AND member = '' AND period BETWEEN %(first)s AND %(last)s
"""
_STRIPS = """
SELECT indicator_id, slot, level, first, sums, counts, wholes FROM progress_strip
WHERE indicator_id = ANY(%s) AND member = %s AND slot = ANY(%s) AND level >= %s
UNION ALL
SELECT DISTINCT indicator_id, -1, -1, period, NULL::bytea, NULL::bytea, NULL::bytea FROM progress_dirty
WHERE indicator_id = ANY(%s) AND member = %s
"""


def unpack(kind: str, raw: bytes | memoryview | None) -> array[int]:
    """Return stored numbers as an array: kind "q" for sums and denominators, "i" for counts."""
    found: array[int] = array(kind)
    if raw:
        found.frombytes(raw)
        found.byteswap()
    return found


class Vector:
    """Sums, counts and denominators side by side; a count of 0 is "not reported". Unpacked when first looked at."""

    __slots__ = ("_counts", "_raw", "_sums", "_wholes")

    def __init__(self, sums: Any = b"", counts: Any = b"", wholes: Any = None) -> None:
        self._raw = (sums, counts, wholes)
        self._sums: array[int] | None = None
        self._counts: array[int] | None = None
        self._wholes: array[int] | None = None

    def __len__(self) -> int:
        return len(self._raw[0]) // 8 if self._sums is None else len(self._sums)

    @property
    def sums(self) -> array[int]:
        """Return the sums, scaled by the indicator's decimals."""
        if self._sums is None:
            self._sums = unpack("q", self._raw[0])
        return self._sums

    @property
    def counts(self) -> array[int]:
        """Return how many figures each sum holds."""
        if self._counts is None:
            self._counts = unpack("i", self._raw[1])
        return self._counts

    @property
    def wholes(self) -> array[int]:
        """Return the denominators; all 0 where the indicator is no ratio."""
        if self._wholes is None:
            raw = self._raw[2]
            self._wholes = unpack("q", raw) if raw is not None else array("q", bytes(8 * len(self.sums)))
        return self._wholes

    def complete(self, start: int, end: int) -> bool:
        """Tell for certain that nothing is missing between two places; False may also mean "look closer"."""
        if self._counts is not None:
            return len(self._counts) >= end and 0 not in self._counts[start:end]
        part = self._raw[1][start * 4 : end * 4]
        return len(part) == (end - start) * 4 and b"\0\0\0\0" not in bytes(part)

    def at(self, place: int) -> Cell:
        """Return (sum, count, denominators) at a place; nothing was reported beyond the ends."""
        if not 0 <= place < len(self.sums):
            return 0, 0, 0
        return self.sums[place], self.counts[place], self.wholes[place]

    def over(self, places: Sequence[int]) -> Cell:
        """Return (sum, count, denominators) of several places together."""
        inside = [place for place in places if place < len(self.sums)]
        start, end = (inside[0], inside[-1] + 1) if inside else (0, 0)
        whole = self._raw[2] is not None or self._wholes is not None
        if end - start == len(inside):
            sums, counts = sum(self.sums[start:end]), sum(self.counts[start:end])
            return sums, counts, sum(self.wholes[start:end]) if whole else 0
        sums, counts = sum(map(self.sums.__getitem__, inside)), sum(map(self.counts.__getitem__, inside))
        return sums, counts, sum(map(self.wholes.__getitem__, inside)) if whole else 0

    def put(self, place: int, cell: Cell) -> int:
        """Write a cell at a place, the vector growing at either end; returns by how much it grew at the front."""
        front = max(0, -place)
        more = max(0, place + 1 - len(self.sums))
        for numbers, one in zip((self.sums, self.counts, self.wholes), cell, strict=True):
            if front:
                numbers[:0] = array(numbers.typecode, [0] * front)
            numbers.extend([0] * more)
            numbers[place + front] = one
        return front


@dataclass(frozen=True)
class Map:
    """Which slot each nation, province (and 0: abroad) has, and how long a vector is."""

    slots: dict[int, int]

    @cached_property
    def length(self) -> int:
        """Return the number of slots."""
        return max(self.slots.values(), default=-1) + 1

    def within(self, first: int, last: int) -> list[int]:
        """Return the slots of the nation and provinces in a range of area numbers, in their order."""
        return [slot for area, slot in sorted(self.slots.items()) if first <= area <= last]


def places() -> Map:
    """Return the slots of upper areas: one query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT upper_id, min(slot) FROM progress_place GROUP BY upper_id")
        return Map(dict(cursor.fetchall()))


@dataclass(slots=True)
class Sheets:
    """Months of indicators: by (indicator, period) one vector a level that occurs, over upper areas."""

    lanes: dict[Key, dict[int, Vector]] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Return the number of slots of the longest vector."""
        return max((len(vector) for lanes in self.lanes.values() for vector in lanes.values()), default=0)

    def get(self, indicator: int, period: int, level: int) -> Vector | None:
        """Return the figures at or above a level, None where there are none."""
        found = self.lanes.get((indicator, period))
        if not found:
            return None
        lowest = min((one for one in found if one >= level), default=None)
        return None if lowest is None else found[lowest]


def _fast(statement: str, values: Sequence[Any] | dict[str, Any]) -> list[tuple[Any, ...]]:
    """Run a reading statement prepared and with binary results: packed numbers then come as they lie.

    Where Django counts statements (query budgets) or guards them its own cursor is used, so that none slips by.
    """
    connection.ensure_connection()
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as counted:
            counted.execute(statement, values)
            return list(counted.fetchall())
    link = connection.connection
    before = link.prepare_threshold
    link.prepare_threshold = None if before is None else 0  # at once; nothing where a pooler stands between
    try:
        with Cursor(link) as cursor:
            return cursor.execute(statement, values, binary=True).fetchall()
    finally:
        link.prepare_threshold = before


def read(indicators: Sequence[int], first: int, last: int, level: int = 1, member: str = "") -> Sheets:
    """Return the sheets of some indicators from one period to another, with all lanes from a level up.

    One query; a second where something is dirty. Raises nothing for what is not there.
    """
    asked = list(indicators)
    rows = _fast(_SHEETS, [asked, member, first, last, level, asked, member, first, last])
    dirty = {(row[0], row[1]) for row in rows if row[2] < 0}
    sheets = Sheets()
    for indicator, period, lane, sums, counts, wholes in rows:
        if lane >= 0 and (indicator, period) not in dirty:
            sheets.lanes.setdefault((indicator, period), {})[lane] = Vector(sums, counts, wholes)
    if dirty:
        _freshen(sheets, dirty, level, member)
    return sheets


def _freshen(sheets: Sheets, dirty: set[Key], level: int, member: str) -> None:
    """Put dirty months in, computed from their figures now."""
    asked = sorted(dirty)
    told: dict[str, Any] = {"member": member, "indicators": [i for i, _ in asked], "periods": [p for _, p in asked]}
    with connection.cursor() as cursor:
        cursor.execute(_FRESH, told)
        for indicator, period, lane, sums, counts, wholes in cursor.fetchall():
            if lane >= level:
                sheets.lanes.setdefault((indicator, period), {})[lane] = Vector(sums, counts, wholes)


def months(
    indicators: Sequence[int], slots: Sequence[int], level: int, member: str = ""
) -> dict[Key, tuple[int, Vector]]:
    """Return the months of some indicators in some upper areas: (indicator, slot) → (first period, vector).

    The vector has no gap; months that were not reported have a count of 0.
    """
    asked = list(indicators)
    rows = _fast(_STRIPS, [asked, member, list(slots), level, asked, member])
    dirty = {(row[0], row[3]) for row in rows if row[2] < 0}
    best: dict[Key, tuple[Any, ...]] = {}
    for row in rows:
        key = (row[0], row[1])
        if row[2] >= 0 and (key not in best or row[2] < best[key][2]):
            best[key] = row
    found = {key: (row[3], Vector(*row[4:])) for key, row in best.items()}
    if dirty:
        fresh = Sheets()
        _freshen(fresh, dirty, level, member)
        for indicator, period in dirty:
            sheet = fresh.get(indicator, period, level)
            for slot in slots:
                _put(found, (indicator, slot), period, sheet.at(slot) if sheet else (0, 0, 0))
    return found


def _put(found: dict[Key, tuple[int, Vector]], key: Key, period: int, cell: Cell) -> None:
    """Write one month into a strip, longer at either end where it must be."""
    first, vector = found.get(key) or (period, Vector())
    front = vector.put(_months_between(first, period), cell)
    found[key] = (period if front else first, vector)


def _months_between(first: int, second: int) -> int:
    a, b = periods.split(first), periods.split(second)
    return (b[0] - a[0]) * 12 + b[1] - a[1]


def value(summing: str, decimals: int, cell: Cell) -> int | None:
    """Return one value of a month by the indicator's kind of sum, scaled; None where nothing was reported."""
    total, count, whole = cell
    if not count:
        return None
    if summing == AVERAGE:
        return divide(total, count)
    if summing == RATIO:
        return divide(total * PER_CENT * 10**decimals, whole) if whole else None
    return total


def values(vector: Vector | None, summing: str, decimals: int, slots: Sequence[int]) -> list[int | None]:
    """Return the values of some upper areas in a month, None where nothing was reported."""
    if vector is None:
        return [None] * len(slots)
    start, end = (slots[0], slots[-1] + 1) if slots else (0, 0)
    plain = summing not in WEIGHED
    if end - start == len(slots):  # neighbours: slices, which is many times cheaper than one by one
        if plain and vector.complete(start, end):
            return vector.sums[start:end].tolist()  # type: ignore[return-value]
        sums, counts = vector.sums[start:end], vector.counts[start:end]
        wholes = vector.wholes[start:end] if summing == RATIO else counts
    else:
        sums, counts, wholes = (array("q", column) for column in zip(*map(vector.at, slots), strict=True))
    short = len(slots) - len(sums)
    if plain:
        found: list[int | None] = [one if count else None for one, count in zip(sums, counts, strict=True)]
    elif summing == AVERAGE:
        found = [divide(one, count) if count else None for one, count in zip(sums, counts, strict=True)]
    else:
        factor = PER_CENT * 10**decimals
        found = [divide(one * factor, whole) if whole else None for one, whole in zip(sums, wholes, strict=True)]
    return found + [None] * short


def pivot(indicators: Sequence[tuple[int, str, int]], shown: Sequence[int], slots: Sequence[int], level: int) -> bytes:
    """Return the values of indicators × months × upper areas as JSON: a list of lists of lists, null for not reported.

    Parameters: `indicators`, (number, kind of sum, decimals); `shown`, periods; `slots`, of the areas.
    """
    if slots and shown and slots[-1] - slots[0] + 1 == len(slots) and not any(one[1] in WEIGHED for one in indicators):
        tables = _lines([one[0] for one in indicators], shown, (slots[0], slots[-1] + 1), level)
        if tables is not None:
            return b"[[[" + b"]],[[".join(tables) + b"]]]"
    sheets = read([one[0] for one in indicators], min(shown), max(shown), level)
    return orjson.dumps(
        [
            [values(sheets.get(indicator, period, level), summing, decimals, slots) for period in shown]
            for indicator, summing, decimals in indicators
        ]
    )


def _lines(asked: list[int], shown: Sequence[int], span: tuple[int, int], level: int) -> list[bytes] | None:
    """Return the additive values of neighbouring slots as they were written beside the vectors: a text an indicator.

    None where something is dirty or a vector is older than the slots: `read` looks closer then.
    """
    rows = _fast(_LINES, {"asked": asked, "first": min(shown), "last": max(shown), "level": level})
    start, end = span
    if min((row[2] for row in rows), default=end) < end:
        return None
    months, empty, found = list(shown), b",".join([b"null"] * (end - start)), {}
    for pk, told, width, lines in rows:
        cut = [_cut(line, start, width - end) for line in lines.split(b"|")]
        if told != months:
            known = dict(zip(told, cut, strict=True))
            cut = [known.get(one, empty) for one in months]
        found[pk] = b"],[".join(cut)
    nothing = b"],[".join([empty] * len(months))
    return [found.get(pk, nothing) for pk in asked]


def _cut(line: bytes, start: int, more: int) -> bytes:
    """Return a line of numbers without its first `start` and last `more` ones; no number is read."""
    left, right = -1, len(line)
    for _ in range(start):
        left = line.find(b",", left + 1)
    for _ in range(more):
        right = line.rfind(b",", 0, right)
    return line[left + 1 : right]
