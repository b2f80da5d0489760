"""Where a referral stands, computed from its events and written into its row; nothing else writes these columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from prasan.directory.clocks import Clocks
from prasan.directory.models import Office
from prasan.kernel.referral import LADDER, Promise, Standing, standing
from prasan.kernel.referral import Event as Happening
from prasan.referrals.contacts import answering_for
from prasan.referrals.models import Event, Referral
from prasan.registers.models import Service

BESIDE = frozenset({"rise", "restaff", "reclock"})
"""Events that move neither state nor clock."""
AHEAD = dt.timedelta(days=800)
"""Holidays are read so far beyond today: longer than any promise."""


def happenings(events: Sequence[Event]) -> list[Happening]:
    """Return the events that move state and clock, as the kernel reads them."""
    return [
        Happening(one.move, one.at, str(one.office_id or ""), one.when, promised(one.promise))
        for one in events
        if one.move not in BESIDE
    ]


def promised(minutes: dict[str, int] | None) -> Promise | None:
    """Return a promise as an event keeps it, None for none."""
    if minutes is None:
        return None
    return Promise({name: dt.timedelta(minutes=told) for name, told in minutes.items()})


def promise_now(service: Service | None) -> dict[str, int]:
    """Return the working minutes of each clock as a service promises them today, the usual ones without a service."""
    times = (service.promise if service is not None else Promise()).times
    return {name: int(told.total_seconds() // 60) for name, told in times.items()}


def told_by(referral: Referral, events: Sequence[Event], now: dt.datetime) -> Standing:
    """Return where a referral stands at a moment: two queries. Raises as kernel.referral.standing."""
    wanted = {one.office_id for one in events if one.office_id} | {referral.sender_id}
    offices = {str(one.pk): one for one in Office.objects.filter(pk__in=wanted).defer("grams")}
    first = timezone.localdate(events[0].at)
    clocks = Clocks(offices.values(), first, timezone.localdate(now) - first + AHEAD)
    return standing(
        happenings(events), str(referral.sender_id), lambda code: clocks.of(offices[code]), Promise(), now
    )  # fmt: skip


def off(one: Referral, told: Standing) -> bool:
    """Tell whether a row says another due moment than its events; a level that the next sweep asks is no difference."""
    if told.due is None or told.level is None:
        return False
    if one.due_at != told.due or LADDER.index(one.level) > LADDER.index(told.level):
        return True
    return one.level == told.level and one.rises_at != told.rises


def settle(referral: Referral, events: Sequence[Event], now: dt.datetime) -> Standing:
    """Write into a row what its events make of it, who answers for it among it; does not save.

    Raises as kernel.referral.standing, and RuleBroken where nobody can answer.
    """
    told = told_by(referral, events, now)
    office = Office.objects.select_related("area").defer("grams", "area__grams", "area__boundary").get(pk=told.office)
    if referral.office_id != office.pk:
        referral.taker = None
    referral.office, referral.area = office, office.area
    referral.state, referral.tries, referral.moved_at = told.state, told.tries, now
    if told.owner is None:
        referral.owner = referral.contact = referral.due_at = referral.rises_at = None
        referral.level, referral.ended_at = "", now
        return told
    referral.ended_at, referral.due_at = None, told.due
    referral.level, referral.rises_at = told.level or "", told.rises
    owner = referral.sender if told.turn == "sender" else office
    before = referral.sender_seat_id if told.turn == "sender" else referral.taker_id
    referral.owner = owner
    referral.contact = answering_for(owner, timezone.localdate(now), before)
    return told
