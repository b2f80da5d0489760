"""The line of a counter as the kernel reads it: who waits, which desks are open, who is next, how long it lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from prasan.counter.medians import SECONDS
from prasan.counter.models import Desk, Place, Spell, Ticket
from prasan.directory.clocks import Clocks
from prasan.kernel.counter import Priority, Waiting, ahead, in_turn, opening
from prasan.kernel.counter.opening import LOOK
from prasan.platform.aggregates import Median

USUAL = dt.timedelta(minutes=10)
"""How long a service lasts where fewer than `ENOUGH` were measured."""
ENOUGH = 5
MEASURED = dt.timedelta(days=30)


def waiting_of(ticket: Ticket, open_desks: Iterable[int]) -> Waiting:
    """Return a waiting ticket as the kernel reads it.

    Parameters: `open_desks`, numbers (keys) of the desks that are open: a ticket that belongs to a desk which has
    closed meanwhile may be called by any.
    """
    own = str(ticket.desk_id) if ticket.desk_id is not None and ticket.desk_id in open_desks else ""
    return Waiting(ticket.pk, ticket.since, (str(ticket.office_id),), Priority(ticket.priority), own)


def open_desks(desks: Iterable[Desk]) -> dict[str, frozenset[str]]:
    """Return the open desks with what they serve, as the kernel names them."""
    return {str(one.pk): one.serves() for one in desks if one.is_open}


def line(place: Place, tickets: Iterable[Ticket], desks: Sequence[Desk]) -> list[Waiting]:
    """Return those who wait in the order in which they are called."""
    there = {one.pk for one in desks if one.is_open}
    return in_turn((waiting_of(one, there) for one in tickets if one.state == "waiting"), place.head_start())


def callable_by(desk: Desk, place: Place, tickets: Iterable[Ticket], desks: Sequence[Desk]) -> list[int]:
    """Return the keys of the tickets that a desk may call, the next one first."""
    serves = desk.serves()
    told = line(place, tickets, desks)
    return [one.number for one in told if one.desk in {"", str(desk.pk)} and not serves.isdisjoint(one.needs)]


@dataclass(frozen=True, slots=True)
class InLine:
    """A place in line: how many are before, and roughly how long; `minutes` is None where no open desk serves it."""

    before: int
    minutes: int | None


def place_in_line(
    ticket: Ticket, place: Place, tickets: Iterable[Ticket], desks: Sequence[Desk], usual: dt.timedelta
) -> InLine:
    """Return where a waiting ticket stands.

    Parameters: `usual`, how long a service of its office lasts. Raises KeyError where it does not wait.
    """
    told = line(place, tickets, desks)
    calling = open_desks(desks)
    before = ahead(ticket.pk, calling, told, place.head_start())
    serving = sum(str(ticket.office_id) in serves for serves in calling.values())
    if not serving:
        return InLine(before, None)
    return InLine(before, round(usual.total_seconds() * before / serving / 60))


def usual_service(place: int, office: int, now: dt.datetime) -> dt.timedelta:
    """Return how long a service of an office lasts at a place: the median of the last days, one query."""
    rows = Spell.objects.filter(
        ticket__place_id=place, office_id=office, state="served", start__gte=now - MEASURED, end__isnull=False,
        ticket__closing=False,
    )  # fmt: skip
    told = rows.order_by().values("office_id").annotate(seconds=Median(SECONDS), many=Count("pk"))
    for seconds, many in told.values_list("seconds", "many"):
        if many >= ENOUGH:
            return dt.timedelta(seconds=float(seconds))
    return USUAL


def opens_next(place: Place, now: dt.datetime) -> dt.datetime | None:
    """Return when a kiosk of a counter gives tickets again, None while it does: one query.

    Working days are those of the office that runs it, with the holidays of its province.
    """
    calendar = Clocks([place.office], now.date(), dt.timedelta(days=LOOK + 1)).of(place.office)
    works_on = (lambda _day: True) if place.every_day else calendar.is_working
    return opening(now, place.opens_at, place.closes_at, works_on, calendar.zone)


def unsure_office(place: Place, desks: Iterable[Desk]) -> int | None:
    """Return the office that meets who does not know whom to see: the one that runs the counter, else the first desk's.

    None where no desk is open.
    """
    there = sorted((one for one in desks if one.is_open), key=lambda one: one.number)
    if any(place.office_id in (one.office_id, *one.also) for one in there):
        return place.office_id
    return there[0].office_id if there else None
