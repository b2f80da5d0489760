"""A referral: where it stands, whose turn it is, by when, and what each side may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.directory.typed import moment_of
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals import queries
from prasan.referrals.contacts import has_accounts
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Again, Decline, NextStep, Outcome, Referral
from prasan.referrals.pages.case import choices_near, to_whom
from prasan.referrals.pages.common import lines, page, status_of
from prasan.registers.queries_services import papers_of

Told = dict[str, str]


def _schedule(pk: int, told: Told) -> Command[Any]:
    when = moment_of(told.get("day", ""), told.get("clock", ""), "day", "clock")
    return c.Schedule(target_id=pk, when=when, text=told.get("text", ""))


def _decline(pk: int, told: Told) -> Command[Any]:
    return c.TurnDown(
        target_id=pk, decline=told.get("decline", ""), next_step=told.get("next_step", ""), text=told.get("text", "")
    )


MORE: dict[str, Callable[[int, Told], Command[Any]]] = {
    "ask": lambda pk, told: c.Ask(
        target_id=pk, text=told.get("text", ""), papers=told.get("papers", "").splitlines(), again=told.get("again", "")
    ),
    "decline": _decline,
    "schedule": _schedule,
    "tell": lambda pk, told: c.Tell(target_id=pk, outcome=told.get("outcome", ""), text=told.get("text", "")),
    "reroute": lambda pk, told: c.Reroute(
        target_id=pk, text=told.get("text", ""), consent=told.get("consent") == "on", **to_whom(told.get("to", ""))
    ),
}
ORDER = (
    "receive", "accept", "answer", "schedule", "begin", "serve", "tell", "confirm", "ask", "miss", "decline",
    "reroute", "not_done", "reopen", "give_up", "end_unserved", "withdraw", "revoke",
)  # fmt: skip
"""The moves as a page offers them: what usually comes next first."""


@require_safe
def referral(request: HttpRequest, referral: int) -> HttpResponse:
    """Show a referral; `?part=pane` answers what stands beside the worklist, `?do=…` opens the form of a move."""
    if request.GET.get("part") == "pane":
        return _pane(request, referral)
    return _show(request, referral)


LATEST = 6
"""Events that the pane shows; the page has them all."""


def _pane(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_of(request)
    found = queries.found(actor, pk)
    person = queries.person_of(actor, found.case)
    now = timezone.now()
    moves = offered(actor, found)
    view = request.GET.get("view", "")
    context = {
        "one": found, "person": person, "now": now, "status": status_of(found, now),
        "left": (found.due_at - now).total_seconds() / 3600 if found.due_at else None,
        "plain": [(one, c.BY_MOVE[one].verb) for one in moves if one not in MORE and not c.BY_MOVE[one].needs_text],
        "more": len(moves) > 0, "view": view if view in queries.VIEWS else "",
        "story": lines(queries.story([found])[:LATEST], show_text=person is not None),
    }  # fmt: skip
    return page(request, "pane", context)


def offered(actor: Any, found: Referral) -> list[str]:
    """Return the moves that the actor may make now: the state knows them and the policy allows them."""
    known = moves_of(found.state)
    return [one for one in ORDER if one in known and c.BY_MOVE[one].allowed(actor, found) is None]


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor, told = actor_of(request), _typed(request)
    doing = told.get("do", "") or request.GET.get("do", "")
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
        "papers": queries.papers_of(found) if person else [], "agains": Again.choices,
        "documents": _documents(found) if "ask" in moves else "",
        "may_sign": found.is_open and may.can_hear(actor, found) is None,
        "offices": choices_near(found.case) if "reroute" in moves and _chooses(found, doing) else None,
        "told": told, "doing": doing,
        "may_link": found.is_open and may.can_link(actor, found) is None and not has_accounts(found.office_id),
        "may_explain": bool(found.due_at and found.due_at <= now) and may.can_explain(actor, found) is None,
        "declines": Decline.choices, "next_steps": NextStep.choices, "outcomes": Outcome.choices,
        "error": str(error.text) if error else "", "field": error.field if error else "",
    }  # fmt: skip
    return page(request, "referral", context, 409 if error else 200)


def _chooses(one: Referral, doing: str) -> bool:
    """Return whether another office is to be chosen now; only then are those near by, and what to expect, looked up."""
    return doing == "reroute" or one.state == Referral.State.DECLINED


def _documents(one: Referral) -> str:
    """Return the papers that the service asks for, in words: at most one query."""
    return ", ".join(paper.name for paper in papers_of([one.service])) if one.service else ""


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
    if "view" in told:  # made beside the worklist: on to the next one
        view = told["view"] if told["view"] in queries.VIEWS else ""
        return redirect(reverse("referrals") + (f"?view={view}" if view else ""))
    return redirect("referral", referral)
