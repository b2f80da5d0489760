"""Who attends: provinces and offices, and which province of them a number or a place belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from prasan.desk import sight
from prasan.desk.board import Province, english
from prasan.directory.models import Area, Office


@dataclass(frozen=True, slots=True)
class Attending:
    """Who is asked to a meeting. `areas`, codes of provinces; `offices`, codes of offices beside them, such as those
    abroad. None for both: everybody that the actor sees.
    """

    areas: Collection[str] | None = None
    offices: Collection[str] = ()

    @property
    def everybody(self) -> bool:
        """Tell whether nobody is left out."""
        return self.areas is None and not self.offices


@dataclass(frozen=True, slots=True)
class Named:
    """A place or an office with its names; `order`, the ministry's order of an office's agency."""

    code: str
    th: str
    en: str
    order: int = 0


@dataclass(slots=True)
class Places:
    """The provinces of a meeting that the actor opens. `unseen`, codes that were asked for and are not among them."""

    provinces: dict[int, Province]
    names: dict[int, Named]
    unseen: tuple[str, ...] = ()
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = sorted(self.provinces)

    def holding(self, area: int) -> int | None:
        """Return the province of the meeting that an area lies in, None where it is in none."""
        at = bisect_right(self._starts, area) - 1
        if at < 0 or area > self.provinces[self._starts[at]].last:
            return None
        return self._starts[at]

    def within(self, column: str) -> Q:
        """Return the condition that a column of area numbers lies in one of them; neighbours are one range."""
        found = Q(pk__in=[])
        for first, last in self.ranges():
            found |= Q(**{f"{column}__gte": first, f"{column}__lte": last})
        return found

    def ranges(self) -> list[tuple[int, int]]:
        """Return the ranges of area numbers, neighbours joined."""
        joined: list[tuple[int, int]] = []
        for first in self._starts:
            last = self.provinces[first].last
            if joined and joined[-1][1] + 1 == first:
                joined[-1] = (joined[-1][0], last)
            else:
                joined.append((first, last))
        return joined


def places_of(actor: Any, attending: Attending) -> Places:
    """Return the provinces of a meeting as far as the actor opens them: one query, none where none is asked for."""
    if attending.areas is not None and not attending.areas:
        return Places({}, {})
    rows = Area.objects.provinces()
    if attending.areas is not None:
        rows = rows.filter(code__in=sorted(attending.areas))
    columns = ("pk", "last", "code", "name_th", "name_en", "short_th", "sort_th")
    found: dict[int, Province] = {}
    names: dict[int, Named] = {}
    en = english()
    for pk, last, code, th, name_en, short, sort in rows.order_by("pk").values_list(*columns):
        if not sight.opens(actor, pk, last):
            continue
        found[pk] = Province(pk, last, code, name_en if en else th, short or code, sort)
        names[pk] = Named(code, th, name_en or th)
    seen = {one.code for one in found.values()}
    return Places(found, names, tuple(sorted(set(attending.areas or ()) - seen)))


def offices_of(numbers: Iterable[int]) -> dict[int, Named]:
    """Return the offices by number with short names in both languages: one query, none where none is asked for."""
    wanted = sorted(set(numbers))
    if not wanted:
        return {}
    columns = ("pk", "code", "short_th", "name_th", "short_en", "name_en", "agency__order")
    rows = Office.objects.filter(pk__in=wanted).values_list(*columns)
    return {
        pk: Named(code, th or name_th, en or name_en or th or name_th, order or 0)
        for pk, code, th, name_th, en, name_en, order in rows
    }
