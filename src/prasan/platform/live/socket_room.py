"""All WebSockets of one live process: they are opened, pinged, renewed and cut off here; newest bodies are answered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import orjson
import psycopg
from websockets.frames import CloseCode, Frame, Opcode

from prasan.platform.live import door as doors
from prasan.platform.live import handshake
from prasan.platform.live.past import written
from prasan.platform.live.sockets import Socket
from prasan.platform.live.streams import WAIT_SECONDS, bound, position
from prasan.platform.live.tickets import Ticket, TicketRefused, read
from prasan.platform.live.wire import FRAMES

if TYPE_CHECKING:
    from prasan.platform.live.feed import Feed
    from prasan.platform.live.front import Front
    from prasan.platform.live.heads import Head
    from prasan.platform.live.hub import Hub, News
    from prasan.platform.live.kept import Kept
    from prasan.platform.live.past import Past

log = logging.getLogger("prasan.live")

PARTS = 10
"""Pings go out in so many parts of a period, so that a broadcast never waits behind all of them."""
STALL_SECONDS = 1.0
_PING = Frame(Opcode.PING, b"").serialize(mask=False)


class Sockets:
    """Opens, counts, pings and cuts the WebSockets of this process."""

    def __init__(self, front: Front, hub: Hub, feed: Feed, past: Past) -> None:
        self.front, self.settings = front, front.settings
        self.hub, self.feed, self.past = hub, feed, past
        self.parts: list[set[Socket]] = [set() for _ in range(PARTS)]
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = 0
        self._swept = time.monotonic()

    @property
    def count(self) -> int:
        """How many connections there are, closing ones included."""
        return sum(map(len, self.parts))

    # -- opening -----------------------------------------------------------------------------------

    def open(self, door: doors.Door, head: Head) -> None:
        """Answer GET /live/socket?ticket=…[&last=…]."""
        status, answer = handshake.answer(head, door.request_id)
        if status != 101:
            self.front.metrics.sockets_refused_total += 1
            door.answer(status, b"", extra=answer)
            return
        query = parse_qs(head.target.partition(b"?")[2].decode("ascii"))
        expired = False
        try:
            ticket = read(query.get("ticket", [""])[0], key=self.settings.secrets)
        except TicketRefused as error:
            if error.ticket is None:
                self._refuse(door, 403)
                return
            ticket, expired = error.ticket, True
        if not handshake.same_origin(head, self.front.trusts(door.peer)):
            self._refuse(door, 403)
        elif len(self.hub.streams) + len(self._tasks) >= self.settings.max_streams:
            self._refuse(door, 503)
        elif self.hub.count_of(ticket.person) >= self.settings.max_streams_per_person:
            self._refuse(door, 429)
        else:
            socket, early = self._take_over(door, ticket, answer)
            if expired or self.hub.is_revoked(ticket):
                self.end(socket, "expired", "renew")
            else:
                self._begin(socket, position(None, query.get("last", [""])[0]))
            if early:
                socket.data_received(early)

    def _refuse(self, door: doors.Door, status: int) -> None:
        self.front.metrics.sockets_refused_total += 1
        door.refuse(status)

    def _take_over(self, door: doors.Door, ticket: Ticket, answer: bytes) -> tuple[Socket, bytes]:
        """Make the connection a socket; return it and what came behind the head."""
        early = door.hand_over()
        socket = Socket(self, door.transport, ticket, door.peer, door.request_id)
        bound(door.transport, self.settings.stream_buffer)
        door.transport.set_protocol(socket)
        door.transport.write(answer)
        self._turn = (self._turn + 1) % PARTS
        self.parts[self._turn].add(socket)
        return socket, early

    def _begin(self, socket: Socket, last: int | None) -> None:
        if self.feed.ready.is_set() and self.hub.bodies.whole:
            missed = [] if last is None else self.past.from_memory(socket.ticket, last)
            if missed is not None:
                self._join(socket, missed, self.hub.bodies.of(socket.ticket.topics, last or 0))
                return
        self._later(self._begin_later(socket, last))

    async def _begin_later(self, socket: Socket, last: int | None) -> None:
        """Open a socket that needs the table, or whose process has not reached the page's number yet."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self.feed.ready.wait()
                bodies = await self.past.bodies(socket.ticket)
                missed = [] if last is None else await self.past.missed(socket.ticket, last)
        except (TimeoutError, psycopg.Error, OSError) as error:
            log.warning("socket not opened: %s", str(error) or type(error).__name__)
            socket.finish(CloseCode.TRY_AGAIN_LATER, "database")
            return
        if self.hub.is_revoked(socket.ticket):
            self.end(socket, "expired", "renew")
            return
        newest = {kept.topic: kept for kept in (*bodies, *self.hub.bodies.of(socket.ticket.topics))}
        after = last if last is not None and missed is not None else 0
        self._join(socket, missed, [kept for kept in newest.values() if kept.seq > after])

    def _join(self, socket: Socket, missed: list[News] | None, bodies: list[Kept]) -> None:
        """Write what was missed and follow from now on: no tick can come between, there is no await here."""
        if not socket.is_open:
            return
        first = written(FRAMES, missed or [], bodies)
        if missed is None:
            self.front.metrics.resets_total += 1
            first.insert(0, FRAMES.control("reset", self.hub.seq))
        self._write_first(socket, first, "ready")
        self.hub.add(socket)
        self.front.metrics.sockets_opened_total += 1
        who = socket.ticket
        log.info("socket open person=%s seat=%s from=%s id=%s", who.person, who.seat, socket.peer, socket.request_id)

    def _write_first(self, socket: Socket, messages: list[bytes], word: str) -> None:
        """Write many messages at once and the word that says that they are all; they do not make a slow reader."""
        text = b"".join((*messages, FRAMES.control(word, self.hub.seq)))
        waiting = socket.transport.get_write_buffer_size()
        socket.transport.set_write_buffer_limits(high=self.settings.socket_buffer + waiting + len(text))
        socket.transport.write(text)

    # -- bodies for those without a socket ---------------------------------------------------------

    def bodies(self, door: doors.Door, head: Head) -> None:
        """Answer GET /live/bodies?ticket=…: {"seq", "bodies": {topic: {"seq", "name", "body"}}}."""
        query = parse_qs(head.target.partition(b"?")[2].decode("ascii"))
        try:
            ticket = read(query.get("ticket", [""])[0], key=self.settings.secrets)
        except TicketRefused:
            self._refuse(door, 403)
            return
        if head.method != b"GET":
            door.answer(405, b"", extra=b"Allow: GET\r\n")
        elif self.hub.is_revoked(ticket):
            self._refuse(door, 403)
        elif self.feed.ready.is_set() and self.hub.bodies.whole:
            door.answer(200, self._as_json(self.hub.bodies.of(ticket.topics)), b"application/json")
        else:
            door.state = doors.REPLY
            self._later(self._answer_later(door, ticket))

    async def _answer_later(self, door: doors.Door, ticket: Ticket) -> None:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self.feed.ready.wait()
                found = await self.past.bodies(ticket)
        except (TimeoutError, psycopg.Error, OSError):
            if door.state == doors.REPLY:
                door.refuse(503)
            return
        if door.state == doors.REPLY:
            door.answer(200, self._as_json(found), b"application/json")

    def _as_json(self, bodies: list[Kept]) -> bytes:
        """Write bodies as one JSON object; each is prepared JSON already."""
        pairs = [
            b'"%s":{"seq":%d,"name":%s,"body":%s}' % (kept.topic.encode(), kept.seq, orjson.dumps(kept.name), kept.body)
            for kept in bodies
        ]
        return b'{"seq":%d,"bodies":{%s}}' % (self.hub.seq, b",".join(pairs))

    # -- while open --------------------------------------------------------------------------------

    def renew(self, socket: Socket, ticket: Ticket) -> None:
        """Go on with a new ticket: the same person and presence; bodies of topics that are new are sent."""
        held = socket.ticket
        if socket not in self.hub.streams:
            return
        if (ticket.person, ticket.presence) != (held.person, held.presence):
            socket.misused(CloseCode.POLICY_VIOLATION, "another's ticket")
        elif self.hub.is_revoked(ticket):
            self.end(socket, "expired", "renew")
        else:
            self.hub.swap(socket, ticket)
            self._later(self._renewed(socket, [topic for topic in ticket.topics if topic not in held.topics]))

    async def _renewed(self, socket: Socket, topics: list[str]) -> None:
        bodies = self.hub.bodies.of(topics)
        if topics and not self.hub.bodies.whole:
            try:
                asked = await self.feed.bodies(topics)
            except (psycopg.Error, OSError):
                socket.finish(CloseCode.TRY_AGAIN_LATER, "database")
                return
            newest = {kept.topic: kept for kept in (*asked, *self.hub.bodies.of(topics))}
            bodies = sorted(newest.values())
        if socket.is_open:
            self._write_first(socket, written(FRAMES, [], bodies), "renewed")

    def end(self, socket: Socket, reason: str, word: str) -> None:
        """End a socket with a control message; `reason` as in Stream.close."""
        self.gone(socket, "lost")
        socket.close(reason, FRAMES.control(word, self.hub.seq))

    def gone(self, socket: Socket, why: str, at: float | None = None) -> None:
        """Take a socket from the hub; its presence ends here."""
        self.hub.remove(socket, why, at)

    def too_slow(self, socket: Socket) -> None:
        """Cut off a reader whose buffer is full."""
        self.gone(socket, "lost")
        self.front.metrics.cut_slow_total += 1
        asyncio.get_running_loop().call_soon(socket.transport.abort)

    def forget(self, socket: Socket) -> None:
        """The connection has ended."""
        for part in self.parts:
            part.discard(socket)

    def log_end(self, socket: Socket, reason: str) -> None:
        """Say why a socket was closed by us."""
        log.info("socket closed %s person=%s id=%s", reason, socket.ticket.person, socket.request_id)

    # -- time --------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Ping a part of the sockets at each step and look for silent ones, until cancelled."""
        period, turn = self.settings.ping_seconds / PARTS, 0
        while True:
            await asyncio.sleep(period)
            turn = (turn + 1) % PARTS
            self._sweep(time.monotonic(), period)
            for socket in tuple(self.parts[turn]):
                socket.frames = 0
                if socket.is_open:
                    socket.send(_PING)

    def _sweep(self, now: float, period: float) -> None:
        """Cut off silent sockets and those that do not end; a stall of this process is nobody's silence."""
        stalled = now - self._swept - period
        self._swept = now
        everyone = [socket for part in self.parts for socket in part]
        if stalled > STALL_SECONDS:
            for socket in everyone:
                socket.heard = max(socket.heard, now - self.settings.ping_seconds)
        oldest = now - self.settings.silent_seconds
        for socket in everyone:
            if socket.heard < oldest and socket.is_open:
                self.front.metrics.cut_silent_total += 1
                self.gone(socket, "lost", socket.heard)
                socket.transport.abort()
            elif socket.deadline < now:
                socket.transport.abort()

    def close(self) -> None:
        """End all sockets; their pages come again by themselves, to us or to the process after us."""
        for task in tuple(self._tasks):
            task.cancel()
        for part in self.parts:
            for socket in tuple(part):
                self.gone(socket, "restarted")
                socket.close("shutdown", b"")

    def abort(self) -> None:
        """Cut off what has not ended by itself."""
        for part in self.parts:
            for socket in tuple(part):
                socket.transport.abort()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
