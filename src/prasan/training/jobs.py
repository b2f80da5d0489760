"""The room's own scheduled work: offers end on time, kept seats are released, and who waits in vain is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes
from prasan.training.commands.applications import Lapse, TurnAway, give_seats
from prasan.training.commands.seating import locked
from prasan.training.models import Application, Session
from prasan.training.models.applications import State


def sweep(now: dt.datetime | None = None) -> dict[str, int]:
    """Let offers lapse, give on what became free, end the lines that have closed; return how many of each.

    Each session is its own transaction: killed in the middle, the next round goes on. Safe to run twice.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    done = {"lapsed": 0, "offered": 0, "turned_away": 0}
    due = Application.objects.filter(state=State.OFFERED, offer_until__lte=now).order_by("offer_until", "pk")
    for pk in due.values_list("pk", flat=True):
        done["lapsed"] += _tried(Lapse(target_id=pk))
    waiting = Application.objects.filter(session=OuterRef("pk"), state=State.WAITING)
    lines = Session.objects.filter(Exists(waiting), state=Session.State.OPEN).order_by("pk")
    for pk, joins in lines.values_list("pk", "joins_until"):
        if joins < today:
            left = Application.objects.in_line().filter(session=pk).values_list("pk", flat=True)
            done["turned_away"] += sum(_tried(TurnAway(target_id=one)) for one in left)
            continue
        with transaction.atomic():
            done["offered"] += len(give_seats(locked(SYSTEM, pk)))
    return done


def _tried(command: Any) -> bool:
    try:
        perform(SYSTEM, command)
    except RuleBroken:  # somebody answered meanwhile
        return False
    return True


@job("training.sweep", title=_("ส่งต่อที่นั่งฝึกที่ว่าง"), every=every_minutes(1))
def sweep_seats(run: Any) -> None:
    """Keep the seats moving."""
    sweep()
