"""Who keeps the sources, who hands in what, who sees private data plain; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.situation.models import Fetch, Item, Source

Answer = str | Promise | None
KEEPERS = frozenset({Role.DUTY_OFFICER, Role.POLICY_OWNER, Role.ADMINISTRATOR})
FIELD = frozenset(
    {Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNSELLOR, Role.VOLUNTEER_COORDINATOR}
)  # fmt: skip
CALLS = frozenset({Role.DUTY_OFFICER, Role.COUNTER_OFFICER})
HANDERS = FIELD | CALLS | {Role.POLICY_OWNER, Role.SPOKESPERSON, Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL}
REVEALERS = frozenset({
    Role.POLICY_OWNER, Role.SPOKESPERSON, Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR, Role.DEPARTMENT_OFFICER,
    Role.AUDITOR, Role.DPO,
})  # fmt: skip

KEEPERS_ONLY = _("เฉพาะเจ้าหน้าที่เวรศูนย์ปฏิบัติการ ผู้รับผิดชอบนโยบาย และผู้ดูแลระบบเท่านั้นที่ดูแลแหล่งข่าว")
HANDERS_ONLY = _("ตำแหน่งของท่านไม่ได้มีหน้าที่ส่งข่าวเข้าศูนย์ปฏิบัติการ")
CALLS_ONLY = _("เฉพาะเจ้าหน้าที่เวรและเจ้าหน้าที่ศูนย์บริการร่วมเท่านั้นที่บันทึกสายด่วน 1506")
FIELD_ONLY = _("เฉพาะหน่วยงานในจังหวัดและสำนักงานแรงงานในต่างประเทศเท่านั้นที่รายงานจากพื้นที่")
SYSTEMS_ONLY = _("เฉพาะเจ้าหน้าที่เวรและผู้รับผิดชอบนโยบายเท่านั้นที่ส่งข่าวหลายรายการผ่าน API")
REVEAL_ONLY = _("ตำแหน่งของท่านไม่มีเหตุต้องเปิดดูข้อมูลส่วนบุคคลในข่าว")


def _one_of(actor: Any, roles: frozenset[Role], refusal: Promise | str) -> Answer:
    return None if getattr(actor, "is_system", False) or actor.role in roles else refusal


def can_keep_sources(actor: Any, source: Source | None = None) -> Answer:
    """Allow the centre and the administrator."""
    return _one_of(actor, KEEPERS, KEEPERS_ONLY)


def can_hand_in(actor: Any, fetch: Fetch | None = None) -> Answer:
    """Allow everybody whose work brings news: officers of the centre, departments, provinces and abroad."""
    return _one_of(actor, HANDERS, HANDERS_ONLY)


def can_record_call(actor: Any, fetch: Fetch | None = None) -> Answer:
    """Allow the duty officer and the officers at the counters, who answer the hotline."""
    return _one_of(actor, CALLS, CALLS_ONLY)


def can_report(actor: Any, fetch: Fetch | None = None) -> Answer:
    """Allow the offices in provinces and abroad."""
    return _one_of(actor, FIELD, FIELD_ONLY)


def can_receive(actor: Any, fetch: Fetch | None = None) -> Answer:
    """Allow the centre to let another system send items in its name."""
    return _one_of(actor, frozenset({Role.DUTY_OFFICER, Role.POLICY_OWNER}), SYSTEMS_ONLY)


def sees_private(actor: Any, item: Item) -> bool:
    """Tell whether private data in an item is shown plain: to the duty officer, and to the office that sent it."""
    if getattr(actor, "is_system", False) or actor.role is Role.DUTY_OFFICER:
        return True
    return item.office_id is not None and item.office_id == actor.office_id and actor.role in HANDERS


def can_reveal_item(actor: Any, item: Item) -> Answer:
    """Allow whoever works on news or watches over it, each with a reason in the journal."""
    return _one_of(actor, REVEALERS, REVEAL_ONLY)
