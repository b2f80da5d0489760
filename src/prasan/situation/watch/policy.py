"""Who may do what on the watch; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role

Answer = str | Promise | None

CENTRE = (Role.DUTY_OFFICER, Role.POLICY_OWNER)
HEADS = (*CENTRE, Role.PLO, Role.COUNSELLOR)
WATCHERS = (*HEADS, Role.AGENCY_HEAD, Role.AGENCY_OFFICER)
CHECKERS = (*CENTRE, Role.SPOKESPERSON)

NOT_HERE = _("เฉพาะเจ้าหน้าที่ของหน่วยงานนี้เท่านั้น")
NOT_A_WATCHER = _("ตำแหน่งนี้ไม่ได้อยู่ในระบบเวรเฝ้าฟัง")
HEADS_ONLY = _("เฉพาะเจ้าหน้าที่เวรศูนย์ปฏิบัติการ แรงงานจังหวัด หรืออัครราชทูตที่ปรึกษา (ฝ่ายแรงงาน) เท่านั้น")
LEADS_DAY = _("เฉพาะหน่วยงานแกนกลางของจังหวัดหรือสำนักงานแรงงานในต่างประเทศเท่านั้นที่รายงานเหตุการณ์ประจำวัน")
CENTRE_ONLY = _("เฉพาะเจ้าหน้าที่เวรศูนย์ปฏิบัติการหรือผู้รับผิดชอบนโยบายเท่านั้น")
CHECKERS_ONLY = _("เฉพาะศูนย์ปฏิบัติการและโฆษกกระทรวงเท่านั้นที่ตรวจสอบข่าวปลอม")
YOUR_OWN_SHIFT = _("ขอแลกได้เฉพาะเวรของท่านเอง")
ASKED_ONLY = _("เฉพาะผู้ที่ถูกขอแลกเวรเท่านั้นที่ตอบได้")
ASKER_ONLY = _("เฉพาะผู้ขอแลกเวรเท่านั้นที่ถอนคำขอได้")
NOT_YOURS_TO_CONFIRM = _("ผู้รับแจ้งเหตุยืนยันด้วยตนเอง หรือเจ้าหน้าที่เวรบันทึกว่าโทรศัพท์แจ้งแล้ว")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def _of_office(actor: Any, row: Any, roles: tuple[Role, ...], otherwise: Answer) -> Answer:
    if is_system(actor):
        return None
    if not actor.has(*roles):
        return otherwise
    return None if row.office_id == actor.office_id else NOT_HERE


def can_plan_rota(actor: Any, row: Any) -> Answer:
    """Allow the heads of the watch for their own office."""
    return _of_office(actor, row, HEADS, HEADS_ONLY)


def can_watch(actor: Any, row: Any) -> Answer:
    """Allow who stands watch in the office: write the log, hand over, accept."""
    return _of_office(actor, row, WATCHERS, NOT_A_WATCHER)


def can_mark(actor: Any, row: Any) -> Answer:
    """Allow the heads of the watch to call a line significant."""
    return _of_office(actor, row, HEADS, HEADS_ONLY)


def can_swap(actor: Any, swap: Any) -> Answer:
    """Allow whose shift it is."""
    return None if swap.asked_by_id == actor.person_id and swap.shift.person_id == actor.person_id else YOUR_OWN_SHIFT


def can_answer_swap(actor: Any, swap: Any) -> Answer:
    """Allow who was asked."""
    return None if swap.to_id == actor.person_id else ASKED_ONLY


def can_withdraw_swap(actor: Any, swap: Any) -> Answer:
    """Allow who asked."""
    return None if swap.asked_by_id == actor.person_id else ASKER_ONLY


def can_report_day(actor: Any, row: Any) -> Answer:
    """Allow the office that leads the province, and a labour office abroad."""
    if is_system(actor):
        return None
    if not actor.has(Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNSELLOR):
        return LEADS_DAY
    if not (actor.leads_province or actor.office_kind == "abroad"):
        return LEADS_DAY
    return None if row.office_id == actor.office_id else NOT_HERE


def can_run_ladder(actor: Any, row: Any) -> Answer:
    """Allow the centre: raise urgent reports, set the rungs."""
    return None if is_system(actor) or actor.has(*CENTRE) else CENTRE_ONLY


def can_confirm(actor: Any, urgent: Any) -> Answer:
    """Allow the person told, and the centre that reached them by telephone."""
    if is_system(actor) or urgent.person_id == actor.person_id or actor.has(*CENTRE):
        return None
    return NOT_YOURS_TO_CONFIRM


def can_check_claims(actor: Any, claim: Any) -> Answer:
    """Allow the centre and the spokesperson."""
    return None if is_system(actor) or actor.has(*CHECKERS) else CHECKERS_ONLY
