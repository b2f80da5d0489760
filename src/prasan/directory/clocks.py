"""Working time of offices: the calendars of many at once, each with the holidays of its place and its own zone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Q

from prasan.directory.models import Area, Holiday, Office
from prasan.kernel.calendar import BANGKOK, WorkingCalendar

AHEAD = dt.timedelta(days=1200)
"""Holidays are read so far ahead: a little more than the longest deadline of a directive."""
STEP = dt.timedelta(days=1)


class Clocks:
    """The working calendars of some offices from a day on: one query, whatever their number.

    Parameters: `offices`, with their area; `first`, the first day asked about; `ahead`, how far holidays are read.
    """

    def __init__(self, offices: Iterable[Office], first: dt.date, ahead: dt.timedelta = AHEAD) -> None:
        where = Q(area__kind=Area.Kind.NATION)
        for office in {one.pk: one for one in offices}.values():
            if office.kind == Office.Kind.ABROAD:
                where |= Q(area_id=office.area_id)
            else:
                where |= Q(area__pk__lte=office.area_id, area__last__gte=office.area_id)
        rows = Holiday.objects.filter(where, closes_offices=True, day__range=(first - STEP, first + ahead))
        self._days = list(rows.values_list("day", "area_id", "area__last", "area__kind"))

    def of(self, office: Office) -> WorkingCalendar:
        """Return the calendar of one of the offices."""
        abroad = office.kind == Office.Kind.ABROAD
        days = {
            day
            for day, area, last, kind in self._days
            if (area == office.area_id if abroad else kind == Area.Kind.NATION or area <= office.area_id <= last)
        }
        return WorkingCalendar(days, zone=_zone(office))


def _zone(office: Office) -> ZoneInfo:
    return BANGKOK if office.time_zone == BANGKOK.key else ZoneInfo(office.time_zone)
