"""Who may do what at a joint counter; whom somebody sees at all stands in `visible_to`."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.counter.bearers import stands_at
from prasan.counter.models import Desk, Kiosk, Place, Ticket
from prasan.directory.roles import Role
from prasan.registers.models import CASE_WORKERS as ROLES

Verdict = str | Promise | None

WORKERS = tuple(sorted(ROLES))
"""Who works at a counter."""
HEADS = (Role.PLO, Role.AGENCY_HEAD)
"""Who sets one up, for the own office."""
HEADS_ONLY = _("เฉพาะหัวหน้าของหน่วยงานที่ดูแลศูนย์บริการร่วมนี้เท่านั้น")
STAFF_ONLY = _("เฉพาะเจ้าหน้าที่ของหน่วยงานที่มีช่องบริการในศูนย์นี้เท่านั้น")
DESK_ONLY = _("เฉพาะเจ้าหน้าที่ของหน่วยงานเจ้าของช่องบริการนี้เท่านั้น")
KIOSK_ONLY = _("รับบัตรคิวด้วยตนเองได้เฉพาะที่ตู้ออกบัตรคิวของศูนย์นี้")
SYSTEM_ONLY = _("ระบบทำรายการนี้เองตามเวลา ไม่มีผู้ใดสั่งเองได้")


def is_system(actor: Any) -> bool:
    """Tell whether the machine acts by itself."""
    return bool(getattr(actor, "is_system", False))


def works_here(actor: Any, place: Place) -> bool:
    """Tell whether an actor works at a counter: of the office that runs it, or of one with a desk there."""
    if not actor.has(*WORKERS):
        return False
    return bool(place.office_id == actor.office_id or place.desks.living().filter(office_id=actor.office_id).exists())


def can_set_up(actor: Any, place: Place) -> Verdict:
    """Allow the head of the office that runs the counter."""
    if is_system(actor):
        return None
    return None if actor.has(*HEADS) and place.office_id == actor.office_id else HEADS_ONLY


def can_set_desk(actor: Any, desk: Desk) -> Verdict:
    """Allow the head of the office that runs the counter."""
    return can_set_up(actor, desk.place)


def can_staff(actor: Any, desk: Desk) -> Verdict:
    """Allow the office of the desk to open and close it, and who set it up."""
    if is_system(actor) or can_set_up(actor, desk.place) is None:
        return None
    return None if actor.has(*WORKERS) and desk.office_id == actor.office_id else DESK_ONLY


def can_work(actor: Any, ticket: Ticket) -> Verdict:
    """Allow the offices of the counter: who gives tickets, lets wait, carries over."""
    return None if is_system(actor) or works_here(actor, ticket.place) else STAFF_ONLY


def can_keep_kiosk(actor: Any, kiosk: Kiosk) -> Verdict:
    """Allow the offices of the counter: they open a kiosk in the hall, and end it when it is lost."""
    return None if is_system(actor) or works_here(actor, kiosk.place) else STAFF_ONLY


def can_take_alone(actor: Any, ticket: Ticket) -> Verdict:
    """Allow the holder of the kiosk's link alone: an officer gives a ticket as an officer."""
    return None if stands_at(actor, ticket) else KIOSK_ONLY


def at_desk(actor: Any, desk: Desk) -> Verdict:
    """Allow the office of a desk."""
    if is_system(actor):
        return SYSTEM_ONLY
    return None if actor.has(*WORKERS) and desk.office_id == actor.office_id else DESK_ONLY


def can_call(actor: Any, ticket: Ticket) -> Verdict:
    """Allow the office of the desk that calls."""
    return at_desk(actor, ticket.calling) if ticket.calling is not None else DESK_ONLY


def can_serve(actor: Any, ticket: Ticket) -> Verdict:
    """Allow the office of the desk that has the ticket."""
    return at_desk(actor, ticket.desk) if ticket.desk is not None else DESK_ONLY


def can_close(actor: Any, ticket: Ticket) -> Verdict:
    """Allow the machine alone."""
    return None if is_system(actor) else SYSTEM_ONLY
