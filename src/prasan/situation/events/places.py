"""Who answers for what happens at a place, and its clock: leading offices, offices abroad, working time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

from prasan.directory.models import Area, Holiday, Office
from prasan.kernel.calendar import WorkingCalendar

AHEAD = dt.timedelta(days=120)
"""Holidays are read so far ahead: no task runs longer."""


def leading_offices(areas: Iterable[int]) -> dict[int, Office]:
    """Return the office that answers for each area: the one leading its province, or the office in its country.

    One query. A country with several offices has the first by code.
    """
    wanted = list(areas)
    if not wanted:
        return {}
    where = Q()
    for area in wanted:
        where |= Q(area_id__lte=area, area__last__gte=area)
    kinds = Q(leads_province=True) | Q(kind=Office.Kind.ABROAD)
    rows = Office.objects.open_on(timezone.localdate()).filter(where, kinds).select_related("area").order_by("code")
    found: dict[int, Office] = {}
    for office in rows.defer("grams", "area__grams", "area__boundary"):
        for area in wanted:
            if office.area.holds(area):
                found.setdefault(area, office)
    return found


def owner_for(area_id: int, fallback: int | None) -> int | None:
    """Return the office that answers for an event at a place; else the fallback, else the centre or the ministry."""
    found = leading_offices([area_id]).get(area_id)
    if found is not None:
        return found.pk
    if fallback is not None:
        return fallback
    return centre_office()


def centre_office() -> int | None:
    """Return the operations centre, else the ministry itself."""
    rank = Case(When(kind=Office.Kind.CENTRE, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Office.objects.filter(kind__in=[Office.Kind.CENTRE, Office.Kind.MINISTRY]).order_by(rank, "pk")
    return rows.values_list("pk", flat=True).first()


def due_after(office: Office, moment: dt.datetime, hours: int) -> dt.datetime:
    """Return when so many working hours of an office have passed: its own zone and holidays. One query."""
    first = timezone.localdate(moment)
    where = Q(area__kind=Area.Kind.NATION) | Q(area__pk__lte=office.area_id, area__last__gte=office.area_id)
    if office.kind == Office.Kind.ABROAD:
        where = Q(area_id=office.area_id)
    days = Holiday.objects.filter(where, closes_offices=True, day__range=(first, first + AHEAD))
    calendar = WorkingCalendar(set(days.values_list("day", flat=True)), zone=ZoneInfo(office.time_zone))
    return calendar.add_hours(moment, hours)


def local_time(office: Office, moment: dt.datetime) -> dt.datetime | None:
    """Return a moment in an office's own zone, None where that is Thai time as well."""
    there = moment.astimezone(ZoneInfo(office.time_zone))
    here = timezone.localtime(moment)
    return None if there.utcoffset() == here.utcoffset() else there
