"""A referral: where it stands, whose turn it is, by when, and what each side may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.typed import moment_of
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import queries
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Decline, NextStep, Outcome, Referral
from prasan.referrals.pages.case import _choices, to_whom
from prasan.referrals.pages.common import lines, page, status_of

Told = dict[str, str]


def _schedule(pk: int, told: Told) -> Command[Any]:
    when = moment_of(told.get("day", ""), told.get("clock", ""), "day", "clock")
    return c.Schedule(target_id=pk, when=when, text=told.get("text", ""))


def _decline(pk: int, told: Told) -> Command[Any]:
    return c.TurnDown(
        target_id=pk, decline=told.get("decline", ""), next_step=told.get("next_step", ""), text=told.get("text", "")
    )


MORE: dict[str, Callable[[int, Told], Command[Any]]] = {
    "decline": _decline,
    "schedule": _schedule,
    "tell": lambda pk, told: c.Tell(target_id=pk, outcome=told.get("outcome", ""), text=told.get("text", "")),
    "reroute": lambda pk, told: c.Reroute(
        target_id=pk, text=told.get("text", ""), consent=told.get("consent") == "on", **to_whom(told.get("to", ""))
    ),
}
ORDER = (
    "receive", "accept", "answer", "schedule", "begin", "serve", "tell", "confirm", "ask", "miss", "decline",
    "reroute", "not_done", "give_up", "end_unserved", "withdraw", "revoke",
)  # fmt: skip
"""The moves as a page offers them: what usually comes next first."""


@require_safe
def referral(request: HttpRequest, referral: int) -> HttpResponse:
    """Show a referral."""
    return _show(request, referral)


def offered(actor: Any, found: Referral) -> list[str]:
    """Return the moves that the actor may make now: the state knows them and the policy allows them."""
    known = moves_of(found.state)
    return [one for one in ORDER if one in known and c.BY_MOVE[one].allowed(actor, found) is None]


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.found(actor, pk)
    person = queries.person_of(actor, found.case)
    now = timezone.now()
    moves = offered(actor, found)
    context = {
        "one": found, "person": person, "now": now, "status": status_of(found, now), "moves": moves,
        "left": (found.due_at - now).total_seconds() / 3600 if found.due_at else None,
        "verbs": {one: c.BY_MOVE[one].verb for one in moves},
        "needs": {one: bool(c.BY_MOVE[one].needs_text) for one in moves},
        "story": lines(queries.story([found]), show_text=person is not None),
        "offices": _choices(found.case) if "reroute" in moves else [], "told": _typed(request),
        "declines": Decline.choices, "next_steps": NextStep.choices, "outcomes": Outcome.choices,
        "error": str(error.text) if error else "", "field": error.field if error else "",
    }  # fmt: skip
    return page(request, "referral", context, 409 if error else 200)


def _typed(request: HttpRequest) -> Told:
    return {name: str(text).replace("\0", "") for name, text in request.POST.dict().items()}


@require_POST
def referral_do(request: HttpRequest, referral: int) -> HttpResponse:
    """Make one of the moves; what was typed stays where it is refused."""
    actor = actor_of(request)
    found = queries.found(actor, referral)
    told = _typed(request)
    what = told.get("do", "")
    try:
        if what not in c.BY_MOVE:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        made = (
            MORE[what](found.pk, told)
            if what in MORE
            else c.BY_MOVE[what](target_id=found.pk, text=told.get("text", ""))
        )
        perform(actor, made)
    except RuleBroken as broken:
        return _show(request, referral, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("referral", referral)
