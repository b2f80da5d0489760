"""The newest body of each topic, kept for those who join later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Kept(NamedTuple):
    """One body: the number and the name of the event that brought it, and its prepared JSON."""

    seq: int
    topic: str
    name: str
    body: bytes


class KeptBodies:
    """At most `limit_bytes` of bodies, the oldest go first; `whole` says whether any had to go.

    While it is whole, a topic that is not here has no body. Else only the table can tell.
    """

    def __init__(self, limit_bytes: int) -> None:
        self.whole = True
        self._limit, self._size = limit_bytes, 0
        self._kept: dict[str, Kept] = {}

    def put(self, found: Kept) -> None:
        """Keep a body in the place of the topic's former one."""
        former = self._kept.pop(found.topic, None)
        self._kept[found.topic] = found
        self._size += len(found.body) - (len(former.body) if former else 0)
        while self._size > self._limit:
            gone = self._kept.pop(next(iter(self._kept)))
            self._size -= len(gone.body)
            self.whole = False

    def of(self, topics: Iterable[str], after: int = 0) -> list[Kept]:
        """Return the bodies of these topics that are newer than a number, oldest first."""
        kept = self._kept
        return sorted(found for topic in topics if (found := kept.get(topic)) and found.seq > after)
