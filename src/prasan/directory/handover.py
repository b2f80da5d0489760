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

    Parameters: `code`, unique; `label`, its heading; `items`, person ids → open things by person id,
    in few queries whatever the number of people; `move`, (actor, from person, to person) makes another
    person answer for them, through the room's own commands; None where the work belongs to the office.
    """

    code: str
    label: str | Promise
    items: Callable[[list[int]], dict[int, list[OpenItem]]]
    move: Callable[[Any, int, int], None] | None = None


_sources: dict[str, HandoverSource] = {}


def register_handover(source: HandoverSource) -> None:
    """List a kind of things; called from a room's `AppConfig.ready`."""
    _sources[source.code] = source


def handover_sources() -> tuple[HandoverSource, ...]:
    """Return every registered kind."""
    return tuple(_sources.values())


def open_items(person_ids: Iterable[int]) -> dict[int, list[tuple[HandoverSource, OpenItem]]]:
    """Return what is open in the name of each person, by person id; nothing open, no key."""
    asked = sorted(set(person_ids))
    found: dict[int, list[tuple[HandoverSource, OpenItem]]] = {}
    for source in handover_sources():
        for person_id, items in source.items(asked).items():
            found.setdefault(person_id, []).extend((source, item) for item in items)
    return {person_id: items for person_id, items in found.items() if items}
