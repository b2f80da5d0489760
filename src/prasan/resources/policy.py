"""Who lends, books, hands over and takes back; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role

Answer = str | Promise | None

HEADS = (Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR, Role.DIRECTOR_GENERAL)
"""Who leads an office, and so gives away its things and carries what they cost."""
LENDERS = (*HEADS, Role.AGENCY_OFFICER, Role.DEPARTMENT_OFFICER)
"""Who works for an office with its things."""
ONLY_STAFF = _("เฉพาะหัวหน้าและเจ้าหน้าที่ของหน่วยงานเท่านั้นที่ทำรายการทรัพยากรได้")
ONLY_LENDER = _("เฉพาะหน่วยงานเจ้าของทรัพยากรนี้เท่านั้น")
ONLY_LENDING_HEAD = _("เฉพาะหัวหน้าของหน่วยงานเจ้าของทรัพยากรนี้เท่านั้นที่อนุมัติหรือไม่อนุมัติได้")
ONLY_SIDES = _("เฉพาะหน่วยงานที่ขอยืมและหน่วยงานเจ้าของเท่านั้นที่ยกเลิกได้")
ONLY_CREDITOR = _("เฉพาะหัวหน้าและเจ้าหน้าที่ของหน่วยงานที่ได้รับชำระเท่านั้น")
ONLY_LENDING_BOOKS = _("เฉพาะหัวหน้าของหน่วยงานเจ้าของทรัพยากรเท่านั้นที่กลับรายการบัญชีได้")
ONLY_BORROWER = _("เฉพาะหน่วยงานที่ขอยืมเท่านั้น เจ้าของใช้ไม่อนุมัติแทน")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def lends(actor: Any) -> bool:
    """Tell whether a seat works with the things of its office."""
    return is_system(actor) or bool(actor.has(*LENDERS))


def leads(actor: Any) -> bool:
    """Tell whether a seat leads its office."""
    return is_system(actor) or bool(actor.has(*HEADS))


def _of(actor: Any, office: int) -> bool:
    return is_system(actor) or bool(actor.office_id == office)


def can_offer(actor: Any, resource: Any) -> Answer:
    """Allow heads and officers of the office that lends."""
    if not lends(actor):
        return ONLY_STAFF
    return None if _of(actor, resource.office_id) else ONLY_LENDER


def can_ask(actor: Any, booking: Any) -> Answer:
    """Allow heads and officers, for their own office."""
    return None if lends(actor) and _of(actor, booking.office_id) else ONLY_STAFF


def can_decide(actor: Any, booking: Any) -> Answer:
    """Allow who leads the office that lends."""
    return None if leads(actor) and _of(actor, booking.resource.office_id) else ONLY_LENDING_HEAD


def can_cancel(actor: Any, booking: Any) -> Answer:
    """Allow the borrower, and the lender once it has approved: before that it declines."""
    if not lends(actor):
        return ONLY_STAFF
    if _of(actor, booking.office_id):
        return None
    if not _of(actor, booking.resource.office_id):
        return ONLY_SIDES
    return ONLY_BORROWER if booking.state == "asked" else None


def can_hand(actor: Any, booking: Any) -> Answer:
    """Allow heads and officers of the lender to hand over and to take back."""
    if not lends(actor):
        return ONLY_STAFF
    return None if _of(actor, booking.resource.office_id) else ONLY_LENDER


def can_settle(actor: Any, posting: Any) -> Answer:
    """Allow heads and officers of the office that was paid."""
    return None if lends(actor) and _of(actor, posting.lender_id) else ONLY_CREDITOR


def can_reverse(actor: Any, posting: Any) -> Answer:
    """Allow who leads the office that lent or was paid."""
    return None if leads(actor) and _of(actor, posting.lender_id) else ONLY_LENDING_BOOKS


ONLY_LEAD = _("เฉพาะหัวหน้าและเจ้าหน้าที่ของหน่วยงานที่เป็นแกนของกิจกรรมเท่านั้น")
ONLY_PROMISER = _("เฉพาะหัวหน้าและเจ้าหน้าที่ของหน่วยงานที่สนับสนุนเท่านั้น")
ONLY_PROMISING_HEAD = _("เฉพาะหัวหน้าของหน่วยงานที่สนับสนุนเท่านั้นที่ยืนยันได้")


def can_lead(actor: Any, activity: Any) -> Answer:
    """Allow heads and officers of the office that leads a joint activity."""
    return None if lends(actor) and _of(actor, activity.office_id) else ONLY_LEAD


def can_promise(actor: Any, contribution: Any) -> Answer:
    """Allow heads and officers to promise for their own office, to take it back and to tell what came."""
    return None if lends(actor) and _of(actor, contribution.office_id) else ONLY_PROMISER


def can_confirm(actor: Any, contribution: Any) -> Answer:
    """Allow who leads the office that brings it: it spends what the office has."""
    return None if leads(actor) and _of(actor, contribution.office_id) else ONLY_PROMISING_HEAD


ONLY_ASKER = _("เฉพาะหัวหน้าและเจ้าหน้าที่ของหน่วยงานที่แจ้งความต้องการเท่านั้น")


def can_need(actor: Any, need: Any) -> Answer:
    """Allow heads and officers to tell what their own office needs, and to close it."""
    return None if lends(actor) and _of(actor, need.office_id) else ONLY_ASKER
