"""Weeks of lateness: begun when the clock has run out, ended with the reason or with the word that there is none."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes
from prasan.referrals.commands.late import PassWeek, week_of
from prasan.referrals.models import LateWeek, Referral
from prasan.referrals.tracking import attempts, hook

BATCH = 5000


def pass_weeks() -> tuple[int, int]:
    """End the weeks that are over without a reason, begin those that have come; return how many of each."""
    now = timezone.now()
    over = LateWeek.objects.filter(told_at=None, tells_at__lte=now, referral__due_at=F("due_at"))
    rows = list(over.order_by("tells_at").values_list("referral", "week")[:BATCH])
    ended = sum(_pass(PassWeek(target_id=pk, week=week, ends=True)) for pk, week in rows)
    # what waits for the person's own yes is late by nobody's fault
    late = Referral.objects.open().filter(due_at__lte=now).exclude(state=Referral.State.TOLD)
    known = dict(
        LateWeek.objects.filter(referral__in=late, due_at=F("referral__due_at")).order_by()
        .values_list("referral").annotate(latest=Max("week"))
    )  # fmt: skip
    begun = 0
    waiting: Any = late.order_by("due_at").values_list("pk", "due_at")
    for pk, due_at in waiting.iterator():
        week = week_of(due_at, now)
        if known.get(pk, 0) < week and begun < BATCH:
            begun += _pass(PassWeek(target_id=pk, week=week))
    return begun, ended


def _pass(command: PassWeek) -> bool:
    try:
        perform(SYSTEM, command)
    except RuleBroken:  # it moved meanwhile
        return False
    return True


@job("referrals.late_weeks", title=_("ติดตามเหตุที่ล่าช้าถึงเจ้าของเรื่อง"), every=every_minutes(15))
def late_weeks(run: Any) -> None:
    """Pass the weeks, and forget old tries at numbers and what is over of LINE."""
    pass_weeks()
    attempts.tidy()
    hook.tidy()
