"""Numbering outbox rows: one process per database gives each newly visible row its place and wakes the
readers.

Rows are numbered when they become visible, not when they were written: a long transaction holds nobody up,
and no reader that has passed number N can ever find a row below N later. One statement numbers a batch and
sends one NOTIFY, so that committing writers never queue for the notification lock.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import psycopg

from prasan.platform.live.metrics import Metrics

log = logging.getLogger("prasan.live")

LOCK = 0x50524153_4C495645  # "PRASLIVE": one ticker per database
BATCH = 10_000
STORM = 50
STANDBY_SECONDS = 1.0
CHANNEL = "prasan_live"

# The inner query is sorted and limited, so nextval() is called row by row in that order.
NUMBER = f"""
WITH placed AS (
    SELECT id, nextval('platform_outbox_seq') AS place
    FROM (SELECT id FROM platform_outbox WHERE seq IS NULL ORDER BY id LIMIT {BATCH}) fresh
), done AS (
    UPDATE platform_outbox o SET seq = placed.place FROM placed WHERE o.id = placed.id
    RETURNING o.seq, o.created
)
SELECT count(*), extract(epoch FROM clock_timestamp() - min(created))::float8,
       pg_notify('{CHANNEL}', max(seq)::text)
FROM done HAVING count(*) > 0
"""  # noqa: S608  (constants of this module only)


async def connect(database_url: str, purpose: str) -> psycopg.AsyncConnection[Any]:
    """Open one autocommit connection that notices a dead network within about ten seconds."""
    return await psycopg.AsyncConnection.connect(
        database_url,
        autocommit=True,
        prepare_threshold=1,
        connect_timeout=5,
        application_name=f"prasan-live-{purpose}",
        keepalives_idle=5,
        keepalives_interval=2,
        keepalives_count=3,
        # The server's side too: a ticker whose machine vanished must lose its lock soon.
        options="-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3",
    )


async def tick(connection: psycopg.AsyncConnection[Any]) -> tuple[int, float]:
    """Number the rows that became visible; return how many and the age in seconds of the oldest (0, 0.0 if
    none).
    """
    row = await (await connection.execute(NUMBER, prepare=True)).fetchone()
    return (row[0], row[1]) if row else (0, 0.0)


class Ticker:
    """Holds or waits for the lock of the database and ticks; runs until cancelled.

    `quick` and `slow` are the seconds between ticks: slow when all is quiet for a while, and in a storm.
    """

    def __init__(self, database_url: str, metrics: Metrics, quick: float, slow: float) -> None:
        self.database_url = database_url
        self.metrics = metrics
        self.quick, self.slow = quick, slow
        self.holds = False

    async def run(self) -> None:
        """Connect, take the lock or stand by, tick; after any database error start again."""
        delay = 0.2
        while True:
            try:
                async with await connect(self.database_url, "ticker") as connection:
                    delay = 0.2
                    await self._until_error(connection)
            except (psycopg.Error, OSError) as error:
                self.metrics.ticker_failures_total += 1
                log.warning("ticker: %s; again in %.1f s", str(error).strip() or type(error).__name__, delay)
            finally:
                self.holds = False
            await asyncio.sleep(delay)
            delay = min(delay * 2, 5.0)

    async def _until_error(self, connection: psycopg.AsyncConnection[Any]) -> None:
        # Asking again and again, not pg_advisory_lock(): a waiting statement would hold back vacuum.
        while not await _take_lock(connection):
            await asyncio.sleep(STANDBY_SECONDS)
        self.holds = True
        log.info("ticker: this process numbers the outbox")
        quiet = 0
        while True:
            started = time.monotonic()
            numbered, lag = await tick(connection)
            self.metrics.ticks_total += 1
            quiet = 0 if numbered else quiet + 1
            if numbered:
                self.metrics.events_numbered_total += numbered
                self.metrics.tick_lag_seconds_sum += lag
                self.metrics.tick_lag_seconds_max = max(self.metrics.tick_lag_seconds_max, lag)
            if numbered < BATCH:
                # In a storm fewer, fuller ticks: each one costs a message to every stream that follows.
                period = self.slow if quiet > 20 or numbered > STORM else self.quick
                await asyncio.sleep(max(period - (time.monotonic() - started), 0.001))


async def _take_lock(connection: psycopg.AsyncConnection[Any]) -> bool:
    row = await (await connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,))).fetchone()
    return bool(row and row[0])
