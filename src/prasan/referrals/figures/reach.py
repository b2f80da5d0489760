"""Whom the services reach among informal workers, by district: counted from the registry and the referrals' events."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from prasan.directory.models import Area
from prasan.kernel.fiscal import fiscal_year, fiscal_year_bounds
from prasan.platform.prepared import planned_anew
from prasan.referrals.figures import scope
from prasan.referrals.figures.scope import BELOW, PLACES
from prasan.registers.models import CountedFrom, Target

TRAINING = "DSD"
"""The department whose services are training."""
FINDS_WORK = ("job-placement", "urgent-employment", "disability-employment", "home-worker-registration")
"""Services whose good outcome is work; a code that the directory does not know counts nothing."""

STATEMENT = """
WITH places AS ({places}), people AS (
    SELECT w.id, CASE WHEN w.protected = '' THEN l.place END AS place, w.section, w.option, w.created
    FROM registers_worker w
    LEFT JOIN places l ON l.id = w.home_area_id
    WHERE w.state = 'active' AND w.employment = 'informal' AND w.home_area_id BETWEEN %(first)s AND %(last)s
        AND w.created < %(end)s
), entries AS (
    SELECT id, id AS kept FROM people
    UNION ALL SELECT m.id, p.id FROM registers_worker m JOIN people p ON p.id = m.merged_into_id
), come AS (
    SELECT DISTINCT n.kept AS id FROM entries n JOIN referrals_case c ON c.worker_id = n.id
    WHERE c.opened_at >= %(start)s AND c.opened_at < %(end)s
), good AS (
    SELECT n.kept AS id,
        bool_or(o.agency_id = %(training)s) AS trained, bool_or(t.code = ANY(%(work)s)) AS working
    FROM entries n
    JOIN referrals_case c ON c.worker_id = n.id
    JOIN referrals_referral r ON r.case_id = c.id AND r.outcome IN ('solved', 'partly')
        AND r.state IN ('told', 'confirmed')
    JOIN directory_office o ON o.id = r.office_id
    LEFT JOIN registers_service v ON v.id = r.service_id
    LEFT JOIN registers_service_template t ON t.id = v.template_id
    WHERE EXISTS (SELECT 1 FROM referrals_event e WHERE e.referral_id = r.id AND e.move = 'tell'
        AND e.at >= %(start)s AND e.at < %(end)s)
    GROUP BY 1
)
SELECT p.place,
    count(*) AS known,
    count(*) FILTER (WHERE p.created >= %(start)s OR p.id IN (SELECT id FROM come) OR g.id IS NOT NULL) AS reached,
    count(g.id) AS served,
    count(*) FILTER (WHERE p.section = '40' AND p.option = 1) AS option_1,
    count(*) FILTER (WHERE p.section = '40' AND p.option = 2) AS option_2,
    count(*) FILTER (WHERE p.section = '40' AND p.option = 3) AS option_3,
    count(*) FILTER (WHERE p.section = '40' AND p.option IS NULL) AS option_unknown,
    count(*) FILTER (WHERE g.trained) AS trained,
    count(*) FILTER (WHERE g.working) AS working
FROM people p LEFT JOIN good g ON g.id = p.id GROUP BY p.place
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """People of one place (None: in the area, but where is not known, or not told of protected people), each once.

    `known`, in the registry as informal workers; `reached`, registered or with a case within the year; `served`, with a
    good outcome within it; `option_1` to `option_3` and `option_unknown`, enrolled under section 40 as the registry
    says today; `trained` and `working`, with a good outcome of training, or of a service that finds work.
    """

    place: int | None
    known: int
    reached: int
    served: int
    option_1: int
    option_2: int
    option_3: int
    option_unknown: int
    trained: int
    working: int

    @property
    def enrolled(self) -> int:
        """Return how many are insured under section 40, by whatever option."""
        return self.option_1 + self.option_2 + self.option_3 + self.option_unknown


COUNTS = tuple(one.name for one in fields(Reach))[1:]


def of_places(area: Area, first_day: dt.date, last_day: dt.date) -> list[Reach]:
    """Return a row for each district of a province (of the nation: each province) where somebody is known: one query.

    Parameters: the days, both inclusive.
    """
    start, end = scope.moments(first_day, last_day)
    told: dict[str, Any] = {
        "kind": BELOW[area.kind], "first": area.pk, "last": area.last, "start": start, "end": end,
        "training": TRAINING, "work": list(FINDS_WORK),
    }  # fmt: skip
    with planned_anew() as cursor:
        cursor.execute(STATEMENT.format(places=PLACES), told)
        rows = [Reach(*row) for row in cursor.fetchall()]
    return sorted(rows, key=lambda one: (one.place is None, one.place))


def summed(rows: list[Reach]) -> Reach:
    """Return the row of all: every person lives in one place."""
    return Reach(None, *(sum(getattr(one, name) for one in rows) for name in COUNTS))


COUNTED = frozenset({"known", "reached", "served", "enrolled", "trained", "working"})
"""What is counted here of registers.CountedFrom; training counts the rest."""


def counted(rows: Reach) -> dict[str, int]:
    """Return what the indicators that are counted here would say (registers.CountedFrom)."""
    known = CountedFrom
    return {
        known.KNOWN: rows.known, known.REACHED: rows.reached, known.SERVED: rows.served,
        known.ENROLLED: rows.enrolled, known.TRAINED: rows.trained, known.WORKING: rows.working,
    }  # fmt: skip


def year_to(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the days of a day's fiscal year up to it."""
    return fiscal_year_bounds(fiscal_year(day))[0], day


def targets(actor: Any, area: Area, year: int) -> list[Target]:
    """Return what a province is to reach in a fiscal year of what is counted here, as the actor reads it: one query."""
    rows = Target.objects.visible_to(actor).filter(area=area, fiscal_year=year, applies=True)
    rows = rows.filter(indicator__counts_from__in=sorted(COUNTED), indicator__retired_on=None)
    return list(rows.select_related("indicator").order_by("indicator__counts_from", "indicator__code"))
