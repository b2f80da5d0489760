"""Opening a locked month again: for one office, with a reason and an end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Create, Refused, RuleBroken
from prasan.platform.ui.filters import thaidate
from prasan.progress import periods
from prasan.progress import policy as may
from prasan.progress.items import targets_of
from prasan.progress.models import Line, Opening
from prasan.registers import settings

NEEDS_REASON = _("โปรดบอกเหตุผลที่เปิดให้แก้ไข เหตุผลจะอยู่ในประวัติ")
STILL_OPEN = _("เดือนนี้ยังไม่ปิดรับ หน่วยงานแก้ไขได้อยู่แล้ว")
CENTRE_ONLY = _("เดือนนี้อยู่ในปีงบประมาณก่อน เฉพาะส่วนกลางเท่านั้นที่เปิดได้")


@dataclass(kw_only=True)
class OpenMonth(Create[Opening]):
    """Open a locked month for one office until a day; unused, it ends by itself."""

    name = "progress.open_month"
    verb = _("เปิดเดือนที่ปิดรับแล้วให้แก้ไข")
    model = Opening
    allowed = may.can_open_month

    office_id: int = 0
    period: int = 0
    until: dt.date = field(default_factory=timezone.localdate)

    def build(self, actor: Any) -> Opening:
        """Return the opening; the office is in the actor's scope, and its lock lets one of two open it."""
        office = Office.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=self.office_id).first()
        if office is None:
            raise Refused(_("ไม่พบหน่วยงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Opening(
            office=office, area_id=office.area_id, period=self.period, until=self.until, reason=self.reason.strip(),
            line=may.opens_as(actor, office) or "", opened_by_id=actor.person_id, opened_on=timezone.localdate(),
        )  # fmt: skip

    def check(self, actor: Any, subject: Opening) -> None:
        """Refuse what needs no opening, an end too far, a missing reason, an older year by province or department."""
        today, rules = subject.opened_on, settings.current()
        periods.split(subject.period)
        if subject.period > periods.open_period(today) or not periods.is_locked(
            subject.period, today, rules["report-lock-days"]
        ):
            raise RuleBroken(STILL_OPEN, field="period")
        if not subject.reason:
            raise RuleBroken(NEEDS_REASON, field="reason")
        latest = today + dt.timedelta(days=rules["report-opening-days"])
        if not today <= subject.until <= latest:
            text = _("วันสิ้นสุดต้องอยู่ระหว่างวันนี้ถึง %(day)s") % {"day": thaidate(latest)}
            raise RuleBroken(text, field="until")
        if subject.line in {Line.PROVINCE, Line.DEPARTMENT} and _year(subject.period) < _year(periods.of(today)):
            raise RuleBroken(CENTRE_ONLY, field="period")
        again = Opening.objects.in_force(today).filter(office=subject.office, period=subject.period).first()
        if again is not None:
            raise RuleBroken(_("เดือนนี้เปิดให้แก้ไขอยู่แล้วถึง %(day)s") % {"day": thaidate(again.until)}, field="period")
        if not targets_of(subject.office, subject.period).exists():
            raise RuleBroken(_("หน่วยงานนี้ไม่มีตัวชี้วัดที่ต้องรายงานในปีงบประมาณนี้"), field="office")

    def announce(self, actor: Any, subject: Opening) -> None:
        """Tell the office's people (desk sends them the notice)."""
        self.publish(self.name, *subject.topics(), id=subject.pk, office=subject.office_id, period=subject.period)


def _year(period: int) -> int:
    return period // 100
