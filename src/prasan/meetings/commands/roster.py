"""Who comes: invite further offices, take one off, answer, name a substitute, check in, mark by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Seat
from prasan.meetings import policy as may
from prasan.meetings.commands import checks
from prasan.meetings.commands.showing import Shows
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Attendee, Briefing, What
from prasan.meetings.seating import put_in_order
from prasan.platform.commands import Command, RuleBroken

DUTIES = {Attendee.Duty.MEMBER, Attendee.Duty.GUEST, Attendee.Duty.LISTENER}


@dataclass(kw_only=True)
class AddAttendees(Command[Briefing]):
    """Invite further offices or seats. Parameters: `to`, offices; `seats`; `duty`, member, guest or listener."""

    name = "meetings.add_attendees"
    verb = gettext_lazy("เพิ่มผู้เข้าประชุม")
    model = Briefing
    allowed = may.can_prepare

    to: list[int] = field(default_factory=list)
    seats: list[int] = field(default_factory=list)
    duty: str = Attendee.Duty.MEMBER

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse none, an unknown duty, and who is there already."""
        checks.not_over(subject)
        if self.duty not in DUTIES:
            raise RuleBroken(_("โปรดเลือกว่าเข้าประชุมในฐานะใด"), field="duty")
        if not self.to and not self.seats:
            raise RuleBroken(_("โปรดเลือกหน่วยงานที่เชิญอย่างน้อยหนึ่งแห่ง"), field="to")
        self._offices = checks.offices(self.to, "to")
        rows = Seat.objects.held_on(timezone.localdate()).filter(pk__in=set(self.seats)).select_related("office")
        self._seats = list(rows.defer("office__grams"))
        if len(self._seats) != len(set(self.seats)):
            raise RuleBroken(_("ไม่พบบางตำแหน่ง หรือพ้นจากตำแหน่งแล้ว"), field="seats")
        there = set(subject.attendees.filter(seat=None).values_list("office_id", flat=True))
        sits = set(subject.attendees.exclude(seat=None).values_list("seat_id", flat=True))
        self._offices = [one for one in self._offices if one.pk not in there]
        self._seats = [one for one in self._seats if one.pk not in sits]
        if not self._offices and not self._seats:
            raise RuleBroken(_("เชิญไว้แล้วทั้งหมด"), field="to")
        if len(there) + len(sits) + len(self._offices) + len(self._seats) > checks.MOST_LINES:
            raise RuleBroken(_("เชิญได้ไม่เกิน %(n)s หน่วยงานต่อการประชุม") % {"n": checks.MOST_LINES}, field="to")
        found = [*self._offices, *(one.office for one in self._seats)]
        checks.readers(found, subject.classification, "to")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Add the lines and put the roster in order."""
        made = [Attendee(briefing=subject, office=one, area_id=one.area_id, duty=self.duty) for one in self._offices]
        made += [
            Attendee(briefing=subject, office=one.office, area_id=one.office.area_id, seat=one, duty=self.duty)
            for one in self._seats
        ]
        Attendee.objects.bulk_create(made)
        put_in_order(subject)
        self.details["attendees"] = [0, len(made)]
        return subject


@dataclass(kw_only=True)
class DropAttendee(Command[Attendee]):
    """Take a line off the roster of a meeting ahead."""

    name = "meetings.drop_attendee"
    verb = gettext_lazy("ถอนรายชื่อผู้เข้าประชุม")
    model = Attendee
    allowed = may.can_lead_line

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it once the meeting has begun, and for the chair and the secretary."""
        checks.still_ahead(subject.briefing)
        if subject.duty in {Attendee.Duty.CHAIR, Attendee.Duty.SECRETARY}:
            raise RuleBroken(_("ถอนประธานหรือผู้จดรายงานการประชุมไม่ได้ โปรดเปลี่ยนตัวแทน"))

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Delete the line; the journal keeps who it was."""
        number = subject.pk
        self.details |= {"office": [subject.office.code, None], "briefing": [subject.briefing_id, None]}
        subject.delete()
        subject.pk = number
        return subject


@dataclass(kw_only=True)
class ReplyTo(Command[Attendee]):
    """Answer an invitation.

    Parameters: `reply`, coming, substitute or absent; `substitute_id`, a person of ours, or `substitute_name` and
    `substitute_position` typed; `why`, for an absence; `is_camera`, several officers sit before one camera.
    """

    name = "meetings.reply"
    verb = gettext_lazy("ตอบรับการประชุม")
    model = Attendee
    allowed = may.can_reply

    reply: str = ""
    substitute_id: int | None = None
    substitute_name: str = ""
    substitute_position: str = ""
    why: str = ""
    is_camera: bool = False

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse an answer that is not whole."""
        checks.not_over(subject.briefing)
        if self.reply not in {Attendee.Reply.COMING, Attendee.Reply.SUBSTITUTE, Attendee.Reply.ABSENT}:
            raise RuleBroken(_("โปรดเลือกคำตอบ"), field="reply")
        self.substitute_name = checks.words(self.substitute_name, "substitute_name", most=200)
        self.substitute_position = checks.words(self.substitute_position, "substitute_position", most=200)
        asks = _("โปรดบอกเหตุผลที่ไม่เข้าประชุม") if self.reply == Attendee.Reply.ABSENT else ""
        self.why = checks.words(self.why, "why", asks, 500)
        if self.reply != Attendee.Reply.SUBSTITUTE:
            self.substitute_id, self.substitute_name, self.substitute_position = None, "", ""
        elif not self.substitute_id and not self.substitute_name:
            raise RuleBroken(_("โปรดระบุชื่อผู้แทน"), field="substitute_name")
        if self.substitute_id:
            self._check_substitute(subject)

    def _check_substitute(self, subject: Attendee) -> None:
        """Refuse somebody who holds no seat in the office of the line."""
        today = timezone.localdate()
        held = Seat.objects.held_on(today).filter(person_id=self.substitute_id or 0, office_id=subject.office_id)
        if not held.exists():
            raise RuleBroken(_("ผู้แทนต้องเป็นบุคลากรของหน่วยงานที่ได้รับเชิญ หรือพิมพ์ชื่อผู้แทนแทน"), field="substitute_name")

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep the answer."""
        subject.reply, subject.reply_why = self.reply, self.why
        subject.substitute_id, subject.substitute_name = self.substitute_id, self.substitute_name
        subject.substitute_position, subject.is_camera = self.substitute_position, self.is_camera
        subject.replied_at, subject.replied_by_id = timezone.now(), actor.person_id
        subject.save()
        return subject


@dataclass(kw_only=True)
class MarkRoll(Shows, Command[Attendee]):
    """Mark a line as come or gone by hand: in a hall, or beside another conference tool.

    Parameters: `present`; `at`, when it happened, now where None.
    """

    name = "meetings.mark"
    verb = gettext_lazy("บันทึกการมาประชุม")
    model = Attendee
    allowed = may.can_lead_line

    present: bool = True
    at: dt.datetime | None = None

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it outside the meeting and for another time than that of the meeting."""
        checks.running(subject.briefing)
        opened = subject.briefing.opened_at
        now = timezone.now()
        if self.at is not None and opened is not None and not opened - dt.timedelta(hours=1) <= self.at <= now:
            raise RuleBroken(_("เวลาต้องอยู่ในช่วงการประชุม"), field="at")

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Tell the log; the roll is read from it."""
        append(
            subject.briefing_id, What.MARKED, line=subject.pk, person=actor.person_id, at=self.at, present=self.present
        )
        return subject
