"""The room's own scheduled work: silence is passed upwards to the minute, and nobody's matter stays with nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.clocks import Clocks
from prasan.directory.models import Office, Seat
from prasan.kernel.referral import Promise, risen
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.commands.bulk import perform_many
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily, every_minutes
from prasan.referrals.commands.clockwork import Escalate, Restaff
from prasan.referrals.drives import tidy
from prasan.referrals.models import Event, Referral

NEAR = dt.timedelta(days=60)
"""Holidays are read so far beyond today: three working days with the longest holidays between."""
BATCH = 5000
STEP = Promise().step


def escalate(now: dt.datetime) -> tuple[int, int]:
    """Ask the next above of everything whose moment has come, one batch; return how many were due and were asked."""
    due = Referral.objects.filter(rises_at__lte=now).order_by("rises_at", "pk")
    rows: list[Any] = list(due.values_list("pk", "owner_id", "due_at")[:BATCH])
    if not rows:
        return 0, 0
    owners = {one.pk: one for one in Office.objects.filter(pk__in={row[1] for row in rows}).defer("grams")}
    first = min(row[2] for row in rows)
    clocks = Clocks(owners.values(), timezone.localdate(first), now - first + NEAR)
    calendars = {pk: clocks.of(one) for pk, one in owners.items()}
    told = []
    for pk, owner, due_at in rows:
        level, rises = risen(due_at, calendars[owner], STEP, now)
        told.append({"target_id": pk, "level": level, "rises_at": rises})
    done = perform_many(SYSTEM, Escalate, told, all_or_nothing=False, want_ids=True).ids or []
    levels = {one["target_id"]: str(one["level"]) for one in told}
    Event.objects.bulk_create([Event(referral_id=pk, move="rise", at=now, code=levels[pk]) for pk in done])
    return len(rows), len(done)


def restaff(now: dt.datetime) -> int:
    """Find a living contact for every open referral whose contact has gone; return how many."""
    today = timezone.localdate(now)
    left = Seat.objects.filter(Q(end__lt=today) | Q(person__is_active=False)).order_by()
    done = 0
    gone = Referral.objects.filter(contact__in=left.values("pk")).order_by("pk")
    for pk in gone.values_list("pk", flat=True)[:BATCH]:
        try:
            perform(SYSTEM, Restaff(target_id=pk))
        except RuleBroken:  # it ended meanwhile, or nobody at all is left: the next round asks again
            continue
        done += 1
    return done


def sweep() -> dict[str, int]:
    """Do both and return how many of each; safe to run at any time and twice."""
    moment = timezone.now()
    raised = 0
    while True:
        with transaction.atomic():
            due, done = escalate(moment)
        raised += done
        if due < BATCH or not done:
            break
    return {"escalated": raised, "restaffed": restaff(moment)}


@job("referrals.sweep", title=_("ติดตามการส่งต่อที่เกินกำหนดและผู้ประสานงานที่พ้นหน้าที่"), every=every_minutes(1))
def sweep_referrals(run: Any) -> None:
    """Pass silence upwards, and give what lost its contact another."""
    sweep()


@job("referrals.settle_drives", title=_("ตรวจผู้ลงทะเบียนในรอบที่ยังค้าง"), every=every_minutes(5))
def settle_drives(run: Any) -> None:
    """Settle what could not be settled when it was sent in."""
    tidy.settle_waiting()


@job("referrals.forget_drives", title=_("ลบข้อมูลของรอบลงทะเบียนที่ครบกำหนดเก็บ"), every=daily("02:50"))
def forget_drives(run: Any) -> None:
    """Empty entries that nobody decided about, names of volunteers and keys, each after its term."""
    tidy.forget()
