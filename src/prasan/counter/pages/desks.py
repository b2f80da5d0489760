"""The officer's pages: the counters, the own desk with its one big button, the ticket form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.counter import commands as c
from prasan.counter import policy as may
from prasan.counter import queries
from prasan.counter.consenting import to_be_asked
from prasan.counter.models import HoldReason, Stop, Ticket
from prasan.counter.models.ticket import Why
from prasan.counter.pages.common import key_of, numbers, page, typed, wrong
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of


@require_safe
def counters(request: HttpRequest) -> HttpResponse:
    """List the joint counters that a seat sees, and the desks of its office."""
    actor = actor_of(request)
    context = {
        "places": queries.places(actor), "desks": queries.own_desks(actor) if actor.has(*may.WORKERS) else [],
        "sets_up": actor.has(*may.HEADS), "office": actor.office_id, "now": timezone.now(),
    }  # fmt: skip
    return page(request, "counters", context)


@require_safe
def counter_desk(request: HttpRequest, counter_desk: int) -> HttpResponse:
    """Show a desk: who is at it, who is next."""
    return show_desk(request, counter_desk)


def show_desk(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    """Render the working page of a desk."""
    actor = actor_of(request)
    desk = queries.found_desk(actor, pk)
    at = queries.now_at(desk.place)
    mine = at.at(desk)
    stops = queries.stops_of(mine) if mine is not None else []
    context = {
        "desk": desk, "place": desk.place, "at": at, "mine": mine, "line": at.for_desk(desk), "now": timezone.now(),
        "held": [one for one in at.held if one.desk_id == desk.pk], "works": may.at_desk(actor, desk) is None,
        "stops": stops, "holds": HoldReason.choices, "quick": quick(actor, at, mine, stops),
        **wrong(error),
    }  # fmt: skip
    return page(request, "desk", context, 409 if error else 200)


def quick(actor: Any, at: queries.Now, ticket: Ticket | None, stops: list[Stop]) -> bool:
    """Tell whether one press passes a ticket on: the next office is served here, and nothing has to be asked."""
    left = [one.office_id for one in stops if one.done_at is None]
    if ticket is None or len(left) < 2 or left[1] not in at.served():
        return False
    return not to_be_asked(actor, ticket, [left[1]], left[1:2])


@require_POST
def counter_desk_do(request: HttpRequest, counter_desk: int) -> HttpResponse:
    """Call the next one, or open and close the desk."""
    actor = actor_of(request)
    told = typed(request)
    try:
        match told.get("do", ""):
            case "call":
                perform(actor, c.CallNext(desk_id=counter_desk, key=key_of(told, "call", counter_desk)))
            case "open" | "close" as what:
                perform(
                    actor,
                    c.StaffDesk(target_id=counter_desk, is_open=what == "open", key=key_of(told, what, counter_desk)),
                )
            case _:
                raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
    except RuleBroken as broken:
        return show_desk(request, counter_desk, broken)
    return redirect("counter_desk", counter_desk)


@require_http_methods(["GET", "HEAD", "POST"])
def counter_take(request: HttpRequest, counter_place: int) -> HttpResponse:
    """Take a ticket: whom to see, and go; three taps at most."""
    actor = actor_of(request)
    place = queries.found_place(actor, counter_place)
    if not actor.has(*may.WORKERS):
        raise Refused(may.STAFF_ONLY)
    told: dict[str, Any] = typed(request)
    error: RuleBroken | None = None
    chosen = numbers(request, "offices")
    if request.method == "POST":
        asked: dict[str, Any] = {"agreed": told.get("agreed") == "on", "key": key_of(told, "take", place.pk)}
        try:
            made = perform(
                actor,
                c.TakeTicket(place_id=place.pk, priority=told.get("priority", ""), offices=chosen, **asked),
            )
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("ออกบัตรคิว %(number)s แล้ว") % {"number": made.label})
            return redirect("counter_ticket", made.pk)
    at = queries.now_at(place)
    offices = [(one.pk, one.name) for one in at.offices()]
    context = {
        "place": place, "offices": offices, "chosen": chosen or ([offices[0][0]] if len(offices) == 1 else []),
        "priorities": Why.choices, "told": told, **wrong(error),
    }  # fmt: skip
    return page(request, "take", context, 409 if error else 200)
