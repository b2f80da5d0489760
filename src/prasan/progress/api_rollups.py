"""Roll-ups as data: the nation, a province, and the provinces in order of one policy (league)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from prasan.directory.models import Area
from prasan.directory.roles import REACH, Reach
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, answers, one_or_404
from prasan.progress import periods
from prasan.progress.api import month
from prasan.progress.rollups import Board, Cell, Line, board, status_at
from prasan.progress.sight import level_for
from prasan.registers import settings
from prasan.registers.models import Policy, PolicySet
from prasan.registers.queries import current_set

router = Router(tags=["roll-ups"])


class MeasureOut(Strict):
    """A policy's figure at the month shown; values are integers times ten to the `decimals`.

    `gap` is in tenths of a per cent of the path, negative is behind whatever the direction. `accepted` is false
    where figures count that the province has not accepted yet.
    """

    policy: int
    axis: str
    number: int
    name_th: str
    name_en: str
    indicator_th: str
    unit_th: str
    decimals: int
    value: int | None
    path: int | None
    target: int | None
    status: str
    gap: int | None
    people: int | None
    people_may_count_twice: bool
    accepted: bool


class NationLine(MeasureOut):
    """A policy over all provinces: how many of them are counted, and the months up to the one shown."""

    provinces_reported: int
    provinces_expected: int
    series: list[int | None]
    path_series: list[int | None]


class Nation(Strict):
    """The national roll-up at a month: what heads of office have approved."""

    policy_set: str
    period: int
    periods: list[int]
    provinces_complete: int
    provinces: int
    policies: list[NationLine]


class ProvinceLine(MeasureOut):
    """A policy in one province; `applies` is false where it has no meaning there."""

    applies: bool
    missing_months: int
    waiting: bool


class Province(Strict):
    """One province's roll-up at a month."""

    policy_set: str
    area: str
    period: int
    worst: str
    policies: list[ProvinceLine]


class Place(Strict):
    """A province's place in a league; those without a gap stand last, without a place."""

    place: int | None
    area: str
    name_th: str
    status: str
    gap: int | None
    value: int | None
    path: int | None
    target: int | None
    people: int | None


class League(Strict):
    """The provinces by their gap to the path of one policy, the furthest ahead first."""

    policy: int
    period: int
    decimals: int
    unit_th: str
    provinces: list[Place]


def _asked(request: HttpRequest, period: int | None) -> tuple[PolicySet, int, settings.Rules]:
    """Return (the set in force, the month to show, the rules); a seat without domain data is refused."""
    if REACH[request.actor.role] is Reach.NOTHING:  # type: ignore[attr-defined]
        raise Refused(_("ตำแหน่งของท่านดูแลระบบ จึงไม่เห็นข้อมูลผลการดำเนินงาน"))
    today = timezone.localdate()
    rules = settings.current()
    chosen = current_set(today)
    if chosen is None:
        raise Refused(_("ยังไม่มีชุดนโยบายที่ใช้อยู่"), status=404)
    return chosen, month(period) if period else periods.shown_period(today, rules["report-due-day"]), rules


def _measure(line: Line) -> dict[str, Any]:
    main = line.main
    return {
        "policy": line.policy_id, "axis": line.axis, "number": line.number, "name_th": line.name_th,
        "name_en": line.name_en, "indicator_th": main.name_th if main else "",
        "unit_th": main.unit_th if main else "", "decimals": main.decimals if main else 0,
        "people_may_count_twice": line.may_count_twice,
    }  # fmt: skip


@router.get("/rollups/nation", response=answers(Nation))
def nation(request: HttpRequest, period: int | None = None, months: int = 12) -> dict[str, Any]:
    """Return every policy over all provinces at a month (by default the last one whose reports are due)."""
    chosen, shown, rules = _asked(request, period)
    found = board(chosen.pk, shown, rules.thresholds, months=min(max(months, 1), 60))
    complete, expected = found.reporting()
    return {
        "policy_set": chosen.code, "period": shown, "periods": found.periods, "provinces_complete": complete,
        "provinces": expected, "policies": [_national(line) for line in found.lines],
    }  # fmt: skip


def _national(line: Line) -> dict[str, Any]:
    total, people = line.total, line.people_total
    return _measure(line) | {
        "value": total.value if total else None, "path": total.full_path if total else None,
        "target": total.target if total else None,
        "status": total.status.code if total else "not_applicable", "gap": total.status.gap if total else None,
        "people": people.value if people else None, "accepted": not (total and total.unaccepted),
        "provinces_reported": total.reported if total else 0, "provinces_expected": total.expected if total else 0,
        "series": line.series, "path_series": line.path_series,
    }  # fmt: skip


@router.get("/rollups/provinces/{code}", response=answers(Province))
def province(request: HttpRequest, code: str, period: int | None = None) -> dict[str, Any]:
    """Return every policy in one province at a month, from the figures that your seat may see there."""
    chosen, shown, rules = _asked(request, period)
    area = one_or_404(Area.objects.provinces().filter(code=code).only("id", "last", "code"))
    level = level_for(request.actor, area)  # type: ignore[attr-defined]
    found = board(chosen.pk, shown, rules.thresholds, months=1, areas=[area.pk], level=level)
    lines = [_provincial(line, area.pk, rules) for line in found.lines if area.pk in line.cells]
    return {
        "policy_set": chosen.code, "area": code, "period": shown, "worst": found.worst_of(area.pk), "policies": lines,
    }  # fmt: skip


def _cell(line: Line, cell: Cell, rules: settings.Rules) -> dict[str, Any]:
    status = status_at(line, cell, rules.thresholds)
    people = line.people_cells.get(cell.area_id)
    return {
        "value": cell.value, "path": cell.path, "target": cell.target, "status": status.code, "gap": status.gap,
        "people": people.value if people else None,
    }  # fmt: skip


def _provincial(line: Line, area_id: int, rules: settings.Rules) -> dict[str, Any]:
    cell = line.cells[area_id]
    extra = {
        "applies": cell.applies, "missing_months": cell.missing, "waiting": cell.waiting, "accepted": cell.accepted
    }  # fmt: skip
    return _measure(line) | _cell(line, cell, rules) | extra


@router.get("/rollups/league/{policy}", response=answers(League))
def league(request: HttpRequest, policy: int, period: int | None = None) -> dict[str, Any]:
    """Return the provinces by their gap to the path of one policy, the furthest ahead first."""
    _chosen, shown, rules = _asked(request, period)
    rows = Policy.objects.visible_to(request.actor).filter(pk=policy)  # type: ignore[attr-defined]
    wanted = one_or_404(rows)
    found = board(wanted.policy_set_id, shown, rules.thresholds, months=1, policy_id=wanted.pk)
    line = next((one for one in found.lines if one.main), None)
    return {
        "policy": policy, "period": shown, "decimals": line.main.decimals if line and line.main else 0,
        "unit_th": line.main.unit_th if line and line.main else "",
        "provinces": _places(found, line, rules) if line else [],
    }  # fmt: skip


def _places(found: Board, line: Line, rules: settings.Rules) -> list[dict[str, Any]]:
    names = {pk: (code, name) for pk, code, name in Area.objects.provinces().values_list("id", "code", "name_th")}
    rows = [
        {"area": names[pk][0], "name_th": names[pk][1], **_cell(line, cell, rules)}
        for pk, cell in line.cells.items()
        if pk in names
    ]
    rows.sort(key=lambda row: (row["gap"] is None, -(row["gap"] or 0), row["area"]))
    gaps = [row["gap"] for row in rows]
    return [{"place": None if row["gap"] is None else gaps.index(row["gap"]) + 1, **row} for row in rows]
