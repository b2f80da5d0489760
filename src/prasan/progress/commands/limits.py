"""When a month takes changes: over, and not locked or opened again for the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken
from prasan.progress import periods
from prasan.progress.models import Opening
from prasan.registers import settings
from prasan.registers.models.years import FiscalYear, is_closed

LOCKED = _("เดือนนี้ปิดรับการแก้ไขแล้ว ขอให้แรงงานจังหวัด กรมเจ้าสังกัด หรือส่วนกลางเปิดให้แก้ไขพร้อมเหตุผล")


YEAR_CLOSED = _("ปีงบประมาณนี้ปิดแล้ว ตัวเลขเปลี่ยนได้เฉพาะเมื่อส่วนกลางเปิดปีอีกครั้งพร้อมเหตุผล")
NOT_YET = _("ยังไม่ถึงเดือนที่จะรายงาน")


def is_open(period: int, office_id: int, today: dt.date, rules: settings.Rules) -> bool:
    """Tell whether an office may change a month: not locked, or opened again and the opening has not ended."""
    if not periods.is_locked(period, today, rules["report-lock-days"]):
        return True
    return Opening.objects.in_force(today).filter(office_id=office_id, period=period).exists()


def must_be_open(period: int, office_id: int) -> settings.Rules:
    """Raise RuleBroken unless a month has ended and takes changes of an office; returns the rules in force."""
    today = timezone.localdate()
    rules = settings.current()
    if period > periods.open_period(today):
        raise RuleBroken(NOT_YET, field="period")
    if is_closed(periods.split(period)[0]):
        raise RuleBroken(YEAR_CLOSED, field="period")
    if not is_open(period, office_id, today, rules):
        raise RuleBroken(LOCKED, field="period")
    return rules


def shut_months(months: Collection[tuple[int, int]], rules: settings.Rules | None = None) -> dict[tuple[int, int], str]:
    """Return why months take no changes, by (office, month), those left out that do: as `must_be_open`, for many.

    One query, one more where a month is locked, one more without `rules`, the rules in force.
    """
    today = timezone.localdate()
    days = (rules or settings.current())["report-lock-days"]
    years = {periods.split(period)[0] for _office, period in months}
    ended = set(FiscalYear.objects.filter(year__in=years, closed_at__isnull=False).values_list("year", flat=True))
    locked = {period for _office, period in months if periods.is_locked(period, today, days)}
    opened: set[tuple[int, int]] = set()
    if locked:
        offices = {office for office, _period in months}
        rows = Opening.objects.in_force(today).filter(office_id__in=offices, period__in=locked)
        opened = set(rows.values_list("office_id", "period"))
    found: dict[tuple[int, int], str] = {}
    for office, period in months:
        if period > periods.open_period(today):
            found[office, period] = str(NOT_YET)
        elif periods.split(period)[0] in ended:
            found[office, period] = str(YEAR_CLOSED)
        elif period in locked and (office, period) not in opened:
            found[office, period] = str(LOCKED)
    return found
