"""Completeness and timeliness of reports per office and month, as one question to the database.

Method: docs/algorithms/data-quality.md. Everything is counted; no mark or rank is made of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from prasan.desk import claims
from prasan.kernel.asking import frequencies_of
from prasan.platform.prepared import planned_anew
from prasan.progress import periods
from prasan.registers import settings

_SQL = """
WITH m AS (SELECT * FROM unnest(%(periods)s::int[], %(years)s::int[], %(months)s::int[], %(ends)s::date[],
             %(often)s::text[]) AS m(period, year, month, ends, often)),
t AS (SELECT m.period, coalesce(t.office_id, l.id) AS office_id, count(*) AS asked
  FROM m JOIN registers_target t ON t.fiscal_year = m.year AND t.applies
    AND t.area_id BETWEEN %(first)s AND %(last)s
  JOIN registers_indicator i ON i.id = t.indicator_id AND (i.retired_on IS NULL OR i.retired_on > m.ends)
    AND i.frequency = ANY(string_to_array(m.often, ','))
  LEFT JOIN registers_policy p ON p.id = i.policy_id LEFT JOIN registers_policy_set s ON s.id = p.policy_set_id
  LEFT JOIN directory_office l
    ON t.office_id IS NULL AND l.area_id = t.area_id AND l.agency_id = i.lead_id AND l.kind = 'provincial'
  WHERE p.id IS NULL OR (p.classification = 0 AND (p.withdrawn_on IS NULL OR p.withdrawn_on > m.ends)
    AND NOT s.is_draft AND NOT EXISTS (SELECT 1 FROM registers_policy_set n
      WHERE n.replaces_id = s.id AND NOT n.is_draft AND n.given_on <= m.ends))
  GROUP BY 1, 2),
r AS (SELECT * FROM progress_report
  WHERE period = ANY(%(periods)s) AND area_id BETWEEN %(first)s AND %(last)s),
j AS (SELECT object_id, count(*) FILTER (WHERE verb = 'progress.return') AS returned,
    count(*) FILTER (WHERE verb = 'progress.reopen') AS reopened
  FROM platform_journal WHERE model = 'progress.report' AND verb IN ('progress.return', 'progress.reopen')
    AND object_id IN (SELECT id FROM r) GROUP BY 1),
f AS (SELECT f.report_id, count(*) AS given,
    count(*) FILTER (WHERE b.value > 0 AND abs(f.value - b.value) * 100 > b.value * %(jump)s) AS jumps
  FROM progress_figure f JOIN r ON r.id = f.report_id
  LEFT JOIN progress_figure b ON b.indicator_id = f.indicator_id AND b.area_id = f.area_id AND b.office_id = f.office_id
    AND b.member = f.member AND b.period = CASE WHEN f.period %% 100 = 1 THEN f.period - 89 ELSE f.period - 1 END
  WHERE f.member = '' GROUP BY 1)
SELECT o.id, o.code, coalesce(nullif(o.short_th, ''), o.name_th), o.agency_id, o.area_id, a.name_th,
  coalesce(t.period, r.period) AS period, r.id, r.submitted_at, r.due, coalesce(t.asked, 0),
  coalesce(f.given, 0), coalesce(j.returned, 0), coalesce(j.reopened, 0), coalesce(f.jumps, 0)
FROM t FULL JOIN r ON r.office_id = t.office_id AND r.period = t.period
JOIN directory_office o ON o.id = coalesce(t.office_id, r.office_id)
JOIN directory_area a ON a.id = o.area_id
LEFT JOIN directory_agency g ON g.code = o.agency_id
LEFT JOIN j ON j.object_id = r.id LEFT JOIN f ON f.report_id = r.id
WHERE (%(agency)s = '' OR o.agency_id = %(agency)s) AND (%(office)s = 0 OR o.id = %(office)s)
ORDER BY o.area_id, g.order, o.code, period
"""


@dataclass(slots=True)
class Counted:
    """What is counted of reports: of one office and month, or of many."""

    expected: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    waiting: int = 0
    """not sent yet, but the due day has not passed"""
    returned: int = 0
    reopened: int = 0
    jumps: int = 0
    gaps: int = 0
    """asked figures that a sent report does not hold"""
    claims: int = 0
    """how often the office said itself how it goes, in reports that were sent"""
    differing: int = 0
    """of these, how often that differs from the computed status"""
    unproven: int = 0
    """of these, how often no figure stood beside it"""

    def add(self, other: Counted) -> None:
        """Add another's counts."""
        for one in fields(Counted):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))

    @property
    def share(self) -> float | None:
        """Return the part of the due reports that came on time, None where none was due."""
        due = self.expected - self.waiting
        return self.on_time / due if due else None


@dataclass(slots=True)
class Row:
    """One office in one month."""

    office: int
    code: str
    name: str
    agency: str
    area: int
    area_name: str
    period: int
    report: int | None
    counted: Counted


@dataclass(slots=True)
class Line:
    """Many rows under one name."""

    key: str
    name: str
    counted: Counted
    rows: list[Row]


def rows(shown: Sequence[int], today: dt.date, scope: tuple[int, int], agency: str = "", office: int = 0) -> list[Row]:
    """Return every office that must report in some months, with what came of it; three queries.

    Parameters: `shown`, periods; `scope`, a range of area numbers; `agency` and `office` narrow it.
    """
    rules = settings.current()
    often = [",".join(frequencies_of(period % 100)) for period in shown]
    ends = [periods.bounds(period)[1] for period in shown]
    told: dict[str, Any] = {
        "periods": list(shown), "years": [one // 100 for one in shown], "months": [one % 100 for one in shown],
        "ends": ends, "often": often, "first": scope[0], "last": scope[1], "agency": agency, "office": office,
        "jump": rules["report-remarkable-change"],
    }  # fmt: skip
    with planned_anew() as cursor:
        cursor.execute(_SQL, told)
        found = cursor.fetchall()
    usual = {p: end + dt.timedelta(days=rules["report-due-day"]) for p, end in zip(shown, ends, strict=True)}
    said = claims.of_reports((one[7] for one in found if one[7] is not None), rules.thresholds)
    return [
        Row(
            one[0], one[1], one[2], one[3], one[4], one[5], one[6], one[7],
            _count(one, usual[one[6]], today, said.get(one[7], claims.Said())),
        )
        for one in found
    ]  # fmt: skip


def _count(one: tuple[Any, ...], usual: dt.date, today: dt.date, said: claims.Said) -> Counted:
    sent, due, asked, given = one[8], one[9] or usual, one[10], one[11]
    found = Counted(
        expected=1, returned=one[12], reopened=one[13], jumps=one[14],
        claims=said.claims, differing=said.differing, unproven=said.unproven,
    )  # fmt: skip
    if sent is not None:
        from django.utils import timezone

        late = timezone.localdate(sent) > due
        found.on_time, found.late = int(not late), int(late)
        found.gaps = max(0, asked - given)
    elif today > due:
        found.missing = 1
    else:
        found.waiting = 1
    return found


GROUPS: dict[str, Callable[[Row], tuple[str, str]]] = {
    "office": lambda row: (row.code, row.name),
    "agency": lambda row: (row.agency or "", row.agency or "–"),
    "province": lambda row: (str(row.area), row.area_name),
    "month": lambda row: (str(row.period), periods.label(row.period)),
}
"""What the rows are put together by: (key, name) of one."""
SORTS: dict[str, Callable[[Line], Any]] = {
    "worst": lambda line: (-(line.counted.missing * 2 + line.counted.late), line.name),
    "returned": lambda line: (-line.counted.returned, line.name),
    "jumps": lambda line: (-line.counted.jumps, line.name),
    "gaps": lambda line: (-line.counted.gaps, line.name),
    "claims": lambda line: (-(line.counted.differing + line.counted.unproven), line.name),
    "name": lambda line: line.key,
}
"""Orders of lines; the worst first counts a missing report twice a late one."""


def lines(found: Iterable[Row], by: str, sort: str = "worst") -> list[Line]:
    """Return the rows put together, in an order."""
    groups: dict[str, Line] = {}
    for row in found:
        key, name = GROUPS[by](row)
        line = groups.setdefault(key, Line(key, name, Counted(), []))
        line.counted.add(row.counted)
        line.rows.append(row)
    return sorted(groups.values(), key=SORTS[sort])


def total(found: Iterable[Row]) -> Counted:
    """Return everything counted together."""
    whole = Counted()
    for row in found:
        whole.add(row.counted)
    return whole
