"""Due moments follow the calendar: a holiday that is entered, moved or taken out later moves the clocks that run.

A clock is computed from its events and the working time of the owner's office (standing.py). What stands in the rows
was computed when something last happened; cabinets decree holidays between.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.clocks import Clocks
from prasan.directory.models import Office
from prasan.kernel.referral import Promise, standing
from prasan.platform.commands import SYSTEM, perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.jobs.schedule import daily
from prasan.referrals.commands.clockwork import Reclock
from prasan.referrals.models import Event, Referral
from prasan.referrals.standing import AHEAD, BESIDE, happenings, off

BATCH = 1000


def astray(numbers: Sequence[int], now: dt.datetime) -> list[int]:
    """Return which of some open referrals stand at a moment that the calendar of today does not give: four queries."""
    rows = Referral.objects.filter(pk__in=numbers).open().only("sender", "due_at", "level", "rises_at").order_by("pk")
    events: dict[int, list[Event]] = defaultdict(list)
    for event in Event.objects.filter(referral__in=numbers).exclude(move__in=BESIDE).defer("text").order_by("id"):
        events[event.referral_id].append(event)
    calendars = _calendars([one for told in events.values() for one in told], [one.sender_id for one in rows], now)
    found = []
    for one in rows:
        told = standing(happenings(events[one.pk]), str(one.sender_id), calendars.__getitem__, Promise(), now)
        if off(one, told):
            found.append(one.pk)
    return found


def _calendars(events: Iterable[Event], senders: Iterable[int], now: dt.datetime) -> dict[str, Any]:
    """Return the working time of every office that is named, by its number as text."""
    told = list(events)
    wanted = {one.office_id for one in told if one.office_id} | set(senders)
    offices = list(Office.objects.filter(pk__in=wanted).defer("grams"))
    first = timezone.localdate(min((one.at for one in told), default=now))
    clocks = Clocks(offices, first, timezone.localdate(now) - first + AHEAD)
    return {str(one.pk): clocks.of(one) for one in offices}


def reclock() -> int:
    """Write the right due moment into every open referral that has another; return how many. Safe to run twice."""
    done, last = 0, 0
    while True:
        rows = Referral.objects.all().open().filter(pk__gt=last).order_by("pk")
        numbers = list(rows.values_list("pk", flat=True)[:BATCH])
        if not numbers:
            return done
        for pk in astray(numbers, timezone.now()):
            try:
                perform(SYSTEM, Reclock(target_id=pk))
            except PeopleError:  # something happened meanwhile, and its moment was computed then
                continue
            done += 1
        last = numbers[-1]


@job("referrals.reclock", title=_("คิดกำหนดของการส่งต่อใหม่ตามวันหยุด"), every=daily("00:20"))
def reclock_referrals(run: Any) -> None:
    """Compute the due moments anew: after a holiday changed, and every night for what came past the door."""
    reclock()


@listens(
    "directory.add_holiday", "directory.change_holiday", "directory.remove_holiday", name="referrals.holidays"
)  # fmt: skip
def holidays(event: Told) -> None:
    """Queue it once for however many holidays."""
    reclock_referrals.defer(key="referrals.reclock")
