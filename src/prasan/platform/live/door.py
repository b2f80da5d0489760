"""The front door: one browser connection, its requests passed to the back end or served as event streams.

States of a connection: HEAD (waiting for or reading a head), BODY (reading a body), REPLY (the back end has
the word), STREAM (an event stream, for ever), LINGER (answered; what still comes is thrown away), CLOSED.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from prasan.platform.live import pages
from prasan.platform.live.backend import Link
from prasan.platform.live.bodies import BadChunk, ChunkDecoder, Spool
from prasan.platform.live.heads import BadHead, Head, Reply, looks_wrong, read_head

if TYPE_CHECKING:
    from prasan.platform.live.front import Front
    from prasan.platform.live.streams import LiveStream

HEAD, BODY, REPLY, STREAM, LINGER, CLOSED = range(6)
EARLY = 64 * 1024
"""A body up to this size is collected before the back end is asked: a slow sender holds no thread of it."""
SLOWEST = 1024
"""Bytes per second that an upload must reach on average after its first half minute."""
LINGER_SECONDS = 10.0
SAFE = frozenset({b"GET", b"HEAD", b"OPTIONS"})


class Door(asyncio.Protocol):
    """One connection of a browser."""

    __slots__ = (
        "_body_started",
        "_buffer",
        "_calling",
        "_decoder",
        "_early",
        "_early_size",
        "_left",
        "_link",
        "_paused",
        "_received",
        "_reply_started",
        "_retried",
        "_rewrap",
        "_spool",
        "deadline",
        "front",
        "head",
        "keep_alive",
        "peer",
        "request_id",
        "state",
        "stream",
        "transport",
    )

    def __init__(self, front: Front) -> None:
        self.front = front
        self.transport: asyncio.Transport = None  # type: ignore[assignment]
        self.peer = ""
        self.state = HEAD
        self.deadline = time.monotonic() + front.settings.head_seconds
        self.head: Head | None = None
        self.request_id = ""
        self.keep_alive = True
        self.stream: LiveStream | None = None
        self._buffer = b""
        self._link: Link | None = None
        self._spool: Spool | None = None
        self._reset()

    def _reset(self) -> None:
        self._early: list[bytes] = []
        self._early_size = 0
        self._left = 0
        self._received = 0
        self._body_started = 0.0
        self._decoder: ChunkDecoder | None = None
        self._calling = False
        self._paused = False
        self._reply_started = False
        self._rewrap = False
        self._retried = False

    # -- the browser's side ------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the connection."""
        self.transport = transport  # type: ignore[assignment]
        name = transport.get_extra_info("peername")
        self.peer = name[0] if isinstance(name, tuple) else ""
        self.front.doors.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what this connection held."""
        self.state = CLOSED
        self.front.doors.discard(self)
        self._let_go()
        if self.stream is not None:
            self.front.streams.left(self)

    def eof_received(self) -> bool:
        """Close when the browser closes."""
        return False

    def pause_writing(self) -> None:
        """The other side reads too slowly."""
        if self.state == STREAM:
            self.front.streams.too_slow(self)
        elif self._link is not None and self.front.pool is not None:
            self.front.pool.park(self._link)
            self.deadline = time.monotonic() + self.front.settings.idle_seconds

    def resume_writing(self) -> None:
        """The other side reads again."""
        if self._link is not None and self.front.pool is not None:
            self.front.pool.unpark(self._link)
            self.deadline = time.monotonic() + self.front.settings.backend_seconds

    def data_received(self, data: bytes) -> None:
        """Take bytes, whatever the state."""
        if self.state == BODY:
            self._take_body(data)
        elif self.state == HEAD:
            self._buffer = self._buffer + data if self._buffer else data
            self._take_head()
        elif self.state == REPLY:
            self._buffer += data
            if len(self._buffer) > self.front.settings.head_limit:
                self._pause()

    def timed_out(self) -> None:
        """The deadline of the present state has passed: answer if somebody may still read it, then close."""
        if self.state == HEAD and not self._buffer:
            self.transport.close()
        elif self.state in {HEAD, BODY} and not self._reply_started:
            self.refuse(408)
        elif self.state == REPLY and not self._reply_started:
            self.refuse(504)
        else:
            self.transport.abort()

    def hand_over(self) -> bytes:
        """Let go of the connection, which is no HTTP from here on; return what came behind the head."""
        self.state = CLOSED
        self.front.doors.discard(self)
        rest, self._buffer = self._buffer, b""
        return rest

    # -- heads -------------------------------------------------------------------------------------

    def _take_head(self) -> None:
        settings = self.front.settings
        if self._buffer.startswith(b"\r\n"):
            self._buffer = self._buffer[2:]
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or end > settings.head_limit:
            if looks_wrong(self._buffer) and end < 0:
                self.refuse(400)
            elif len(self._buffer) > settings.head_limit:
                self.refuse(431)
            elif self._buffer and self.head is None:
                # Set once per head, not per byte: who drips is closed in the end.
                self.deadline = time.monotonic() + settings.head_seconds
                self.head = Head()
            return
        raw, self._buffer = self._buffer[: end + 4], self._buffer[end + 4 :]
        try:
            self.head = head = read_head(raw)
        except BadHead as error:
            self.refuse(error.status)
            return
        self._reset()
        self.keep_alive = head.keep_alive and not self.front.closing
        self.front.metrics.requests_total += 1
        self.request_id = self.front.request_id_of(head, self.peer)
        if not self.front.serves(self, head):
            self._begin(head)

    def _begin(self, head: Head) -> None:
        if head.length > self.front.settings.upload_limit:
            self.refuse(413)
            return
        if not head.has_body:
            self.state = REPLY
            self._call()
            return
        self.state = BODY
        self._left = head.length
        if head.chunked:
            self._decoder, self._spool = ChunkDecoder(), Spool(self.front.settings.upload_limit)
        now = time.monotonic()
        self._body_started, self.deadline = now, now + self.front.settings.body_stall_seconds
        data, self._buffer = self._buffer, b""
        if data:
            self._take_body(data)
        elif head.expects_continue:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    # -- bodies ------------------------------------------------------------------------------------

    def _take_body(self, data: bytes) -> None:
        now = time.monotonic()
        self._received += len(data)
        stall = self.front.settings.body_stall_seconds
        self.deadline = min(now + stall, self._body_started + stall + self._received / SLOWEST)
        if self._decoder is not None:
            self._take_chunked(data)
            return
        piece, self._buffer = (data, b"") if len(data) <= self._left else (data[: self._left], data[self._left :])
        self._left -= len(piece)
        if self._link is not None:
            self._link.write(piece)
        else:
            self._early.append(piece)
            self._early_size += len(piece)
        if not self._left:
            self.state = REPLY
            self.deadline = now + self.front.settings.backend_seconds
        if self._link is None and not self._calling and (not self._left or self._early_size >= EARLY):
            self._call()
            if self._left and self._link is None:
                self._pause()

    def _take_chunked(self, data: bytes) -> None:
        assert self._decoder is not None
        assert self._spool is not None
        try:
            piece = self._decoder.feed(data)
        except BadChunk:
            self.refuse(400)
            return
        if piece and not self._spool.write(piece):
            self.refuse(413)
            return
        if self._decoder.done:
            self._buffer = self._decoder.rest
            self._spool.rewind()
            self.state = REPLY
            self._call()

    def _pause(self) -> None:
        if not self._paused:
            self._paused = True
            self.transport.pause_reading()

    def _resume(self) -> None:
        if self._paused:
            self._paused = False
            self.transport.resume_reading()

    # -- the back end's side -----------------------------------------------------------------------

    def _call(self, fresh: bool = False) -> None:
        assert self.front.pool is not None
        self._calling = True
        self.deadline = time.monotonic() + self.front.settings.backend_seconds
        self.front.pool.acquire(self, fresh)

    def link_ready(self, link: Link) -> None:
        """Send the request on this link."""
        assert self.front.pool is not None
        if self.state not in {BODY, REPLY} or self.head is None:
            self.front.pool.release(link)
            return
        self._calling, self._link = False, link
        link.begin(self, self.head.method == b"HEAD")
        self._resume()  # before writing: a full link pauses us again
        length = self._spool.size if self._spool is not None else self.head.length
        start = self.front.forward_head(self.head, length, self.peer, self.request_id)
        link.write(b"".join((start, *self._early)) if self._early else start)
        self._early = []
        if self._spool is not None:
            self.link_writable(True)

    def link_failed(self, status: int) -> None:
        """No link could be had: say so to the browser."""
        self._calling = False
        self.front.metrics.backend_failures_total += 1
        if self.state in {BODY, REPLY}:
            self.refuse(status)

    def link_writable(self, writable: bool) -> None:
        """Stop or go on reading the upload; a spooled one is pumped from here."""
        if self._spool is not None:
            # write() may call back with False while we pump, so ask the transport how full it is.
            while writable and self._link is not None and self._link.transport is not None:
                if self._link.transport.get_write_buffer_size() > EARLY:
                    return
                piece = self._spool.read(EARLY)
                if not piece:
                    return
                self._link.write(piece)
        elif not writable:
            self._pause()
            self.deadline = time.monotonic() + self.front.settings.backend_seconds
        else:
            self._resume()
            now = time.monotonic()
            # The wait was the back end's, not the sender's: the clock of the upload starts again.
            self._body_started, self._received = now, 0
            self.deadline = now + self.front.settings.body_stall_seconds

    def reply_head(self, reply: Reply, bodiless: bool) -> None:
        """Pass the head of the reply on."""
        assert self.head is not None
        self._reply_started = True
        if self.state == BODY or self.front.closing or (reply.length is None and not bodiless and not self.head.modern):
            self.keep_alive = False
        lines = [reply.first, *reply.lines, b"X-Request-ID: " + self.request_id.encode()]
        self._rewrap = reply.length is None and not bodiless and self.head.modern
        if self._rewrap:
            lines.append(b"Transfer-Encoding: chunked")
        if not self.keep_alive:
            lines.append(b"Connection: close")
        lines.append(b"\r\n")
        self.transport.write(b"\r\n".join(lines))

    def reply_body(self, data: bytes) -> None:
        """Pass a piece of the reply on."""
        self.deadline = time.monotonic() + self.front.settings.backend_seconds
        if self._rewrap:
            data = b"%x\r\n%b\r\n" % (len(data), data)
        self.transport.write(data)

    def reply_end(self) -> None:
        """The reply is whole: give the link back, take the next request of this connection."""
        assert self.front.pool is not None
        link, self._link = self._link, None
        if self._rewrap:
            self.transport.write(b"0\r\n\r\n")
        if link is not None:
            if self.state == REPLY and link.reply is not None and link.reply.keep_alive:
                self.front.pool.release(link)
            else:
                link.drop()
        if self._spool is not None:
            self._spool.close()
            self._spool = None
        self.finish(linger=self.state == BODY)

    def reply_lost(self) -> None:
        """The link broke: try once more if nothing can have happened twice, else say so."""
        link, self._link = self._link, None
        if self._reply_started:
            self.transport.abort()  # the browser must see that the page is not whole
            return
        if link is not None and link.used > 1 and self._retriable() and not self._retried:
            self._retried = True
            self.front.metrics.backend_retries_total += 1
            self._call(fresh=True)
            return
        self.link_failed(502)

    def _retriable(self) -> bool:
        return self.head is not None and self.head.method in SAFE and not self.head.has_body

    # -- ends --------------------------------------------------------------------------------------

    def answer(
        self, status: int, body: bytes, content_type: bytes = b"text/html; charset=utf-8", extra: bytes = b""
    ) -> None:
        """Answer this request ourselves; the body of the request, if any, is thrown away."""
        head = self.head or Head()
        linger = head.has_body or self.state == BODY
        self.keep_alive = self.keep_alive and not linger and not self.front.closing
        self.transport.write(
            pages.answer(
                status,
                body,
                self.request_id,
                content_type=content_type,
                close=not self.keep_alive,
                with_body=head.method != b"HEAD",
                extra=extra,
            )
        )
        self.finish(linger)

    def refuse(self, status: int) -> None:
        """Answer with an error page and close; nothing of the request reaches the back end any more."""
        self.front.metrics.requests_refused_total += 1
        self._let_go()
        self.keep_alive = False
        self.request_id = self.request_id or self.front.new_request_id()
        head = self.head or Head()
        body = pages.page(status, self.request_id, self.front.settings.upload_limit // (1024 * 1024))
        extra = b"Retry-After: 5\r\n" if status in {502, 503} else b""
        self.transport.write(
            pages.answer(status, body, self.request_id, close=True, with_body=head.method != b"HEAD", extra=extra)
        )
        self.finish(linger=True)

    def finish(self, linger: bool = False) -> None:
        """The answer is written: go on with this connection, or end it so that the answer can still be
        read.
        """
        now = time.monotonic()
        if not self.keep_alive or self.front.closing:
            self._resume()
            # Closing with unread bytes would reset the connection and could wipe out the answer on its way.
            if linger or self._buffer:
                self.state, self.deadline, self._buffer = LINGER, now + LINGER_SECONDS, b""
                if not self.transport.is_closing():
                    self.transport.write_eof()
            else:
                self.state = LINGER
                self.transport.close()
            return
        self.state, self.head, self.deadline = HEAD, None, now + self.front.settings.idle_seconds
        self.request_id = ""
        self._resume()
        if self._buffer:  # not at once: a row of piped requests must not become a tower of calls
            asyncio.get_running_loop().call_soon(self._take_piped)

    def _take_piped(self) -> None:
        if self.state == HEAD and self._buffer:
            self._take_head()

    def _let_go(self) -> None:
        """Drop what this connection holds of the back end."""
        link, self._link = self._link, None
        if link is not None:
            link.drop()
        if self._calling and self.front.pool is not None:
            self.front.pool.cancel(self)
        if self._spool is not None:
            self._spool.close()
            self._spool = None
