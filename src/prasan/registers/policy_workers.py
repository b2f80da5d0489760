"""Who may do what with people of the registry; whom somebody reads at all stands in `Worker.objects.visible_to`."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.registers.models import CASE_WORKERS

Answer = str | Promise | None

ONLY_CASE_WORKERS = _("เฉพาะเจ้าหน้าที่ที่ให้บริการประชาชนเท่านั้นที่ทำรายการในทะเบียนแรงงานได้")
ONLY_OWN_OFFICE = _("ลงทะเบียนได้เฉพาะในนามสำนักงานของท่าน")
ONLY_HANDLERS = _("เฉพาะเจ้าหน้าที่ที่ดูแลบุคคลนี้หรือเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลเท่านั้นที่ทำรายการนี้ได้")
ONLY_BY_CODE = _("ผูก LINE ได้เฉพาะเจ้าตัว ด้วยรหัสจากหน้าติดตามเรื่องของตน")
ONLY_LOADERS = _("เฉพาะหัวหน้าหน่วยงานหรือแรงงานจังหวัดเท่านั้นที่นำเข้ารายชื่อจากไฟล์ได้")
ONLY_IN_PERSON = _("การเปิดข้อมูลฉุกเฉินต้องทำในตำแหน่งของตนเอง ทำแทนผู้อื่นไม่ได้")
ONLY_REVIEWERS = _("เฉพาะหัวหน้าหน่วยงาน แรงงานจังหวัด หรือเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลที่ทบทวนได้")
NOT_ONES_OWN = _("ทบทวนการเปิดข้อมูลของตนเองไม่ได้")
LOADERS = frozenset({Role.AGENCY_HEAD, Role.PLO})
"""A file looks for thousands at once, which no pace holds back: whoever answers for an office hands it in."""


def _system(actor: Any) -> bool:
    return bool(getattr(actor, "is_system", False))


def can_serve(actor: Any, subject: Any) -> Answer:
    """Allow the roles that meet people."""
    return None if _system(actor) or actor.role in CASE_WORKERS else ONLY_CASE_WORKERS


def can_register(actor: Any, subject: Any) -> Answer:
    """Allow the roles that meet people, each in the name of its own office."""
    refusal = can_serve(actor, subject)
    if refusal is not None or _system(actor):
        return refusal
    return None if subject.office_id == actor.office_id else ONLY_OWN_OFFICE


def can_handle(actor: Any, subject: Any) -> Answer:
    """Allow the roles that meet people, and the data protection officer in person."""
    if can_serve(actor, subject) is None or (actor.role is Role.DPO and not actor.delegated):
        return None
    return ONLY_HANDLERS


def can_link_line(actor: Any, subject: Any) -> Answer:
    """Allow the machine alone, once the person sent the code of their own page: no officer types an account."""
    return None if _system(actor) else ONLY_BY_CODE


def can_load(actor: Any, subject: Any) -> Answer:
    """Allow whoever answers for an office to hand in a file of people, for that office."""
    if _system(actor):
        return None
    if actor.role not in LOADERS:
        return ONLY_LOADERS
    return None if subject.office_id == actor.office_id else ONLY_OWN_OFFICE


def can_enter(actor: Any, subject: Any) -> Answer:
    """Allow the same to enter the people of the file."""
    return can_load(actor, subject)


def can_break_glass(actor: Any, subject: Any) -> Answer:
    """Allow the roles that meet people, each in person; executives never, whoever the person is."""
    refusal = can_serve(actor, subject)
    if refusal is not None:
        return refusal
    if _system(actor) or actor.delegated or not actor.seat_id:
        return ONLY_IN_PERSON
    return None


def reviews_glass(actor: Any) -> bool:
    """Tell whether an actor reviews openings at all; who acts for a head does, for the protection officer nobody."""
    if _system(actor):
        return False
    heads = actor.role is Role.AGENCY_HEAD or (actor.role is Role.PLO and actor.leads_province)
    return bool(heads or (actor.role is Role.DPO and not actor.delegated))


def can_review_glass(actor: Any, glass: Any) -> Answer:
    """Allow the head of the office, the officer who leads its province, and the protection officer; never oneself."""
    if _system(actor):
        return ONLY_REVIEWERS
    if glass.person_id == actor.person_id:
        return NOT_ONES_OWN
    heads = actor.role is Role.AGENCY_HEAD and glass.office_id == actor.office_id
    leads = actor.role is Role.PLO and actor.leads_province and actor.in_area(glass.office.area_id)
    return None if heads or leads or (actor.role is Role.DPO and not actor.delegated) else ONLY_REVIEWERS
