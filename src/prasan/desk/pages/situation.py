"""The labour situation report of a province: drafted from the figures, worded by its office, issued with a number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from prasan.desk import policy, sight
from prasan.desk.commands import DraftSituation, IssueSituation, SaveSituation
from prasan.desk.documents import situation
from prasan.desk.documents.chapters import CHAPTERS
from prasan.desk.documents.situation_files import FILES, file_name, name_of
from prasan.desk.models import SituationReport
from prasan.desk.pages.common import actor_of
from prasan.desk.pages.documents import file
from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken, perform

SPANS = 6


def found_report(actor: Any, pk: int) -> SituationReport:
    """Return a report that the actor reads; Refused 404 otherwise."""
    rows = SituationReport.objects.visible_to(actor).select_related("area", "office", "issued_by")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def spans() -> list[situation.Span]:
    """Return the spans that may be drafted: the last quarters, and the last year that has ended."""
    found = [situation.newest(timezone.localdate())]
    while len(found) < SPANS - 1:
        found.append(found[-1].before)
    newest = found[0]
    year = newest.year if newest.quarter == 4 else newest.year - 1
    return [*found, situation.Span(year * 100)]


@require_GET
def situations(request: HttpRequest, code: str) -> HttpResponse:
    """List a province's situation reports, and what may be drafted."""
    actor = actor_of(request)
    sight.must_read_figures(actor)
    area = Area.objects.provinces().filter(code=code).first()
    if area is None:
        raise Refused(_("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    rows = list(SituationReport.objects.visible_to(actor).filter(area=area).select_related("area", "issued_by"))
    known = {one.span for one in rows}
    writes = policy.can_write_situation(actor, SituationReport(area=area)) is None
    return render(request, "desk/situations.html", {
        "area": area, "now": timezone.now(),
        "rows": [(one, situation.Span(one.span).label) for one in rows],
        "open": [(one.key, one.label) for one in spans() if one.key not in known] if writes else [],
    })  # fmt: skip


@require_POST
def situation_draft(request: HttpRequest, code: str) -> HttpResponse:
    """Draft a report, or renew the figures of a draft."""
    actor = actor_of(request)
    area = Area.objects.provinces().filter(code=code).first()
    span = request.POST.get("span", "")
    if area is None or not span.isdigit() or len(span) > 6:
        raise RuleBroken(_("ไม่ใช่ไตรมาสหรือปี"), status=400)
    found = perform(actor, DraftSituation(area_id=area.pk, span=int(span)))
    messages.success(request, _("ร่างจากตัวเลขล่าสุดแล้ว ถ้อยคำที่แก้ไว้ยังอยู่"))
    return redirect("situation", found.pk)


def _context(request: HttpRequest, report: SituationReport, error: RuleBroken | None) -> dict[str, Any]:
    actor = actor_of(request)
    span = situation.Span(report.span)
    draft = report.state == SituationReport.State.DRAFT
    now = situation.figures_of(report.area, span) if draft else report.figures
    paper = situation.paper_of("", "", report.texts, report.figures)
    drafted = report.figures.get("drafted_texts", {})
    chapters = [
        {
            **shown, "code": chapter.code, "edited": report.texts.get(chapter.code) != drafted.get(chapter.code),
            "text": request.POST.get(f"text-{chapter.code}", report.texts.get(chapter.code, "")),
        }
        for chapter, shown in zip(CHAPTERS, paper["chapters"], strict=True)
    ]  # fmt: skip
    return {
        "report": report, "title": name_of(report), "chapters": chapters, "columns": paper["columns"],
        "differs": situation.differences(report.figures, now), "now": timezone.now(),
        "writes": draft and policy.can_write_situation(actor, report) is None,
        "issues": draft and policy.can_issue_situation(actor, report) is None,
        "error": str(error.text) if error else "",
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def situation_page(request: HttpRequest, situation_report: int) -> HttpResponse:
    """Show a report; a POST keeps the words of its chapters."""
    actor = actor_of(request)
    found = found_report(actor, situation_report)
    error: RuleBroken | None = None
    if request.method == "POST":
        texts = {one.code: request.POST[f"text-{one.code}"] for one in CHAPTERS if f"text-{one.code}" in request.POST}
        version = request.POST.get("version", "")
        try:
            command = SaveSituation(target_id=found.pk, version=int(version) if version.isdigit() else -1, texts=texts)
            perform(actor, command)
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("บันทึกถ้อยคำแล้ว"))
            return redirect("situation", found.pk)
    return render(request, "desk/situation.html", _context(request, found, error), status=409 if error else 200)


@require_POST
def situation_issue(request: HttpRequest, situation_report: int) -> HttpResponse:
    """Issue a report with its number."""
    actor = actor_of(request)
    found = found_report(actor, situation_report)
    version = request.POST.get("version", "")
    try:
        perform(actor, IssueSituation(target_id=found.pk, version=int(version) if version.isdigit() else -1))
        messages.success(request, _("เผยแพร่แล้ว"))
    except RuleBroken as broken:
        messages.warning(request, str(broken.text))
    return redirect("situation", found.pk)


@require_GET
def situation_file(request: HttpRequest, situation_report: int, ending: str) -> HttpResponse:
    """Answer a report as PDF to be read, or as DOCX to be edited."""
    found = found_report(actor_of(request), situation_report)
    if ending not in FILES:
        raise Http404
    write, mime = FILES[ending]
    return file(write(found), mime, file_name(found, ending))
