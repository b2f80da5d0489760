"""The page of one answer: the office fills and sends, the head confirms, the caller reads and may send back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.comments.box import box
from prasan.platform.web.asking import actor_of
from prasan.progress.calls import answering, policy, tables
from prasan.progress.calls.columns import MOST_ROWS, Kind
from prasan.progress.calls.composing import READ_WRITE
from prasan.progress.calls.cycle import OPEN
from prasan.progress.calls.models import CallAnswer
from prasan.progress.calls.pages import attached
from prasan.progress.calls.working import days_left

WORDS = {
    "save": gettext_lazy("บันทึกร่างแล้ว"), "send": gettext_lazy("ส่งคำตอบแล้ว"),
    "confirm": gettext_lazy("ยืนยันคำตอบแล้ว"),
    "decline": gettext_lazy("แจ้งว่าไม่เกี่ยวข้องแล้ว"), "return": gettext_lazy("ส่งกลับแล้ว"),
    "correct": gettext_lazy("บันทึกฉบับแก้ไขแล้ว"),
}  # fmt: skip


def find_answer(request: HttpRequest, pk: int) -> CallAnswer:
    """Return an answer that the actor sees; 404 otherwise."""
    rows = CallAnswer.objects.visible_to(actor_of(request)).select_related("call__office", "office", "area")
    found = rows.select_related("sent_by", "confirmed_by").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบคำตอบนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def _typed(request: HttpRequest, found: CallAnswer) -> list[dict[str, str]]:
    """Return the rows as they were typed into the form, blank ones at the end left out."""
    count = request.POST.get("rows", "1")
    number = min(int(count), MOST_ROWS) if count.isdigit() else 1
    columns = found.call.table.columns
    rows = [{one.key: request.POST.get(f"r{n}-{one.key}", "").strip() for one in columns} for n in range(number)]
    while len(rows) > 1 and not any(rows[-1].values()):
        rows.pop()
    return rows


def _command(request: HttpRequest, found: CallAnswer) -> Command[CallAnswer]:
    """Return the verb of the pressed button. Raises RuleBroken for one that is not known."""
    do, reason = request.POST.get("do", ""), request.POST.get("reason", "")
    version = request.POST.get("version", "")
    told: dict[str, Any] = {"target_id": found.pk, "reason": reason}
    number = int(version) if version.isdigit() else -1
    if do in {"save", "send", "correct"}:
        kind = {"save": answering.SaveAnswer, "send": answering.SendAnswer, "correct": answering.CorrectAnswer}[do]
        return kind(rows=_typed(request, found), version=number, **told)
    if do == "confirm":
        return answering.ConfirmAnswer(version=number, **told)
    if do == "decline":
        return answering.Decline(**told)
    if do == "return":
        return answering.ReturnAnswer(**told)
    raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"), status=400)


@require_http_methods(READ_WRITE)
def call_answer(request: HttpRequest, answer: int) -> HttpResponse:
    """Show one answer, and do what the pressed button says."""
    found = find_answer(request, answer)
    if request.method != "POST":
        return _page(request, found)
    if request.POST.get("do") == "more":
        rows = _typed(request, found)
        return _page(request, found, rows=[*rows, *({} for _n in range(5))][:MOST_ROWS])
    try:
        done = perform(actor_of(request), _command(request, found))
    except RuleBroken as broken:
        return _page(request, find_answer(request, answer), broken, _typed(request, found))
    messages.success(request, str(WORDS[request.POST["do"]]))
    if request.POST["do"] == "return" and done.office_id != actor_of(request).office_id:
        return redirect("call", done.call_id)
    return redirect("call_answer", found.pk)


def _page(
    request: HttpRequest, found: CallAnswer, error: RuleBroken | None = None, rows: list[dict[str, Any]] | None = None,
    bad: list[tuple[str, str]] | None = None,
) -> HttpResponse:  # fmt: skip
    actor, now = actor_of(request), timezone.now()
    takes = found.call.takes_answers(now)
    own = policy.can_answer(actor, found) is None
    heads = not found.call.head_confirms or actor.has(*policy.HEADS)
    typed = rows if rows is not None else found.rows or [{}]
    if found.call.free_rows and rows is None and found.state in OPEN:
        typed = [*typed, {}]
    context = {
        "answer": found, "call": found.call, "table": found.call.table,
        "days": days_left(found.call.deadline, found.area_id),
        "may_fill": own and takes and found.state in OPEN,
        "may_correct": own and takes and heads and found.state == CallAnswer.State.ANSWERED,
        "may_confirm": takes and found.state == "confirming" and policy.can_confirm(actor, found) is None,
        "may_return": takes and found.state in {"confirming", "answered", "declined"}
        and policy.can_return_answer(actor, found) is None,
        "sees": own or found.number > 0 or found.state == "confirming", "rows": typed, "takes": takes,
        "values": found.values or [], "masked": actor.scope.masked and not own, "text": Kind.TEXT,
        "versions": list(found.versions.select_related("by").order_by("-number")[:20]) if found.number else [],
        "errors": {(one.row, one.key): one.text for one in getattr(error, "wrong", ())},
        "error": str(error.text) if error else "", "error_field": error.field if error else "",
        "theirs": getattr(error, "theirs", None), "version": found.version, "bad": bad or [], "now": now,
        "reason": request.POST.get("reason", "") if error else "", "do": request.POST.get("do", ""),
        "correcting": request.GET.get("correct") == "1" or request.POST.get("do") == "correct",
        "pasted": request.POST.get("pasted", ""), "heads": actor.has(*policy.HEADS), "box": box(actor, found),
    }  # fmt: skip
    status = 422 if error or bad else 200
    return render(request, "progress/calls/answer.html", context, status=status, using="jinja2")


@require_safe
def call_answer_form(request: HttpRequest, answer: int) -> HttpResponse:
    """Return the empty table as a workbook."""
    found = find_answer(request, answer)
    return attached(tables.form(found.call, found.office.name), f"prasan-call-{found.call_id}-{found.office.code}")


@require_POST
def call_answer_fill(request: HttpRequest, answer: int) -> HttpResponse:
    """Take a filled workbook or pasted cells into the draft; every bad cell is named, and nothing is sent."""
    found, today = find_answer(request, answer), timezone.localdate()
    file = request.FILES.get("file")
    try:
        read = (
            tables.from_workbook(found.call, file.read(), today)
            if file is not None
            else tables.from_pasted(found.call, request.POST.get("pasted", "")[:500_000], today)
        )
        version = request.POST.get("version", "")
        told = answering.SaveAnswer(
            target_id=found.pk, rows=read.rows, version=int(version) if version.isdigit() else -1
        )
        perform(actor_of(request), told)
    except RuleBroken as broken:
        return _page(request, find_answer(request, answer), broken)
    if read.wrong:
        return _page(request, find_answer(request, answer), bad=read.wrong)
    messages.success(request, _("อ่านได้ทุกช่อง บันทึกเป็นร่างแล้ว ตรวจแล้วกดส่งคำตอบ"))
    return redirect("call_answer", found.pk)
