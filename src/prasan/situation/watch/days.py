"""The word of every place on its day: who owes it, who gave it, who is silent."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from prasan.directory.models import Office
from prasan.situation.models import DayReport

SHOWN_DAYS = 14


def due_at(day: dt.date) -> dt.datetime:
    """Return the moment by which a day's word is due: the site's hour, in its own zone."""
    hour, minute = (int(part) for part in settings.DAY_REPORT_BY.split(":"))
    return dt.datetime.combine(day, dt.time(hour, minute), timezone.get_current_timezone())


def reporting_offices(day: dt.date) -> list[Office]:
    """Return the offices that owe a word on a day: one a province (the leading one), and each labour office abroad."""
    asked = Q(leads_province=True) | Q(kind=Office.Kind.ABROAD)
    rows = Office.objects.open_on(day).filter(asked).select_related("area", "agency").order_by("kind", "area_id", "pk")
    return list(rows.defer("grams", "area__grams", "area__boundary").order_by("-leads_province", "area_id", "pk"))


def silent(day: dt.date, now: dt.datetime) -> list[Office]:
    """Return the offices that said nothing about a day; nobody is silent before the hour has come."""
    if now < due_at(day):
        return []
    told = set(DayReport.objects.filter(day=day).values_list("office_id", flat=True))
    return [one for one in reporting_offices(day) if one.pk not in told]


@dataclass(frozen=True, slots=True)
class Cell:
    """One office's day: `state` is normal, something, silent or waiting (its hour has not come)."""

    day: dt.date
    state: str
    report: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An office's days, the newest first, and how many of them are silent."""

    office: Office
    cells: tuple[Cell, ...]
    silent: int


def matrix(actor: Any, last: dt.date, days: int = SHOWN_DAYS) -> list[Row]:
    """Return the days of every reporting office that the actor reads: two queries."""
    now = timezone.now()
    shown = [last - dt.timedelta(days=n) for n in range(days)]
    told: dict[int, dict[dt.date, tuple[int, bool, dt.datetime]]] = defaultdict(dict)
    rows = DayReport.objects.visible_to(actor).filter(day__in=shown)
    for pk, whose, day, normal, sent in rows.values_list("pk", "office_id", "day", "is_normal", "sent_at"):
        told[whose][day] = (pk, normal, sent)
    found = []
    for office in reporting_offices(last):
        if not actor.scope.covers(area=office.area_id, office=office.pk, agency=office.agency_id):
            continue
        cells = tuple(_cell(day, told[office.pk].get(day), now) for day in shown)
        found.append(Row(office, cells, sum(one.state == "silent" for one in cells)))
    return found


def _cell(day: dt.date, told: tuple[int, bool, dt.datetime] | None, now: dt.datetime) -> Cell:
    if told is not None:
        pk, normal, sent = told
        return Cell(day, "normal" if normal else "something", pk, sent > due_at(day))
    return Cell(day, "silent" if now >= due_at(day) else "waiting")
