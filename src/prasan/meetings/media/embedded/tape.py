"""From the packets of one source to the pictures and sounds of its recording: put in order, whole, never decoded.

The loop only appends to a `Tape`; everything else here is done by the thread that writes.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from prasan.meetings.media.embedded.packets import Packet
from prasan.meetings.media.engine import Kind

WAIT_SECONDS = 0.6
"""How long a missing packet is waited for; the source asks eight times within half a second (see `source`)."""
MOST_WAITING = 20_000
"""Packets that a tape keeps when the disk does not follow: more are lost to the recording, not to the meeting."""
FEWEST_SIDE = 16


@dataclass(frozen=True)
class Piece:
    """A whole picture, or one packet of sound: `time` in the source's ticks, `width` and `height` of a key frame."""

    time: int
    key: bool
    body: bytes
    width: int = 0
    height: int = 0


def size(body: bytes) -> tuple[int, int]:
    """Return width and height that a VP8 key frame names (RFC 6386, 9.1); (0, 0) when it is none."""
    if len(body) < 10 or body[0] & 1 or body[3:6] != b"\x9d\x01\x2a":
        return 0, 0
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


class Tape:
    """The packets of one source on their way to the disk.

    `needs_key` says that no picture can be written before the next key frame.
    """

    def __init__(self, name: str, kind: Kind) -> None:
        self.name = name
        self.kind: Kind = kind
        self.ended = ""
        self.packets = self.lost = self.spilt = 0
        self.needs_key = kind == "video"
        self._coming: deque[Packet] = deque()
        self._waiting: dict[int, Packet] = {}
        self._next = -1
        self._picture: list[Packet] = []

    # in the loop

    def take(self, packet: Packet) -> None:
        """Take a packet; whatever comes after `end` is left out."""
        if not self.ended and len(self._coming) < MOST_WAITING:
            self._coming.append(packet)
        else:
            self.spilt += 1

    def end(self, reason: str) -> None:
        """Let nothing more in."""
        self.ended = self.ended or reason

    # in the thread that writes

    def pieces(self, now: float) -> list[Piece]:
        """Return what is whole by now, in order; `now` in own seconds. After the end nothing is waited for."""
        ended = bool(self.ended)
        while self._coming:
            packet = self._coming.popleft()
            if self._next < 0:
                self._next = packet.seq
            if packet.seq >= self._next:
                self._waiting[packet.seq] = packet
        found: list[Piece] = []
        while self._waiting:
            following = self._waiting.pop(self._next, None)
            if following is None:
                oldest = min(self._waiting)
                if not ended and now - self._waiting[oldest].at < WAIT_SECONDS:
                    break
                self._skip(oldest)
                continue
            self._next += 1
            self.packets += 1
            found += self._piece(following)
        return found

    def _skip(self, to: int) -> None:
        self.lost += to - self._next
        self._next = to
        self._picture.clear()
        self.needs_key = self.kind == "video"

    def _piece(self, packet: Packet) -> list[Piece]:
        if self.kind == "audio":
            return [Piece(packet.time, True, packet.body)] if packet.body else []
        if packet.body and packet.body[0] & 0x17 == 0x10:  # a picture begins
            self._picture.clear()
        elif not self._picture:
            return []
        self._picture.append(packet)
        if not packet.mark:
            return []
        first, body = self._picture[0], b"".join(one.body[one.start :] for one in self._picture)
        self._picture.clear()
        width, height = size(body)
        key = first.key and width >= FEWEST_SIDE and height >= FEWEST_SIDE
        if self.needs_key and not key:
            return []
        self.needs_key = False
        return [Piece(first.time, key, body, width, height)]
