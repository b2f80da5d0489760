"""What pages and API read of joint counters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.counter.cycle import INSTANT
from prasan.counter.links import hash_of
from prasan.counter.medians import SECONDS, Longest
from prasan.counter.models import Desk, Kiosk, Place, Spell, Stop, Ticket
from prasan.counter.models.ticket import State
from prasan.counter.queue import callable_by, line
from prasan.directory.models import Office
from prasan.platform.aggregates import Median
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.ui.filters import language
from prasan.referrals.models import Case, Referral

SHOWN = 6
"""Calls that a board shows."""
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
"""Days of which figures may be asked."""


def found_place(actor: Any, pk: int) -> Place:
    """Return a counter that the actor sees: one query; Refused 404 otherwise."""
    one = Place.objects.visible_to(actor).select_related("office").defer("office__grams").filter(pk=pk).first()
    if one is None:
        raise Refused(_("ไม่พบศูนย์บริการร่วมนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return one


def found_desk(actor: Any, pk: int) -> Desk:
    """Return a desk of a counter that the actor sees: one query; Refused 404 otherwise."""
    rows = Desk.objects.visible_to(actor).select_related("place__office", "office")
    one = rows.defer("office__grams", "place__office__grams").filter(pk=pk).first()
    if one is None:
        raise Refused(_("ไม่พบช่องบริการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return one


def found_ticket(actor: Any, pk: int) -> Ticket:
    """Return a ticket of a counter that the actor sees: one query; Refused 404 otherwise."""
    rows = Ticket.objects.visible_to(actor).select_related(
        "place__office", "desk", "office", "case", "carried_from__place", "kiosk"
    )
    one = rows.defer("office__grams", "place__office__grams").filter(pk=pk).first()
    if one is None:
        raise Refused(_("ไม่พบบัตรคิวนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return one


def places(actor: Any) -> list[Place]:
    """Return the counters that an actor sees with how many wait and are served now: one query."""
    state = {name: Count("tickets", filter=Q(tickets__state__in=told)) for name, told in
             (("waits", ["waiting"]), ("at_desk", ["called", "served"]), ("rests", ["held"]))}  # fmt: skip
    rows = Place.objects.visible_to(actor).annotate(**state).select_related("office")
    return list(rows.defer("office__grams").order_by("name", "pk")[:200])


def own_desks(actor: Any) -> list[Desk]:
    """Return the desks that the actor's office staffs: one query."""
    rows = Desk.objects.living().filter(office_id=actor.office_id).select_related("place")
    return list(rows.order_by("place__name", "number")[:50])


def desks_of(place: Place) -> list[Desk]:
    """Return a counter's desks by number, without those that have ended: one query."""
    return list(place.desks.living().select_related("office").defer("office__grams").order_by("number"))


def open_tickets(place: Place) -> list[Ticket]:
    """Return the tickets of a counter whose visit goes on: one query."""
    rows = list(place.tickets.open().select_related("office", "desk").defer("office__grams").order_by("since", "pk"))
    for one in rows:
        one.place = place
    return rows


@dataclass(frozen=True)
class Now:
    """A counter at this moment: `waiting` in turn, `called` and `served` with their desks, `held`."""

    place: Place
    desks: list[Desk]
    waiting: list[Ticket] = field(default_factory=list)
    at_desk: list[Ticket] = field(default_factory=list)
    held: list[Ticket] = field(default_factory=list)

    @property
    def called(self) -> list[Ticket]:
        """Return who was called or is served, the last call first."""
        return sorted(self.at_desk, key=lambda one: (one.state == "called", one.moved_at), reverse=True)

    def at(self, desk: Desk) -> Ticket | None:
        """Return the ticket that a desk has."""
        return next((one for one in self.at_desk if one.desk_id == desk.pk), None)

    def for_desk(self, desk: Desk) -> list[Ticket]:
        """Return whom a desk may call, the next one first."""
        by = {one.pk: one for one in self.waiting}
        return [by[pk] for pk in callable_by(desk, self.place, self.waiting, self.desks)]

    def served(self) -> set[int]:
        """Return the numbers of the offices for which an open desk serves."""
        return {number for desk in self.desks if desk.is_open for number in (desk.office_id, *desk.also)}

    def offices(self) -> list[Any]:
        """Return the offices for which an open desk serves, by desk number: one query where some have no desk here."""
        known = {one.office_id: one.office for one in self.desks}
        there = [number for desk in self.desks if desk.is_open for number in (desk.office_id, *desk.also)]
        if further := set(there) - set(known):
            known |= Office.objects.defer("grams").in_bulk(further)
        return [known[number] for number in dict.fromkeys(there) if number in known]


def now_at(place: Place) -> Now:
    """Return a counter at this moment: two queries."""
    desks = desks_of(place)
    rows = open_tickets(place)
    by = {one.pk: one for one in rows}
    waiting = [by[one.number] for one in line(place, rows, desks)]
    at_desk = [one for one in rows if one.state in {"called", "served"}]
    return Now(place, desks, waiting, at_desk, [one for one in rows if one.state == "held"])


def by_line_link(token: str) -> Ticket | None:
    """Return the ticket of an address, or the last one that it was carried over to: a query for each day."""
    rows = Ticket.objects.select_related("place__office", "office", "desk")
    rows = rows.defer("place__office__grams", "office__grams")
    found = rows.filter(token_hash=hash_of(token)).first()
    while found is not None and found.state == State.CARRIED:
        following = rows.filter(carried_from=found).first()
        if following is None:
            break
        found = following
    return found


def by_board_link(token: str) -> Place | None:
    """Return the counter of a board's address."""
    return Place.objects.select_related("office").defer("office__grams").filter(board_hash=hash_of(token)).first()


def ended_desks(place: Place) -> list[Desk]:
    """Return the desks of a counter that have ended, the last one first: one query."""
    rows = place.desks.filter(ended_at__isnull=False).select_related("office").defer("office__grams")
    return list(rows.order_by("-ended_at")[:50])


def names_of(offices: Iterable[int]) -> dict[int, str]:
    """Return the names of offices by number: one query, none for none."""
    told = set(offices)
    return {one.pk: one.name for one in Office.objects.defer("grams").filter(pk__in=told)} if told else {}


def kiosks_of(place: Place) -> list[Kiosk]:
    """Return the kiosks of a counter, the newest first: one query."""
    rows = list(place.kiosks.select_related("opened_by__office").defer("opened_by__office__grams").order_by("-pk")[:50])
    for one in rows:
        one.place = place
    return rows


def found_kiosk(actor: Any, pk: int) -> Kiosk:
    """Return a kiosk of a counter that the actor sees: one query; Refused 404 otherwise."""
    rows = Kiosk.objects.visible_to(actor).select_related("place__office").defer("place__office__grams")
    one = rows.filter(pk=pk).first()
    if one is None:
        raise Refused(_("ไม่พบตู้ออกบัตรคิวนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return one


def by_kiosk_link(token: str) -> Kiosk | None:
    """Return the kiosk of an address that still opens: one query."""
    rows = Kiosk.objects.living(timezone.now()).select_related("place__office__area")
    rows = rows.defer("place__office__grams", "place__office__area__grams", "place__office__area__boundary")
    return rows.filter(token_hash=hash_of(token)).first()


def stops_of(ticket: Ticket) -> list[Stop]:
    """Return the agencies of a ticket in order: one query."""
    rows = ticket.stops.select_related("office", "referral", "service__template").defer("office__grams")
    return list(rows.order_by("order", "pk"))


def readable_cases(actor: Any, tickets: Iterable[Ticket]) -> set[int]:
    """Return the numbers of the tickets' cases that the actor may read: one query, none where no ticket has a case."""
    told = {one.case_id for one in tickets if one.case_id is not None}
    return set(Case.objects.visible_to(actor).filter(pk__in=told).values_list("pk", flat=True)) if told else set()


def readable_referrals(actor: Any, stops: Iterable[Stop]) -> set[int]:
    """Return the numbers of the stops' referrals that the actor may read: one query, none where no stop has one."""
    told = {one.referral_id for one in stops if one.referral_id is not None}
    return set(Referral.objects.visible_to(actor).filter(pk__in=told).values_list("pk", flat=True)) if told else set()


def spells_of(ticket: Ticket) -> list[Spell]:
    """Return what a visit was made of, in order: one query."""
    rows = ticket.spells.select_related("office", "desk").defer("office__grams")
    return list(rows.order_by("start"))


@dataclass(frozen=True, slots=True)
class DayRow:
    """An office's day at a counter; medians in minutes, None where nothing was measured."""

    office: int
    name: str
    tickets: int
    waited: float | None
    longest: float | None
    served: float | None


def figures(place: Place, first: dt.date, last: dt.date) -> list[DayRow]:
    """Return waiting and service by office between two days, inclusive: one query.

    Only ended spells count, and none that the machine ended at the close of a day. A call is part of the waiting.
    Raises RuleBroken for days far out of any use.
    """
    if not FIRST <= min(first, last) <= max(first, last) <= LAST:
        raise RuleBroken(_("วันที่ต้องอยู่ระหว่าง 1 ม.ค. 2543 ถึง 31 ธ.ค. 2742"), field="day")
    begin = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    end = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
    rows = Spell.objects.filter(ticket__place=place, start__gte=begin, start__lt=end, end__isnull=False)
    rows = rows.exclude(ticket__closing=True, end__gte=F("ticket__ended_at") - INSTANT).order_by()
    waited, served = Q(state="waiting"), Q(state="served")
    told = rows.values("office_id", name=F(f"office__name_{language()}")).annotate(
        tickets=Count("ticket", distinct=True), waited=Median(SECONDS, filter=waited),
        longest=Longest(SECONDS, filter=waited), served=Median(SECONDS, filter=served),
    )  # fmt: skip
    return [
        DayRow(
            one["office_id"],
            one["name"],
            one["tickets"],
            *(_minutes(one[name]) for name in ("waited", "longest", "served")),
        )
        for one in told.order_by("office__agency__order", "office_id")
        if one["office_id"] is not None
    ]


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 1)
