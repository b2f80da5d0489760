"""What is lent and booked as data, with its verbs: find, offer, ask, approve, hand over, take back."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from prasan.directory.typed import area_by
from prasan.platform.search import matching
from prasan.platform.web.api import After, Limit, Strict, act, answers, one_or_404, split_page
from prasan.platform.web.asking import actor_of
from prasan.resources import commands
from prasan.resources.models import Booking, Resource
from prasan.resources.queries import left_of, rivals, taken, whole

router = Router(tags=["resources"])

Kind = Literal["", "trainer", "inspector", "interpreter", "room", "vehicle", "mobile_unit", "equipment", "money"]


class ResourceRow(Strict):
    """Something that an office lends; money in satang, null where nothing is told."""

    id: int
    kind: str
    name: str
    office: str
    area: str
    seats: int | None
    skills: list[str]
    languages: list[str]
    conditions: str
    day_price: int
    share: int
    amount: int | None
    until: dt.date | None
    state: str
    withdrawn: str


class Taken(Strict):
    """Who has a resource from when to when."""

    office: str
    begins: dt.datetime
    ends: dt.datetime
    state: str


class ResourceWhole(ResourceRow):
    """The same, with what is left of money, and who has it in the next 60 days."""

    left: int | None
    taken: list[Taken]


class ResourcePage(Strict):
    """A page of resources, in the order of their numbers."""

    items: list[ResourceRow]
    next: int | None


class ResourceIn(Strict):
    """What to set of a resource; what is left out stays. `area`, a code; `share`, the borrower's per cent."""

    kind: str | None = None
    name: str | None = None
    area: str | None = None
    seats: int | None = None
    skills: list[str] | None = None
    languages: list[str] | None = None
    conditions: str | None = None
    day_price: int | None = None
    share: int | None = None
    amount: int | None = None
    until: dt.date | None = None


class Why(Strict):
    """The reason of an act that asks for one; the condition of what changes hands."""

    reason: str = ""
    condition: str = ""


class BookingRow(Strict):
    """A booking: `price`, satang for a day; `share`, the borrower's per cent; `late_days`, 0 in time."""

    id: int
    resource: int
    name: str
    lender: str
    borrower: str
    begins: dt.datetime
    ends: dt.datetime
    purpose: str
    place: str
    area: str | None
    people: int | None
    amount: int | None
    price: int
    share: int
    state: str
    reason: str
    late_days: int
    handed_at: dt.datetime | None
    handed_condition: str
    returned_at: dt.datetime | None
    returned_condition: str


class BookingWhole(BookingRow):
    """The same, with the numbers of the bookings that are asked for the same hours."""

    rivals: list[int]


class BookingPage(Strict):
    """A page of bookings, in the order of their numbers."""

    items: list[BookingRow]
    next: int | None


class BookingIn(Strict):
    """What is asked for: moments with their time zone; `area`, a code; `amount`, satang, of money."""

    resource: int
    begins: dt.datetime
    ends: dt.datetime
    purpose: str
    place: str
    area: str = ""
    people: int | None = None
    amount: int | None = None


def resource_row(one: Resource) -> dict[str, Any]:
    """Return a resource as data."""
    names = (
        "kind", "name", "seats", "skills", "languages", "conditions", "day_price", "share", "amount", "until", "state",
        "withdrawn",
    )  # fmt: skip
    return {"id": one.pk, "office": one.office.code, "area": one.area.code} | {
        name: getattr(one, name) for name in names
    }


def booking_row(one: Booking) -> dict[str, Any]:
    """Return a booking as data."""
    names = (
        "begins", "ends", "purpose", "place", "people", "amount", "price", "share", "state", "reason", "late_days",
        "handed_at", "handed_condition", "returned_at", "returned_condition",
    )  # fmt: skip
    return {
        "id": one.pk, "resource": one.resource_id, "name": one.resource.name, "lender": one.resource.office.code,
        "borrower": one.office.code, "area": one.area.code if one.area else None,
    } | {name: getattr(one, name) for name in names}  # fmt: skip


def resources_of(actor: Any) -> Any:
    """Return the resources that an actor finds, with what a row needs."""
    rows = Resource.objects.visible_to(actor).select_related("office", "area")
    return rows.defer("grams", "office__grams", "area__grams", "area__boundary")


def bookings_of(actor: Any) -> Any:
    """Return the bookings that an actor reads, with what a row needs."""
    return whole(Booking.objects.visible_to(actor)).select_related("area").defer("area__grams", "area__boundary")


def values_of(told: dict[str, Any]) -> dict[str, Any]:
    """Return told values as the verbs take them; null empties a word or a list."""
    found = dict(told)
    if "area" in found:
        area = found.pop("area")
        found["area_id"] = area_by(area).pk if area else None
    empty: dict[str, Any] = {
        "name": "", "conditions": "", "skills": [], "languages": [], "day_price": 0, "share": 100, "kind": "",
    }  # fmt: skip
    return found | {name: value for name, value in empty.items() if name in found and found[name] is None}


def resource_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return one resource with who has it in the next 60 days; 404 where the actor finds none."""
    found: Resource = one_or_404(resources_of(actor).filter(pk=pk))
    today = timezone.localdate()
    spans = [
        {"office": row.office.code, "begins": row.begins, "ends": row.ends, "state": row.state}
        for row in taken(found, today, today + dt.timedelta(days=60))
    ]
    return resource_row(found) | {"left": left_of(found), "taken": spans}


def booking_whole(actor: Any, pk: int) -> dict[str, Any]:
    """Return one booking; its rivals for the lender alone. 404 where the actor reads neither side."""
    found: Booking = one_or_404(bookings_of(actor).filter(pk=pk))
    theirs = rivals(found) if actor.office_id == found.resource.office_id else []
    return booking_row(found) | {"rivals": [one.pk for one in theirs]}


def found_by(
    actor: Any, *, q: str = "", kind: str = "", area: str = "", office: str = "",
    begins: dt.datetime | None = None, ends: dt.datetime | None = None, withdrawn: bool = False,
) -> Any:  # fmt: skip
    """Return the resources that fit; without `withdrawn` those that are lent today."""
    rows: Any = resources_of(actor)
    rows = rows if withdrawn else rows.to_be_had()
    if q:
        rows = matching(rows, q)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(office__code=office) if office else rows
    if area:
        place = area_by(area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    return rows.free(begins, ends) if begins and ends else rows


Moment = Annotated[dt.datetime | None, Query(None, description="with time zone; free from or until")]


@router.get("/resources", response=answers(ResourcePage))
def resources_list(
    request: HttpRequest, limit: Limit, after: After, begins: Moment, ends: Moment, q: str = "", kind: Kind = "",
    area: str = "", office: str = "", withdrawn: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """List what offices lend; with `begins` and `ends` what nobody has then."""
    told: dict[str, Any] = {"q": q, "kind": kind, "area": area, "office": office, "begins": begins, "ends": ends}
    rows = found_by(actor_of(request), withdrawn=withdrawn, **told).order_by("pk")
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [resource_row(one) for one in found], "next": more}


@router.get("/resources/{pk}", response=answers(ResourceWhole))
def resource_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one resource."""
    return resource_whole(actor_of(request), pk)


@router.post("/resources", response=answers(ResourceWhole))
def offer_resource(request: HttpRequest, told: ResourceIn) -> dict[str, Any]:
    """Offer something of one's own office."""
    made = act(request, commands.Offer(values=values_of(told.dict(exclude_unset=True))))
    return resource_whole(actor_of(request), made.pk)


@router.patch("/resources/{pk}", response=answers(ResourceWhole))
def change_resource(request: HttpRequest, pk: int, told: ResourceIn) -> dict[str, Any]:
    """Change what is told of a resource."""
    act(request, commands.Change(target_id=pk, values=values_of(told.dict(exclude_unset=True))))
    return resource_whole(actor_of(request), pk)


@router.post("/resources/{pk}/{move}", response=answers(ResourceWhole))
def move_resource(request: HttpRequest, pk: int, move: Literal["withdraw", "offer-again"], told: Why) -> dict[str, Any]:
    """Withdraw a resource with the reason, or offer it again."""
    verb = commands.Withdraw if move == "withdraw" else commands.OfferAgain
    act(request, verb(target_id=pk, reason=told.reason))
    return resource_whole(actor_of(request), pk)


State = Literal["", "asked", "approved", "declined", "cancelled", "handed_over", "returned"]


@router.get("/resource-bookings", response=answers(BookingPage))
def bookings_list(
    request: HttpRequest, limit: Limit, after: After, state: State = "", resource: int | None = None,
    lender: str = "", borrower: str = "", late: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """List the bookings of which one side is in the seat's scope."""
    rows = bookings_of(actor_of(request)).order_by("pk")
    rows = rows.late() if late else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    told = {"state": state, "resource": resource, "resource__office__code": lender, "office__code": borrower}
    rows = rows.filter(**{name: value for name, value in told.items() if value})
    found, more = split_page(rows[: limit + 1], limit)
    return {"items": [booking_row(one) for one in found], "next": more}


@router.get("/resource-bookings/{pk}", response=answers(BookingWhole))
def booking_read(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one booking."""
    return booking_whole(actor_of(request), pk)


@router.post("/resource-bookings", response=answers(BookingWhole))
def ask_booking(request: HttpRequest, told: BookingIn) -> dict[str, Any]:
    """Ask for a resource, for one's own office."""
    given = told.dict()
    area = given.pop("area")
    given |= {"resource_id": given.pop("resource"), "area_id": area_by(area).pk if area else None}
    made = act(request, commands.Ask(**given))
    return booking_whole(actor_of(request), made.pk)


MOVES: dict[str, Any] = {
    "approve": commands.Approve, "decline": commands.Decline, "cancel": commands.Cancel,
    "hand-over": commands.HandOver, "take-back": commands.TakeBack,
}  # fmt: skip
NOTED = frozenset({"hand-over", "take-back"})
"""Moves at which the condition of the thing is noted."""


@router.post("/resource-bookings/{pk}/{move}", response=answers(BookingWhole))
def move_booking(
    request: HttpRequest, pk: int, move: Literal["approve", "decline", "cancel", "hand-over", "take-back"], told: Why
) -> dict[str, Any]:
    """Approve, decline or cancel with the reason, hand over or take back with the condition."""
    more = {"condition": told.condition} if move in NOTED else {}
    act(request, MOVES[move](target_id=pk, reason=told.reason, **more))
    return booking_whole(actor_of(request), pk)
