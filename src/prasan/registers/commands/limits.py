"""Verbs about the limit of an indicator: set it, take it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Refused, RuleBroken
from prasan.registers import policy as may
from prasan.registers.models import Indicator, WarningLimit

MOST_MONTHS, MOST_PER_CENT = 24, 100


@dataclass(kw_only=True)
class ForLimit(Command[WarningLimit]):
    """A verb about the limit of an indicator; the row is made where there is none."""

    abstract: ClassVar[bool] = True
    model = WarningLimit
    allowed = may.can_set_warning_limit

    indicator_id: int = 0

    def subject(self, actor: Any) -> WarningLimit:
        """Return the limit, locked with its indicator so that two people do not make it twice, or a new one."""
        rows = Indicator.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        indicator = rows.select_related("policy").filter(pk=self.indicator_id).first()
        if indicator is None:
            raise Refused(_("ไม่พบตัวชี้วัดนี้"), status=404)
        found = WarningLimit.objects.select_for_update().filter(indicator=indicator).first() or WarningLimit()
        found.indicator = indicator
        return found

    def announce(self, actor: Any, subject: WarningLimit) -> None:
        """Tell whoever computes alarms, and the pages of the policy."""
        policy = subject.indicator.policy_id
        topics = () if policy is None else (f"policy:{policy}",)
        self.publish(self.name, *topics, id=subject.indicator_id)


@dataclass(kw_only=True)
class SetWarningLimit(ForLimit):
    """Set from which value on, above or below, an indicator's accepted monthly figure warns."""

    abstract: ClassVar[bool] = False
    name = "registers.set_warning_limit"
    verb = _("ตั้งเกณฑ์เตือนของตัวชี้วัด")

    above: int | None = None
    below: int | None = None
    hold: int = 1
    clear: int = 5

    def check(self, actor: Any, subject: WarningLimit) -> None:
        """Refuse a limit without a side or with both, and one of a retired indicator."""
        if (self.above is None) == (self.below is None):
            raise RuleBroken(_("โปรดใส่เกณฑ์ข้างเดียว: เตือนเมื่อสูง หรือเตือนเมื่อต่ำ"), field="value")
        value = self.above if self.above is not None else self.below or 0
        if value < 0:
            raise RuleBroken(_("เกณฑ์ติดลบไม่ได้ ค่าที่รายงานไม่ติดลบ"), field="value")
        if self.above == 0:
            raise RuleBroken(_("ทุกค่าถึงหรือสูงกว่า 0 จะเตือนทุกเดือน โปรดใส่เกณฑ์ที่มากกว่า 0"), field="value")
        if value > 10**15:
            raise RuleBroken(_("เกณฑ์มากเกินไป"), field="value")
        if not 1 <= self.hold <= MOST_MONTHS:
            raise RuleBroken(_("จำนวนเดือนติดกันต้องเป็น 1 ถึง %(n)s") % {"n": MOST_MONTHS}, field="hold")
        if not 0 <= self.clear <= MOST_PER_CENT:
            raise RuleBroken(_("ระยะกลับต้องเป็น 0 ถึง %(n)s เปอร์เซ็นต์") % {"n": MOST_PER_CENT}, field="clear")
        if subject.indicator.retired_on is not None:
            raise RuleBroken(_("ตัวชี้วัดนี้เลิกใช้แล้ว"))

    def handle(self, actor: Any, subject: WarningLimit) -> WarningLimit:
        """Keep it."""
        subject.above, subject.below, subject.hold, subject.clear = self.above, self.below, self.hold, self.clear
        subject.save()
        return subject


@dataclass(kw_only=True)
class DropWarningLimit(ForLimit):
    """Take the limit away; alarms that it raised stay written."""

    abstract: ClassVar[bool] = False
    name = "registers.drop_warning_limit"
    verb = _("เลิกเกณฑ์เตือนของตัวชี้วัด")

    def check(self, actor: Any, subject: WarningLimit) -> None:
        """Refuse where there is none."""
        if subject.pk is None:
            raise RuleBroken(_("ตัวชี้วัดนี้ไม่มีเกณฑ์เตือน"))

    def handle(self, actor: Any, subject: WarningLimit) -> WarningLimit:
        """Delete the row; the journal keeps what it said."""
        number = subject.pk
        subject.delete()
        subject.pk, subject.above, subject.below = number, None, None
        return subject
