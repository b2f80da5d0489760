"""Who may do what with cases and referrals; a refusal carries its reason.

The office that was asked answers, the one that asked follows it up. Where silence has risen to the province, its labour
office may take the matter in hand; at the top the centre's desk may.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.referrals.bearers import decides_for, holds_link, speaks_for
from prasan.referrals.models import Case, Level, OutreachLine, OutreachList, PageLanguage, Referral
from prasan.referrals.models.tracking import LANGUAGE_KEEPERS
from prasan.registers.models import CASE_WORKERS

Verdict = str | Promise | None

WORKERS = tuple(sorted(CASE_WORKERS))
"""Who works on people's cases."""
CASE_WORKERS_ONLY = _("เฉพาะเจ้าหน้าที่ที่ให้บริการประชาชนเท่านั้น")
RECEIVER_ONLY = _("เฉพาะหน่วยงานปลายทางของการส่งต่อนี้เท่านั้น")
SENDER_ONLY = _("เฉพาะหน่วยงานที่ส่งต่อเรื่องนี้เท่านั้น")
EITHER_ONLY = _("เฉพาะหน่วยงานที่ส่งต่อหรือหน่วยงานปลายทางเท่านั้น")
NOT_OWN_WORK = _("หน่วยงานที่ให้บริการบันทึกคำยืนยันของประชาชนเองไม่ได้ หน่วยงานที่ส่งต่อเป็นผู้บันทึก")
OWNER_ONLY = _("เฉพาะหน่วยงานที่ต้องดำเนินการต่อเท่านั้น")
PERSON_ONLY = _("เฉพาะเจ้าของเรื่อง หรือผู้ช่วยที่บันทึกไว้เท่านั้น")
BY_PIN = _("ส่วนนี้เปิดได้เฉพาะเจ้าของเรื่อง ด้วยรหัส 6 ตัวบนใบติดตาม หากไม่มีใบติดตาม โทร 1506")
"""What a helper is told, and who opened the case by the telephone number alone."""
OWN_CASE = _("เฉพาะเจ้าหน้าที่ของหน่วยงานที่รับเรื่องนี้เท่านั้น")
OWN_LIST = _("เฉพาะเจ้าหน้าที่ของหน่วยงานที่ทำรายชื่อนี้เท่านั้น")
LANGUAGES_ONLY = _("เฉพาะศูนย์ปฏิบัติการหรือผู้ดูแลระบบเท่านั้นที่ดูแลภาษาของหน้าติดตาม")
SYSTEM_ONLY = _("ระบบทำรายการนี้เองตามเวลา ไม่มีผู้ใดสั่งเองได้")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def can_open(actor: Any, case: Case) -> Verdict:
    """Allow who works on cases to take one in at the own office."""
    if is_system(actor):
        return None
    return None if actor.has(*WORKERS) and case.office_id == actor.office_id else CASE_WORKERS_ONLY


def can_refer(actor: Any, referral: Referral) -> Verdict:
    """Allow who works on cases to send one on from the own office."""
    if is_system(actor):
        return None
    return None if actor.has(*WORKERS) and referral.sender_id == actor.office_id else CASE_WORKERS_ONLY


def _works_at(actor: Any, office: int) -> bool:
    return bool(actor.office_id == office and actor.has(*WORKERS))


def _stands_in(actor: Any, referral: Referral, office: int) -> bool:
    """Tell whether an actor answers for an office that has nobody: the contact found for it, in its turn."""
    return referral.owner_id == office and referral.contact_id is not None and referral.contact_id == actor.seat_id


def can_answer(actor: Any, referral: Referral) -> Verdict:
    """Allow the office that was asked, also by its link, and who stands in for it."""
    if is_system(actor):
        return SYSTEM_ONLY
    if holds_link(actor, referral):
        return None
    at = referral.office_id
    return None if _works_at(actor, at) or _stands_in(actor, referral, at) else RECEIVER_ONLY


def can_follow(actor: Any, referral: Referral) -> Verdict:
    """Allow the office that asked, and who stands in for it."""
    if is_system(actor):
        return SYSTEM_ONLY
    at = referral.sender_id
    return None if _works_at(actor, at) or _stands_in(actor, referral, at) else SENDER_ONLY


def can_hear(actor: Any, referral: Referral) -> Verdict:
    """Allow the person, and either office to write down what they said."""
    if is_system(actor) or speaks_for(actor, referral.case_id):
        return None
    sides = (referral.office_id, referral.sender_id)
    return None if any(_works_at(actor, one) for one in sides) else EITHER_ONLY


def can_confirm(actor: Any, referral: Referral) -> Verdict:
    """Allow the person, and the office that asked to write down their yes: nobody confirms the own work."""
    if is_system(actor) or speaks_for(actor, referral.case_id):
        return None
    own = referral.sender_id == referral.office_id
    return None if _works_at(actor, referral.sender_id) and not own else NOT_OWN_WORK


def can_withdraw(actor: Any, referral: Referral) -> Verdict:
    """Allow the person by their PIN, and the office that asked to write it down: no receiver gets rid of work so."""
    if is_system(actor) or decides_for(actor, referral.case_id):
        return None
    return BY_PIN if speaks_for(actor, referral.case_id) else can_follow(actor, referral)


def can_reopen(actor: Any, referral: Referral) -> Verdict:
    """Allow the person by their PIN, and either office to write down that they still need it."""
    if is_system(actor) or decides_for(actor, referral.case_id):
        return None
    if speaks_for(actor, referral.case_id):
        return BY_PIN
    sides = (referral.office_id, referral.sender_id)
    return None if any(_works_at(actor, one) for one in sides) else EITHER_ONLY


def has_risen_to(actor: Any, referral: Referral) -> bool:
    """Tell whether silence has made the matter the actor's: the owner of last resort, at the top the centre's desk."""
    if referral.level in {Level.PROVINCE, Level.CENTRE} and actor.has(Role.PLO):
        return bool(actor.leads_province and actor.in_area(referral.owner.area_id if referral.owner else 0))
    return bool(referral.level == Level.CENTRE and actor.has(Role.DUTY_OFFICER))


def can_reroute(actor: Any, referral: Referral) -> Verdict:
    """Allow the office that asked, the one that was asked, and whom its silence has risen to."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if has_risen_to(actor, referral) else can_hear(actor, referral)


def can_restaff(actor: Any, referral: Referral) -> Verdict:
    """Allow the office that owes the next step to name who answers for it; the machine when nobody does."""
    if is_system(actor):
        return None
    return None if referral.owner_id and _works_at(actor, referral.owner_id) else OWNER_ONLY


def can_run(actor: Any, referral: Referral) -> Verdict:
    """Allow the machine alone."""
    return None if is_system(actor) else SYSTEM_ONLY


def can_keep_case(actor: Any, case: Case) -> Verdict:
    """Allow who works on cases at the office that took the case in: PIN, helpers, requests about data."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if _works_at(actor, case.office_id) else OWN_CASE


def can_ask_data(actor: Any, case: Case) -> Verdict:
    """Allow the person by their PIN, and the office that took the case in to write down what they ask."""
    if decides_for(actor, case.pk):
        return None
    return BY_PIN if speaks_for(actor, case.pk) else can_keep_case(actor, case)


def can_ask_line(actor: Any, case: Case) -> Verdict:
    """Allow the person alone, by their PIN: whoever holds the code may have the person's news."""
    if decides_for(actor, case.pk):
        return None
    return BY_PIN if speaks_for(actor, case.pk) else PERSON_ONLY


def can_rate(actor: Any, referral: Referral) -> Verdict:
    """Allow the person alone."""
    return None if speaks_for(actor, referral.case_id) else PERSON_ONLY


def can_link(actor: Any, referral: Referral) -> Verdict:
    """Allow the office that asked, and whom silence has risen to."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if has_risen_to(actor, referral) else can_follow(actor, referral)


def can_explain(actor: Any, referral: Referral) -> Verdict:
    """Allow the office that owes the next step, who stands in for it, and whom its silence has risen to."""
    if is_system(actor):
        return SYSTEM_ONLY
    at = referral.owner_id or 0
    works = _works_at(actor, at) or _stands_in(actor, referral, at) or has_risen_to(actor, referral)
    return None if works else OWNER_ONLY


def can_track(actor: Any, case: Case) -> Verdict:
    """Allow who works on cases, and the centre's desk, where 1506 is answered."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if actor.has(*WORKERS, Role.DUTY_OFFICER) else CASE_WORKERS_ONLY


def can_reach_out(actor: Any, wanted: OutreachList) -> Verdict:
    """Allow who works on cases to keep the outreach lists of the own office."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if _works_at(actor, wanted.office_id) else OWN_LIST


def can_visit(actor: Any, line: OutreachLine) -> Verdict:
    """Allow the same for each person on them."""
    return can_reach_out(actor, line.list)


def can_drop_line(actor: Any, line: OutreachLine) -> Verdict:
    """Allow the same, and the machine when the office's right to the person's data ends."""
    return None if is_system(actor) else can_visit(actor, line)


def can_keep_language(actor: Any, language: PageLanguage) -> Verdict:
    """Allow the centre and the administrator, who keep the sources of news as well; no machine releases a language."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if actor.has(*LANGUAGE_KEEPERS) else LANGUAGES_ONLY
