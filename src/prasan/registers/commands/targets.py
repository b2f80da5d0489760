"""Verbs about targets: what an area is to reach, the path there, and where an indicator has no meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.registers import policy as may
from prasan.registers.models import Indicator, Target
from prasan.registers.paths import default_path, path_fault

FISCAL_MONTHS = range(1, 13)


@dataclass(kw_only=True)
class ForTarget(Command[Target]):
    """A verb about the target of an indicator in an area and fiscal year; the row is made when there is none."""

    abstract: ClassVar[bool] = True
    indicator_id: int = 0
    area_id: int = 0
    fiscal_year: int = 0

    def subject(self, actor: Any) -> Target:
        """Return the target, locked, or a new one."""
        # the indicator's lock keeps two people from making the same target twice
        rows = Indicator.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        rows = rows.select_related("policy")
        indicator = rows.filter(pk=self.indicator_id).first()
        if indicator is None:
            raise Refused(_("ไม่พบตัวชี้วัดนี้"), status=404)
        keys = {"indicator_id": self.indicator_id, "area_id": self.area_id, "fiscal_year": self.fiscal_year}
        target = Target.objects.select_for_update().filter(**keys).order_by("pk").first() or Target(**keys)
        target.indicator = indicator
        return target

    def check(self, actor: Any, subject: Target) -> None:
        """Refuse an area that does not exist."""
        if not Area.objects.filter(pk=self.area_id).exists():
            raise RuleBroken(_("ไม่พบพื้นที่นี้"), field="area")

    def announce(self, actor: Any, subject: Target) -> None:
        """Tell the policy's pages and the wall."""
        policy_id = subject.indicator.policy_id
        self.publish(self.name, "wall", f"policy:{policy_id}", id=subject.pk)


@dataclass(kw_only=True)
class SetTarget(ForTarget):
    """Set what an area is to reach in a fiscal year, and the path there (twelve months, October first)."""

    name = "registers.set_target"
    verb = _("กำหนดเป้าหมาย")
    model = Target
    allowed = may.can_set_target

    value: int = 0
    path: list[int] | None = None
    baseline: int | None = None
    office_id: int | None = None
    due_month: int | None = None
    """The fiscal month (October 1) in which what is reported once is asked for."""

    def check(self, actor: Any, subject: Target) -> None:
        """Refuse a path that does not end at the target, or a sum's path that falls."""
        super().check(actor, subject)
        if self.due_month is not None and not 1 <= self.due_month <= len(FISCAL_MONTHS):
            raise RuleBroken(_("เดือนที่รายงานต้องเป็นลำดับเดือน 1–12 ของปีงบประมาณ"), field="due_month")
        words = {
            "length": _("เส้นทางเป้าหมายต้องมี 12 เดือน"),
            "end": _("ค่าเดือนกันยายนของเส้นทางต้องเท่ากับเป้าหมายทั้งปี"),
            "falls": _("เส้นทางสะสมลดลงไม่ได้ โปรดตรวจเดือนที่น้อยกว่าเดือนก่อน"),
        }
        if self.path is not None:
            fault = path_fault(subject.indicator, self.value, self.path)
            if fault:
                raise RuleBroken(words[fault], field="path")

    def handle(self, actor: Any, subject: Target) -> Target:
        """Write target and path; an area that did not apply applies again."""
        subject.value = self.value
        subject.path = self.path or default_path(subject.indicator, self.value, self.baseline)
        subject.baseline = self.baseline
        subject.applies, subject.reason = True, ""
        if self.due_month is not None:
            subject.due_month = self.due_month
        if self.office_id is not None:
            subject.office_id = self.office_id
        subject.save()
        return subject


@dataclass(kw_only=True)
class MarkNotApplicable(ForTarget):
    """Say that an indicator has no meaning in an area (ไม่เกี่ยวข้อง), with the reason."""

    name = "registers.mark_not_applicable"
    verb = _("กำหนดว่าไม่เกี่ยวข้อง")
    model = Target
    allowed = may.can_set_target

    def check(self, actor: Any, subject: Target) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลว่าทำไมตัวชี้วัดนี้ไม่เกี่ยวข้องกับพื้นที่"), field="reason")

    def handle(self, actor: Any, subject: Target) -> Target:
        """Mark it; the former path stays, should the area apply again."""
        subject.applies, subject.reason = False, self.reason.strip()[:300]
        subject.save()
        return subject
