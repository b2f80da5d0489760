"""Verbs of appointments: put one in, change it, cancel it; what was said before stays in the journal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk.appointments.models import Appointment
from prasan.desk.appointments.policy import TOO_WIDE, audiences, can_keep_appointment
from prasan.directory.models import Office
from prasan.platform.commands import Command, Create, Refused, RuleBroken

LONGEST = 60
"""Days that an appointment lasts at most; a longer one is a typing slip in the year."""
MOST_WORDS = 2000
MOST_LINK = 500
LINK = URLValidator(schemes=["https"])
CANCELLED = _("นัดหมายนี้ยกเลิกแล้ว หากจะนัดใหม่ โปรดเพิ่มนัดหมายใหม่")
MOVED_ON = _("มีผู้แก้นัดหมายนี้ก่อนท่าน โปรดเปิดดูล่าสุดแล้วแก้อีกครั้ง")


@dataclass(kw_only=True)
class Told:
    """What one says of an appointment; hours are those of Thailand, `end` is the first day where it is not told."""

    subject_th: str = ""
    start: dt.date | None = None
    start_time: dt.time | None = None
    end: dt.date | None = None
    end_time: dt.time | None = None
    place: str = ""
    link: str = ""
    audience: str = Appointment.Audience.OFFICE
    remark: str = ""

    def fill(self, row: Appointment) -> Appointment:
        """Write it into a row."""
        row.subject, row.place = self.subject_th.strip(), self.place.strip()
        link = self.link.strip()
        row.link = f"https{link[5:]}" if link[:5].lower() == "https" else link
        row.remark, row.audience = self.remark.strip(), self.audience
        if self.start is not None:
            row.start, row.end = self.start, self.end or self.start
        row.start_time, row.end_time = self.start_time, self.end_time
        return row

    def must_hold(self) -> None:
        """Raise RuleBroken for what is no appointment."""
        if not self.subject_th.strip() or len(self.subject_th.strip()) > 200:
            raise RuleBroken(_("โปรดบอกเรื่องที่นัด ไม่เกิน 200 ตัวอักษร"), field="subject_th")
        if self.audience not in Appointment.Audience.values:
            raise RuleBroken(_("โปรดเลือกว่านัดหน่วยงานใด"), field="audience")
        if len(self.place.strip()) > 300:
            raise RuleBroken(_("ข้อความยาวเกินไป"), field="place")
        if len(self.remark) > MOST_WORDS:
            raise RuleBroken(_("ข้อความยาวเกินไป"), field="remark")
        self._must_fit()
        if self.link.strip():
            try:
                LINK(self.link.strip()[: MOST_LINK + 1])
                if len(self.link.strip()) > MOST_LINK:
                    raise ValidationError("long")
            except ValidationError:
                raise RuleBroken(_("ลิงก์ต้องขึ้นต้นด้วย https:// และเป็นที่อยู่เว็บที่ถูกต้อง"), field="link") from None

    def _must_fit(self) -> None:
        """Raise RuleBroken for days and hours that do not follow each other."""
        if self.start is None or not 2000 < self.start.year < 2200:
            raise RuleBroken(_("โปรดบอกวันที่เริ่ม"), field="start")
        last = self.end or self.start
        if last < self.start:
            raise RuleBroken(_("วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม"), field="end")
        if (last - self.start).days > LONGEST:
            raise RuleBroken(_("นัดหมายยาวได้ไม่เกิน %(n)s วัน โปรดดูวันที่อีกครั้ง") % {"n": LONGEST}, field="end")
        if self.end_time is not None and self.start_time is None:
            raise RuleBroken(_("โปรดบอกเวลาเริ่มด้วย"), field="start_time")
        if last == self.start and self.end_time and self.start_time and self.end_time <= self.start_time:
            raise RuleBroken(_("เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม"), field="end_time")


@dataclass(kw_only=True)
class AddAppointment(Told, Create[Appointment]):
    """Put an appointment of the actor's own office into the calendar."""

    name: ClassVar[str] = "desk.add_appointment"
    verb = _("ลงนัดหมาย")
    model = Appointment
    allowed = can_keep_appointment

    def build(self, actor: Any) -> Appointment:
        """Return the appointment of the actor's own office."""
        office = Office.objects.filter(pk=actor.office_id).only("pk", "area_id").first()
        if office is None:
            raise Refused(_("ต้องลงนัดหมายจากตำแหน่งในหน่วยงาน"))
        return self.fill(Appointment(office=office, area_id=office.area_id, version=1))

    def check(self, actor: Any, subject: Appointment) -> None:
        """Refuse what is no appointment."""
        self.must_hold()


@dataclass(kw_only=True)
class ChangeAppointment(Told, Command[Appointment]):
    """Change an appointment; `version`, the one that was read."""

    name: ClassVar[str] = "desk.change_appointment"
    verb = _("แก้นัดหมาย")
    model = Appointment
    allowed = can_keep_appointment

    version: int = 0

    def check(self, actor: Any, subject: Appointment) -> None:
        """Refuse what is cancelled, changed meanwhile, widened beyond the seat, or no appointment."""
        _must_stand(subject, self.version)
        if self.audience in Appointment.Audience.values and self.audience not in audiences(actor):
            raise Refused(TOO_WIDE)
        self.must_hold()

    def handle(self, actor: Any, subject: Appointment) -> Appointment:
        """Save it under its next version."""
        self.fill(subject)
        subject.version += 1
        subject.save()
        return subject


@dataclass(kw_only=True)
class CancelAppointment(Command[Appointment]):
    """Cancel an appointment with the reason that everybody asked to it reads; it stays in the calendar, struck out."""

    name = "desk.cancel_appointment"
    verb = _("ยกเลิกนัดหมาย")
    model = Appointment
    allowed = can_keep_appointment

    def check(self, actor: Any, subject: Appointment) -> None:
        """Ask for the reason."""
        _must_stand(subject, subject.version)
        if not self.reason.strip() or len(self.reason) > MOST_WORDS:
            raise RuleBroken(_("โปรดบอกเหตุผลที่ยกเลิก"), field="reason")

    def handle(self, actor: Any, subject: Appointment) -> Appointment:
        """Keep when and why."""
        subject.cancelled_at, subject.cancelled_why = timezone.now(), self.reason.strip()
        subject.version += 1
        subject.save()
        return subject


def _must_stand(subject: Appointment, version: int) -> None:
    if subject.cancelled_at is not None:
        raise RuleBroken(CANCELLED)
    if subject.version != version:
        raise RuleBroken(MOVED_ON)
