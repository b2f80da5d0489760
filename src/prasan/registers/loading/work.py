"""The background work of bulk entry: a file is settled in batches, queued where it is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.registers.loading.settling import BATCH, Settler, waiting
from prasan.registers.models import Load


@job("registers.load_people", title=_("ตรวจและบันทึกรายชื่อแรงงานจากไฟล์"))
def load_people(run: Any, load_id: int) -> None:
    """Settle the rows of a file; a run that was killed goes on behind the batches that were kept."""
    actor = run.actor()
    load: Any = Load.objects.visible_to(actor).get(pk=load_id)
    run.each(waiting(load), Settler(actor, load).settle, size=BATCH)


def queue(actor: Any, load: Load) -> int | None:
    """Queue the work of a file and note its number at the file; inside the transaction of whoever hands it in."""
    progress = load_people.defer(actor, title=str(load), back=reverse("people_load", args=[load.pk]), load_id=load.pk)
    load.job = progress.pk if progress else None
    Load.objects.filter(pk=load.pk).update(job=load.job)
    return load.job


def at_once(actor: Any, load: Load, told: Any = None) -> None:
    """Settle the rows of a file here and now, as the command line does. Parameters: `told`, called with rows done."""
    settler, numbers = Settler(actor, load), waiting(load)
    for start in range(0, len(numbers), BATCH):
        batch: Sequence[int] = numbers[start : start + BATCH]
        with transaction.atomic():
            settler.settle(batch)
        if told is not None:
            told(min(start + BATCH, len(numbers)), len(numbers))
