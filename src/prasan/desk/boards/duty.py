"""Whom to call: offices in ministry order, who heads them, and who is on watch now.

Who stands watch is told to everybody who works with situations, as who holds a seat is: in a distress nobody
should have to ask whom they may ask. Numbers are offices' numbers; nobody's own number stands here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from prasan.desk.boards.phones import Call, calls
from prasan.directory.models import Area, Office, Seat
from prasan.directory.roles import Role
from prasan.situation.models import Shift

ANSWERING = (
    Role.PLO, Role.COUNSELLOR, Role.AGENCY_HEAD, Role.DUTY_OFFICER, Role.AGENCY_OFFICER, Role.VOLUNTEER_COORDINATOR,
)  # fmt: skip
"""Roles that a call asks for, in this order; within one by seniority."""
PEOPLE = 3
"""People named for one office: the head and who stands next."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person to ask for: `position` as it is shown, `role` of the seat."""

    name: str
    position: str
    role: str


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is on watch in an office now, until when, and the office's numbers."""

    office: int
    office_name: str
    name: str
    until: dt.datetime
    leads: bool
    calls: tuple[Call, ...]
    in_centre: bool = False

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "office": self.office_name, "name": self.name, "until": self.until, "leads": self.leads,
            "phones": [one.text for one in self.calls],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """An office in the call tree with its numbers and the people to ask for, in the order of seats."""

    pk: int
    code: str
    name: str
    short: str
    agency: str
    agency_code: str | None
    area: int
    zone: str
    kind: str
    leads_province: bool
    calls: tuple[Call, ...]
    people: tuple[Who, ...] = ()

    @property
    def first(self) -> tuple[Who, ...]:
        """Return the people to ask for: the head and who stands next, coordinators of volunteers apart."""
        return tuple(one for one in self.people if one.role != Role.VOLUNTEER_COORDINATOR)[:PEOPLE]

    @property
    def volunteers(self) -> tuple[Who, ...]:
        """Return who coordinates the volunteers."""
        return tuple(one for one in self.people if one.role == Role.VOLUNTEER_COORDINATOR)

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "office": self.code, "name": self.name, "agency": self.agency, "zone": self.zone,
            "phones": [one.text for one in self.calls],
            "people": [{"name": one.name, "position": one.position} for one in self.first],
        }  # fmt: skip


def on_watch(now: dt.datetime, area: Area | None = None, centre: bool = True) -> list[Watch]:
    """Return who is on watch now, the centre's first: one query.

    Parameters: `area`, of the offices in it; None: everywhere; `centre`, the centre's watch too.
    """
    rows = Shift.objects.filter(starts__lte=now, ends__gt=now).select_related("person", "office")
    if area is not None:
        where = Q(office__area_id__gte=area.pk, office__area_id__lte=area.last) & ~Q(office__kind=Office.Kind.CENTRE)
        rows = rows.filter(where | Q(office__kind=Office.Kind.CENTRE) if centre else where)
    found = rows.defer("office__grams", "person__grams").order_by("office_id", "-leads", "starts", "pk")
    told = sorted(found, key=lambda one: one.office.kind != Office.Kind.CENTRE)
    return [
        Watch(
            one.office_id, one.office.short, one.person.short_name, one.ends, one.leads,
            tuple(calls(one.office.phone)), one.office.kind == Office.Kind.CENTRE,
        )
        for one in told
    ]  # fmt: skip


def branches(where: Q, people: bool = True) -> list[Branch]:
    """Return the open offices of a condition with their numbers, ministry order, and their people: two queries."""
    today = timezone.localdate()
    rows = Office.objects.open_on(today).filter(where).select_related("agency")
    order = ("area_id", "-leads_province", "agency__order", "kind", "code")
    offices = list(rows.defer("grams").order_by(*order))
    named = _people([one.pk for one in offices], today) if people and offices else {}
    return [
        Branch(
            one.pk, one.code, one.name, one.short, one.agency.short if one.agency else "", one.agency_id, one.area_id,
            one.time_zone, one.kind, one.leads_province, tuple(calls(one.phone)), tuple(named.get(one.pk, ())),
        )
        for one in offices
    ]  # fmt: skip


def _people(offices: Iterable[int], day: dt.date) -> dict[int, list[Who]]:
    """Return who answers in some offices by office, heads first, then by seniority: one query."""
    rows = Seat.objects.held_on(day).filter(office_id__in=list(offices), role__in=ANSWERING, person__is_active=True)
    seats = rows.select_related("person").defer("person__grams").order_by()
    found: dict[int, list[Who]] = {}
    for seat in sorted(seats, key=lambda one: (ANSWERING.index(Role(one.role)), one.person.seniority, one.pk)):
        who = Who(seat.person.short_name, seat.title, seat.role)
        found.setdefault(seat.office_id, []).append(who)
    return found
