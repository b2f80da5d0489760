"""Verbs about attendance: note who was there, take a note back."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, RuleBroken
from prasan.training import policy as may
from prasan.training.commands.seating import lock_of
from prasan.training.models import Application, Attendance, Day, Session
from prasan.training.models.applications import State

EARLY = dt.timedelta(minutes=5)
"""A telephone's clock may be so far ahead of ours."""


@dataclass(kw_only=True)
class Present(Command[Application]):
    """A verb about whether a trainee was there on a day. Parameters: `day_id`."""

    abstract: ClassVar[bool] = True
    model = Application
    day_id: int = 0

    def subject(self, actor: Any) -> Application:
        """Return the application, the row of its session locked before it."""
        if isinstance(self.target_id, int):
            lock_of(self.target_id)
        return super().subject(actor)

    def day(self, subject: Application) -> Day:
        """Return the day; RuleBroken for one of another session."""
        found = Day.objects.filter(pk=self.day_id, session=subject.session_id).first()
        if found is None:
            raise RuleBroken(_("วันฝึกนี้ไม่ใช่ของรุ่นนี้"), field="day")
        return found

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse a session whose results are closed, and somebody without a seat."""
        if subject.session.state != Session.State.OPEN:
            raise RuleBroken(_("รุ่นนี้สรุปผลหรือยกเลิกแล้ว การเข้าฝึกแก้ไขไม่ได้"))
        if subject.state not in {State.ENROLLED, State.COMPLETED, State.FAILED}:
            raise RuleBroken(_("ผู้สมัครรายนี้ไม่มีที่นั่งที่ยืนยันแล้ว"))
        self.found = self.day(subject)


@dataclass(kw_only=True)
class MarkAttendance(Present):
    """Note that a trainee was there on a day; noted twice it stands once.

    Parameters: `way`, QR or LIST; `told_at`, when the phone noted it; `client`, the phone's own number of the note.
    """

    abstract: ClassVar[bool] = False
    name = "training.mark_attendance"
    verb = gettext_lazy("บันทึกการเข้าฝึกของ")
    allowed = may.can_judge

    way: str = Attendance.Way.LIST
    told_at: dt.datetime | None = None
    client: uuid.UUID | None = None

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse a day that has not come."""
        super().check(actor, subject)
        if self.way not in Attendance.Way.values:
            raise RuleBroken(_("ไม่รู้จักวิธีบันทึก"), field="way")
        now = timezone.now()
        if self.found.day > timezone.localdate(now) or (self.told_at is not None and self.told_at > now + EARLY):
            raise RuleBroken(_("วันฝึกนี้ยังไม่ถึง"), field="day")

    def handle(self, actor: Any, subject: Application) -> Application:
        """Write the note, once."""
        here = Attendance.objects.filter(application=subject, day=self.found, taken_back_at=None)
        sent = self.client is not None and Attendance.objects.filter(client=self.client).exists()
        if not sent and not here.exists():
            told = {"told_at": self.told_at or timezone.now(), "client": self.client or uuid.uuid4(), "way": self.way}
            Attendance.objects.create(application=subject, day=self.found, seat_id=actor.seat_id, **told)
            self.details["attendance"] = [None, self.found.day.isoformat()]
        return subject


@dataclass(kw_only=True)
class TakeBackAttendance(Present):
    """Take back that a trainee was there on a day: it was a mistake."""

    abstract: ClassVar[bool] = False
    name = "training.take_back_attendance"
    verb = gettext_lazy("ถอนบันทึกการเข้าฝึกของ")
    allowed = may.can_judge

    def handle(self, actor: Any, subject: Application) -> Application:
        """Note the moment at which it was taken back."""
        rows = Attendance.objects.filter(application=subject, day=self.found, taken_back_at=None)
        if not rows.update(taken_back_at=timezone.now()):
            raise RuleBroken(_("ไม่มีบันทึกการเข้าฝึกของวันนี้ให้ถอน"), field="day")
        self.details["attendance"] = [self.found.day.isoformat(), None]
        return subject
