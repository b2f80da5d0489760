"""Questions to briefs that are more than a filter: what a person still owes, who understood what, item statistics."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from prasan.directory.models import Area, Seat
from prasan.kernel.understanding.items import ItemFacts, facts_of
from prasan.understanding.models import GROUP_OF, GROUPS, Answer, Brief, Item, Reading
from prasan.understanding.models.readings import of_people

NOT_READ, READ, WRONG, DONE = "none", "read", "wrong", "done"
STATES = (NOT_READ, READ, WRONG, DONE)
FAR = "-"
"""In place of a province's code: the centre and the offices abroad."""


def understood(person: int, items: Iterable[Item]) -> set[int]:
    """Return which of some items a person answered right since their words last changed, in whichever version."""
    wanted = {(one.key, one.since): one.pk for one in items}
    rows = Answer.objects.filter(reading__person=person, is_right=True, item__key__in=[key for key, _s in wanted])
    return {wanted[pair] for pair in rows.values_list("item__key", "item__since") if pair in wanted}


def owed(person: int, brief: Brief) -> list[Item]:
    """Return the items of a brief that a person has not shown to understand. Two queries."""
    items = list(brief.items.order_by("number"))
    known = understood(person, items)
    return [one for one in items if one.pk not in known]


@dataclass(frozen=True, slots=True)
class Duty:
    """A brief that a seat has to understand, and how far its person is."""

    brief: Brief
    state: str

    @property
    def is_late(self) -> bool:
        """Tell whether the work has begun without it."""
        return self.state != DONE and self.brief.days_left < 0


def duties(actor: Any) -> list[Duty]:
    """Return the briefs in force that an actor has to understand, the next due first. One query."""
    rows = (
        Brief.objects.visible_to(actor)
        .asked_of(actor.role)
        .filter(Q(only_lead=False) | Q(policy__lead_id=actor.agency))
    )
    mine = Reading.objects.filter(brief=OuterRef("pk"), person=actor.person_id)
    rows = rows.select_related("policy").annotate(mine=Subquery(mine.values("pk")[:1]), how=Subquery(_state(mine)))
    return [Duty(one, STATES[one.how or 0]) for one in rows.order_by("due", "pk")]


def _state(readings: Any) -> Any:
    """Return the column of a reading's state as the place among STATES."""
    return readings.annotate(
        how=Case(
            When(done_at__isnull=False, then=Value(3)), When(wrong__gt=0, then=Value(2)), default=Value(1),
            output_field=IntegerField(),
        )
    ).values("how")[:1]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Who:
    """A person who has to understand a brief, where they sit, and how far they are."""

    person: int
    name: str
    title: str
    office: str
    province: str
    group: str
    state: str


def expected(brief: Brief, day: dt.date) -> Any:
    """Return the seats whose people have to understand a brief on a day, one of each person."""
    roles = [role for group in brief.groups for role in GROUPS[group]]
    rows = Seat.objects.held_on(day).filter(role__in=roles, person__is_active=True)
    if brief.only_lead:
        rows = rows.filter(office__agency_id=brief.policy.lead_id)
    return rows.order_by("person_id", "pk").distinct("person_id")


def people(actor: Any, brief: Brief, item: Item | None = None) -> list[Who]:
    """Return everybody of the actor's scope who has to understand a brief, by province and office. Three queries.

    Parameters: `item`, judge by this item alone: WRONG, answered wrongly at first or still; DONE, right at once.
    """
    rows = expected(brief, timezone.localdate()).filter(of_people(actor, "office", "person"))
    mine = Reading.objects.filter(brief=brief, person=OuterRef("person_id"))
    rows = rows.annotate(how=Subquery(_state(mine))).select_related("person", "office")
    on_item = item_states(item) if item is not None else None
    place = province_finder()
    found = []
    for seat in rows.defer("office__grams", "person__grams"):
        state = STATES[seat.how or 0] if on_item is None else on_item.get(seat.person_id, NOT_READ)
        found.append(
            Who(
                seat.person_id, seat.person.short_name, seat.title, seat.office.short, place(seat.office.area_id),
                GROUP_OF[seat.role], state,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (one.province, one.office, one.name))


def item_states(item: Item) -> dict[int, str]:
    """Return how each person stands with an item, by what they answered since its words last changed."""
    rows = Answer.objects.filter(item__key=item.key, item__since=item.since).annotate(person=F("reading__person_id"))
    found: dict[int, str] = {}
    for person, first, right in rows.order_by("pk").values_list("person", "first", "item__right"):
        found.setdefault(person, DONE if first == right else WRONG)
    return found


def province_finder() -> Any:
    """Return a function: number of an area → the code of the province around it, FAR outside the provinces."""
    rows = list(Area.objects.provinces().order_by("pk").values_list("pk", "last", "code"))
    firsts = [row[0] for row in rows]

    def find(area: int) -> str:
        at = bisect_right(firsts, area) - 1
        return str(rows[at][2]) if at >= 0 and area <= rows[at][1] else FAR

    return find


@dataclass(slots=True)
class Cell:
    """People of one province and group by state."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> int:
        """Return how many have to understand it."""
        return self.counts.total()

    @property
    def done(self) -> int:
        """Return how many do."""
        return self.counts[DONE]

    @property
    def wrong(self) -> int:
        """Return how many answered and understand it otherwise."""
        return self.counts[WRONG]

    @property
    def open(self) -> int:
        """Return how many have not shown either."""
        return self.counts[NOT_READ] + self.counts[READ]


def cells(who: Iterable[Who]) -> dict[tuple[str, str], Cell]:
    """Return the cells of the map by (province, group); "" stands for all of them."""
    found: dict[tuple[str, str], Cell] = {}
    for one in who:
        for key in ((one.province, one.group), (one.province, ""), ("", one.group), ("", "")):
            found.setdefault(key, Cell()).counts[one.state] += 1
    return found


def statistics(brief: Brief) -> list[tuple[Item, ItemFacts]]:
    """Return every item with the facts of its first answers since its words last changed. Two queries."""
    items = list(brief.items.order_by("number"))
    sheets: dict[int, dict[int, int]] = {}
    by_words = {(one.key, one.since): one.pk for one in items}
    rows = Answer.objects.filter(item__key__in=[one.key for one in items]).order_by("pk")
    for person, key, since, first in rows.values_list("reading__person_id", "item__key", "item__since", "first"):
        if (item := by_words.get((key, since))) is not None:
            sheets.setdefault(person, {}).setdefault(item, first)
    facts = facts_of(
        list(sheets.values()), {one.pk: one.right for one in items}, {one.pk: len(one.options) for one in items}
    )
    return [(one, facts[one.pk]) for one in items]


def reached(briefs: Iterable[Brief]) -> dict[int, tuple[int, int]]:
    """Return (people who read, people who understand) by brief. One query."""
    rows = Reading.objects.filter(brief__in=[one.pk for one in briefs]).order_by().values("brief")
    told = rows.annotate(read=Count("pk"), done=Count("pk", filter=Q(done_at__isnull=False)))
    return {row["brief"]: (row["read"], row["done"]) for row in told}
