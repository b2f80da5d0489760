"""/live/socket: a WebSocket beside the event stream. It pushes; what a person does stays a POST to the web.

A page may answer pings, close, and hand in a new ticket (`{"ticket": "…"}`) before the old one ends; anything
else ends the socket with the code that says why. Frames are read by websockets' protocol without input and
output; what is sent to all is prepared once (`wire`).
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import orjson
from websockets.frames import CloseCode, Frame, Opcode
from websockets.protocol import Protocol, Side, State

from prasan.platform.live import handshake
from prasan.platform.live.tickets import Ticket, TicketRefused, read
from prasan.platform.live.wire import FRAMES

if TYPE_CHECKING:
    from prasan.platform.live.socket_room import Sockets

RENEW, REVOKED = 4001, 4003
"""Close codes of our own (RFC 6455 section 7.4.2): ask for a new ticket and come again; stay away."""
CODES = {"expired": RENEW, "revoked": REVOKED, "left": CloseCode.NORMAL_CLOSURE, "shutdown": CloseCode.SERVICE_RESTART}
CLOSE_SECONDS = 2.0
"""How long a page has to answer our close before the connection is cut."""
FRAMES_LIMIT = 20
"""So many frames may a page send between two pings."""
_PONG = b"\x8a\x80"


class Socket(asyncio.Protocol):
    """One open WebSocket; `send` is the transport's own write, so that a delivery costs no call of ours."""

    __slots__ = ("_parts", "_size", "_whole", "deadline", "frames", "heard", "peer", "protocol", "request_id", "room",
                 "send", "ticket", "transport")  # fmt: skip
    wire = FRAMES

    def __init__(self, room: Sockets, transport: asyncio.Transport, ticket: Ticket, peer: str, request_id: str) -> None:
        self.room, self.transport, self.ticket = room, transport, ticket
        self.peer, self.request_id = peer, request_id
        self.protocol = Protocol(Side.SERVER, max_size=room.settings.socket_message, logger=handshake.QUIET)
        self.send = transport.write
        self.heard = time.monotonic()
        self.deadline = float("inf")
        self.frames = 0
        self._parts: list[bytes] = []
        self._whole = True

    @property
    def is_open(self) -> bool:
        """Whether the page may still be written to."""
        return self.protocol.state is State.OPEN and not self.transport.is_closing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the page; without a close frame it is lost."""
        self.room.gone(self, "lost")
        self.room.forget(self)

    def eof_received(self) -> bool:
        """Close when the page closes."""
        return False

    def pause_writing(self) -> None:
        """The page reads too slowly: it is cut off."""
        self.room.too_slow(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes: mostly the answer to a ping, which needs no reader."""
        self.heard = time.monotonic()
        if self._whole and len(data) == 6 and data.startswith(_PONG):
            self.frames += 1
            return
        protocol = self.protocol
        was_open = protocol.state is State.OPEN
        protocol.receive_data(data)
        self._whole = not protocol.reader.buffer
        for frame in protocol.events_received():
            if protocol.state is State.OPEN and isinstance(frame, Frame):
                self._take(frame)
        if was_open and protocol.state is not State.OPEN:
            self._ended()
        self._flush()

    def _take(self, frame: Frame) -> None:
        self.frames += 1
        if self.frames > FRAMES_LIMIT:
            self.misused(CloseCode.POLICY_VIOLATION, "too many messages")
        elif frame.opcode is Opcode.BINARY:
            self.misused(CloseCode.UNSUPPORTED_DATA, "text only")
        elif frame.opcode in {Opcode.TEXT, Opcode.CONT}:
            self._parts.append(bytes(frame.data))
            if frame.fin:
                text, self._parts = b"".join(self._parts), []
                self._told(text)

    def _told(self, text: bytes) -> None:
        """Read what the page says: nothing but a new ticket."""
        try:
            said = orjson.loads(text)
        except orjson.JSONDecodeError:
            self.misused(CloseCode.INVALID_DATA, "not JSON")
            return
        if not isinstance(said, dict) or set(said) != {"ticket"} or not isinstance(said["ticket"], str):
            self.misused(CloseCode.POLICY_VIOLATION, "acts are requests, not messages")
            return
        try:
            self.room.renew(self, read(said["ticket"], key=self.room.settings.secrets))
        except TicketRefused as error:
            if error.ticket is None:
                self.misused(CloseCode.POLICY_VIOLATION, "ticket")
            else:
                self.room.end(self, "expired", "renew")

    def _ended(self) -> None:
        """The page closed in order, or the reader found something that is no WebSocket."""
        received = self.protocol.close_rcvd
        orderly = received is not None and received.code in {CloseCode.NORMAL_CLOSURE, CloseCode.GOING_AWAY}
        if received is None and self.protocol.parser_exc is not None:
            self.room.front.metrics.sockets_misused_total += 1
        self.room.gone(self, "left" if orderly else "lost")
        self.deadline = time.monotonic() + CLOSE_SECONDS

    def misused(self, code: int, reason: str) -> None:
        """End the socket of a page that says what it may not."""
        self.room.front.metrics.sockets_misused_total += 1
        self.room.gone(self, "lost")
        self.finish(code, reason)

    def close(self, reason: str, last: bytes) -> None:
        """Send the last message and end the socket (the hub has forgotten it already)."""
        self.room.log_end(self, reason)
        if self.protocol.state is State.OPEN:
            self.send(last)
            self.finish(CODES[reason], reason)

    def finish(self, code: int, reason: str) -> None:
        """Say why in a close frame; the page has a moment to answer it."""
        if self.protocol.state is State.OPEN:
            self.protocol.send_close(code, reason)
            self.deadline = time.monotonic() + CLOSE_SECONDS
            self._flush()

    def _flush(self) -> None:
        protocol, transport = self.protocol, self.transport
        for piece in protocol.data_to_send():
            if piece:
                transport.write(piece)
            elif protocol.close_rcvd is not None and protocol.close_sent is not None:
                transport.close()
            elif transport.can_write_eof() and not transport.is_closing():
                # Half closed: what the page still sends must not wipe out our last word on its way.
                transport.write_eof()
