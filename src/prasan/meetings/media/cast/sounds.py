"""The places of the mix: each gives ffmpeg fifty Opus packets a second without a gap, whoever speaks in it or nobody.

A mix waits for all its parts: a place that fell silent would hold up the picture too.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from struct import Struct
from typing import Any

from prasan.meetings.media.cast.encoder import SOUND_TYPE
from prasan.meetings.media.embedded.packets import take_apart

HEADER = Struct("!BBHII")
SILENCE = b"\xf8\xff\xfe"
"""Twenty milliseconds of nothing in Opus (RFC 6716, one CELT frame)."""
STEP, LATE = 0.02, 0.08
"""Seconds of a packet, and after which a place that nothing came for is filled."""
BEHIND = 0.5
"""Seconds that are not made up for, after this process was held up."""
HOST = "127.0.0.1"


class Place(asyncio.DatagramProtocol):
    """One place: takes RTP of whoever is forwarded to `port`, hands it on to the port `to` (0: to nobody)."""

    def __init__(self, number: int) -> None:
        self.port = self.to = 0
        self._ssrc = number + 1
        self._transport: asyncio.DatagramTransport | None = None
        self._seq = 0
        self._covered = 0.0
        """Up to when there is sound, by our clock."""

    async def open(self) -> None:
        """Take a port of the loopback address."""
        loop = asyncio.get_running_loop()
        transport, _self = await loop.create_datagram_endpoint(lambda: self, (HOST, 0))
        self._transport, self.port = transport, transport.get_extra_info("sockname")[1]

    def close(self) -> None:
        """Give the port back."""
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: Any) -> None:
        """Hand a packet on under this place's own numbers; what is no RTP is left out."""
        if addr[0] != HOST:
            return
        with contextlib.suppress(ValueError):
            *_head, body = take_apart(data)
            now = time.monotonic()
            self._covered = max(self._covered, now - LATE) + STEP
            if body and self._covered < now + BEHIND:
                self._send(body)

    def fill(self, now: float) -> None:
        """Put silence where nothing came. Parameters: `now`, in seconds of the clock that never jumps."""
        if now - self._covered > BEHIND:
            self._covered = now - LATE
        while now - self._covered > LATE:
            self._covered += STEP
            self._send(SILENCE)

    def _send(self, body: bytes) -> None:
        if self.to and self._transport is not None:
            head = HEADER.pack(0x80, SOUND_TYPE, self._seq, self._seq * 960 % 2**32, self._ssrc)
            self._transport.sendto(head + body, (HOST, self.to))
            self._seq = (self._seq + 1) % 65536

    def error_received(self, exc: Exception) -> None:
        """Nobody listens yet, or any more."""


class Sounds:
    """All places of one stream. Made by `open`, ended by `close`."""

    def __init__(self, many: int) -> None:
        self.places = [Place(number) for number in range(many)]
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Begin."""
        for place in self.places:
            await place.open()
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(STEP)
            now = time.monotonic()
            for place in self.places:
                place.fill(now)

    def lead(self, ports: list[int]) -> None:
        """Hand the sounds to these ports, one a place; none of them for nobody."""
        for number, place in enumerate(self.places):
            place.to = ports[number] if ports else 0

    def close(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
        for place in self.places:
            place.close()
