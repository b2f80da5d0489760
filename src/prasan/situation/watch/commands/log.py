"""Verbs of the watch log and of handing over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.situation.models import Event, HandOver, LogEntry
from prasan.situation.watch import policy as may
from prasan.situation.watch.commands.own import LONGEST, own_office, said
from prasan.situation.watch.sheet import hand_over_sheet

EARLIEST = dt.timedelta(days=31)


@dataclass(kw_only=True)
class WriteLog(Create[LogEntry]):
    """Write a line into the log of the own office; `corrects`, an earlier line that it puts right."""

    name: ClassVar[str] = "situation.write_log"
    verb = _("เขียนบันทึกประจำเวร")
    model = LogEntry
    allowed = may.can_watch

    text: str = ""
    happened_at: dt.datetime | None = None
    corrects_id: int | None = None

    def build(self, actor: Any) -> LogEntry:
        """Return the line, of now unless told otherwise."""
        office = own_office(actor)
        return LogEntry(
            office=office, area_id=office.area_id, by_id=actor.person_id, text=self.text.strip(),
            happened_at=self.happened_at or timezone.now(), corrects_id=self.corrects_id,
        )  # fmt: skip

    def check(self, actor: Any, subject: LogEntry) -> None:
        """Refuse an empty line, one of the future or of long ago, and a correction of another office's."""
        said(self.text, "text", _("โปรดเขียนสิ่งที่เกิดขึ้น"))
        now = timezone.now()
        if subject.happened_at > now + dt.timedelta(minutes=5):
            raise RuleBroken(_("เวลาเกิดเหตุอยู่ในอนาคต โปรดดูวันและเวลาอีกครั้ง"), field="happened_at")
        if subject.happened_at < now - EARLIEST:
            raise RuleBroken(_("บันทึกย้อนหลังได้ไม่เกิน 31 วัน"), field="happened_at")
        if self.corrects_id is not None:
            rows = LogEntry.objects.visible_to(actor).filter(pk=self.corrects_id, office_id=subject.office_id)
            if not rows.exists():
                raise RuleBroken(_("ไม่พบบันทึกที่จะแก้ หรือเป็นของหน่วยงานอื่น"), field="corrects_id")


@dataclass(kw_only=True)
class MarkLog(Command[LogEntry]):
    """Call a line of the log a significant event; `event_id` joins it to an event there is."""

    name = "situation.mark_log"
    verb = _("ยกเป็นเหตุการณ์สำคัญ")
    model = LogEntry
    allowed = may.can_mark

    event_id: int | None = None

    def check(self, actor: Any, subject: LogEntry) -> None:
        """Refuse a line marked before, and an event out of sight."""
        if subject.marked_at is not None and subject.event_id is not None:
            raise RuleBroken(_("บันทึกนี้เป็นเหตุการณ์สำคัญและผูกกับเหตุการณ์แล้ว"))
        if self.event_id is not None and not Event.objects.visible_to(actor).filter(pk=self.event_id).exists():
            raise RuleBroken(_("ไม่พบเหตุการณ์นี้ หรืออยู่นอกขอบเขตของท่าน"), field="event_id")

    def handle(self, actor: Any, subject: LogEntry) -> LogEntry:
        """Mark it."""
        subject.marked_at = subject.marked_at or timezone.now()
        subject.marked_by_id = subject.marked_by_id or actor.person_id
        subject.event_id = self.event_id
        subject.save(update_fields=["marked_at", "marked_by", "event"])
        return subject


@dataclass(kw_only=True)
class MakeHandOver(Create[HandOver]):
    """Hand the watch over in one action: the sheet freezes what is open now; `word`, the last word."""

    name: ClassVar[str] = "situation.hand_over"
    verb = _("ส่งเวร")
    model = HandOver
    allowed = may.can_watch

    word: str = ""

    def build(self, actor: Any) -> HandOver:
        """Return the sheet of the own office with what is open at this moment."""
        office = own_office(actor)
        return HandOver(
            office=office, area_id=office.area_id, made_by_id=actor.person_id, word=self.word.strip(),
            sheet=hand_over_sheet(actor, office),
        )  # fmt: skip

    def check(self, actor: Any, subject: HandOver) -> None:
        """Refuse a second sheet while one waits to be accepted."""
        if len(self.word) > LONGEST:
            raise RuleBroken(_("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดย่อหรือแนบไฟล์") % {"n": LONGEST}, field="word")
        if HandOver.objects.filter(office_id=subject.office_id, accepted_at=None).exists():
            raise RuleBroken(_("มีใบส่งเวรที่รอรับอยู่แล้ว ต้องรับเวรใบนั้นก่อน"))


@dataclass(kw_only=True)
class AcceptHandOver(Command[HandOver]):
    """Accept the watch: the sheet was read; `remark`, what the successor saw otherwise."""

    name = "situation.accept_hand_over"
    verb = _("รับเวร")
    model = HandOver
    allowed = may.can_watch

    remark: str = ""

    def check(self, actor: Any, subject: HandOver) -> None:
        """Refuse one's own sheet and one that was accepted."""
        if subject.accepted_at is not None:
            raise RuleBroken(_("มีผู้รับเวรใบนี้แล้ว"))
        if subject.made_by_id == actor.person_id:
            raise RuleBroken(_("ผู้ส่งเวรรับเวรของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่งของหน่วยงาน"))
        if len(self.remark) > LONGEST:
            raise RuleBroken(_("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดย่อหรือแนบไฟล์") % {"n": LONGEST}, field="remark")

    def handle(self, actor: Any, subject: HandOver) -> HandOver:
        """Note who has the watch now."""
        subject.accepted_by_id, subject.accepted_at = actor.person_id, timezone.now()
        subject.remark = self.remark.strip()
        subject.save(update_fields=["accepted_by", "accepted_at", "remark"])
        return subject
