"""Pages of the rota: a fortnight's turns, planning them, changing turns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.situation.models import Shift, Swap
from prasan.situation.watch import policy as may
from prasan.situation.watch import queries
from prasan.situation.watch.commands.rota import AnswerSwap, AskSwap, ChangeShift, PlanRota, WithdrawSwap
from prasan.situation.watch.pages.common import done, key_of, page
from prasan.situation.watch.reading import day_of, number_of

SHOWN = 14


def _show(request: HttpRequest, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    office = queries.office_of(actor, request.GET.get("office", "")[:40])
    try:
        first = day_of(request.GET.get("from", ""), "from") or timezone.localdate()
    except RuleBroken:
        first = timezone.localdate()
    plans = may.can_plan_rota(actor, Shift(office_id=office.pk)) is None
    people = [(one.pk, one.full_name) for one in queries.colleagues(office)] if plans else []
    return page(request, "rota", {
        "office": office, "first": first, "before": first - dt.timedelta(days=SHOWN),
        "after": first + dt.timedelta(days=SHOWN), "days": queries.rota_days(office, first, SHOWN, actor.person_id),
        "swaps": queries.swaps_for(office, actor.person_id), "person": actor.person_id, "plans": plans,
        "people": people, "told": request.POST, "now": timezone.now(),
        "chosen": request.POST.getlist("people"), "field": error.field if error else "",
        "error": str(error.text) if error else "", "key": f"rota-{actor.person_id}-{timezone.now():%Y%m%d%H%M%S%f}",
    }, 409 if error else 200)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def rota(request: HttpRequest) -> HttpResponse:
    """Show a fortnight of an office's rota; POST plans some days of the own office's."""
    if request.method != "POST":
        return _show(request)

    def make() -> PlanRota:
        typed = request.POST
        return PlanRota(
            first=day_of(typed.get("first", ""), "first"), days=number_of(typed.get("days", "")),
            hours=typed.get("hours", ""), people=[number_of(one) for one in typed.getlist("people")],
            each=number_of(typed.get("each", ""), 1), key=key_of(request),
        )  # fmt: skip

    return done(request, make, _("จัดตารางเวรแล้ว"), reverse("rota"), lambda broken: _show(request, broken))


def _shift(request: HttpRequest, pk: int) -> Shift:
    rows = Shift.objects.visible_to(actor_of(request)).select_related("office", "person").filter(pk=pk)
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบเวรนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def shift(request: HttpRequest, shift: int) -> HttpResponse:
    """Show one turn; POST asks somebody to take it (`to`), or gives it to another (`person`, heads of the watch)."""
    one, actor = _shift(request, shift), actor_of(request)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        people = [(str(p.pk), p.full_name) for p in queries.colleagues(one.office) if p.pk != one.person_id]
        theirs = Shift.objects.filter(office=one.office, starts__gt=timezone.now()).exclude(person_id=actor.person_id)
        return page(request, "shift", {
            "one": one, "people": people, "mine": one.person_id == actor.person_id and one.starts > timezone.now(),
            "theirs": [_option(row) for row in theirs.select_related("person")[:60]],
            "plans": may.can_plan_rota(actor, one) is None and one.ends > timezone.now(), "told": request.POST,
            "error": str(error.text) if error else "", "field": error.field if error else "",
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    typed = request.POST

    def make() -> Any:
        if typed.get("act") == "change":
            return ChangeShift(target_id=one.pk, person_id=number_of(typed.get("person", "")))
        return AskSwap(
            shift_id=one.pk, to_id=number_of(typed.get("to", "")), words=typed.get("words", ""),
            back_id=number_of(typed.get("back", "")) or None, key=key_of(request),
        )  # fmt: skip

    said = _("เปลี่ยนคนในเวรแล้ว") if typed.get("act") == "change" else _("ส่งคำขอแลกเวรแล้ว")
    return done(request, make, said, reverse("rota"), show)


def _option(row: Shift) -> tuple[str, str]:
    at = timezone.localtime(row.starts)
    return str(row.pk), f"{at:%d/%m %H.%M} {row.person.short_name}"


@require_POST
def swap(request: HttpRequest, swap: int) -> HttpResponse:
    """Answer a wish to change turns, or take one's own back."""
    found = Swap.objects.visible_to(actor_of(request)).filter(pk=swap).first()
    if found is None:
        raise Refused(_("ไม่พบคำขอแลกเวรนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    act = request.POST.get("act", "")
    made = WithdrawSwap(target_id=swap) if act == "withdraw" else AnswerSwap(target_id=swap, agree=act == "agree")
    said = {"agree": _("ตกลงแลกเวรแล้ว"), "withdraw": _("ถอนคำขอแล้ว")}.get(act, _("ตอบว่าไม่ตกลงแล้ว"))
    return done(request, lambda: made, said, reverse("rota"), lambda broken: _show(request, broken))
