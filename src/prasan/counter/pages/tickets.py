"""The ticket: where it stands, the agencies still to see, what the visit was made of, and its moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.counter import commands as c
from prasan.counter import policy as may
from prasan.counter import queries
from prasan.counter.commands.referring import can_tell
from prasan.counter.consenting import to_be_asked
from prasan.counter.cycle import VISIT
from prasan.counter.models import HoldReason, Stop, Ticket
from prasan.counter.pages.common import key_of, page, typed, wrong
from prasan.counter.pages.desks import show_desk
from prasan.counter.slip import slip_of
from prasan.directory.typed import whole
from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.referrals.commands import OpenCase
from prasan.referrals.models import Case, Outcome
from prasan.referrals.policy import can_keep_case
from prasan.referrals.queries import person_of
from prasan.registers.models import Worker
from prasan.registers.queries_workers import kept_number

Told = dict[str, str]
ORDER = ("begin", "call_again", "miss", "pass_on", "finish", "hold", "resume", "leave", "carry_over")
"""The moves as a page offers them: what usually comes next first."""
SEEN = {"holds": True, "holds_not": False}
"""What an officer says of the priority that somebody told at a kiosk."""


def _ending(told: Told) -> dict[str, Any]:
    return {"outcome": told.get("outcome", ""), "text": told.get("text", "")}


MORE: dict[str, Callable[[int, Told], Command[Any]]] = {
    "hold": lambda pk, told: c.Hold(target_id=pk, why=told.get("why", "")),
    "pass_on": lambda pk, told: c.PassOn(
        target_id=pk, office_id=whole(told.get("office", ""), "office"), note=told.get("note", ""),
        consent=told.get("consent") == "on", without=told.get("consent") == "without", **_ending(told),
    ),
    "finish": lambda pk, told: c.Finish(target_id=pk, anyway=told.get("anyway") == "on", **_ending(told)),
}  # fmt: skip


def offered(actor: Any, ticket: Ticket) -> list[str]:
    """Return the moves that the actor may make now: the state knows them and the policy allows them."""
    known = [one for one in ORDER if VISIT.can(ticket.state, c.BY_MOVE[one].move)]
    known = [one for one in known if one != "call_again" or ticket.state == "called"]
    known = [one for one in known if one != "carry_over" or ticket.place.carries]
    told = {policy: policy(actor, ticket) is None for policy in {c.BY_MOVE[one].allowed for one in known}}
    return [one for one in known if told[c.BY_MOVE[one].allowed]]


@require_safe
def counter_ticket(request: HttpRequest, counter_ticket: int) -> HttpResponse:
    """Show a ticket."""
    return _show(request, counter_ticket)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = queries.found_ticket(actor, pk)
    stops = queries.stops_of(found)
    moves = offered(actor, found)
    readable = found.case_id in queries.readable_cases(actor, [found])
    person = person_of(actor, found.case) if readable and found.case is not None else None
    case = found.case if person is not None else None
    left = [one for one in stops if one.done_at is None]
    told = typed(request) if request.method == "POST" else {}
    offices = _others(found, left[1:]) if "pass_on" in moves else []
    whom = [number for number, _name in offices]
    to_see, known = [one.office_id for one in left[1:]], person.pk if person is not None else 0
    asks = to_be_asked(actor, found, whom, to_see, known) if readable and whom else set()
    context = {
        "one": found, "stops": stops, "moves": moves, "verbs": {one: c.BY_MOVE[one].verb for one in moves},
        "spells": queries.spells_of(found), "person": person, "case": case, "now": timezone.now(), "told": told,
        "left": left[1:], "holds": HoldReason.choices, "offices": offices, "asks": asks, "readable": readable,
        "outcomes": Outcome.choices if can_tell(actor, left[0] if left else None) else [],
        "sent": queries.readable_referrals(actor, stops), "can_return": found.state == "carried",
        "sees": found.declared and found.is_open and may.can_serve(actor, found) is None,
        "keeps": case is not None and can_keep_case(actor, case) is None, **wrong(error),
    }  # fmt: skip
    return page(request, "ticket", context, 409 if error else 200)


def _others(ticket: Ticket, left: list[Stop]) -> list[tuple[int, str]]:
    """Return the offices to which one may be passed on: those that an open desk serves, none where there is no desk."""
    at = queries.Now(ticket.place, queries.desks_of(ticket.place))
    told = {one.pk: one.name for one in at.offices() if one.pk != ticket.office_id}
    there = at.served()
    return list((told | {one.office_id: one.office.name for one in left if one.office_id in there}).items())


@require_POST
def counter_ticket_do(request: HttpRequest, counter_ticket: int) -> HttpResponse:
    """Make one of the moves; what was typed stays where it is refused."""
    actor = actor_of(request)
    told = typed(request)
    what = told.get("do", "")
    try:
        if what == "come_back":
            made = perform(actor, c.ComeBack(carried_id=counter_ticket, key=key_of(told, what, counter_ticket)))
            return redirect("counter_ticket", made.pk)
        if what in SEEN:
            seen = c.SeePriority(target_id=counter_ticket, holds=SEEN[what], key=key_of(told, what, counter_ticket))
            perform(actor, seen)
        elif what not in c.BY_MOVE:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        else:
            kind = MORE.get(what)
            command = kind(counter_ticket, told) if kind else c.BY_MOVE[what](target_id=counter_ticket)
            command.key = key_of(told, what, counter_ticket)
            perform(actor, command)
    except RuleBroken as broken:
        desk = told.get("desk", "")
        return (
            show_desk(request, int(desk), broken)
            if desk.isdecimal() and len(desk) < 10
            else _show(request, counter_ticket, broken)
        )
    messages.success(request, _("บันทึกแล้ว"))
    desk = told.get("desk", "")
    if desk.isascii() and desk.isdecimal() and len(desk) < 10:
        return redirect("counter_desk", int(desk))
    return redirect("counter_ticket", counter_ticket)


@require_http_methods(["GET", "HEAD", "POST"])
def counter_case(request: HttpRequest, counter_ticket: int) -> HttpResponse:
    """Write the need of whom a ticket is, once, or tie a case that is there; then back to the ticket."""
    actor = actor_of(request)
    found = queries.found_ticket(actor, counter_ticket)
    refusal = may.can_serve(actor, found)
    if refusal is not None:
        raise Refused(refusal)
    told = typed(request)
    number = told.get("worker", "")
    known = kept_number(int(number)) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
    person = Worker.objects.served_by(actor).filter(pk=known).first()
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            pin = _tie(actor, found, told, person)
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("รับเรื่องแล้ว บัตรคิวพาเรื่องไปทุกหน่วยงาน"))
            if pin:  # once; a form that was sent twice has none
                messages.success(request, _("รหัสติดตาม %(pin)s แสดงครั้งเดียว หรือพิมพ์ใบติดตามที่หน้าเรื่อง") % {"pin": pin})
            return redirect("counter_ticket", found.pk)
    theirs = Q(worker=person) | Q(worker__merged_into=person)
    cases = Case.objects.visible_to(actor).filter(theirs).order_by("-pk")[:10] if person is not None else []
    context = {
        "one": found, "person": person, "cases": [(one.pk, f"{one.code} · {one.need[:80]}") for one in cases],
        "told": told, "stops": queries.stops_of(found), **wrong(error),
    }  # fmt: skip
    return page(request, "case", context, 409 if error else 200)


def _tie(actor: Any, ticket: Ticket, told: Told, person: Worker | None) -> str:
    """Tie a case to a ticket, a new one where none was chosen; return the PIN of a new one, "" for none."""
    pin = ""
    with transaction.atomic():
        number = whole(told.get("case", ""), "case")
        if number is None:
            worker = person.pk if person is not None else 0
            new = OpenCase(worker_id=worker, need=told.get("need", ""), key=key_of(told, "case", ticket.pk))
            number = perform(actor, new).pk
            pin = new.pin
        agreed, key = told.get("agreed") == "on", key_of(told, "join", ticket.pk)
        perform(actor, c.JoinCase(target_id=ticket.pk, case_id=number, agreed=agreed, key=key))
    return pin


@never_cache
@require_safe
def counter_slip(request: HttpRequest, counter_ticket: int) -> HttpResponse:
    """Answer the slip of a ticket as PDF, 80 mm wide."""
    actor = actor_of(request)
    found = queries.found_ticket(actor, counter_ticket)
    refusal = may.can_work(actor, found)
    if refusal is not None:
        raise Refused(refusal)
    answer = HttpResponse(slip_of(found, queries.stops_of(found)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="ticket-{found.label}.pdf"'
    return answer
