"""Listeners: functions that are told each event at least once, in the order in which events became visible.

    @listens("progress.approve", "progress.return")
    def refresh(event):
        for pk in event.ids: ...

A listener is idempotent: the same event may reach it twice. What it writes commits together with its cursor,
so a kill -9 between two events loses nothing. An event that it cannot take is set aside and tried again; the
others go on.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from prasan.platform.jobs.models import FailedEvent
from prasan.platform.live.ticker import LOCK, NUMBER
from prasan.platform.web.request_id import begin_request

log = logging.getLogger("prasan.listeners")

BATCH = 200
TRIES = 5
PAUSES = (1, 5, 30, 120)
"""Seconds before the second, third, fourth and fifth try."""


@dataclass(frozen=True)
class Told:
    """One event as a listener sees it.

    `seq`, its number; `ids`, the rows it is about (one from `perform`, many from `perform_many`);
    `payload`, all that the command published; `journal_id`, the entry that tells who did it.
    """

    seq: int
    name: str
    payload: dict[str, Any]
    topics: list[str]
    journal_id: int | None
    created: dt.datetime

    @property
    def ids(self) -> list[int]:
        """Return the primary keys of what the event is about."""
        if "ids" in self.payload:
            return list(self.payload["ids"])
        return [self.payload["id"]] if self.payload.get("id") is not None else []


@dataclass(frozen=True)
class Listener:
    """A registered listener."""

    name: str
    events: frozenset[str]
    take: Callable[[Told], None]


LISTENERS: dict[str, Listener] = {}
"""Every listener by its name."""


def listens(*events: str, name: str = "") -> Callable[[Callable[[Told], None]], Callable[[Told], None]]:
    """Register a function as the listener to some events.

    Parameters: `events`, names of events; `name`, of the listener, by default module and function: its
    place in the outbox is kept under it, so keep it when the code moves.
    """

    def register(take: Callable[[Told], None]) -> Callable[[Told], None]:
        called = name or f"{take.__module__.removeprefix('prasan.').removesuffix('.listeners')}.{take.__name__}"
        known = LISTENERS.get(called)
        if known is not None and known.take.__qualname__ != take.__qualname__:
            raise TypeError(f"two listeners are called {called}")
        LISTENERS[called] = Listener(called, frozenset(events), take)
        return take

    return register


def number() -> bool:
    """Number fresh outbox rows when no live process does it; tell whether it was our turn."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        ours = bool(cursor.fetchone()[0])
        if ours:
            cursor.execute(NUMBER)
    return ours


def dispatch(listeners: Iterable[Listener] | None = None) -> int:
    """Tell every listener what is new to it; return how many events were taken or set aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(seq) FROM platform_outbox")
        newest = cursor.fetchone()[0] or 0
        cursor.execute("SELECT listener, seq FROM platform_cursor")
        places = dict(cursor.fetchall())
    count = 0
    for listener in LISTENERS.values() if listeners is None else listeners:
        while places.get(listener.name, -1) < newest:
            taken, place = _advance(listener, newest)
            count += taken
            if place is None:
                break
            places[listener.name] = place
        count += _again(listener)
    return count


def _advance(listener: Listener, newest: int) -> tuple[int, int | None]:
    """Tell a listener its next batch; return (events, its new place), or (0, None) when another worker is at it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_cursor (listener, seq) VALUES (%s, 0) ON CONFLICT DO NOTHING", [listener.name]
        )
        cursor.execute("SELECT seq FROM platform_cursor WHERE listener = %s FOR UPDATE SKIP LOCKED", [listener.name])
        row = cursor.fetchone()
        if row is None:
            return 0, None
        cursor.execute(
            "SELECT seq, name, payload, topics, journal_id, created FROM platform_outbox"
            " WHERE seq > %s AND seq <= %s AND name = ANY(%s) ORDER BY seq LIMIT %s",
            [row[0], newest, sorted(listener.events), BATCH],
        )
        events = [Told(*fields) for fields in _rows(cursor)]
        place = events[-1].seq if len(events) == BATCH else newest
        for event in events:
            error = _take(listener, event)
            if error is not None:
                _set_aside(listener, event, error)
        cursor.execute("UPDATE platform_cursor SET seq = %s WHERE listener = %s", [place, listener.name])
    return len(events), place


def _rows(cursor: Any) -> list[tuple[Any, ...]]:
    """Return the rows with their payload read: Django leaves jsonb of plain cursors as text."""
    found = []
    for seq, name, payload, *rest in cursor.fetchall():
        found.append((seq, name, json.loads(payload) if isinstance(payload, str) else payload, *rest))
    return found


def _take(listener: Listener, event: Told) -> Exception | None:
    """Let a listener take one event inside a savepoint; return what went wrong."""
    begin_request(f"event-{event.seq:08d}")
    try:
        with transaction.atomic():
            listener.take(event)
    except Exception as error:  # whatever a listener raises must not stop the others
        log.exception("listener failed", extra={"listener": listener.name, "event": event.name, "seq": event.seq})
        return error
    return None


def _set_aside(listener: Listener, event: Told, error: Exception) -> None:
    """Keep an event for another try."""
    FailedEvent.objects.update_or_create(
        listener=listener.name,
        seq=event.seq,
        defaults={
            "name": event.name,
            "payload": event.payload,
            "topics": event.topics,
            "created": event.created,
            "tries": 1,
            "error": _words(error),
            "next_try": timezone.now() + dt.timedelta(seconds=PAUSES[0]),
            "quarantined": None,
        },
    )


def _words(error: Exception) -> str:
    """Return the kind of an error and where it arose; its text may hold personal data and is left in the log."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__} {place}".strip()


def _again(listener: Listener) -> int:
    """Try the set-aside events of a listener whose pause is over; after the last try they stay quarantined."""
    count = 0
    while True:
        with transaction.atomic():
            due = FailedEvent.objects.filter(listener=listener.name, next_try__lte=timezone.now(), quarantined=None)
            failed = due.select_for_update(skip_locked=True).order_by("seq").first()
            if failed is None:
                return count
            event = Told(failed.seq, failed.name, failed.payload, failed.topics, None, failed.created)
            error = _take(listener, event)
            count += 1
            if error is None:
                failed.delete()
                continue
            failed.tries += 1
            failed.error = _words(error)
            if failed.tries >= TRIES:
                failed.quarantined, failed.next_try = timezone.now(), None
                log.error("event quarantined", extra={"listener": listener.name, "seq": failed.seq})
            else:
                failed.next_try = timezone.now() + dt.timedelta(seconds=PAUSES[min(failed.tries, len(PAUSES)) - 1])
            failed.save()
