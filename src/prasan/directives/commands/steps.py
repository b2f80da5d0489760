"""Verbs along a directive's life: acknowledge, start, answer with evidence, close, return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directives import policy as may
from prasan.directives.commands import checks
from prasan.directives.commands.clockwork import Repeat
from prasan.directives.cycle import DIRECTIVE
from prasan.directives.models import Answer, AnswerFile, Directive
from prasan.directory.clocks import Clocks
from prasan.platform.commands import SYSTEM, RuleBroken, Step, perform
from prasan.platform.files.models import File
from prasan.platform.files.sniff import PICTURES
from prasan.platform.files.store import file_kind, keep

KIND = "directives.evidence"
MOST_FILES = 5
"""Files that one answer carries."""
NOT_READABLE = gettext_lazy("หลักฐานนี้เป็นของข้อสั่งการที่อยู่นอกขอบเขตของท่าน")


def _may_read(actor: Any, file: File) -> Any:
    """Let whoever reads the directive read what proves its answers."""
    return None if AnswerFile.objects.visible_to(actor).filter(file=file).exists() else NOT_READABLE


file_kind(KIND, _may_read, PICTURES | {"application/pdf"})


def minutes_since(directive: Directive, moment: Any) -> int:
    """Return the working minutes of the lead office since it was issued: one query."""
    calendar = Clocks([directive.lead], timezone.localdate(directive.issued_at), moment - directive.issued_at)
    return max(calendar.of(directive.lead).minutes_between(directive.issued_at, moment), 0)


@dataclass(kw_only=True)
class OnDirective(Step[Directive]):
    """A step along a directive's life."""

    abstract: ClassVar[bool] = True
    model = Directive
    cycle = DIRECTIVE


@dataclass(kw_only=True)
class Acknowledge(OnDirective):
    """Take it: from now on one named person of the lead office answers for it."""

    abstract: ClassVar[bool] = False
    name = "directives.acknowledge"
    verb = gettext_lazy("รับทราบข้อสั่งการ")
    allowed = may.can_do

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Keep who took it, when, and after how long."""
        subject.acknowledged_at, subject.acknowledged_by_id = timezone.now(), actor.person_id
        subject.acknowledged_minutes = minutes_since(subject, subject.acknowledged_at)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Start(OnDirective):
    """Begin the work."""

    abstract: ClassVar[bool] = False
    name = "directives.start"
    verb = gettext_lazy("เริ่มดำเนินการตามข้อสั่งการ")
    allowed = may.can_do


@dataclass(kw_only=True)
class SendAnswer(OnDirective):
    """Report what was done, with what proves it: words that say where it stands, files, or both.

    Parameters: `uploads`, (name, open file) of pictures or PDF, at most MOST_FILES.
    """

    abstract: ClassVar[bool] = False
    name = "directives.answer"
    verb = gettext_lazy("รายงานผลข้อสั่งการ")
    allowed = may.can_do

    text: str = ""
    evidence: str = ""
    uploads: list[tuple[str, Any]] = field(default_factory=list)

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse it without words, and a bound one without evidence."""
        super().check(actor, subject)
        self.text = checks.words(self.text, "text", _("โปรดเขียนผลการดำเนินงาน"))
        self.evidence = checks.words(self.evidence, "evidence", "", 2000)
        if len(self.uploads) > MOST_FILES:
            raise RuleBroken(_("แนบได้ไม่เกิน %(n)s ไฟล์") % {"n": MOST_FILES}, field="file")
        if subject.bound and not self.evidence and not self.uploads:
            raise RuleBroken(_("ข้อสั่งการที่ผูกกับตัวเลขต้องมีหลักฐาน โปรดแนบไฟล์หรือบอกว่าหลักฐานอยู่ที่ใด"), field="evidence")

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Keep the answer and the file; the clock of the lead office stops."""
        now = timezone.now()
        answer = Answer.objects.create(
            directive=subject, text=self.text, evidence=self.evidence, by_id=actor.person_id, at=now
        )
        told = {"office_id": subject.lead_id, "area_id": subject.area_id, "classification": subject.classification}
        for name, stream in self.uploads:
            AnswerFile.objects.create(answer=answer, file=keep(actor, stream, name, kind=KIND, **told))
        subject.answered_at, subject.answered_by_id = now, actor.person_id
        subject.has_evidence = bool(self.evidence or self.uploads)
        subject.escalate_at = None
        if subject.first_answered_at is None:
            subject.first_answered_at, subject.answered_minutes = now, minutes_since(subject, now)
        self.details["answer"] = [None, answer.pk]
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Close(OnDirective):
    """Close it; the giver's side, never who answered. One that recurs brings its next."""

    abstract: ClassVar[bool] = False
    name = "directives.close"
    verb = gettext_lazy("ปิดข้อสั่งการ")
    allowed = may.can_close

    def check(self, actor: Any, subject: Directive) -> None:
        """Refuse it unanswered where a report was asked for, unproven where it is bound, and before its parts."""
        super().check(actor, subject)
        if subject.report_back and subject.state != Directive.State.ANSWERED:
            raise RuleBroken(_("ยังไม่มีรายงานผล ปิดเรื่องได้เมื่อหน่วยงานหลักรายงานผลแล้ว"))
        if subject.bound and not subject.has_evidence:
            raise RuleBroken(_("ข้อสั่งการที่ผูกกับตัวเลขปิดได้เมื่อมีหลักฐานเท่านั้น"))
        waiting = subject.parts.live().count()
        if waiting:
            raise RuleBroken(_("ยังมีรายพื้นที่ที่ไม่ปิด %(n)s แห่ง ปิดให้ครบก่อน") % {"n": waiting})

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Keep who closed it and when; the next of a recurring one is made now."""
        subject.closed_at, subject.closed_by_id, subject.escalate_at = timezone.now(), actor.person_id, None
        done = super().handle(actor, subject)
        if Repeat.comes(done):
            perform(SYSTEM, Repeat(previous_id=done.pk))
        return done


@dataclass(kw_only=True)
class Return(OnDirective):
    """Send an answer back to the lead office, with the reason."""

    abstract: ClassVar[bool] = False
    name = "directives.return"
    verb = gettext_lazy("ส่งข้อสั่งการกลับให้ดำเนินการต่อ")
    allowed = may.can_follow

    def check(self, actor: Any, subject: Directive) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        self.reason = checks.words(self.reason, "reason", _("โปรดบอกว่าต้องทำอะไรเพิ่ม"), 2000)

    def handle(self, actor: Any, subject: Directive) -> Directive:
        """Keep the reason; the deadline goes on, and escalation from the level it had."""
        subject.returned_why = self.reason
        subject.escalate_at = max(subject.due_at, timezone.now())
        return super().handle(actor, subject)
