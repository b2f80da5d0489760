"""Say something in the chat, take it off the screen, report a fault, settle it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings.commands import checks
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Attendee, Item, Message, Problem, What
from prasan.platform.commands import Command, Create, RuleBroken

MOST_STATISTICS = 8_000
"""Letters of JSON that a client may send along with a report."""


def _line(actor: Any, pk: int | None) -> Attendee:
    rows = Attendee.objects.visible_to(actor).select_related("briefing__organiser", "briefing__chair")
    found = rows.filter(pk=pk or 0).first()
    if found is None:
        raise RuleBroken(may.INVITED_ONLY)
    return found


@dataclass(kw_only=True)
class Say(Create[Message]):
    """Write a line to everybody in the meeting."""

    name = "meetings.say"
    verb = gettext_lazy("ส่งข้อความในที่ประชุม")
    model = Message
    allowed = may.can_speak

    attendee_id: int | None = None
    text: str = ""

    def build(self, actor: Any) -> Message:
        """Return the new row on the actor's line."""
        line = _line(actor, self.attendee_id)
        return Message(briefing=line.briefing, attendee=line, by_id=actor.person_id, at=timezone.now())

    def check(self, actor: Any, subject: Message) -> None:
        """Refuse nothing, too much, and a meeting that does not run."""
        checks.running(subject.briefing)
        subject.text = checks.words(self.text, "text", _("โปรดพิมพ์ข้อความ"), 1000)

    def handle(self, actor: Any, subject: Message) -> Message:
        """Keep it under the item that is taken up."""
        subject.item = Item.objects.filter(briefing_id=subject.briefing_id, state=Item.State.CURRENT).first()
        subject.save(force_insert=True)
        return subject


@dataclass(kw_only=True)
class HideMessage(Command[Message]):
    """Take a line of the chat off the screens; it stays on record."""

    name = "meetings.hide_message"
    verb = gettext_lazy("ซ่อนข้อความในที่ประชุม")
    model = Message
    allowed = may.can_lead_item

    def handle(self, actor: Any, subject: Message) -> Message:
        """Keep that it is off."""
        subject.hidden = True
        subject.save(update_fields=["hidden"])
        return subject


@dataclass(kw_only=True)
class ReportProblem(Create[Problem]):
    """Say "I have a problem", with what one's own machine measured."""

    name = "meetings.report_problem"
    verb = gettext_lazy("แจ้งเหตุขัดข้องในการประชุม")
    model = Problem
    allowed = may.can_speak

    attendee_id: int | None = None
    text: str = ""
    statistics: dict[str, Any] = field(default_factory=dict)

    def build(self, actor: Any) -> Problem:
        """Return the new row on the actor's line."""
        line = _line(actor, self.attendee_id)
        return Problem(briefing=line.briefing, attendee=line, by_id=actor.person_id, at=timezone.now())

    def check(self, actor: Any, subject: Problem) -> None:
        """Refuse more than anybody reads; a report may come before the meeting is opened."""
        checks.not_over(subject.briefing)
        subject.text = checks.words(self.text, "text", most=2000)
        try:
            size = len(json.dumps(self.statistics))
        except (TypeError, ValueError):
            raise RuleBroken(_("อ่านค่าที่วัดได้ไม่ออก"), field="statistics") from None
        subject.statistics = self.statistics if size <= MOST_STATISTICS else {}

    def handle(self, actor: Any, subject: Problem) -> Problem:
        """Keep it and tell the log."""
        subject.save(force_insert=True)
        append(subject.briefing_id, What.PROBLEM, line=subject.attendee_id, person=actor.person_id, problem=subject.pk)
        return subject


@dataclass(kw_only=True)
class SettleProblem(Command[Problem]):
    """Say what was done about a fault."""

    name = "meetings.settle_problem"
    verb = gettext_lazy("แก้ไขเหตุขัดข้องแล้ว")
    model = Problem
    allowed = may.can_lead_item

    how: str = ""

    def check(self, actor: Any, subject: Problem) -> None:
        """Refuse it twice and without words."""
        if subject.settled_at is not None:
            raise RuleBroken(_("เรื่องนี้แก้ไขแล้ว"))
        self.how = checks.words(self.how, "how", _("โปรดบอกว่าแก้ไขอย่างไร"), 2000)

    def handle(self, actor: Any, subject: Problem) -> Problem:
        """Keep what was done."""
        subject.settled_at, subject.settled_by_id, subject.settled_how = timezone.now(), actor.person_id, self.how
        subject.save()
        return subject
