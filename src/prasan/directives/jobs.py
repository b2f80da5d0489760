"""The room's own scheduled work: overdue directives go one level up, recurring ones come again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directives.commands.clockwork import Escalate, Repeat
from prasan.directives.models import Directive
from prasan.directives.models.directive import LEVELS
from prasan.directory.clocks import Clocks
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.commands.bulk import perform_many
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes

STEP_DAYS = 1
"""Working days of the lead office between two levels."""
WORKING_DAY = dt.timedelta(hours=7)
NEAR = dt.timedelta(days=60)
BATCH = 500


def escalate(now: dt.datetime) -> int:
    """Bring what is overdue one level up; return how many. One set, one event for each 500."""
    rows = Directive.objects.open().filter(escalate_at__lte=now, level__lt=LEVELS).select_related("lead__area")
    late = list(rows.defer("lead__grams", "lead__area__grams", "lead__area__boundary").order_by("pk")[: BATCH * 10])
    if not late:
        return 0
    clocks = Clocks([one.lead for one in late], timezone.localdate(now), NEAR)
    told = [
        {
            "target_id": one.pk,
            "escalate_at": None
            if one.level + 1 >= LEVELS
            else clocks.of(one.lead).add_time(now, WORKING_DAY * STEP_DAYS),
        }
        for one in late
    ]
    return perform_many(SYSTEM, Escalate, told, all_or_nothing=False).done


def repeat(now: dt.datetime) -> int:
    """Issue the next of each recurring directive whose day has come; return how many."""
    rows = Directive.objects.exclude(every="").exclude(state=Directive.State.WITHDRAWN)
    due = rows.filter(next=None, due_at__lt=now).order_by("pk")
    made = 0
    for one in due:
        if not Repeat.comes(one):
            continue
        try:
            perform(SYSTEM, Repeat(previous_id=one.pk))
        except RuleBroken:  # closed meanwhile: its closing made the next
            continue
        made += 1
    return made


def sweep() -> dict[str, int]:
    """Do both and return how many of each; safe to run at any time and twice."""
    moment = timezone.now()
    with transaction.atomic():
        raised = escalate(moment)
    return {"escalated": raised, "repeated": repeat(moment)}


@job("directives.sweep", title=_("ติดตามข้อสั่งการเกินกำหนดและข้อสั่งการที่ทำซ้ำ"), every=every_minutes(10))
def sweep_directives(run: Any) -> None:
    """Bring overdue directives one level up and issue the next of recurring ones."""
    sweep()
