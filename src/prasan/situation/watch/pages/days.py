"""Pages of the days: the table of who said what, one's own word, the centre's daily report."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.situation.models import DayReport, DaySheet
from prasan.situation.watch import policy as may
from prasan.situation.watch import queries
from prasan.situation.watch.commands.days import BACK, ReportDay
from prasan.situation.watch.days import due_at, matrix
from prasan.situation.watch.document import paragraphs, pdf
from prasan.situation.watch.pages.common import done, page
from prasan.situation.watch.pages.desk import words
from prasan.situation.watch.reading import day_of


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Show fourteen days of every place: normal, something, silent."""
    try:
        last = day_of(request.GET.get("to", ""), "to") or timezone.localdate()
    except RuleBroken:
        last = timezone.localdate()
    last = min(last, timezone.localdate())
    rows = matrix(actor_of(request), last)
    only = request.GET.get("only") == "silent"
    shown = [one for one in rows if one.silent] if only else rows
    counts = {state: sum(one.cells[0].state == state for one in rows) for state in STATES}
    return page(request, "days", {
        "rows": shown, "all": len(rows), "counts": counts, "last": last, "only": only, "states": STATES,
        "shown": [one.day for one in rows[0].cells] if rows else [], "due": due_at(last), "now": timezone.now(),
        "before": last - dt.timedelta(days=14), "after": last + dt.timedelta(days=14),
        "reports": may.can_report_day(actor_of(request), DayReport(office_id=actor_of(request).office_id)) is None,
    })  # fmt: skip


STATES = ("normal", "something", "silent", "waiting")


@require_safe
def day_report(request: HttpRequest, report: int) -> HttpResponse:
    """Show what a place said of a day."""
    rows = DayReport.objects.visible_to(actor_of(request)).select_related("office", "area", "by").filter(pk=report)
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบรายงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    journal = f"{reverse('journal')}?model=situation.dayreport&object={found.pk}"
    return page(request, "day_report", {"one": found, "due": due_at(found.day), "journal": journal})


@require_http_methods(["GET", "HEAD", "POST"])
def day_own(request: HttpRequest) -> HttpResponse:
    """Ask for the own place's word on a day, and take it."""
    actor = actor_of(request)
    refusal = may.can_report_day(actor, DayReport(office_id=actor.office_id))
    if refusal is not None:
        raise Refused(refusal)
    office, today = queries.office_of(actor), timezone.localdate()

    def show(error: RuleBroken | None = None) -> HttpResponse:
        told = {
            one.day: one for one in DayReport.objects.filter(office=office, day__gte=today - dt.timedelta(days=BACK))
        }
        asked = [today - dt.timedelta(days=n) for n in range(BACK + 1)]
        return page(request, "day_own", {
            "office": office, "days": [(one, told.get(one)) for one in asked], "told": request.POST,
            "due": due_at(today),
            "error": str(error.text) if error else "", "field": error.field if error else "", "today": today,
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()

    def make() -> ReportDay:
        word = request.POST.get("word", "")
        if word not in {"normal", "something"}:
            raise RuleBroken(_("โปรดเลือกว่าเหตุการณ์ปกติ หรือมีเหตุการณ์"), field="word")
        text = request.POST.get("text", "")
        return ReportDay(day=day_of(request.POST.get("day", ""), "day"), is_normal=word == "normal", text=text)

    return done(request, make, _("รับรายงานเหตุการณ์ประจำวันแล้ว"), reverse("day_own"), show)


@require_safe
def daily(request: HttpRequest) -> HttpResponse:
    """List the centre's daily reports."""
    rows = list(DaySheet.objects.defer("sheet")[:60])
    return page(request, "daily_list", {"rows": rows, "now": timezone.now()})


@require_safe
def daily_sheet(request: HttpRequest, day: str) -> HttpResponse:
    """Show the centre's report of a day as it was frozen; `?kind=pdf` returns the document."""
    try:
        found = DaySheet.objects.filter(day=dt.date.fromisoformat(day)).first()
    except ValueError:
        found = None
    if found is None:
        raise Refused(_("ยังไม่มีรายงานประจำวันของวันนี้"), status=404)
    if request.GET.get("kind") == "pdf":
        answer = HttpResponse(pdf(found), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="prasan-daily-{found.day}.pdf"'
        return answer
    severities = [(words()["severity"].get(code, code), n) for code, n in found.sheet["events"]["by_severity"].items()]
    return page(request, "daily", {
        "one": found, "sheet": found.sheet, "words": words(), "severities": severities,
        "lines_of": paragraphs(found.sheet),
    })  # fmt: skip
