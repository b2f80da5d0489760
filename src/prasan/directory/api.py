"""The directory as data: areas, groups as of a day, offices, people with their seats."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router

from prasan.directory.models import Area, Office, Person, Seat
from prasan.directory.queries import find_provinces, groups_as_of
from prasan.platform.web.api import After, Limit, Strict, answers, one_or_404, page, split_page

router = Router(tags=["directory"])
Kind = Literal["inspection-region", "province-group"]


class AreaRow(Strict):
    """A place: `number` to `last` is the range that holds everything in it."""

    code: str
    number: int
    last: int
    kind: str
    name_th: str
    name_en: str
    parent: str | None
    postal_code: str


class AreaPage(Strict):
    """A page of areas."""

    items: list[AreaRow]
    next: int | None


AREA_VALUES = ("code", "id", "last", "kind", "name_th", "name_en", "parent__code", "postal_code")


@router.get("/areas", response=answers(AreaPage))
def areas(
    request: HttpRequest, limit: Limit, after: After, kind: str | None = None, within: str | None = None
) -> HttpResponse:
    """List areas in the order of their numbers; `within`, only the places in the area of this code."""
    rows = Area.objects.visible_to(request.actor)  # type: ignore[attr-defined]
    if within is not None:
        rows = rows.within(one_or_404(Area.objects.filter(code=within)))
    if kind is not None:
        rows = rows.filter(kind=kind)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.order_by("id").values_list(*AREA_VALUES)[: limit + 1])
    return page(found, tuple(AreaRow.model_fields), limit, lambda row: row[1])


@router.get("/areas/{code}", response=answers(AreaRow))
def area(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one area by its official code."""
    found = one_or_404(Area.objects.filter(code=code).select_related("parent").defer("grams", "boundary"))
    return {
        "code": found.code, "number": found.pk, "last": found.last, "kind": found.kind, "name_th": found.name_th,
        "name_en": found.name_en, "parent": found.parent.code if found.parent else None,
        "postal_code": found.postal_code,
    }  # fmt: skip


class GroupRow(Strict):
    """A province's group on a day; nothing is guessed: `status` says whether it is known."""

    province: str
    group: int | None
    name: str | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    status: Literal["known", "unknown", "none"]


@router.get("/groups", response=answers(list[GroupRow]))
def groups(
    request: HttpRequest, kind: Kind, as_of: dt.date | None = None, province: str | None = None
) -> list[dict[str, Any]]:
    """Return each province's inspection region or province group as it was on a day (today by default)."""
    asked = None
    if province is not None:
        asked = find_provinces(province) or [one_or_404(Area.objects.none())]
    return [
        {
            "province": one.province.code,
            "group": one.group.number if one.group else None,
            "name": one.group.name_th if one.group else None,
            "valid_from": one.valid_from,
            "valid_to": one.valid_to,
            "status": one.status,
        }
        for one in groups_as_of(kind, as_of or timezone.localdate(), provinces=asked)
    ]


class OfficeRow(Strict):
    """An office; `name_verified` is false where no source gives the unit's own name."""

    id: int
    code: str
    kind: str
    agency: str | None
    area: str
    name_th: str
    name_en: str
    short_th: str
    name_verified: bool
    phone: str
    email: str


class OfficePage(Strict):
    """A page of offices."""

    items: list[OfficeRow]
    next: int | None


OFFICE_VALUES = (
    "id", "code", "kind", "agency_id", "area__code", "name_th", "name_en", "short_th", "name_verified",
    "phone", "email",
)  # fmt: skip
OFFICE_NAMES = tuple(OfficeRow.model_fields)


@router.get("/offices", response=answers(OfficePage))
def offices(
    request: HttpRequest,
    limit: Limit,
    after: After,
    agency: str | None = None,
    kind: str | None = None,
    area: str | None = None,
) -> HttpResponse:
    """List offices that are open today; `area`, those in the area of this code."""
    rows = Office.objects.visible_to(request.actor).open_on(timezone.localdate())  # type: ignore[attr-defined]
    if agency is not None:
        rows = rows.filter(agency_id=agency)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if area is not None:
        place = one_or_404(Area.objects.filter(code=area).only("id", "last"))
        rows = rows.filter(area_id__gte=place.pk, area_id__lte=place.last)
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.order_by("id").values_list(*OFFICE_VALUES)[: limit + 1])
    return page(found, OFFICE_NAMES, limit, lambda row: row[0])


class SeatRow(Strict):
    """A seat that is held today: who, as what, in what right, from when."""

    id: int
    person: int
    name: str
    role: str
    position: str
    capacity: str
    order_no: str
    office: str
    start: dt.date
    end: dt.date | None


class OfficeDetail(OfficeRow):
    """An office with the people who work in it."""

    parent: str | None
    leads_province: bool
    time_zone: str
    seats: list[SeatRow]


def _seat(seat: Seat, person: Person, office: str) -> dict[str, Any]:
    return {
        "id": seat.pk, "person": person.pk, "name": person.full_name, "role": seat.role, "position": seat.title,
        "capacity": seat.capacity, "order_no": seat.order_no, "office": office, "start": seat.start, "end": seat.end,
    }  # fmt: skip


@router.get("/offices/{code}", response=answers(OfficeDetail))
def office(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return one office by its code, with the people in their seats, senior first."""
    rows = Office.objects.visible_to(request.actor).filter(code=code)  # type: ignore[attr-defined]
    found = one_or_404(rows.select_related("area", "parent").defer("grams", "area__boundary", "area__grams"))
    held = found.seats.held_on(timezone.localdate()).select_related("person")
    seats = held.filter(person__is_active=True).order_by("person__seniority", "person__sort_th", "id")
    return {
        "id": found.pk, "code": found.code, "kind": found.kind, "agency": found.agency_id, "area": found.area.code,
        "name_th": found.name_th, "name_en": found.name_en, "short_th": found.short_th,
        "name_verified": found.name_verified, "phone": found.phone, "email": found.email,
        "parent": found.parent.code if found.parent else None, "leads_province": found.leads_province,
        "time_zone": found.time_zone, "seats": [_seat(one, one.person, found.code) for one in seats],
    }  # fmt: skip


class PersonRow(Strict):
    """A person of the staff directory, with the seats held today."""

    id: int
    name: str
    name_en: str
    seats: list[SeatRow]


class PersonPage(Strict):
    """A page of people."""

    items: list[PersonRow]
    next: int | None


def _people(actor: Any) -> Any:
    """Return the people who hold a seat today, with those seats."""
    held = Seat.objects.visible_to(actor).held_on(timezone.localdate())
    return (
        Person.objects.visible_to(actor)
        .active()
        .filter(pk__in=held.values("person_id"))
        .defer("grams")
        .prefetch_related(Prefetch("seats", held.select_related("office"), to_attr="held"))
    )


def _person(one: Any) -> dict[str, Any]:
    seats = [_seat(seat, one, seat.office.code) for seat in one.held]
    return {"id": one.pk, "name": one.full_name, "name_en": one.name_en, "seats": seats}


@router.get("/people", response=answers(PersonPage))
def people(
    request: HttpRequest,
    limit: Limit,
    after: After,
    office: str | None = None,
    role: str | None = None,
    q: str | None = None,
) -> dict[str, Any]:
    """List people who hold a seat today; `q`, a part of the given or family name."""
    rows = _people(request.actor)  # type: ignore[attr-defined]
    if office is not None or role is not None:
        seats = Seat.objects.held_on(timezone.localdate())
        seats = seats.filter(office__code=office) if office is not None else seats
        seats = seats.filter(role=role) if role is not None else seats
        rows = rows.filter(pk__in=seats.values("person_id"))
    if q:
        rows = rows.filter(Q(given_name__contains=q) | Q(family_name__contains=q) | Q(name_en__icontains=q))
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found, more = split_page(rows.order_by("id")[: limit + 1], limit)
    return {"items": [_person(one) for one in found], "next": more}


@router.get("/people/{pk}", response=answers(PersonRow))
def person(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return one person of the staff directory with the seats held today."""
    return _person(one_or_404(_people(request.actor).filter(pk=pk)))  # type: ignore[attr-defined]
