"""Verbs about fiscal years: open, carry targets over, close, open again. They look at all rooms, so they stand here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.desk import years
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.registers.models import FiscalYear, Target
from prasan.registers.policy import can_manage_policies

FIRST, LAST = 2540, 2650


@dataclass(kw_only=True)
class YearStep(Command[FiscalYear]):
    """A step of a fiscal year; `year` (BE) names it, its row is made with the first step."""

    abstract: ClassVar[bool] = True
    model = FiscalYear
    allowed = can_manage_policies

    year: int = 0

    def subject(self, actor: Any) -> FiscalYear:
        """Return the year's row, locked, or a new one."""
        if not FIRST <= self.year <= LAST:
            raise Refused(_("ไม่มีปีงบประมาณนี้"), status=404)
        return FiscalYear.objects.select_for_update().filter(year=self.year).first() or FiscalYear(year=self.year)


@dataclass(kw_only=True)
class OpenYear(YearStep):
    """Open a fiscal year: its checklist was gone through."""

    name = "desk.open_year"
    verb = _("เปิดปีงบประมาณ")

    def check(self, actor: Any, subject: FiscalYear) -> None:
        """Refuse a year that is open, and one without policies or targets."""
        if subject.opened_at and not subject.closed_at:
            raise RuleBroken(_("ปีนี้เปิดอยู่แล้ว"))
        open_points = [one for one in years.opening(self.year) if one.key in {"policies", "targets"} and not one.clear]
        if open_points and not self.reason.strip():
            names = ", ".join(one.name for one in open_points)
            raise RuleBroken(_("ยังไม่ครบ: %(names)s ถ้าจะเปิดปีเลย โปรดบอกเหตุผล") % {"names": names}, field="reason")

    def handle(self, actor: Any, subject: FiscalYear) -> FiscalYear:
        """Note when."""
        subject.opened_at, subject.closed_at = timezone.now(), None
        subject.save()
        return subject


@dataclass(kw_only=True)
class CarryOver(YearStep):
    """Copy last year's targets of the indicators that go on and have none yet; each can be changed afterwards."""

    name = "desk.carry_over_targets"
    verb = _("ยกเป้าหมายของปีก่อนมาปีงบประมาณ")

    def check(self, actor: Any, subject: FiscalYear) -> None:
        """Refuse a closed year, and where there is nothing to carry."""
        if subject.closed_at:
            raise RuleBroken(_("ปีนี้ปิดแล้ว"))
        self._ids = years.to_carry(self.year)
        if not self._ids:
            raise RuleBroken(_("ไม่มีตัวชี้วัดที่ต้องยกมา"))

    def handle(self, actor: Any, subject: FiscalYear) -> FiscalYear:
        """Copy them; what nobody has changed yet is as it was last year."""
        subject.save()
        rows = list(Target.objects.filter(fiscal_year=self.year - 1, indicator_id__in=self._ids))
        for one in rows:
            one.pk, one.fiscal_year = None, self.year
            one._state.adding = True
        made = Target.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
        self.details["targets"] = [None, len(made)]
        return subject


@dataclass(kw_only=True)
class CloseYear(YearStep):
    """Close a fiscal year: from now on its figures change only by a correction."""

    name = "desk.close_year"
    verb = _("ปิดปีงบประมาณ")

    def check(self, actor: Any, subject: FiscalYear) -> None:
        """Refuse a year that has not ended; ask for the reason where something is still open."""
        from prasan.progress import periods

        if subject.closed_at:
            raise RuleBroken(_("ปีนี้ปิดแล้ว"))
        if periods.bounds(self.year * 100 + 12)[1] >= timezone.localdate():
            raise RuleBroken(_("ปีงบประมาณนี้ยังไม่สิ้นสุด จึงปิดไม่ได้"))
        left = [one for one in years.closing(self.year) if one.left]
        if left and not self.reason.strip():
            names = ", ".join(f"{one.name} ({one.done}/{one.total})" for one in left)
            raise RuleBroken(_("ยังค้าง: %(names)s ถ้าจะปิดปีเลย โปรดบอกเหตุผล") % {"names": names}, field="reason")

    def handle(self, actor: Any, subject: FiscalYear) -> FiscalYear:
        """Note when; the journal keeps what was still open."""
        self.details["left_open"] = [None, sum(one.left for one in years.closing(self.year))]
        subject.closed_at = timezone.now()
        subject.save()
        return subject


@dataclass(kw_only=True)
class ReopenYear(YearStep):
    """Open a closed year again for a correction, with its reason."""

    name = "desk.reopen_year"
    verb = _("เปิดปีงบประมาณที่ปิดแล้วเพื่อแก้ไข")

    def check(self, actor: Any, subject: FiscalYear) -> None:
        """Ask for the reason."""
        if not subject.closed_at:
            raise RuleBroken(_("ปีนี้ไม่ได้ปิดอยู่"))
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่เปิดปีอีกครั้ง"), field="reason")

    def handle(self, actor: Any, subject: FiscalYear) -> FiscalYear:
        """Open it."""
        subject.closed_at = None
        subject.save()
        return subject


STEPS = {"open": OpenYear, "carry": CarryOver, "close": CloseYear, "reopen": ReopenYear}
