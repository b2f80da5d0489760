"""What is open in a person's name, for hand-over (รับ–ส่งมอบงาน): rooms above register where to look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing that waits for a person: what it is, where it is opened, when it is due."""

    what: str
    href: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class HandoverSource:
    """One kind of things that people answer for.

    Parameters: `code`, unique; `label`, its heading; `items`, person ids → open things in the person's own
    name, by person id; `move`, (actor, from person, to person) makes another person answer for them, through
    the room's own commands; `of_seats`, seats → open things that stay with the seat and wait for whoever
    takes it next, by seat id. Each in few queries whatever the number of people.
    """

    code: str
    label: str | Promise
    items: Callable[[list[int]], dict[int, list[OpenItem]]] | None = None
    move: Callable[[Any, int, int], None] | None = None
    of_seats: Callable[[list[Any]], dict[int, list[OpenItem]]] | None = None


Listed = tuple[HandoverSource, OpenItem]
"""One open thing with the kind it belongs to."""

_sources: dict[str, HandoverSource] = {}


def register_handover(source: HandoverSource) -> None:
    """List a kind of things; called from a room's `AppConfig.ready`."""
    _sources[source.code] = source


def handover_sources() -> tuple[HandoverSource, ...]:
    """Return every registered kind."""
    return tuple(_sources.values())


def open_items(person_ids: Iterable[int]) -> dict[int, list[Listed]]:
    """Return what is open in the name of each person, by person id; nothing open, no key."""
    asked = sorted(set(person_ids))
    found: dict[int, list[Listed]] = {}
    for source in handover_sources():
        for person_id, items in (source.items(asked) if source.items else {}).items():
            found.setdefault(person_id, []).extend((source, item) for item in items)
    return {person_id: items for person_id, items in found.items() if items}


def open_at_seats(seats: Iterable[Any]) -> dict[int, list[Listed]]:
    """Return what is open at each seat, by seat id; nothing open, no key. The seats have their office loaded."""
    asked = list({seat.pk: seat for seat in seats if seat is not None}.values())
    found: dict[int, list[Listed]] = {}
    for source in handover_sources():
        for seat_id, items in (source.of_seats(asked) if source.of_seats and asked else {}).items():
            found.setdefault(seat_id, []).extend((source, item) for item in items)
    return {seat_id: items for seat_id, items in found.items() if items}


def open_of_lines(lines: Iterable[Any]) -> dict[int, list[Listed]]:
    """Return what each line of an order hands over, by line id: the person's own things, then the seat's."""
    rows = list(lines)
    own, seats = open_items(line.person_id for line in rows), open_at_seats(line.leaves for line in rows)
    return {line.pk: own.get(line.person_id, []) + seats.get(line.leaves_id, []) for line in rows}
