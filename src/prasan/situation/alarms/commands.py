"""Verbs of alarms: the machine raises and renews them; people look, link to an event, set aside, take up again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, Create, RuleBroken, Step
from prasan.situation.alarms.cycle import ALARM
from prasan.situation.alarms.policy import can_judge_alarm, can_raise_alarm
from prasan.situation.events.commands.linking import must_stand
from prasan.situation.models import Alarm, Event

MOST_WORDS = 500


@dataclass(kw_only=True)
class RaiseAlarm(Create[Alarm]):
    """Keep an alarm that the machine found. Parameters: `values`, the columns of the row."""

    name = "situation.raise_alarm"
    verb = gettext_lazy("แจ้งสัญญาณเตือน")
    model = Alarm
    allowed = can_raise_alarm

    values: dict[str, Any] = field(default_factory=dict)

    def build(self, actor: Any) -> Alarm:
        """Return the new alarm."""
        return Alarm(**self.values)


@dataclass(kw_only=True)
class RenewAlarm(Command[Alarm]):
    """Tell that the stretch of an alarm has grown, ended, or reads otherwise; what people decided stays."""

    name = "situation.renew_alarm"
    verb = gettext_lazy("ปรับตัวเลขของสัญญาณเตือน")
    model = Alarm
    allowed = can_raise_alarm

    values: dict[str, Any] = field(default_factory=dict)

    def handle(self, actor: Any, subject: Alarm) -> Alarm:
        """Write the numbers."""
        for name, value in self.values.items():
            setattr(subject, name, value)
        subject.save(update_fields=sorted(self.values))
        return subject


@dataclass(kw_only=True)
class Judged(Step[Alarm]):
    """What people do with an alarm along its life."""

    abstract: ClassVar[bool] = True
    model = Alarm
    allowed = can_judge_alarm
    cycle = ALARM

    def decide(self, actor: Any, subject: Alarm) -> None:
        """Note who looked or decided, and when."""
        if subject.looked_at is None:
            subject.looked_by_id, subject.looked_at = actor.person_id, timezone.now()
        subject.decided_by_id, subject.decided_at = actor.person_id, timezone.now()


@dataclass(kw_only=True)
class LookAtAlarm(Judged):
    """Say that one looks into it."""

    abstract: ClassVar[bool] = False
    name = "situation.look_at_alarm"
    verb = gettext_lazy("รับตรวจดูสัญญาณเตือน")
    move = "look"

    def handle(self, actor: Any, subject: Alarm) -> Alarm:
        """Note who looks."""
        subject.looked_by_id, subject.looked_at = actor.person_id, timezone.now()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class LinkAlarm(Judged):
    """Say which event stands behind it."""

    abstract: ClassVar[bool] = False
    name = "situation.link_alarm"
    verb = gettext_lazy("ผูกสัญญาณเตือนกับเหตุการณ์")
    move = "link"

    event_id: int = 0

    def check(self, actor: Any, subject: Alarm) -> None:
        """Refuse an event that the actor does not read or that does not stand."""
        super().check(actor, subject)
        self._event = Event.objects.visible_to(actor).select_related("merged_into").filter(pk=self.event_id).first()
        if self._event is None:
            raise RuleBroken(_("ไม่พบเหตุการณ์นี้ โปรดใส่เลขที่เหตุการณ์ เช่น 12/2569"), field="event")
        must_stand(self._event)

    def handle(self, actor: Any, subject: Alarm) -> Alarm:
        """Link it."""
        self.decide(actor, subject)
        subject.event = self._event
        return super().handle(actor, subject)

    def announce(self, actor: Any, subject: Alarm) -> None:
        """Tell the lists and the event's own page."""
        self.publish(self.name, *subject.topics(), f"event:{subject.event_id}", id=subject.pk)


@dataclass(kw_only=True)
class SetAlarmAside(Judged):
    """Set it aside: nothing stands behind it that the centre has to deal with, and why."""

    abstract: ClassVar[bool] = False
    name = "situation.set_alarm_aside"
    verb = gettext_lazy("วางสัญญาณเตือนไว้")
    move = "set_aside"

    def check(self, actor: Any, subject: Alarm) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่วางไว้"), field="reason")
        if len(self.reason.strip()) > MOST_WORDS:
            raise RuleBroken(_("เหตุผลยาวได้ไม่เกิน %(n)s ตัวอักษร") % {"n": MOST_WORDS}, field="reason")

    def handle(self, actor: Any, subject: Alarm) -> Alarm:
        """Set it aside."""
        self.decide(actor, subject)
        subject.reason = self.reason.strip()
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class ReopenAlarm(Judged):
    """Take it up again: the decision was wrong, or something new is known."""

    abstract: ClassVar[bool] = False
    name = "situation.reopen_alarm"
    verb = gettext_lazy("หยิบสัญญาณเตือนขึ้นมาดูใหม่")
    move = "reopen"

    def handle(self, actor: Any, subject: Alarm) -> Alarm:
        """Let go of the decision; the journal keeps it."""
        subject.event, subject.reason, subject.decided_by, subject.decided_at = None, "", None, None
        subject.looked_by_id, subject.looked_at = actor.person_id, timezone.now()
        return super().handle(actor, subject)
