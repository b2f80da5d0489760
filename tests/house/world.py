"""A small ministry to judge rights in: two provinces, some offices, and an actor for every role in each of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from prasan.directory.actor import SeatActor, actor_for
from prasan.directory.models import Agency, Area, AreaGroup, Membership, Office, Person, Seat
from prasan.directory.roles import TIME_LIMITED, Role

PLACES = {
    "own": "DOE-92",
    "lead": "OPS-92",
    "sibling": "DSD-92",
    "twin": "DOE-80",
    "far": "OPS-80",
    "department": "DOE",
    "other-department": "DSD",
    "ministry": "OPS",
}
"""Where an actor sits, seen from the subject's office DOE-92 in Trang."""


@dataclass
class World:
    """The rows that samples build their subjects from."""

    areas: dict[str, Area] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    region: AreaGroup | None = None
    actors: dict[tuple[str, str], SeatActor] = field(default_factory=dict)
    person: Person | None = None
    seat: Seat | None = None
    extra: dict[str, Any] = field(default_factory=dict)


def make_area(code: str, number: int, last: int, kind: str, name: str, parent: Area | None = None) -> Area:
    """Make an area."""
    return Area.objects.create(id=number, last=last, code=code, kind=kind, name_th=name, name_en=name, parent=parent)


def build() -> World:
    """Make the small ministry."""
    world = World()
    nation = make_area("TH", 1, 999_999, "nation", "ประเทศไทย")
    trang = make_area("92", 920_000, 929_999, "province", "ตรัง", nation)
    nakhon = make_area("80", 800_000, 809_999, "province", "นครศรีธรรมราช", nation)
    world.areas = {"TH": nation, "92": trang, "80": nakhon}
    for order, code in enumerate(["OPS", "DOE", "DSD", "DLPW", "SSO"], start=1):
        Agency.objects.create(code=code, order=order, name_th=code, name_en=code, short_th=code, short_en=code)
    ministry = Office.objects.create(code="OPS", kind="ministry", agency_id="OPS", area=nation, name_th="สป.")
    world.offices["OPS"] = ministry
    for code in ("DOE", "DSD"):
        world.offices[code] = Office.objects.create(
            code=code, kind="department", agency_id=code, area=nation, parent=ministry, name_th=code
        )
    for code, agency, area in (
        ("DOE-92", "DOE", trang),
        ("OPS-92", "OPS", trang),
        ("DSD-92", "DSD", trang),
        ("DOE-80", "DOE", nakhon),
        ("OPS-80", "OPS", nakhon),
    ):
        world.offices[code] = Office.objects.create(
            code=code, kind="provincial", agency_id=agency, area=area, name_th=code,
            leads_province=agency == "OPS",
        )  # fmt: skip
    world.region = AreaGroup.objects.create(kind="inspection-region", number=6, name_th="ภาคใต้ฝั่งอันดามัน")
    Membership.objects.create(group=world.region, area=trang, valid_from=dt.date(2018, 9, 10))
    _seat_everybody(world)
    return world


def _seat_everybody(world: World) -> None:
    """Seat one person for every role at every place; deputies and inspectors get Trang's region."""
    start, end = dt.date(2020, 1, 1), dt.date(2099, 1, 1)
    cells = [(role, place) for role in Role for place in PLACES]
    people = Person.objects.bulk_create(
        Person(username=f"{role}.{place}", given_name="สมมติ", family_name=str(role)) for role, place in cells
    )
    seats = Seat.objects.bulk_create(
        Seat(
            person=person,
            office=world.offices[PLACES[place]],
            role=role,
            start=start,
            end=end if role in TIME_LIMITED else None,
            reason="ทดสอบ" if role in TIME_LIMITED else "",
        )
        for (role, place), person in zip(cells, people, strict=True)
    )
    regional = {Role.DEPUTY, Role.INSPECTOR}
    Seat.groups.through.objects.bulk_create(
        Seat.groups.through(seat=seat, areagroup=world.region) for seat in seats if seat.role in regional
    )
    for (role, place), seat in zip(cells, seats, strict=True):
        world.actors[(str(role), place)] = actor_for(seat)
    world.person = Person.objects.create(username="subject", given_name="ผู้ถูกกระทำ", family_name="สมมติ")
    world.seat = Seat.objects.create(
        person=world.person, office=world.offices["DOE-92"], role=Role.AGENCY_OFFICER, start=start
    )
