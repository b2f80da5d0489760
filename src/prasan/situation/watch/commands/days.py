"""The word of a province or an office abroad on its day: normal, or what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.situation.models import DayReport
from prasan.situation.watch import policy as may
from prasan.situation.watch.commands.own import own_office, said

BACK = 7
"""Days for which the word can still be given or mended."""


@dataclass(kw_only=True)
class ReportDay(Command[DayReport]):
    """Say that the own place's day was normal (เหตุการณ์ปกติ), or what happened; a later word replaces the earlier."""

    name: ClassVar[str] = "situation.report_day"
    verb = _("รายงานเหตุการณ์ประจำวัน")
    model = DayReport
    allowed = may.can_report_day

    day: dt.date | None = None
    is_normal: bool = True
    text: str = ""

    def subject(self, actor: Any) -> DayReport:
        """Return the row of the day, locked, or a new one; the office's lock lets one of two begin it."""
        office = own_office(actor)
        type(office).objects.select_for_update(of=("self",)).get(pk=office.pk)
        day = self.day or timezone.localdate()
        found = DayReport.objects.select_for_update(of=("self",)).filter(office=office, day=day).first()
        return found or DayReport(office=office, area_id=office.area_id, day=day)

    def check(self, actor: Any, subject: DayReport) -> None:
        """Refuse a day to come, one long gone, and "something happened" without saying what."""
        today = timezone.localdate()
        if subject.day > today:
            raise RuleBroken(_("รายงานวันที่ยังมาไม่ถึงไม่ได้"), field="day")
        if subject.day < today - dt.timedelta(days=BACK):
            raise RuleBroken(_("รายงานย้อนหลังได้ไม่เกิน %(n)s วัน") % {"n": BACK}, field="day")
        if not self.is_normal:
            said(self.text, "text", _("โปรดบอกว่าเกิดอะไรขึ้น หรือเลือก “เหตุการณ์ปกติ”"))
        elif len(self.text) > 0 and self.text.strip():
            raise RuleBroken(_("เลือก “เหตุการณ์ปกติ” แล้ว แต่มีข้อความอยู่ โปรดเลือก “มีเหตุการณ์” หรือลบข้อความ"), field="text")

    def handle(self, actor: Any, subject: DayReport) -> DayReport:
        """Save the word of the day."""
        subject.is_normal, subject.text = self.is_normal, self.text.strip()
        subject.by_id, subject.sent_at = actor.person_id, timezone.now()
        subject.save()
        return subject
