"""Questions to the alarms: the list that an address asks for, one with all of it, how many wait, a day's items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from prasan.directory.models import Area
from prasan.situation.events.queries import in_area
from prasan.situation.kinds import EventType
from prasan.situation.models import Alarm, Event

MOST = 100
"""Alarms of a page, items of a day."""
CHOICES = 20
"""Events that are offered to link to."""


def named(rows: Any) -> Any:
    """Add to alarms what a row shows, the strongest first."""
    rows = rows.select_related("area", "indicator__policy", "event", "looked_by", "decided_by")
    rows = rows.defer("series", "area__grams", "area__boundary", "event__summary", "event__lesson")
    return rows.order_by("-strength", "-last", "-pk")


@dataclass(slots=True)
class Asked:
    """What an address asks of the list; anything it does not know is passed over."""

    state: str = "live"
    about: str = ""
    area: Area | None = None
    is_on: bool = False
    values: dict[str, str] = field(default_factory=dict)


def asked_of(told: Mapping[str, str]) -> Asked:
    """Return what an address asks: `state`, `type` (an event type, or figure), `area` (name or code), `on`."""
    found = Asked(values={name: told.get(name, "").replace("\0", "")[:100] for name in ("state", "type", "area", "on")})
    if told.get("state") in {"live", "all", *Alarm.State.values}:
        found.state = told["state"]
    if told.get("type") in {Alarm.Kind.FIGURE, *EventType.values}:
        found.about = told["type"]
    found.is_on = told.get("on") == "1"
    word = found.values["area"].strip()
    if word:
        rows = Area.objects.filter(Q(code=word) | Q(name_th=word) | Q(name_en__iexact=word))
        found.area = rows.defer("grams", "boundary").order_by("pk").first()
    return found


def rows_of(actor: Any, asked: Asked) -> Any:
    """Return the alarms that an address asks for, the strongest first."""
    rows = Alarm.objects.visible_to(actor)
    if asked.state == "live":
        rows = rows.live()
    elif asked.state != "all":
        rows = rows.filter(state=asked.state)
    if asked.about == Alarm.Kind.FIGURE:
        rows = rows.filter(kind=asked.about)
    elif asked.about:
        rows = rows.filter(type=asked.about)
    if asked.area is not None:
        rows = rows.filter(area_id__gte=asked.area.pk, area_id__lte=asked.area.last)
    if asked.is_on:
        rows = rows.filter(is_on=True)
    return named(rows)


def one(actor: Any, pk: int) -> Alarm | None:
    """Return an alarm that the actor reads with its series: one query."""
    found: Alarm | None = named(Alarm.objects.visible_to(actor)).defer(None).filter(pk=pk).first()
    return found


def waiting(actor: Any, area: Area | None = None) -> int:
    """Return how many alarms wait for a decision, of an area where asked, for boards: one query."""
    rows = Alarm.objects.visible_to(actor).live()
    if area is not None:
        rows = rows.filter(area_id__gte=area.pk, area_id__lte=area.last)
    return int(rows.count())


def events_near(actor: Any, alarm: Alarm) -> list[Event]:
    """Return the live events that may stand behind an alarm: of its place, its own type first: one query."""
    rows = Event.objects.visible_to(actor).live()
    if alarm.area.kind != Area.Kind.NATION:
        rows = rows.filter(in_area(alarm.area))
    found = list(rows.distinct().defer("summary", "lesson").order_by("-pk")[: CHOICES * 3])
    return sorted(found, key=lambda event: event.type != alarm.type)[:CHOICES]
