"""Questions to the events: lists for other screens, one set for list, map and timeline, one event with all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.utils import timezone

from prasan.directory.models import Area
from prasan.platform.journal.models import Entry
from prasan.situation.events.letters import Record, records
from prasan.situation.kinds import EventType, Severity
from prasan.situation.models import Event, EventTask, Item, Operation

MOST = 200
"""Events of a list, map or timeline: more are narrowed by the filters."""
RANK = Case(
    *(When(severity=value, then=Value(n)) for n, value in enumerate(Severity.values)),
    default=Value(9), output_field=IntegerField(),
)  # fmt: skip
"""Severity as an order: the worst first."""
_LEAN = ("area__grams", "area__boundary", "owner__grams")


def _named(rows: Any) -> Any:
    return rows.select_related("area", "owner").defer(*_LEAN)


def live_events(actor: Any, area: Area | None = None, most: int = 50) -> list[Event]:
    """Return the events that somebody still has to deal with, the worst first: one query.

    Parameters: `area`, only what happened there or has people from there.
    """
    rows = Event.objects.visible_to(actor).live()
    if area is not None:
        rows = rows.filter(in_area(area)).distinct()
    return list(_named(rows).annotate(rank=RANK).order_by("rank", "-pk")[:most])


def in_area(area: Area) -> Q:
    """Return the condition that an event happened in an area, also there, or has people from there."""
    inside = Q(area_id__gte=area.pk, area_id__lte=area.last)
    return inside | Q(places__area_id__gte=area.pk, places__area_id__lte=area.last)


def latest(actor: Any, n: int) -> list[Event]:
    """Return the newest standing events: one query."""
    return list(_named(Event.objects.visible_to(actor).standing()).order_by("-pk")[:n])


def open_tasks(actor: Any, most: int = 100) -> list[EventTask]:
    """Return the tasks that wait for the actor's own office, the most urgent first: one query."""
    rows = EventTask.objects.filter(office_id=actor.office_id, done_at=None, event__classification__lte=_class(actor))
    rows = rows.select_related("event", "office", "area").defer("office__grams", "area__grams", "area__boundary")
    return list(rows.order_by("due", "pk")[:most])


def _class(actor: Any) -> int:
    return 9 if getattr(actor, "is_system", False) else int(actor.scope.clearance)


@dataclass(slots=True)
class Asked:
    """What the address asks of the list, the map and the timeline alike."""

    type: str = ""
    state: str = "live"
    severity: str = ""
    area: Area | None = None
    days: int = 0
    q: str = ""
    values: dict[str, str] = field(default_factory=dict)


def asked_of(told: Mapping[str, str]) -> Asked:
    """Return what an address asks; anything it does not know is passed over. One query where a place is named."""
    found = Asked(
        values={name: told.get(name, "")[:100] for name in ("type", "state", "severity", "area", "days", "q")}
    )
    found.type = told.get("type", "") if told.get("type") in EventType.values else ""
    found.severity = told.get("severity", "") if told.get("severity") in Severity.values else ""
    state = told.get("state", "live")
    found.state = state if state in {"live", "all", *Event.State.values} else "live"
    days = told.get("days", "")
    found.days = int(days) if days.isdecimal() and len(days) < 5 else 0
    found.q = told.get("q", "").strip()[:100]
    word = told.get("area", "").strip()
    if word:
        found.area = (
            Area.objects.filter(Q(code=word) | Q(name_th=word)).defer("grams", "boundary").order_by("pk").first()
        )
    return found


def rows_of(actor: Any, asked: Asked) -> Any:
    """Return the events that an address asks for as rows with their names, unordered."""
    rows = Event.objects.visible_to(actor).standing()
    if asked.state == "live":
        rows = rows.live()
    elif asked.state != "all":
        rows = rows.filter(state=asked.state)
    for name in ("type", "severity"):
        if getattr(asked, name):
            rows = rows.filter(**{name: getattr(asked, name)})
    if asked.area is not None:
        rows = rows.filter(in_area(asked.area))
    if asked.days:
        rows = rows.filter(opened_at__gte=timezone.now() - dt.timedelta(days=asked.days))
    if asked.q:
        rows = rows.filter(Q(title__icontains=asked.q) | Q(place__icontains=asked.q) | Q(summary__icontains=asked.q))
    return _named(rows).distinct()


def events_of(actor: Any, asked: Asked) -> list[Event]:
    """Return the events that an address asks for, newest first, one more than are shown: one query."""
    return list(rows_of(actor, asked).order_by("-pk")[: MOST + 1])


def one(actor: Any, pk: int) -> Event | None:
    """Return an event that the actor reads, with what its page names: one query."""
    rows = Event.objects.visible_to(actor).select_related("area", "owner", "merged_into", "opened_by")
    return rows.defer(*_LEAN).filter(pk=pk).first()


@dataclass(slots=True)
class Witness:
    """One source of an event that stands by itself, with its reprints and its record."""

    item: Item
    record: Record
    reprints: list[Item] = field(default_factory=list)


def witnesses(event: Event) -> list[Witness]:
    """Return the items of an event, reprints under their first witness: two queries."""
    rows = event.items.select_related("source").defer("text").order_by("pk")
    items = list(rows)
    known = records([one.source_id for one in items]) if items else {}
    heads: dict[int, Witness] = {}
    for item in items:
        first = heads.get(item.root_id or item.pk)
        if first is None:
            heads[item.root_id or item.pk] = Witness(item, known.get(item.source_id, Record()))
        else:
            first.reprints.append(item)
    return list(heads.values())


def tasks(event: Event) -> list[EventTask]:
    """Return an event's tasks, those that wait first: one query."""
    rows = event.tasks.select_related("office", "area", "done_by").defer(
        "office__grams", "area__grams", "area__boundary"
    )
    return sorted(rows, key=lambda one: (one.done_at is not None, one.due))


def log(event: Event) -> list[tuple[Operation, bool]]:
    """Return the linking acts about an event, newest first, and whether each counts: two queries."""
    rows = Operation.objects.filter(Q(event=event) | Q(other=event)).select_related("by", "undoes", "event", "other")
    acts = list(rows.order_by("-pk")[:100])
    undone = Operation.objects.filter(undoes_id__in=[one.pk for one in acts]).values_list("undoes_id", "pk")
    by: dict[int, list[int]] = {}
    for act, undo in undone:
        by.setdefault(act or 0, []).append(undo)

    def counts(pk: int) -> bool:
        return not any(counts(undo) for undo in by.get(pk, []))

    return [(one, counts(one.pk)) for one in acts]


def entries(event: Event, actor: Any) -> list[Entry]:
    """Return the newest journal entries about an event: one query."""
    rows = Entry.objects.about(event)
    if not getattr(actor, "is_system", False):
        rows = rows.visible_to(actor)
    return list(rows[:60])


def counted(actor: Any) -> dict[str, int]:
    """Return how many live events there are by severity: one query."""
    rows = Event.objects.visible_to(actor).live().order_by().values("severity").annotate(n=Count("pk", distinct=True))
    return {row["severity"]: row["n"] for row in rows}
