"""Questions to the directory that are more than a filter: groups as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.utils import timezone

from prasan.directory.models import Area, AreaGroup, Delegation, Membership, Seat
from prasan.directory.roles import Role
from prasan.directory.scope import CENTRAL_KINDS

Status = Literal["known", "unknown", "none"]


@dataclass(frozen=True, slots=True)
class GroupAsOf:
    """A province's group on a day.

    `status`: known, a dated or sighted membership covers the day; none, the province is in no group
    of this kind at any time; unknown, no row covers the day. Nothing is guessed. `valid_from` is None
    where the start is unknown (a sighting), `valid_to` where no end is known.
    """

    province: Area
    group: AreaGroup | None
    valid_from: dt.date | None
    valid_to: dt.date | None
    status: Status


@dataclass(frozen=True, slots=True)
class Span:
    """A membership as plain values, for `choose`."""

    valid_from: dt.date | None
    valid_to: dt.date | None

    def covers(self, day: dt.date) -> bool:
        """Tell whether a day lies within, both ends inclusive."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def choose(rows: Iterable[Membership], day: dt.date) -> Membership | None:
    """Return the membership that holds on a day.

    A dated one is preferred to a sighting, the later start to the earlier: an order outweighs a
    mention. Sources: domain.md, rule of sightings.
    """
    fitting = [row for row in rows if Span(row.valid_from, row.valid_to).covers(day)]
    return max(fitting, key=lambda row: (row.valid_from or dt.date.min, row.pk), default=None)


def groups_as_of(kind: str, day: dt.date, *, provinces: Iterable[Area] | None = None) -> list[GroupAsOf]:
    """Return one line a province: its group of a kind on a day, with the status of that knowledge.

    Parameters: `kind`, a GroupKind value; `provinces`, those asked for (all by default). Two queries.
    """
    asked = list(Area.objects.provinces().defer("grams", "boundary")) if provinces is None else list(provinces)
    rows: dict[int, list[Membership]] = {}
    for row in Membership.objects.filter(group__kind=kind).select_related("group"):
        rows.setdefault(row.area_id, []).append(row)
    found = []
    for province in asked:
        mine = rows.get(province.pk, [])
        chosen = choose(mine, day)
        if chosen is not None:
            found.append(GroupAsOf(province, chosen.group, chosen.valid_from, chosen.valid_to, "known"))
        else:
            # without a single row of this kind nothing was loaded, which is not the same as "in none"
            status: Status = "none" if rows and not mine else "unknown"
            found.append(GroupAsOf(province, None, None, None, status))
    return found


def group_of(area: Area, kind: str, on: dt.date) -> GroupAsOf:
    """Return the group of an area's province on a day; a district answers for its province."""
    province = area
    if area.kind in {Area.Kind.DISTRICT, Area.Kind.SUBDISTRICT}:
        province = Area.objects.provinces().defer("grams", "boundary").get(pk__lte=area.pk, last__gte=area.pk)
    return groups_as_of(kind, on, provinces=[province])[0]


def members(group: AreaGroup, on: dt.date) -> list[Area]:
    """Return the provinces of a group on a day, in Thai order."""
    inside = Membership.objects.on(on).filter(group=group).values("area_id")
    return list(Area.objects.filter(pk__in=inside).defer("grams", "boundary").order_by("sort_th"))


def find_provinces(word: str) -> list[Area]:
    """Return the provinces that a word names: code, Thai or English name, or short form, exactly."""
    word = word.strip()
    named = Q(code=word) | Q(name_th=word) | Q(name_en__iexact=word) | Q(short_th=word)
    return list(Area.objects.provinces().filter(named).defer("grams", "boundary"))


def acting_in(office_ids: Iterable[int], roles: Iterable[Role], day: dt.date) -> set[int]:
    """Return the people with an open account who act from seats of some offices on a day, delegates among them.

    Parameters: `roles`, of the seats. Two queries.
    """
    return acting(Q(office_id__in=list(office_ids), role__in=list(roles)), day)


def acting_by_office(
    office_ids: Iterable[int], roles: Iterable[Role], day: dt.date
) -> dict[int, list[tuple[int, set[int]]]]:
    """Return who acts from the seats of each office on a day: for each seat its holder, and those who act from it.

    Parameters: `roles`, of the seats. One query.
    """
    lent = Delegation.objects.on(day).filter(seat=OuterRef("pk"), to__is_active=True).order_by().values("to_id")
    held = Seat.objects.held_on(day).filter(office_id__in=list(office_ids), role__in=list(roles)).order_by()
    rows = held.annotate(lent=ArraySubquery(lent))
    found: dict[int, list[tuple[int, set[int]]]] = {}
    for office, holder, active, others in rows.values_list("office_id", "person_id", "person__is_active", "lent"):
        found.setdefault(office, []).append((holder, {*others, holder} if active else set(others)))
    return found


def leading(area_id: int, day: dt.date) -> set[int]:
    """Return the people who act as provincial labour officer of an area on a day, delegates among them.

    The seat is one in the office that leads the province, as the policies ask. Two queries.
    """
    place = Q(office__leads_province=True, office__area_id__lte=area_id, office__area__last__gte=area_id)
    return acting(place & Q(role=Role.PLO), day)


def acting(which: Q, day: dt.date) -> set[int]:
    """Return who acts from the seats that a condition names on a day, delegates among them. Two queries."""
    held = Seat.objects.held_on(day).filter(which).order_by()
    holders = held.filter(person__is_active=True).values_list("person_id", flat=True)
    lent = Delegation.objects.on(day).filter(seat__in=held, to__is_active=True).order_by()
    return {*holders, *lent.values_list("to_id", flat=True)}


def caretakers(actor: Any) -> list[Seat]:
    """Return who administers the accounts of an actor's office today, the nearest first; the ministry's if nobody else.

    One query. The rule is that of `managed_by`, seen from the office.
    """
    near = Q(office_id=actor.office_id) | Q(
        office__leads_province=True, office__area_id__lte=actor.area_id, office__area__last__gte=actor.area_id
    )
    if actor.agency:
        near |= Q(office__kind__in=CENTRAL_KINDS, office__agency_id=actor.agency)
    keepers = Q(role=Role.USER_ADMINISTRATOR) & near | Q(role=Role.ADMINISTRATOR)
    rows = Seat.objects.held_on(timezone.localdate()).filter(keepers, person__is_active=True)
    found = list(rows.exclude(person_id=actor.person_id).select_related("person", "office").order_by("office_id", "pk"))
    local = [one for one in found if one.role == Role.USER_ADMINISTRATOR]
    local.sort(key=lambda one: (one.office_id != actor.office_id, one.office.kind in CENTRAL_KINDS))
    return (local or found)[:3]


def involved(which: Q, most: int = 60) -> list[tuple[int, str]]:
    """Return (person, name and position) of the people who hold some seats today, each once: one query."""
    rows = Seat.objects.held_on(timezone.localdate()).filter(which, person__is_active=True)
    found: dict[int, str] = {}
    for seat in rows.select_related("person", "office").order_by("office_id", "role", "pk")[:most]:
        found.setdefault(seat.person_id, f"{seat.person.short_name} · {seat.title} · {seat.office.short}")
    return list(found.items())
