"""Who may do what with the service directory; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.directory.scope import CENTRAL_KINDS
from prasan.registers.policy import Answer

ONLY_DEPARTMENT = _("เฉพาะส่วนกลางของกรมเจ้าของบริการเท่านั้นที่แก้ไขบริการมาตรฐานได้")
ONLY_OFFICE = _("เฉพาะหน่วยงานที่ให้บริการนี้เท่านั้นที่แก้ไขได้")
ONLY_PARTNER = _("เฉพาะภาคีที่ให้บริการนี้ หรือแรงงานจังหวัดเท่านั้นที่แก้ไขได้")

CENTRAL = (Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER, Role.PERMANENT_SECRETARY)
LOCAL = (Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER, Role.COUNSELLOR)


def keeps(actor: Any) -> str | None:
    """Return the department whose national services an actor keeps, None for nobody's; its central seats alone do."""
    return actor.agency if actor.has(*CENTRAL) and actor.office_kind in CENTRAL_KINDS else None


def can_keep_template(actor: Any, template: Any) -> Answer:
    """Allow the centre of the department that the service belongs to."""
    if getattr(actor, "is_system", False):
        return None
    return None if keeps(actor) is not None and keeps(actor) == template.agency_id else ONLY_DEPARTMENT


def can_copy_template(actor: Any, service: Any) -> Answer:
    """Allow whoever keeps the template to copy it to the department's offices."""
    return can_keep_template(actor, service.template)


def can_keep_service(actor: Any, service: Any) -> Answer:
    """Allow the office itself; for a partner's the partner and the officer who leads its province."""
    if getattr(actor, "is_system", False):
        return None
    if service.office.kind == Office.Kind.OUTSIDE:
        leads = actor.has(Role.PLO) and actor.leads_province and actor.in_area(service.area_id)
        own = actor.has(Role.PARTNER) and actor.office_id == service.office_id
        return None if leads or own else ONLY_PARTNER
    return None if actor.has(*LOCAL) and actor.office_id == service.office_id else ONLY_OFFICE


def adds_partners(actor: Any) -> bool:
    """Tell whether an actor writes down what partners offer: a partner, or the officer who leads a province."""
    return bool(actor.has(Role.PARTNER) or (actor.has(Role.PLO) and actor.leads_province))


def partners_of(actor: Any) -> Any:
    """Return the partners whose own services an actor may write down: one's own office, or those of one's province."""
    rows = Office.objects.open_on(timezone.localdate()).filter(kind=Office.Kind.OUTSIDE).defer("grams")
    if not adds_partners(actor):
        return rows.none()
    if actor.has(Role.PLO):
        return rows.filter(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
    return rows.filter(pk=actor.office_id)
