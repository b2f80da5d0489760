"""The verb about labels: add, change, retire; and who may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.plans.models import Label
from prasan.plans.policy import CENTRE, Answer
from prasan.platform.commands import Command, RuleBroken

CENTRE_KEEPS = _("เฉพาะผู้รับผิดชอบนโยบายของกระทรวงหรือปลัดกระทรวงเท่านั้นที่แก้รายการป้ายกำกับ")
CODE = re.compile(r"[a-z][a-z0-9-]{1,19}")


def can_keep_labels(actor: Any, label: Label) -> Answer:
    """Allow the centre."""
    return None if getattr(actor, "is_system", False) or actor.has(*CENTRE) else CENTRE_KEEPS


@dataclass(kw_only=True)
class SaveLabel(Command[Label]):
    """Change a label, or add one (no `target_id`, then `code`). A retired one is offered no more."""

    name = "plans.save_label"
    verb = _("แก้ป้ายกำกับ")
    model = Label
    allowed = can_keep_labels

    code: str = ""
    name_th: str = ""
    name_en: str = ""
    definition_th: str = ""
    retired: bool = False

    def subject(self, actor: Any) -> Label:
        """Return the label, locked, or a new one."""
        found = Label.objects.select_for_update().filter(pk=self.target_id).first()
        return found or Label(code=self.code.strip(), order=Label.objects.count() + 1)

    def check(self, actor: Any, subject: Label) -> None:
        """Refuse a label without name or code, and a second of the same."""
        if subject._state.adding and not CODE.fullmatch(subject.code):
            raise RuleBroken(_("รหัสใช้อักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลาง เช่น sufficiency"), field="code")
        if subject._state.adding and Label.objects.filter(code=subject.code).exists():
            raise RuleBroken(_("มีป้ายรหัสนี้แล้ว"), field="code")
        if not self.name_th.strip():
            raise RuleBroken(_("โปรดใส่ชื่อป้าย"), field="name_th")
        if Label.objects.filter(name_th=self.name_th.strip()).exclude(pk=subject.pk).exists():
            raise RuleBroken(_("มีป้ายชื่อนี้แล้ว"), field="name_th")

    def handle(self, actor: Any, subject: Label) -> Label:
        """Write it."""
        subject.name_th, subject.name_en = self.name_th.strip(), self.name_en.strip()
        subject.definition_th = self.definition_th.strip()
        if self.retired != (subject.retired_on is not None):
            subject.retired_on = timezone.localdate() if self.retired else None
        subject.save()
        return subject

    def announce(self, actor: Any, subject: Label) -> None:
        """Tell that the lists changed; a label is known by its code, not by a number."""
        self.publish(self.name, "plans", code=subject.code)
