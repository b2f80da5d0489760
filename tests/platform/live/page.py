"""A browser's side of a WebSocket over a plain socket: it answers pings in a thread, and can freeze or crash."""

from __future__ import annotations

import base64
import json
import os
import queue
import socket
import struct
import threading

from websockets.frames import Close, Frame, Opcode
from websockets.protocol import Protocol, Side

from prasan.platform.live.tickets import Claim, sign

from .tools import OPEN, SECRET, LiveProcess


def opening(token: str, *, last: int | None = None, origin: str | None = "http://prasan.test", **changed: str) -> bytes:
    """Return a handshake; `changed` replaces headers, an empty value leaves one out."""
    headers = {
        "Host": "prasan.test",
        "Connection": "keep-alive, Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
        "Origin": origin or "",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    position = "" if last is None else f"&last={last}"
    lines = [f"{name}: {value}" for name, value in headers.items() if value]
    return f"GET /live/socket?ticket={token}{position} HTTP/1.1\r\n".encode() + "\r\n".join([*lines, "", ""]).encode()


class Page:
    """One open socket; `next` gives messages in order, `code` the close code once it was closed."""

    def __init__(
        self,
        live: LiveProcess,
        *topics: str,
        person: int = 1,
        key: str = "",
        at: str = "",
        last: int | None = None,
        token: str = "",
        **more: object,
    ) -> None:
        claim = Claim(at or topics[0], key) if key else None
        ticket = {name: more.pop(name) for name in ("ttl", "session", "now") if name in more}
        self.token = token or sign(topics, person, key=SECRET, presence=claim, **ticket)
        self.socket = socket.create_connection(("127.0.0.1", live.port), timeout=25)
        OPEN.append(self.socket)
        self.socket.sendall(opening(self.token, last=last, **more))
        raw = b""
        while b"\r\n\r\n" not in raw:
            piece = self.socket.recv(65536)
            if not piece:
                raise EOFError(raw)
            raw += piece
        head, rest = raw.split(b"\r\n\r\n", 1)
        self.head = head.decode()
        self.status = int(self.head.split()[1])
        self.messages: queue.Queue[dict] = queue.Queue()
        self.code: int | None = None
        self.pings = 0
        self.frozen = False
        self.ended = threading.Event()
        self.protocol = Protocol(Side.CLIENT)
        self.lock = threading.Lock()
        if self.status == 101:
            self.thread = threading.Thread(target=self._read, args=(rest,), daemon=True)
            self.thread.start()

    def _read(self, data: bytes) -> None:
        self.socket.settimeout(None)
        try:
            while True:
                if data and not self.frozen:
                    self._take(data)
                data = self.socket.recv(65536)
                if not data:
                    break
        except OSError:
            pass
        self.ended.set()
        if self.protocol.close_rcvd is not None:
            self.code = self.protocol.close_rcvd.code
        self.messages.put({})

    def _take(self, data: bytes) -> None:
        with self.lock:
            self.protocol.receive_data(data)
            for frame in self.protocol.events_received():
                if frame.opcode is Opcode.PING:
                    self.pings += 1
                elif frame.opcode is Opcode.TEXT:
                    message = json.loads(frame.data)
                    if set(message) != {"seq"}:  # the heartbeat comes when it comes
                        self.messages.put(message)
            self._flush()

    def _flush(self) -> None:
        for piece in self.protocol.data_to_send():
            if piece:
                self.socket.sendall(piece)

    def next(self, seconds: float = 25.0) -> dict | None:
        """Return the next message, None when the socket has ended or none comes in time."""
        try:
            return self.messages.get(timeout=seconds) or None
        except queue.Empty:
            return None

    def ready(self, word: str = "ready") -> list[dict]:
        """Return what comes before `ready`."""
        found = []
        while (message := self.next()) and message.get("event") != word:
            found.append(message)
        assert message is not None, self.code
        return found

    def say(self, data: object, opcode: Opcode = Opcode.TEXT, fin: bool = True) -> None:
        """Send a frame; what is not bytes is sent as JSON."""
        payload = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.raw(Frame(opcode, payload, fin).serialize(mask=True))

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        with self.lock:
            self.socket.sendall(data)

    def leave(self, code: int = 1000) -> None:
        """Close as a page does."""
        self.raw(Frame(Opcode.CLOSE, Close(code, "").serialize()).serialize(mask=True))

    def crash(self) -> None:
        """End with a reset, without a word."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.shutdown(socket.SHUT_RD)  # wakes the thread that reads
        self.thread.join(5)
        self.socket.close()

    def end(self, seconds: float = 25.0) -> int | None:
        """Wait until the socket has ended and return the close code (None without one)."""
        assert self.ended.wait(seconds), "the socket did not end"
        return self.code
