"""Writes a read file: reports that are missing, figures in the order of their index, one journal line a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from prasan.platform.web.request_id import current_request_id

_REPORTS = """
INSERT INTO progress_report (office_id, area_id, period, state, due, version, returned_reason, submitted_at,
                             approved_at)
SELECT k.office_id, o.area_id, k.period, %(state)s, make_date(k.period / 100 - 543, 10, 1)
         + make_interval(months => k.period %% 100 - 12) + make_interval(days => %(due_day)s - 1), 0, '',
       CASE WHEN %(level)s >= 1 THEN now() END, CASE WHEN %(level)s >= 4 THEN now() END
FROM (SELECT DISTINCT office_id, period FROM progress_read) AS k JOIN directory_office AS o ON o.id = k.office_id
ON CONFLICT (office_id, period) DO NOTHING
"""
# one order of locks for all who load: by key
_LOCKED = """
SELECT count(*) FROM (
    SELECT r.id FROM progress_report AS r
    JOIN (SELECT DISTINCT office_id, period FROM progress_read) AS k USING (office_id, period)
    ORDER BY r.id FOR UPDATE OF r) AS locked
"""
_FIGURES = """
INSERT INTO progress_figure (indicator_id, area_id, period, office_id, member, report_id, value, denominator, level,
                             cause, step, note)
SELECT f.indicator_id, f.area_id, f.period, f.office_id, f.member, r.id, f.value, f.denominator, %(level)s, '', '', ''
FROM progress_read AS f JOIN progress_report AS r USING (office_id, period)
ORDER BY f.indicator_id, f.period, f.area_id
ON CONFLICT (indicator_id, period, area_id, office_id, member) DO UPDATE
SET value = excluded.value, denominator = excluded.denominator, level = excluded.level
WHERE (progress_figure.value, progress_figure.denominator, progress_figure.level)
      IS DISTINCT FROM (excluded.value, excluded.denominator, excluded.level)
"""
_JOURNAL = """
INSERT INTO platform_journal (person_id, seat_id, actor_label, verb, model, object_id, object_label, area_id, office_id,
                              classification, changes, reason, request_id, at)
SELECT %(person)s, %(seat)s, %(actor)s, 'progress.load', 'progress.report', r.id,
       left(o.name_th || ' ' || r.period, 300),
       r.area_id, r.office_id, 0, jsonb_build_object('load', jsonb_build_array(NULL, %(load)s::bigint)), %(reason)s,
       %(request)s, now()
FROM progress_report AS r JOIN directory_office AS o ON o.id = r.office_id
JOIN (SELECT DISTINCT office_id, period FROM progress_read) AS k USING (office_id, period)
"""
STATES = {1: "submitted", 2: "submitted", 3: "submitted", 4: "approved"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: figures written anew or changed, and reports touched."""

    figures: int
    reports: int


def write(actor: Any, load: int, level: int, due_day: int, reason: str) -> Loaded:
    """Write everything that was read; the caller's transaction holds it. Raises IntegrityError for a key twice."""
    told = {
        "level": level, "state": STATES[level], "due_day": due_day, "load": load, "reason": reason,
        "person": actor.person_id, "seat": actor.seat_id, "actor": actor.label, "request": current_request_id(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE progress_read")
        cursor.execute(_REPORTS, told)
        cursor.execute(_LOCKED)
        reports = int(cursor.fetchone()[0])
        cursor.execute(_FIGURES, told)
        figures = int(cursor.rowcount)
        cursor.execute(_JOURNAL, told)
    return Loaded(figures, reports)
