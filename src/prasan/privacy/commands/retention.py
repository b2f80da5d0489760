"""Verbs of the schedule by which data of the registry go: set its years, start a run, empty one entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.commands.texts import words
from prasan.platform.jobs.models import JobProgress
from prasan.privacy import policy as may
from prasan.privacy.commands.erasing import EraseWorker, obstacles
from prasan.privacy.models import Erasure, RetentionRun, RetentionTerm
from prasan.privacy.models.retention import MOST_YEARS
from prasan.privacy.retaining import find, terms
from prasan.registers.commands.workers import refuse_merged
from prasan.registers.models import Worker
from prasan.registers.workers import erasing as known

MOST = 10_000
"""Entries of one run; the next run takes what is left."""


@dataclass(kw_only=True)
class SetTerm(Command[RetentionTerm]):
    """Change how long entries are kept. Parameters: `years`; `by_itself`, whether the machine empties; `reason`."""

    abstract: ClassVar[bool] = False
    name = "privacy.set_term"
    verb = gettext_lazy("กำหนดเวลาเก็บรักษาข้อมูล")
    model = RetentionTerm
    allowed = may.can_erase

    years: int | None = None
    by_itself: bool = False

    def check(self, actor: Any, subject: RetentionTerm) -> None:
        """Refuse years that are none, and a change without its reason."""
        if self.years is None or not 1 <= self.years <= MOST_YEARS:
            raise RuleBroken(_("โปรดใส่จำนวนปี 1 ถึง %(n)s") % {"n": MOST_YEARS}, field="years")
        self.reason = words(self.reason, "reason", _("โปรดเขียนเหตุผลที่เปลี่ยนกำหนดเวลา"))
        if (self.years, self.by_itself) == (subject.years, subject.by_itself):
            raise RuleBroken(_("กำหนดเวลานี้เป็นเช่นนี้อยู่แล้ว ไม่มีสิ่งใดเปลี่ยน"), field="years")

    def handle(self, actor: Any, subject: RetentionTerm) -> RetentionTerm:
        """Save it."""
        subject.years, subject.by_itself = self.years or subject.years, self.by_itself
        subject.save(update_fields=["years", "by_itself"])
        return subject


@dataclass(kw_only=True)
class StartRetention(Create[RetentionRun]):
    """Begin to empty what is due today, in the background.

    Parameters: `text`, why, asked of a person; `sure`, it was said that this cannot be undone; `at_once`, who calls
    does the work itself. The machine takes what the schedule empties by itself alone.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.start_retention"
    verb = gettext_lazy("เริ่มลบข้อมูลที่ครบกำหนดเก็บรักษา")
    model = RetentionRun
    allowed = may.can_empty

    text: str = ""
    sure: bool = False
    at_once: bool = False

    def build(self, actor: Any) -> RetentionRun:
        """Return the run; what it empties is looked up once it may."""
        return RetentionRun(at=timezone.now(), seat_id=actor.seat_id, total=0)

    def check(self, actor: Any, subject: RetentionRun) -> None:
        """Refuse one without reason or word, one beside another, and one with nothing to do."""
        if not may.is_system(actor):
            subject.reason = words(self.text, "text", _("โปรดเขียนเหตุผลที่เริ่มลบข้อมูล"))
        if not self.sure:
            raise RuleBroken(_("โปรดยืนยันว่าทราบว่าลบแล้วเรียกคืนไม่ได้"), field="sure")
        schedule = terms()
        list(RetentionTerm.objects.select_for_update().order_by("pk"))  # two starts go one by one
        jobs = RetentionRun.objects.exclude(job=None).order_by("-pk").values_list("job", flat=True)[:5]
        if JobProgress.objects.open().filter(pk__in=list(jobs)).exists():
            raise RuleBroken(_("กำลังลบข้อมูลที่ครบกำหนดอยู่ โปรดรอให้จบ หรือยกเลิกรอบนั้นก่อน"))
        subject.numbers = find(subject.at, schedule, by_itself=may.is_system(actor)).numbers[:MOST]
        subject.total = len(subject.numbers)
        if not subject.total:
            raise RuleBroken(_("ไม่มีข้อมูลที่ครบกำหนดและลบได้ในวันนี้"))

    def handle(self, actor: Any, subject: RetentionRun) -> RetentionRun:
        """Write it down and queue its work."""
        from prasan.privacy.emptying import queue

        subject.save(force_insert=True)
        if not self.at_once:
            queue(actor, subject)
        return subject


@dataclass(kw_only=True)
class RunRetention(EraseWorker):
    """Erase one person whose term is over, judged again at this moment.

    Parameters: `run_id`, the run that named the entry; its reason is the reason.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.run_retention"
    verb = gettext_lazy("ลบข้อมูลที่ครบกำหนดของแรงงาน")
    model = Worker
    allowed = may.can_empty

    run_id: int | None = None

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse what no run of the actor names, what is not due, and what is held."""
        refuse_merged(subject)
        runs = RetentionRun.objects.filter(pk=self.run_id or 0, seat=actor.seat_id, numbers__contains=[subject.pk])
        if not runs.exists():
            raise RuleBroken(_("รายการนี้ไม่อยู่ในรอบการลบของท่าน"))
        self.numbers = known.entries(subject.pk)
        against = obstacles(self.numbers)
        if against:
            raise RuleBroken(_("ยังลบไม่ได้: %(why)s") % {"why": " · ".join(against)})
        found = find(timezone.now(), terms(), [subject.pk], by_itself=may.is_system(actor))
        if subject.pk not in found.numbers:
            raise RuleBroken(_("ข้อมูลของรายการนี้ยังไม่ครบกำหนดเก็บรักษา"))
        self.basis = Erasure.Basis.RETENTION

    def noted(self) -> dict[str, Any]:
        """Return the run."""
        return {"run_id": self.run_id}
