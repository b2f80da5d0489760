"""Verbs along an event's life: verify, refute, watch, assess, respond, close with a lesson, open again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken, Step
from prasan.situation.cycle import EVENT
from prasan.situation.events import policy as may
from prasan.situation.events.commands.linking import must_stand
from prasan.situation.kinds import Certainty, Credibility, Severity, Urgency
from prasan.situation.models import Event


@dataclass(kw_only=True)
class OnEvent(Step[Event]):
    """A step along the event's life."""

    abstract: ClassVar[bool] = True
    model = Event
    allowed = may.can_handle
    cycle = EVENT

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an event that does not stand, and a step its state does not know."""
        must_stand(subject)
        super().check(actor, subject)


@dataclass(kw_only=True)
class Verify(OnEvent):
    """Say that it is true; the record of its sources counts it."""

    abstract: ClassVar[bool] = False
    name = "situation.verify"
    verb = _("ยืนยันเหตุการณ์")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Keep the finding and when it was made."""
        subject.finding, subject.verified_at = Event.Finding.TRUE, timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Refute(OnEvent):
    """Say that it is not true, and why; the record of its sources counts it."""

    abstract: ClassVar[bool] = False
    name = "situation.refute"
    verb = _("ระบุว่าไม่จริง")

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse it without the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกว่ารู้ได้อย่างไรว่าไม่จริง"), field="reason")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Keep the finding."""
        subject.finding, subject.verified_at = Event.Finding.FALSE, None
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Watch(OnEvent):
    """Keep an eye on it: nothing to do yet."""

    abstract: ClassVar[bool] = False
    name = "situation.watch"
    verb = _("เฝ้าดูเหตุการณ์")


@dataclass(kw_only=True)
class Assess(OnEvent):
    """Judge it: severity, urgency, certainty, and the digit of what is told; four answers, never one number."""

    abstract: ClassVar[bool] = False
    name = "situation.assess"
    verb = _("ประเมินเหตุการณ์")

    severity: str = ""
    urgency: str = ""
    certainty: str = ""
    digit: int = 0

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse an answer that is missing."""
        super().check(actor, subject)
        for name, known in (("severity", Severity), ("urgency", Urgency), ("certainty", Certainty)):
            if getattr(self, name) not in known.values:
                raise RuleBroken(_("โปรดตอบให้ครบทุกข้อ เลือก “ยังไม่ทราบ” ได้"), field=name)
        if self.digit not in Credibility.values:
            raise RuleBroken(_("โปรดตอบให้ครบทุกข้อ เลือก “ยังไม่ทราบ” ได้"), field="digit")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Keep the answers."""
        subject.severity, subject.urgency = self.severity, self.urgency
        subject.certainty, subject.digit = self.certainty, self.digit
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Respond(OnEvent):
    """Begin to act."""

    abstract: ClassVar[bool] = False
    name = "situation.respond"
    verb = _("เริ่มแก้ไขเหตุการณ์")


@dataclass(kw_only=True)
class Close(OnEvent):
    """End it with what was learned; every task is done by then."""

    abstract: ClassVar[bool] = False
    name = "situation.close"
    verb = _("ยุติเหตุการณ์")

    lesson: str = ""

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse it without a lesson, or while somebody still has a task."""
        super().check(actor, subject)
        if not self.lesson.strip():
            raise RuleBroken(_("โปรดเขียนบทเรียนก่อนยุติเหตุการณ์"), field="lesson")
        waiting = subject.tasks.filter(done_at=None).count()
        if waiting:
            text = _("ยังมีงานที่ไม่เสร็จ %(n)s งาน ทำให้เสร็จก่อนยุติเหตุการณ์")
            raise RuleBroken(text % {"n": waiting}, field="lesson")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Keep the lesson."""
        subject.lesson, subject.closed_at = self.lesson.strip(), timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Reopen(OnEvent):
    """Open a closed event again, with the reason; it is checked anew."""

    abstract: ClassVar[bool] = False
    name = "situation.reopen"
    verb = _("เปิดเหตุการณ์อีกครั้ง")

    def check(self, actor: Any, subject: Event) -> None:
        """Refuse it without the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่เปิดอีกครั้ง"), field="reason")

    def handle(self, actor: Any, subject: Event) -> Event:
        """Clear what checking found and when it was closed; the lesson stays as it was written."""
        subject.closed_at, subject.verified_at, subject.finding = None, None, Event.Finding.NONE
        return super().handle(actor, subject)
