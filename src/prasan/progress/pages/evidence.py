"""Evidence of a report: list, attach, open, take away."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.files.views import send
from prasan.progress import periods, policy
from prasan.progress.commands import SaveFigures
from prasan.progress.commands.evidence import AttachEvidence, RemoveEvidence
from prasan.progress.items import items_of
from prasan.progress.models import Evidence, Report
from prasan.progress.pages.form import find
from prasan.progress.queries import evidence_of


@require_http_methods(["GET", "HEAD", "POST"])
def report_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the files of a report; POST attaches one to a figure or to the whole report."""
    report = find(request, pk)
    if request.method != "POST":
        return _page(request, report, request.GET.get("item", ""))
    about = request.POST.get("item", "")
    upload = request.FILES.get("file")
    items = {str(item.number): item.indicator.pk for item in items_of(report)}
    command = AttachEvidence(
        target_id=pk, upload=upload, file_name=(upload.name or "") if upload else "", indicator_id=items.get(about)
    )  # fmt: skip
    try:
        perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        return _page(request, report, about, broken)
    messages.success(request, _("แนบหลักฐานแล้ว"))
    return redirect("report_evidence", pk)


def _page(request: HttpRequest, report: Report, about: str, broken: RuleBroken | None = None) -> HttpResponse:
    may_type = report.state in SaveFigures.editable and policy.can_type(request.actor, report) is None  # type: ignore[attr-defined]
    items = items_of(report)
    context = {
        "report": report,
        "month": periods.label(report.period),
        "evidence": evidence_of(report),
        "may_type": may_type,
        "about": about,
        "choices": [("", _("ทั้งรายงาน")), *((str(item.number), item.indicator.name) for item in items)],
        "error": str(broken.text) if broken else "",
        "back": int(about) if about.isdigit() and 1 <= int(about) <= len(items) and may_type else None,
    }
    return render(request, "progress/evidence.html", context, status=broken.status if broken else 200, using="jinja2")


@require_safe
def evidence_file(request: HttpRequest, pk: int, evidence: int) -> FileResponse:
    """Hand out one file to whoever reads the report."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = Evidence.objects.visible_to(actor).filter(report_id=pk, pk=evidence).select_related("file")
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบหลักฐานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return send(actor, found.file)


@require_POST
def evidence_remove(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """Take one file away before the report is sent."""
    perform(request.actor, RemoveEvidence(target_id=pk, evidence_id=evidence))  # type: ignore[attr-defined]
    messages.success(request, _("ลบหลักฐานแล้ว"))
    return redirect("report_evidence", pk)
