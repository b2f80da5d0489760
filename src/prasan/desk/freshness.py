"""How old the last value of each figure is, per province and indicator: what is late, since when, and whose it is.

Method: docs/algorithms/data-quality.md. One question to the database, and one for the names of those who answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.kernel.asking import frequencies_of
from prasan.platform.prepared import planned_anew
from prasan.progress import periods
from prasan.registers import settings

_SQL = """
WITH m AS (SELECT * FROM unnest(%(periods)s::int[], %(years)s::int[], %(ends)s::date[], %(often)s::text[])
    AS m(period, year, ends, often)),
x AS (SELECT i.id AS indicator_id, t.area_id, coalesce(t.office_id, l.id) AS office_id, m.period
  FROM m JOIN registers_target t ON t.fiscal_year = m.year AND t.applies
    AND t.area_id BETWEEN %(first)s AND %(last)s
  JOIN registers_indicator i ON i.id = t.indicator_id AND (i.retired_on IS NULL OR i.retired_on > m.ends)
    AND i.frequency = ANY(string_to_array(m.often, ','))
  LEFT JOIN registers_policy p ON p.id = i.policy_id LEFT JOIN registers_policy_set s ON s.id = p.policy_set_id
  LEFT JOIN directory_office l
    ON t.office_id IS NULL AND l.area_id = t.area_id AND l.agency_id = i.lead_id AND l.kind = 'provincial'
  WHERE p.id IS NULL OR (p.classification = 0 AND (p.withdrawn_on IS NULL OR p.withdrawn_on > m.ends)
    AND NOT s.is_draft AND NOT EXISTS (SELECT 1 FROM registers_policy_set n
      WHERE n.replaces_id = s.id AND NOT n.is_draft AND n.given_on <= m.ends))),
g AS (SELECT x.*, f.created FROM x LEFT JOIN LATERAL (SELECT min(f.created) AS created FROM progress_figure f
    WHERE f.indicator_id = x.indicator_id AND f.area_id = x.area_id AND f.office_id = x.office_id
      AND f.period = x.period AND f.member = '' AND f.level >= 1) f ON true),
h AS (SELECT indicator_id, area_id, office_id, max(period) FILTER (WHERE created IS NOT NULL) AS last_period,
    max(created) AS last_at FROM g GROUP BY 1, 2, 3),
k AS (SELECT h.*, (SELECT min(g.period) FROM g WHERE g.indicator_id = h.indicator_id AND g.area_id = h.area_id
      AND g.office_id IS NOT DISTINCT FROM h.office_id AND g.period > coalesce(h.last_period, 0)) AS missing FROM h)
SELECT k.indicator_id, i.code, i.name_th, i.name_en, k.area_id, a.code, a.name_th, a.name_en, o.id, o.code,
  coalesce(nullif(o.short_th, ''), o.name_th), o.agency_id, k.last_period, k.last_at, k.missing
FROM k JOIN registers_indicator i ON i.id = k.indicator_id JOIN directory_area a ON a.id = k.area_id
LEFT JOIN directory_office o ON o.id = k.office_id
WHERE (%(agency)s = '' OR o.agency_id = %(agency)s) AND (%(office)s = 0 OR o.id = %(office)s)
ORDER BY k.area_id, k.indicator_id
"""

HEADS = (Role.AGENCY_HEAD, Role.PLO)


@dataclass(slots=True)
class Row:
    """One figure of one province: the month of its last value, since when the next one is due, and whose it is.

    `late`, days past the day on which the first missing month was due; 0 where nothing that is due is missing.
    `office` is None where no office answers for it: then nobody can be asked, which is told first.
    """

    indicator: int
    code: str
    name_th: str
    name_en: str
    area: int
    area_code: str
    area_th: str
    area_en: str
    office: int | None
    office_code: str
    office_name: str
    agency: str
    last_period: int | None
    last_at: dt.datetime | None
    late: int
    missing: int | None
    head: str = ""


@dataclass(slots=True)
class Line:
    """Rows put together: a province, an indicator or an office."""

    key: str
    name: str
    rows: list[Row] = field(default_factory=list)

    @property
    def stale(self) -> int:
        """Return how many of its figures are late."""
        return sum(1 for one in self.rows if one.late)

    @property
    def worst(self) -> int:
        """Return the days of its oldest debt."""
        return max((one.late for one in self.rows), default=0)


def rows(shown: Sequence[int], today: dt.date, scope: tuple[int, int], agency: str = "", office: int = 0) -> list[Row]:
    """Return every figure that is asked in the months, with its age; two queries and one of the settings.

    Parameters: `shown`, months that are over, in order; `scope`, first and last area number; `agency` and `office`
    narrow, empty and 0 take all. A draft is no value; zero is one.
    """
    due_day = settings.current()["report-due-day"]
    ends = [periods.bounds(period)[1] for period in shown]
    due = {period: end + dt.timedelta(days=due_day) for period, end in zip(shown, ends, strict=True)}
    over = [period for period in shown if due[period] < today]
    told: dict[str, Any] = {
        "periods": over, "years": [one // 100 for one in over], "ends": [periods.bounds(one)[1] for one in over],
        "often": [",".join(frequencies_of(one % 100)) for one in over],
        "first": scope[0], "last": scope[1], "agency": agency, "office": office,
    }  # fmt: skip
    with planned_anew() as cursor:
        cursor.execute(_SQL, told)
        found = cursor.fetchall()
    return [_row(one, due, today) for one in found]


def _row(one: tuple[Any, ...], due: dict[int, dt.date], today: dt.date) -> Row:
    late = (today - due[one[14]]).days if one[14] else 0
    return Row(
        indicator=one[0], code=one[1], name_th=one[2], name_en=one[3], area=one[4], area_code=one[5], area_th=one[6],
        area_en=one[7], office=one[8], office_code=one[9] or "", office_name=one[10] or "", agency=one[11] or "",
        last_period=one[12], last_at=one[13], late=late, missing=one[14],
    )  # fmt: skip


def with_heads(found: Iterable[Row], today: dt.date) -> None:
    """Write into rows who heads the office that owes them: one query."""
    late = [one for one in found if one.late and one.office]
    seats = Seat.objects.held_on(today).filter(office__in={one.office for one in late}, role__in=HEADS)
    names = {seat.office_id: seat.person.full_name for seat in seats.select_related("person") if seat.person}
    for one in late:
        one.head = names.get(one.office or 0, "")


GROUPS: dict[str, Callable[[Row, bool], tuple[str, str]]] = {
    "province": lambda one, english: (f"{one.area:07d}", one.area_en if english else one.area_th),
    "figure": lambda one, english: (one.code, (english and one.name_en) or one.name_th),
    "office": lambda one, english: (one.office_code, one.office_name or "–"),
}
"""What the rows are put together by: (key, name) of one."""


def lines(found: Iterable[Row], by: str, english: bool = False) -> list[Line]:
    """Return the rows put together, those with the oldest debts first."""
    groups: dict[str, Line] = {}
    for row in found:
        key, name = GROUPS[by](row, english)
        groups.setdefault(key, Line(key, name)).rows.append(row)
    return sorted(groups.values(), key=lambda line: (-line.worst, -line.stale, line.key))
