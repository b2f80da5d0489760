"""Read models of the watch: who is on, what was written, what waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Office, Person, Seat
from prasan.platform.commands import Refused
from prasan.situation.models import Claim, Event, HandOver, LogEntry, Shift, Swap, Urgent
from prasan.situation.watch.policy import WATCHERS

SHORT_REST = dt.timedelta(hours=8)
"""Rest between two turns below which the rota marks the later one."""


def office_of(actor: Any, code: str = "") -> Office:
    """Return the office whose watch is looked at: the actor's own, or one that the actor reads; Refused 404."""
    rows = Office.objects.select_related("area").defer("grams", "area__grams", "area__boundary")
    found = rows.filter(code=code).first() if code else rows.filter(pk=actor.office_id).first()
    reads = found is not None and (
        found.pk == actor.office_id
        or actor.scope.covers(area=found.area_id, office=found.pk, agency=found.agency_id)
    )  # fmt: skip
    if found is None or not reads:
        raise Refused(_("ไม่พบหน่วยงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def on_watch(office_ids: list[int], moment: dt.datetime) -> list[Shift]:
    """Return who stands watch at a moment in some offices, the leading one first: one query."""
    rows = Shift.objects.filter(office_id__in=office_ids, starts__lte=moment, ends__gt=moment)
    return list(rows.select_related("person", "office").defer("person__grams", "office__grams"))


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift as the rota shows it: `short_rest` marks less than eight hours since the person's turn before."""

    shift: Shift
    short_rest: bool
    mine: bool
    asked: Swap | None


def rota_days(office: Office, first: dt.date, days: int, person: int) -> list[tuple[dt.date, list[Turn]]]:
    """Return the turns of an office by day: two queries."""
    zone = timezone.get_current_timezone()
    start = dt.datetime.combine(first, dt.time(), zone)
    end = start + dt.timedelta(days=days)
    rows = list(
        Shift.objects.filter(office=office, ends__gt=start - SHORT_REST - dt.timedelta(days=1), starts__lt=end)
        .select_related("person").defer("person__grams").order_by("starts", "-leads", "id")
    )  # fmt: skip
    open_swaps = {one.shift_id: one for one in Swap.objects.filter(shift__in=rows, state=Swap.State.ASKED)}
    last: dict[int, dt.datetime] = {}
    by_day: dict[dt.date, list[Turn]] = {first + dt.timedelta(days=n): [] for n in range(days)}
    for one in rows:
        before = last.get(one.person_id)
        last[one.person_id] = one.ends
        day = timezone.localdate(one.starts)
        if day in by_day:
            short = before is not None and one.starts - before < SHORT_REST
            by_day[day].append(Turn(one, short, one.person_id == person, open_swaps.get(one.pk)))
    return list(by_day.items())


def colleagues(office: Office) -> list[Person]:
    """Return the people who can stand watch in an office today."""
    seats = Seat.objects.held_on(timezone.localdate()).filter(office=office, role__in=WATCHERS)
    return list(Person.objects.active().filter(pk__in=seats.values("person_id")).defer("grams"))


def swaps_for(office: Office, person: int) -> list[Swap]:
    """Return the open wishes that a person asked or is asked."""
    rows = Swap.objects.filter(office=office, state=Swap.State.ASKED).filter(Q(to_id=person) | Q(asked_by_id=person))
    return list(rows.select_related("shift", "back", "asked_by", "to"))


def newest_log(office: Office, most: int = 40) -> list[LogEntry]:
    """Return the newest lines of an office's log."""
    return list(LogEntry.objects.filter(office=office).select_related("by", "event").defer("by__grams")[:most])


def hand_overs(office: Office, most: int = 6) -> list[HandOver]:
    """Return the newest sheets of an office, the one that waits first."""
    rows = HandOver.objects.filter(office=office).select_related("made_by", "accepted_by").defer("sheet")
    return list(rows[:most])


def urgent_of(actor: Any, event: Event) -> list[Urgent]:
    """Return the urgent reports of an event in the order in which they are due."""
    rows = Urgent.objects.visible_to(actor).filter(event=event)
    return list(rows.select_related("rung", "person", "confirmed_by").defer("person__grams", "confirmed_by__grams"))


def urgent_waiting(actor: Any, most: int = 30) -> list[Urgent]:
    """Return the urgent reports without a receipt that the actor sees, the soonest first."""
    rows = Urgent.objects.visible_to(actor).unread().select_related("rung", "person", "event")
    return list(rows.defer("person__grams").order_by("due_at")[:most])


def open_claims(actor: Any, most: int = 30) -> list[Claim]:
    """Return the claims whose clock still runs."""
    rows = Claim.objects.visible_to(actor).filter(corrected_at=None)
    rows = rows.filter(Q(checked_at=None) | Q(correct_by__isnull=False))
    return list(rows.order_by("id")[:most])
