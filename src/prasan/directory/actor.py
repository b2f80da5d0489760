"""The actor: a person in the seat they work from now, with what it reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils import timezone

from prasan.directory.roles import CLEARANCE, MASKED, REACH, Reach, Role
from prasan.directory.scope import Scope

if TYPE_CHECKING:
    from prasan.directory.models import Person, Seat


@dataclass(frozen=True, slots=True)
class SeatActor:
    """A person acting from one seat; made once a request and handed to policies and querysets."""

    person_id: int
    seat_id: int
    role: Role
    office_id: int
    office_code: str
    office_kind: str
    agency: str | None
    area_id: int
    area_last: int
    name: str
    seat_label: str
    office_label: str
    scope: Scope
    keys_off: bool = False
    delegated: bool = False
    is_system: bool = False
    leads_province: bool = False
    other_seats: int = field(default=0, compare=False)
    short_name: str = ""
    """The name as the shell shows it: ธนกร อ."""
    unread: int | None = field(default=None, compare=False)
    """How many notices wait, where the query that found the seat told it."""
    holder_id: int | None = None
    """Whose seat it is: the person, or whom the person acts for."""

    @property
    def label(self) -> str:
        """Return name and seat as the journal writes them."""
        return f"{self.name} · {self.seat_label}"

    @property
    def runs_site(self) -> bool:
        """Tell whether the seat looks after the machinery, such as everybody's background jobs."""
        return self.role is Role.ADMINISTRATOR

    def has(self, *roles: Role) -> bool:
        """Tell whether the seat carries one of the roles."""
        return self.role in roles

    def in_area(self, number: int) -> bool:
        """Tell whether an area lies in the seat's own area (not its whole scope)."""
        return self.area_id <= number <= self.area_last


def scope_of(seat: Seat, ranges: tuple[tuple[int, int], ...] | None = None) -> Scope:
    """Return what a seat reads.

    Parameters: `ranges`, the areas of the seat's regions where they are known already.
    """
    role = Role(seat.role)
    reach = REACH[role]
    clearance = int(CLEARANCE.get(role, 0))
    masked = role in MASKED
    if reach is Reach.NATION:
        return Scope(everything=True, clearance=clearance, masked=masked)
    if reach is Reach.AGENCY:
        return Scope(agency=seat.office.agency_id, offices=(seat.office_id,), clearance=clearance)
    if reach is Reach.AREAS:
        own = ((seat.office.area_id, seat.office.area.last),)
        # regions that hold no province today give none: never the whole country of the ministry's own office
        given = own if ranges is None else ranges
        return Scope(ranges=given, offices=(seat.office_id,), clearance=clearance)
    if reach is Reach.OFFICE:
        return Scope(offices=(seat.office_id,), clearance=clearance)
    return Scope(clearance=clearance)


def group_ranges(seat: Seat, day: dt.date) -> tuple[tuple[int, int], ...]:
    """Return the area ranges of the seat's regions as of a day, neighbours joined.

    A seat over region 6 keeps region 6 when an order redraws it: the number is what the seat was given,
    its provinces are those of the day.
    """
    from prasan.directory.models import AreaGroup, Membership

    same = AreaGroup.objects.filter(seats=seat, kind=OuterRef("group__kind"), number=OuterRef("group__number"))
    rows = Membership.objects.on(day).filter(Exists(same)).order_by("area_id").values_list("area_id", "area__last")
    joined: list[tuple[int, int]] = []
    for first, last in rows.distinct():
        if joined and joined[-1][1] + 1 == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def actor_for(seat: Seat, person: Person | None = None) -> SeatActor:
    """Return the actor of a seat.

    Parameters: `seat` with office, office.area and person loaded; `person`, somebody else who acts
    from the seat by delegation.
    """
    who = person or seat.person
    role = Role(seat.role)
    ranges = None
    if REACH[role] is Reach.AREAS and role in {Role.DEPUTY, Role.INSPECTOR}:
        ranges = group_ranges(seat, timezone.localdate())
    return SeatActor(
        person_id=who.pk,
        seat_id=seat.pk,
        holder_id=seat.person_id,
        role=role,
        office_id=seat.office_id,
        office_code=seat.office.code,
        office_kind=seat.office.kind,
        agency=seat.office.agency_id,
        area_id=seat.office.area_id,
        area_last=seat.office.area.last,
        name=who.full_name,
        short_name=who.short_name,
        seat_label=seat.title,
        office_label=seat.office.short,
        scope=scope_of(seat, ranges),
        keys_off=who.keys_off,
        leads_province=seat.office.leads_province,
        delegated=person is not None and person.pk != seat.person_id,
        unread=getattr(seat, "unread", None) if person is None else None,
    )
