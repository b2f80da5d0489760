"""What this room adds to a person's page: the way to erase them, for the protection officer."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.privacy.policy import can_erase
from prasan.registers.models import Worker
from prasan.registers.workers.offers import Link, offer


def to_erase(actor: Any, worker: Worker) -> Link | None:
    """Return the link to erasing a person, None for who was merged or erased, and for everybody else."""
    if can_erase(actor, worker) is not None or worker.merged_into_id is not None or worker.erased_at is not None:
        return None
    return _("ลบข้อมูลของบุคคลนี้"), reverse("erase_worker", args=[worker.pk])


def register() -> None:
    """Offer it on every person's page."""
    offer(to_erase)
