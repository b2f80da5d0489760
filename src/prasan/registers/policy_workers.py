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
