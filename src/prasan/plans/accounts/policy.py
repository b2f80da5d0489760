"""Who brings accounting reports in, and who decides about their rows; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.plans.models import AccountMap, AccountReport, SentFile
from prasan.plans.policy import CENTRE, DEPARTMENT, STAFF, Answer

KEEPERS_ONLY = _("เฉพาะส่วนกลาง กรม (ของกรมตน) และสำนักงานแรงงานจังหวัด (ของจังหวัดตน) เท่านั้นที่นำรายงานการเบิกจ่ายเข้าและจับคู่")
MAPS_BY_CENTRE = _("เฉพาะผู้รับผิดชอบนโยบายและเจ้าหน้าที่เวรเท่านั้นที่แก้ผังคอลัมน์")


def reach(actor: Any) -> dict[str, Any] | None:
    """Return whose reports an actor keeps, as columns of a report; None where nobody's."""
    if getattr(actor, "is_system", False) or actor.has(*CENTRE):
        return {"agency_id": None, "area_id": None}
    if actor.has(*DEPARTMENT) and actor.agency:
        return {"agency_id": actor.agency, "area_id": None}
    if actor.has(*STAFF) and actor.leads_province:
        return {"agency_id": None, "area_id": actor.area_id}
    return None


def can_keep_report(actor: Any, report: AccountReport) -> Answer:
    """Allow the centre all reports, a department and a provincial labour office their own."""
    mine = reach(actor)
    if mine is None:
        return KEEPERS_ONLY
    whole = mine["agency_id"] is None and mine["area_id"] is None
    own = (mine["agency_id"], mine["area_id"]) == (report.agency_id, report.area_id)
    return None if whole or own else KEEPERS_ONLY


def can_send_report(actor: Any, sent: SentFile | None) -> Answer:
    """Allow whoever keeps some reports, each for the file that they sent."""
    own = sent is None or sent.person_id is None or sent.person_id == actor.person_id
    return None if own and reach(actor) is not None else KEEPERS_ONLY


def can_edit_account_map(actor: Any, column_map: AccountMap) -> Answer:
    """Allow policy owners and the duty officer."""
    allowed = getattr(actor, "is_system", False) or actor.has(Role.POLICY_OWNER, Role.DUTY_OFFICER)
    return None if allowed else MAPS_BY_CENTRE
