"""The report form: one indicator a page, check the answers, send, receipt."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.decorators import answers_itself
from prasan.progress import entry, periods, policy
from prasan.progress.causes import Cause
from prasan.progress.commands import Conflict, OpenReport, SaveFigures, Submit, needs_cause
from prasan.progress.counted import counted_of
from prasan.progress.items import Item, items_of
from prasan.progress.models import Report
from prasan.progress.pages import answers, kept, views
from prasan.progress.pages.typed import names_in, read_post
from prasan.progress.queries import evidence_of, with_evidence
from prasan.progress.reading import entry_decimals, shown
from prasan.progress.tallies.sums import month_of
from prasan.registers import settings

PEOPLE = ("submitted_by", "approved_by", "department_by", "province_by")
"""Who has said a word about a report: its page names them."""


def find(request: HttpRequest, pk: int, **beside: Any) -> Report:
    """Return a report that the actor reads; 404 outside of their scope. Parameters: `beside`, more columns to load."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = Report.objects.visible_to(actor).select_related("office", "area", *PEOPLE).filter(pk=pk)
    report = with_evidence(rows).annotate(**beside).first()
    if report is None:
        raise Refused(_("ไม่พบรายงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return report


@require_POST
def report_open(request: HttpRequest) -> HttpResponse:
    """Begin the report of a month (or go on with it) and open its first unanswered question."""
    actor = request.actor  # type: ignore[attr-defined]
    try:
        period = int(request.POST.get("period", ""))
        periods.split(period)
    except ValueError:
        raise RuleBroken(_("โปรดเลือกเดือนที่จะรายงาน"), status=400) from None
    report = perform(actor, OpenReport(office_id=actor.office_id, period=period))
    items = items_of(report)
    first = next((item.number for item in items if item.figure is None), None)
    return redirect("report_item", report.pk, first) if first else redirect("report_check", report.pk)


@answers_itself
@require_http_methods(["GET", "HEAD", "POST"])
def report_item(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one question, or save its answer and go on to the next."""
    if request.actor is None:  # type: ignore[attr-defined]
        return kept.sign_in(request, names_in(request.POST))
    report = find(request, pk)
    refusal = policy.can_type(request.actor, report)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    items = items_of(report)
    if not 1 <= number <= len(items):
        raise Refused(_("ไม่พบข้อนี้ในรายงาน"), status=404)
    if report.state not in SaveFigures.editable:
        return redirect("report", pk)
    if request.method == "POST":
        return _save(request, report, items, number)
    return _question(request, report, items, number, kept.values_for(request))


def _save(request: HttpRequest, report: Report, items: list[Item], number: int) -> HttpResponse:
    """Save one answer; whatever cannot be saved comes back as it was typed, with what to do."""
    item, posted = items[number - 1], request.POST
    if posted.get("conflict") == "theirs":
        return _next(report, items, number)
    told = read_post(item, posted)
    if told.errors:
        return _question(request, report, items, number, told.typed, told.errors)
    if told.nothing and item.figure is None and item.said is None:
        return _next(report, items, number)
    version = _whole(posted.get("version", "")) or 0
    key = posted.get("key", "")[:100]
    command = SaveFigures(target_id=report.pk, version=version, answers=[told.answer(item)], key=key)
    try:
        perform(request.actor, command)  # type: ignore[attr-defined]
    except Conflict as conflict:
        return _conflict(request, report, conflict, told.typed)
    except RuleBroken as broken:
        field = f"f-{broken.field}" if broken.field else ""
        return _question(request, report, items, number, told.typed, [(field, broken.text)])
    kept.forget(request)
    return _after_saving(report, number, seen=posted.get("seen") == "1")


def _after_saving(report: Report, number: int, *, seen: bool) -> HttpResponse:
    """Go on, but stay while a late figure has no cause or way back, a hard check fails, or a soft one is new."""
    items = items_of(report)
    item = items[number - 1]
    stay = [one for one in entry.of_items(items) if one.item is item and (one.hard or not (one.answered or seen))]
    late = item.figure and needs_cause(item, settings.current()) and not (item.figure.cause and item.figure.step)
    if late or stay:
        return HttpResponseRedirect(reverse("report_item", args=[report.pk, number]) + "?why=1")
    return _next(report, items, number)


def _next(report: Report, items: list[Item], number: int) -> HttpResponse:
    if number < len(items):
        return redirect("report_item", report.pk, number + 1)
    return redirect("report_check", report.pk)


def _whole(text: str) -> int | None:
    return int(text) if text.lstrip("-").isdigit() else None


def _question(
    request: HttpRequest,
    report: Report,
    items: list[Item],
    number: int,
    typed: dict[str, str],
    errors: list[tuple[str, Any]] | None = None,
) -> HttpResponse:
    item, rules = items[number - 1], settings.current()
    decimals = entry_decimals(item.indicator)
    tallied = month_of(report, item)
    stored = answers.stored(item, report.version, tallied)
    found = [] if typed else [one for one in entry.of_items(items) if one.item is item]
    context = {
        "report": report,
        "item": item,
        "total": len(items),
        "month": periods.label(report.period),
        "long_period": views.long_period(item),
        "values": {**stored, **typed, "key": secrets.token_urlsafe(12)},
        "was_kept": bool(typed) and not errors,
        "errors": errors or [],
        "by_field": dict(errors or []),
        "causes": Cause.choices,
        "ask_why": "why" in request.GET,
        "findings": found,
        "tallied": tallied,
        "counted": counted_of(report, item),
        "calc": views.calculation(item, rules, typed or answers.prefilled(item, tallied), decimals),
        **answers.folded(item, found, {**stored, **typed}),
        **views.strip(item),
    }
    status = 422 if errors else 200
    return render(request, "progress/item.html", context, status=status, using="jinja2")


def _conflict(request: HttpRequest, report: Report, conflict: Conflict, typed: dict[str, str]) -> HttpResponse:
    """Show both values, who saved the other and when; the reader decides."""
    item = conflict.item
    decimals = entry_decimals(item.indicator)
    context = {
        "report": report,
        "item": item,
        "conflict": conflict,
        "theirs": shown(item.figure.value if item.figure else None, decimals),
        "mine": shown(conflict.mine.value, decimals),
        "typed": {name: text for name, text in typed.items() if name not in {"version", "base", "key"}},
        "base": item.figure.value if item.figure else "",
        "key": secrets.token_urlsafe(12),
    }
    return render(request, "progress/conflict.html", context, status=409, using="jinja2")


@answers_itself
@require_http_methods(["GET", "HEAD", "POST"])
def report_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every answer once more; POST sends the report."""
    if request.actor is None:  # type: ignore[attr-defined]
        return kept.sign_in(request)
    report = find(request, pk)
    refusal = policy.can_submit(request.actor, report)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    if request.method == "POST":
        try:
            perform(request.actor, Submit(target_id=pk, key=request.POST.get("key", "")[:100]))  # type: ignore[attr-defined]
        except RuleBroken as broken:
            if not broken.field.isdigit():
                raise
            return HttpResponseRedirect(reverse("report_item", args=[pk, int(broken.field)]) + "?why=1")
        return redirect("report_receipt", pk)
    if report.state not in SaveFigures.editable:
        return redirect("report", pk)
    items, rules = items_of(report), settings.current()
    found = entry.of_items(items)
    context = {
        "report": report,
        "month": periods.label(report.period),
        "rows": [views.answer_row(item, rules, found) for item in items],
        "evidence": evidence_of(report),
        "missing": sum(item.figure is None for item in items),
        "last": len(items),
        "key": secrets.token_urlsafe(12),
    }
    return render(request, "progress/check.html", context, using="jinja2")


def report_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it has arrived: number, time, what happens next."""
    report = find(request, pk)
    context = {"report": report, "month": periods.label(report.period), "number": views.receipt_number(report)}
    return render(request, "progress/receipt.html", context, using="jinja2")
