"""The room's own scheduled work: the day is closed as each counter chose."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.counter.commands import CloseTicket
from prasan.counter.models import Ticket
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily


def close(place: int | None = None) -> dict[str, int]:
    """Close every open ticket of today and before; return how many of each came of it. Safe to run twice."""
    rows = Ticket.objects.open().filter(day__lte=timezone.localdate())
    if place is not None:
        rows = rows.filter(place_id=place)
    done: dict[str, int] = {"carried": 0, "left": 0, "finished": 0}
    for pk in rows.order_by("pk").values_list("pk", flat=True):
        try:
            done[perform(SYSTEM, CloseTicket(target_id=pk)).state] += 1
        except RuleBroken:  # somebody finished it meanwhile
            continue
    return done


@job("counter.close", title=_("ปิดบัตรคิวของศูนย์บริการร่วมเมื่อสิ้นวัน"), every=daily("20:00"))
def close_day(run: Any) -> None:
    """End what nobody ended, as each counter chose."""
    close()
