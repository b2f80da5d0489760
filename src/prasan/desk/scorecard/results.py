"""The results of one office (สรุปผลการดำเนินงานของหน่วยงาน) out of its accepted reports alone: one page for a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk import sight, words
from prasan.desk.documents.numbers import NOT_REPORTED, NOT_SET, REPORTED, Number
from prasan.directory.models import Office
from prasan.kernel.asking import asked_count, last_asked
from prasan.kernel.status import StatusCode, Thresholds, compute_status, severity
from prasan.platform.commands import Refused
from prasan.platform.ui.words import status
from prasan.progress import periods
from prasan.progress.models import Figure, Report
from prasan.progress.sums import SUM, running
from prasan.registers import settings
from prasan.registers.models import Target


@dataclass(frozen=True, slots=True)
class Result:
    """One indicator of the office, year to date, out of accepted reports; `missing` months are not accepted yet."""

    indicator: str
    name: str
    status: StatusCode
    word: str
    gap: int | None
    gap_words: str
    value: Number
    path: Number
    target: Number
    missing: int

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "indicator": self.indicator, "name": self.name, "status": self.status, "gap": self.gap,
            "value": self.value.as_row(), "path": self.path.as_row(), "target": self.target.as_row(),
            "missing_months": self.missing,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """One month's report: `state`, as of Report or none; `accepted` by department and province."""

    period: int
    label: str
    state: str
    accepted: bool
    report: int | None

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {"period": self.period, "state": self.state, "accepted": self.accepted, "report": self.report}


@dataclass(frozen=True, slots=True)
class Results:
    """An office's results through the newest month that department and province accepted; no period where none is."""

    office: Office
    period: int | None
    month: str
    as_of: dt.datetime
    rows: tuple[Result, ...] = ()
    months: tuple[Month, ...] = ()

    @property
    def accepted(self) -> int:
        """Return how many months of the year are accepted."""
        return sum(one.accepted for one in self.months)

    def as_row(self) -> dict[str, Any]:
        """Return everything for a script."""
        return {
            "office": self.office.code, "name": self.office.name, "area": self.office.area.code,
            "period": self.period, "as_of": self.as_of.isoformat(timespec="seconds"),
            "accepted_months": self.accepted, "months": [one.as_row() for one in self.months],
            "rows": [one.as_row() for one in self.rows],
        }  # fmt: skip


def results(actor: Any, code: str, *, now: dt.datetime | None = None) -> Results:
    """Return the results of an office: five queries.

    Parameters: `now`, the moment it is made at. Raises Refused 404 for an office that there is none of or whose reports
    lie outside the seat's scope.
    """
    sight.must_read_figures(actor)
    now = now or timezone.now()
    office = Office.objects.select_related("area", "agency").defer("grams", "area__grams", "area__boundary")
    found = office.filter(code=code).first()
    if found is None or not actor.scope.covers(area=found.area_id, office=found.pk, agency=found.agency_id):
        raise Refused(_("ไม่พบหน่วยงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    thresholds = settings.current().thresholds
    sent = list(Report.objects.filter(office=found).order_by("-period")[:36])
    newest = next((one.period for one in sent if one.accepted), None)
    if newest is None:
        return Results(found, None, "", now, months=_months(sent, periods.open_period(timezone.localdate(now))))
    accepted = [one for one in sent if one.accepted and one.period // 100 == newest // 100]
    rows = _rows(found, newest, accepted, thresholds)
    return Results(found, newest, periods.label(newest), now, rows, _months(sent, newest))


def _months(sent: Iterable[Report], last: int) -> tuple[Month, ...]:
    """Return every month of the fiscal year up to one; what was never begun is there as well."""
    known = {one.period: one for one in sent}
    shown = range(periods.first_of_year(last), last + 1)
    return tuple(_month(period, known.get(period)) for period in shown)


def _month(period: int, report: Report | None) -> Month:
    if report is None:
        return Month(period, periods.label(period), "none", False, None)
    return Month(period, periods.label(period), report.state, report.accepted, report.pk)


def _rows(office: Office, period: int, accepted: list[Report], limits: Thresholds) -> tuple[Result, ...]:
    """Return the indicators that the office is asked for or has reported, worst first: two queries."""
    figures: dict[int, list[Figure]] = {}
    told = Figure.objects.filter(report__in=accepted, office=office, member="", period__lte=period).order_by("period")
    for one in told.only("indicator_id", "period", "value", "denominator"):
        figures.setdefault(one.indicator_id, []).append(one)
    own = Q(office=office)
    if office.kind == Office.Kind.PROVINCIAL:
        own |= Q(office=None, indicator__lead=office.agency_id)
    rows = Target.objects.filter(
        own | Q(indicator__in=list(figures)), area_id=office.area_id, fiscal_year=period // 100, applies=True,
        indicator__retired_on=None,
    )  # fmt: skip
    rows = rows.filter(Q(indicator__policy=None) | Q(indicator__policy__classification=0))
    rows = rows.select_related("indicator")
    found = [_result(one, figures.get(one.indicator_id, []), period, limits) for one in rows]
    return tuple(sorted(found, key=lambda row: (severity(row.status), row.gap or 0, row.indicator)))


def _result(target: Target, figures: list[Figure], period: int, limits: Thresholds) -> Result:
    measure = target.indicator
    month = last_asked(measure.frequency, period % 100, target.due_month)
    some = [one for one in figures if one.period % 100 <= month]
    value = running(measure.summing, [f.value for f in some], [f.denominator for f in some], measure.decimals)
    wanted = asked_count(measure.frequency, month) if measure.summing == SUM else 1
    missing = max(wanted - len(some), 0) if month else 0
    path = target.path[month - 1] if month else None
    told = compute_status(
        value, path, target.value, measure.direction,  # type: ignore[arg-type]
        decimals=measure.decimals, due=bool(month),
        reported=bool(some) and not missing, thresholds=limits,
    )  # fmt: skip
    return Result(
        measure.code, measure.name, told.code, str(status(told.code).word), told.gap,
        words.distance(told.code, told.gap, measure),
        _number(measure, value, REPORTED if some else NOT_REPORTED),
        _number(measure, path, REPORTED if month else NOT_SET), _number(measure, target.value, REPORTED), missing,
    )  # fmt: skip


def _number(measure: Any, raw: int | None, state: str) -> Number:
    return Number(raw, measure.decimals, measure.unit, state)
