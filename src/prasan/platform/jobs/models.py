"""Tables of background work: how far a job has come, and events that a listener could not take."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class JobProgressQuerySet(models.QuerySet["JobProgress"]):
    """Named questions to the jobs."""

    def visible_to(self, actor: Any) -> JobProgressQuerySet:
        """Return the actor's own jobs; an administrator of the site sees everybody's."""
        return self if getattr(actor, "runs_site", False) else self.filter(person_id=actor.person_id)

    def open(self) -> JobProgressQuerySet:
        """Return the jobs that still wait or run."""
        return self.filter(state__in=[JobProgress.State.WAITING, JobProgress.State.RUNNING])


class JobProgress(models.Model):
    """How far a background job has come (ความคืบหน้าของงานเบื้องหลัง), as pages show it.

    `done` counts finished items and is saved in the same transaction as their effects, so that a job
    whose worker was killed goes on where it stopped. `key` makes queueing idempotent.
    """

    class State(models.TextChoices):
        """States of a job."""

        WAITING = "waiting", _("รอดำเนินการ")
        RUNNING = "running", _("กำลังดำเนินการ")
        DONE = "done", _("เสร็จแล้ว")
        FAILED = "failed", _("ไม่สำเร็จ")
        CANCELLED = "cancelled", _("ยกเลิกแล้ว")

    job = models.CharField(max_length=100)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - null: no key, any number of them
    person_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=300, default="", blank=True)
    total = models.IntegerField(null=True)
    done = models.IntegerField(default=0)
    message = models.CharField(max_length=500, default="", blank=True)
    result = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    cancel_requested = models.BooleanField(default=False)
    created = models.DateTimeField(db_default=Now())
    changed = models.DateTimeField(db_default=Now())

    objects = JobProgressQuerySet.as_manager()
    personal: dict[str, str] = {}
    unjournalled = {"key", "person_id", "total", "done", "message", "result", "changed", "created", "job", "title"}

    class Meta:
        db_table = "platform_job"
        indexes = [models.Index(fields=["person_id", "-id"], name="platform_job_person")]

    def __str__(self) -> str:
        return self.title or self.job

    @property
    def percent(self) -> int | None:
        """Return how much is done in per cent, None where the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def finished(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.state not in {self.State.WAITING, self.State.RUNNING}

    @property
    def stopping(self) -> bool:
        """Tell whether it was asked to stop and has not stopped yet."""
        return self.cancel_requested and not self.finished

    def topics(self) -> list[str]:
        """Return the live topic of this job."""
        return [f"job:{self.pk}"]

    def request_cancel(self) -> None:
        """Ask the job to stop before its next batch; what is done stays done."""
        JobProgress.objects.open().filter(pk=self.pk).update(cancel_requested=True, changed=Now())


class FailedEvent(models.Model):
    """An event that a listener could not take (เหตุการณ์ที่ประมวลผลไม่ได้).

    It is tried again with growing pauses; after the last try it stands quarantined, where the doctor
    and the administrator's page show it, and the rest of the events go on.
    """

    listener = models.CharField(max_length=100)
    seq = models.BigIntegerField()
    name = models.CharField(max_length=100)
    payload = models.JSONField()
    topics = models.JSONField(default=list)
    created = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=1)
    error = models.TextField()
    next_try = models.DateTimeField(null=True)
    quarantined = models.DateTimeField(null=True)

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_failed_event"
        constraints = [models.UniqueConstraint(fields=["listener", "seq"], name="failed_event_once")]
        indexes = [
            models.Index(fields=["next_try"], name="failed_event_due", condition=models.Q(next_try__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.listener} {self.seq} {self.name}"

    def release(self) -> None:
        """Try a quarantined event again (its listener was mended)."""
        FailedEvent.objects.filter(pk=self.pk).update(tries=0, quarantined=None, next_try=Now())
