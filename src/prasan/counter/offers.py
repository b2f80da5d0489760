"""What this room adds to a person's page: the way back to the ticket that one is serving."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.counter.models import Ticket
from prasan.counter.policy import WORKERS
from prasan.registers.models import Worker
from prasan.registers.workers.offers import Link, offer


def back_to_ticket(actor: Any, worker: Worker) -> Link | None:
    """Return the link to the ticket that the actor serves now, where its person is not known yet."""
    if not actor.has(*WORKERS):
        return None
    mine = Ticket.objects.filter(seat_id=actor.seat_id, state="served", case=None).select_related("place")
    found = mine.order_by("-moved_at").first()
    if found is None:
        return None
    address = f"{reverse('counter_case', args=[found.pk])}?worker={worker.pk}"
    return _("รับเรื่องของบัตร %(number)s") % {"number": found.label}, address


def register() -> None:
    """Offer it on every person's page."""
    offer(back_to_ticket)
