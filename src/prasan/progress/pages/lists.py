"""Lists of reports: an office's months, the provincial labour officer's queue, reminders."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS
from prasan.platform.web.decorators import for_roles
from prasan.progress import periods, policy, queries
from prasan.progress.commands import Chase
from prasan.progress.lines import all_waiting, line_of_seat
from prasan.progress.models import Report
from prasan.progress.pages import views
from prasan.progress.pages.listing import AllReports, month_choices
from prasan.progress.tallies.commands import counted_of
from prasan.progress.together import accept_together
from prasan.registers import settings

PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Show an office its months; to others the newest reports that they read."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD):
        office = Office.objects.get(pk=actor.office_id)
        months = queries.months_of(office, timezone.localdate())
        context: dict[str, Any] = {"office": office, "months": months, "label": periods.label, "more": None}
        context["counts"] = bool(counted_of(office, periods.of(timezone.localdate())))
        return render(request, "progress/reports_own.html", context, using="jinja2")
    page = LISTINGS[AllReports.name].page(actor, request.GET, request.path)
    states = [("", _("ทุกสถานะ")), *Report.State.choices]
    listed = [("", _("ทุกเดือน")), *month_choices(actor)]
    makes_files = policy.can_edit_maps(actor, None) is None
    context = {"page": page, "states": states, "months": listed, "makes_files": makes_files}
    return render(request, "progress/reports_all.html", context, using="jinja2")


JUDGES = (Role.PLO, Role.AGENCY_HEAD, *policy.DEPARTMENT)
"""The seats for whose word reports wait."""
NAMED = 3
"""So many remarkable values of a report are named in the queue; the report shows all."""


@for_roles(*JUDGES)
@require_safe
def report_queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for the reader's word, what is remarkable in it, and to a province who has not reported."""
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    rules = settings.current()
    period = periods.open_period(today)
    reports, corrections = all_waiting(actor)
    ready = reports[:PAGE]
    found = zip(ready, queries.remarks(ready, rules), strict=True)
    context = {
        "waiting": [(one, [views.remark(each) for each in marks[:NAMED]], len(marks)) for one, marks in found],
        "corrections": corrections,
        "units": queries.province_month(actor.area_id, period, today, rules) if actor.has(Role.PLO) else None,
        "line": line_of_seat(actor),
        "month": periods.label(period),
        "period": period,
        "label": periods.label,
    }
    return render(request, "progress/queue.html", context, using="jinja2")


@for_roles(*JUDGES)
@require_POST
def report_bulk(request: HttpRequest) -> HttpResponse:
    """Accept the chosen unremarkable reports, each by itself; what cannot be accepted is said by name."""
    chosen = [pair.partition(":") for pair in request.POST.getlist("report")][:PAGE]
    seen = {int(pk): int(version) for pk, _colon, version in chosen if pk.isdigit() and version.isdigit()}
    outcome = accept_together(request.actor, seen)  # type: ignore[attr-defined]
    for report, text in outcome.refused:
        messages.warning(request, f"{report.office.short}: {text}")
    if outcome.done:
        n = len(outcome.done)
        messages.success(request, ngettext("รับรองแล้ว %(n)s รายงาน", "รับรองแล้ว %(n)s รายงาน", n) % {"n": n})
    return redirect("report_queue")


@for_roles(Role.PLO)
@require_POST
def report_chase(request: HttpRequest) -> HttpResponse:
    """Remind an office of its report, by one click."""
    office, period = request.POST.get("office", ""), request.POST.get("period", "")
    if not (office.isdigit() and period.isdigit()):
        raise RuleBroken(_("ไม่พบหน่วยงานหรือเดือนที่จะทวง"), status=400)
    try:
        found = perform(request.actor, Chase(target_id=int(office), period=int(period)))  # type: ignore[attr-defined]
        messages.success(request, _("ทวงรายงานจาก %(office)s แล้ว") % {"office": found.short})
    except RuleBroken as broken:
        messages.warning(request, str(broken.text))
    return redirect("report_queue")
