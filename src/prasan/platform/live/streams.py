"""GET /live: from a checked ticket to an open stream, with what the page has missed written first."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import psycopg

from prasan.platform.live import door as doors
from prasan.platform.live.tickets import Ticket, TicketRefused, read
from prasan.platform.live.wire import EVENT_STREAM

if TYPE_CHECKING:
    from prasan.platform.live.feed import Feed
    from prasan.platform.live.front import Front
    from prasan.platform.live.heads import Head
    from prasan.platform.live.hub import Hub, News
    from prasan.platform.live.past import Past

log = logging.getLogger("prasan.live")

WAIT_SECONDS = 10.0
"""How long a page waits for the database before it is sent away to try again."""
_TCP_USER_TIMEOUT = getattr(socket, "TCP_USER_TIMEOUT", 18)


class LiveStream:
    """One open stream; `send` is the transport's own write, so that a delivery costs no call of ours."""

    __slots__ = ("door", "send", "ticket")
    wire = EVENT_STREAM

    def __init__(self, door: doors.Door, ticket: Ticket) -> None:
        self.door = door
        self.ticket = ticket
        self.send = door.transport.write

    def close(self, reason: str, last: bytes) -> None:
        """Send the last message and end the stream."""
        log.info("stream closed %s person=%s id=%s", reason, self.ticket.person, self.door.request_id)
        self.send(last)
        self.door.transport.close()


class Streams:
    """Opens, counts and cuts the streams of this process."""

    def __init__(self, front: Front, hub: Hub, feed: Feed, past: Past) -> None:
        self.front, self.hub, self.feed, self.past = front, hub, feed, past
        self._opening: set[asyncio.Task[None]] = set()
        self._beat = 0

    def open(self, door: doors.Door, head: Head) -> None:
        """Answer GET /live?ticket=…[&last=…]."""
        if head.method != b"GET":
            door.answer(405, b"", extra=b"Allow: GET\r\n")
            return
        query = parse_qs(head.target.partition(b"?")[2].decode("ascii"))
        renew = False
        try:
            ticket = read(query.get("ticket", [""])[0], key=self.front.settings.secrets)
        except TicketRefused as error:
            if error.ticket is None:
                self._refuse(door, 403)
                return
            ticket, renew = error.ticket, True
        if renew or self.hub.is_revoked(ticket):
            # 200 and an order, not an error: a browser tries no further after an error, its page would stay
            # deaf.
            self._start(door)
            door.transport.write(EVENT_STREAM.control("renew", self.hub.seq))
            door.transport.close()
            return
        if len(self.hub.streams) + len(self._opening) >= self.front.settings.max_streams:
            self._refuse(door, 503)
        elif self.hub.count_of(ticket.person) >= self.front.settings.max_streams_per_person:
            self._refuse(door, 429)
        else:
            self._open(door, ticket, position(head.get(b"last-event-id"), query.get("last", [""])[0]))

    def _refuse(self, door: doors.Door, status: int) -> None:
        self.front.metrics.streams_refused_total += 1
        door.refuse(status)

    def _start(self, door: doors.Door) -> None:
        """Send the head of the stream; from here on the connection is a stream."""
        door.state, door.deadline = doors.STREAM, float("inf")
        self.front.doors.discard(door)
        bound(door.transport, self.front.settings.stream_buffer)
        door.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            b"Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\n"
            b"Connection: close\r\nX-Request-ID: %s\r\n\r\n"
            b"retry: %d\n\n" % (door.request_id.encode(), self.front.settings.retry_ms)
        )

    def _open(self, door: doors.Door, ticket: Ticket, last: int | None) -> None:
        if self.feed.ready.is_set():
            missed = [] if last is None else self.past.from_memory(ticket, last)
            if missed is not None:
                self._start(door)
                self._join(door, ticket, missed)
                return
        self._start(door)
        task = asyncio.get_running_loop().create_task(self._open_later(door, ticket, last))
        self._opening.add(task)
        task.add_done_callback(self._opening.discard)

    def _join(self, door: doors.Door, ticket: Ticket, missed: list[News] | None) -> None:
        """Write what was missed and follow from now on: no tick can come between, there is no await here.

        None when that is no longer known: the page is told to reload.
        """
        wire = EVENT_STREAM
        if missed is None:
            self.front.metrics.resets_total += 1
        news = [wire.message(topic, seq, name, None) for seq, topic, name in missed or ()]
        first = news if missed is not None else [wire.control("reset", self.hub.seq)]
        stream = door.stream = LiveStream(door, ticket)
        self.hub.add(stream)
        # `ready` last: its id says that everything up to here was written.
        door.transport.write(b"".join((*first, wire.control("ready", self.hub.seq))))
        self.front.metrics.streams_opened_total += 1
        log.info(
            "stream open person=%s seat=%s from=%s id=%s",
            ticket.person,
            ticket.seat,
            door.peer,
            door.request_id,
        )

    async def _open_later(self, door: doors.Door, ticket: Ticket, last: int | None) -> None:
        """Open a stream that needs the table, or whose process has not reached the page's number yet."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self.feed.ready.wait()
                missed = [] if last is None else await self.past.missed(ticket, last)
        except (TimeoutError, psycopg.Error, OSError) as error:
            log.warning("stream not opened: %s", str(error) or type(error).__name__)
            door.transport.close()  # the page comes again after its retry time, with the same position
            return
        if door.state != doors.STREAM:
            return
        if self.hub.is_revoked(ticket):
            door.transport.write(EVENT_STREAM.control("renew", self.hub.seq))
            door.transport.close()
            return
        self._join(door, ticket, missed)

    def too_slow(self, door: doors.Door) -> None:
        """Cut off a reader whose buffer is full."""
        if door.stream is not None:
            self.hub.remove(door.stream)
        self.front.metrics.cut_slow_total += 1
        asyncio.get_running_loop().call_soon(door.transport.abort)

    def left(self, door: doors.Door) -> None:
        """Forget a stream whose connection has ended."""
        if door.stream is not None:
            self.hub.remove(door.stream)
            door.stream = None

    def each_second(self) -> None:
        """End tickets, and send the heartbeat to the part of the streams whose second it is."""
        parts = self.front.settings.heartbeat_seconds
        self._beat = (self._beat + 1) % parts
        self.hub.expire(time.time(), 2 * 900)
        self.hub.beat(self._beat, parts)

    def close(self) -> None:
        """End all streams; their pages come again by themselves, to us or to the process after us."""
        for task in tuple(self._opening):
            task.cancel()
        for stream in tuple(self.hub.streams):
            if stream.wire is EVENT_STREAM:
                self.hub.remove(stream, "restarted")
                stream.close("shutdown", b":\n\n")


def bound(transport: asyncio.Transport, size: int) -> None:
    """Let at most about `size` bytes wait for a reader, here and in the kernel, and a dead one for a minute."""
    transport.set_write_buffer_limits(high=size)
    raw = transport.get_extra_info("socket")
    if raw is not None and raw.family in {socket.AF_INET, socket.AF_INET6}:
        raw.setsockopt(socket.IPPROTO_TCP, _TCP_USER_TIMEOUT, 60_000)
        # The kernel would else keep megabytes for a reader who does not read.
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, size)


def position(header: bytes | None, asked: str) -> int | None:
    """Return the number after which the page wants news; the browser's own header beats the address."""
    for text in ((header or b"").decode("latin-1").strip(), asked):
        if text and text.isascii() and text.isdigit() and len(text) <= 18:
            return int(text)
    return None
