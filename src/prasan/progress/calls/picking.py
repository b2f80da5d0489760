"""Which offices a data call goes to: by kind, agency, region, group, province, by name, or from a saved set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from prasan.directory.models import GroupKind, Membership, Office
from prasan.progress.calls.policy import reach

KINDS = (
    Office.Kind.PROVINCIAL, Office.Kind.BRANCH, Office.Kind.DEPARTMENT, Office.Kind.CENTRAL, Office.Kind.ABROAD,
)  # fmt: skip
"""Kinds of offices that may be ticked."""


@dataclass(frozen=True, slots=True)
class Pick:
    """How offices are chosen.

    Of the ticked kinds, those of the ticked agencies (none ticked: all) in the ticked regions, groups and provinces
    together (none ticked: everywhere); `offices` are added by name, `without` taken out.
    """

    kinds: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    regions: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    provinces: tuple[str, ...] = ()
    offices: tuple[int, ...] = ()
    without: tuple[int, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Pick:
        """Return a choice as it is stored."""
        return cls(**{name: tuple(row.get(name, ())) for name in cls.__slots__})

    def as_json(self) -> dict[str, list[Any]]:
        """Return it as it is stored, what says nothing left out."""
        return {name: list(getattr(self, name)) for name in self.__slots__ if getattr(self, name)}

    def condition(self) -> Q | None:
        """Return which offices are meant, None where nothing is chosen."""
        found: Q | None = None
        if self.kinds:
            found = Q(kind__in=self.kinds)
            if self.agencies:
                found &= Q(agency_id__in=self.agencies)
            place = self._place()
            if place is not None:
                found &= place
        if self.offices:
            named = Q(pk__in=self.offices)
            found = named if found is None else found | named
        if found is not None and self.without:
            found &= ~Q(pk__in=self.without)
        return found

    def _place(self) -> Q | None:
        """Return the places, by the groups of today; None where no place was ticked."""
        found: list[Q] = []
        for kind, numbers in ((GroupKind.INSPECTION_REGION, self.regions), (GroupKind.PROVINCE_GROUP, self.groups)):
            if numbers:
                inside = Membership.objects.on(timezone.localdate()).filter(group__kind=kind, group__number__in=numbers)
                found.append(Q(area_id__in=inside.values("area_id")))
        if self.provinces:
            found.append(Q(area__code__in=self.provinces))
        combined: Q | None = None
        for one in found:
            combined = one if combined is None else combined | one
        return combined


def offices(actor: Any, pick: Pick) -> QuerySet[Office]:
    """Return the chosen offices that exist today and that the actor may ask, in order of area and agency."""
    allowed, chosen = reach(actor), pick.condition()
    if allowed is None or chosen is None:
        return Office.objects.none()
    rows = Office.objects.open_on(timezone.localdate()).filter(allowed & chosen)
    return rows.select_related("area", "agency").order_by("area_id", "agency__order", "code").distinct()


def askable(actor: Any, ids: Iterable[int]) -> set[int]:
    """Return which of some offices the actor may ask at all."""
    allowed = reach(actor)
    return (
        set() if allowed is None else set(Office.objects.filter(allowed, pk__in=list(ids)).values_list("pk", flat=True))
    )
