"""Brings the packed roll-ups up to their figures: sheets from figures, strips from sheets.

Writers leave a row in `progress_dirty` (by trigger); `fold` takes such rows and sets the touched slots, or lays the
touched months out whole, from the figures as they are: it never adds differences, so doing it twice, or dying in the
middle, changes nothing. Readers do not wait for it: what is still dirty they compute themselves (sheets.py).
See docs/algorithms/rollups.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import psycopg
from django.db import connection, transaction

from prasan.platform.prepared import planned_anew
from prasan.progress.cells import SLOT, SPANS
from prasan.progress.packing import Lane, Sheet, cut, lay, lowest, month_of, patch

LOCK = 7_420_001
"""Advisory lock: one folder at a time, or an older snapshot could overwrite a newer one."""
BATCH = 20_000
FEW = 16
"""So many slots of a month are set one by one; with more of them it is laid out whole."""

Key = tuple[int, str]
"""An indicator and a member."""
Month = tuple[int, str, int]
"""An indicator, a member and a period."""

# a cell's place and count travel as one number: an array of it is built and sent faster than four
HANDED = """
SELECT indicator_id, member, array_agg(k), array_agg(s), array_agg(k) FILTER (WHERE w IS NOT NULL),
       array_agg(w) FILTER (WHERE w IS NOT NULL)
FROM ({cells}) AS cells GROUP BY 1, 2"""
SHEETS = (
    "COPY progress_sheet (indicator_id, member, period, level, sums, counts, wholes, line) FROM STDIN (FORMAT binary)"
)
STRIPS = (
    "COPY progress_strip (indicator_id, member, slot, level, first, sums, counts, wholes) FROM STDIN (FORMAT binary)"
)
_SHEET_TYPES = ("int8", "varchar", "int4", "int2", "bytea", "bytea", "bytea", "bytea")
_STRIP_TYPES = ("int8", "varchar", "int2", "int2", "int4", "bytea", "bytea", "bytea")

_TAKE = """
WITH taken AS (
    DELETE FROM progress_dirty WHERE id IN (SELECT id FROM progress_dirty ORDER BY id LIMIT %s)
    RETURNING indicator_id, member, period, slot)
SELECT indicator_id, member, period, array_agg(DISTINCT slot), bool_or(slot IS NULL), count(*)
FROM taken GROUP BY 1, 2, 3
"""
# what is asked for comes as arrays side by side (_told): keys, months or places of strips
_KEYS = "unnest(%(indicators)s::bigint[], %(members)s::text[]) AS k(indicator_id, member)"
_MONTHS = "unnest(%(indicators)s::bigint[], %(members)s::text[], %(others)s::int[]) AS k(indicator_id, member, period)"
_PLACES = _MONTHS.replace("period)", "slot)")
_FOUND = """
SELECT k.indicator_id, k.member, (k.period::bigint << 40) + (a.slot::bigint << 28) + (a.level::bigint << 24) + a.n AS k,
       a.s, a.w
FROM {asked} CROSS JOIN LATERAL (
    SELECT {slot} AS slot, f.level, count(*) AS n, sum(f.value)::bigint AS s, sum(f.denominator)::bigint AS w
    FROM progress_figure AS f
    WHERE f.indicator_id = k.indicator_id AND f.member = k.member AND f.period = k.period AND f.level > 0 {within}
    GROUP BY 1, 2 OFFSET 0) AS a"""
_OF_MONTHS = (
    "WITH "
    + SPANS.strip()
    + HANDED.replace("{cells}", _FOUND.replace("{asked}", _MONTHS).replace("{slot}", SLOT).replace("{within}", ""))
)
# areas of one upper area stand side by side: of each slot its own stretch of the figures' index
_ASKED_SLOTS = """(
    SELECT k.indicator_id, k.member, k.period, k.slot, x.first, x.last
    FROM unnest(%(indicators)s::bigint[], %(members)s::text[], %(others)s::int[], %(slots)s::int[])
      AS k(indicator_id, member, period, slot)
    JOIN (SELECT slot, first, coalesce(lead(first) OVER (ORDER BY first) - 1, 2147483647) AS last FROM progress_span)
      AS x USING (slot)) AS k"""
_OF_SLOTS = HANDED.replace(
    "{cells}",
    _FOUND.replace("{asked}", _ASKED_SLOTS)
    .replace("{slot}", "k.slot")
    .replace("{within}", "AND f.area_id BETWEEN k.first AND k.last"),
)
# what is found by its key is looked up, however many rows the planner thinks there are
_PLAN = "SET LOCAL enable_sort = off; SET LOCAL enable_mergejoin = off; SET LOCAL work_mem = '64MB'"
_STORED = """
SELECT s.* FROM {asked} CROSS JOIN LATERAL (
    SELECT indicator_id, member, period, level, sums, counts, wholes FROM progress_sheet AS t
    WHERE t.indicator_id = k.indicator_id AND t.member = k.member AND t.period = k.period OFFSET 0) AS s
""".replace("{asked}", _MONTHS)
_STORED_STRIPS = """
SELECT s.* FROM {asked} CROSS JOIN LATERAL (
    SELECT indicator_id, member, slot, level, first, sums, counts, wholes FROM progress_strip AS t
    WHERE t.indicator_id = k.indicator_id AND t.member = k.member AND t.slot = k.slot OFFSET 0) AS s
""".replace("{asked}", _PLACES)
_SHEETS_OF = """
SELECT s.indicator_id, s.member, s.period, s.level, s.sums, s.counts, s.wholes, ''::bytea
FROM {asked} JOIN progress_sheet AS s USING (indicator_id, member) ORDER BY 1, 2
""".replace("{asked}", _KEYS)
_NO_SHEETS = """
DELETE FROM progress_sheet AS s USING {asked}
WHERE s.indicator_id = k.indicator_id AND s.member = k.member AND s.period = k.period
""".replace("{asked}", _MONTHS)
_NO_SLOTS = """
DELETE FROM progress_strip AS s USING {asked}
WHERE s.indicator_id = k.indicator_id AND s.member = k.member AND s.slot = k.slot
""".replace("{asked}", _PLACES)
_NO_STRIPS = """
DELETE FROM progress_strip AS s USING {asked} WHERE s.indicator_id = k.indicator_id AND s.member = k.member
""".replace("{asked}", _KEYS)


def fold(batch: int = BATCH) -> int:
    """Take up to `batch` dirty rows and bring their sheets and strips up to date; returns how many were taken.

    Returns 0 at once while another process folds: that one, or the next, takes them.
    """
    with transaction.atomic(), planned_anew() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_TAKE, [batch])
        taken = cursor.fetchall()
        if not taken:
            return 0
        # taken rows are committed, so the later statements that read the figures hold what they stand for
        cursor.execute(_PLAN)
        width = width_of(cursor)
        few = {(i, m, p): slots for i, m, p, slots, whole, _ in taken if not whole and len(slots) <= FEW}
        with psycopg.Cursor(connection.connection) as out:
            whole, cut_anew = _set_slots(out, few, width) if few else (set(), set())
            whole |= {(i, m, p) for i, m, p, *_ in taken} - few.keys()
            if whole:
                _lay_whole(out, whole, width)
            _cut_anew(out, cut_anew | {month[:2] for month in whole}, width)
    return sum(count for *_, count in taken)


def fold_all() -> int:
    """Fold until nothing is dirty; returns how many rows were taken."""
    total = 0
    while taken := fold():
        total += taken
    return total


def _copy(out: psycopg.Cursor[Any], statement: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write sheets or strips: as bytes, because hexadecimal text costs both sides as much as the rest."""
    with out.copy(statement) as copy:
        copy.set_types(_SHEET_TYPES if statement == SHEETS else _STRIP_TYPES)
        for row in rows:
            copy.write_row(row)


def width_of(cursor: Any) -> int:
    """Return how many slots there are."""
    cursor.execute("SELECT coalesce(max(slot) + 1, 0) FROM progress_span")
    return int(cursor.fetchone()[0])


def write_sheets(out: psycopg.Cursor[Any], key: Key, columns: Sequence[Any], width: int) -> list[Sheet]:
    """Write the sheets of an indicator's cells (as HANDED gives them), and return them."""
    months = lay(columns, width)
    # neighbours in time are neighbours on disk: a year is read from a few pages
    sheets = [lane.packed(period, level) for period, lanes in sorted(months.items()) for level, lane in lanes.items()]
    _copy(out, SHEETS, ((*key, *sheet) for sheet in sheets))
    return sheets


def _told(rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return keys, months or places as the parameters of a statement."""
    return dict(zip(("indicators", "members", "others", "slots"), map(list, zip(*rows, strict=True)), strict=False))


def _set_slots(out: psycopg.Cursor[Any], few: dict[Month, list[int]], width: int) -> tuple[set[Month], set[Key]]:
    """Set single slots of months; returns the months to lay out whole, and the keys whose strips must be cut anew."""
    out.execute(_OF_SLOTS, _told((*month, slot) for month, slots in few.items() for slot in slots), binary=True)
    found = {(i, m): lay(columns, width) for i, m, *columns in out}
    out.execute(_STORED, _told(few), binary=True)
    stored: dict[Month, dict[int, Lane]] = {month: {} for month in few}
    for i, m, period, level, sums, counts, wholes in out:
        stored[i, m, period][level] = Lane.read(sums, counts, wholes, width)
    done = {
        (i, m, p): lanes for (i, m, p), lanes in stored.items()
        if patch(lanes, found.get((i, m), {}).get(p, {}), few[i, m, p])
    }  # fmt: skip
    whole = few.keys() - done.keys()
    if not done:
        return whole, set()
    out.execute(_NO_SHEETS, _told(done))
    laid = ((i, m, *lane.packed(p, level)) for (i, m, p), lanes in done.items() for level, lane in lanes.items())
    _copy(out, SHEETS, laid)
    anew = {month[:2] for month in whole}
    return whole, _set_strips(out, {month: (done[month], few[month]) for month in done if month[:2] not in anew})


def _set_strips(out: psycopg.Cursor[Any], done: dict[Month, tuple[dict[int, Lane], list[int]]]) -> set[Key]:
    """Set the same slots in the strips; returns the keys to cut anew: a month or slot is new to them."""
    places: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for (i, m, period), (_, slots) in done.items():
        for slot in slots:
            places[i, m, slot].append(period)
    if not places:
        return set()
    out.execute(_STORED_STRIPS, _told(places), binary=True)
    strips, seen, anew = [], set(), set()
    for i, m, slot, level, first, sums, counts, wholes in out:
        strip = Lane.read(sums, counts, wholes, len(counts) // 4)
        seen.add((i, m, slot))
        for period in places[i, m, slot]:
            month, lane = month_of(period) - month_of(first), lowest(done[i, m, period][0], level)
            if 0 <= month < len(strip.counts):
                strip.put(month, *(lane.at(slot) if lane else (0, 0, None)))
            else:
                anew.add((i, m))
        strips.append((i, m, slot, level, first, strip))
    anew |= {(i, m) for i, m, slot in places.keys() - seen}
    kept = [one for one in strips if one[:2] not in anew]
    if kept:
        out.execute(_NO_SLOTS, _told({one[:3] for one in kept}))
        _copy(out, STRIPS, ((*place, *strip.packed(0, 0)[2:5]) for *place, strip in kept))
    return anew


def _lay_whole(out: psycopg.Cursor[Any], months: set[Month], width: int) -> None:
    """Lay months out anew from their figures."""
    out.execute(_NO_SHEETS, _told(months))
    with psycopg.ServerCursor(out.connection, "progress_months") as cells:
        cells.execute(_OF_MONTHS, _told(months), binary=True)
        while rows := cells.fetchmany(1):
            for i, m, *columns in rows:
                write_sheets(out, (i, m), columns, width)


def _cut_anew(out: psycopg.Cursor[Any], keys: set[Key], width: int) -> None:
    """Cut all strips of some indicators out of their sheets."""
    if not keys:
        return
    out.execute(_NO_STRIPS, _told(keys))
    with psycopg.ServerCursor(out.connection, "progress_sheets") as sheets:
        sheets.execute(_SHEETS_OF, _told(keys), binary=True)
        sheets.itersize = 2_000
        for key, rows in groupby(sheets, itemgetter(0, 1)):
            write_strips(out, key, [Sheet(*row[2:]) for row in rows], width)


def write_strips(out: psycopg.Cursor[Any], key: Key, sheets: Sequence[Sheet], width: int) -> None:
    """Write the strips that are cut out of an indicator's sheets."""
    first, strips = cut(sheets, width)
    rows = ((*key, slot, level, first, *strip) for level, slots in strips.items() for slot, strip in enumerate(slots))
    _copy(out, STRIPS, rows)
