"""Open and close the meeting, call to the stage, raise hands, mute, remove, lock, record."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings.commands import checks
from prasan.meetings.commands.agenda import put_down
from prasan.meetings.commands.planning import OnBriefing
from prasan.meetings.commands.showing import Shows
from prasan.meetings.evidence.clock import clock_state
from prasan.meetings.evidence.log import append, last_hash
from prasan.meetings.models import Attendee, Briefing, Vote, What
from prasan.meetings.roll import present_now
from prasan.platform.commands import Command, RuleBroken
from prasan.platform.live import orders


@dataclass(kw_only=True)
class OpenMeeting(Shows, OnBriefing):
    """Open the meeting (เปิดประชุม): the log begins with the state of the clock, recording where there is media."""

    abstract: ClassVar[bool] = False
    name = "meetings.open"
    parts = ("agenda",)
    verb = gettext_lazy("เปิดประชุม")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep when it began."""
        subject.opened_at = timezone.now()
        subject.recording = subject.has_media
        done = super().handle(actor, subject)
        append(done.pk, What.OPENED, person=actor.person_id, recording=subject.recording, mode=subject.mode)
        append(done.pk, What.CLOCK, **asdict(clock_state()))
        return done


@dataclass(kw_only=True)
class CloseMeeting(Shows, OnBriefing):
    """Close the meeting (ปิดประชุม): everybody leaves, the log ends; its last hash stands in the journal."""

    abstract: ClassVar[bool] = False
    name = "meetings.close"
    parts = ("agenda",)
    verb = gettext_lazy("ปิดประชุม")

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse it while a vote is open."""
        super().check(actor, subject)
        if subject.votes.filter(state=Vote.State.OPEN).exists():
            raise RuleBroken(_("ยังมีการลงคะแนนที่เปิดอยู่ โปรดปิดหรือยกเลิกก่อน"))

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """End the item, send everybody out, close the log."""
        put_down(subject.pk)
        append(subject.pk, What.CLOCK, **asdict(clock_state()))
        for line in sorted(present_now(subject.pk)):
            append(subject.pk, What.LEFT, line=line, why="closed")
        append(subject.pk, What.CLOSED, person=actor.person_id)
        subject.attendees.exclude(hand_at=None).update(hand_at=None)
        subject.closed_at, subject.recording, subject.on_stage, subject.sharing = timezone.now(), False, None, None
        subject.final_hash = last_hash(subject.pk)
        return super().handle(actor, subject)


@dataclass(kw_only=True)
class Leads(Shows, Command[Briefing]):
    """What the organiser's side does with the running meeting as a whole."""

    abstract: ClassVar[bool] = True
    model = Briefing
    allowed = may.can_lead

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse it outside the meeting."""
        checks.running(subject)


@dataclass(kw_only=True)
class CallToStage(Leads):
    """Put a line on stage, or nobody: its picture and its scorecard on everybody's screen. Its hand goes down."""

    abstract: ClassVar[bool] = False
    name = "meetings.call_to_stage"
    verb = gettext_lazy("เชิญขึ้นจอหลัก")

    attendee_id: int | None = None

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse a line of another meeting, and one that was asked to leave."""
        super().check(actor, subject)
        self._line = None
        if self.attendee_id is not None:
            self._line = subject.attendees.filter(pk=self.attendee_id, removed=False).first()
            if self._line is None:
                raise RuleBroken(may.INVITED_ONLY, field="attendee")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep who is on stage and tell the log."""
        subject.on_stage = self._line
        subject.save(update_fields=["on_stage"])
        if self._line is not None and self._line.hand_at is not None:
            subject.attendees.filter(pk=self._line.pk).update(hand_at=None)
        append(subject.pk, What.CALLED, line=self.attendee_id, person=actor.person_id)
        return subject


@dataclass(kw_only=True)
class Lock(Leads):
    """Lock the room: who has not shown who they are by now stays outside."""

    abstract: ClassVar[bool] = False
    name = "meetings.lock"
    verb = gettext_lazy("ปิดห้องประชุมไม่ให้เข้าเพิ่ม")

    locked: bool = True

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep it and tell the log."""
        subject.locked = self.locked
        subject.save(update_fields=["locked"])
        append(subject.pk, What.LOCKED if self.locked else What.UNLOCKED, person=actor.person_id)
        return subject


@dataclass(kw_only=True)
class Record(Leads):
    """Switch recording on or off; every change stands in the log."""

    abstract: ClassVar[bool] = False
    name = "meetings.record"
    verb = gettext_lazy("เปลี่ยนการบันทึกเสียงและภาพ")

    on: bool = True

    def check(self, actor: Any, subject: Briefing) -> None:
        """Refuse it where no media of ours run, and ask why recording stops."""
        super().check(actor, subject)
        if not subject.has_media:
            raise RuleBroken(_("การประชุมนี้ไม่ได้ใช้ระบบภาพและเสียงของเรา"))
        if not self.on:
            self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่หยุดบันทึก"), 500)

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep it and tell the log."""
        subject.recording = self.on
        subject.save(update_fields=["recording"])
        append(subject.pk, What.RECORDING, person=actor.person_id, on=self.on)
        return subject


@dataclass(kw_only=True)
class MuteAll(Leads):
    """Mute everybody but the chair and who is on stage."""

    abstract: ClassVar[bool] = False
    name = "meetings.mute_all"
    verb = gettext_lazy("ปิดเสียงทุกคน")

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Keep it and tell the log once."""
        rows = (
            subject.attendees.filter(muted=False).exclude(duty=Attendee.Duty.CHAIR).exclude(pk=subject.on_stage_id or 0)
        )
        self.details["muted"] = [0, rows.update(muted=True)]
        append(subject.pk, What.MUTED, person=actor.person_id, all=True)
        return subject


@dataclass(kw_only=True)
class LeadsLine(Shows, Command[Attendee]):
    """What the organiser's side does with one line of the running meeting."""

    abstract: ClassVar[bool] = True
    model = Attendee
    allowed = may.can_lead_line

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it outside the meeting."""
        checks.running(subject.briefing)


@dataclass(kw_only=True)
class Mute(LeadsLine):
    """Mute a line at the engine, or let it be heard again."""

    abstract: ClassVar[bool] = False
    name = "meetings.mute"
    verb = gettext_lazy("ปิดหรือเปิดเสียง")

    muted: bool = True

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep it and tell the log."""
        subject.muted = self.muted
        subject.save(update_fields=["muted"])
        what = What.MUTED if self.muted else What.UNMUTED
        append(subject.briefing_id, what, line=subject.pk, person=actor.person_id)
        return subject


@dataclass(kw_only=True)
class Remove(LeadsLine):
    """Ask a line to leave, with the reason, or let it come back."""

    abstract: ClassVar[bool] = False
    name = "meetings.remove"
    verb = gettext_lazy("เชิญออกจากการประชุม")

    removed: bool = True

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it for the chair, and without a reason."""
        super().check(actor, subject)
        if subject.duty == Attendee.Duty.CHAIR:
            raise RuleBroken(_("เชิญประธานออกจากการประชุมไม่ได้"))
        if self.removed:
            self.reason = checks.words(self.reason, "reason", _("โปรดบอกเหตุผลที่เชิญออก"), 500)

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep it; who is asked to leave is on no stage and raises no hand."""
        subject.removed, subject.hand_at = self.removed, None
        subject.save(update_fields=["removed", "hand_at"])
        if self.removed:
            Briefing.objects.filter(pk=subject.briefing_id, on_stage=subject).update(on_stage=None)
            Briefing.objects.filter(pk=subject.briefing_id, sharing=subject).update(sharing=None)
        append(subject.briefing_id, What.REMOVED, line=subject.pk, person=actor.person_id, removed=self.removed)
        return subject

    def announce(self, actor: Any, subject: Attendee) -> None:
        """Show it, and close the sockets of who is asked to leave."""
        super().announce(actor, subject)
        if self.removed:
            key = f"meeting:{subject.briefing_id}/{subject.pk}"
            self.publish(self.name, orders.key_from(key), id=subject.pk)


@dataclass(kw_only=True)
class LowerHand(LeadsLine):
    """Take a hand down for somebody who was heard."""

    abstract: ClassVar[bool] = False
    name = "meetings.lower_hand"
    verb = gettext_lazy("นำมือลง")

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep it."""
        subject.hand_at = None
        subject.save(update_fields=["hand_at"])
        return subject


@dataclass(kw_only=True)
class Takes(Shows, Command[Attendee]):
    """What somebody does on their own line while the meeting runs."""

    abstract: ClassVar[bool] = True
    model = Attendee
    allowed = may.can_take_part

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it outside the meeting."""
        checks.running(subject.briefing)


@dataclass(kw_only=True)
class RaiseHand(Takes):
    """Ask to speak, or not any more; the one who asked first stands first."""

    abstract: ClassVar[bool] = False
    name = "meetings.raise_hand"
    verb = gettext_lazy("ยกมือ")

    up: bool = True

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep since when."""
        if self.up and subject.hand_at is not None:
            return subject
        subject.hand_at = timezone.now() if self.up else None
        subject.save(update_fields=["hand_at"])
        return subject


@dataclass(kw_only=True)
class Share(Takes):
    """Show one's own screen to everybody, or stop; one at a time, on stage or with the chair's side."""

    abstract: ClassVar[bool] = False
    name = "meetings.share"
    verb = gettext_lazy("แบ่งปันหน้าจอ")

    on: bool = True

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse it while another shows theirs, and from who is not on stage."""
        super().check(actor, subject)
        briefing = subject.briefing
        if not briefing.has_media:
            raise RuleBroken(_("การประชุมนี้ไม่ได้ใช้ระบบภาพและเสียงของเรา"))
        if self.on and briefing.sharing_id not in {None, subject.pk}:
            raise RuleBroken(_("มีผู้อื่นกำลังแบ่งปันหน้าจออยู่ โปรดรอให้หยุดก่อน"))
        if self.on and briefing.on_stage_id != subject.pk and not may.on_organisers_side(actor, briefing):
            raise RuleBroken(_("แบ่งปันหน้าจอได้เมื่อประธานเชิญขึ้นจอหลัก"))

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep who shows their screen."""
        rows = Briefing.objects.filter(pk=subject.briefing_id)
        if self.on:
            rows.update(sharing=subject)
        else:
            rows.filter(sharing=subject).update(sharing=None)
        self.details["sharing"] = [None, self.on]
        return subject


@dataclass(kw_only=True)
class ChoosePictures(Takes):
    """Choose how many pictures one's own line receives: 9, 4, 1, or 0 for sound alone."""

    abstract: ClassVar[bool] = False
    name = "meetings.choose_pictures"
    verb = gettext_lazy("เลือกจำนวนภาพที่รับ")

    pictures: int = 9

    def check(self, actor: Any, subject: Attendee) -> None:
        """Refuse other numbers."""
        super().check(actor, subject)
        if self.pictures not in {9, 4, 1, 0}:
            raise RuleBroken(_("โปรดเลือก 9, 4, 1 ภาพ หรือเสียงอย่างเดียว"), field="pictures")

    def handle(self, actor: Any, subject: Attendee) -> Attendee:
        """Keep it."""
        subject.pictures = self.pictures
        subject.save(update_fields=["pictures"])
        return subject
