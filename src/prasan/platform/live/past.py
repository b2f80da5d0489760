"""What a page has missed: from memory where it reaches so far, else from the table; and the newest bodies."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prasan.platform.live.feed import Feed
    from prasan.platform.live.hub import Hub, News
    from prasan.platform.live.kept import Kept
    from prasan.platform.live.metrics import Metrics
    from prasan.platform.live.tickets import Ticket
    from prasan.platform.live.wire import Wire

AHEAD_SECONDS = 2.0
"""How long a page that is ahead of this process waits for it: another process was a tick ahead."""


class Past:
    """Looks back for streams and sockets that (re)join."""

    def __init__(self, hub: Hub, feed: Feed, metrics: Metrics) -> None:
        self.hub, self.feed, self.metrics = hub, feed, metrics

    def from_memory(self, ticket: Ticket, last: int) -> list[News] | None:
        """Return what changed after `last`, or None when memory does not reach so far."""
        if last > self.hub.seq:
            return None
        missed = self.hub.replay(ticket.topics, last)
        if missed is not None:
            self.metrics.replays_memory_total += 1
        return missed

    async def missed(self, ticket: Ticket, last: int) -> list[News] | None:
        """Return all that changed after `last`, or None when it cannot all be known.

        Raises psycopg.Error or OSError when the database is needed and away.
        """
        until = time.monotonic() + AHEAD_SECONDS
        while last > self.hub.seq and time.monotonic() < until:
            await asyncio.sleep(0.02)
        if last > self.hub.seq:
            return None
        found: list[News] = []
        while (rest := self.from_memory(ticket, last)) is None:
            old = await self.feed.replay(ticket.topics, last)
            if old is None:
                return None
            self.metrics.replays_table_total += 1
            missed, last = old
            found += missed
        return found + rest

    async def bodies(self, ticket: Ticket) -> list[Kept]:
        """Return the newest body of each topic of a ticket; raises as `missed` does.

        What memory holds is at least as new as what the table told, since it is asked last.
        """
        found: dict[str, Kept] = {}
        if not self.hub.bodies.whole:
            found = {kept.topic: kept for kept in await self.feed.bodies(ticket.topics)}
        return sorted((found | {kept.topic: kept for kept in self.hub.bodies.of(ticket.topics)}).values())


def written(wire: Wire, missed: list[News], bodies: list[Kept]) -> list[bytes]:
    """Return the messages of what was missed and of the bodies, one a topic, in ascending order."""
    both: dict[str, tuple[int, str, bytes | None]] = {topic: (seq, name, None) for seq, topic, name in missed}
    for kept in bodies:
        seq, name, _ = both.get(kept.topic, (kept.seq, kept.name, None))
        both[kept.topic] = (seq, name, kept.body)
    ordered = sorted((seq, topic, name, body) for topic, (seq, name, body) in both.items())
    return [wire.message(topic, seq, name, body) for seq, topic, name, body in ordered]
