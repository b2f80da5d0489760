"""Where connections are opened, what was agreed on them, and what is said when nothing can be."""

from __future__ import annotations

import secrets
from dataclasses import dataclass


class BadDescription(Exception):
    """An SDP that cannot be used; the text says why."""


@dataclass(frozen=True)
class Place:
    """Where connections are opened.

    `addresses` to listen on, `shown` the address that peers are told instead (behind 1:1 NAT; empty: the same),
    `ports` the first and last UDP port, (0, 0) for any.
    """

    addresses: tuple[str, ...]
    shown: str = ""
    ports: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Section:
    """One agreed media section: kind, payload type, the ssrcs that the peer announced, its mid, lost ones resent."""

    kind: str
    payload: int
    ssrcs: tuple[int, ...]
    mid: str
    resends: bool


def some_ports(first: int, last: int) -> list[int]:
    """Some ports of the range, in random order; [0] when any will do."""
    return [0] if not last else secrets.SystemRandom().sample(range(first, last + 1), min(64, last - first + 1))
