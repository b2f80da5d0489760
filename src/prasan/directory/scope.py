"""Scope: which rows a seat reads, as ranges of area numbers, offices, an agency and a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from prasan.directory.roles import Role

NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Scope:
    """What a seat reads.

    Parameters: `everything`, no limit by place; `ranges`, inclusive ranges of area numbers;
    `offices`, single offices; `agency`, one department's code; `clearance`, the highest class;
    `masked`, personal and classified fields are hidden until revealed with a reason.
    """

    everything: bool = False
    ranges: tuple[tuple[int, int], ...] = ()
    offices: tuple[int, ...] = ()
    agency: str | None = None
    clearance: int = 0
    masked: bool = False

    def condition(self, *, area: str = "", office: str = "", agency: str = "") -> Q:
        """Return the filter for a table, given the names of its area, office and agency columns.

        A part of the scope whose column the table lacks admits nothing: scope never widens by default.
        """
        if self.everything:
            return Q()
        found: list[Q] = []
        if area:
            # gte and lte, because a foreign key knows no __range
            found += [Q(**{f"{area}__gte": first, f"{area}__lte": last}) for first, last in self.ranges]
        if office and self.offices:
            found.append(Q(**{f"{office}__in": self.offices}))
        if agency and self.agency:
            found.append(Q(**{agency: self.agency}))
        if not found:
            return NOTHING
        combined = found[0]
        for one in found[1:]:
            combined |= one
        return combined

    def covers(self, *, area: int | None = None, office: int | None = None, agency: str | None = None) -> bool:
        """Tell for one row what `condition` tells for many."""
        if self.everything:
            return True
        if area is not None and any(first <= area <= last for first, last in self.ranges):
            return True
        if office is not None and office in self.offices:
            return True
        return agency is not None and agency == self.agency


CENTRAL_KINDS = frozenset({"ministry", "department", "central"})
EVERYTHING = Scope(everything=True)


def managed_by(actor: Any) -> Scope:
    """Return the offices whose accounts and seats an actor administers; it gives no domain data.

    An administrator: all; a department's user administrator: the department's offices; a province's:
    all offices in the province; any other office's: that office. Everybody else: none.
    """
    if getattr(actor, "is_system", False) or actor.role is Role.ADMINISTRATOR:
        return EVERYTHING
    if actor.role is not Role.USER_ADMINISTRATOR:
        return Scope()
    if actor.office_kind in CENTRAL_KINDS and actor.agency:
        return Scope(agency=actor.agency, offices=(actor.office_id,))
    if actor.leads_province:
        return Scope(ranges=((actor.area_id, actor.area_last),), offices=(actor.office_id,))
    return Scope(offices=(actor.office_id,))


def overseen_by(actor: Any) -> Scope:
    """Return the offices whose accounts an actor may look at without changing them.

    A provincial labour officer sees the province's, a head the office's, a director-general the
    department's; who administers sees what they administer.
    """
    if getattr(actor, "is_system", False) or actor.role in {Role.ADMINISTRATOR, Role.USER_ADMINISTRATOR}:
        return managed_by(actor)
    if actor.role is Role.PLO:
        return Scope(ranges=((actor.area_id, actor.area_last),))
    if actor.role in {Role.AGENCY_HEAD, Role.COUNSELLOR}:
        return Scope(offices=(actor.office_id,))
    if actor.role is Role.DIRECTOR_GENERAL:
        return Scope(agency=actor.agency, offices=(actor.office_id,))
    if actor.role in {Role.PERMANENT_SECRETARY, Role.AUDITOR, Role.DPO}:
        return EVERYTHING
    return Scope()
