"""Who puts appointments into the calendar, and for whom; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.desk.appointments.models import Appointment
from prasan.directory.roles import Role

CENTRE = (Role.DUTY_OFFICER, Role.POLICY_OWNER, Role.SECRETARY, Role.PERMANENT_SECRETARY)
DEPARTMENT = (Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER)
LOCAL = (Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNSELLOR)

NO_KEEPER = _("ตำแหน่งนี้ไม่ได้ลงนัดหมายในปฏิทิน")
OTHER_OFFICE = _("เฉพาะหน่วยงานที่ลงนัดหมายนี้เท่านั้นที่แก้หรือยกเลิกได้")
TOO_WIDE = _("ตำแหน่งนี้ลงนัดหมายให้หน่วยงานกลุ่มนี้ไม่ได้")


def audiences(actor: Any) -> tuple[str, ...]:
    """Return for whom an actor may put appointments in: the own office, and whom it coordinates."""
    to = Appointment.Audience
    if actor.has(*CENTRE):
        return (to.OFFICE, to.ALL)
    if actor.has(*DEPARTMENT):
        return (to.OFFICE, to.AGENCY)
    if actor.has(*LOCAL):
        return (to.OFFICE, to.PROVINCE) if actor.leads_province else (to.OFFICE,)
    return ()


def can_keep_appointment(actor: Any, appointment: Any) -> str | Promise | None:
    """Allow seats of the office that put it in, for whom their office coordinates."""
    allowed = audiences(actor)
    if not allowed:
        return NO_KEEPER
    if appointment.office_id != actor.office_id:
        return OTHER_OFFICE
    return None if appointment.audience in allowed else TOO_WIDE
