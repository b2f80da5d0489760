"""Computes every roll-up anew from the figures: the database adds them up, memory lays the sums side by side.

One pass over the figures hands each indicator's cells over as a few arrays; its sheets and strips are the rows and
columns of them. Folding (folding.py) does the same for the months that changed.
"""

from __future__ import annotations

import psycopg
from django.db import connection, transaction

from prasan.platform.prepared import planned_anew
from prasan.progress.folding import HANDED, LOCK, width_of, write_sheets, write_strips

_CELLS = """
SELECT f.indicator_id, f.member, (f.period::bigint << 40) + (p.slot::bigint << 28) + (f.level::bigint << 24) + count(*)
       AS k, sum(f.value)::bigint AS s, sum(f.denominator)::bigint AS w
FROM progress_figure AS f JOIN progress_place AS p USING (area_id) WHERE f.level > 0
GROUP BY f.indicator_id, f.member, f.period, p.slot, f.level"""
# all figures are read once: hashing them is cheaper than sorting, and the last indicator is wanted as much as the first
_PLAN = "SET LOCAL enable_sort = off; SET LOCAL work_mem = '256MB'; SET LOCAL cursor_tuple_fraction = 1"


def rebuild() -> None:
    """Compute every sheet and strip anew from the figures in one transaction; readers see the old ones until then."""
    with transaction.atomic(), planned_anew() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        # what is dirty now is committed, so the later statement that reads the figures holds it
        cursor.execute("DELETE FROM progress_dirty")
        cursor.execute("DELETE FROM progress_sheet")
        cursor.execute("DELETE FROM progress_strip")
        width = width_of(cursor)
        cursor.execute(_PLAN)
        link = connection.connection
        with psycopg.ServerCursor(link, "progress_cells") as cells, psycopg.Cursor(link) as out:
            cells.execute(HANDED.replace("{cells}", _CELLS), binary=True)
            while rows := cells.fetchmany(1):
                for indicator, member, *columns in rows:
                    sheets = write_sheets(out, (indicator, member), columns, width)
                    write_strips(out, (indicator, member), sheets, width)
