"""Questions to the days of mobile units: what clashes, which comes nearest, what comes along by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from prasan.directory.models import Area
from prasan.kernel.services.mobile import DISTRICT, PROVINCE, SUBDISTRICT, Place, Point, Stop, nearest, overlap
from prasan.registers.models import MobileDay, Service, ServiceTemplate

UNDRAWN = ("area__grams", "area__boundary", "office__grams")
LEVELS = {Area.Kind.SUBDISTRICT: SUBDISTRICT, Area.Kind.DISTRICT: DISTRICT, Area.Kind.PROVINCE: PROVINCE}


def places_of(areas: Iterable[int | None]) -> list[Place]:
    """Return the places to which some areas belong: each sub-district, district and province above them; one query."""
    wanted = {one for one in areas if one is not None}
    if not wanted:
        return []
    above = Q()
    for number in wanted:
        above |= Q(pk__lte=number, last__gte=number)
    rows = Area.objects.filter(above, kind__in=list(LEVELS)).values_list("kind", "pk", "last")
    return [Place(LEVELS[Area.Kind(kind)], first, last) for kind, first, last in rows]


def nearest_days(areas: Iterable[int | None], point: Point | None = None, most: int = 1) -> list[MobileDay]:
    """Return the coming days in the provinces of some areas, the nearest first: two queries.

    Parameters: `areas`, numbers of home and work; `point`, latitude and longitude in degrees; `most`, so many of them.
    """
    places = places_of(areas)
    inside = Q(pk__in=[])
    for one in places:
        inside |= Q(area__gte=one.first, area__lte=one.last)
    rows = MobileDay.objects.coming().filter(inside).select_related("area", "office").defer(*UNDRAWN)
    days = {one.pk: one for one in rows}
    stops = [Stop(one.pk, one.day, one.begins, one.area_id, one.point) for one in days.values()]
    return [days[one.number] for one in nearest(stops, places, point)[:most]]


def clashes(one: MobileDay) -> list[MobileDay]:
    """Return the other planned days of the same office that share an hour with this one; one query."""
    rows = MobileDay.objects.filter(office=one.office_id, day=one.day, state=MobileDay.State.PLANNED)
    rows = rows.exclude(pk=one.pk).select_related("area").defer(*UNDRAWN[:2])
    return [other for other in rows if overlap(one.span, other.span)]


def brought(days: Sequence[MobileDay]) -> dict[str, ServiceTemplate]:
    """Return the national services that come along to some days, by code; one query."""
    wanted = {code for one in days for code in one.services}
    return {one.code: one for one in ServiceTemplate.objects.filter(code__in=wanted)} if wanted else {}


def can_bring(area: Area, besides: Iterable[str] = ()) -> list[ServiceTemplate]:
    """Return the national services that an office of an area offers, and so can be brought along there; one query.

    Parameters: `besides`, codes that stand there already: one that was withdrawn meanwhile is not lost by a change.
    """
    here = Service.objects.offered().filter(area__gte=area.pk, area__lte=area.last).exclude(template=None)
    known = Q(pk__in=here.values("template")) | Q(code__in=list(besides))
    return list(ServiceTemplate.objects.filter(known).select_related("agency").order_by("agency__order", "code"))


def province_of(number: int) -> Area | None:
    """Return the province in which an area lies."""
    rows: Any = Area.objects.provinces().filter(pk__lte=number, last__gte=number)
    found: Area | None = rows.defer("grams", "boundary").first()
    return found


def is_over(one: MobileDay, now: dt.datetime) -> bool:
    """Tell whether the hours of a day have passed. Parameters: `now`, a moment in Thailand."""
    return (one.day, one.ends) <= (now.date(), now.time())
