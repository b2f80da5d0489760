"""What other rooms add to an event: where a link leads, what it may become there. Events know no other room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prasan.situation.models import Event

LEADS: dict[str, Callable[[Any, int], str]] = {}
"""Kind of a link → (actor, target) gives its address, empty where the actor does not open it."""


@dataclass(frozen=True, slots=True)
class Way:
    """Something an event may become: its words, and its address for an actor (empty: not for this one)."""

    label: Any
    address: Callable[[Any, Event], str]


WAYS: list[Way] = []


def lead(kind: str, address: Callable[[Any, int], str]) -> None:
    """Say where links of a kind lead."""
    LEADS[kind] = address


def way(one: Way) -> None:
    """Offer something an event may become, once however often it is offered."""
    if one not in WAYS:
        WAYS.append(one)


def address_of(actor: Any, kind: str, target: int) -> str:
    """Return where a link leads, empty where no room knows."""
    found = LEADS.get(kind)
    return found(actor, target) if found else ""


def ways(actor: Any, event: Event) -> list[tuple[str, str]]:
    """Return (words, address) of what an event may become for an actor."""
    return [(str(one.label), address) for one in WAYS if (address := one.address(actor, event))]
