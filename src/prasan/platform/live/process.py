"""The live process: one event loop with the front door, the feed and (in one process per database) the
ticker.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import resource
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import uvloop

from prasan.platform.live.door import Door
from prasan.platform.live.feed import Feed
from prasan.platform.live.front import Front
from prasan.platform.live.hub import Hub
from prasan.platform.live.metrics import Metrics
from prasan.platform.live.presence import Presence
from prasan.platform.live.settings import LiveSettings, split_address
from prasan.platform.live.ticker import Ticker

log = logging.getLogger("prasan.live")

BACKLOG = 4096
DRAIN_SECONDS = 2.0
"""How long the end waits until it is written who was present; after a longer one the next process closes the rows."""


def main(settings: LiveSettings) -> None:
    """Run the live process until SIGTERM or SIGINT; raises OSError when the address is taken."""
    _raise_file_limit()
    # A full collection walks every open stream; they are freed by reference counts, so let it come seldom.
    gc.set_threshold(50_000, 20, 100)
    uvloop.run(serve(settings))


async def serve(settings: LiveSettings, started: Callable[[Front], None] | None = None) -> None:
    """Serve until SIGTERM, SIGINT or cancelled; `started` is called once the address is open."""
    loop = asyncio.get_running_loop()
    metrics = Metrics()
    presence = Presence(settings, metrics)
    hub = Hub(metrics, settings.recent_topics, presence, settings.bodies_bytes)
    feed = Feed(settings.database_url, hub)
    ticker = Ticker(settings.database_url, metrics, settings.tick_seconds, settings.slow_tick_seconds)
    front = Front(settings, metrics, hub, feed, ticker, presence)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(ValueError, RuntimeError):  # not in a thread that is not the main one
            loop.add_signal_handler(number, stop.set)
    server = await _listen(settings, front)
    works = (feed.run(), ticker.run(), presence.run(), front.sockets.run(), _each_second(front))
    tasks = [_watch(work) for work in works]
    log.info("live process listens on %s", settings.listen)
    if started is not None:
        started(front)
    try:
        await stop.wait()
    finally:
        server.close()
        await front.close()
        await presence.drained(DRAIN_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await feed.close()
        address = split_address(settings.listen)
        if isinstance(address, str):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(address)


async def _listen(settings: LiveSettings, front: Front) -> asyncio.AbstractServer:
    loop = asyncio.get_running_loop()
    address = split_address(settings.listen)
    if isinstance(address, str):
        return await loop.create_unix_server(lambda: Door(front), address, backlog=BACKLOG)
    host, port = address
    return await loop.create_server(
        lambda: Door(front), host, port, backlog=BACKLOG, reuse_port=settings.reuse_port or None
    )


async def _each_second(front: Front) -> None:
    while True:
        await asyncio.sleep(1)
        front.each_second()


def _watch(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
    """Start work that must never end; when it does, say why and end the process, so that it is started
    anew.
    """

    def ended(task: asyncio.Task[None]) -> None:
        if not task.cancelled():
            log.critical("live process: a part has ended", exc_info=task.exception())
            os.kill(os.getpid(), signal.SIGTERM)

    task = asyncio.get_running_loop().create_task(work)
    task.add_done_callback(ended)
    return task


def _raise_file_limit() -> None:
    """Each stream is a file: take as many as the machine allows."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
