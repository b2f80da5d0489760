"""Who may do what with plans; a refusal carries its reason.

A province's plan is written by the office that leads the province, a group's by its lead province's, a
department's by the department; other agencies of the province write what their own office will do. The
centre approves. Who submits does not approve.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.plans import queries
from prasan.plans.models import Plan

Answer = str | Promise | None

STAFF = (Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER)
CENTRE = (Role.POLICY_OWNER, Role.PERMANENT_SECRETARY)
DEPARTMENT = (Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER)

NOT_YOURS = _("แผนของจังหวัดจัดทำโดยสำนักงานแรงงานจังหวัด แผนกลุ่มจังหวัดโดยจังหวัดแกน แผนกรมโดยกรมนั้น")
NOT_A_PLANNER = _("เฉพาะหน่วยงานในจังหวัดของแผนหรือกรมเจ้าของแผนเท่านั้นที่แก้ไขแผนนี้ได้")
HEAD_SUBMITS = _("เฉพาะแรงงานจังหวัดของจังหวัดเจ้าของแผน (จังหวัดแกนสำหรับกลุ่ม) หรือกรมเจ้าของแผนเท่านั้น")
CENTRE_ONLY = _("เฉพาะผู้รับผิดชอบนโยบายของกระทรวงหรือปลัดกระทรวงเท่านั้นที่อนุมัติแผนได้")
CENTRE_OR_MEMBER = _("เฉพาะส่วนกลาง หรือแรงงานจังหวัดสมาชิกของกลุ่มจังหวัดเท่านั้นที่ส่งแผนกลับได้")
NOT_YOUR_OWN = _("ท่านเป็นผู้ส่งแผนนี้ จึงอนุมัติเองไม่ได้ ต้องให้อีกคนหนึ่งอนุมัติ")
MEMBERS_ONLY = _("เฉพาะแรงงานจังหวัดสมาชิกของกลุ่มจังหวัดนี้เท่านั้นที่ให้ความเห็นชอบได้")
NO_LEAD = _("กลุ่มจังหวัดนี้ยังไม่มีจังหวัดแกน โปรดขอให้ผู้ดูแลระบบกำหนดก่อน")


def _system(actor: Any) -> bool:
    return bool(getattr(actor, "is_system", False))


def _drafts(actor: Any, plan: Plan, roles: tuple[Role, ...]) -> bool:
    """Tell whether the actor sits in the office that drafts the plan, in one of the roles."""
    if plan.agency_id is not None:
        return actor.has(*DEPARTMENT) and actor.agency == plan.agency_id
    if not (actor.has(*roles) and actor.leads_province):
        return False
    area = plan.area_id
    if area is None and plan.group_id is not None:
        area = queries.lead_of(plan)
    return area is not None and actor.in_area(area)


def can_draft(actor: Any, plan: Plan) -> Answer:
    """Allow the office that drafts: the province's leading one, the lead province's, the department."""
    if _system(actor) or _drafts(actor, plan, STAFF):
        return None
    if plan.group_id is not None and queries.lead_of(plan) is None:
        return NO_LEAD
    return NOT_YOURS


def can_edit(actor: Any, plan: Plan) -> Answer:
    """Allow who drafts, and the other units of the province for what their own office does."""
    if can_draft(actor, plan) is None:
        return None
    if plan.area_id is None or not actor.has(Role.AGENCY_HEAD, Role.AGENCY_OFFICER):
        return NOT_A_PLANNER
    here = actor.in_area(plan.area_id) and actor.office_kind == Office.Kind.PROVINCIAL
    return None if here else NOT_A_PLANNER


can_record = can_edit
"""Whoever writes a line may record its results."""


def can_submit(actor: Any, plan: Plan) -> Answer:
    """Allow the provincial labour officer of the drafting province, or the department."""
    return None if _system(actor) or _drafts(actor, plan, (Role.PLO,)) else HEAD_SUBMITS


can_activate = can_revise = can_close = can_submit
"""Whoever submits a plan carries it out, opens its revision and closes it."""


def _member(actor: Any, plan: Plan) -> bool:
    """Tell whether the actor is the labour officer of a member province that does not lead."""
    if plan.group_id is None or not (actor.has(Role.PLO) and actor.leads_province):
        return False
    return any(actor.in_area(one.area_id) and not one.leads for one in queries.members(plan))


def can_agree(actor: Any, plan: Plan) -> Answer:
    """Allow the labour officers of the member provinces; the lead province agreed by submitting."""
    return None if _member(actor, plan) else MEMBERS_ONLY


def can_return(actor: Any, plan: Plan) -> Answer:
    """Allow the centre, and a group's member provinces."""
    return None if actor.has(*CENTRE) or _member(actor, plan) else CENTRE_OR_MEMBER


def can_approve(actor: Any, plan: Plan) -> Answer:
    """Allow the centre, but never the person who submitted."""
    if not actor.has(*CENTRE):
        return CENTRE_ONLY
    return NOT_YOUR_OWN if plan.submitted_by_id is not None and plan.submitted_by_id == actor.person_id else None


def own_office_only(actor: Any, plan: Plan) -> bool:
    """Tell whether the actor may touch the lines of their own office alone."""
    return can_draft(actor, plan) is not None
