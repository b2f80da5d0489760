"""Reports as workbooks: download the form, send it filled in, see what differs, accept all or a part."""

from __future__ import annotations

from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.decorators import for_roles
from prasan.progress import periods, policy, queries
from prasan.progress.models import Report
from prasan.progress.pages.form import find
from prasan.progress.workbook import saving, writing
from prasan.progress.workbook.models import Filled
from prasan.registers import settings

READ_WRITE = ["GET", "HEAD", "POST"]


def _file(parts: list[writing.Part], name: str) -> HttpResponse:
    if not parts:
        raise RuleBroken(_("ไม่มีรายงานที่กรอกได้ในขณะนี้"), status=404)
    answer = HttpResponse(writing.write(parts), content_type=writing.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def report_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Return one report as a workbook; one that cannot be changed any more has no open cell."""
    report = find(request, pk)
    parts = writing.parts_of([report], saving.closed)
    return _file(parts, f"prasan-{report.office.code}-{report.period}")


@for_roles(*policy.WRITERS)
@require_safe
def workbook_office(request: HttpRequest) -> HttpResponse:
    """Return all months that the reader's office can still fill in, a sheet each, the newest first."""
    office = _office(request)
    rules = settings.current()
    reports = saving.reports_of([(office, period) for period in _months(rules)])
    closed = saving.closed_among(reports, rules)
    parts = writing.parts_of([one for one in reports if not closed(one)], lambda report: False)
    return _file(parts, f"prasan-{office.code}")


@for_roles(Role.PLO)
@require_safe
def workbook_province(request: HttpRequest) -> HttpResponse:
    """Return a month of every unit of the province in one file, to hand on to the units."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    period = periods.open_period(today)
    units = [one.office.pk for one in queries.province_month(actor.area_id, period, today)]
    offices = Office.objects.filter(pk__in=units).select_related("area").order_by("agency__order", "code")
    reports = saving.reports_of([(office, period) for office in offices])
    return _file(writing.parts_of(reports, saving.closed_among(reports)), f"prasan-{periods.split(period)[0]}-{period}")


def _months(rules: settings.Rules) -> list[int]:
    """Return the months that are over and not locked, newest first."""
    today = timezone.localdate()
    days, period = rules["report-lock-days"], periods.open_period(today)
    found = []
    while not periods.is_locked(period, today, days):
        found.append(period)
        period = periods.add(period, -1)
    return found


def _office(request: HttpRequest) -> Office:
    actor = request.actor  # type: ignore[attr-defined]
    return Office.objects.select_related("area").get(pk=actor.office_id)


@for_roles(*policy.WRITERS, Role.PLO)
@require_http_methods(READ_WRITE)
def workbook(request: HttpRequest) -> HttpResponse:
    """Offer the forms to download, and take a filled one; its comparison comes next."""
    actor = request.actor  # type: ignore[attr-defined]
    told = request.POST.get("report", "") or request.GET.get("report", "")
    report = find(request, int(told)) if told.isdigit() else None
    error = ""
    if request.method == "POST":
        try:
            return redirect("workbook_filled", _keep(request, report).token)
        except RuleBroken as broken:
            error = str(broken.text)
    context: dict[str, Any] = {
        "report": report,
        "month": periods.label(report.period) if report else "",
        "writes": actor.has(*policy.WRITERS),
        "error": error,
        "limit": int(django_settings.UPLOAD_LIMIT) // (1024 * 1024),
        "waiting": Filled.objects.visible_to(actor).defer("content")[:5],
    }
    return render(request, "progress/workbook.html", context, status=422 if error else 200, using="jinja2")


def _keep(request: HttpRequest, report: Report | None) -> Filled:
    """Read the sent file and keep what it says. Raises RuleBroken, in words, where nothing of it can be taken."""
    actor = request.actor  # type: ignore[attr-defined]
    file = request.FILES.get("file")
    if file is None:
        raise RuleBroken(_("โปรดเลือกไฟล์ Excel ที่กรอก"), status=422, field="file")
    refused = policy.can_send_workbook(actor, None)
    if refused is not None:
        raise Refused(refused)
    found = saving.sent(file.read(), _office(request), report)
    return perform(actor, saving.KeepFilled(file_name=file.name or "", content=found.as_json()))


@for_roles(*policy.WRITERS)
@require_http_methods(READ_WRITE)
def workbook_filled(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a sent file would change: changed, same, refused by sheet and cell, both values of a conflict.

    POST saves what is chosen, each report whole or not at all.
    """
    actor = request.actor  # type: ignore[attr-defined]
    kept = Filled.objects.visible_to(actor).filter(token=token).first()
    if kept is None:
        raise Refused(_("ไม่พบไฟล์นี้ หรือเป็นของผู้อื่น"), status=404)
    found = saving.Sent.from_json(kept.content)
    shown = saving.sections(found, actor)
    errors: list[str] = []
    if request.method == "POST":
        saved, errors = _accept(request, kept, shown)
        if saved and not errors:
            first = shown[0].report
            return redirect("report_check", first.pk) if len(shown) == 1 else redirect("reports")
        shown = saving.sections(found, actor)
    chosen = set(request.POST.getlist("take")) if errors else {key for one in shown for key in saving.usual(one)}
    context = {
        "kept": kept,
        "found": found,
        "sections": shown,
        "chosen": chosen,
        "label": periods.label,
        "errors": [("", text) for text in errors],
        "any": any(line.choosable for one in shown if not one.refusal for line in one.lines),
        "fields": {
            "cause": _("สาเหตุ"),
            "step": _("แนวทางแก้ไข"),
            "note": _("หมายเหตุ"),
            "claim": _("สถานะที่หน่วยงานบอก"),
            "stated": _("ร้อยละตามเอกสารของท่าน"),
            "help_text": _("ความช่วยเหลือที่ต้องการ"),
            "help_from": _("ขอจาก"),
        },
    }
    return render(request, "progress/workbook_filled.html", context, status=409 if errors else 200, using="jinja2")


def _accept(request: HttpRequest, kept: Filled, shown: list[saving.Section]) -> tuple[int, list[str]]:
    """Save what was chosen; returns how many figures were saved, and what could not be, report by report."""
    chosen, saved, errors = set(request.POST.getlist("take")), 0, []
    for one in shown:
        month = periods.label(one.sheet.period)
        if not any(one.key(line) in chosen for line in one.lines):
            continue
        if request.POST.get(f"version-{one.sheet.period}") != str(one.version):
            errors.append(f"{month}: {saving.STALE}")
            continue
        try:
            saved += saving.save(request.actor, one, chosen, f"workbook-{kept.pk}-{one.sheet.period}-{one.version}")  # type: ignore[attr-defined]
        except (RuleBroken, Refused) as broken:
            errors.append(f"{month}: {broken.text}")
    if saved:
        text = ngettext("บันทึกแล้ว %(n)s ข้อ", "บันทึกแล้ว %(n)s ข้อ", saved) % {"n": saved}
        messages.success(request, text)
    elif not errors:
        errors.append(_("ยังไม่ได้เลือกข้อใด โปรดเลือกอย่างน้อยหนึ่งข้อ"))
    return saved, errors
