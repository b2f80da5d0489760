"""Who decides about alarms; a refusal carries its reason. Whoever reads a place reads its alarms."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.situation.events.policy import holds, is_centre
from prasan.situation.models import Alarm

Answer = str | Promise | None

HOLDERS_ONLY = _("เฉพาะศูนย์ปฏิบัติการ แรงงานจังหวัดของจังหวัดนั้น หรือสำนักงานแรงงานในประเทศนั้นเท่านั้นที่ตัดสินสัญญาณเตือน")
SYSTEM_ONLY = _("ระบบเป็นผู้คำนวณสัญญาณเตือน ไม่มีผู้ใดแจ้งเอง")


def can_judge_alarm(actor: Any, alarm: Alarm) -> Answer:
    """Allow the centre everything, others the alarms of their own place: the same as for events."""
    return None if is_centre(actor) or holds(actor, alarm.area_id) else HOLDERS_ONLY


def can_raise_alarm(actor: Any, alarm: Alarm) -> Answer:
    """Allow the machine alone: an alarm is computed, not given."""
    return None if getattr(actor, "is_system", False) else SYSTEM_ONLY
