"""Who may do what with policies, indicators, targets and settings; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role

Answer = str | Promise | None

ONLY_OWNERS = _("เฉพาะผู้รับผิดชอบนโยบายของกระทรวงหรือปลัดกระทรวงเท่านั้นที่แก้ไขนโยบายได้")
ANOTHERS = _("นโยบายนี้มีผู้รับผิดชอบคนอื่นแล้ว โปรดประสานผู้รับผิดชอบ")
ONLY_LEAD = _("เฉพาะผู้รับผิดชอบนโยบายหรือกรมเจ้าภาพเท่านั้นที่กำหนดเป้าหมายได้")
ONLY_SECRETARY = _("เฉพาะปลัดกระทรวงหรือผู้รับผิดชอบนโยบายเท่านั้นที่เปลี่ยนค่ากำหนดได้")
ONLY_AUDITOR = _("เฉพาะผู้ตรวจสอบที่เปิดดูข้อความที่มีชั้นความลับของนโยบายได้")
ONLY_SYSTEM = _("เฉพาะระบบเท่านั้นที่ทำรายการนี้ได้")


def _system(actor: Any) -> bool:
    return bool(getattr(actor, "is_system", False))


def only_system(actor: Any, subject: Any) -> Answer:
    """Allow the machine alone (packs and demo)."""
    return None if _system(actor) else ONLY_SYSTEM


def can_manage_policies(actor: Any, subject: Any) -> Answer:
    """Allow the ministry's policy owners and the permanent secretary to add sets and policies."""
    if _system(actor) or actor.has(Role.POLICY_OWNER, Role.PERMANENT_SECRETARY):
        return None
    return ONLY_OWNERS


def can_change_policy(actor: Any, policy: Any) -> Answer:
    """Allow a policy's owner to change it; one without an owner any policy owner."""
    refusal = can_manage_policies(actor, policy)
    if refusal is not None or _system(actor) or actor.has(Role.PERMANENT_SECRETARY):
        return refusal
    return None if policy.owner_id in {None, actor.person_id} else ANOTHERS


def can_change_indicator(actor: Any, indicator: Any) -> Answer:
    """Allow whoever may change the indicator's policy."""
    if indicator.policy_id is None:
        return can_manage_policies(actor, indicator)
    return can_change_policy(actor, indicator.policy)


def can_set_warning_limit(actor: Any, limit: Any) -> Answer:
    """Allow whoever may change the indicator."""
    return can_change_indicator(actor, limit.indicator)


def can_set_target(actor: Any, target: Any) -> Answer:
    """Allow the policy's owner (any policy owner where it has none), and the department that leads the indicator."""
    refusal = can_change_indicator(actor, target.indicator)
    if refusal is None:
        return None
    lead = target.indicator.lead_id
    if actor.has(Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER) and lead is not None and actor.agency == lead:
        return None
    return ANOTHERS if refusal == ANOTHERS else ONLY_LEAD


def can_reveal_policy(actor: Any, policy: Any) -> Answer:
    """Allow the auditor, with a reason; who is cleared reads it without, all others do not know of it."""
    watches = not _system(actor) and actor.role == Role.AUDITOR and not actor.delegated
    return None if watches else ONLY_AUDITOR


def can_change_setting(actor: Any, setting: Any) -> Answer:
    """Allow the permanent secretary and the ministry's policy owners to change the rules of reporting."""
    if _system(actor) or actor.has(Role.PERMANENT_SECRETARY, Role.POLICY_OWNER):
        return None
    return ONLY_SECRETARY
