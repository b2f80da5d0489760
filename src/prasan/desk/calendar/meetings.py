"""Meetings in the calendar: on the page by their names, in the feed by number and hours alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from prasan.desk.calendar.own import MOST
from prasan.desk.calendar.sources import Asked, Event, source
from prasan.desk.meetings.ics import address_of, plain_name, sequences
from prasan.meetings.models import Attendee, Briefing

SHAPES = {"cancelled": "not_applicable", "closed": "done"}


def _whose(actor: Any, width: str) -> Q:
    """Return the condition of a width: one's own lines, those of the office, those in the province, all."""
    if width == "all":
        return Q()
    lines = Attendee.objects.filter(briefing=OuterRef("pk"), removed=False)
    if width == "province":
        return Q(Exists(lines.filter(area_id__gte=actor.area_id, area_id__lte=actor.area_last)))
    own = Q(seat_id=actor.seat_id) | Q(substitute_id=actor.person_id) | Q(seat=None, office_id=actor.office_id)
    if width == "office":
        own |= Q(office_id=actor.office_id)
    return Q(Exists(lines.filter(own))) | Q(chair_id=actor.seat_id) | Q(secretary_id=actor.seat_id)


def meetings(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the meetings of the actor, cancelled ones too: who noted the hour must learn of it. Two queries."""
    start = timezone.make_aware(dt.datetime.combine(asked.first, dt.time.min))
    end = timezone.make_aware(dt.datetime.combine(asked.last, dt.time.max))
    rows = Briefing.objects.visible_to(actor).filter(starts_at__range=(start, end)).filter(_whose(actor, asked.width))
    found = list(rows.exclude(state=Briefing.State.CANCELLED, invited_at=None).order_by("starts_at")[:MOST])
    counted = sequences(one.pk for one in found) if found else {}
    for one in found:
        begins = timezone.localtime(one.starts_at)
        ends = timezone.localtime(one.starts_at + dt.timedelta(minutes=one.minutes))
        yield Event(
            begins.date(), f"meeting-{one.pk}", one.name, plain_name(one), "meetings", address_of(one),
            SHAPES.get(one.state, "info"), last=ends.date() if ends.date() != begins.date() else None,
            start=begins.time(), end=ends.time(), cancelled=one.state == Briefing.State.CANCELLED,
            sequence=counted.get(one.pk, 0) + 1,
        )  # fmt: skip


def register() -> None:
    """Put them into the calendar."""
    source("meetings", gettext_lazy("การประชุม"), meetings)
