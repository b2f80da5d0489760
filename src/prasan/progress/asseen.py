"""Figures as they were readable at a moment of the past, at every level: from the rows and the history of them.

A figure's state at a moment is the former state kept by its first change after that moment, else its row of today;
it was there from `created` on, and a gone one (its key is kept) until its last change (docs/algorithms/documents.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prasan.platform.prepared import planned_anew
from prasan.progress.cells import OF_ALL, PACK
from prasan.progress.sheets import Sheets, Vector

# by the number of the history row, not by its moment: of two transactions the later to write may have begun first
_FIRST_AFTER = """
SELECT h.id, h.value, h.denominator, h.level FROM progress_figure_change AS h
WHERE h.figure_id = {figure} AND h.at > %(seen)s ORDER BY h.id LIMIT 1
"""
_STATES = """
states AS MATERIALIZED (
    SELECT f.indicator_id, f.member, f.period, f.area_id,
           CASE WHEN c.id IS NULL THEN f.value ELSE c.value END AS value,
           CASE WHEN c.id IS NULL THEN f.denominator ELSE c.denominator END AS denominator,
           CASE WHEN c.id IS NULL THEN f.level ELSE c.level END AS level
    FROM progress_figure AS f LEFT JOIN LATERAL ({row}) AS c ON true
    WHERE f.indicator_id = ANY(%(indicators)s) AND f.member = %(member)s
      AND f.period BETWEEN %(first)s AND %(last)s AND f.created <= %(seen)s
    UNION ALL
    SELECT g.indicator_id, g.member, g.period, g.area_id, c.value, c.denominator, c.level
    FROM progress_figure_gone AS g CROSS JOIN LATERAL ({gone}) AS c
    WHERE g.indicator_id = ANY(%(indicators)s) AND g.member = %(member)s
      AND g.period BETWEEN %(first)s AND %(last)s AND g.at > %(seen)s AND g.created <= %(seen)s)
""".replace("{row}", _FIRST_AFTER.replace("{figure}", "f.id")).replace(
    "{gone}", _FIRST_AFTER.replace("{figure}", "g.figure_id")
)
_READ = """
WITH {states},
{packed}
SELECT indicator_id, period, level, sums, counts, wholes FROM packed
""".replace("{states}", _STATES.strip()).replace(
    "{packed}", PACK.replace("{cells}", OF_ALL.replace("progress_figure AS f", "states AS f")).strip()
)


def read(indicators: Sequence[int], first: int, last: int, seen: dt.datetime, member: str = "") -> Sheets:
    """Return the months of some indicators as they were readable at a moment, like `sheets.read`: one query.

    Parameters: `first` and `last`, periods, both included; `seen`, an aware moment: what was written at it is seen.
    """
    told: dict[str, Any] = {
        "indicators": list(indicators), "first": first, "last": last, "member": member, "seen": seen
    }  # fmt: skip
    found = Sheets()
    with planned_anew() as cursor:
        cursor.execute(_READ, told)
        for indicator, period, level, sums, counts, wholes in cursor.fetchall():
            found.lanes.setdefault((indicator, period), {})[level] = Vector(sums, counts, wholes)
    return found


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure that reads otherwise than at a moment of the past.

    `was` and `now` are what a reader of the level saw and sees, None where nothing; `at`, when it last changed.
    """

    indicator_id: int
    area_id: int
    period: int
    office_id: int
    report_id: int
    was: int | None
    now: int | None
    at: dt.datetime
    cause: str
    step: str


_MOVED = """
WITH touched AS (
    SELECT figure_id AS id FROM progress_figure_change WHERE at > %(seen)s
    UNION SELECT id FROM progress_figure WHERE created > %(seen)s),
pairs AS (
    SELECT f.indicator_id, f.area_id, f.period, f.office_id, f.report_id, f.cause, f.step,
           CASE WHEN f.created > %(seen)s THEN NULL
                WHEN c.id IS NULL THEN CASE WHEN f.level >= %(level)s THEN f.value END
                WHEN c.level >= %(level)s THEN c.value END AS was,
           CASE WHEN f.level >= %(level)s THEN f.value END AS now,
           greatest(f.created, (SELECT max(h.at) FROM progress_figure_change AS h WHERE h.figure_id = f.id)) AS at
    FROM touched JOIN progress_figure AS f USING (id) LEFT JOIN LATERAL ({row}) AS c ON true
    WHERE f.member = ''
    UNION ALL
    SELECT g.indicator_id, g.area_id, g.period, g.office_id, g.report_id, '', '',
           CASE WHEN c.level >= %(level)s THEN c.value END, NULL, g.at
    FROM progress_figure_gone AS g CROSS JOIN LATERAL ({gone}) AS c
    WHERE g.at > %(seen)s AND g.created <= %(seen)s AND g.member = '')
SELECT indicator_id, area_id, period, office_id, report_id, was, now, at, cause, step FROM pairs
WHERE was IS DISTINCT FROM now AND (%(indicators)s::bigint[] IS NULL OR indicator_id = ANY(%(indicators)s))
  AND area_id BETWEEN %(low)s AND %(high)s AND period BETWEEN %(first)s AND %(last)s
ORDER BY at DESC, indicator_id, area_id, period LIMIT %(limit)s
""".replace("{row}", _FIRST_AFTER.replace("{figure}", "f.id")).replace(
    "{gone}", _FIRST_AFTER.replace("{figure}", "g.figure_id")
)


def moved(
    seen: dt.datetime,
    level: int,
    *,
    indicators: Sequence[int] | None = None,
    area_range: tuple[int, int] = (0, 2_147_483_647),
    first: int = 0,
    last: int = 999_999,
    limit: int = 2_000,
) -> list[Moved]:
    """Return the figures that a reader of a level sees otherwise now than at a moment, newest first: one query.

    Parameters: `indicators`, only these; `area_range`, an inclusive range of area numbers; `first` and `last`,
    periods; `limit`, the most rows.
    """
    told: dict[str, Any] = {
        "seen": seen, "level": int(level), "indicators": None if indicators is None else list(indicators),
        "low": area_range[0], "high": area_range[1], "first": first, "last": last, "limit": limit,
    }  # fmt: skip
    with planned_anew() as cursor:
        cursor.execute(_MOVED, told)
        return [Moved(*row) for row in cursor.fetchall()]
