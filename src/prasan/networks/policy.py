"""Who keeps volunteers, asks them, and answers; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.networks.bearers import holds
from prasan.networks.models import KEEPERS

Answer = str | Promise | None

ONLY_KEEPERS = _("เฉพาะสำนักงานแรงงานจังหวัดที่ดูแลอาสาสมัครแรงงานเท่านั้นที่ทำรายการนี้ได้")
ONLY_ASKERS = _("เฉพาะสำนักงานแรงงานจังหวัดในพื้นที่ของตนเท่านั้นที่ทำแบบสำรวจได้")
ONLY_VOLUNTEER = _("เฉพาะอาสาสมัครแรงงานเจ้าของลิงก์หรือสำนักงานที่ดูแลเท่านั้นที่ส่งคำตอบได้")


def keeps(actor: Any) -> bool:
    """Tell whether a seat works with volunteers: at an office that leads a province."""
    if getattr(actor, "is_system", False):
        return True
    return bool(actor.leads_province and actor.has(*KEEPERS))


def can_keep(actor: Any, volunteer: Any) -> Answer:
    """Allow who works with volunteers, of their own office."""
    own = getattr(actor, "is_system", False) or volunteer.office_id == actor.office_id
    return None if keeps(actor) and own else ONLY_KEEPERS


def can_appoint(actor: Any, appointment: Any) -> Answer:
    """Allow who keeps the volunteer."""
    return can_keep(actor, appointment.volunteer)


def can_ask(actor: Any, survey: Any) -> Answer:
    """Allow the labour office, for its own surveys."""
    own = getattr(actor, "is_system", False) or survey.office_id == actor.office_id
    asks = getattr(actor, "is_system", False) or (actor.leads_province and actor.has(*KEEPERS))
    return None if asks and own else ONLY_ASKERS


def can_answer(actor: Any, response: Any) -> Answer:
    """Allow the volunteer by their own address, and the office that keeps them, which may hear it by telephone."""
    if holds(actor, response.volunteer_id):
        return None
    keeper = keeps(actor) and (getattr(actor, "is_system", False) or response.volunteer.office_id == actor.office_id)
    return None if keeper else ONLY_VOLUNTEER
