"""The verb that stops a background job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.platform.jobs.models import JobProgress

NOT_YOURS = _("เฉพาะผู้ที่เริ่มงานนี้และผู้ดูแลระบบเท่านั้นที่ยกเลิกได้")


def can_cancel_job(actor: Any, job: JobProgress) -> Any:
    """Allow whoever started the job, and the administrator of the site."""
    return None if job.person_id == actor.person_id or getattr(actor, "runs_site", False) else NOT_YOURS


@dataclass(kw_only=True)
class CancelJob(Command[JobProgress]):
    """Ask a job to stop; one that has not begun is over at once."""

    name = "platform.cancel_job"
    verb = _("ยกเลิกงานเบื้องหลัง")
    model = JobProgress
    allowed = can_cancel_job

    def check(self, actor: Any, subject: JobProgress) -> None:
        """Refuse what has ended already."""
        if subject.finished:
            raise RuleBroken(_("งานนี้จบแล้ว จึงยกเลิกไม่ได้"))

    def handle(self, actor: Any, subject: JobProgress) -> JobProgress:
        """Leave the wish; the worker heeds it before its next batch."""
        subject.cancel_requested = True
        if subject.state == JobProgress.State.WAITING:
            subject.state = JobProgress.State.CANCELLED
        subject.changed = Now()
        subject.save(update_fields=["cancel_requested", "state", "changed"])
        return subject
