"""Senders whose pictures and sounds can be decoded: VP8 of one grey, sounds of silence; another grey for secrets."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
from aiortc.rtp import RtpPacket

from tests.meetings.media.synthetic import Sender, Track

WIDTH, HEIGHT = 64, 48
PUBLIC, SECRET = 60, 200
OPUS = {PUBLIC: b"\xf8\xff\xfe", SECRET: b"\xf8\xff\xfd"}


@functools.cache
def pictures(grey: int) -> tuple[bytes, ...]:
    """A key frame and what follows it."""
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.time_base, encoder.options = Fraction(1, 20), {"lag-in-frames": "0", "deadline": "realtime", "g": "9999"}
    found = []
    for number in range(60):
        plane = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        plane[:HEIGHT] = grey
        plane[number % HEIGHT, :] = grey + 10
        frame = av.VideoFrame.from_ndarray(plane, "yuv420p")
        frame.pts = number
        found += [bytes(one) for one in encoder.encode(frame)]
    return tuple(found)


class Camera(Track):
    """A track that films a grey wall, or a secret one."""

    shows = PUBLIC
    _shown = PUBLIC
    _index = 0

    def packets(self, now: float) -> Iterator[RtpPacket]:
        if self.kind == "audio":
            for packet in super().packets(now):
                packet.payload = OPUS[self.shows]
                yield packet
            return
        if self.key or self._shown != self.shows or self._index >= len(pictures(self.shows)):
            self._shown, self._index = self.shows, 0
        picture, self._index = pictures(self.shows)[self._index], self._index + 1
        middle = len(picture) // 2
        for packet, part in zip(super().packets(now), (picture[:middle], picture[middle:]), strict=False):
            packet.payload = packet.payload[:4] + part
            yield packet


class Filming(Sender):
    """A sender with such tracks."""

    made = Camera

    def show(self, what: int) -> None:
        for track in self.tracks.values():
            track.shows = what
