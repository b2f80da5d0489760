"""Whom an invitation reaches: for each line of the roster the people who act on it and may read the class."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from prasan.directory.models import Delegation, Seat
from prasan.directory.queries import acting_by_office
from prasan.directory.roles import CLEARANCE
from prasan.meetings.models import Attendee, Briefing
from prasan.meetings.policy import SPEAKERS


def reached(briefing: Briefing, lines: Iterable[Attendee]) -> dict[int, set[int]]:
    """Return the people of each line by its number, empty where an invitation reaches nobody. Two queries.

    A named substitute stands in for the line; a seat is its holder and the delegates; an office is everybody who
    speaks for it.
    """
    found: dict[int, set[int]] = {}
    told = [one for one in lines if not one.removed]
    roles = [role for role in SPEAKERS if CLEARANCE.get(role, 0) >= briefing.classification]
    seats = _of_seats({one.seat_id for one in told if one.seat_id})
    offices = acting_by_office({one.office_id for one in told if not one.seat_id}, roles, timezone.localdate())
    for one in told:
        if one.seat_id:
            people = set(seats.get(one.seat_id, set()))
        else:
            people = set().union(*(acting for _holder, acting in offices.get(one.office_id, [])))
        found[one.pk] = people | ({one.substitute_id} if one.substitute_id else set())
    return found


def _of_seats(wanted: set[int]) -> dict[int, set[int]]:
    day = timezone.localdate()
    lent = Delegation.objects.on(day).filter(seat=OuterRef("pk"), to__is_active=True).order_by().values("to_id")
    held = Seat.objects.held_on(day).filter(pk__in=wanted).order_by().annotate(lent=ArraySubquery(lent))
    rows = held.values_list("pk", "person_id", "person__is_active", "lent")
    return {seat: {*others, *([holder] if active else [])} for seat, holder, active, others in rows}


def everybody(briefing: Briefing, lines: Iterable[Attendee] | None = None) -> set[int]:
    """Return all whom a word to the roster reaches."""
    told = list(briefing.attendees.all()) if lines is None else list(lines)
    return set().union(*reached(briefing, told).values())


def unreached(briefing: Briefing, lines: Iterable[Attendee]) -> list[Attendee]:
    """Return the lines whose invitation reaches nobody: the organiser has to telephone."""
    told = list(lines)
    people = reached(briefing, told)
    return [one for one in told if not one.removed and not people[one.pk]]
