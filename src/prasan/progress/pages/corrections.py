"""Corrections of approved reports: proposing one, and judging it with old, new and difference side by side."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import periods, policy
from prasan.progress.commands import (
    CORRECTION_ACCEPTS,
    Correct,
    CorrectionStep,
    Proposed,
    ReturnCorrection,
    WithdrawCorrection,
)
from prasan.progress.commands.corrections import NOT_APPROVED
from prasan.progress.commands.limits import is_open
from prasan.progress.items import items_of
from prasan.progress.models import Correction, Figure, Line, Report
from prasan.progress.models.corrections import PENDING
from prasan.progress.pages import views
from prasan.progress.pages.form import find
from prasan.progress.reading import entry_decimals, read, shown
from prasan.progress.sight import sees_values
from prasan.progress.splits import names_of
from prasan.registers import settings
from prasan.registers.models import Indicator


@require_http_methods(["GET", "HEAD", "POST"])
def report_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an approved report's values as a form, or propose what was changed in it."""
    report = find(request, pk)
    refusal = policy.can_type(request.actor, report)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    if report.state != Report.State.APPROVED:
        if request.method != "POST":
            return redirect("report", pk)
        raise RuleBroken(NOT_APPROVED)
    rows = _rows(report)
    if request.method != "POST":
        return _form(request, report, rows)
    lines = _typed(request, rows)
    reason = request.POST.get("reason", "")[:2000]
    errors = [(f"f-{row['name']}", row["error"]) for row in rows if row["error"]]
    if errors:
        return _form(request, report, rows, errors, reason)
    try:
        command = Correct(report_id=pk, lines=lines, reason=reason, key=request.POST.get("key", "")[:100])
        made = perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        field = "f-reason" if broken.field == "reason" else ""
        return _form(request, report, rows, [(field, broken.text)], reason)
    messages.success(request, _("เสนอแก้ไขแล้ว ค่าเดิมยังอยู่จนกว่าการแก้ไขจะได้รับการรับรอง"))
    return redirect("correction", made.pk)


def _rows(report: Report) -> list[dict[str, Any]]:
    """Return the values that can be corrected: all that the report asks for, and all that stand in it by group."""
    stored = {(one.indicator_id, one.member): one for one in report.figures.select_related("indicator")}
    asked = {(item.indicator.pk, ""): item.indicator for item in items_of(report)}
    known: dict[tuple[int, str], Indicator] = asked | {key: one.indicator for key, one in stored.items()}
    order = {pk: number for number, (pk, _member) in enumerate(asked)}
    names = names_of([member for _pk, member in known])
    return [
        _row(indicator, member, stored.get((pk, member))) | {"group": names.get(member, member)}
        for (pk, member), indicator in sorted(known.items(), key=lambda kept: (order.get(kept[0][0], 999), kept[0][1]))
    ]


def _row(indicator: Indicator, member: str, figure: Figure | None) -> dict[str, Any]:
    decimals = entry_decimals(indicator)
    return {
        "indicator": indicator, "member": member, "figure": figure, "name": f"v-{indicator.pk}-{member}",
        "whole_name": f"w-{indicator.pk}-{member}" if indicator.summing == Indicator.Sum.RATIO else "",
        "value": shown(figure.value, decimals) if figure else "", "error": "",
        "whole": shown(figure.denominator, 0) if figure and figure.denominator is not None else "",
        "now": views.plain_figure(indicator, figure.value, figure.denominator) if figure else _("ยังไม่รายงาน"),
    }  # fmt: skip


def _typed(request: HttpRequest, rows: list[dict[str, Any]]) -> list[Proposed]:
    """Read what was typed into the rows; what cannot be read is told in its row, an emptied one takes it away."""
    found = []
    for row in rows:
        indicator: Indicator = row["indicator"]
        row["value"] = request.POST.get(row["name"], "")[:60]
        row["whole"] = request.POST.get(row["whole_name"], "")[:60] if row["whole_name"] else ""
        value = read(row["value"], entry_decimals(indicator), (indicator.unit_th, indicator.unit_en))
        whole = read(row["whole"], 0)
        row["error"] = value.error or whole.error
        if value.value is not None or row["figure"] is not None:
            wholes = whole.value if row["whole_name"] and value.value is not None else None
            found.append(Proposed(indicator.pk, value.value, wholes, row["member"]))
    return found


def _form(
    request: HttpRequest, report: Report, rows: list[dict[str, Any]], errors: list[Any] | None = None, reason: str = ""
) -> HttpResponse:
    context = {
        "report": report, "month": periods.label(report.period), "rows": rows, "errors": errors or [],
        "reason": reason, "key": request.POST.get("key") or secrets.token_urlsafe(12),
    }  # fmt: skip
    return render(request, "progress/correct.html", context, status=422 if errors else 200, using="jinja2")


def _find(request: HttpRequest, pk: int) -> Correction:
    people = ("submitted_by", "approved_by", "department_by", "province_by")
    rows = Correction.objects.visible_to(request.actor).filter(pk=pk)  # type: ignore[attr-defined]
    found = rows.select_related("report", "office", "area", *people).first()
    if found is None or not sees_values(request.actor, found.report):  # type: ignore[attr-defined]
        raise Refused(_("ไม่พบการแก้ไขนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a correction: old value, new value and the difference, who judged it, and what the reader may do."""
    return _page(request, _find(request, pk))


def _page(request: HttpRequest, found: Correction, error: str = "", reason: str = "") -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    waits = found.state in PENDING
    lines = list(found.lines.select_related("indicator"))
    names = names_of([line.member for line in lines])
    lapsed = waits and not is_open(found.period, found.office_id, timezone.localdate(), settings.current())
    context: dict[str, Any] = {
        "correction": found,
        "month": periods.label(found.period),
        "lines": [views.correction_row(line) | {"group": names.get(line.member, line.member)} for line in lines],
        "may_withdraw": waits and policy.can_correct(actor, found) is None,
        "lapsed": lapsed,
        "error": error,
        "reason": reason,
    }
    context |= views.decisions(actor, found)
    context["may_approve"] = context["may_approve"] and not lapsed
    return render(request, "progress/correction.html", context, status=422 if error else 200, using="jinja2")


@require_POST
def correction_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or accept the correction in the name of the reader's line."""
    line = policy.line_of(request.actor, _find(request, pk)) or Line.HEAD  # type: ignore[attr-defined]
    return _move(request, pk, CORRECTION_ACCEPTS[line](target_id=pk, key=request.POST.get("key", "")[:100]))


@require_POST
def correction_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse the correction with the reason."""
    return _move(request, pk, ReturnCorrection(target_id=pk, reason=request.POST.get("reason", "")[:2000]))


@require_POST
def correction_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the correction back."""
    return _move(request, pk, WithdrawCorrection(target_id=pk))


def _move(request: HttpRequest, pk: int, command: CorrectionStep) -> HttpResponse:
    try:
        moved = perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        if broken.field != "reason":
            raise
        return _page(request, _find(request, pk), str(broken.text), command.reason)
    messages.success(request, str(moved.get_state_display()))
    return redirect("correction", pk)
