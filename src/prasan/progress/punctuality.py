"""Completeness and timeliness of reports (ความครบถ้วนและตรงเวลา): how many came, and how many by their due day."""

from __future__ import annotations

from typing import NamedTuple

from prasan.platform.prepared import planned_anew

_COUNTED = """
SELECT p.upper_id, r.period, count(*), count(r.submitted_at),
       count(*) FILTER (WHERE (r.submitted_at AT TIME ZONE 'Asia/Bangkok')::date <= r.due)
FROM progress_report AS r JOIN progress_place AS p USING (area_id)
WHERE r.period BETWEEN %s AND %s GROUP BY 1, 2
"""


class Punctuality(NamedTuple):
    """Of the reports of one province and month: opened, sent, and sent by their due day (Thai calendar day)."""

    opened: int
    sent: int
    in_time: int


def by_province(first: int, last: int) -> dict[tuple[int, int], Punctuality]:
    """Return what came of the reports by (upper area, period), from one period to another: one query."""
    with planned_anew() as cursor:
        cursor.execute(_COUNTED, [first, last])
        return {(upper, period): Punctuality(*counts) for upper, period, *counts in cursor.fetchall()}
