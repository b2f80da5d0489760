"""Connections to the back end: a bounded pool of keep-alive links, each carrying one exchange at a time.

The bound should be the number of threads of the back end. granian takes more requests than it has threads
and then serves some connections many times before others (p99 of 600 ms where the median is 6); in our line
the first who came is the first served. A link whose browser reads slowly no longer occupies a thread, so it
does not count.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Protocol

from prasan.platform.live.bodies import BadChunk, ChunkDecoder
from prasan.platform.live.heads import BadHead, Reply, read_reply
from prasan.platform.live.settings import split_address

IDLE_SECONDS = 15.0
"""Shorter than granian's 30 s, so that we never send on a link that it is just closing."""
HEAD_LIMIT = 64 * 1024


class Caller(Protocol):
    """What a link needs of the door whose request it carries."""

    def link_ready(self, link: Link) -> None:
        """Take this link."""

    def link_failed(self, status: int) -> None:
        """No link could be had."""

    def link_writable(self, writable: bool) -> None:
        """Stop or go on writing."""

    def reply_head(self, reply: Reply, bodiless: bool) -> None:
        """The head of the reply is here."""

    def reply_body(self, data: bytes) -> None:
        """A piece of the body is here."""

    def reply_end(self) -> None:
        """The reply is whole."""

    def reply_lost(self) -> None:
        """The link broke before the reply was whole."""


class Link(asyncio.Protocol):
    """One connection to the back end; reads replies and passes them to its caller."""

    __slots__ = (
        "_buffer",
        "_decoder",
        "_left",
        "caller",
        "head_only",
        "idle_since",
        "pool",
        "reply",
        "transport",
        "used",
    )

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.transport: asyncio.Transport | None = None
        self.caller: Caller | None = None
        self.reply: Reply | None = None
        self.head_only = False
        self.used = 0
        self.idle_since = 0.0
        self._buffer = b""
        self._left: int | None = 0
        self._decoder: ChunkDecoder | None = None

    def begin(self, caller: Caller, head_only: bool) -> None:
        """Carry the next exchange; `head_only` for HEAD, whose reply has no body."""
        self.caller, self.head_only, self.reply, self._buffer = caller, head_only, None, b""
        self.used += 1

    def write(self, data: bytes) -> None:
        """Send request bytes."""
        if self.transport is not None:
            self.transport.write(data)

    def drop(self) -> None:
        """Give the connection up; its caller hears nothing more."""
        self.caller = None
        if self.transport is not None:
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the connection."""
        self.transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what this connection held."""
        self.pool.gone(self)
        caller, self.caller, self.transport = self.caller, None, None
        if caller is not None:
            if self.reply is not None and self._left is None and self._decoder is None and exc is None:
                caller.reply_end()
            else:
                caller.reply_lost()

    def pause_writing(self) -> None:
        """The other side reads too slowly."""
        if self.caller is not None:
            self.caller.link_writable(False)

    def resume_writing(self) -> None:
        """The other side reads again."""
        if self.caller is not None:
            self.caller.link_writable(True)

    def data_received(self, data: bytes) -> None:
        """Take bytes, whatever the state."""
        if self.caller is None:  # bytes that nobody asked for
            self.drop()
            return
        try:
            while data and self.caller is not None:
                data = self._take_body(data) if self.reply is not None else self._take_head(data)
            if data:
                self.drop()
        except (BadHead, BadChunk):
            caller = self.caller
            self.drop()
            if caller is not None:
                caller.reply_lost()

    def _take_head(self, data: bytes) -> bytes:
        data = self._buffer + data if self._buffer else data
        end = data.find(b"\r\n\r\n")
        if end < 0:
            if len(data) > HEAD_LIMIT:
                raise BadHead(502, "head too large")
            self._buffer = data
            return b""
        self._buffer = b""
        reply = read_reply(data[: end + 4])
        rest = data[end + 4 :]
        if reply.status < 200:  # an interim answer; we asked for none, so it says nothing to the browser
            return rest
        self.reply = reply
        caller = self.caller
        assert caller is not None
        bodiless = self.head_only or reply.status in {204, 304}
        self._decoder = ChunkDecoder() if reply.chunked and not bodiless else None
        self._left = 0 if bodiless else reply.length
        caller.reply_head(reply, bodiless)
        if self._left == 0 and self._decoder is None:
            self._finish()
        return rest

    def _take_body(self, data: bytes) -> bytes:
        caller = self.caller
        assert caller is not None
        if self._decoder is not None:
            piece = self._decoder.feed(data)
            if piece:
                caller.reply_body(piece)
            if not self._decoder.done:
                return b""
            rest = self._decoder.rest
            self._finish()
            return rest
        if self._left is None:
            caller.reply_body(data)
            return b""
        piece, rest = data[: self._left], data[self._left :]
        self._left -= len(piece)
        caller.reply_body(piece)
        if not self._left:
            self._finish()
        return rest

    def _finish(self) -> None:
        """The reply is whole: free the link before the caller goes on to its next request."""
        caller, self.caller = self.caller, None
        if caller is not None:
            caller.reply_end()


class Pool:
    """At most `limit` links to one address; who comes when all are busy waits in line."""

    def __init__(self, address: str, limit: int) -> None:
        self.address = split_address(address)
        self.limit = limit
        self.links: set[Link] = set()
        self.parked: set[Link] = set()
        self._idle: list[Link] = []
        self._opening = 0
        self._waiting: deque[Caller] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    def acquire(self, caller: Caller, fresh: bool = False) -> None:
        """Call `link_ready` or `link_failed` of the caller, now or later; `fresh`: not one that was used
        before.
        """
        while self._idle and not fresh:
            link = self._idle.pop()
            if link.transport is not None and not link.transport.is_closing():
                caller.link_ready(link)
                return
        if self._is_full() and not fresh:
            self._waiting.append(caller)
            return
        self._opening += 1
        task = asyncio.get_running_loop().create_task(self._open(caller))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _open(self, caller: Caller) -> None:
        loop = asyncio.get_running_loop()
        link = Link(self)
        try:
            async with asyncio.timeout(5):
                if isinstance(self.address, str):
                    await loop.create_unix_connection(lambda: link, self.address)
                else:
                    await loop.create_connection(lambda: link, *self.address)
        except (OSError, TimeoutError):
            self._opening -= 1
            caller.link_failed(502)
            self._serve_waiting()
            return
        self._opening -= 1
        self.links.add(link)
        caller.link_ready(link)

    def release(self, link: Link) -> None:
        """Take back a link whose exchange is whole; the next in line gets it."""
        if link.transport is None or link.transport.is_closing():
            return
        link.caller = None
        link.transport.resume_reading()
        self.parked.discard(link)
        if len(self.links) > self.limit:
            link.drop()
            return
        if self._waiting:
            self._waiting.popleft().link_ready(link)
            return
        link.idle_since = time.monotonic()
        self._idle.append(link)

    def gone(self, link: Link) -> None:
        """Forget a closed link and open one for the next in line."""
        self.links.discard(link)
        self.parked.discard(link)
        if link in self._idle:
            self._idle.remove(link)
        self._serve_waiting()

    def park(self, link: Link) -> None:
        """Stop reading a reply whose browser is slow; meanwhile another link may take its place."""
        if link.transport is not None:
            link.transport.pause_reading()
            self.parked.add(link)
            self._serve_waiting()

    def unpark(self, link: Link) -> None:
        """Go on reading the reply."""
        if link.transport is not None:
            link.transport.resume_reading()
            self.parked.discard(link)

    def cancel(self, caller: Caller) -> None:
        """Take a caller out of the line; harmless when it is not in it."""
        if self._waiting:
            self._waiting = deque(waiting for waiting in self._waiting if waiting is not caller)

    def sweep(self, now: float) -> None:
        """Close links that were idle for long (the oldest lie first)."""
        while self._idle and self._idle[0].idle_since < now - IDLE_SECONDS:
            self._idle.pop(0).drop()

    async def close(self) -> None:
        """Close all links and stop opening more."""
        for task in tuple(self._tasks):
            task.cancel()
        for link in tuple(self.links):
            link.drop()

    def _serve_waiting(self) -> None:
        while self._waiting and not self._is_full():
            self.acquire(self._waiting.popleft())

    def _is_full(self) -> bool:
        return len(self.links) - len(self.parked) + self._opening >= self.limit
