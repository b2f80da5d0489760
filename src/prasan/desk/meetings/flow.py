"""What follows by itself: minutes drafted at closing, the book kept in time, the reminder of the day before."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk.meetings.notices import TOMORROW, address_of, everybody, number_of
from prasan.meetings.after import flow
from prasan.meetings.cycle import AHEAD
from prasan.meetings.models import Attendee, Book, Briefing, Minutes
from prasan.platform.commands import SYSTEM, RuleBroken
from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.jobs.schedule import every_minutes
from prasan.platform.notices.notify import notify

DAY = dt.timedelta(hours=24)
SOON = dt.timedelta(minutes=10)
"""How often the clock looks: the edition at the beginning is kept at most so long before it."""
GONE = dt.timedelta(hours=12)
"""A meeting that nobody opened for so long gets no book any more."""


@listens("meetings.close", name="desk.minutes-drafted")
def closed(event: Told) -> None:
    """Draft the minutes of a meeting that was closed, once."""
    rows = Briefing.objects.filter(pk__in=event.ids, state=Briefing.State.CLOSED)
    for one in rows.exclude(pk__in=Minutes.objects.values("briefing_id")):
        flow.draft_minutes(SYSTEM, one)


@listens("meetings.open", name="desk.book-at-start")
def opened(event: Told) -> None:
    """Keep the book as it was when the meeting began."""
    for one in Briefing.objects.filter(pk__in=event.ids, state=Briefing.State.RUNNING):
        _keep(one, Book.Edition.AT_START)


def _keep(one: Briefing, edition: str) -> bool:
    if one.books.filter(edition=edition).exists():
        return False
    try:
        flow.keep_book(SYSTEM, one, edition)
    except RuleBroken:  # kept or closed meanwhile
        return False
    return True


def sweep(now: dt.datetime) -> dict[str, int]:
    """Keep the books that are due and remind of tomorrow's meetings; safe at any time and twice."""
    told = {"books": 0, "reminded": 0}
    coming = Briefing.objects.filter(state__in=sorted(AHEAD), starts_at__lte=now + DAY, starts_at__gt=now - GONE)
    for one in coming.order_by("starts_at"):
        if one.starts_at > now:
            told["books"] += _keep(one, Book.Edition.DAY_BEFORE)
            told["reminded"] += remind(one)
        if one.starts_at <= now + SOON:
            told["books"] += _keep(one, Book.Edition.AT_START)
    return told


def remind(one: Briefing) -> int:
    """Remind everybody invited who did not decline; once for each day and hour of the meeting."""
    if one.state != Briefing.State.INVITED:
        return 0
    people = everybody(one, one.attendees.exclude(reply=Attendee.Reply.ABSENT))
    key = f"{one.pk}-{one.starts_at:%Y%m%d%H%M}"
    return notify(people, TOMORROW, url=address_of(one), key=key, n=number_of(one), when=one.starts_at)


@job("desk.meeting_clock", title=_("เก็บแฟ้มประชุมและเตือนก่อนวันประชุม"), every=every_minutes(10))
def meeting_clock(run: Any) -> None:
    """Keep the books that are due and remind of the meetings of the next day."""
    sweep(timezone.now())
