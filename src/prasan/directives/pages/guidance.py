"""Guidance: what is asked, how each addressee does it, and its review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directives import beside, forms, queries
from prasan.directives import commands as c
from prasan.directives import policy as may
from prasan.directives.finding import found_guidance
from prasan.directives.models import Addressee, Guidance
from prasan.directives.pages.common import (
    GUIDANCE_STATUS,
    REPLY_STATUS,
    actor_of,
    history,
    page,
)
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.journal.models import Entry


@require_safe
def guidance(request: HttpRequest, guidance: int) -> HttpResponse:
    """Show guidance."""
    return _show(request, found_guidance(actor_of(request), guidance))


def _show(request: HttpRequest, found: Guidance, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    rows = queries.replies(actor, found)
    for row in rows:
        row.guidance = found
    mine = next((one for one in rows if may.can_reply(actor, one) is None), None)
    in_force = found.state == Guidance.State.IN_FORCE
    about = Q(model="directives.guidance", object_id=found.pk)
    about |= Q(model="directives.addressee", object_id__in=[one.pk for one in rows])
    context = {
        "one": found, "text": queries.words_of(found, actor), "covered": queries.is_covered(found, actor),
        "status": GUIDANCE_STATUS[Guidance.State(found.state)], "rows": rows,
        "shapes": REPLY_STATUS, "answered": sum(one.state == Addressee.State.ANSWERED for one in rows),
        "mine": mine if in_force else None, "follows": may.can_follow(actor, found) is None, "in_force": in_force,
        "origin_href": beside.address_of(actor, found.origin, found.origin_ref) if found.origin_ref else "",
        "history": history(actor, found, Entry.objects.filter(about).order_by("-id")),
        "told": request.POST.dict(), "error": str(error.text) if error else "", "field": error.field if error else "",
        "journal": f"{reverse('journal')}?model=directives.guidance&object={found.pk}",
    }  # fmt: skip
    return page(request, "guidance", context, 409 if error else 200)


def _own(found: Guidance, actor: Any) -> int:
    """Return the addressee's row of the actor's office."""
    row = Addressee.objects.filter(guidance=found, office_id=actor.office_id).values_list("pk", flat=True).first()
    if row is None:
        raise RuleBroken(may.ADDRESSEE_ONLY)
    return row


def _renew(found: Guidance, told: Any, actor: Any) -> Command[Any]:
    day = forms.day_of(told.get("review_on", ""), "review_on")
    return c.RenewGuidance(target_id=found.pk, review_on=day, reason=told.get("reason", ""))


def _official(found: Guidance, told: Any, actor: Any) -> Command[Any]:
    day = forms.day_of(told.get("official_date", ""), "official_date")
    return c.SetGuidanceOfficial(target_id=found.pk, official_no=told.get("official_no", ""), official_date=day)


ACTS: dict[str, Callable[[Guidance, Any, Any], Command[Any]]] = {
    "acknowledge": lambda found, told, actor: c.AcknowledgeGuidance(target_id=_own(found, actor)),
    "reply": lambda found, told, actor: c.AnswerGuidance(target_id=_own(found, actor), how=told.get("how", "")),
    "renew": _renew,
    "end": lambda found, told, actor: c.EndGuidance(target_id=found.pk, reason=told.get("reason", "")),
    "withdraw": lambda found, told, actor: c.WithdrawGuidance(target_id=found.pk, reason=told.get("reason", "")),
    "official": _official,
}


@require_POST
def guidance_do(request: HttpRequest, guidance: int) -> HttpResponse:
    """Do one of the verbs of guidance; what was typed stays where it is refused."""
    actor = actor_of(request)
    found = found_guidance(actor, guidance)
    act = ACTS.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        perform(actor, act(found, request.POST, actor))
    except RuleBroken as broken:
        return _show(request, found_guidance(actor, guidance), broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("guidance", guidance)
