"""What an office keeps for the person of a case, over the API: PIN, helpers, words told by hand, requests, links."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, act, answers
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals import queries
from prasan.referrals.guests.pages import address
from prasan.referrals.models import Case, DataRequest, Helper

router = Router(tags=["referrals"])


class HelperRow(Strict):
    """Who may act for the person."""

    id: int
    name: str
    relation: str
    until: dt.date


class AskedRow(Strict):
    """A request about data that waits for its answer."""

    id: int
    kind: str
    text: str
    asked_at: dt.datetime
    due_on: dt.date


class Kept(Strict):
    """What is kept for the person; `to_tell`, words that no gateway could bring them: an officer has to."""

    code: str
    helpers: list[HelperRow]
    requests: list[AskedRow]
    to_tell: int


class Pin(Strict):
    """A PIN, told once."""

    code: str
    pin: str


class HelperIn(Strict):
    """Who may act for the person, by which authority, for how many days."""

    helper: str
    relation: Literal["relative", "volunteer", "guardian", "lawyer"]
    authority: str
    days: int = 90


class ToldIn(Strict):
    """How an officer told the person."""

    how: Literal["phone", "visit", "letter"]


class AskIn(Strict):
    """What the person asks about their data, at the desk."""

    kind: Literal["access", "correct", "erase"]
    text: str = ""


class TextIn(Strict):
    """Words to the person."""

    text: str


class LinkIn(Strict):
    """How long a link opens, in days."""

    days: int = 14


class Link(Strict):
    """The link of an office without an account, told once."""

    address: str
    days: int


class Done(Strict):
    """That it was done."""

    done: bool = True


def kept_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return what is kept for the person of a case: four queries. Raises Refused to who does not keep the case."""
    one: Case = queries.found_case(actor, pk)
    refusal = may.can_keep_case(actor, one)
    if refusal is not None:
        raise Refused(refusal)
    helpers = Helper.objects.filter(case=one, ended_at=None, until__gte=timezone.localdate()).order_by("pk")
    asked = DataRequest.objects.filter(case=one, answered_at=None)
    return {
        "code": one.code, "to_tell": queries.to_be_told(one).count(),
        "helpers": [{"id": x.pk, "name": x.name, "relation": x.relation, "until": x.until} for x in helpers],
        "requests": [
            {"id": x.pk, "kind": x.kind, "text": x.text, "asked_at": x.asked_at, "due_on": x.due_on} for x in asked
        ],
    }  # fmt: skip


@router.get("/cases/{pk}/kept", response=answers(Kept))
def show_kept(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show what your office keeps for the person of a case."""
    return kept_of(actor_of(request), pk)


@router.post("/cases/{pk}/pin", response=answers(Pin))
def make_pin(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Make a new PIN for the tracking page; the former one opens nothing any more."""
    command = c.MakePin(target_id=pk)
    return {"code": act(request, command).code, "pin": command.pin}


@router.post("/cases/{pk}/line/leave", response=answers(Done))
def leave_line(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Write down that the person wants no news by LINE any more; it is closed at once."""
    act(request, c.LeaveLine(target_id=pk))
    return {"done": True}


@router.post("/cases/{pk}/helpers", response=answers(Pin))
def add_helper(request: HttpRequest, pk: int, told: HelperIn) -> dict[str, Any]:
    """Note who may act for the person; their own PIN is told once."""
    command = c.AddHelper(target_id=pk, **told.dict())
    return {"code": act(request, command).code, "pin": command.pin}


@router.post("/cases/{pk}/helpers/{number}/end", response=answers(Kept))
def end_helper(request: HttpRequest, pk: int, number: int) -> dict[str, Any]:
    """End what a helper may do, at once."""
    act(request, c.EndHelper(target_id=pk, helper_id=number))
    return kept_of(actor_of(request), pk)


@router.post("/cases/{pk}/told", response=answers(Kept))
def tell_by_hand(request: HttpRequest, pk: int, told: ToldIn) -> dict[str, Any]:
    """Note that an officer told the person what no gateway could bring them."""
    act(request, c.TellByHand(target_id=pk, how=told.how))
    return kept_of(actor_of(request), pk)


@router.post("/cases/{pk}/requests", response=answers(Kept))
def ask_about_data(request: HttpRequest, pk: int, told: AskIn) -> dict[str, Any]:
    """Write down what the person asks about their data."""
    act(request, c.AskAboutData(target_id=pk, kind=told.kind, text=told.text))
    return kept_of(actor_of(request), pk)


@router.post("/cases/{pk}/requests/{number}/answer", response=answers(Kept))
def answer_about_data(request: HttpRequest, pk: int, number: int, told: TextIn) -> dict[str, Any]:
    """Answer a request about data; the person reads it on their page."""
    act(request, c.AnswerAboutData(target_id=pk, request_id=number, text=told.text))
    return kept_of(actor_of(request), pk)


@router.post("/referrals/{pk}/link", response=answers(Link))
def make_link(request: HttpRequest, pk: int, told: LinkIn) -> dict[str, Any]:
    """Make the link by which an office without an account answers; a former one ends."""
    command = c.MakeGuestLink(target_id=pk, days=told.days)
    act(request, command)
    return {"address": address(command.secret), "days": command.days}


@router.post("/referrals/{pk}/link/revoke", response=answers(Done))
def revoke_link(request: HttpRequest, pk: int) -> dict[str, Any]:
    """End the link of a referral at once."""
    act(request, c.RevokeGuestLink(target_id=pk))
    return {"done": True}


@router.post("/referrals/{pk}/reasons", response=answers(Done))
def write_reason(request: HttpRequest, pk: int, told: TextIn) -> dict[str, Any]:
    """Write to the person why it is late and what happens next."""
    act(request, c.WriteReason(target_id=pk, text=told.text))
    return {"done": True}
