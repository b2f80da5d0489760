"""Who may do what with events and items; a refusal carries its reason.

The centre's duty officer and policy owners triage and handle everything; a provincial labour officer opens and
handles the events of the own province, a labour office abroad those of its country; whoever owns a task does it.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.situation.models import Event, EventTask, Item, Operation, Source

Answer = str | Promise | None

CENTRE = (Role.DUTY_OFFICER, Role.POLICY_OWNER)
ABROAD = (Role.COUNSELLOR, Role.AGENCY_OFFICER)
DOERS = (
    Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNTER_OFFICER, Role.COUNSELLOR, Role.DEPARTMENT_OFFICER,
    Role.DIRECTOR_GENERAL, Role.SPOKESPERSON, Role.VOLUNTEER_COORDINATOR,
)  # fmt: skip

CENTRE_ONLY = _("เฉพาะเจ้าหน้าที่เวรศูนย์ปฏิบัติการและผู้รับผิดชอบนโยบายเท่านั้นที่คัดกรองข่าวได้")
HOLDERS_ONLY = _("เฉพาะศูนย์ปฏิบัติการ แรงงานจังหวัดของจังหวัดที่เกิดเหตุ หรือสำนักงานแรงงานในประเทศที่เกิดเหตุเท่านั้น")
OWNERS_ONLY = _("เฉพาะหน่วยงานเจ้าของงานนี้ หรือผู้ดูแลเหตุการณ์เท่านั้น")
MACHINE_ONLY = _("ระบบเป็นผู้คำนวณอักษรของแหล่งข่าวจากประวัติ ไม่มีผู้ใดกำหนดเองได้")


def is_centre(actor: Any) -> bool:
    """Tell whether the actor sits at the listening desk."""
    return bool(getattr(actor, "is_system", False)) or actor.has(*CENTRE)


def holds(actor: Any, area_id: int | None) -> bool:
    """Tell whether a place is the actor's own: the province it leads, the country its office works in."""
    if area_id is None or getattr(actor, "is_system", False) or not actor.in_area(area_id):
        return False
    if actor.has(Role.PLO):
        return bool(actor.leads_province)
    return actor.has(*ABROAD) and actor.office_kind == Office.Kind.ABROAD


def can_triage(actor: Any, item: Item | None) -> Answer:
    """Allow the centre."""
    return None if is_centre(actor) else CENTRE_ONLY


def can_handle(actor: Any, event: Event) -> Answer:
    """Allow the centre everything, others the events of their own place."""
    return None if is_centre(actor) or holds(actor, event.area_id) else HOLDERS_ONLY


can_open = can_handle
"""Whoever handles an event may open one there."""


def can_undo(actor: Any, act: Operation) -> Answer:
    """Allow the centre, and others where every event of the act is their own."""
    if is_centre(actor):
        return None
    events = [one for one in (act.event, act.other) if one is not None]
    return None if events and all(holds(actor, one.area_id) for one in events) else HOLDERS_ONLY


def can_do(actor: Any, task: EventTask) -> Answer:
    """Allow the office that owns the task, and who handles the event."""
    if can_handle(actor, task.event) is None:
        return None
    return None if actor.office_id == task.office_id and actor.has(*DOERS) else OWNERS_ONLY


def can_grade(actor: Any, source: Source) -> Answer:
    """Allow the machine alone: a letter is counted, not given."""
    return None if getattr(actor, "is_system", False) else MACHINE_ONLY
