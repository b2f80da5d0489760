"""How often each event type was spoken of in each place and day: the counts on which alarms rest, by the database.

A mention is an item that is about labour, counted once however often it was reprinted, on the day in Thailand on
which it came in. What people decided stands above what the machine proposed: an item in the bin is not counted, one
that is linked counts for its event's type. Its places are the provinces and countries that it speaks of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from prasan.directory.models import Area, Holiday
from prasan.kernel.calendar import WEEKEND
from prasan.platform.prepared import planned_anew
from prasan.situation.kinds import EventType
from prasan.situation.models import Event, Fetch, Item, ItemPlace

Subject = tuple[str, int]
"""An event type and the number of an area."""
NATION = 1
PLACES = (Area.Kind.PROVINCE, Area.Kind.COUNTRY)

_COUNTS = """
WITH told AS MATERIALIZED (
    SELECT item.id, (item.received_at AT TIME ZONE %(zone)s)::date AS day,
           CASE WHEN event.id IS NULL THEN item.types ELSE ARRAY[event.type] END AS types
    FROM situation_item AS item LEFT JOIN situation_event AS event ON event.id = item.event_id
    WHERE item.root_id IS NULL AND item.is_relevant AND item.state <> 'binned'
      AND item.received_at >= %(since)s AND item.received_at < %(until)s
), spoken AS (
    SELECT DISTINCT told.id, told.day, one.type, area.id AS area
    FROM told CROSS JOIN LATERAL unnest(told.types) AS one(type)
    JOIN situation_item_place AS place ON place.item_id = told.id
    JOIN directory_area AS area ON area.kind = ANY(%(kinds)s) AND place.area_id BETWEEN area.id AND area.last
    WHERE one.type = ANY(%(types)s) AND (%(areas)s::int[] IS NULL OR area.id = ANY(%(areas)s))
  UNION ALL
    SELECT DISTINCT told.id, told.day, one.type, %(nation)s
    FROM told CROSS JOIN LATERAL unnest(told.types) AS one(type) WHERE one.type = ANY(%(types)s)
)
SELECT type, area, day, count(*) FROM spoken GROUP BY 1, 2, 3 HAVING count(*) >= %(least)s
"""


def midnight(day: dt.date) -> dt.datetime:
    """Return the moment at which a day begins where the centre stands."""
    return dt.datetime.combine(day, dt.time.min, ZoneInfo(timezone.get_default_timezone_name()))


def span(first: dt.date, last: dt.date) -> dict[str, dt.datetime]:
    """Return the first moment of a stretch of days and the first one after it."""
    return {"since": midnight(first), "until": midnight(last + dt.timedelta(days=1))}


def counts(
    first: dt.date, last: dt.date, *, least: int = 1, types: Collection[str] = (), areas: Collection[int] | None = None
) -> dict[Subject, dict[dt.date, int]]:
    """Return {(type, area): {day: mentions}} of some days: one query.

    Parameters: `least`, only days with so many; `types` and `areas`, only these (by default all).
    """
    told: dict[str, Any] = span(first, last) | {
        "zone": timezone.get_default_timezone_name(), "kinds": list(PLACES), "nation": NATION, "least": least,
        "types": list(types) or list(EventType.values), "areas": None if areas is None else sorted(areas),
    }  # fmt: skip
    found: dict[Subject, dict[dt.date, int]] = {}
    with planned_anew() as cursor:
        cursor.execute(_COUNTS, told)
        for kind, area, day, number in cursor.fetchall():
            found.setdefault((kind, area), {})[day] = number
    return found


def mentions(actor: Any, kind: str, area: Area, day: dt.date) -> Any:
    """Return the items that a day's count is made of, as far as the actor reads them and as they stand now."""
    about = Q(event=None, types__contains=[kind]) | Q(event__in=Event.objects.filter(type=kind))
    rows = Item.objects.visible_to(actor).filter(about, root=None, is_relevant=True)
    when = span(day, day)
    rows = rows.exclude(state=Item.State.BINNED).filter(received_at__gte=when["since"], received_at__lt=when["until"])
    if area.kind != Area.Kind.NATION:
        here = ItemPlace.objects.filter(area_id__gte=area.pk, area_id__lte=area.last)
        rows = rows.filter(pk__in=here.values("item"))
    return rows.order_by("received_at", "pk")


def volumes(first: dt.date, last: dt.date) -> dict[dt.date, int]:
    """Return {day: how many items came in, reprints left out}: one query."""
    when = span(first, last)
    rows = Item.objects.filter(root=None, received_at__gte=when["since"], received_at__lt=when["until"])
    days = rows.order_by().annotate(day=TruncDate("received_at")).values("day").annotate(n=Count("pk"))
    return dict(days.values_list("day", "n"))


def heard(first: dt.date, last: dt.date) -> set[dt.date]:
    """Return the days on which the intake was alive: some delivery went through, even with nothing new: one query."""
    when = span(first, last)
    rows = Fetch.objects.filter(started_at__gte=when["since"], started_at__lt=when["until"])
    rows = rows.filter(outcome__in=[Fetch.Outcome.DONE, Fetch.Outcome.UNCHANGED])
    return set(rows.order_by().annotate(day=TruncDate("started_at")).values_list("day", flat=True).distinct())


def began() -> dt.date | None:
    """Return the day on which the first item came in, None before there was one: one query."""
    first = Item.objects.order_by("received_at").values_list("received_at", flat=True).first()
    return None if first is None else timezone.localdate(first)


def days_off(first: dt.date, last: dt.date) -> dict[int, set[dt.date]]:
    """Return {area: days on which its offices are closed beside weekends}, the nation under its number: one query."""
    rows = Holiday.objects.filter(
        day__gte=first, day__lte=last, closes_offices=True, area__kind__in=[*PLACES, "nation"]
    )
    found: dict[int, set[dt.date]] = {}
    for area, kind, day in rows.annotate(kind=F("area__kind")).values_list("area_id", "kind", "day"):
        found.setdefault(NATION if kind == Area.Kind.NATION else area, set()).add(day)
    return found


def is_off(day: dt.date, area: int, closed: dict[int, set[dt.date]], abroad: bool) -> bool:
    """Tell whether a place's offices are closed on a day; a place abroad keeps its own holidays, not Thailand's."""
    if day.weekday() in WEEKEND or day in closed.get(area, ()):
        return True
    return not abroad and day in closed.get(NATION, ())
