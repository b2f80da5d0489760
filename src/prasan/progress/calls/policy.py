"""Who may do what with data calls; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.progress.calls.models import CallAnswer, DataCall, OfficeSet

Answer = str | Promise | None

CALLERS_ONLY = _("เฉพาะศูนย์ปฏิบัติการ กรม และแรงงานจังหวัดเท่านั้นที่ขอข้อมูลจากหน่วยงานได้")
OWN_CALLS = _("เฉพาะหน่วยงานที่ขอข้อมูลเรื่องนี้เท่านั้นที่ทำได้")
ANSWERERS_ONLY = _("เฉพาะเจ้าหน้าที่หรือหัวหน้าของหน่วยงานที่ถูกขอเท่านั้นที่ตอบได้")
HEAD_ONLY = _("เฉพาะหัวหน้าของหน่วยงานที่ตอบเท่านั้นที่ยืนยันได้")
NOT_YOUR_OWN = _("ท่านเป็นผู้กรอกคำตอบนี้ จึงยืนยันเองไม่ได้ ต้องให้อีกคนหนึ่งยืนยัน")
RETURN_ONLY = _("เฉพาะหน่วยงานที่ขอข้อมูล หรือหัวหน้าก่อนยืนยัน เท่านั้นที่ส่งกลับได้")

CENTRE = (Role.DUTY_OFFICER, Role.POLICY_OWNER)
DEPARTMENT = (Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL)
CALLERS = (*CENTRE, *DEPARTMENT, Role.PLO)
HEADS = (Role.AGENCY_HEAD, Role.PLO, Role.COUNSELLOR, Role.DIRECTOR_GENERAL)
"""The seats that answer for their office."""
ANSWERERS = (*HEADS, Role.AGENCY_OFFICER, Role.DEPARTMENT_OFFICER)


def reach(actor: Any) -> Q | None:
    """Return which offices an actor may ask: the centre all, a department its own, a labour officer the province's.

    None for everybody else; offices outside the ministry are never asked by a data call.
    """
    inside = ~Q(kind=Office.Kind.OUTSIDE)
    if actor.has(*CENTRE):
        return inside
    if actor.has(*DEPARTMENT) and actor.agency:
        return inside & Q(agency_id=actor.agency) & ~Q(pk=actor.office_id)
    if actor.has(Role.PLO) and actor.leads_province:
        return inside & Q(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
    return None


def can_make_call(actor: Any, call: DataCall) -> Answer:
    """Allow the centre, departments and provincial labour officers to write a call of their own office."""
    if reach(actor) is None:
        return CALLERS_ONLY
    return None if call.office_id == actor.office_id else OWN_CALLS


can_change_call = can_remove_call = can_send_call = can_close_call = can_chase_call = can_extend_call = can_make_call
can_reopen_call = can_make_call
"""Whoever may write calls of an office looks after all of them: a call outlives the person who wrote it."""


def can_close_by_clock(actor: Any, call: DataCall) -> Answer:
    """Allow the calling office, and the clock when a reopening has ended."""
    return None if getattr(actor, "is_system", False) else can_make_call(actor, call)


def can_keep_set(actor: Any, one: OfficeSet) -> Answer:
    """Allow whoever may write calls to keep sets of offices for their own office."""
    if reach(actor) is None:
        return CALLERS_ONLY
    return None if one.owner_id == actor.office_id else OWN_CALLS


def can_answer(actor: Any, answer: CallAnswer) -> Answer:
    """Allow officers and the head of the asked office."""
    return None if actor.has(*ANSWERERS) and actor.office_id == answer.office_id else ANSWERERS_ONLY


def can_confirm(actor: Any, answer: CallAnswer) -> Answer:
    """Allow the head of the asked office, but never the person who filled it in."""
    if not (actor.has(*HEADS) and actor.office_id == answer.office_id):
        return HEAD_ONLY
    return NOT_YOUR_OWN if answer.sent_by_id == actor.person_id else None


def can_return_answer(actor: Any, answer: CallAnswer) -> Answer:
    """Allow the calling office to send an answer back, and the head one that waits for the head's word."""
    if can_make_call(actor, answer.call) is None:
        return None
    if answer.state == CallAnswer.State.CONFIRMING and actor.has(*HEADS) and actor.office_id == answer.office_id:
        return None
    return RETURN_ONLY
