"""Who may do what in the directory; a refusal carries its reason.

An administrator's seat ends by itself and has a reason; a user administrator keeps the accounts and
seats of a department or a province. Neither reads domain data, and nobody gives themselves a role.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import AreaGroup, Delegation, Holiday, Office, Person, Seat, Upload
from prasan.directory.roles import LOCALLY_GIVEN, TIME_LIMITED, Role
from prasan.directory.scope import managed_by, overseen_by

Answer = str | Promise | None

ONLY_SYSTEM = _("เฉพาะระบบเท่านั้นที่ทำรายการนี้ได้")
ONLY_ADMINISTRATOR = _("เฉพาะผู้ดูแลระบบเท่านั้น โปรดติดต่อผู้ดูแลระบบของกระทรวง")
ONLY_ADMINISTRATORS = _("เฉพาะผู้ดูแลบัญชีผู้ใช้เท่านั้น โปรดติดต่อผู้ดูแลบัญชีของหน่วยงานท่าน")
NOT_YOUR_OFFICE = _("หน่วยงานนี้อยู่นอกความดูแลของท่าน โปรดติดต่อผู้ดูแลบัญชีของหน่วยงานนั้น")
NOT_YOURSELF = _("ท่านให้บทบาทแก่ตนเองไม่ได้ ให้ผู้ดูแลคนอื่นเป็นผู้ดำเนินการ")
NOT_YOUR_ROLE = _("บทบาทนี้ให้หรือปิดได้โดยผู้ดูแลระบบของกระทรวงเท่านั้น")
NOT_YOUR_PERSON = _("บุคคลนี้มีตำแหน่งนอกความดูแลของท่าน โปรดติดต่อผู้ดูแลระบบของกระทรวง")
NOT_YOUR_SEAT = _("มอบหมายได้เฉพาะตำแหน่งของท่านเอง หรือโดยผู้ดูแลบัญชีของหน่วยงาน")
NOT_BY_DELEGATE = _("ผู้รับมอบหมายมอบหมายต่อไม่ได้")
NOT_DELEGABLE = _("ตำแหน่งผู้ดูแลมอบหมายให้ผู้อื่นไม่ได้")
NOT_YOUR_UPLOAD = _("ไฟล์นี้เป็นของผู้อื่น")
ONLY_WATCHERS = _("เปิดดูข้อมูลที่ปิดบังได้เฉพาะผู้ตรวจสอบภายในและเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล")

NOT_SUCCESSOR = _("เฉพาะผู้รับตำแหน่งต่อหรือหัวหน้าของหน่วยงานเดิมเท่านั้นที่รับมอบงานได้")

HEADS = frozenset({Role.PLO, Role.AGENCY_HEAD, Role.COUNSELLOR, Role.DIRECTOR_GENERAL})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.USER_ADMINISTRATOR})


def is_system(actor: Any) -> bool:
    """Tell whether the machine itself acts."""
    return bool(getattr(actor, "is_system", False))


def is_administrator(actor: Any) -> bool:
    """Tell whether the actor administers everything."""
    return is_system(actor) or actor.role is Role.ADMINISTRATOR


def is_any_administrator(actor: Any) -> bool:
    """Tell whether the actor administers accounts somewhere."""
    return is_system(actor) or actor.role in ADMINISTRATORS


def manages(actor: Any, office: Office) -> bool:
    """Tell whether the actor administers the accounts of an office."""
    return managed_by(actor).covers(area=office.area_id, office=office.pk, agency=office.agency_id)


def oversees(actor: Any, office: Office) -> bool:
    """Tell whether the actor may look at the accounts of an office."""
    return overseen_by(actor).covers(area=office.area_id, office=office.pk, agency=office.agency_id)


def only_system(actor: Any, subject: Any) -> Answer:
    """Allow the machine alone."""
    return None if is_system(actor) else ONLY_SYSTEM


def only_administrator(actor: Any, subject: Any) -> Answer:
    """Allow an administrator alone: structure of offices, groups of areas, boundaries."""
    return None if is_administrator(actor) else ONLY_ADMINISTRATOR


def can_add_person(actor: Any, person: Person) -> Answer:
    """Allow who administers accounts; in which office is judged with the seat."""
    return None if is_any_administrator(actor) else ONLY_ADMINISTRATORS


def can_manage_person(actor: Any, person: Person) -> Answer:
    """Allow a user administrator where every open seat of the person is theirs to give.

    Otherwise a new e-mail address would open the account of somebody above them.
    """
    if is_administrator(actor):
        return None
    if not is_any_administrator(actor):
        return ONLY_ADMINISTRATORS
    seats = list(person.seats.select_related("office"))
    today = timezone.localdate()
    judged = [seat for seat in seats if seat.end is None or seat.end >= today] or seats
    inside = judged and all(manages(actor, seat.office) and seat.role in LOCALLY_GIVEN for seat in judged)
    return None if inside else NOT_YOUR_PERSON


def can_close_account(actor: Any, person: Person) -> Answer:
    """Allow who may manage the person, but nobody for themselves."""
    if not is_system(actor) and actor.person_id == person.pk:
        return NOT_YOURSELF
    return can_manage_person(actor, person)


def can_change_profile(actor: Any, person: Person) -> Answer:
    """Allow a person their own settings."""
    return None if is_system(actor) or actor.person_id == person.pk else NOT_YOUR_PERSON


def can_end_seat(actor: Any, seat: Seat) -> Answer:
    """Allow who administers the seat's office, for roles that are theirs to give."""
    if not is_any_administrator(actor):
        return ONLY_ADMINISTRATORS
    if not manages(actor, seat.office):
        return NOT_YOUR_OFFICE
    if not is_administrator(actor) and seat.role not in LOCALLY_GIVEN:
        return NOT_YOUR_ROLE
    return None


def can_give_seat(actor: Any, seat: Seat) -> Answer:
    """Allow as for ending, and never to oneself."""
    if not is_system(actor) and actor.person_id == seat.person_id:
        return NOT_YOURSELF
    return can_end_seat(actor, seat)


def can_delegate(actor: Any, delegation: Delegation) -> Answer:
    """Allow the holder of the seat, or who administers its office; never to oneself, never onwards."""
    seat = delegation.seat
    if seat.role in TIME_LIMITED | {Role.USER_ADMINISTRATOR}:
        return NOT_DELEGABLE
    if is_system(actor):
        return None
    if actor.person_id == delegation.to_id:
        return NOT_YOURSELF
    if actor.seat_id == seat.pk:
        return NOT_BY_DELEGATE if actor.delegated else None
    return NOT_YOUR_SEAT if can_end_seat(actor, seat) is not None else None


def can_revoke_delegation(actor: Any, delegation: Delegation) -> Answer:
    """Allow the holder of the seat, or who administers its office."""
    if is_system(actor) or (actor.seat_id == delegation.seat_id and not actor.delegated):
        return None
    return NOT_YOUR_SEAT if can_end_seat(actor, delegation.seat) is not None else None


def can_change_office(actor: Any, office: Office) -> Answer:
    """Allow who administers the office: its real name and its telephone are known there."""
    if not is_any_administrator(actor):
        return ONLY_ADMINISTRATORS
    return None if manages(actor, office) else NOT_YOUR_OFFICE


def can_change_holiday(actor: Any, holiday: Holiday) -> Answer:
    """Allow an administrator everywhere, a province's user administrator in the province."""
    if not is_any_administrator(actor):
        return ONLY_ADMINISTRATORS
    return None if managed_by(actor).covers(area=holiday.area_id) else NOT_YOUR_OFFICE


def can_regroup(actor: Any, group: AreaGroup) -> Answer:
    """Allow an administrator alone."""
    return only_administrator(actor, group)


def can_order_transfers(actor: Any, order: Any) -> Answer:
    """Allow who administers accounts; each line is judged by itself as well."""
    return None if is_any_administrator(actor) else ONLY_ADMINISTRATORS


def can_accept_handover(actor: Any, line: Any) -> Answer:
    """Allow who now sits where the person left, in the same role, or who heads that office; never who hands over."""
    if is_system(actor) or line.leaves is None or actor.person_id == line.person_id:
        return NOT_SUCCESSOR
    same = actor.office_id == line.leaves.office_id
    return None if same and (actor.role == line.leaves.role or actor.role in HEADS) else NOT_SUCCESSOR


def can_apply_upload(actor: Any, upload: Upload) -> Answer:
    """Allow the one who read the file, who administers accounts; each row is judged by itself as well."""
    if is_system(actor):
        return None
    if not is_any_administrator(actor):
        return ONLY_ADMINISTRATORS
    if upload.person_id != actor.person_id:
        return NOT_YOUR_UPLOAD
    if upload.kind in {Upload.Kind.OFFICES, Upload.Kind.BOUNDARIES}:
        return only_administrator(actor, upload)
    return None


def can_reveal(actor: Any, subject: Any) -> Answer:
    """Allow who watches over the others: the auditor and the data protection officer, each with a reason.

    Source: docs/security-and-law.md. The reason is asked by the verb (prasan.platform.vault.reveal).
    """
    watches = not is_system(actor) and actor.role in {Role.AUDITOR, Role.DPO} and not actor.delegated
    return None if watches else ONLY_WATCHERS
