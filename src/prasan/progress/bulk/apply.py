"""Writes a read file: reports that are missing, figures in the file's order, one journal line a report.

A figure's office and month are its report's, and who writes a report's figures holds its row. So a report that this
load made, or that has no figure once its row is held, cannot meet an existing figure: its figures are plainly inserted.
Those of the others are set beside the figures that are there, and only what differs is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from prasan.platform.prepared import planned_anew
from prasan.platform.web.request_id import current_request_id
from prasan.progress.bulk.checks import find_twice

_TOUCHED = """
CREATE TEMP TABLE progress_touched (
    id bigint NOT NULL, office_id bigint NOT NULL, period int NOT NULL, fresh boolean NOT NULL,
    level smallint NOT NULL) ON COMMIT DROP
"""
# one order for all who load, by key, so that none waits for another who waits for it
_REPORTS = """
WITH made AS (
    INSERT INTO progress_report (office_id, area_id, period, state, due, version, returned_reason, returned_line,
                                 submitted_at, approved_at, department_at, province_at)
    SELECT k.office_id, o.area_id, k.period, %(state)s, make_date(k.period / 100 - 543, 10, 1)
             + make_interval(months => k.period %% 100 - 12) + make_interval(days => %(due_day)s - 1), 0, '', '',
           now(), CASE WHEN %(level)s >= 2 THEN now() END, CASE WHEN %(level)s >= 3 THEN now() END,
           CASE WHEN %(level)s >= 4 THEN now() END
    FROM progress_key AS k JOIN directory_office AS o ON o.id = k.office_id
    ORDER BY k.period, k.office_id
    ON CONFLICT (office_id, period) DO NOTHING RETURNING id, office_id, period)
INSERT INTO progress_touched SELECT id, office_id, period, true, %(level)s FROM made
"""
_LOCKED = """
INSERT INTO progress_touched SELECT id, office_id, period, false, greatest(level, %(level)s) FROM (
    SELECT r.id, r.office_id, r.period, progress_report_level(r.state, r.department_at, r.province_at) AS level
    FROM progress_report AS r
    JOIN (SELECT office_id, period FROM progress_key
          EXCEPT SELECT office_id, period FROM progress_touched) AS k USING (office_id, period)
    ORDER BY r.period, r.office_id FOR UPDATE OF r) AS locked
"""
# a report that is there already moves up to the load's level, never down; a trigger moves its other figures with it
_RAISED = """
UPDATE progress_report AS r SET
    state = %(state)s, returned_reason = '', returned_line = '', submitted_at = coalesce(r.submitted_at, now()),
    approved_at = CASE WHEN %(level)s >= 2 THEN coalesce(r.approved_at, now()) END,
    department_at = CASE WHEN %(level)s >= 3 THEN coalesce(r.department_at, now()) END,
    province_at = CASE WHEN %(level)s >= 4 THEN coalesce(r.province_at, now()) END
FROM progress_touched AS t
WHERE r.id = t.id AND progress_report_level(r.state, r.department_at, r.province_at) < t.level
"""
# a statement of its own: it sees what was committed while the rows were waited for
_FRESH = """
UPDATE progress_touched AS t SET fresh = true
WHERE NOT fresh AND NOT EXISTS (SELECT FROM progress_figure AS f WHERE f.report_id = t.id OFFSET 0)
"""
_ANY = "SELECT coalesce(bool_or(fresh), false), coalesce(bool_or(NOT fresh), false), count(*) FROM progress_touched"
_FIGURES = """
INSERT INTO progress_figure (indicator_id, area_id, period, office_id, member, report_id, value, denominator, level,
                             cause, step, note)
SELECT f.indicator_id, f.area_id, f.period, f.office_id, f.member, t.id, f.value, f.denominator, t.level, '', '', ''
FROM progress_read AS f JOIN progress_touched AS t USING (office_id, period)
"""
_OF_FRESH = "WHERE t.fresh"
# the file's rows beside the figures that are there, found report by report
_MET = """
CREATE TEMP TABLE progress_met ON COMMIT DROP AS
SELECT r.place, f.id, f.value AS was, f.denominator AS was_whole, f.level AS was_level, r.value, r.denominator, t.level,
       (f.value, f.denominator, f.level) IS DISTINCT FROM (r.value, r.denominator, t.level) AS changed
FROM progress_touched AS t CROSS JOIN LATERAL (
    SELECT id, indicator_id, area_id, member, value, denominator, level FROM progress_figure AS f
    WHERE f.report_id = t.id OFFSET 0) AS f
JOIN progress_read AS r
  ON r.office_id = t.office_id AND r.period = t.period AND r.indicator_id = f.indicator_id AND r.area_id = f.area_id
 AND r.member = f.member
WHERE NOT t.fresh
"""
_UNMET = "LEFT JOIN progress_met AS m ON m.place = f.place WHERE NOT t.fresh AND m.place IS NULL"
_HISTORY = """
INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
SELECT id, now(), was, was_whole, was_level FROM progress_met WHERE changed
"""
# by the key of each: with all figures hashed for it, ten changed ones would cost as much as ten million
_BY_KEY = "SET LOCAL enable_nestloop = on; SET LOCAL enable_hashjoin = off"
_BY_HASH = "SET LOCAL enable_nestloop = off; SET LOCAL enable_hashjoin = on"
_CHANGED = """
UPDATE progress_figure AS f SET value = m.value, denominator = m.denominator, level = m.level
FROM progress_met AS m WHERE f.id = m.id AND m.changed
"""
# every row was looked up by `checks`, every former value is kept here, every touched month noted: the figures'
# triggers need not do it once more (migration 0016)
_CHECKED = "SELECT set_config('prasan.figures_checked', pg_current_xact_id()::text, true)"
_NOT_CHECKED = "SELECT set_config('prasan.figures_checked', '', true)"
_DIRTY = """
INSERT INTO progress_dirty (indicator_id, member, period, slot)
SELECT k.indicator_id, k.member, k.period, progress_common_slot(k.low, k.high)
FROM (SELECT f.indicator_id, f.member, f.period, min(f.area_id) AS low, max(f.area_id) AS high
      FROM progress_read AS f JOIN progress_touched AS t USING (office_id, period) {which} GROUP BY 1, 2, 3) AS k
"""
_WRITTEN = "LEFT JOIN progress_met AS m ON m.place = f.place WHERE NOT t.fresh AND m.changed IS NOT FALSE"
_JOURNAL = """
INSERT INTO platform_journal (person_id, seat_id, actor_label, verb, model, object_id, object_label, area_id, office_id,
                              classification, changes, reason, request_id, at)
SELECT %(person)s, %(seat)s, %(actor)s, 'progress.load', 'progress.report', t.id,
       left(o.name_th || ' ' || t.period, 300),
       r.area_id, r.office_id, 0, jsonb_build_object('load', jsonb_build_array(NULL, %(load)s::bigint)), %(reason)s,
       %(request)s, now()
FROM progress_touched AS t JOIN progress_report AS r USING (id) JOIN directory_office AS o ON o.id = t.office_id
"""
STATES = {1: "submitted", 2: "approved", 3: "approved", 4: "approved"}
"""The state of a report whose figures stand at a level."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: figures written anew or changed, and reports touched."""

    figures: int
    reports: int


class RowsTwice(Exception):
    """Rows of the file share their key; `find_twice` has marked them. `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def write(actor: Any, load: int, level: int, due_day: int, reason: str) -> Loaded:
    """Write everything that was read; the caller's transaction holds it. Raises RowsTwice."""
    told = {
        "level": level, "state": STATES[level], "due_day": due_day, "load": load, "reason": reason,
        "person": actor.person_id, "seat": actor.seat_id, "actor": actor.label, "request": current_request_id(),
    }  # fmt: skip
    with planned_anew() as cursor:
        cursor.execute("DROP TABLE IF EXISTS progress_touched")
        cursor.execute(_TOUCHED)
        cursor.execute(_REPORTS, told)
        cursor.execute(_LOCKED, told)
        cursor.execute(_RAISED, told)
        cursor.execute(_FRESH)
        cursor.execute("ANALYZE progress_touched")
        cursor.execute(_ANY)
        fresh, known, reports = cursor.fetchone()
        if known and (count := find_twice()):
            raise RowsTwice(count)
        cursor.execute(_CHECKED)
        figures = _insert(cursor) if fresh else 0
        if known:
            figures += _change(cursor)
        cursor.execute(_NOT_CHECKED)
        cursor.execute(_JOURNAL, told)
    return Loaded(figures, reports)


def _insert(cursor: Any) -> int:
    """Insert the figures of fresh reports; a key twice in the file meets the unique index. Raises RowsTwice."""
    try:
        with transaction.atomic():
            cursor.execute(_FIGURES + _OF_FRESH)
            figures = int(cursor.rowcount)
    except IntegrityError:
        if count := find_twice():
            raise RowsTwice(count) from None
        raise
    cursor.execute(_DIRTY.replace("{which}", _OF_FRESH))
    return figures


def _change(cursor: Any) -> int:
    """Change the figures that differ in reports that hold some, and insert those that are not there yet."""
    cursor.execute("DROP TABLE IF EXISTS progress_met")
    cursor.execute(_MET)
    cursor.execute("ANALYZE progress_met")
    cursor.execute(_HISTORY)
    cursor.execute(_BY_KEY)
    cursor.execute(_CHANGED)
    changed = int(cursor.rowcount)
    cursor.execute(_BY_HASH)
    cursor.execute(_FIGURES + _UNMET)
    changed += int(cursor.rowcount)
    cursor.execute(_DIRTY.replace("{which}", _WRITTEN))
    return changed
