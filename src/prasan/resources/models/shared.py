"""Who reads the rows of this room."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from prasan.directory.roles import REACH, Reach, Role

NOBODYS = Q(pk__in=[])


def reads_all(actor: Any) -> bool:
    """Tell whether a seat finds what every office offers: each with domain data, except a partner's."""
    if getattr(actor, "is_system", False):
        return True
    return REACH[Role(actor.role)] is not Reach.NOTHING and not actor.has(Role.PARTNER)


def of_sides(actor: Any, *sides: str) -> Q:
    """Return the condition of rows that stand between offices: who reads one of them reads the row.

    Parameters: `sides`, paths of the offices.
    """
    if getattr(actor, "is_system", False) or actor.scope.everything:
        return Q()
    found = NOBODYS
    for path in sides:
        found |= actor.scope.condition(area=f"{path}__area", office=path, agency=f"{path}__agency")
    return found
