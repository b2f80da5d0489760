"""One fixed place of a receiver: whatever source sits in it, one unbroken stream goes out.

Sequence numbers, timestamps and VP8 picture numbers are shifted by constants that are chosen anew at each switch.
The timestamps of a slot run along one line of our own clock, and so do its sender reports: a receiver that has
once learned how sound and picture belong together need not learn it again when the source changes.
"""

from __future__ import annotations

import secrets
from collections import deque

from prasan.meetings.media.embedded import packets
from prasan.meetings.media.embedded.packets import HEADER, Packet
from prasan.meetings.media.embedded.rtc import BUFFER, MOST, Link
from prasan.meetings.media.embedded.source import RATES, Source
from prasan.meetings.media.engine import Kind

REPORT_EVERY = 2.0
PATIENCE = 1.0
"""How long the old picture may go on while the new one's key frame is awaited."""
SEGMENTS = 4
STEP = {"audio": 960, "video": 3_000}
_pack = HEADER.pack_into


class Segment:
    """A stretch of one source in a slot: what to add to its numbers.

    `first` is the source's number of its first packet, `newest` the packet with the highest one so far.
    """

    __slots__ = ("first", "layer", "newest", "picture", "seq", "source", "time")

    def __init__(self, source: Source, packet: Packet) -> None:
        self.source = source
        self.first = packet.seq
        self.newest = packet
        self.seq = self.time = self.picture = self.layer = 0


class Slot:
    """A place of a receiver; `wanted` is the source's name that it should show, whether it exists or not."""

    def __init__(self, name: str, kind: Kind, link: Link, ssrc: int, payload: int, cname: bytes) -> None:
        """Parameters: `ssrc`, `payload`, under which the receiver expects it; `cname`, of its sender reports."""
        self.name = name
        self.kind = kind
        self.wanted: str | None = None
        self.source: Source | None = None
        self.next: Source | None = None
        self.since = 0.0
        self.ssrc = ssrc
        self.count = self.octets = self.resent = self.unanswered = 0
        self.loss = 0.0
        self._link = link
        self._payload = payload
        self._cname = cname
        self._out = 65536 + secrets.randbelow(32768)  # the last sequence number sent, counting on
        self._line: tuple[float, int] | None = None
        self._out_time = 0
        self._picture = secrets.randbelow(32768)
        self._layer = 0
        self._segment: Segment | None = None
        self._old: deque[Segment] = deque(maxlen=SEGMENTS)
        self._reported = 0.0

    # which source

    def show(self, source: Source | None, now: float) -> None:
        """Change to a source; the old one goes on until the new one begins, unless the new one sends nothing."""
        self.since = now
        if source is self.source and self.next is None:
            return
        if self.next is not None:
            self.next.starting.remove(self)
            self.next = None
        if source is None or source.muted or source.stalled:
            self.stop()
        if source is not None and source is not self.source:
            self.next = source
            source.starting.append(self)
            source.want_key()

    def stop(self) -> None:
        """Let nothing through any more; what is awaited stays awaited."""
        if self.source is not None:
            self.source.slots.remove(self)
            self.source = None
        segment = self._segment
        if segment is not None:
            newest = segment.newest
            self._out, self._out_time = newest.seq + segment.seq, newest.time + segment.time
            if newest.picture:
                self._picture = newest.number + segment.picture
            if newest.layer:
                self._layer = newest.body[newest.layer] + segment.layer
            self._old.appendleft(segment)
            self._segment = None

    def wait_for(self, source: Source) -> None:
        """Stop, and begin anew with the same source unless another one is awaited already."""
        self.stop()
        if self.next is None:
            self.next = source
            source.starting.append(self)

    def begin(self, source: Source, packet: Packet) -> None:
        """Let a source in, from this packet on."""
        self.stop()
        source.starting.remove(self)
        source.slots.append(self)
        self.next, self.source = None, source
        segment = self._segment = Segment(source, packet)
        segment.seq = self._out + 1 - packet.seq
        captured = source.captured(packet.time)
        if self._line is None:
            self._line = (captured, secrets.randbelow(2**31))
            wanted = self._line[1]
        else:
            wanted = self._line[1] + round((captured - self._line[0]) * RATES[self.kind])
            wanted = max(wanted, self._out_time + STEP[self.kind])
        segment.time = wanted - packet.time
        segment.picture = (self._picture + 1 - packet.number) & 0x7FFF
        if packet.layer:
            segment.layer = (self._layer + 1 - packet.body[packet.layer]) & 0xFF
        self._reported = 0.0
        self.report(packet.at)

    def give_up_old(self, now: float) -> None:
        """Cut the old picture off when the new one has not come in time."""
        if self.next is not None and self.source is not None and now - self.since > PATIENCE:
            self.stop()

    # packets out

    def forward(self, packet: Packet) -> None:
        """Send a packet of the source that sits here; one from before the switch came too late."""
        segment = self._segment
        if segment is None or packet.seq < segment.first:
            return
        if packet.seq > segment.newest.seq:
            segment.newest = packet
        self._send(segment, packet)

    def _send(self, segment: Segment, packet: Packet) -> None:
        body = packet.body
        length = 12 + len(body)
        if length > MOST:
            return
        _pack(
            BUFFER,
            0,
            0x80,
            packet.mark | self._payload,
            (packet.seq + segment.seq) & 0xFFFF,
            (packet.time + segment.time) & 0xFFFFFFFF,
            self.ssrc,
        )
        BUFFER[12:length] = body
        if packet.picture:
            number = (packet.number + segment.picture) & 0x7FFF
            BUFFER[12 + packet.picture] = 0x80 | number >> 8
            BUFFER[13 + packet.picture] = number & 0xFF
        if packet.layer:
            BUFFER[12 + packet.layer] = (body[packet.layer] + segment.layer) & 0xFF
        self._link.flush(length)
        self.count += 1
        self.octets += len(body)

    def resend(self, low: int) -> None:
        """Answer a NACK for a 16-bit sequence number of this slot, also for the stretches before the last switch."""
        now = self._segment
        out = packets.nearest(now.newest.seq + now.seq if now is not None else self._out, low, 16)
        for segment in (now, *self._old):
            if segment is None or not segment.first <= out - segment.seq <= segment.newest.seq:
                continue
            packet = segment.source.stored(out - segment.seq)
            if packet is not None:
                self.resent += 1
                self._send(segment, packet)
                return
        self.unanswered += 1

    def report(self, now: float) -> None:
        """Send a sender report, at once after a switch, else every two seconds."""
        segment = self._segment
        told = segment.source.reported if segment is not None else None
        if segment is None or told is None or now - self._reported < REPORT_EVERY:
            return
        self._reported = now
        at, time = told
        self._link.feedback(
            packets.sender_report(
                self.ssrc, at + packets.NTP_EPOCH, time + segment.time, self.count, self.octets, self._cname
            )
        )
