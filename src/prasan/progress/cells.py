"""What was reported, added up by the database: the cells of months, and the same packed as one row a level.

Readers lay dirty months out by it in their own statement (sheets.py), and months as they once were (asseen.py).
"""

from __future__ import annotations

SPANS = """
spans AS MATERIALIZED (
    SELECT array_agg(first ORDER BY first) AS firsts, array_agg(slot ORDER BY first) AS slots FROM progress_span)"""
# areas of one upper area stand side by side: where an area's number falls among the spans' firsts tells its slot
SLOT = "(SELECT slots FROM spans)[width_bucket(f.area_id, (SELECT firsts FROM spans))]"
_COLUMNS = "{slot} AS slot, f.level, sum(f.value)::bigint AS s, count(*) AS c, sum(f.denominator)::bigint AS w"
# of a few keys: each by its own stretch of the index
OF_KEYS = """
    SELECT k.indicator_id, k.member, k.period, a.*
    FROM keys AS k CROSS JOIN LATERAL (
        SELECT {columns} FROM progress_figure AS f
        WHERE f.indicator_id = k.indicator_id AND f.member = k.member AND f.period = k.period AND f.level > 0
        GROUP BY 1, 2 OFFSET 0) AS a""".replace("{columns}", _COLUMNS.replace("{slot}", SLOT))
OF_ALL = """
    SELECT f.indicator_id, f.member, f.period, {columns}
    FROM progress_figure AS f WHERE f.level > 0 GROUP BY 1, 2, 3, 4, 5""".replace(
    "{columns}", _COLUMNS.replace("{slot}", SLOT)
)
# cells: what was reported for each key, upper area and level; lanes: the levels that occur; packed: one row a lane
PACK = """{spans},
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
""".replace("{spans}", SPANS)
