"""Joint counters over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.counter import commands as c
from prasan.counter import queries
from prasan.counter.models import Place, Ticket
from prasan.counter.slip import line_address
from prasan.directory.typed import offices_named
from prasan.platform.commands import Command
from prasan.platform.web.api import Strict, act, answers
from prasan.platform.web.asking import actor_of

router = Router(tags=["counter"])
PriorityName = Literal["none", "elderly", "disabled", "pregnant", "child", "appointment"]
StateName = Literal["waiting", "called", "served", "held", "finished", "left", "carried"]
MoveName = Literal["call_again", "begin", "miss", "hold", "resume", "pass_on", "finish", "leave", "carry_over"]


class CounterTicket(Strict):
    """A ticket: it names nobody. `office` is whom they see next or now; `case` by number, to who may read it.

    `declared`: the priority was told at a kiosk, and no officer has seen it yet.
    """

    id: int
    label: str
    day: dt.date
    priority: PriorityName
    declared: bool
    state: StateName
    office: str | None
    desk: int | None
    came_at: dt.datetime
    ended_at: dt.datetime | None
    case: int | None


class CounterStop(Strict):
    """An agency of a ticket, in order; `referral` by number, to who may read it."""

    office: str
    done_at: dt.datetime | None
    referral: int | None


class CounterSpell(Strict):
    """A period of a visit; the end of one is the start of the next."""

    state: StateName
    office: str | None
    desk: int | None
    start: dt.datetime
    end: dt.datetime | None


class CounterTicketDetail(CounterTicket):
    """A ticket with its agencies and periods; `line` is the address of the place in line."""

    line: str
    stops: list[CounterStop]
    spells: list[CounterSpell]


class CounterDesk(Strict):
    """A desk: staffed by `office`."""

    id: int
    number: int
    office: str
    is_open: bool


class CounterPlace(Strict):
    """A joint counter."""

    id: int
    name: str
    office: str
    prefix: str
    carries: bool
    is_open: bool


class CounterPlaceDetail(CounterPlace):
    """A joint counter at this moment: its desks, who waits in turn, who is called or served, who rests."""

    desks: list[CounterDesk]
    waiting: list[CounterTicket]
    at_desk: list[CounterTicket]
    held: list[CounterTicket]


class CounterOfficeDay(Strict):
    """An office's day at a counter: medians in minutes, null where nothing was measured."""

    office: int
    tickets: int
    waited: float | None
    longest: float | None
    served: float | None


class TicketIn(Strict):
    """Whom to see, in order; `agreed`: the person agrees that these offices are told of the need."""

    offices: list[str]
    priority: PriorityName = "none"
    agreed: bool = False


class TicketMoveIn(Strict):
    """A move with what it is told: see docs/how-to/counter.md. `without`: no consent, they go on and the case stays."""

    move: MoveName
    office: str = ""
    why: Literal["paper", "payment", "checking", "rest"] = "paper"
    outcome: Literal["", "solved", "partly", "advised", "not_solved"] = ""
    text: str = ""
    note: str = ""
    consent: bool = False
    without: bool = False
    anyway: bool = False


class TicketCaseIn(Strict):
    """Whose visit it is."""

    case: int
    agreed: bool = False


def row_of(one: Ticket, cases: Collection[int]) -> dict[str, Any]:
    """Return a ticket for a script. Parameters: `cases`, those that the reader may read."""
    names = ("id", "label", "day", "priority", "declared", "state", "came_at", "ended_at")
    return {name: getattr(one, name) for name in names} | {
        "office": one.office.code if one.office else None, "desk": one.desk.number if one.desk else None,
        "case": one.case_id if one.case_id in cases else None,
    }  # fmt: skip


def whole_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return a ticket with its agencies and periods: five queries."""
    one = queries.found_ticket(actor, pk)
    rows = queries.stops_of(one)
    sent = queries.readable_referrals(actor, rows)
    stops = [
        {"office": x.office.code, "done_at": x.done_at, "referral": x.referral_id if x.referral_id in sent else None}
        for x in rows
    ]
    spells = [
        {"state": x.state, "office": x.office.code if x.office else None, "desk": x.desk.number if x.desk else None,
         "start": x.start, "end": x.end}
        for x in queries.spells_of(one)
    ]  # fmt: skip
    return row_of(one, queries.readable_cases(actor, [one])) | {
        "line": line_address(one),
        "stops": stops,
        "spells": spells,
    }


def place_row(one: Place) -> dict[str, Any]:
    """Return a counter for a script."""
    names = ("id", "name", "prefix", "carries", "is_open")
    return {name: getattr(one, name) for name in names} | {"office": one.office.code}


def place_of(actor: Any, pk: int) -> dict[str, Any]:
    """Return a counter at this moment: four queries."""
    at = queries.now_at(queries.found_place(actor, pk))
    desks = [{"id": x.pk, "number": x.number, "office": x.office.code, "is_open": x.is_open} for x in at.desks]
    cases = queries.readable_cases(actor, [*at.waiting, *at.at_desk, *at.held])
    told = {name: [row_of(one, cases) for one in getattr(at, name)] for name in ("waiting", "at_desk", "held")}
    return place_row(at.place) | {"desks": desks} | told


def command_of(pk: int, told: TicketMoveIn) -> Command[Any]:
    """Return the verb of a move."""
    ending: dict[str, Any] = {"outcome": told.outcome, "text": told.text}
    more: dict[str, Any] = {}
    if told.move == "hold":
        more = {"why": told.why}
    elif told.move == "finish":
        more = {"anyway": told.anyway} | ending
    elif told.move == "pass_on":
        more = {"office_id": office_of(told.office), "note": told.note} | ending
        more |= {"consent": told.consent, "without": told.without}
    return c.BY_MOVE[told.move](target_id=pk, **more)


def office_of(name: str) -> int | None:
    """Return the number of an office by its code or name, None for no name."""
    return offices_named([name.strip()], "office")[0] if name.strip() else None


@router.get("/counter-places", response=answers(list[CounterPlace]))
def list_counter_places(request: HttpRequest) -> list[dict[str, Any]]:
    """List the joint counters that your seat sees."""
    return [place_row(one) for one in queries.places(actor_of(request))]


@router.get("/counter-places/{pk}", response=answers(CounterPlaceDetail))
def show_counter_place(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a joint counter at this moment."""
    return place_of(actor_of(request), pk)


@router.get("/counter-places/{pk}/figures", response=answers(list[CounterOfficeDay]))
def show_counter_figures(
    request: HttpRequest, pk: int, first: dt.date | None = None, last: dt.date | None = None
) -> list[dict[str, Any]]:
    """Show waiting and service by office between two days, today by default."""
    today = timezone.localdate()
    rows = queries.figures(queries.found_place(actor_of(request), pk), first or today, last or today)
    return [{name: getattr(one, name) for name in ("office", "tickets", "waited", "longest", "served")} for one in rows]


@router.post("/counter-places/{pk}/tickets", response=answers(CounterTicketDetail))
def take_ticket(request: HttpRequest, pk: int, told: TicketIn) -> dict[str, Any]:
    """Take a ticket for some offices."""
    offices = list(offices_named(told.offices, "offices"))
    made = act(request, c.TakeTicket(place_id=pk, offices=offices, priority=told.priority, agreed=told.agreed))
    return whole_of(actor_of(request), made.pk)


@router.post("/counter-desks/{pk}/call", response=answers(CounterTicketDetail))
def call_next(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Call whoever is next in turn for a desk."""
    return whole_of(actor_of(request), act(request, c.CallNext(desk_id=pk)).pk)


@router.get("/counter-tickets/{pk}", response=answers(CounterTicketDetail))
def show_ticket(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Show a ticket."""
    return whole_of(actor_of(request), pk)


@router.post("/counter-tickets/{pk}/moves", response=answers(CounterTicketDetail))
def move_ticket(request: HttpRequest, pk: int, told: TicketMoveIn) -> dict[str, Any]:
    """Make a move."""
    act(request, command_of(pk, told))
    return whole_of(actor_of(request), pk)


@router.post("/counter-tickets/{pk}/case", response=answers(CounterTicketDetail))
def join_case(request: HttpRequest, pk: int, told: TicketCaseIn) -> dict[str, Any]:
    """Say whose visit it is."""
    act(request, c.JoinCase(target_id=pk, case_id=told.case, agreed=told.agreed))
    return whole_of(actor_of(request), pk)


@router.post("/counter-tickets/{pk}/come-back", response=answers(CounterTicketDetail))
def come_back(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Give who was carried over a number of today."""
    return whole_of(actor_of(request), act(request, c.ComeBack(carried_id=pk)).pk)
