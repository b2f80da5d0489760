"""Reading numbered outbox rows into the hub, and replaying older ones from the table.

Every process listens for the one NOTIFY of a tick and fetches what is newer than its own last number. A lost
connection loses nothing: after reconnecting the fetch starts at the same number.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

import psycopg

from prasan.platform.live.hub import Hub, News
from prasan.platform.live.kept import Kept
from prasan.platform.live.ticker import CHANNEL, connect
from prasan.platform.live.tickets import MAX_TTL

log = logging.getLogger("prasan.live")

BATCH = 5_000
PRELOAD = 20_000
"""How many numbers back the memory reaches after a start."""
TOO_FAR = 500_000
"""A page that is this many numbers behind is told to reload: cheaper for all than reading them."""
SAFETY_SECONDS = 5.0

_NEWEST = """
SELECT coalesce(max(seq), 0), (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM platform_outbox_seq)
FROM platform_outbox
"""
_PRELOAD = """
SELECT topic, max(seq) AS newest, (array_agg(name ORDER BY seq DESC))[1]
FROM platform_outbox, unnest(topics) AS topic WHERE seq > %s AND seq <= %s GROUP BY topic ORDER BY newest
"""
_REVOKED = """
SELECT DISTINCT topic, 0, '' FROM platform_outbox, unnest(topics) AS topic
WHERE seq > %s AND created > now() - make_interval(secs => %s) AND topic LIKE 'revoke:%%'
"""
_FETCH = """
SELECT o.seq, o.name, o.topics, b.body, o.created
FROM platform_outbox AS o LEFT JOIN platform_body AS b ON b.outbox_id = o.id
WHERE o.seq > %s ORDER BY o.seq LIMIT %s
"""
# The newest of each topic first, their texts after: superseded bodies are not read.
_BODIES = """
WITH newest AS (
    SELECT DISTINCT ON (topic) o.seq, topic, o.name, b.outbox_id
    FROM platform_body AS b JOIN platform_outbox AS o ON o.id = b.outbox_id, unnest(o.topics) AS topic
    WHERE o.seq <= %(upto)s AND (%(topics)s::text[] IS NULL OR topic = ANY(%(topics)s))
    ORDER BY topic, o.seq DESC
)
SELECT newest.seq, topic, name, body FROM newest JOIN platform_body USING (outbox_id) ORDER BY newest.seq
"""
_REPLAY = """
SELECT topic, max(seq) AS newest, (array_agg(name ORDER BY seq DESC))[1]
FROM platform_outbox, unnest(topics) AS topic
WHERE seq > %s AND seq <= %s AND topics && %s AND topic = ANY(%s) GROUP BY topic ORDER BY newest
"""


class Feed:
    """Keeps the hub at the newest number; `ready` is set once it stands somewhere."""

    def __init__(self, database_url: str, hub: Hub) -> None:
        self.database_url = database_url
        self.hub = hub
        self.ready = asyncio.Event()
        self.listening = False
        self.position = 0
        self.seen = 0.0
        self._replayer: psycopg.AsyncConnection[Any] | None = None
        self._replaying = asyncio.Lock()

    async def run(self) -> None:
        """Listen and fetch until cancelled; after any database error connect again and go on where it
        stood.
        """
        delay = 0.2
        while True:
            try:
                async with await connect(self.database_url, "feed") as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    if not self.ready.is_set():
                        await self._start(connection)
                    self.listening, delay = True, 0.2
                    await self._follow(connection)
            except (psycopg.Error, OSError) as error:
                self.hub.metrics.feed_failures_total += 1
                log.warning("feed: %s; again in %.1f s", str(error).strip() or type(error).__name__, delay)
            finally:
                self.listening = False
            await asyncio.sleep(delay)
            delay = min(delay * 2, 5.0)

    async def close(self) -> None:
        """Close the replay connection."""
        if self._replayer is not None:
            await self._replayer.close()

    async def _start(self, connection: psycopg.AsyncConnection[Any]) -> None:
        in_table, given_out = await _one(connection, _NEWEST)
        # After pruning the table may be empty while pages remember higher numbers: the hub then stands at
        # the last number given out. Fetching starts at what was seen: a tick that is just committing must
        # not be skipped.
        newest, self.position = in_table or given_out, in_table
        pruned = await _pruned_up_to(connection, newest)
        floor = max(newest - PRELOAD, pruned, 0)
        self.hub.start_at(floor, newest)
        rows = await (await connection.execute(_PRELOAD, (floor, newest))).fetchall()
        self.hub.remember(rows)
        self.hub.remember(await (await connection.execute(_REVOKED, (pruned, MAX_TTL))).fetchall())
        for kept in await _bodies(connection, newest, None):
            self.hub.bodies.put(kept)
        self.ready.set()

    async def _follow(self, connection: psycopg.AsyncConnection[Any]) -> None:
        while True:
            await self._catch_up(connection)
            # The time-out is a safety net only; notices that come while we fetch are kept by the connection.
            async for _ in connection.notifies(timeout=SAFETY_SECONDS, stop_after=1):
                pass

    async def _catch_up(self, connection: psycopg.AsyncConnection[Any]) -> None:
        while True:
            cursor = await connection.execute(_FETCH, (self.position, BATCH), prepare=True, binary=True)
            rows = await cursor.fetchall()
            self.seen = time.monotonic()
            if rows:
                self.hub.metrics.feed_lag_seconds_last = time.time() - rows[0][4].timestamp()
                self.position = rows[-1][0]
                self.hub.publish([row[:4] for row in rows])
            if len(rows) < BATCH:
                return

    async def replay(self, topics: Sequence[str], last: int) -> tuple[list[News], int] | None:
        """Return (what changed in order, number up to which it is complete) from the table.

        None when the table no longer reaches back to `last`. Raises psycopg.Error or OSError when the
        database is away. One query at a time: a thousand pages that come back must not open a thousand
        connections.
        """
        async with self._replaying:
            upto = self.hub.seq
            if upto - last > TOO_FAR:
                return None
            connection = await self._replay_connection()
            if last < await _pruned_up_to(connection, upto):
                return None
            wanted = list(topics)
            cursor = await connection.execute(_REPLAY, (last, upto, wanted, wanted), prepare=True)
            return [(seq, topic, name) for topic, seq, name in await cursor.fetchall()], upto

    async def bodies(self, topics: Sequence[str]) -> list[Kept]:
        """Return the newest body of each of these topics from the table; raises as `replay` does."""
        async with self._replaying:
            return await _bodies(await self._replay_connection(), self.hub.seq, list(topics))

    async def _replay_connection(self) -> psycopg.AsyncConnection[Any]:
        if self._replayer is None or self._replayer.closed:
            self._replayer = await connect(self.database_url, "replay")
        return self._replayer


async def _one(connection: psycopg.AsyncConnection[Any], sql: str) -> tuple[Any, ...]:
    row = await (await connection.execute(sql)).fetchone()
    assert row is not None
    return tuple(row)


async def _bodies(connection: psycopg.AsyncConnection[Any], upto: int, topics: list[str] | None) -> list[Kept]:
    cursor = await connection.execute(_BODIES, {"upto": upto, "topics": topics})
    return [Kept(seq, topic, name, body.encode()) for seq, topic, name, body in await cursor.fetchall()]


async def _pruned_up_to(connection: psycopg.AsyncConnection[Any], newest: int) -> int:
    """Return the number up to which rows may have been deleted (all of them, when none is left)."""
    (oldest,) = await _one(connection, "SELECT min(seq) FROM platform_outbox")
    return newest if oldest is None else oldest - 1
