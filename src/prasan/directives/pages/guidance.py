"""Guidance: what is asked, how each addressee does it, and its review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directives import beside, forms, queries
from prasan.directives import commands as c
from prasan.directives import policy as may
from prasan.directives.finding import found_guidance
from prasan.directives.models import Addressee, Guidance
from prasan.directives.pages.common import GUIDANCE_STATUS, REPLY_STATUS, history, page
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.web.asking import actor_of


@require_safe
def guidance(request: HttpRequest, guidance: int) -> HttpResponse:
    """Show guidance."""
    return _show(request, found_guidance(actor_of(request), guidance))


def _show(request: HttpRequest, found: Guidance, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    asked = _round(request, found)
    rows = queries.replies(actor, found, asked)
    for row in rows:
        row.guidance = found
    mine = next((one for one in rows if may.can_reply(actor, one) is None), None) if asked == found.round else None
    waiting = [one for one in rows if one.state != Addressee.State.ANSWERED]
    only = request.GET.get("only", "")
    chosen = {"waiting": waiting, "answered": [one for one in rows if one not in waiting]}.get(only, rows)
    in_force = found.state == Guidance.State.IN_FORCE
    about = Q(model="directives.guidance", object_id=found.pk)
    about |= Q(model="directives.addressee", object_id__in=[one.pk for one in rows])
    context = {
        "one": found, "text": queries.words_of(found, actor), "covered": queries.is_covered(found, actor),
        "status": GUIDANCE_STATUS[Guidance.State(found.state)], "rows": chosen, "all": len(rows),
        "tabs": _tabs(found, asked, only, len(rows), len(waiting)), "asked": asked,
        "shapes": REPLY_STATUS, "answered": len(rows) - len(waiting),
        "mine": mine if in_force else None, "follows": may.can_follow(actor, found) is None, "in_force": in_force,
        "due": in_force and found.review_on <= timezone.localdate(),
        "origin_href": beside.address_of(actor, found.origin, found.origin_ref) if found.origin_ref else "",
        "history": history(actor, found, Entry.objects.filter(about).order_by("-id")),
        "told": request.POST.dict(), "error": str(error.text) if error else "", "field": error.field if error else "",
        "journal": f"{reverse('journal')}?model=directives.guidance&object={found.pk}",
    }  # fmt: skip
    return page(request, "guidance", context, 409 if error else 200)


def _round(request: HttpRequest, found: Guidance) -> int:
    """Return the round that is asked for, the one of now where none or nonsense is."""
    told = request.GET.get("round", "")
    known = told.isascii() and told.isdecimal() and len(told) < 6 and 1 <= int(told) <= found.round
    return int(told) if known else found.round


def _tabs(found: Guidance, asked: int, only: str, every: int, waiting: int) -> list[tuple[str, str, bool, None]]:
    """Return the views of the addressees: all, those who have not answered, those who have, and earlier rounds."""
    here, of = reverse("guidance", args=[found.pk]), f"round={asked}&" if asked != found.round else ""
    told = [("", _("ทั้งหมด"), every), ("waiting", _("ยังไม่ตอบ"), waiting), ("answered", _("ตอบแล้ว"), every - waiting)]
    tabs = [(f"{label} ({n})", f"{here}?{of}only={key}", key == only, None) for key, label, n in told]
    others = [n for n in range(found.round, 0, -1) if n != asked]
    return tabs + [(_("รอบที่ %(n)s") % {"n": n}, f"{here}?round={n}", False, None) for n in others[:3]]


def _own(found: Guidance, actor: Any) -> int:
    """Return the addressee's row of the actor's office."""
    rows = Addressee.objects.current().filter(guidance=found, office_id=actor.office_id)
    row = rows.values_list("pk", flat=True).first()
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
        perform(actor, act(found, forms.clean(request.POST.dict()), actor))
    except RuleBroken as broken:
        return _show(request, found_guidance(actor, guidance), broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("guidance", guidance)
