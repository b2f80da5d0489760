"""How far a figure must have come for a seat to see it: one rule for every roll-up, page, and answer."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.progress.models import Figure, Report

SHOWN = int(Figure.Level.HEAD)
"""What everybody sees who reads figures: what the office's head stands for; the rest of the way is marked."""
ACCEPTED = int(Figure.Level.PROVINCE)
"""From here on a figure carries no mark."""


def level_for(actor: Any, area: Area | tuple[int, int] | None = None) -> int:
    """Return the lowest level that counts in a seat's roll-up.

    Parameters: `area`, the place that the roll-up is about, as an area or its range of numbers; None for the nation.
    The provincial labour officer sees at once what the province's offices have sent; everybody else, on the wall and
    outside, what a head of office has approved. Drafts stand in no roll-up: their office reads them in its report.
    """
    if area is None or not (getattr(actor, "role", None) == Role.PLO and actor.leads_province):
        return SHOWN
    first, last = (area.pk, area.last) if isinstance(area, Area) else area
    inside = actor.area_id <= first and last <= actor.area_last
    return int(Figure.Level.SUBMITTED) if inside else SHOWN


def visible_figures(actor: Any) -> Q:
    """Return the condition that a figure has come as far as the seat sees, in whatever area it lies."""
    seen = Q(level__gte=SHOWN)
    if getattr(actor, "role", None) == Role.PLO and actor.leads_province:
        own = Q(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
        seen |= Q(level__gte=Figure.Level.SUBMITTED) & own
    return seen


def level_of_report(actor: Any, report: Report) -> int:
    """Return how far a report must have come for a seat to see the values in it; its own office sees its drafts."""
    if getattr(actor, "is_system", False) or actor.office_id == report.office_id:
        return int(Figure.Level.DRAFT)
    return level_for(actor, (report.area_id, report.area_id))


def sees_values(actor: Any, report: Report) -> bool:
    """Tell whether a seat that reads a report sees its values yet."""
    return report.level >= level_of_report(actor, report)
