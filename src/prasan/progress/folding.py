"""Brings the packed roll-ups up to their figures: sheets from figures, strips from sheets, all in set-based SQL.

Writers leave a row in `progress_dirty` (by trigger); `fold` takes such rows and computes the touched months anew from
their figures, so that doing it twice, or dying in the middle, changes nothing. Readers do not wait for it: what is
still dirty they compute themselves (sheets.py). See docs/algorithms/rollups.md.
"""

from __future__ import annotations

from django.db import connection, transaction

LOCK = 7_420_001
"""Advisory lock: one folder at a time, or an older snapshot could overwrite a newer one."""
BATCH = 20_000

# areas of one upper area stand side by side: where an area's number falls among the spans' firsts tells its slot
_SLOT = "(SELECT slots FROM spans)[width_bucket(f.area_id, (SELECT firsts FROM spans))]"
_COLUMNS = "{slot} AS slot, f.level, sum(f.value)::bigint AS s, count(*) AS c, sum(f.denominator)::bigint AS w"
# of a few keys: each by its own stretch of the index
OF_KEYS = """
    SELECT k.indicator_id, k.member, k.period, a.*
    FROM keys AS k CROSS JOIN LATERAL (
        SELECT {columns} FROM progress_figure AS f
        WHERE f.indicator_id = k.indicator_id AND f.member = k.member AND f.period = k.period AND f.level > 0
        GROUP BY 1, 2 OFFSET 0) AS a""".replace("{columns}", _COLUMNS.replace("{slot}", _SLOT))
OF_ALL = """
    SELECT f.indicator_id, f.member, f.period, {columns}
    FROM progress_figure AS f WHERE f.level > 0 GROUP BY 1, 2, 3, 4, 5""".replace(
    "{columns}", _COLUMNS.replace("{slot}", _SLOT)
)
# cells: what was reported for each key, upper area and level; lanes: the levels that occur; packed: one row a lane
PACK = """
spans AS MATERIALIZED (
    SELECT array_agg(first ORDER BY first) AS firsts, array_agg(slot ORDER BY first) AS slots FROM progress_span),
cells AS MATERIALIZED ({cells}),
slots AS (SELECT generate_series(0, (SELECT max(slot) FROM progress_span)) AS slot),
lanes AS (SELECT indicator_id, member, period, level FROM cells GROUP BY 1, 2, 3, 4),
laned AS (
    SELECT l.indicator_id, l.member, l.period, l.level, c.slot, sum(c.s)::bigint AS s, sum(c.c)::int AS c,
           sum(c.w)::bigint AS w
    FROM lanes AS l JOIN cells AS c
      ON (c.indicator_id, c.member, c.period) = (l.indicator_id, l.member, l.period) AND c.level >= l.level
    GROUP BY 1, 2, 3, 4, 5),
packed AS (
    SELECT l.indicator_id, l.member, l.period, l.level,
           string_agg(int8send(coalesce(d.s, 0)), ''::bytea ORDER BY x.slot) AS sums,
           string_agg(int4send(coalesce(d.c, 0)), ''::bytea ORDER BY x.slot) AS counts,
           CASE WHEN bool_or(d.w IS NOT NULL) THEN string_agg(int8send(coalesce(d.w, 0)), ''::bytea ORDER BY x.slot)
           END AS wholes,
           convert_to(string_agg(CASE WHEN d.c > 0 THEN d.s::text ELSE 'null' END, ',' ORDER BY x.slot), 'UTF8') AS line
    FROM lanes AS l CROSS JOIN slots AS x LEFT JOIN laned AS d
      ON (d.indicator_id, d.member, d.period, d.level, d.slot) = (l.indicator_id, l.member, l.period, l.level, x.slot)
    GROUP BY 1, 2, 3, 4)
"""
# a batch has few rows as far as the planner knows; sorting for each of them is what it would choose
PLAN = "SET LOCAL enable_sort = off; SET LOCAL enable_mergejoin = off; SET LOCAL work_mem = '64MB'"

_FOLD = """
WITH taken AS (
    DELETE FROM progress_dirty WHERE id IN (SELECT id FROM progress_dirty ORDER BY id LIMIT %(batch)s)
    RETURNING indicator_id, member, period, slot),
keys AS MATERIALIZED (SELECT DISTINCT indicator_id, member, period FROM taken),
{packed},
emptied AS (
    DELETE FROM progress_sheet AS s USING keys AS k
    WHERE (s.indicator_id, s.member, s.period) = (k.indicator_id, k.member, k.period) AND NOT EXISTS (
      SELECT FROM lanes AS l
      WHERE (l.indicator_id, l.member, l.period, l.level) = (s.indicator_id, s.member, s.period, s.level))),
written AS (
    INSERT INTO progress_sheet (indicator_id, member, period, level, sums, counts, wholes, line)
    SELECT indicator_id, member, period, level, sums, counts, wholes, line FROM packed
    ON CONFLICT (indicator_id, member, period, level)
    DO UPDATE SET sums = excluded.sums, counts = excluded.counts, wholes = excluded.wholes, line = excluded.line)
SELECT array_agg(indicator_id), array_agg(member), array_agg(slot), sum(n)
FROM (SELECT indicator_id, member, slot, count(*) AS n FROM taken GROUP BY 1, 2, 3) AS t
""".replace("{packed}", PACK.replace("{cells}", OF_KEYS).rstrip())

# strips of some areas of some indicators, cut out of their sheets; a slot of NULL stands for every area
_STRIPS = """
WITH asked AS MATERIALIZED (
    SELECT indicator_id, member, array_agg(slot) FILTER (WHERE slot IS NOT NULL) AS slots,
           bool_or(slot IS NULL) AS whole
    FROM unnest(%(indicators)s::bigint[], %(members)s::text[], %(slots)s::int[]) AS t(indicator_id, member, slot)
    GROUP BY 1, 2),
sheets AS MATERIALIZED (
    SELECT s.*, (s.period / 100) * 12 + s.period %% 100 - 1 AS month
    FROM progress_sheet AS s JOIN asked AS a USING (indicator_id, member)),
spans AS (
    SELECT indicator_id, member, min(month) AS first, max(month) AS last FROM sheets GROUP BY 1, 2),
lanes AS (SELECT DISTINCT indicator_id, member, level FROM sheets),
found AS (
    SELECT DISTINCT ON (l.indicator_id, l.member, l.level, s.month)
           l.indicator_id, l.member, l.level, s.month, s.sums, s.counts, s.wholes
    FROM lanes AS l JOIN sheets AS s USING (indicator_id, member) WHERE s.level >= l.level
    ORDER BY l.indicator_id, l.member, l.level, s.month, s.level),
chosen AS MATERIALIZED (
    SELECT l.indicator_id, l.member, l.level, m.month, f.sums, f.counts, f.wholes
    FROM lanes AS l JOIN spans AS p USING (indicator_id, member)
    CROSS JOIN LATERAL generate_series(p.first, p.last) AS m(month)
    LEFT JOIN found AS f
      ON (f.indicator_id, f.member, f.level, f.month) = (l.indicator_id, l.member, l.level, m.month)),
places AS (
    SELECT a.indicator_id, a.member, x.slot
    FROM asked AS a CROSS JOIN generate_series(0, (SELECT max(slot) FROM progress_span)) AS x(slot)
    WHERE a.whole OR x.slot = ANY (a.slots)),
cut AS (
    SELECT c.indicator_id, c.member, x.slot, c.level,
        string_agg(CASE WHEN length(c.sums) > x.slot * 8 THEN substr(c.sums, x.slot * 8 + 1, 8)
                   ELSE int8send(0) END, ''::bytea ORDER BY c.month) AS sums,
        string_agg(CASE WHEN length(c.counts) > x.slot * 4 THEN substr(c.counts, x.slot * 4 + 1, 4)
                   ELSE int4send(0) END, ''::bytea ORDER BY c.month) AS counts,
        CASE WHEN bool_or(c.wholes IS NOT NULL) THEN
          string_agg(CASE WHEN length(c.wholes) > x.slot * 8 THEN substr(c.wholes, x.slot * 8 + 1, 8)
                     ELSE int8send(0) END, ''::bytea ORDER BY c.month) END AS wholes
    FROM chosen AS c JOIN places AS x USING (indicator_id, member) GROUP BY 1, 2, 3, 4),
emptied AS (
    DELETE FROM progress_strip AS t USING asked AS a
    WHERE (t.indicator_id, t.member) = (a.indicator_id, a.member) AND NOT EXISTS (
      SELECT FROM lanes AS l WHERE (l.indicator_id, l.member, l.level) = (t.indicator_id, t.member, t.level)))
INSERT INTO progress_strip (indicator_id, member, slot, level, first, sums, counts, wholes)
SELECT c.indicator_id, c.member, c.slot, c.level, (p.first / 12) * 100 + p.first %% 12 + 1, c.sums, c.counts, c.wholes
FROM cut AS c JOIN spans AS p USING (indicator_id, member)
ON CONFLICT (indicator_id, member, slot, level) DO UPDATE
SET first = excluded.first, sums = excluded.sums, counts = excluded.counts, wholes = excluded.wholes
"""


def fold(batch: int = BATCH) -> int:
    """Take up to `batch` dirty rows and bring their sheets and strips up to date; returns how many were taken.

    Returns 0 at once while another process folds: that one, or the next, takes them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(PLAN)
        cursor.execute(_FOLD, {"batch": batch})
        indicators, members, slots, count = cursor.fetchone()
        if not count:
            return 0
        cursor.execute("SET LOCAL enable_sort = on; SET LOCAL enable_mergejoin = on")
        cursor.execute(_STRIPS, {"indicators": indicators, "members": members, "slots": slots})
    return int(count)


def fold_all() -> int:
    """Fold until nothing is dirty; returns how many rows were taken."""
    total = 0
    while taken := fold():
        total += taken
    return total
