"""What this room adds to a person's page: taking in what they need."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.referrals.policy import WORKERS
from prasan.registers.models import Worker
from prasan.registers.workers.offers import Link, offer


def take_in(actor: Any, worker: Worker) -> Link | None:
    """Return the link to the form of a case, for who works on cases."""
    return (_("รับเรื่อง"), f"{reverse('case_new')}?worker={worker.pk}") if actor.has(*WORKERS) else None


def register() -> None:
    """Offer it on every person's page."""
    offer(take_in)
