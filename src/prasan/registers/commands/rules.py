"""The verb about the rules of reporting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.registers import policy as may
from prasan.registers.models import Setting
from prasan.registers.settings import RULES

WHOLE = _("ค่านี้ต้องเป็นจำนวนเต็มตั้งแต่ %(low)s ถึง %(high)s")


@dataclass(kw_only=True)
class ChangeSetting(Command[Setting]):
    """Change a rule of reporting: thresholds, due day, lock."""

    name = "registers.change_setting"
    verb = _("เปลี่ยนค่ากำหนด")
    model = Setting
    allowed = may.can_change_setting

    value: int = 0

    def subject(self, actor: Any) -> Setting:
        """Return the rule's row, or a new one while the default holds."""
        if self.target_id not in RULES:
            raise RuleBroken(_("ไม่รู้จักค่ากำหนดนี้"), status=404)
        return Setting.objects.select_for_update().filter(pk=self.target_id).first() or Setting(code=self.target_id)

    def check(self, actor: Any, subject: Setting) -> None:
        """Refuse a value outside the rule's limits."""
        rule = RULES[self.target_id]
        if not rule.fits(self.value):
            told = {"low": rule.shown(rule.low), "high": rule.shown(rule.high)}
            text = _("ค่านี้ต้องอยู่ตั้งแต่ %(low)s ถึง %(high)s") if rule.decimals else WHOLE
            raise RuleBroken(text % told, field=self.target_id)

    def handle(self, actor: Any, subject: Setting) -> Setting:
        """Write it."""
        if subject._state.adding:
            self.details[self.target_id] = [RULES[self.target_id].default, self.value]
        else:
            self.details[self.target_id] = [subject.value, self.value]
        subject.value = self.value
        try:
            with transaction.atomic():
                subject.save()
        except IntegrityError as error:
            raise RuleBroken(_("มีผู้เปลี่ยนค่านี้พร้อมกัน โปรดเปิดดูค่าล่าสุด")) from error
        return subject

    def announce(self, actor: Any, subject: Setting) -> None:
        """Tell the wall: a threshold moves every status."""
        self.publish(self.name, "wall", code=subject.pk)
