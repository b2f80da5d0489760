"""Figures rolled up: the nation, each province, each policy, by one narrow interface.

`board(...)` answers everything the wall, the province page and the policy page show, by three
queries (a fourth where something is not folded yet); the caller reads the rules (registers.settings)
by one more. The figures come packed (sheets.py), always as of the last commit.

Rules (docs/algorithms/rollups.md):
- Only figures at or above `level` count (progress.sight: what the reader's seat may see; on the wall what a head of
  office has approved). What counts below the province's acceptance makes its cell and total not `accepted`.
- Missing is never zero: a province whose cumulative value lacks a month has status not_reported, and
  the nation compares the value of complete provinces with the path of those same provinces.
- Status is computed against the path, never typed.
- A withdrawn or classified policy stands on no board; its own page, which asks by `policy_id`, shows it to those who
  may see it. A retired indicator counts nowhere, its figures stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.utils.functional import cached_property

from prasan.kernel.asking import asked_count, last_asked
from prasan.kernel.status import Status, StatusCode, Thresholds, compute_status, status_codes, worst
from prasan.progress import asseen, periods, sheets
from prasan.progress.sight import SHOWN
from prasan.progress.sums import RATIO, SUM, divide, from_parts, running
from prasan.progress.todate import NOTHING, Points, ToDate, YearToDate

_INDICATORS = """
SELECT p.id, p.axis, p.number, p.headline, p.name_th, p.name_en, p.short_th, p.short_en,
       i.id, i.name_th, i.name_en, i.unit_th, i.unit_en, i.decimals, i.direction, i.summing,
       i.is_main, i.is_people, i.may_count_twice, i.counted, i.frequency,
       (SELECT jsonb_object_agg(s.fiscal_year, s.sums) FROM (
          SELECT t.fiscal_year, ARRAY[count(*), sum(t.path[1]), sum(t.path[2]), sum(t.path[3]), sum(t.path[4]),
                 sum(t.path[5]), sum(t.path[6]), sum(t.path[7]), sum(t.path[8]), sum(t.path[9]), sum(t.path[10]),
                 sum(t.path[11]), sum(t.path[12])] AS sums
          FROM registers_target t
          WHERE t.indicator_id = i.id AND t.applies AND t.fiscal_year BETWEEN %(first_year)s AND %(year)s
            AND t.area_id BETWEEN %(low)s AND %(high)s AND (%(areas)s::int[] IS NULL OR t.area_id = ANY(%(areas)s))
          GROUP BY t.fiscal_year) s)
FROM registers_policy p JOIN registers_indicator i ON i.policy_id = p.id
WHERE p.policy_set_id = %(policy_set)s AND (i.is_main OR i.is_people) AND i.retired_on IS NULL
  AND CASE WHEN %(policy)s::bigint IS NULL THEN p.withdrawn_on IS NULL AND p.classification = 0
           ELSE p.id = %(policy)s END
ORDER BY array_position(ARRAY['agenda', 'area', 'administration'], p.axis::text), p.number, i.is_main DESC
"""
# a path is read at the last month that asks for its indicator; what is reported once has the month in its target
# what an office says counts as its figures do: from the level that the reader sees, and by the day of it
_TARGETS = """
WITH said AS (
  SELECT s.indicator_id, r.area_id, r.period, min(s.claim) AS claim
  FROM progress_said AS s JOIN progress_report AS r ON r.id = s.report_id
  WHERE s.claim <> '' AND r.period BETWEEN %(october)s AND %(period)s
    AND (r.state = 'approved' OR (r.state = 'submitted' AND %(level)s <= 1))
    AND (%(seen)s::timestamptz IS NULL OR r.submitted_at <= %(seen)s)
  GROUP BY 1, 2, 3
)
SELECT t.indicator_id, t.area_id, p.slot, t.applies, t.path[at.month], t.path[at.earlier], t.value, at.month,
       at.earlier, s.claim, before.claim
FROM unnest(%(indicators)s::bigint[], %(months)s::int[], %(earliers)s::int[]) AS a(indicator_id, month, earlier)
JOIN registers_target AS t USING (indicator_id) JOIN progress_place AS p USING (area_id)
CROSS JOIN LATERAL (
  SELECT CASE WHEN a.month >= 0 THEN a.month
              WHEN coalesce(t.due_month, 12) <= %(month)s THEN coalesce(t.due_month, 12) ELSE 0 END AS month,
         CASE WHEN a.month >= 0 THEN a.earlier
              WHEN coalesce(t.due_month, 12) <= %(earlier)s THEN coalesce(t.due_month, 12) ELSE 0 END AS earlier
) AS at
LEFT JOIN said AS s
  ON (s.indicator_id, s.area_id) = (t.indicator_id, t.area_id) AND s.period = %(october)s - 1 + at.month
LEFT JOIN said AS before
  ON (before.indicator_id, before.area_id) = (t.indicator_id, t.area_id)
  AND before.period = %(october)s - 1 + at.earlier AND at.earlier <> at.month
WHERE t.fiscal_year = %(year)s
  AND t.area_id BETWEEN %(low)s AND %(high)s AND (%(areas)s::int[] IS NULL OR t.area_id = ANY(%(areas)s))
ORDER BY t.indicator_id, t.area_id
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as roll-ups need it; names in both languages, values scaled by 10 ** decimals."""

    pk: int
    policy_id: int
    name_th: str
    name_en: str
    unit_th: str
    unit_en: str
    decimals: int
    direction: int
    summing: str
    is_main: bool
    is_people: bool
    may_count_twice: bool
    counted: str
    frequency: str
    paths: dict[int, list[int]]
    """fiscal year → [number of areas, October …, September] summed over the areas asked for"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator in one province at the month shown.

    `value` is the year to date; `missing` the months of the year without a counted figure (for sums);
    `accepted` is false where a figure below PROVINCE counts; `waiting` tells that this month's figure
    is there but below the level asked for; `due` is false while no period of the year has ended that asks for
    it (the first quarter is not over); `month`, the fiscal month that the value and its path stand for; `claim` is
    the office's own word on the status in that month, `claimed` tells that it gave no figure with it.
    """

    area_id: int
    applies: bool
    value: int | None
    path: int | None
    target: int | None
    missing: int
    complete: bool
    accepted: bool
    waiting: bool
    whole: int = 0
    due: bool = True
    month: int = 0
    claim: str = ""
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """One indicator over all areas asked for.

    `value` adds all that was reported; `compared` and `path` belong to the complete provinces only
    and are what `status` is computed from; `full_path` and `target` are those of every area. In
    `unaccepted` areas something counts that the province has not accepted.
    """

    value: int | None
    compared: int | None
    path: int | None
    full_path: int | None
    target: int | None
    status: Status
    reported: int
    expected: int
    waiting: int
    unaccepted: int = 0


@dataclass(slots=True)
class Line:
    """One policy: its main indicator, the people reached, cells by province in order, and the series."""

    policy_id: int
    axis: str
    number: int
    headline: int | None
    name_th: str
    name_en: str
    short_th: str
    short_en: str
    main: Measure | None = None
    people: Measure | None = None
    cells: dict[int, Cell] = field(default_factory=dict)
    codes: dict[int, StatusCode] = field(default_factory=dict)
    people_cells: dict[int, Cell] = field(default_factory=dict)
    total: Total | None = None
    people_total: Total | None = None
    series: list[int | None] = field(default_factory=list)
    path_series: list[int | None] = field(default_factory=list)
    reported_series: list[int] = field(default_factory=list)

    @property
    def may_count_twice(self) -> bool:
        """Tell whether the people figure is typed and summed, so that a person may stand in it twice."""
        return self.people is not None and self.people.may_count_twice


@dataclass
class Board:
    """All policies of a set over some provinces at one month."""

    period: int
    periods: list[int]
    thresholds: Thresholds
    lines: list[Line]

    @cached_property
    def area_ids(self) -> list[int]:
        """Return the areas that have any target, in order."""
        return sorted({area for line in self.lines for area in line.cells})

    def worst_of(self, area_id: int) -> StatusCode:
        """Return the worst status of a province over all policies."""
        return worst(line.codes[area_id] for line in self.lines if area_id in line.codes)

    def statuses(self) -> dict[int, StatusCode]:
        """Return the worst status of every province."""
        return {area: self.worst_of(area) for area in self.area_ids}

    def reporting(self) -> tuple[int, int]:
        """Return (provinces whose every main figure of the month is counted, provinces)."""
        silent = {
            area
            for line in self.lines
            for area, cell in line.cells.items()
            if cell.applies and cell.due and not cell.complete
        }
        return len(self.area_ids) - len(silent), len(self.area_ids)

    def headlines(self) -> list[Line]:
        """Return the policies of the wall in their order."""
        found = [line for line in self.lines if line.headline is not None]
        return sorted(found, key=lambda line: line.headline or 0)


def status_at(line: Line, cell: Cell, thresholds: Thresholds) -> Status:
    """Return the status of one cell with its gap; the board's codes hold the bare statuses."""
    return _status(line.main, cell, thresholds) if line.main else Status("not_applicable")


def _status(measure: Measure, cell: Cell, thresholds: Thresholds) -> Status:
    return compute_status(
        cell.value, cell.path, cell.target, measure.direction,  # type: ignore[arg-type]
        decimals=measure.decimals, applies=cell.applies, reported=cell.complete, due=cell.due,
        has_evidence=cell.complete or not cell.claimed, thresholds=thresholds,
    )  # fmt: skip


def board(
    policy_set_id: int,
    period: int,
    thresholds: Thresholds,
    *,
    months: int = 24,
    areas: Sequence[int] | None = None,
    area_range: tuple[int, int] = (0, 2_147_483_647),
    policy_id: int | None = None,
    level: int = SHOWN,
    fallback: int | None = None,
    seen: dt.datetime | None = None,
) -> Board:
    """Return the roll-up of a policy set at a month.

    Parameters: `period`, the month shown; `months`, the length of the series that ends with it;
    `areas`, only these provinces (a region, an area set), or `area_range`, an inclusive range of area
    numbers; `policy_id`, only this policy; `level`, the lowest level that counts (a reader's own
    roll-up may hold more than the wall); `fallback`, an earlier month of the same fiscal year by which a
    province is judged that has not reported this one (while it is not due); `seen`, a moment of the past: only
    the figures as they were readable then (targets are today's).
    """
    year, month = periods.split(period)
    shown = periods.last(period, months)
    told: dict[str, Any] = {
        "policy_set": policy_set_id, "policy": policy_id, "year": year, "first_year": shown[0] // 100,
        "month": month, "period": period, "october": year * 100 + 1, "first": shown[0] // 100 * 100 + 1,
        "low": area_range[0], "high": area_range[1], "areas": list(areas) if areas is not None else None,
        "level": int(level), "seen": seen,
    }  # fmt: skip
    earlier = fallback if fallback is not None and fallback // 100 == year else None
    told["earlier"] = earlier % 100 if earlier else month
    with connection.cursor() as cursor:
        cursor.execute(_INDICATORS, told)
        lines, measures = _lines(cursor.fetchall())
        told |= _asked(measures, month, told["earlier"])
        cursor.execute(_TARGETS, told)
        targets = cursor.fetchall()
    october = periods.first_of_year(shown[0])
    span = (list(measures), october, period)
    year_to_date = YearToDate(asseen.read(*span, seen) if seen else sheets.read(*span), int(level))
    cells = _cells(targets, measures, year_to_date, year * 100, earlier is not None)
    slots = sorted({row[2] for row in targets})
    points = {pk: year_to_date.series(pk, october, period, slots) for pk in measures}
    for line in lines:
        _fill(line, cells, points, shown, thresholds)
    return Board(period, shown, thresholds, lines)


def _asked(measures: dict[int, Measure], month: int, earlier: int) -> dict[str, list[int]]:
    """Return the last month of the year that asks for each measure, up to a month and to an earlier one.

    −1 where the target says it (once), 0 where none has come yet.
    """
    found: dict[str, list[int]] = {"indicators": list(measures), "months": [], "earliers": []}
    for one in measures.values():
        once = one.frequency == "once"
        found["months"].append(-1 if once else last_asked(one.frequency, month))
        found["earliers"].append(-1 if once else last_asked(one.frequency, earlier))
    return found


def _lines(rows: Iterable[tuple[Any, ...]]) -> tuple[list[Line], dict[int, Measure]]:
    lines: dict[int, Line] = {}
    measures: dict[int, Measure] = {}
    for row in rows:
        line = lines.setdefault(row[0], Line(*row[:8]))
        paths = {int(year): sums for year, sums in _json(row[21]).items()}
        measure = Measure(*(row[8], row[0], *row[9:21], paths))
        measures[measure.pk] = measure
        if measure.is_main:
            line.main = measure
        if measure.is_people:
            line.people = measure
    return list(lines.values()), measures


def _json(value: object) -> dict[str, list[int]]:
    """Return a jsonb column of a raw cursor: Django hands it over as text."""
    import json

    if value is None:
        return {}
    return json.loads(value) if isinstance(value, str) else value  # type: ignore[return-value]


def _cells(
    rows: Iterable[tuple[Any, ...]], measures: dict[int, Measure], year: YearToDate, before: int, grace: bool
) -> dict[int, dict[int, Cell]]:
    """Return the cells by indicator and province; an earlier month's stands where this month's is not complete.

    Parameters: `before`, the fiscal year × 100; `grace`, the month shown is not due yet.
    """
    found: dict[int, dict[int, Cell]] = {pk: {} for pk in measures}
    for indicator, area, slot, applies, path, path_before, target, month, earlier, claim, claim_before in rows:
        measure = measures[indicator]
        to_date = _at(year, indicator, slot, before, month)
        cell = _said(_cell(measure, area, applies, path, target, month, to_date), claim, to_date)
        if grace and cell.applies and cell.due and not cell.complete and earlier != month:
            then = _at(year, indicator, slot, before, earlier)
            one = _said(_cell(measure, area, applies, path_before, target, earlier, then), claim_before, then)
            cell = one if one.complete or not one.due else cell
        found[indicator][area] = cell
    return found


def _said(cell: Cell, claim: str | None, to_date: ToDate) -> Cell:
    """Put the office's own word beside a cell; without a figure, seen or waiting, it is only claimed."""
    if not claim or not cell.applies:
        return cell
    return replace(cell, claim=claim, claimed=to_date.newest is None and not to_date.waiting)


def _at(year: YearToDate, indicator: int, slot: int, before: int, month: int) -> ToDate:
    return year.at(indicator, slot, before + month) if month else NOTHING


def _cell(
    measure: Measure, area: int, applies: bool, path: int | None, target: int, month: int, to_date: ToDate
) -> Cell:
    path = path if applies else None
    if not month:
        return Cell(area, applies, None, path, target, 0, False, True, False, due=False)
    periods_so_far = asked_count(measure.frequency, month)
    if not to_date.months:
        return Cell(area, applies, None, path, target, periods_so_far, False, True, to_date.waiting, month=month)
    missing = max(periods_so_far - to_date.months, 0) if measure.summing == SUM else 0
    value = from_parts(measure.summing, to_date.total, to_date.newest, to_date.months, to_date.whole, measure.decimals)
    return Cell(
        area, applies, value, path, target, missing, to_date.newest is not None and missing == 0,
        to_date.accepted, to_date.waiting, to_date.whole, month=month,
    )  # fmt: skip


def _fill(
    line: Line, cells: dict[int, dict[int, Cell]], series: dict[int, Points], shown: list[int], thresholds: Thresholds
) -> None:
    """Give a line its cells, statuses, totals and series."""
    if line.main is not None:
        line.cells = cells[line.main.pk]
        line.codes = _codes(line.main, line.cells, thresholds)
        line.total = _total(line.main, line.cells, thresholds)
        points = series.get(line.main.pk, {})
        line.series, line.reported_series = _running_series(line.main, points, shown)
        line.path_series = [_path_at(line.main, period) for period in shown]
    if line.people is not None:
        line.people_cells = cells[line.people.pk]
        line.people_total = _total(line.people, line.people_cells, thresholds)


def _codes(measure: Measure, cells: dict[int, Cell], thresholds: Thresholds) -> dict[int, StatusCode]:
    rows = list(cells.values())
    codes = status_codes(
        [one.value if one.complete else None for one in rows],
        [one.path for one in rows],
        [one.target for one in rows],
        measure.direction,  # type: ignore[arg-type]
        decimals=measure.decimals,
        thresholds=thresholds,
    )
    found = dict(zip(cells, codes, strict=True))
    found |= {one.area_id: "unproven" for one in rows if one.claimed and not one.complete}
    return found | {one.area_id: "not_due" for one in rows if one.applies and not one.due}


def _total(measure: Measure, cells: dict[int, Cell], thresholds: Thresholds) -> Total:
    relevant = [one for one in cells.values() if one.applies]
    asked = [one for one in relevant if one.due]
    known = [one for one in asked if one.complete and one.value is not None]
    some = [one for one in asked if one.value is not None]
    value = _together(measure, some, [one.value for one in some])
    compared = _together(measure, known, [one.value for one in known])
    path = _together(measure, known, [one.path for one in known])
    status = compute_status(
        compared, 0 if path is None else path, _together(measure, known, [one.target for one in known]),
        measure.direction,  # type: ignore[arg-type]
        decimals=measure.decimals, applies=bool(relevant), due=bool(asked), reported=bool(known),
        has_evidence=bool(known) or not (asked and all(one.claimed for one in asked)), thresholds=thresholds,
    )  # fmt: skip
    return Total(
        value=value, compared=compared, path=path,
        full_path=_together(measure, asked, [one.path for one in asked]),
        target=_together(measure, relevant, [one.target for one in relevant]),
        status=status, reported=len(known), expected=len(asked), waiting=sum(one.waiting for one in asked),
        unaccepted=sum(not one.accepted for one in some),
    )  # fmt: skip


def _together(measure: Measure, cells: Sequence[Cell], values: Sequence[int | None]) -> int | None:
    """Return many provinces as one: sums add; averages are a plain mean, ratios weigh by their wholes."""
    found = [one or 0 for one in values]
    if not found:
        return None
    if measure.summing in {SUM, "last"}:
        return sum(found)
    wholes = [one.whole for one in cells] if measure.summing == RATIO else []
    if sum(wholes) > 0:
        return divide(sum(v * w for v, w in zip(found, wholes, strict=True)), sum(wholes))
    return divide(sum(found), len(found))


def _path_at(measure: Measure, period: int) -> int | None:
    year, month = periods.split(period)
    sums = measure.paths.get(year)
    if not sums or not sums[0]:
        return None
    return sums[month] if measure.summing in {SUM, "last"} else divide(sums[month], sums[0])


def _running_series(
    measure: Measure, points: dict[int, tuple[int, int, int]], shown: list[int]
) -> tuple[list[int | None], list[int]]:
    """Return the year-to-date value at each month shown (None where nothing was reported) and how many reported."""
    values: list[int | None] = []
    counts: list[int] = []
    for period in shown:
        point = points.get(period)
        counts.append(point[2] if point else 0)
        if point is None:
            values.append(None)
            continue
        october = periods.first_of_year(period)
        months = [points[p] for p in range(october, period + 1) if p in points]
        if measure.summing in {SUM, RATIO}:
            values.append(running(measure.summing, [m[0] for m in months], [m[1] for m in months], measure.decimals))
        elif measure.summing == "last":
            values.append(point[0])
        else:
            values.append(divide(sum(m[0] for m in months), sum(m[2] for m in months)))
    return values, counts
