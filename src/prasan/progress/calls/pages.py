"""Pages of data calls: what is asked and answered, counting live, and the steps of a call."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.comments.box import box
from prasan.platform.web.asking import actor_of
from prasan.platform.web.decorators import for_roles
from prasan.progress.calls import policy, queries, tables, totals
from prasan.progress.calls.columns import Kind
from prasan.progress.calls.commands import (
    ChaseCall,
    CloseCall,
    ExtendCall,
    RemoveCall,
    RemoveOfficeSet,
    ReopenCall,
    SendCall,
)  # fmt: skip
from prasan.progress.calls.composing import find, read_moment
from prasan.progress.calls.models import DataCall, OfficeSet
from prasan.progress.calls.working import days_left
from prasan.progress.workbook.writing import XLSX

WAYS = ("agency", "region", "province")


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """List the calls: those the seat's office has to answer, those it made, and those it oversees."""
    actor = actor_of(request)
    context = {
        "own": queries.to_answer(actor), "made": queries.made_by(actor), "seen": queries.overseen(actor),
        "may_make": policy.reach(actor) is not None, "now": timezone.now(),
        "sets": list(OfficeSet.objects.visible_to(actor)) if policy.reach(actor) is not None else [],
    }  # fmt: skip
    return render(request, "progress/calls/calls.html", context, using="jinja2")


@require_safe
def call(request: HttpRequest, call: int) -> HttpResponse:
    """Count the answers to a call: who answered, late or not, totals by agency, region and province."""
    found = find(request, call)
    if found.state == DataCall.State.DRAFT:
        return redirect("call_preview", found.pk)
    return _page(request, found)


def _page(request: HttpRequest, found: DataCall, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    answers = list(totals.answers_for(actor, found))
    way = request.GET.get("by", "agency")
    way = way if way in WAYS else "agency"
    chosen = request.GET.get("state", "")
    columns = found.table.columns
    context: dict[str, Any] = {
        "call": found, "columns": columns, "way": way, "chosen": chosen, "now": timezone.now(),
        "whole": totals.line("", _("ทั้งหมด"), columns, answers), "lines": totals.by(way, found, answers),
        "answers": queries.chosen(answers, chosen), "far": totals.outliers(found, answers),
        "days": days_left(found.deadline), "open": found.takes_answers(timezone.now()),
        "mine": next((one for one in answers if one.office_id == actor.office_id), None),
        "owns": policy.can_make_call(actor, found) is None, "masked": actor.scope.masked,
        "changed": queries.since_closing(found, answers), "error": str(error.text) if error else "",
        "error_field": error.field if error else "", "told": request.POST if error else {}, "kinds": Kind,
        "box": box(actor, found),
    }  # fmt: skip
    part = request.GET.get("part") == "1"
    name = "progress/calls/call_part.html" if part else "progress/calls/call.html"
    return render(request, name, context, status=422 if error else 200, using="jinja2")


def _do(request: HttpRequest, pk: int, command: Command[Any], done: str) -> HttpResponse:
    """Carry a step out; where a rule breaks, the page says why and keeps what was typed."""
    try:
        perform(actor_of(request), command)
    except RuleBroken as broken:
        found = find(request, pk)
        if found.state == DataCall.State.DRAFT:
            messages.warning(request, str(broken.text))
            return redirect("call_preview", pk)
        return _page(request, found, broken)
    messages.success(request, done)
    return redirect("call", pk)


@for_roles(*policy.CALLERS)
@require_POST
def call_send(request: HttpRequest, call: int) -> HttpResponse:
    """Send a draft to its offices."""
    return _do(request, call, SendCall(target_id=call), _("ส่งคำขอข้อมูลแล้ว"))


@for_roles(*policy.CALLERS)
@require_POST
def call_close(request: HttpRequest, call: int) -> HttpResponse:
    """Close a call and freeze its totals."""
    return _do(request, call, CloseCall(target_id=call), _("ปิดรับคำตอบแล้ว ยอดรวมถูกตรึงไว้"))


@for_roles(*policy.CALLERS)
@require_POST
def call_reopen(request: HttpRequest, call: int) -> HttpResponse:
    """Open a closed call again, with a reason and an end."""
    until = read_moment(request.POST.get("day", ""), request.POST.get("time", ""))
    told = ReopenCall(target_id=call, reason=request.POST.get("reason", ""), until=until)
    return _do(request, call, told, _("เปิดรับคำตอบอีกครั้งแล้ว"))


@for_roles(*policy.CALLERS)
@require_POST
def call_extend(request: HttpRequest, call: int) -> HttpResponse:
    """Move the deadline."""
    deadline = read_moment(request.POST.get("day", ""), request.POST.get("time", ""))
    told = ExtendCall(target_id=call, reason=request.POST.get("reason", ""), deadline=deadline)
    return _do(request, call, told, _("เลื่อนกำหนดแล้ว"))


@for_roles(*policy.CALLERS)
@require_POST
def call_chase(request: HttpRequest, call: int) -> HttpResponse:
    """Ask the silent offices once more, or one of them."""
    office = request.POST.get("office", "")
    told = ChaseCall(target_id=call, office=int(office) if office.isdigit() else None)
    return _do(request, call, told, _("ทวงแล้ว"))


@for_roles(*policy.CALLERS)
@require_POST
def call_remove(request: HttpRequest, call: int) -> HttpResponse:
    """Throw a draft away."""
    perform(actor_of(request), RemoveCall(target_id=call))
    messages.success(request, _("ลบร่างแล้ว"))
    return redirect("calls")


@for_roles(*policy.CALLERS)
@require_POST
def office_set_remove(request: HttpRequest, office_set: int) -> HttpResponse:
    """Take a saved set of offices away."""
    perform(actor_of(request), RemoveOfficeSet(target_id=office_set))
    messages.success(request, _("ลบชุดหน่วยงานแล้ว"))
    return redirect("calls")


@require_safe
def call_export(request: HttpRequest, call: int) -> HttpResponse:
    """Return answers and totals of what the actor sees as a workbook."""
    found, actor = find(request, call), actor_of(request)
    answers = list(totals.answers_for(actor, found))
    parts = [
        (name, [totals.line("", _("ทั้งหมด"), found.table.columns, answers), *totals.by(way, found, answers)])
        for way, name in zip(WAYS, (_("ตามสังกัด"), _("ตามเขต"), _("ตามจังหวัด")), strict=True)
    ]
    return attached(tables.export(found, answers, parts, masked=actor.scope.masked), f"prasan-call-{found.pk}")


def attached(body: bytes, name: str) -> HttpResponse:
    """Return a workbook to keep."""
    answer = HttpResponse(body, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer
