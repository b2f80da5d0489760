"""What follows from an event's judgement: its ladder of urgent reports is told at once.

An assessment may arrive late or twice: who was told is not told again, and an event that meanwhile has no
ladder is left.
"""

from __future__ import annotations

from prasan.platform.commands import SYSTEM, perform
from prasan.platform.jobs.listeners import Told, listens
from prasan.situation.models import Event
from prasan.situation.watch.commands.urgent import RaiseUrgent
from prasan.situation.watch.ladder import rungs_of


@listens("situation.assess", name="desk.tell_ladder")
def tell_ladder(event: Told) -> None:
    """Raise the urgent reports of an event that was judged."""
    found = Event.objects.live().filter(pk__in=event.ids).first()
    if found is not None and rungs_of(found):
        perform(SYSTEM, RaiseUrgent(target_id=found.pk))
