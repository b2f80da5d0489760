"""Who is present: streams and sockets whose ticket claims a presence become rows of `platform_presence`.

What opens and closes is collected for a quarter of a second and written by one statement, together with one
outbox row per topic. While anything is open, this process writes its heartbeat and holds a lock of its own:
rows of a process that was killed are closed at its last beat by any other one, also by the one started in its
place. The lock tells a killed process from one that is only slow. Moments are told to the database as ages,
so that only its clock counts; nothing is lost while it is away.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

from prasan.platform.live.ticker import connect

if TYPE_CHECKING:
    from prasan.platform.live.hub import Stream
    from prasan.platform.live.metrics import Metrics
    from prasan.platform.live.settings import LiveSettings

log = logging.getLogger("prasan.live")

WAITING = 50_000
"""So many rows wait for a database that is away; more are dropped, the oldest first."""
REAP_SECONDS = 0.5
BACK_SECONDS = 6.0
"""How long other processes get to come back to a database that was away: more than their longest pause."""
TRIES = 10
"""How often the rows of a topic are tried whose writing fails (a trigger of a room raises)."""

_BEAT = """
WITH was AS (SELECT ended FROM platform_instance WHERE id = %(id)s FOR UPDATE), put AS (
    INSERT INTO platform_instance (id, started, beat) VALUES (%(id)s, clock_timestamp(), clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET beat = excluded.beat, ended = NULL
)
SELECT ended IS NOT NULL FROM was
"""
_WRITE = """
WITH told AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::float8[], %s::float8[], %s::text[])
        AS t(connection, topic, key, person_id, opened, closed, why)
), put AS (
    INSERT INTO platform_presence AS p (connection, topic, key, person_id, instance, opened, closed, why)
    SELECT connection, topic, key, person_id, %s, statement_timestamp() - make_interval(secs => opened),
        statement_timestamp() - make_interval(secs => closed), why
    FROM told
    ON CONFLICT (connection) DO UPDATE SET why = excluded.why,
        closed = CASE WHEN excluded.closed IS NOT NULL THEN greatest(p.opened, excluded.closed) END
        WHERE p.closed IS NULL OR p.why = 'restarted'
)
INSERT INTO platform_outbox (name, payload, topics, created)
SELECT 'presence.changed', jsonb_build_object('topic', topic, 'keys', jsonb_agg(DISTINCT key)), ARRAY[topic], now()
FROM told GROUP BY topic
"""
_LOCK = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
# CASE keeps the order: only the lock of one whose beat is late is tried. It is free once its session has ended.
_REAP = """
WITH dead AS (
    UPDATE platform_instance SET ended = clock_timestamp()
    WHERE ended IS NULL AND id <> %s AND CASE
        WHEN beat > clock_timestamp() - make_interval(secs => %s) THEN false
        WHEN beat < clock_timestamp() - make_interval(secs => %s) THEN true
        ELSE pg_try_advisory_xact_lock(hashtextextended(id, 0)) END
    RETURNING id, beat
), gone AS (
    UPDATE platform_presence AS p SET closed = greatest(p.opened, dead.beat), why = 'restarted'
    FROM dead WHERE p.instance = dead.id AND p.closed IS NULL RETURNING p.topic, p.key
)
INSERT INTO platform_outbox (name, payload, topics, created)
SELECT 'presence.changed', jsonb_build_object('topic', topic, 'keys', jsonb_agg(DISTINCT key)), ARRAY[topic], now()
FROM gone GROUP BY topic
"""


@dataclass(slots=True)
class Row:
    """One connection as it will stand in the table; moments are of the monotonic clock."""

    connection: str
    topic: str
    key: str
    person: int
    opened: float
    closed: float | None = None
    why: str = ""


class Presence:
    """Writes the presence of one live process; the hub tells it what opens and closes."""

    def __init__(self, settings: LiveSettings, metrics: Metrics) -> None:
        self.settings, self.metrics = settings, metrics
        self.instance = os.urandom(12).hex()
        self._open: dict[Stream, Row] = {}
        self._fresh: dict[str, Row] = {}
        self._failed: dict[str, int] = {}
        self._writing = False
        self._wake = asyncio.Event()
        self._reap_at = 0.0

    def opened(self, stream: Stream) -> None:
        """A stream whose ticket claims a presence is open."""
        claim = stream.ticket.presence
        if claim is not None:
            connection = os.urandom(12).hex()
            row = Row(connection, claim.topic, claim.key, stream.ticket.person, time.monotonic())
            self._open[stream] = row
            self._note(row)

    def closed(self, stream: Stream, why: str, at: float | None) -> None:
        """It is no more."""
        row = self._open.pop(stream, None)
        if row is not None:
            row.closed, row.why = time.monotonic() if at is None else at, why
            self._note(row)

    def _note(self, row: Row) -> None:
        self._fresh[row.connection] = row
        self._wake.set()
        while len(self._fresh) > WAITING:
            del self._fresh[next(iter(self._fresh))]
            self.metrics.presence_dropped_total += 1

    @property
    def count(self) -> int:
        """How many connections of this process prove a presence now."""
        return len(self._open)

    async def run(self) -> None:
        """Write until cancelled; after any database error connect again and go on with what is not written."""
        delay = 0.2
        while True:
            try:
                async with await connect(self.settings.database_url, "presence") as connection:
                    await connection.execute(_LOCK, (self.instance,))
                    delay = 0.2
                    while True:
                        await self._round(connection)
            except (psycopg.Error, OSError) as error:
                self.metrics.presence_failures_total += 1
                log.warning("presence: %s; again in %.1f s", str(error).strip() or type(error).__name__, delay)
            # The database was away for the others too: they get the time to come back before we call them dead.
            self._reap_at = time.monotonic() + delay + BACK_SECONDS
            await asyncio.sleep(delay)
            delay = min(delay * 2, 5.0)

    async def drained(self, seconds: float) -> None:
        """Wait until all is written, at most so long."""
        until = time.monotonic() + seconds
        while (self._fresh or self._writing) and time.monotonic() < until:
            await asyncio.sleep(0.02)

    async def _round(self, connection: psycopg.AsyncConnection[Any]) -> None:
        """Look for dead processes when it is time; wait for news or the next beat, let a burst gather, write.

        Looking comes first: who was started in a killed process's place tells its end before anything else.
        """
        if time.monotonic() >= self._reap_at:
            limits = self.settings.presence_gone_seconds, self.settings.presence_dead_seconds
            await connection.execute(_REAP, (self.instance, *limits), prepare=True)
            self._reap_at = time.monotonic() + REAP_SECONDS
        if not self._fresh:
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.settings.presence_beat_seconds):
                    await self._wake.wait()
        if self._fresh:
            await asyncio.sleep(self.settings.presence_flush_seconds)
        if self._fresh or self._open:
            await self._write(connection)
        if self._fresh and self._failed:
            await asyncio.sleep(self.settings.presence_beat_seconds)

    async def _write(self, connection: psycopg.AsyncConnection[Any]) -> None:
        rows, self._fresh, self._writing = self._fresh, {}, True
        try:
            try:
                called_dead = await self._put(connection, rows.values())
                self._failed.clear()
            except (psycopg.OperationalError, psycopg.InterfaceError):
                raise
            except psycopg.Error:
                called_dead = await self._by_topic(connection, rows)
        except (psycopg.Error, OSError):
            self._fresh = rows | self._fresh
            raise
        finally:
            self._writing = False
        self.metrics.presence_written_total += len(rows)
        if called_dead:  # another process took a stall of ours for our end
            log.warning("presence: this process was called dead; its rows are opened again")
            self._fresh = {row.connection: row for row in self._open.values()} | self._fresh

    async def _put(self, connection: psycopg.AsyncConnection[Any], rows: Iterable[Row]) -> bool:
        """Beat and write in one transaction; return whether this process had been called dead."""
        now, told = time.monotonic(), list(rows)
        async with connection.transaction():
            was = await (await connection.execute(_BEAT, {"id": self.instance}, prepare=True)).fetchone()
            if told:
                values = [
                    [row.connection for row in told],
                    [row.topic for row in told],
                    [row.key for row in told],
                    [row.person for row in told],
                    [now - row.opened for row in told],
                    [None if row.closed is None else now - row.closed for row in told],
                    [row.why for row in told],
                ]
                await connection.execute(_WRITE, [*values, self.instance], prepare=True)
        return bool(was and was[0])

    async def _by_topic(self, connection: psycopg.AsyncConnection[Any], rows: dict[str, Row]) -> bool:
        """Write topic by topic, so that one whose room refuses the rows does not hold up the others."""
        called_dead = False
        for topic in {row.topic for row in rows.values()}:
            mine = {row.connection: row for row in rows.values() if row.topic == topic}
            try:
                called_dead |= await self._put(connection, mine.values())
                self._failed.pop(topic, None)
            except (psycopg.OperationalError, psycopg.InterfaceError):
                raise
            except psycopg.Error as error:
                self.metrics.presence_failures_total += 1
                tries = self._failed[topic] = self._failed.get(topic, 0) + 1
                log.error("presence of %s not written (try %d): %s", topic, tries, type(error).__name__)
                if tries < TRIES:
                    self._fresh = mine | self._fresh
                else:
                    self._failed.pop(topic)
                    self.metrics.presence_dropped_total += len(mine)
        return called_dead
