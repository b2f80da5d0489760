"""One report: its figures beside last month, its history, and the decisions about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.models import Area
from prasan.platform.commands import COMMANDS, Refused, RuleBroken, perform
from prasan.platform.comments.box import box
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment
from prasan.platform.web.decorators import answers_itself
from prasan.progress import periods, policy, queries
from prasan.progress.commands import Approve, Reopen, ReportStep, Return, SaveFigures
from prasan.progress.models import Report
from prasan.progress.pages import kept, views
from prasan.progress.pages.form import find
from prasan.progress.reading import entry_decimals, shown
from prasan.registers import settings
from prasan.registers.models import Indicator


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: every value beside last month and its path, who did what, and what the reader may do."""
    return _page(request, find(request, pk), reason=kept.values_for(request).get("reason", ""))


def _page(request: HttpRequest, found: Report, error: str = "", reason: str = "") -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rules = settings.current()
    submitted = found.state == Report.State.SUBMITTED
    approved = found.state == Report.State.APPROVED
    may_approve = policy.can_approve(actor, found)
    rows = [views.changed_row(one) for one in queries.compared(found, rules)]
    context: dict[str, Any] = {
        "report": found,
        "month": periods.label(found.period),
        "rows": rows,
        "sides": views.sides([row["item"] for row in rows], rules),
        "evidence": queries.evidence_of(found) if rows else [],
        "may_type": found.state in SaveFigures.editable and policy.can_type(actor, found) is None,
        "may_approve": submitted and may_approve is None,
        "why_not": may_approve if submitted and policy.can_return(actor, found) is None else None,
        "may_return": submitted and policy.can_return(actor, found) is None,
        "may_reopen": approved and policy.can_reopen(actor, found) is None,
        "history": [_told(entry) for entry in Entry.objects.about(found).visible_to(actor)[:30]],
        "error": error,
        "box": box(actor, found),
        "reason": reason,
    }
    return render(request, "progress/report.html", context, status=422 if error else 200, using="jinja2")


def _told(entry: Entry) -> dict[str, str]:
    """Return one line of a report's history."""
    verb = COMMANDS.get(entry.verb)
    what = str(verb.verb) if verb else _("โหลดข้อมูลสมมติ") if entry.verb == "demo.load" else entry.verb
    none = _("ไม่มี")
    text = " · ".join(
        f"{name.removeprefix('figure:')}: {none if old is None else old} → {none if new is None else new}"
        for name, (old, new) in entry.changes.items()
        if name.startswith("figure:")
    )
    return {"what": what, "at": moment(entry.at), "who": entry.actor_label, "text": entry.reason or text}


@require_POST
def report_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the report as it was shown."""
    version = request.POST.get("version", "")
    command = Approve(target_id=pk, version=int(version) if version.isdigit() else None, key=_key(request))
    return _move(request, pk, command, _("อนุมัติแล้ว ตัวเลขขึ้นหน้าจังหวัดและภาพรวมประเทศแล้ว"))


@answers_itself
@require_POST
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the report back with the reason."""
    if request.actor is None:  # type: ignore[attr-defined]
        return kept.sign_in(request, ("reason",), reverse("report", args=[pk]))
    command = Return(target_id=pk, reason=request.POST.get("reason", "")[:2000], key=_key(request))
    return _move(request, pk, command, _("ส่งกลับให้หน่วยงานแก้ไขแล้ว"))


@answers_itself
@require_POST
def report_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an accepted report again with the reason."""
    if request.actor is None:  # type: ignore[attr-defined]
        return kept.sign_in(request, ("reason",), reverse("report", args=[pk]))
    command = Reopen(target_id=pk, reason=request.POST.get("reason", "")[:2000], key=_key(request))
    return _move(request, pk, command, _("เปิดให้แก้ไขแล้ว ตัวเลขเดือนนี้จะยังไม่นับจนกว่าจะอนุมัติใหม่"))


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")[:100]


def _move(request: HttpRequest, pk: int, command: ReportStep, done: str) -> HttpResponse:
    """Run a move and show the report; a missing reason comes back to its field."""
    try:
        perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        if broken.field != "reason":
            raise
        return _page(request, find(request, pk), str(broken.text), command.reason)
    kept.forget(request)
    messages.success(request, done)
    return redirect("report", pk)


@require_safe
def figure_source(request: HttpRequest, indicator: str, area: str, period: int) -> HttpResponse:
    """Show what a number is made of: its figures, their reports, and the values they had before."""
    actor = request.actor  # type: ignore[attr-defined]
    found = Indicator.objects.visible_to(actor).select_related("policy").filter(code=indicator).first()
    place = Area.objects.filter(code=area).first()
    try:
        month = periods.label(period)
    except ValueError:
        month = ""
    if found is None or place is None or not month:
        raise Refused(_("ไม่พบตัวเลขนี้"), status=404)
    nation = place.kind == Area.Kind.NATION
    decimals = entry_decimals(found)
    sources = queries.explain(actor, found, period, None if nation else place)
    context = {
        "indicator": found,
        "area": place,
        "month": month,
        "sources": sources,
        "label": periods.label,
        "shown": lambda value: shown(value, decimals),
        "total": sum(one.figure.value for one in sources) if found.summing == Indicator.Sum.SUM else None,
    }
    return render(request, "progress/source.html", context, using="jinja2")
