"""The desks and kiosks of a joint counter over the API: the same door and the same reading as the pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.counter import commands as c
from prasan.counter import policy as may
from prasan.counter import queries
from prasan.counter.api import CounterTicketDetail, whole_of
from prasan.counter.kiosking import kiosk_address
from prasan.counter.models import Desk, Kiosk
from prasan.directory.models import Office
from prasan.directory.typed import offices_named
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, act, answers
from prasan.platform.web.asking import actor_of

router = Router(tags=["counter"])


class DeskIn(Strict):
    """A desk: `also`, further offices that it serves for, by code."""

    number: int
    name: str = ""
    also: list[str] = []


class NewDeskIn(DeskIn):
    """A desk that `office` is going to staff."""

    office: str


class DeskOpenIn(Strict):
    """Whether it is open."""

    is_open: bool


class DeskOut(Strict):
    """A desk; `ended_at`: it is no more."""

    id: int
    place: int
    number: int
    name: str
    office: str
    also: list[str]
    is_open: bool
    ended_at: dt.datetime | None


class KioskIn(Strict):
    """A kiosk: where it stands, for how many days its link opens, whether a printer hangs on it."""

    name: str
    days: int = 30
    prints: bool = False


class KioskOut(Strict):
    """A kiosk; `address` opens it without signing in: null for one that is over. Who has it can take tickets."""

    id: int
    place: int
    name: str
    prints: bool
    opened_at: dt.datetime
    expires_at: dt.datetime
    ended_at: dt.datetime | None
    address: str | None


class PriorityIn(Strict):
    """Whether the priority that somebody told at a kiosk holds."""

    holds: bool


def desk_rows(desks: list[Desk]) -> list[dict[str, Any]]:
    """Return desks for a script: one query."""
    numbers = {number for one in desks for number in (one.office_id, *one.also)}
    codes = dict(Office.objects.filter(pk__in=numbers).values_list("pk", "code"))
    names = ("id", "number", "name", "is_open", "ended_at")
    return [
        {name: getattr(one, name) for name in names}
        | {"place": one.place_id, "office": codes[one.office_id], "also": [codes[n] for n in one.also if n in codes]}
        for one in desks
    ]


def kiosk_row(one: Kiosk, now: dt.datetime) -> dict[str, Any]:
    """Return a kiosk for a script."""
    names = ("id", "name", "prints", "opened_at", "expires_at", "ended_at")
    living = one.ended_at is None and one.expires_at > now
    told = {"place": one.place_id, "address": kiosk_address(one) if living else None}
    return {name: getattr(one, name) for name in names} | told


def kiosk_rows(actor: Any, place: int) -> list[dict[str, Any]]:
    """Return the kiosks of a counter for who works there; Refused for others."""
    found = queries.found_place(actor, place)
    refusal = may.can_keep_kiosk(actor, Kiosk(place=found))
    if refusal is not None:
        raise Refused(refusal)
    now = timezone.now()
    return [kiosk_row(one, now) for one in queries.kiosks_of(found)]


def numbers_of(names: list[str]) -> list[int]:
    """Return the numbers of offices by their codes or names."""
    return list(offices_named(names, "also")) if names else []


@router.get("/counter-places/{pk}/desks", response=answers(list[DeskOut]))
def list_desks(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List the desks of a counter, those that have ended last."""
    place = queries.found_place(actor_of(request), pk)
    return desk_rows([*queries.desks_of(place), *queries.ended_desks(place)])


@router.post("/counter-places/{pk}/desks", response=answers(DeskOut))
def add_desk(request: HttpRequest, pk: int, told: NewDeskIn) -> dict[str, Any]:
    """Add a desk."""
    office = offices_named([told.office], "office")[0]
    fields: dict[str, Any] = {"number": told.number, "title": told.name, "also": numbers_of(told.also)}
    return desk_rows([act(request, c.AddDesk(place_id=pk, office_id=office, **fields))])[0]


@router.put("/counter-desks/{pk}", response=answers(DeskOut))
def change_desk(request: HttpRequest, pk: int, told: DeskIn) -> dict[str, Any]:
    """Change a desk's number, name and whom it serves for."""
    fields: dict[str, Any] = {"number": told.number, "title": told.name, "also": numbers_of(told.also)}
    return desk_rows([act(request, c.ChangeDesk(target_id=pk, **fields))])[0]


@router.post("/counter-desks/{pk}/open", response=answers(DeskOut))
def staff_desk(request: HttpRequest, pk: int, told: DeskOpenIn) -> dict[str, Any]:
    """Open or close a desk."""
    return desk_rows([act(request, c.StaffDesk(target_id=pk, is_open=told.is_open))])[0]


@router.post("/counter-desks/{pk}/end", response=answers(DeskOut))
def end_desk(request: HttpRequest, pk: int) -> dict[str, Any]:
    """End a desk for good; what it served stays."""
    return desk_rows([act(request, c.EndDesk(target_id=pk))])[0]


@router.get("/counter-places/{pk}/kiosks", response=answers(list[KioskOut]))
def list_kiosks(request: HttpRequest, pk: int) -> list[dict[str, Any]]:
    """List the kiosks of a counter, the newest first."""
    return kiosk_rows(actor_of(request), pk)


@router.post("/counter-places/{pk}/kiosks", response=answers(KioskOut))
def open_kiosk(request: HttpRequest, pk: int, told: KioskIn) -> dict[str, Any]:
    """Open a kiosk."""
    made = act(request, c.OpenKiosk(place_id=pk, title=told.name, days=told.days, prints=told.prints))
    return kiosk_row(made, made.opened_at)


@router.post("/counter-kiosks/{pk}/end", response=answers(KioskOut))
def end_kiosk(request: HttpRequest, pk: int) -> dict[str, Any]:
    """End a kiosk: its address opens nothing from then on."""
    made = act(request, c.EndKiosk(target_id=pk))
    return kiosk_row(made, made.opened_at)


@router.post("/counter-tickets/{pk}/priority", response=answers(CounterTicketDetail))
def see_priority(request: HttpRequest, pk: int, told: PriorityIn) -> dict[str, Any]:
    """Say whether the priority that somebody told at a kiosk holds, once they stand at the desk."""
    act(request, c.SeePriority(target_id=pk, holds=told.holds))
    return whole_of(actor_of(request), pk)
