"""When a month takes changes: over, not locked."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken
from prasan.progress import periods
from prasan.registers import settings
from prasan.registers.models.years import is_closed

LOCKED = _("เดือนนี้ปิดรับการแก้ไขแล้ว โปรดติดต่อผู้รับผิดชอบนโยบายของกระทรวง")


YEAR_CLOSED = _("ปีงบประมาณนี้ปิดแล้ว ตัวเลขเปลี่ยนได้เฉพาะเมื่อส่วนกลางเปิดปีอีกครั้งพร้อมเหตุผล")
NOT_YET = _("ยังไม่ถึงเดือนที่จะรายงาน")


def must_be_open(period: int) -> settings.Rules:
    """Raise RuleBroken unless a month has ended and is not locked yet; returns the rules in force."""
    today = timezone.localdate()
    rules = settings.current()
    if period > periods.open_period(today):
        raise RuleBroken(NOT_YET, field="period")
    if is_closed(periods.split(period)[0]):
        raise RuleBroken(YEAR_CLOSED, field="period")
    if periods.is_locked(period, today, rules["report-lock-months"]):
        raise RuleBroken(LOCKED, field="period")
    return rules
