"""Computes every roll-up anew from the figures: the database adds them up, here the sums are laid side by side.

One pass over the figures gives cells (indicator, month, upper area, level); the sheets and strips of an indicator are
then cut out of one array, rows of it and columns of it. Folding (folding.py) makes the same rows by SQL, some months at
a time; a test holds both against each other.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import connection, transaction

from prasan.progress.folding import LOCK

if TYPE_CHECKING:
    Numbers = array[int]

# a cell's place and count travel as one number: an array of it is built and sent faster than four
_CELLS = """
SELECT indicator_id, member, array_agg(k), array_agg(s), array_agg(k) FILTER (WHERE w IS NOT NULL),
       array_agg(w) FILTER (WHERE w IS NOT NULL)
FROM (SELECT f.indicator_id, f.member,
             (f.period::bigint << 40) + (p.slot::bigint << 28) + (f.level::bigint << 24) + count(*) AS k,
             sum(f.value)::bigint AS s, sum(f.denominator)::bigint AS w
      FROM progress_figure AS f JOIN progress_place AS p USING (area_id) WHERE f.level > 0
      GROUP BY f.indicator_id, f.member, f.period, p.slot, f.level) AS cells
GROUP BY 1, 2"""
# all figures are read once: hashing them is cheaper than sorting, and the last indicator is wanted as much as the first
_PLAN = "SET LOCAL enable_sort = off; SET LOCAL work_mem = '256MB'; SET LOCAL cursor_tuple_fraction = 1"
_SHEETS = "COPY progress_sheet (indicator_id, member, period, level, sums, counts, wholes, line) FROM STDIN"
_STRIPS = "COPY progress_strip (indicator_id, member, slot, level, first, sums, counts, wholes) FROM STDIN"


@dataclass(slots=True)
class Grid:
    """One indicator's cells at or above a level: months one after the other, each over all slots."""

    sums: Numbers
    counts: Numbers
    wholes: Numbers
    weighed: set[int]
    """Months in which denominators stand."""

    @classmethod
    def empty(cls, size: int) -> Grid:
        """Return a grid in which nothing was reported."""
        return cls(array("q", bytes(8 * size)), array("i", bytes(4 * size)), array("q", bytes(8 * size)), set())

    def take(self, other: Grid, month: int, width: int, *, plus: bool) -> None:
        """Take a month of another grid, or add it."""
        part = slice(month * width, (month + 1) * width)
        for mine, theirs in zip(self.columns, other.columns, strict=True):
            mine[part] = array(mine.typecode, map(add, mine[part], theirs[part])) if plus else theirs[part]
        if month in other.weighed:
            self.weighed.add(month)

    @property
    def columns(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return sums, counts and denominators."""
        return self.sums, self.counts, self.wholes

    def packed(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return the columns in network byte order."""
        copies = self.sums[:], self.counts[:], self.wholes[:]
        for one in copies:
            one.byteswap()
        return copies


def rebuild() -> None:
    """Compute every sheet and strip anew from the figures in one transaction; readers see the old ones until then."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # what is dirty now is committed, so the later statement that reads the figures holds it
        cursor.execute("DELETE FROM progress_dirty")
        cursor.execute("DELETE FROM progress_sheet")
        cursor.execute("DELETE FROM progress_strip")
        cursor.execute("SELECT coalesce(max(slot) + 1, 0) FROM progress_span")
        width = cursor.fetchone()[0]
        cursor.execute(_PLAN)
        link = connection.connection
        with psycopg.ServerCursor(link, "progress_cells") as cells, psycopg.Cursor(link) as out:
            cells.execute(_CELLS, binary=True)
            while rows := cells.fetchmany(1):
                for indicator, member, *columns in rows:
                    _write(out, (indicator, member), columns, width)


def _write(out: psycopg.Cursor[Any], key: tuple[int, str], columns: Sequence[Sequence[int]], width: int) -> None:
    """Write the sheets and strips of one indicator and member."""
    spans = {cell >> 40: _month(cell >> 40) for cell in columns[0]}
    first, months = min(spans.values()), max(spans.values()) - min(spans.values()) + 1
    present: dict[int, list[int]] = {}
    for period, level in {(cell >> 40, cell >> 24 & 15) for cell in columns[0]}:
        present.setdefault(spans[period] - first, []).append(level)
    starts = {period: (month - first) * width for period, month in spans.items()}
    lanes = {level: Grid.empty(months * width) for levels in present.values() for level in levels}
    _lay(lanes, columns, starts)
    for grid in lanes.values():
        grid.weighed = {place // width for place in grid.weighed}
    _add_up(lanes, present, width)
    with out.copy(_SHEETS) as copy:
        for level, grid in lanes.items():
            for month, *row in _sheets(grid, [m for m, levels in present.items() if level in levels], width):
                copy.write_row((*key, _period(first + month), level, *row))
    with out.copy(_STRIPS) as copy:
        for level in lanes:
            grid = _seen_from(level, lanes, present, months, width)
            for slot, strip in enumerate(_strips(grid, width)):
                copy.write_row((*key, slot, level, _period(first), *strip))


def _lay(lanes: dict[int, Grid], columns: Sequence[Sequence[int]], starts: dict[int, int]) -> None:
    """Lay the cells of each level out; `weighed` holds the places with denominators, not yet their months."""
    cells, sums, weighed, wholes = columns
    for cell, total in zip(cells, sums, strict=True):
        grid, place = lanes[cell >> 24 & 15], starts[cell >> 40] + (cell >> 28 & 4095)
        grid.sums[place] = total
        grid.counts[place] = cell & 0xFFFFFF
    for cell, whole in zip(weighed or (), wholes or (), strict=True):
        grid, place = lanes[cell >> 24 & 15], starts[cell >> 40] + (cell >> 28 & 4095)
        grid.wholes[place] = whole
        grid.weighed.add(place)


def _add_up(lanes: dict[int, Grid], present: dict[int, list[int]], width: int) -> None:
    """Let each level of a month hold the levels above it too."""
    for month, levels in present.items():
        levels.sort(reverse=True)
        for above, level in pairwise(levels):
            lanes[level].take(lanes[above], month, width, plus=True)


def _seen_from(level: int, lanes: dict[int, Grid], present: dict[int, list[int]], months: int, width: int) -> Grid:
    """Return what a reader of a level sees in every month: its own row, else the next one above."""
    own = lanes[level]
    others = {m: min((one for one in levels if one >= level), default=None) for m, levels in present.items()}
    if all(one in {level, None} for one in others.values()):
        return own
    seen = Grid.empty(months * width)
    for month, one in others.items():
        if one is not None:
            seen.take(lanes[one], month, width, plus=False)
    return seen


def _sheets(grid: Grid, months: list[int], width: int) -> Iterator[tuple[int, bytes, bytes, bytes | None, bytes]]:
    """Yield (month, sums, counts, denominators, the sums as text) of some months."""
    sums, counts, wholes = grid.packed()
    for month in months:
        part = slice(month * width, (month + 1) * width)
        told, known = grid.sums[part], grid.counts[part]
        texts = (
            map(str, told) if 0 not in known else (str(s) if c else "null" for s, c in zip(told, known, strict=True))
        )
        whole = wholes[part].tobytes() if month in grid.weighed else None
        yield month, sums[part].tobytes(), counts[part].tobytes(), whole, ",".join(texts).encode()


def _strips(grid: Grid, width: int) -> Iterator[tuple[bytes, bytes, bytes | None]]:
    """Yield (sums, counts, denominators) of each slot over all months."""
    sums, counts, wholes = grid.packed()
    for slot in range(width):
        whole = wholes[slot::width].tobytes() if grid.weighed else None
        yield sums[slot::width].tobytes(), counts[slot::width].tobytes(), whole


def _month(period: int) -> int:
    return period // 100 * 12 + period % 100 - 1


def _period(month: int) -> int:
    return month // 12 * 100 + month % 12 + 1
