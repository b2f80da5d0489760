"""The work of a run of the schedule: entries one by one through the door, in batches kept with their progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily
from prasan.privacy.models import RetentionRun
from prasan.privacy.retaining import find, terms

BATCH = 20
"""Entries a batch: each holds its locks until the batch is kept, and a wish to stop waits no longer than that."""


class Emptier:
    """Empties the entries of one run for who started it."""

    def __init__(self, actor: Any, one: RetentionRun) -> None:
        self.actor, self.run = actor, one

    def empty(self, numbers: Sequence[int]) -> None:
        """Empty what is still due of a batch; what is used or held by now stays and is counted."""
        from prasan.privacy.commands import RunRetention

        kept = 0
        for number in numbers:
            try:
                perform(self.actor, RunRetention(target_id=number, run_id=self.run.pk, reason=str(self.run)))
            except RuleBroken:
                kept += 1
        if kept:
            RetentionRun.objects.filter(pk=self.run.pk).update(kept=F("kept") + kept)


@job("privacy.retain", title=_("ลบข้อมูลที่ครบกำหนดเก็บรักษา"))
def retain(run: Any, run_id: int) -> None:
    """Empty the entries of a run; one that was stopped stays where it is, a killed one goes on."""
    one = RetentionRun.objects.get(pk=run_id)
    actor = run.actor() if one.seat_id is not None else SYSTEM
    run.add_result(href=reverse("retention"))
    run.each(one.numbers, Emptier(actor, one).empty, size=BATCH)


@job("privacy.retain_by_itself", title=_("ลบข้อมูลที่ครบกำหนดตามกำหนดเวลา"), every=daily("02:50"))
def retain_by_itself(run: Any) -> None:
    """Empty what falls due by the rows of the schedule that ask for nobody."""
    from prasan.privacy.commands import StartRetention

    if find(timezone.now(), terms(), by_itself=True).numbers:
        perform(SYSTEM, StartRetention(sure=True))


def queue(actor: Any, one: RetentionRun) -> None:
    """Queue the work of a run and note its number; inside the transaction of who starts it."""
    progress = retain.defer(
        None if one.seat_id is None else actor, title=str(one), back=reverse("retention"), run_id=one.pk
    )
    one.job = progress.pk if progress else None
    RetentionRun.objects.filter(pk=one.pk).update(job=one.job)


def at_once(actor: Any, one: RetentionRun, told: Callable[[int, int], None] | None = None) -> None:
    """Empty the entries of a run here and now, as the command line does. Parameters: `told`, called with rows done."""
    emptier = Emptier(actor, one)
    for start in range(0, len(one.numbers), BATCH):
        batch = one.numbers[start : start + BATCH]
        with transaction.atomic():
            emptier.empty(batch)
        if told is not None:
            told(min(start + BATCH, len(one.numbers)), len(one.numbers))
