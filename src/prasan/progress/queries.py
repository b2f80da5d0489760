"""Read models of reports: lists for officers and the provincial labour officer, and where a number comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.platform.files.models import File
from prasan.platform.journal.models import Entry
from prasan.progress import periods
from prasan.progress.items import Item, items_of, items_of_many, targets_of
from prasan.progress.models import Correction, Evidence, Figure, FigureChange, Report
from prasan.progress.models.corrections import PENDING
from prasan.progress.sight import SHOWN, level_of_report
from prasan.registers import settings
from prasan.registers.models import Indicator, Target


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One office's month: the report, or none where it was not begun; `due`, its day; `late`, past it and not sent."""

    office: Office
    period: int
    report: Report | None
    due: dt.date
    late: bool
    chased_today: bool = False

    @property
    def state(self) -> str:
        """Return the report's state, or "absent"."""
        return self.report.state if self.report else "absent"

    @property
    def sent(self) -> bool:
        """Tell whether the report has left its office."""
        return self.state in {Report.State.SUBMITTED, Report.State.APPROVED}


def months_of(office: Office, today: dt.date, count: int = 12) -> list[MonthOf]:
    """Return an office's last months, newest first, the open month always among them."""
    rules = settings.current()
    shown = periods.last(periods.open_period(today), count)
    known = {one.period: one for one in Report.objects.filter(office=office, period__in=shown)}
    found = []
    for period in reversed(shown):
        report = known.get(period)
        if report is None and (period != shown[-1] or not targets_of(office, period).exists()):
            continue  # a month in between asks nothing of an office that reports quarters alone
        due = report.due if report else periods.due(period, office.area_id, rules["report-due-day"])
        sent = report is not None and report.state in {Report.State.SUBMITTED, Report.State.APPROVED}
        found.append(MonthOf(office, period, report, due, late=today > due and not sent))
    return found


def province_month(area_id: int, period: int, today: dt.date, rules: settings.Rules | None = None) -> list[MonthOf]:
    """Return every unit of a province that has something to report, with its report of a month (four queries).

    Parameters: `rules`, where they were read already; a query more where not.
    """
    rules = rules or settings.current()
    year = periods.split(period)[0]
    named = Target.objects.asked_at(periods.bounds(period)[1]).filter(area_id=area_id, fiscal_year=year)
    offices = (
        Office.objects.filter(area_id=area_id, kind=Office.Kind.PROVINCIAL)
        .filter(
            Q(pk__in=named.exclude(office=None).values("office_id"))
            | Q(agency_id__in=named.filter(office=None).values("indicator__lead_id"))
        )
        .select_related("agency")
        .order_by("agency__order", "code")
    )
    reports = {one.office_id: one for one in Report.objects.filter(area_id=area_id, period=period)}
    due = periods.due(period, area_id, rules["report-due-day"])
    chased = _chased_today(area_id)
    found = []
    for office in offices:
        report = reports.get(office.pk)
        sent = report is not None and report.state in {Report.State.SUBMITTED, Report.State.APPROVED}
        late = today > due and not sent
        found.append(MonthOf(office, period, report, due, late, chased_today=office.pk in chased))
    return found


def _chased_today(area_id: int) -> set[int]:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Entry.objects.filter(verb="progress.chase", model="directory.office", area_id=area_id, at__gte=midnight)
    return {pk for pk in rows.values_list("object_id", flat=True) if pk is not None}


def by_state(actor: Any, period: int) -> dict[str, int]:
    """Return how many reports of a month stand in each state, of what the actor reads."""
    rows = Report.objects.visible_to(actor).filter(period=period).values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in rows.order_by("state")}


@dataclass(frozen=True, slots=True)
class Changed:
    """One item of a report beside last month, with what makes it worth a look."""

    item: Item
    status: Any
    change: int | None
    """per cent against last month, None where there is nothing to compare"""
    remarkable: bool


def compared(report: Report, rules: settings.Rules, items: Sequence[Item] | None = None) -> list[Changed]:
    """Return a report's items beside last month: what changed beyond the limit, or lags, is remarkable.

    Parameters: `items`, where they were read already.
    """
    found = []
    for item in items_of(report) if items is None else items:
        status = item.status(rules.thresholds)
        change = None
        before = item.of_month(item.last_month) if item.last_month else None
        after = item.of_month(item.figure) if item.figure else None
        if before and after is not None:
            change = round((after - before) * 100 / before)
        big = change is not None and abs(change) > rules["report-remarkable-change"]
        missing = item.figure is None
        found.append(Changed(item, status, change, big or missing or status.code in {"late", "very_late"}))
    return found


def remarks(reports: Sequence[Report], rules: settings.Rules) -> list[list[Changed]]:
    """Return what is remarkable in each of several reports, nothing where it may be accepted without opening it."""
    asked = items_of_many(reports) if reports else []
    return [
        [one for one in compared(report, rules, items) if one.remarkable]
        for report, items in zip(reports, asked, strict=True)
    ]


def unremarkable(report: Report, rules: settings.Rules) -> bool:
    """Tell whether a report may be accepted without opening it: nothing missing, late or far from last month."""
    return not remarks([report], rules)[0]


@dataclass(frozen=True, slots=True)
class Revision:
    """A correction of a report in brief."""

    pk: int
    state: str
    reason: str
    version: int | None
    at: dt.datetime
    returned_reason: str

    @property
    def pending(self) -> bool:
        """Tell whether it still waits for somebody."""
        return self.state in PENDING

    @property
    def words(self) -> str:
        """Return its state in words."""
        return str(dict(Correction.State.choices)[self.state])


def corrections_beside() -> ArraySubquery:
    """Return the newest corrections of a report as a column of its own row: no further query."""
    told = JSONObject(
        pk="pk", state="state", reason="reason", version="version", at=Coalesce("replaced_at", "submitted_at"),
        returned_reason="returned_reason",
    )  # fmt: skip
    rows = Correction.objects.filter(report=OuterRef("pk")).order_by("-pk")[:20]
    return ArraySubquery(rows.annotate(told=told).values("told"))


def told_corrections(report: Any) -> list[Revision]:
    """Return the corrections that were loaded beside a report, newest first."""
    return [Revision(**one | {"at": dt.datetime.fromisoformat(one["at"])}) for one in report.corrections_told]


@dataclass(frozen=True, slots=True)
class Source:
    """One figure behind a number: where, when, how far accepted, from which report, and its former values."""

    figure: Figure
    report: Report
    readable: bool
    former: Sequence[FigureChange]


def with_evidence(rows: QuerySet[Report]) -> QuerySet[Report]:
    """Return reports with the files that prove them, by the same query (`evidence_of` then asks nothing)."""
    told = JSONObject(
        id="id", name="file__name", size="file__size", state="file__state", at="at",
        code="indicator__code", name_th="indicator__name_th", name_en="indicator__name_en",
    )  # fmt: skip
    files = Evidence.objects.filter(report=OuterRef("pk")).order_by("id")
    return rows.annotate(proofs=ArraySubquery(files.values(told=told)))


def evidence_of(report: Report) -> list[Evidence]:
    """Return the files that prove a report, with what each is about: one query, none where they came with it."""
    if hasattr(report, "proofs"):
        return [_proof(report, told) for told in report.proofs]
    rows = Evidence.objects.filter(report=report).select_related("file", "indicator", "person")
    return list(rows.order_by("id"))


def _proof(report: Report, told: dict[str, Any]) -> Evidence:
    names = {key: told.pop(key) for key in ("code", "name_th", "name_en")}
    pk, at = told.pop("id"), dt.datetime.fromisoformat(told.pop("at"))
    about = Indicator(**names) if names["code"] else None
    return Evidence(pk=pk, report=report, at=at, file=File(**told), indicator=about)


def explain(actor: Any, indicator: Indicator, period: int, area: Area | None = None) -> list[Source]:
    """Return the figures of the fiscal year up to a month that a number is made of, newest first.

    Parameters: `area`, a province; None for the nation, where only the month itself is listed. Figures at or above
    the level of the reader's roll-up are shown; below it only those of the reader's own office.
    """
    first = periods.first_of_year(period) if area is not None else period
    rows = Figure.objects.filter(indicator=indicator, period__range=(first, period), member="")
    if area is not None:
        rows = rows.filter(area_id__gte=area.pk, area_id__lte=area.last)
    rows = rows.select_related("area", "office", "report__office", "report__submitted_by", "report__approved_by")
    figures = list(rows.order_by("-period", "area_id", "office_id")[:500])
    mine = set(
        Report.objects.visible_to(actor).filter(pk__in={one.report_id for one in figures}).values_list("id", flat=True)
    )
    shown = [one for one in figures if one.level >= _lowest(actor, one, mine)]
    former: dict[int, list[FigureChange]] = {}
    for change in FigureChange.objects.filter(figure_id__in=[one.pk for one in shown]).order_by("-at"):
        former.setdefault(change.figure_id, []).append(change)
    return [Source(one, one.report, one.report_id in mine, _values(one, former.get(one.pk, []))) for one in shown]


def _lowest(actor: Any, figure: Figure, mine: set[int]) -> int:
    """Return how far a figure must have come for an actor who reads some reports."""
    return level_of_report(actor, figure.report) if figure.report_id in mine else SHOWN


def _values(figure: Figure, former: list[FigureChange]) -> list[FigureChange]:
    """Return the former values that differ in number (a change of level alone is no other value)."""
    found: list[FigureChange] = []
    last: tuple[int | None, int | None] = (figure.value, figure.denominator)
    for one in former:
        if (one.value, one.denominator) != last:
            found.append(one)
            last = (one.value, one.denominator)
    return found
