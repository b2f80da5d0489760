"""What this room adds to a person's page: applying for a course, or noting that they want to learn."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.registers.models import Worker
from prasan.registers.workers.offers import Link, offer
from prasan.training.policy import APPLIERS


def to_learn(actor: Any, worker: Worker) -> Link | None:
    """Return the link to the sessions that a person can apply for, for who brings applications."""
    return (_("สมัครฝึกอาชีพ"), f"{reverse('training')}?worker={worker.pk}") if actor.has(*APPLIERS) else None


def register() -> None:
    """Offer it on every person's page."""
    offer(to_learn)
