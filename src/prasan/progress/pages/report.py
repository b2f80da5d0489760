"""One report: its figures beside last month, its history, and the decisions about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.models import Area
from prasan.platform.commands import COMMANDS, Refused, RuleBroken, perform
from prasan.platform.comments.box import box
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment
from prasan.platform.web.decorators import answers_itself
from prasan.progress import periods, policy, queries
from prasan.progress.commands import ACCEPTS, ReportStep, Return, SaveFigures
from prasan.progress.models import Correction, Line, Opening, Report
from prasan.progress.models.corrections import PENDING
from prasan.progress.pages import kept, views
from prasan.progress.pages.form import find
from prasan.progress.reading import entry_decimals, shown
from prasan.progress.sight import sees_values
from prasan.registers import settings
from prasan.registers.models import Indicator


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report: every value beside last month and its path, who did what, and what the reader may do."""
    return _page(request, find(request, pk), reason=kept.values_for(request).get("reason", ""))


def _page(request: HttpRequest, found: Report, error: str = "", reason: str = "") -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    rules = settings.current()
    sees = sees_values(actor, found)
    rows = [views.changed_row(one) for one in queries.compared(found, rules)] if sees else []
    context: dict[str, Any] = {
        "report": found,
        "month": periods.label(found.period),
        "rows": rows,
        "sees": sees,
        "sides": views.sides([row["item"] for row in rows], rules),
        "evidence": queries.evidence_of(found) if rows else [],
        "may_type": found.state in SaveFigures.editable and policy.can_type(actor, found) is None,
        "corrections": list(found.corrections.select_related("submitted_by")[:20]) if found.corrected else [],
        "history": [_told(entry) for entry in Entry.objects.about(found).visible_to(actor)[:30]] if sees else [],
        "label": lambda one: periods.label(one.period),
        "error": error,
        "box": box(actor, found),
        "reason": reason,
    }
    context |= views.decisions(actor, found) | _corrects(actor, found, context["corrections"], rules)
    return render(request, "progress/report.html", context, status=422 if error else 200, using="jinja2")


def _corrects(actor: Any, found: Report, corrections: list[Correction], rules: settings.Rules) -> dict[str, Any]:
    """Return what may be done after approval: the office corrects, or somebody opens the locked month."""
    own = found.state == Report.State.APPROVED and policy.can_type(actor, found) is None
    pending = any(one.state in PENDING for one in corrections)
    today = timezone.localdate()
    locked = periods.is_locked(found.period, today, rules["report-lock-days"])
    openings = Opening.objects.in_force(today).filter(office=found.office_id, period=found.period)
    opening = openings.first() if locked else None
    takes = not locked or opening is not None
    return {
        "opening": opening,
        "may_correct": own and takes and not pending,
        "locked": not takes,
        "may_open": not takes and policy.opens_as(actor, found.office) is not None,
    }


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
    """Approve or accept the report as it was shown, in the name of the reader's line."""
    version = request.POST.get("version", "")
    line = policy.line_of(request.actor, find(request, pk)) or Line.HEAD  # type: ignore[attr-defined]
    seen = int(version) if version.isdigit() else None
    return _move(request, pk, ACCEPTS[line](target_id=pk, version=seen, key=_key(request)), str(DONE[line]))


DONE = {
    Line.HEAD: gettext_lazy("อนุมัติแล้ว ตัวเลขขึ้นหน้าจังหวัดและภาพรวมประเทศ โดยบอกว่ายังไม่รับรอง"),
    Line.DEPARTMENT: gettext_lazy("รับรองแทนกรมแล้ว"),
    Line.PROVINCE: gettext_lazy("รับรองแทนจังหวัดแล้ว"),
}


@answers_itself
@require_POST
def report_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the report back with the reason."""
    if request.actor is None:  # type: ignore[attr-defined]
        return kept.sign_in(request, ("reason",), reverse("report", args=[pk]))
    command = Return(target_id=pk, reason=request.POST.get("reason", "")[:2000], key=_key(request))
    return _move(request, pk, command, _("ส่งกลับให้หน่วยงานแก้ไขแล้ว"))


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
