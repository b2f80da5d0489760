"""Who keeps partners; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role

Answer = str | Promise | None

HEADS = (Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR, Role.DIRECTOR_GENERAL)
"""Who leads an office, and so speaks for it to a partner."""
ONLY_HEADS = _("เฉพาะหัวหน้าหน่วยงานเท่านั้นที่เพิ่มหรือแก้ไขภาคีเครือข่ายได้")
ONLY_KEEPER = _("เฉพาะหัวหน้าของหน่วยงานที่ดูแลภาคีนี้เท่านั้น")


def keeps(actor: Any) -> bool:
    """Tell whether a seat may keep partners for its office."""
    return bool(getattr(actor, "is_system", False) or actor.has(*HEADS))


def can_keep(actor: Any, partner: Any) -> Answer:
    """Allow who leads the office that keeps the partner."""
    if not keeps(actor):
        return ONLY_HEADS
    own = getattr(actor, "is_system", False) or actor.office_id == partner.keeper_id
    return None if own else ONLY_KEEPER
