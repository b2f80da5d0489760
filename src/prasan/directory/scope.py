"""Scope: which rows a seat reads, as ranges of area numbers, offices, an agency and a class."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

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
