"""Pages of holds and of erasing a person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.typed import day_of, whole
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.commands.erasing import obstacles
from prasan.privacy.models import Erasure, Hold
from prasan.privacy.pages.common import key_of, page, typed, wrong
from prasan.registers.models import Worker
from prasan.registers.workers.erasing import entries

READ_WRITE = ["GET", "HEAD", "POST"]


@require_http_methods(READ_WRITE)
def holds(request: HttpRequest) -> HttpResponse:
    """Show the holds, and place one."""
    actor = actor_of(request)
    if not may.is_officer(actor):
        raise Refused(may.OFFICER_ONLY)
    told = typed(request)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(actor, c.PlaceHold(
                worker_id=whole(told.get("worker", ""), "worker"), case_code=told.get("case", ""),
                order_no=told.get("order", ""), text=told.get("text", ""), key=key_of(told, "hold"),
                from_day=day_of(told.get("from", ""), "from"),
            ))  # fmt: skip
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("ระงับการทำลายแล้ว"))
            return redirect("holds")
    context = {"rows": queries.holds(actor), "told": told, **wrong(error)}
    return page(request, "holds", context, 422 if error else 200)


@require_http_methods(READ_WRITE)
def hold_lift(request: HttpRequest, hold: int) -> HttpResponse:
    """Lift a hold, with its reason."""
    actor = actor_of(request)
    one = Hold.objects.visible_to(actor).living().select_related("case").filter(pk=hold).first()
    if one is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    told = typed(request)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(actor, c.LiftHold(target_id=one.pk, text=told.get("text", ""), key=key_of(told, "lift", one.pk)))
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("ยกเลิกการระงับแล้ว"))
            return redirect("holds")
    return page(request, "hold_lift", {"one": one, "told": told, **wrong(error)}, 422 if error else 200)


@require_http_methods(READ_WRITE)
def erase(request: HttpRequest, worker: int) -> HttpResponse:
    """Say what erasing a person does and what stands against it; erase them."""
    actor = actor_of(request)
    refusal = may.can_erase(actor, None)
    if refusal is not None:
        raise Refused(refusal)
    one = Worker.objects.visible_to(actor).active().filter(pk=worker).first()
    if one is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    told = typed(request)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            perform(actor, c.EraseWorker(
                target_id=one.pk, basis=told.get("basis", ""), sure=told.get("sure") == "on",
                key=key_of(told, "erase", one.pk),
            ))  # fmt: skip
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("ลบข้อมูลของแรงงานหมายเลข %(number)s แล้ว") % {"number": one.pk})
            return redirect("privacy")
    numbers = entries(one.pk)
    context = {
        "one": one, "merged": len(numbers) - 1, "against": obstacles(numbers), "bases": Erasure.BY_HAND,
        "told": told, **wrong(error),
    }  # fmt: skip
    return page(request, "erase", context, 422 if error else 200)
