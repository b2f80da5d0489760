"""Arrangements of provinces in groups (การจัดเขต): what an order set up from a day on, and what a new one would move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from prasan.directory.models import Area, AreaGroup, Membership, Seat
from prasan.directory.queries import groups_as_of


@dataclass(slots=True)
class Arrangement:
    """One order (or one sighting) and what it set up: from–to, how many groups and provinces."""

    order_no: str
    source: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    seen_on: dt.date | None
    groups: set[int] = field(default_factory=set)
    provinces: set[int] = field(default_factory=set)


def arrangements(kind: str) -> list[Arrangement]:
    """Return every arrangement of a kind, newest first: orders, and sightings where none is known (one query)."""
    rows = Membership.objects.filter(group__kind=kind).select_related("group").order_by("pk")
    found: dict[tuple[str, dt.date | None], Arrangement] = {}
    for row in rows:
        key = (row.group.order_no, row.valid_from)
        one = found.setdefault(
            key, Arrangement(row.group.order_no, row.source, row.valid_from, row.valid_to, row.seen_on)
        )
        one.groups.add(row.group.number)
        one.provinces.add(row.area_id)
    return sorted(found.values(), key=lambda one: one.valid_from or dt.date.min, reverse=True)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One group on a day with its provinces in Thai order."""

    group: AreaGroup
    provinces: list[Area]
    valid_from: dt.date | None
    valid_to: dt.date | None


def groups_on(kind: str, day: dt.date) -> tuple[list[Ranked], list[Area], list[Area]]:
    """Return the groups of a day by number, the provinces in none, and those of which nothing is known."""
    found: dict[int, Ranked] = {}
    none: list[Area] = []
    unknown: list[Area] = []
    for line in sorted(groups_as_of(kind, day), key=lambda one: one.province.sort_th):
        if line.group is None:
            (none if line.status == "none" else unknown).append(line.province)
            continue
        kept = found.setdefault(line.group.pk, Ranked(line.group, [], line.valid_from, line.valid_to))
        kept.provinces.append(line.province)
    return sorted(found.values(), key=lambda one: (one.group.number, one.group.pk)), none, unknown


@dataclass(frozen=True, slots=True)
class Shift:
    """A province that a new arrangement moves; None where it is in no group."""

    province: Area
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What a new arrangement changes on its day: provinces that move, numbers that begin and end, seats it touches."""

    shifts: list[Shift]
    begun: list[int]
    ended: list[int]
    seats: list[Seat]
    orphans: list[Seat]
    """Seats all of whose numbers end: they would read no province until they are given anew."""


def redrawn(kind: str, day: dt.date, wanted: dict[int, int]) -> Redrawn:
    """Return what an arrangement from a day on would change against what would hold on that day without it.

    Parameters: `wanted`, province (area number) → number of its group; a province that is missing is in none.
    """
    lines = groups_as_of(kind, day)
    now = {line.province.pk: line.group.number if line.group else None for line in lines}
    shifts = [
        Shift(line.province, now[line.province.pk], wanted.get(line.province.pk))
        for line in sorted(lines, key=lambda one: one.province.sort_th)
        if now[line.province.pk] != wanted.get(line.province.pk)
    ]
    old, new = {one for one in now.values() if one is not None}, set(wanted.values())
    touched = {one for shift in shifts for one in (shift.old, shift.new) if one is not None}
    seats = _seats(kind, touched, day)
    orphans = [one for one in seats if not {group.number for group in one.groups.all()} & new]
    return Redrawn(shifts, sorted(new - old), sorted(old - new), seats, orphans)


def _seats(kind: str, numbers: Iterable[int], day: dt.date) -> list[Seat]:
    """Return who is seated over some numbers on a day, in order of seniority."""
    rows = Seat.objects.held_on(day).filter(groups__kind=kind, groups__number__in=list(numbers)).distinct()
    ordered = rows.select_related("person", "office").prefetch_related("groups")
    return sorted(ordered.order_by(), key=lambda one: (one.person.seniority, one.person.sort_th))
