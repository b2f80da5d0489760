"""Read models of the screens: figures by progress.rollups, and where each office stands with its report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from prasan.desk import places
from prasan.desk.board import Country, Point, Province, english
from prasan.desk.frame import Frame, frame_on
from prasan.directory.models import Area
from prasan.kernel.asking import STEPS, frequencies_of, is_asked
from prasan.kernel.status import Thresholds, compute_status
from prasan.progress import periods, rollups
from prasan.progress.rollups import Line, Measure
from prasan.progress.sight import SHOWN
from prasan.progress.sums import running
from prasan.registers import settings as rules
from prasan.registers.models import Indicator, PolicySet
from prasan.registers.queries import current_set


def frame(period: int | None = None, seen: dt.datetime | None = None) -> Frame:
    """Return the frame of a period, by default of today, by the rules in force: one query.

    Parameters: `seen`, a moment of the past whose frame it is. Raises ValueError when the number is no period.
    """
    return frame_on(timezone.localdate(seen), rules.current(), period)


def provinces(numbers: Iterable[int] | None = None, *, grouped: bool = False) -> dict[int, Province]:
    """Return the provinces in Thai order by number: one query.

    Parameters: `numbers`, only these; `grouped`, with the groups that each belongs to today.
    """
    rows = Area.objects.provinces().order_by("sort_th")
    if numbers is not None:
        rows = rows.filter(pk__in=list(numbers))
    columns = ["pk", "last", "code", "name_th", "name_en", "short_th", "sort_th"]
    if grouped:
        rows = rows.annotate(belongs=places.belongs(timezone.localdate()))
        columns.append("belongs")
    en = english()
    return {
        pk: Province(pk, last, code, name_en if en else name_th, short or code, sort, places.read(*(groups or [()])))
        for pk, last, code, name_th, name_en, short, sort, *groups in rows.values_list(*columns)
    }


def _set_of(shown: Frame, seen: dt.datetime | None) -> PolicySet | None:
    """Return the policy set in force: of the past, today's where the former one had no figures to look back on."""
    chosen = current_set(shown.today)
    if seen is None or (
        chosen is not None and Indicator.objects.filter(policy__policy_set=chosen, is_main=True).exists()
    ):
        return chosen
    return current_set(timezone.localdate())


def country(
    shown: Frame,
    *,
    areas: dict[int, Province] | None = None,
    policy: int | None = None,
    policy_set: int | None = None,
    seen: dt.datetime | None = None,
    grouped: bool = False,
    level: int = SHOWN,
    months: int = 12,
) -> Country:
    """Return the figures of a month: five queries, one more while a month is not due yet.

    Parameters: `areas`, only these provinces; `policy`, only this one, of the set `policy_set`; `seen`, the figures
    as they were readable at that moment; `grouped`, the provinces with the groups they belong to; `level`, the lowest
    that counts for the reader (progress.sight.level_for); `months`, the length of the lines' series.
    """
    where = provinces(grouped=grouped) if areas is None else areas
    if policy_set is None:
        chosen = _set_of(shown, seen)
        policy_set = chosen.pk if chosen else None
    if policy_set is None or not where:
        return Country(shown, [], where)
    numbers = list(where) if areas is not None else None
    span = (min(where), max(p.last for p in where.values()))

    board = rollups.board(
        policy_set, shown.period, shown.thresholds, months=months, areas=numbers, area_range=span, policy_id=policy,
        fallback=shown.before if shown.grace else None, seen=seen, level=level,
    )  # fmt: skip
    return Country(shown, board.lines, where, board.periods)


@dataclass(frozen=True, slots=True)
class History:
    """A figure's year in one province: results and path by fiscal month, newest cause with its way back."""

    values: tuple[int | None, ...] = (None,) * 12
    path: tuple[int, ...] = ()
    cause: str = ""
    step: str = ""
    period: int | None = None
    """The month that cause and step belong to."""

    def shares(self, target: int | None, upto: int) -> list[float | None]:
        """Return the results as parts of the year's target, up to a month."""
        return [None if v is None or not target else v / target for v in self.values[:upto]]

    def plan(self, target: int | None) -> list[float | None]:
        """Return the path as parts of the year's target."""
        return [p / target for p in self.path] if target else []


# months one by one: as a range they would have every area of each month read from the index
_HISTORIES = """
SELECT t.indicator_id, t.area_id, t.path, f.period, f.value, f.whole, f.cause, f.step
FROM unnest(%s::bigint[], %s::int[]) AS p(indicator, area)
JOIN registers_target t ON t.indicator_id = p.indicator AND t.area_id = p.area AND t.fiscal_year = %s
LEFT JOIN LATERAL (
  SELECT period, sum(value) AS value, sum(denominator) AS whole, max(cause) AS cause, max(step) AS step
  FROM progress_figure
  WHERE indicator_id = p.indicator AND area_id = p.area AND period = ANY(%s) AND level >= %s AND member = ''
  GROUP BY period) f ON true
ORDER BY t.indicator_id, t.area_id, f.period
"""


def histories(shown: Frame, pairs: Sequence[tuple[Measure, int]], level: int = SHOWN) -> dict[tuple[int, int], History]:
    """Return the year of some (measure, province) pairs by (measure key, province): one query."""
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            _HISTORIES,
            [
                [m.pk for m, _ in pairs], [a for _, a in pairs], shown.fiscal_year,
                list(range(shown.fiscal_year * 100 + 1, shown.period + 1)), level,
            ],
        )  # fmt: skip
        rows = cursor.fetchall()
    grouped: dict[tuple[int, int], list[tuple]] = {}
    for row in rows:
        grouped.setdefault((row[0], row[1]), []).append(row[2:])
    measures = {m.pk: m for m, _ in pairs}
    return {key: _history(measures[key[0]], months) for key, months in grouped.items()}


def _history(measure: Measure, rows: list[tuple]) -> History:
    out: list[int | None] = [None] * 12
    path = tuple(rows[0][0] or ())
    months = [row[1:] for row in rows if row[1] is not None]
    for n, (period, *_) in enumerate(months, 1):
        values, wholes = [int(m[1]) for m in months[:n]], [None if m[2] is None else int(m[2]) for m in months[:n]]
        out[period % 100 - 1] = running(measure.summing, values, wholes, measure.decimals)
    told = next((m for m in reversed(months) if m[3] or m[4]), None)
    if told is None:
        return History(tuple(out), path)
    return History(tuple(out), path, told[3], told[4], told[0])


def months_behind(point: Point, history: History, upto: int, limits: Thresholds) -> int:
    """Return for how many months in a row a province has been behind, the newest of `upto` included.

    A month without a report ends the count; a quarter behind counts its three months.
    """
    if point.measure is None or len(history.path) != 12:
        return 0
    count = 0
    frequency = point.measure.frequency
    for month in range(upto, 0, -1):
        if not is_asked(frequency, month) and frequency != "once":
            continue
        value = history.values[month - 1]
        if value is None:
            break
        code = compute_status(
            value, history.path[month - 1], point.target, point.measure.direction,  # type: ignore[arg-type]
            decimals=point.measure.decimals, thresholds=limits,
        ).code  # fmt: skip
        if code not in {"late", "very_late"}:
            break
        count += STEPS[frequency] if frequency != "once" else 1
    return count


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """Where one office stands with the month's report; `report` is None where it was never begun."""

    area: int
    office: int
    code: str
    name: str
    agency: str
    agency_name: str
    leads: bool
    report: int | None
    state: str
    due: dt.date | None
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None
    accepted: bool = False
    """Department and province have both accepted it."""


_REPORTS = """
SELECT o.area_id, o.id, o.code, o.name_th, o.name_en, o.short_th, o.short_en, o.agency_id, g.name_th, g.name_en,
       o.leads_province, r.id, r.state, r.due, r.submitted_at, r.approved_at,
       r.department_at IS NOT NULL AND r.province_at IS NOT NULL
FROM (SELECT coalesce(t.office_id, l.id) AS office_id FROM
        (SELECT DISTINCT indicator_id, area_id, office_id, coalesce(due_month, 12) AS due_month FROM registers_target
         WHERE fiscal_year = %(year)s AND applies AND area_id BETWEEN %(first)s AND %(last)s) t
      JOIN registers_indicator i ON i.id = t.indicator_id AND (i.retired_on IS NULL OR i.retired_on > %(ends)s)
        AND (i.frequency = ANY(%(frequencies)s) OR (i.frequency = 'once' AND t.due_month = %(month)s))
      LEFT JOIN registers_policy p ON p.id = i.policy_id LEFT JOIN registers_policy_set s ON s.id = p.policy_set_id
      LEFT JOIN directory_office l
        ON t.office_id IS NULL AND l.area_id = t.area_id AND l.agency_id = i.lead_id AND l.kind = 'provincial'
      WHERE p.id IS NULL OR (p.classification = 0 AND (p.withdrawn_on IS NULL OR p.withdrawn_on > %(ends)s)
        AND NOT s.is_draft AND NOT EXISTS (SELECT 1 FROM registers_policy_set n
          WHERE n.replaces_id = s.id AND NOT n.is_draft AND n.given_on <= %(ends)s))
      UNION SELECT office_id FROM progress_report
      WHERE period = %(period)s AND area_id BETWEEN %(first)s AND %(last)s) e
JOIN directory_office o ON o.id = e.office_id
LEFT JOIN directory_agency g ON g.code = o.agency_id
LEFT JOIN progress_report r ON r.office_id = o.id AND r.period = %(period)s
ORDER BY o.area_id, g.order, o.code
"""


def reports(shown: Frame, first: int = 0, last: int = 2_147_483_647) -> list[OfficeReport]:
    """Return where each office that must report stands with the month, in ministry order: one query.

    Parameters: `first` and `last`, the range of area numbers.
    """
    told = {"year": shown.fiscal_year, "period": shown.period, "first": first, "last": last}
    ends: dict[str, Any] = {
        "ends": periods.bounds(shown.period)[1], "month": shown.month, "frequencies": list(frequencies_of(shown.month)),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_REPORTS, {**told, **ends})
        rows = cursor.fetchall()
    en = english()
    return [
        OfficeReport(
            r[0], r[1], r[2], (r[6] or r[4] or r[5] or r[3]) if en else (r[5] or r[3]), r[7] or "",
            (r[9] if en else r[8]) or "", r[10], r[11], r[12] or "none", r[13], r[14], r[15], bool(r[16]),
        )
        for r in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the month's reports of some offices have come; `newest`: when the last one was approved.

    `approved` ones have their head's word; of these `accepted` ones those of department and province too.
    """

    total: int = 0
    approved: int = 0
    submitted: int = 0
    open: int = 0
    newest: dt.datetime | None = None
    accepted: int = 0

    @property
    def complete(self) -> bool:
        """Tell whether every office's report is approved."""
        return self.total > 0 and self.approved == self.total


def tally(rows: Iterable[OfficeReport]) -> Tally:
    """Count reports by how far they have come."""
    known = list(rows)
    approved = [r for r in known if r.state == "approved"]
    submitted = sum(1 for r in known if r.state == "submitted")
    newest = max((r.approved_at for r in approved if r.approved_at), default=None)
    return Tally(
        len(known),
        len(approved),
        submitted,
        len(known) - len(approved) - submitted,
        newest,
        sum(one.accepted for one in approved),
    )


def by_area(rows: Iterable[OfficeReport]) -> dict[int, list[OfficeReport]]:
    """Group office reports by province."""
    found: dict[int, list[OfficeReport]] = {}
    for row in rows:
        found.setdefault(row.area, []).append(row)
    return found


def pairs_of(rows: Iterable[tuple[Province, Line, Point]]) -> list[tuple[Measure, int]]:
    """Return the (measure, province) pairs of some exceptions."""
    return [(line.main, province.pk) for province, line, _ in rows if line.main is not None]
