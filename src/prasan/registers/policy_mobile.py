"""Who plans days of mobile units; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.registers.policy import Answer

ONLY_OWN = _("เฉพาะหน่วยงานในจังหวัดที่จัดหน่วยเคลื่อนที่นี้เท่านั้นที่แก้ไขได้")
ONLY_IN_PROVINCE = _("เฉพาะสำนักงานแรงงานจังหวัดและหน่วยงานในจังหวัดเท่านั้นที่วางแผนหน่วยเคลื่อนที่ได้")
PLANNERS = (Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER)
_IN_PROVINCES = frozenset({Office.Kind.PROVINCIAL, Office.Kind.BRANCH})


def plans_days(actor: Any) -> bool:
    """Tell whether an actor's office goes out to people: an office in a province, never a central one."""
    return bool(actor.has(*PLANNERS) and actor.office_kind in _IN_PROVINCES)


def can_keep_day(actor: Any, day: Any) -> Answer:
    """Allow the office that plans the day, be it the labour office of the province or an agency there."""
    if getattr(actor, "is_system", False):
        return None
    if not plans_days(actor):
        return ONLY_IN_PROVINCE
    return None if actor.office_id == day.office_id else ONLY_OWN
