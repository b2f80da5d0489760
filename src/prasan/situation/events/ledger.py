"""The log on its tables: write an act, fold what it touches, and put what stands where the screens read it.

All linking acts go one after another (one lock of the database): volume is some hundred a day, and a number
without gaps needs it anyway.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from prasan.situation.events.fold import Folded, active_of, fold
from prasan.situation.models import Correction, Event, EventPlace, Item, Operation

LOCK = 0x5157_0001
"""Our number among the database's advisory locks."""
EDITED = (
    "title", "summary", "type", "area_id", "place", "latitude", "longitude", "happened_at", "affected", "owner_id",
    "classification", "is_public",
)  # fmt: skip
"""Columns of an event that `EDIT` changes; `places` beside them are rows of their own."""
PLACES = "places"


def lock() -> None:
    """Let one linking act go at a time, until the transaction ends. To be taken before any row is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def next_number(moment: dt.datetime) -> tuple[int, int]:
    """Return (number, Buddhist year) of the next event: one more than the year's last. Under the lock."""
    year = timezone.localdate(moment).year + 543
    last = Event.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    return last + 1, year


def write(
    actor: Any,
    kind: str,
    *,
    event: Event | None = None,
    other: Event | None = None,
    items: Iterable[Item] = (),
    values: dict[str, Any] | None = None,
    undoes: Operation | None = None,
) -> Operation:
    """Write an act and make the tables say what stands now; returns the act."""
    named = sorted(items, key=lambda one: one.pk)
    told = dict(values or {})
    if named:
        told["was"] = {str(one.pk): "binned" if one.state == Item.State.BINNED else "new" for one in named}
    act = Operation.objects.create(
        kind=kind, event=event, other=other, items=[one.pk for one in named], values=told, undoes=undoes,
        by_id=actor.person_id,
    )  # fmt: skip
    settle(connected([act]), actor.person_id)
    return act


def undo(actor: Any, act: Operation) -> Operation:
    """Write the undo of an act (the redo, where the act is an undo)."""
    made = Operation.objects.create(
        kind=Operation.Kind.UNDO, event_id=act.event_id, other_id=act.other_id, items=act.items, undoes=act,
        by_id=actor.person_id,
    )  # fmt: skip
    settle(connected([made]), actor.person_id)
    return made


def active(acts: list[Operation]) -> set[int]:
    """Return the numbers of the acts that are not undone."""
    return active_of(acts)


def connected(acts: list[Operation]) -> list[Operation]:
    """Return every act that hangs together with some: by an event, an item, or as its undo."""
    found = {one.pk: one for one in acts}
    events: set[int] = set()
    items: set[int] = set()
    while True:
        new_events = {e for one in found.values() for e in (one.event_id, one.other_id) if e} - events
        new_items = {i for one in found.values() for i in one.items} - items
        if not new_events and not new_items:
            return sorted(found.values(), key=lambda one: one.pk)
        events |= new_events
        items |= new_items
        touched = Q(event_id__in=new_events) | Q(other_id__in=new_events)
        for item in new_items:
            touched |= Q(items__contains=[item])
        for one in Operation.objects.filter(touched).order_by():
            found[one.pk] = one


def settle(acts: list[Operation], person: int | None = None) -> Folded:
    """Write what stands after some connected acts to items and events; only what differs is written.

    Parameters: `person`, who is named as having decided an item that moves now.
    """
    state = fold(acts)
    _items(state, person)
    _events(state)
    numbers = [one.pk for one in acts]
    rows = Correction.objects.filter(operation_id__in=numbers)
    rows.filter(is_standing=False, operation_id__in=state.active).update(is_standing=True)
    rows.filter(is_standing=True).exclude(operation_id__in=state.active).update(is_standing=False)
    return state


def _items(state: Folded, person: int | None) -> None:
    now = timezone.now()
    for item in Item.objects.filter(pk__in=state.items).select_for_update().order_by("pk").defer("text", "reading"):
        event = state.event_of(item.pk)
        wanted = Item.State.LINKED if event else Item.State.BINNED if state.is_binned(item.pk) else Item.State.NEW
        if (item.state, item.event_id) == (wanted, event):
            continue
        item.state, item.event_id = wanted, event
        decided = wanted != Item.State.NEW
        item.decided_by_id, item.decided_at = (person, now) if decided else (None, None)
        item.save(update_fields=["state", "event", "decided_by", "decided_at"])


def _events(state: Folded) -> None:
    for event in Event.objects.filter(pk__in=state.named).select_for_update(of=("self",)).order_by("pk"):
        changed = []
        into, void = state.into.get(event.pk), event.pk in state.void
        if event.merged_into_id != into:
            event.merged_into_id = into
            changed.append("merged_into")
        if event.pk in state.opened and event.is_void != void:
            event.is_void = void
            changed.append("is_void")
        for name, value in state.fields.get(event.pk, {}).items():
            if name == PLACES:
                _places(event, value)
            elif plain_of(event, name) != value:
                setattr(event, name, value_of(name, value))
                changed.append(name)
        if changed:
            event.save(update_fields=changed)


def _places(event: Event, wanted: list[list[Any]]) -> None:
    """Make the further places of an event what the log says: [[area, role, people], …]."""
    if places_of(event) == wanted:
        return
    event.places.all().delete()
    EventPlace.objects.bulk_create(
        EventPlace(event=event, area_id=area, role=role, people=people) for area, role, people in wanted
    )


def places_of(event: Event) -> list[list[Any]]:
    """Return the further places of an event as the log keeps them."""
    return [list(row) for row in event.places.order_by("role", "area_id").values_list("area_id", "role", "people")]


def plain_of(event: Event, name: str) -> Any:
    """Return a column of an event as the log keeps it."""
    value = getattr(event, name)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    return f"{value:.5f}" if isinstance(value, Decimal) else value


def value_of(name: str, plain: Any) -> Any:
    """Return a value of the log as the column takes it."""
    if plain is None:
        return None
    if name == "happened_at":
        return parse_datetime(plain)
    return Decimal(plain) if name in {"latitude", "longitude"} else plain


def rebuild() -> int:
    """Fold the whole log anew and write what differs; returns the number of acts (a check, and a repair)."""
    acts = list(Operation.objects.order_by("pk"))
    settle(acts)
    return len(acts)
