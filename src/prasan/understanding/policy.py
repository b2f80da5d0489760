"""Who writes briefs, reads them, asks and answers; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import REACH, Reach, Role
from prasan.registers.policy import can_change_policy

Answer = str | Promise | None

ONLY_OWNER = _("เฉพาะผู้รับผิดชอบนโยบาย ปลัดกระทรวง หรือกรมเจ้าภาพเท่านั้นที่ทำเอกสารสรุปและตอบคำถามของนโยบายนี้ได้")
ONLY_LEADERS = _("เฉพาะผู้บริหาร ผู้รับผิดชอบนโยบาย และหัวหน้าหน่วยงานเท่านั้นที่ดูผลของผู้อื่นได้")
ONLY_STAFF = _("เฉพาะบุคลากรของกระทรวงที่ปฏิบัติงานตามนโยบายเท่านั้น")


def is_staff(actor: Any) -> bool:
    """Tell whether a seat works by policies: each with domain data, except partners, governors and who watches."""
    if getattr(actor, "is_system", False):
        return True
    outside = actor.has(Role.PARTNER, Role.GOVERNOR, Role.AUDITOR, Role.DPO)
    return REACH[Role(actor.role)] is not Reach.NOTHING and not outside


def writes(actor: Any, policy: Any) -> bool:
    """Tell whether a seat writes the briefs of a policy: its owner, or the department that leads it."""
    if can_change_policy(actor, policy) is None:
        return True
    leads = actor.has(Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER)
    return bool(leads and policy.lead_id is not None and actor.agency == policy.lead_id)


def may_begin(actor: Any) -> bool:
    """Tell whether a seat writes briefs of some policy."""
    return actor.has(Role.POLICY_OWNER, Role.PERMANENT_SECRETARY, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER)


def can_write(actor: Any, brief: Any) -> Answer:
    """Allow who owns the policy of a brief, and its lead department."""
    return None if writes(actor, brief.policy) else ONLY_OWNER


def can_write_item(actor: Any, item: Any) -> Answer:
    """Allow who writes the brief."""
    return can_write(actor, item.brief)


def can_understand(actor: Any, reading: Any) -> Answer:
    """Allow staff, each for themselves."""
    own = getattr(actor, "is_system", False) or reading.person_id == actor.person_id
    return None if is_staff(actor) and own else ONLY_STAFF


def can_ask(actor: Any, question: Any) -> Answer:
    """Allow staff, for their own office."""
    own = getattr(actor, "is_system", False) or question.office_id == actor.office_id
    return None if is_staff(actor) and own else ONLY_STAFF


def can_reply(actor: Any, question: Any) -> Answer:
    """Allow who owns the policy, and its lead department."""
    return None if writes(actor, question.policy) else ONLY_OWNER
