"""Monthly reports as data and as verbs: the same door as the pages, so the same rules and the same journal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router

from prasan.directory.models import Area, Office
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.api import Limit, Strict, act, answers, one_or_404, page
from prasan.progress import commands, entry, periods
from prasan.progress.api_workbook import FlagRow
from prasan.progress.checks.entry import Finding
from prasan.progress.items import Item, items_of
from prasan.progress.models import Evidence, Report
from prasan.progress.queries import evidence_of
from prasan.progress.sight import sees_values
from prasan.registers import settings
from prasan.registers.models import Indicator

router = Router(tags=["progress"])


class ReportRow(Strict):
    """A monthly report; `period` is fiscal year times 100 plus fiscal month (256909 is June 2569)."""

    id: int
    office: str
    agency: str | None
    area: str
    period: int
    state: str
    due: dt.date
    version: int
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None
    department_at: dt.datetime | None
    province_at: dt.datetime | None


class ReportPage(Strict):
    """A page of reports, newest month first; `next` is the cursor of the page after."""

    items: list[ReportRow]
    next: str | None


REPORT_VALUES = (
    "id", "office__code", "office__agency_id", "area__code", "period", "state", "due", "version",
    "submitted_at", "approved_at", "department_at", "province_at",
)  # fmt: skip
REPORT_NAMES = tuple(ReportRow.model_fields)


@router.get("/reports", response=answers(ReportPage))
def reports(
    request: HttpRequest,
    limit: Limit,
    after: str | None = Query(None, pattern=r"^\d{6}-\d{1,18}$", description="the `next` of the page before"),
    period: int | None = None,
    state: str | None = None,
    office: str | None = None,
    area: str | None = None,
) -> HttpResponse:
    """List the reports that your seat reads, newest month first."""
    rows = Report.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    asked = {"period": period, "state": state, "office__code": office}
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None})
    if area is not None:
        place = one_or_404(Area.objects.filter(code=area).only("id", "last"))
        rows = rows.filter(area_id__gte=place.pk, area_id__lte=place.last)
    if after is not None:
        month, _, number = after.partition("-")
        rows = rows.after(int(month), int(number))
    found = list(rows.order_by("-period", "-id").values_list(*REPORT_VALUES)[: limit + 1])
    return page(found, REPORT_NAMES, limit, lambda row: f"{row[4]}-{row[0]}")


class MemberOut(Strict):
    """The figure of one group."""

    value: int
    denominator: int | None


class FigureRow(Strict):
    """One indicator of a report. All values are integers times ten to the indicator's `decimals`.

    `value` is this month's figure (null: not reported yet, which is not zero), `to_date` the fiscal
    year's with it, `path` where it should stand, `status` the computed status. `members` are the figures of groups
    by "dimension:code"; `percent` is recomputed from a ratio's parts (scaled), `stated_percent` what the office's own
    paper says, in hundredths; `claim` the office's word. `flags` are what the checks at entry say.
    """

    indicator: str
    name_th: str
    unit_th: str
    decimals: int
    value: int | None
    denominator: int | None
    last_month: int | None
    to_date: int | None
    path: int
    target: int
    status: str
    cause: str
    step: str
    note: str
    period_th: str
    may_count_twice: bool
    percent: int | None
    members: dict[str, MemberOut]
    claim: str
    claim_differs: bool
    stated_percent: int | None
    help_text: str
    help_from: str
    flags: list[FlagRow]


class EvidenceRow(Strict):
    """A file that proves a figure or, without `indicator`, the whole report."""

    id: int
    name: str
    size: int
    indicator: str | None
    at: dt.datetime
    url: str


class ReportDetail(ReportRow):
    """A report with its figures; none are shown while it has not come as far as your seat sees."""

    submitted_by: str | None
    approved_by: str | None
    department_by: str | None
    province_by: str | None
    returned_line: str
    returned_reason: str
    figures: list[FigureRow]
    evidence: list[EvidenceRow]


def _figure(item: Item, rules: settings.Rules, found: list[Finding]) -> dict[str, Any]:
    kept, said = item.figure, item.said
    return {
        "indicator": item.indicator.code, "name_th": item.indicator.name_th, "unit_th": item.indicator.unit_th,
        "decimals": item.indicator.decimals, "value": kept.value if kept else None,
        "denominator": kept.denominator if kept else None,
        "last_month": item.last_month.value if item.last_month else None, "to_date": item.now(),
        "path": item.path, "target": item.target.value, "status": item.status(rules.thresholds).code,
        "cause": kept.cause if kept else "", "step": kept.step if kept else "", "note": kept.note if kept else "",
        "period_th": periods.name(item.frequency, item.period, "th"),
        "may_count_twice": item.indicator.may_count_twice,
        "percent": item.of_month(kept) if kept and item.is_ratio else None,
        "members": {key: {"value": one.value, "denominator": one.denominator} for key, one in item.members.items()},
        "claim": item.claim, "claim_differs": item.disagrees(rules.thresholds),
        "stated_percent": said.stated if said else None, "help_text": said.help_text if said else "",
        "help_from": said.help_from if said else "", "flags": [one.as_row() for one in found if one.item is item],
    }  # fmt: skip


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "id": one.pk, "name": one.file.name, "size": one.file.size, "at": one.at,
        "indicator": one.indicator.code if one.indicator else None,
        "url": reverse("evidence_file", args=[one.report_id, one.pk]),
    }  # fmt: skip


def detail(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a report that the actor reads, as it is now."""
    actor = request.actor  # type: ignore[attr-defined]
    people = ("submitted_by", "approved_by", "department_by", "province_by")
    rows = Report.objects.visible_to(actor).filter(pk=pk).select_related("office", "area", *people)
    one = one_or_404(rows.defer("area__boundary"))
    rules = settings.current()
    sees = sees_values(actor, one)
    items = items_of(one) if sees else []
    found = entry.of_items(items)
    told = {
        "id": one.pk, "office": one.office.code, "agency": one.office.agency_id, "area": one.area.code,
        "period": one.period, "state": one.state, "due": one.due, "version": one.version,
        "submitted_at": one.submitted_at, "approved_at": one.approved_at, "department_at": one.department_at,
        "province_at": one.province_at, "returned_reason": one.returned_reason, "returned_line": one.returned_line,
        "figures": [_figure(item, rules, found) for item in items],
        "evidence": [_evidence(it) for it in evidence_of(one)] if sees else [],
    }  # fmt: skip
    return told | {name: who.full_name if (who := getattr(one, name)) else None for name in people}


@router.get("/reports/{pk}", response=answers(ReportDetail))
def report(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one report with its figures, targets and statuses."""
    return detail(request, pk)


class ReportIn(Strict):
    """Which report to begin."""

    office: str
    period: int


def month(period: int) -> int:
    """Return a period that is one; RuleBroken with 422 otherwise."""
    try:
        periods.split(period)
    except ValueError:
        raise RuleBroken(_("เดือนต้องเป็นปีงบประมาณสี่หลักตามด้วยลำดับเดือน 01–12"), status=422, field="period") from None
    return period


@router.post("/reports", response=answers(ReportDetail))
def open_report(request: HttpRequest, told: ReportIn) -> dict[str, Any]:
    """Begin an office's report of a month; where it was begun already, that one is returned."""
    office = one_or_404(Office.objects.visible_to(request.actor).filter(code=told.office))  # type: ignore[attr-defined]
    made = act(request, commands.OpenReport(office_id=office.pk, period=month(told.period)))
    return detail(request, made.pk)


class MemberIn(Strict):
    """The figure of one group; null in its place takes it away."""

    value: int
    denominator: int | None = None


class SaidIn(Strict):
    """What the office says beside a figure: its own word (on_plan, late, done), the per cent of its own paper in
    hundredths, and what help it needs from whom (department, centre, other).
    """

    claim: str = ""
    stated_percent: int | None = None
    help_text: str = ""
    help_from: str = ""


class AnswerIn(Strict):
    """A figure to keep; `value` null takes it away. `base` is the value it had when you read it.

    Groups that `members` does not name, and a missing `said`, stay as they are.
    """

    indicator: str
    value: int | None
    denominator: int | None = None
    cause: str = ""
    step: str = ""
    note: str = ""
    base: int | None = None
    members: dict[str, MemberIn | None] | None = None
    said: SaidIn | None = None


class FiguresIn(Strict):
    """Figures of a report, and the version of the report that you read."""

    version: int
    figures: list[AnswerIn]


@router.put("/reports/{pk}/figures", response=answers(ReportDetail))
def save_figures(request: HttpRequest, pk: int, told: FiguresIn) -> dict[str, Any]:
    """Keep figures of a report that its office is filling in; a figure that somebody else changed answers 409."""
    codes = {one.indicator for one in told.figures}
    known = dict(Indicator.objects.filter(code__in=codes).values_list("code", "id"))
    unknown = sorted(codes - set(known))
    if unknown:
        raise Refused(_("ไม่รู้จักตัวชี้วัด %(codes)s") % {"codes": ", ".join(unknown)}, status=404, field="indicator")
    answers_in = [
        commands.Answer(
            known[one.indicator],
            one.value,
            one.denominator,
            one.cause,
            one.step,
            one.note,
            one.base,
            members=None
            if one.members is None
            else {key: None if part is None else (part.value, part.denominator) for key, part in one.members.items()},
            word=None
            if one.said is None
            else commands.Word(one.said.claim, one.said.stated_percent, one.said.help_text, one.said.help_from),
        )
        for one in told.figures
    ]
    act(request, commands.SaveFigures(target_id=pk, version=told.version, answers=answers_in))
    return detail(request, pk)


@router.post("/reports/{pk}/submit", response=answers(ReportDetail))
def submit(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Send a report to the head of its office; the provincial labour officer sees it at once."""
    act(request, commands.Submit(target_id=pk))
    return detail(request, pk)


class ApproveIn(Strict):
    """The version of the report that you looked at: another one is not approved unseen."""

    version: int


@router.post("/reports/{pk}/approve", response=answers(ReportDetail))
def approve(request: HttpRequest, pk: int, told: ApproveIn) -> dict[str, Any]:
    """Approve a report as head of its office: its figures count from now on, marked as not yet accepted."""
    act(request, commands.Approve(target_id=pk, version=told.version))
    return detail(request, pk)


class ReasonIn(Strict):
    """Why: the office must know what to mend."""

    reason: str


@router.post("/reports/{pk}/return", response=answers(ReportDetail))
def return_report(request: HttpRequest, pk: int, told: ReasonIn) -> dict[str, Any]:
    """Send a report back to its office with the reason."""
    act(request, commands.Return(target_id=pk, reason=told.reason))
    return detail(request, pk)


class ChaseIn(Strict):
    """Which month is asked for."""

    period: int


class Chased(Strict):
    """The reminder that was sent."""

    office: str
    period: int


@router.post("/offices/{code}/chase", response=answers(Chased))
def chase(request: HttpRequest, code: str, told: ChaseIn) -> dict[str, Any]:
    """Ask an office for its report of a month: one reminder a day, whoever sends it."""
    office = one_or_404(Office.objects.visible_to(request.actor).filter(code=code))  # type: ignore[attr-defined]
    act(request, commands.Chase(target_id=office.pk, period=month(told.period)))
    return {"office": code, "period": told.period}
