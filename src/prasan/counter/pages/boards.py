"""What opens without signing in: the call board on a TV, and a person's place in line. Numbers and desks, no people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from prasan.counter import queries
from prasan.counter.links import guarded
from prasan.counter.models import Place
from prasan.counter.pages.common import page
from prasan.counter.queue import place_in_line, usual_service
from prasan.platform.web.asking import actor_of
from prasan.platform.web.decorators import open_to_all

REFRESH = 20
"""Seconds after which the place in line asks again."""


def _board(request: HttpRequest, place: Place, address: str, *, live: bool) -> HttpResponse:
    at = queries.now_at(place)
    called = at.called[: queries.SHOWN]
    context: dict[str, Any] = {
        "place": place, "called": called, "waiting": at.waiting[:12], "more": max(len(at.waiting) - 12, 0),
        "live": live, "address": address, "now": timezone.now(), "desks": at.desks,
    }  # fmt: skip
    return page(request, "board_part" if request.headers.get("HX-Request") else "board", context)


@require_safe
def board(request: HttpRequest, counter_place: int) -> HttpResponse:
    """Show the call board to a signed-in officer: it follows the counter live."""
    place = queries.found_place(actor_of(request), counter_place)
    return _board(request, place, request.path, live=True)


@never_cache
@open_to_all
@require_safe
def board_open(request: HttpRequest, board_token: str) -> HttpResponse:
    """Show the call board on a TV that nobody signs in to; it asks again every few seconds."""
    place = guarded(request, queries.by_board_link(board_token))
    return unlisted(_board(request, place, request.path, live=False))


@never_cache
@open_to_all
@require_safe
def place_in_line_page(request: HttpRequest, line_token: str) -> HttpResponse:
    """Tell a person where they stand in line: no sign-in, no script, nothing written."""
    ticket = guarded(request, queries.by_line_link(line_token))
    told = None
    if ticket.state == "waiting" and ticket.office_id is not None:
        place = ticket.place
        usual = usual_service(place.pk, ticket.office_id, timezone.now())
        told = place_in_line(ticket, place, place.tickets.filter(state="waiting"), list(place.desks.all()), usual)
    stops = queries.stops_of(ticket)
    context = {
        "one": ticket,
        "told": told,
        "stops": stops,
        "refresh": REFRESH if ticket.is_open else 0,
        "now": timezone.now(),
    }
    return unlisted(page(request, "line", context))


def unlisted(answer: HttpResponse) -> HttpResponse:
    """Keep an address out of search engines and of the address lines of other sites."""
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
