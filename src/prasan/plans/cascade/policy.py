"""Who may cascade and who may answer; a refusal carries its reason.

The policy's owner (any policy owner where it has none) and the permanent secretary cascade and decide. The
provincial labour officer answers for the province, each of its units for the activities that it would do.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.registers.policy import can_change_policy

Answer = str | Promise | None

NOT_ASKED = _("เฉพาะแรงงานจังหวัด และหน่วยงานในจังหวัดที่ต้องทำกิจกรรม เท่านั้นที่ตอบได้")
HEAD_ONLY = _("เฉพาะแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่นำกิจกรรมลงแผนได้")
ANOTHER_UNIT = _("กิจกรรมนี้เป็นของอีกหน่วยงานหนึ่งในจังหวัด ท่านตอบได้เฉพาะกิจกรรมของหน่วยงานท่าน")


def _system(actor: Any) -> bool:
    return bool(getattr(actor, "is_system", False))


def can_cascade(actor: Any, cascade: Any) -> Answer:
    """Allow whoever may change the policy."""
    return can_change_policy(actor, cascade.policy)


def can_decide(actor: Any, offer: Any) -> Answer:
    """Allow whoever may cascade: send, recall, chase an offer, and decide on its answers."""
    return can_cascade(actor, offer.cascade)


def is_head(actor: Any, offer: Any) -> bool:
    """Tell whether the actor is the labour officer of the offer's province."""
    if _system(actor):
        return True
    return bool(actor.has(Role.PLO) and actor.leads_province and actor.in_area(offer.area_id))


def can_answer(actor: Any, offer: Any) -> Answer:
    """Allow the province's labour officer, and the people of its units."""
    if is_head(actor, offer):
        return None
    here = actor.has(Role.AGENCY_HEAD, Role.AGENCY_OFFICER) and actor.in_area(offer.area_id)
    return None if here and actor.office_kind == Office.Kind.PROVINCIAL else NOT_ASKED


def can_land(actor: Any, offer: Any) -> Answer:
    """Allow the province's labour officer to take what was promised into the plan."""
    return None if is_head(actor, offer) else HEAD_ONLY


def answers_for(actor: Any, item: Any) -> bool:
    """Tell whether an item is the actor's to answer: all are the labour officer's, a unit has its own."""
    return is_head(actor, item.offer) or item.expected.agency_id == actor.agency
