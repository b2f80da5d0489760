"""Who may do what for the protection of personal data; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role
from prasan.privacy.models.destruction import ALL_LISTS, RECORDERS
from prasan.privacy.models.records import READERS

Verdict = str | Promise | None

IN_PERSON = _("การลบข้อมูลต้องทำโดยเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลเอง ทำแทนไม่ได้")
OFFICER_ONLY = _("เฉพาะเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลเท่านั้น")
READERS_ONLY = _("เฉพาะเจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคลและผู้ตรวจสอบภายในเท่านั้น")
OWN_LISTS = _("เฉพาะเจ้าหน้าที่ของหน่วยงานเจ้าของบัญชีเท่านั้น")
SEATS_ONLY = _("ผู้แจ้งเหตุต้องลงชื่อเข้าใช้ในตำแหน่งของตน")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def is_officer(actor: Any) -> bool:
    """Tell whether an actor works from the seat of the protection officer.

    Who stands in for them too: 72 hours do not wait for the end of a leave.
    """
    return not is_system(actor) and actor.role is Role.DPO


def can_report(actor: Any, breach: Any) -> Verdict:
    """Allow everybody in a seat: whoever notices it tells it, who looks after the machinery too."""
    return SEATS_ONLY if is_system(actor) or not actor.seat_id else None


def can_keep(actor: Any, breach: Any) -> Verdict:
    """Allow the protection officer alone."""
    return None if is_officer(actor) else OFFICER_ONLY


def can_erase(actor: Any, worker: Any) -> Verdict:
    """Allow the protection officer in person: it cannot be undone."""
    if not is_officer(actor):
        return OFFICER_ONLY
    return IN_PERSON if actor.delegated else None


def can_empty(actor: Any, worker: Any) -> Verdict:
    """Allow the schedule itself, and the protection officer in person."""
    return None if is_system(actor) else can_erase(actor, None)


def can_read_records(actor: Any) -> Verdict:
    """Allow who reads the records of processing and the schedule."""
    return None if is_system(actor) or actor.role in READERS else READERS_ONLY


def can_list(actor: Any, documents: Any) -> Verdict:
    """Allow who keeps documents at the office whose list it is: it records what happens on paper."""
    keeps = not is_system(actor) and actor.role in RECORDERS and actor.office_id == documents.office_id
    return None if keeps else OWN_LISTS


def can_read_lists(actor: Any) -> Verdict:
    """Allow who keeps lists, and who reads those of every office."""
    return None if is_system(actor) or actor.role in RECORDERS | ALL_LISTS else OWN_LISTS
