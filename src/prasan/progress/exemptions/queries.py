"""Which requests that an indicator does not apply wait for whom."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from prasan.directory.roles import Role
from prasan.progress.models import Exemption

MOST = 200
"""Requests that are read for one seat; the page holds the others."""
DEPARTMENTS = (Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER)


def to_decide(actor: Any) -> list[Exemption]:
    """Return the requests that the actor may decide, oldest first: one query, none for roles that decide nothing.

    The same people as `can_decide` allows: the policy's owner (any policy owner where it has none), the permanent
    secretary, and the department that leads the indicator.
    """
    if actor.has(Role.PERMANENT_SECRETARY):
        mine = Q()
    elif actor.has(Role.POLICY_OWNER):
        policy = "target__indicator__policy"
        mine = Q(**{policy: None}) | Q(**{f"{policy}__owner": None}) | Q(**{f"{policy}__owner": actor.person_id})
    elif actor.has(*DEPARTMENTS) and actor.agency:
        mine = Q(target__indicator__lead_id=actor.agency)
    else:
        return []
    rows = Exemption.objects.visible_to(actor).waiting().filter(mine)
    rows = rows.select_related("target__indicator", "target__area").defer(
        "target__area__boundary", "target__area__grams"
    )
    return list(rows.order_by("pk")[:MOST])
