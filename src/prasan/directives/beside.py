"""What other rooms add to directives: where an origin leads. Directives know no sibling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

LEADS: dict[str, Callable[[Any, int], str]] = {}
"""Origin → (actor, its number) gives its address, empty where the actor does not open it."""


def lead(origin: str, address: Callable[[Any, int], str]) -> None:
    """Say where an origin leads."""
    LEADS[origin] = address


def address_of(actor: Any, origin: str, ref: int) -> str:
    """Return where an origin leads, empty where no room knows."""
    found = LEADS.get(origin)
    return found(actor, ref) if found else ""
