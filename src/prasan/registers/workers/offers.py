"""What rooms above add to a person's page: links shown where their rule lets them; registers know no room above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prasan.registers.models import Worker

Link = tuple[str, str]
"""(words, address)."""
OFFERS: list[Callable[[Any, Worker], Link | None]] = []


def offer(link: Callable[[Any, Worker], Link | None]) -> None:
    """Add a link to every person's page: (actor, person) → words and address, None where the actor may not."""
    OFFERS.append(link)


def offered(actor: Any, worker: Worker) -> list[Link]:
    """Return the links that an actor may follow from a person's page."""
    return [found for link in OFFERS if (found := link(actor, worker)) is not None]
