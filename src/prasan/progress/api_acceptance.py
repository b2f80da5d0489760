"""The two lines as verbs of the API: accept, correct, open a locked month; the same rules as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from prasan.directory.models import Office
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, act, answers, one_or_404
from prasan.progress import commands, policy
from prasan.progress.api import ApproveIn, ReasonIn, ReportDetail, detail, month
from prasan.progress.models import Correction, CorrectionLine, Opening, Report
from prasan.progress.sight import sees_values
from prasan.progress.together import accept_together
from prasan.registers.models import Indicator

router = Router(tags=["progress"])


@router.post("/reports/{pk}/accept", response=answers(ReportDetail))
def accept_report(request: HttpRequest, pk: int, told: ApproveIn) -> dict[str, Any]:
    """Accept a report in the name of your line: a head approves, a department or a province accepts."""
    actor = request.actor  # type: ignore[attr-defined]
    report = one_or_404(Report.objects.visible_to(actor).select_related("office").filter(pk=pk))
    line = policy.line_of(actor, report)
    if line is None:
        raise Refused(policy.JUDGES_ONLY)
    act(request, commands.ACCEPTS[line](target_id=pk, version=told.version))
    return detail(request, pk)


class SeenIn(Strict):
    """A report and the version of it that you looked at."""

    id: int
    version: int


class TogetherIn(Strict):
    """Which reports to accept together; those with something remarkable are refused by name."""

    reports: list[SeenIn]


class NotAccepted(Strict):
    """A report that was not accepted, and why."""

    id: int
    reason: str


class TogetherOut(Strict):
    """What came of it."""

    accepted: list[int]
    refused: list[NotAccepted]


@router.post("/reports/accept", response=answers(TogetherOut))
def accept_reports(request: HttpRequest, told: TogetherIn) -> dict[str, Any]:
    """Accept many unremarkable reports in the name of your line; each by itself, at most two hundred."""
    seen = {one.id: one.version for one in told.reports[:200]}
    outcome = accept_together(request.actor, seen)  # type: ignore[attr-defined]
    return {
        "accepted": [one.pk for one in outcome.done],
        "refused": [{"id": report.pk, "reason": str(text)} for report, text in outcome.refused],
    }


class CorrectionLineOut(Strict):
    """One figure of a correction; values are integers times ten to the indicator's decimals, null is "not reported"."""

    indicator: str
    member: str
    was_value: int | None
    was_denominator: int | None
    value: int | None
    denominator: int | None
    reason: str


class CorrectionOut(Strict):
    """A correction of an approved report; `version` is the report's version that it made, null while it made none."""

    id: int
    report: int
    office: str
    period: int
    state: str
    reason: str
    version: int | None
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None
    department_at: dt.datetime | None
    province_at: dt.datetime | None
    replaced_at: dt.datetime | None
    returned_line: str
    returned_reason: str
    lines: list[CorrectionLineOut]


def _line(one: CorrectionLine) -> dict[str, Any]:
    return {
        "indicator": one.indicator.code, "member": one.member, "was_value": one.was_value,
        "was_denominator": one.was_denominator, "value": one.value, "denominator": one.denominator,
        "reason": one.reason,
    }  # fmt: skip


def _correction(request: HttpRequest, pk: int) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    one = one_or_404(Correction.objects.visible_to(actor).select_related("report", "office").filter(pk=pk))
    lines = one.lines.select_related("indicator") if sees_values(actor, one.report) else []
    names = ("state", "reason", "version", "submitted_at", "approved_at", "department_at", "province_at",
             "replaced_at", "returned_line", "returned_reason")  # fmt: skip
    told = {name: getattr(one, name) for name in names}
    return told | {
        "id": one.pk, "report": one.report_id, "office": one.office.code, "period": one.period,
        "lines": [_line(line) for line in lines],
    }  # fmt: skip


class ProposedIn(Strict):
    """What one figure shall be; `value` null takes it away."""

    indicator: str
    value: int | None
    denominator: int | None = None
    member: str = ""
    reason: str = ""


class CorrectionIn(Strict):
    """A correction and why."""

    reason: str
    lines: list[ProposedIn]


@router.post("/reports/{pk}/corrections", response=answers(CorrectionOut))
def correct_report(request: HttpRequest, pk: int, told: CorrectionIn) -> dict[str, Any]:
    """Propose a correction of an approved report; its figures stay until the correction has passed the same way."""
    codes = {one.indicator for one in told.lines}
    known = dict(Indicator.objects.filter(code__in=codes).values_list("code", "id"))
    unknown = sorted(codes - set(known))
    if unknown:
        raise Refused(_("ไม่รู้จักตัวชี้วัด %(codes)s") % {"codes": ", ".join(unknown)}, status=404, field="indicator")
    lines = [
        commands.Proposed(known[one.indicator], one.value, one.denominator, one.member, one.reason)
        for one in told.lines
    ]
    made = act(request, commands.Correct(report_id=pk, lines=lines, reason=told.reason))
    return _correction(request, made.pk)


@router.get("/corrections/{pk}", response=answers(CorrectionOut))
def correction(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a correction with old and new values."""
    return _correction(request, pk)


@router.post("/corrections/{pk}/accept", response=answers(CorrectionOut))
def accept_correction(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Approve or accept a correction in the name of your line; with the last word needed it replaces the figures."""
    actor = request.actor  # type: ignore[attr-defined]
    found = one_or_404(Correction.objects.visible_to(actor).select_related("office").filter(pk=pk))
    line = policy.line_of(actor, found)
    if line is None:
        raise Refused(policy.JUDGES_ONLY)
    act(request, commands.CORRECTION_ACCEPTS[line](target_id=pk))
    return _correction(request, pk)


@router.post("/corrections/{pk}/return", response=answers(CorrectionOut))
def return_correction(request: HttpRequest, pk: int, told: ReasonIn) -> dict[str, Any]:
    """Refuse a correction with the reason; the accepted figures stay."""
    act(request, commands.ReturnCorrection(target_id=pk, reason=told.reason))
    return _correction(request, pk)


@router.post("/corrections/{pk}/withdraw", response=answers(CorrectionOut))
def withdraw_correction(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Take a correction of your office back."""
    act(request, commands.WithdrawCorrection(target_id=pk))
    return _correction(request, pk)


class OpeningOut(Strict):
    """A locked month that one office may change until a day."""

    id: int
    office: str
    period: int
    until: dt.date
    line: str
    reason: str


class OpeningIn(Strict):
    """Which locked month of which office to open, until when, and why."""

    office: str
    period: int
    until: dt.date
    reason: str


def _opening(one: Opening) -> dict[str, Any]:
    return {
        "id": one.pk, "office": one.office.code, "period": one.period, "until": one.until, "line": one.line,
        "reason": one.reason,
    }  # fmt: skip


@router.post("/openings", response=answers(OpeningOut))
def open_month(request: HttpRequest, told: OpeningIn) -> dict[str, Any]:
    """Open a locked month again for one office; it ends by itself."""
    office = one_or_404(Office.objects.visible_to(request.actor).filter(code=told.office))  # type: ignore[attr-defined]
    command = commands.OpenMonth(office_id=office.pk, period=month(told.period), until=told.until, reason=told.reason)
    return _opening(act(request, command))


@router.get("/openings", response=answers(list[OpeningOut]))
def openings(request: HttpRequest) -> list[dict[str, Any]]:
    """List the newest openings of the offices whose reports your seat reads."""
    rows = Opening.objects.visible_to(request.actor).select_related("office")[:200]  # type: ignore[attr-defined]
    return [_opening(one) for one in rows]
