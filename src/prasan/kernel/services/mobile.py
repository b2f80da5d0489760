"""Days of mobile units: which comes nearest to a person, and which of one office's days clash.

Pure rules; what stands for nearness is told in docs/algorithms/services.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0
"""Mean radius of the Earth in kilometres."""
SUBDISTRICT, DISTRICT, PROVINCE = 0, 1, 2
"""How near a place is that a person and a stop share: the smaller the nearer."""
Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to which a person belongs, by home or work: its level and its range of area numbers."""

    level: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A mobile unit's day as the rule needs it: `area`, the number of the smallest area told of it."""

    number: int
    day: dt.date
    begins: dt.time
    area: int
    point: Point | None = None


def level_of(stop: Stop, places: Iterable[Place]) -> int | None:
    """Return the level of the smallest place that holds the stop, None where none does."""
    return min((one.level for one in places if one.first <= stop.area <= one.last), default=None)


def kilometres(one: Point, other: Point) -> float:
    """Return the distance of two points on the sphere (haversine), in kilometres."""
    lat, lon, lat_2, lon_2 = map(radians, (*one, *other))
    half = sin((lat_2 - lat) / 2) ** 2 + cos(lat) * cos(lat_2) * sin((lon_2 - lon) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def nearest(stops: Iterable[Stop], places: Sequence[Place], point: Point | None = None) -> list[Stop]:
    """Return the stops in a person's places, the nearest first; what lies in none of them is left out.

    Same sub-district before same district before same province, then the earlier day. Where the person's point and the
    points of all these stops are known, whole kilometres decide instead and then the day; one stop without a point
    leaves it at the areas, because distance and area cannot be weighed against each other.
    """
    found = [(level, one) for one in stops if (level := level_of(one, places)) is not None]
    points = [one.point for _level, one in found]
    if point is not None and points and all(one is not None for one in points):
        by_way = [(round(kilometres(point, one.point)), one) for _level, one in found if one.point is not None]
        return [one for _near, one in sorted(by_way, key=_order)]
    return [one for _near, one in sorted(found, key=_order)]


def _order(found: tuple[int, Stop]) -> tuple[int, dt.date, dt.time, int]:
    near, stop = found
    return near, stop.day, stop.begins, stop.number


def overlap(one: tuple[dt.date, dt.time, dt.time], other: tuple[dt.date, dt.time, dt.time]) -> bool:
    """Tell whether two days share an hour: (day, from, until); the end of one may be the beginning of the other."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
