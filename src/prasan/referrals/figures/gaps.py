"""What people need and do not get, by service and place: it waits, was declined, or ended without the service."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from prasan.directory.models import Area
from prasan.platform.prepared import planned_anew
from prasan.platform.ui.filters import language
from prasan.referrals.figures import scope
from prasan.referrals.figures.scope import BELOW, PLACES

MOST = 200
NAMES = {
    "th": "t.name_th, v.name_th",
    "en": "nullif(t.name_en, ''), nullif(v.name_en, ''), t.name_th, v.name_th",
}
"""What a service is called in the reader's language."""
STATEMENT = """
WITH places AS ({places})
SELECT CASE WHEN w.protected = '' THEN coalesce(p.place, h.place) END,
    coalesce(t.code, ''), coalesce({names}, ''), o.agency_id,
    count(*) FILTER (WHERE r.owner_id IS NOT NULL) AS waiting,
    count(*) FILTER (WHERE r.owner_id IS NOT NULL AND r.due_at <= %(now)s) AS late,
    count(*) FILTER (WHERE r.decline = 'no_capacity') AS full_up,
    count(*) FILTER (WHERE r.decline <> '') AS declined,
    count(*) FILTER (WHERE r.state IN ('unserved', 'unreached') OR r.outcome = 'not_solved') AS without,
    (extract(epoch FROM max(%(now)s - r.offered_at) FILTER (WHERE r.owner_id IS NOT NULL)) / 86400)::int AS oldest
FROM referrals_referral r
JOIN referrals_case c ON c.id = r.case_id
JOIN directory_office o ON o.id = r.office_id
JOIN registers_worker w ON w.id = c.worker_id
LEFT JOIN places p ON p.id = c.area_id
LEFT JOIN places h ON h.id = w.home_area_id
LEFT JOIN registers_service v ON v.id = r.service_id
LEFT JOIN registers_service_template t ON t.id = v.template_id
WHERE c.area_id BETWEEN %(first)s AND %(last)s
    AND ((r.owner_id IS NOT NULL AND r.state NOT IN ('served', 'told'))
        OR (r.ended_at >= %(start)s AND r.ended_at < %(end)s
            AND (r.decline <> '' OR r.state IN ('unserved', 'unreached') OR r.outcome = 'not_solved')))
GROUP BY 1, 2, 3, 4
ORDER BY late DESC, waiting DESC, 9 DESC, 1, 2
LIMIT %(most)s
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """Demand that is not met, in one place for one service ("" none named) of one department.

    `place`, of the need, else of the person's home (None: not known, or of a protected person);
    `waiting`, open now; `late`, of these beyond the due moment; `full_up`, declined for want of places; `declined`, for
    any reason; `without`, ended without the service. `oldest`, days the longest has waited, None where none waits.
    """

    place: int | None
    service: str
    name: str
    agency: str
    waiting: int
    late: int
    full_up: int
    declined: int
    without: int
    oldest: int | None


def of_area(area: Area, first_day: dt.date, last_day: dt.date) -> list[Gap]:
    """Return the gaps of a province or the nation, the latest first, at most MOST: one statement.

    Parameters: the days in which something ended, both inclusive.
    """
    start, end = scope.moments(first_day, last_day)
    told: dict[str, Any] = {
        "kind": BELOW[area.kind], "first": area.pk, "last": area.last, "start": start, "end": end,
        "now": timezone.now(), "most": MOST,
    }  # fmt: skip
    with planned_anew() as cursor:
        cursor.execute(STATEMENT.format(places=PLACES, names=NAMES[language()]), told)
        rows: list[Any] = cursor.fetchall()
    return [Gap(*row) for row in rows]
