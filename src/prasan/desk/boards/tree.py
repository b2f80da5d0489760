"""The call tree (ผังโทรศัพท์): by province and by country, from the question to the ringing telephone in two taps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from prasan.desk.boards import duty
from prasan.desk.boards.clocks import Both, both
from prasan.directory.models import Area, Office
from prasan.kernel.normalise import query_grams

INSIDE = (Office.Kind.PROVINCIAL, Office.Kind.BRANCH)


@dataclass(frozen=True, slots=True)
class Line:
    """A province or an office abroad in the tree: the office to call first, and who watches there now."""

    code: str
    name: str
    office: duty.Branch
    watch: duty.Watch | None
    clock: Both | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole tree's first floor; `centre`, the operations centre's own office and watch."""

    now: dt.datetime
    centre: tuple[duty.Branch, ...]
    watch: tuple[duty.Watch, ...]
    provinces: tuple[Line, ...]
    abroad: tuple[Line, ...]


def tree(asked: str = "", now: dt.datetime | None = None) -> Tree:
    """Return the offices to call first in every province and country, or in those that a word names: four queries."""
    now = now or timezone.now()
    watch = duty.on_watch(now)
    first = Q(leads_province=True) | Q(kind__in=[Office.Kind.ABROAD, Office.Kind.CENTRE])
    offices = duty.branches(first, people=False)
    areas = _areas({one.area for one in offices}, asked)
    by_office = {one.office: one for one in reversed(watch)}
    lines = [
        Line(
            areas[one.area].code, areas[one.area].name, one, by_office.get(one.pk),
            both(now, one.zone) if one.kind == Office.Kind.ABROAD else None,
        )
        for one in offices if one.area in areas and one.kind != Office.Kind.CENTRE
    ]  # fmt: skip
    lines.sort(key=lambda one: areas[one.office.area].sort_th)
    centre = [one for one in offices if one.kind == Office.Kind.CENTRE]
    here = {one.pk for one in centre}
    return Tree(
        now, tuple(centre), tuple(one for one in watch if one.office in here),
        tuple(one for one in lines if one.clock is None), tuple(one for one in lines if one.clock is not None),
    )  # fmt: skip


def _areas(numbers: set[int], asked: str) -> dict[int, Area]:
    rows = Area.objects.filter(pk__in=numbers, kind__in=[Area.Kind.PROVINCE, Area.Kind.COUNTRY])
    if asked:
        grams = query_grams(asked)
        rows = rows.filter(Q(code=asked.upper()) | Q(short_th=asked) | (Q(grams__contains=grams) if grams else Q(pk=0)))
    return {one.pk: one for one in rows.defer("grams", "boundary")}


@dataclass(frozen=True, slots=True)
class Twig:
    """One place of the tree with every office in it; `clocks` by office, of those in another zone."""

    area: Area
    now: dt.datetime
    watch: tuple[duty.Watch, ...]
    offices: tuple[duty.Branch, ...]
    clocks: dict[int, Both]

    def as_row(self) -> dict[str, Any]:
        """Return it for a script."""
        return {
            "area": self.area.code, "name": self.area.name, "as_of": self.now,
            "watch": [one.as_row() for one in self.watch],
            "offices": [one.as_row() | _clock_row(self.clocks.get(one.pk)) for one in self.offices],
        }  # fmt: skip


def _clock_row(clock: Both | None) -> dict[str, Any]:
    return {"clock": clock.as_row() if clock else None}


def twig(area: Area, now: dt.datetime | None = None) -> Twig:
    """Return the call tree of a province or a country: three queries."""
    now = now or timezone.now()
    kinds = (Office.Kind.ABROAD,) if area.kind == Area.Kind.COUNTRY else INSIDE
    offices = duty.branches(Q(area_id__gte=area.pk, area_id__lte=area.last, kind__in=kinds))
    clocks = {one.pk: both(now, one.zone) for one in offices if one.kind == Office.Kind.ABROAD}
    return Twig(area, now, tuple(duty.on_watch(now, area, centre=not offices)), tuple(offices), clocks)
