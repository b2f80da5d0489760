"""What one participant sends under one label: takes its packets in, keeps them a little, asks for what is missing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic as _monotonic
from time import time as _wall
from typing import Protocol

from prasan.meetings.media.embedded import packets
from prasan.meetings.media.embedded.packets import Packet
from prasan.meetings.media.engine import Kind

RATES: dict[Kind, int] = {"audio": 48_000, "video": 90_000}
KEEP_SECONDS = 2.0
KEEP_PACKETS = 1_024
STALL_SECONDS = 2.0
GAP = 128
"""More packets missing at once than this are not asked for: the picture starts anew."""
KEY_EVERY = 0.5
ASK_EVERY = 0.06
ASK_TIMES = 8
QUIET = 127


_START = _wall() - _monotonic()


def own_time() -> float:
    """Return seconds since 1970 on a clock that never jumps."""
    return _START + _monotonic()


class Clock:
    """The difference between a sender's clock and ours, one for all its sources: so sound and picture stay in step.

    Each report arrives late by the network's delay; the least late of the last eight counts.
    """

    def __init__(self) -> None:
        self._seen: deque[float] = deque(maxlen=8)

    def to_ours(self, theirs: float, now: float) -> float:
        """Return the own second at which the sender wrote `theirs` (NTP seconds) in a report arriving at `now`."""
        self._seen.append(now - theirs)
        return theirs + min(self._seen)


class Sink(Protocol):
    """What a source hands its packets to: a slot. `next` is the source that it awaits."""

    next: Source | None

    def begin(self, source: Source, packet: Packet) -> None:
        """Let the source in from this packet on: a key frame, or any sound."""

    def forward(self, packet: Packet) -> None:
        """Take one packet."""

    def wait_for(self, source: Source) -> None:
        """Stop and begin anew with this source."""

    def stop(self) -> None:
        """Let nothing through any more."""

    def report(self, now: float) -> None:
        """Hear that the source's sender has reported."""


class Source:
    """One stream of packets; `slots` get each of them, `starting` slots begin at the next key frame (or sound)."""

    def __init__(self, name: str, kind: Kind, ssrc: int, clock: Clock, send: Callable[[bytes], None]) -> None:
        """Parameters: `ssrc`, the sender's; `send`, takes RTCP back to the sender."""
        self.name = name
        self.kind: Kind = kind
        self.rate = RATES[kind]
        self.ssrc = ssrc
        self.slots: list[Sink] = []
        self.starting: list[Sink] = []
        self.resends = True
        self.muted = False
        self.stalled = False
        self.loud = 0.0
        self.heard = own_time()
        self.count = self.octets = self.lost = self.asked = self.keys = 0
        self.recorder: Callable[[Packet], None] | None = None
        self._clock = clock
        self._send = send
        self._store: dict[int, Packet] = {}
        self._missing: dict[int, tuple[int, float]] = {}
        self._last = self._time = -1
        self._base = self._behind = 0
        self._fresh = False
        self._key_asked, self._key_wanted = 0.0, False
        self._reported: tuple[float, int] | None = None
        self._anchor: tuple[float, int] = (0.0, 0)
        self._middle = self._middle_at = 0.0
        self._counted = (0, 0)

    # packets

    def take(self, kind: int, seq: int, time: int, level: int | None, body: bytes, now: float) -> None:
        """Take in one packet and forward it.

        Parameters: `kind`, mark and payload type; `level`, of the header extension, 0 loudest to 127, None when
        there was none; `now`, own seconds.
        """
        self.heard = now
        if self.muted:
            return
        full = self._place(seq, time, now)
        if full in self._store or full <= self._last - KEEP_PACKETS:
            self._behind += 1
            if self._behind > GAP:  # the sender counts from elsewhere: follow it
                self._fresh = True
                self.restart()
            return
        self._time = packets.nearest(self._time, time, 32)
        packet = Packet(full, self._time, kind & 0x80, body, now)
        if full > self._last:
            self._gap(full, now)
            self._last = full
        else:
            self._missing.pop(full, None)
        if self.kind == "video":
            packet.read_vp8()
            if packet.key:
                self.keys += 1
                self._key_wanted = False
        elif level is not None:
            self.loud += 0.1 * (QUIET - level - self.loud)
        self.count += 1
        self.octets += len(body)
        self._store[full] = packet
        if self.recorder is not None:
            self.recorder(packet)
        if self.starting and (packet.key or self.kind == "audio"):
            for slot in self.starting[:]:
                slot.begin(self, packet)
        for slot in self.slots:
            slot.forward(packet)

    def _place(self, seq: int, time: int, now: float) -> int:
        """Return the sequence number counting on; after a break always forward, so that none is used twice."""
        if self._last < 0:
            self._last, self._time, self._base = seq + 65535, time + 2**32, seq + 65536
            self._anchor = (now, self._time)
        elif self._fresh:
            skipped = (seq - self._last - 1) & 0xFFFF
            self._last += skipped
            self._base += skipped
        else:
            return packets.nearest(self._last, seq, 16)
        self._fresh, self._behind = False, 0
        return self._last + 1

    def _gap(self, full: int, now: float) -> None:
        missing = full - self._last - 1
        if not missing:
            return
        if missing > GAP:
            self.restart()
            return
        if not self.resends:
            self.lost += missing
            return
        for number in range(self._last + 1, full):
            self._missing[number] = (0, now)
        self._ask(now)

    def stored(self, seq: int) -> Packet | None:
        """Return a packet of the last two seconds; None while muted, so that nothing said then gets out."""
        return None if self.muted else self._store.get(seq)

    def restart(self) -> None:
        """Let every slot begin anew: after a gap too large to fill, or when the peer was muted."""
        self._missing.clear()
        for slot in self.slots[:]:
            slot.wait_for(self)
        self.want_key()

    def mute(self, muted: bool) -> None:
        """Stop or let go on; what came before is forgotten."""
        if muted == self.muted:
            return
        self.muted = muted
        self._store.clear()
        self._missing.clear()
        self._fresh = True
        self.loud = 0.0
        self.restart()

    def end(self) -> None:
        """Leave every slot: the sender is gone."""
        self._store.clear()
        for slot in self.slots[:]:
            slot.stop()
        for slot in self.starting:
            slot.next = None
        self.starting.clear()

    # asking the sender

    def want_key(self) -> None:
        """Ask for a key frame, now or as soon as the last request is half a second old (see `tick`)."""
        self._key_wanted = self.kind == "video"
        self._ask_key(own_time())

    def _ask_key(self, now: float) -> None:
        wanted = self._key_wanted or (self.kind == "video" and self.starting)
        if wanted and not self.muted and now - self._key_asked >= KEY_EVERY:
            self._key_asked, self._key_wanted = now, False
            self._send(packets.picture_request(self.ssrc))

    def _ask(self, now: float) -> None:
        """Send a NACK for what is missing and not asked for within the last round trip or so."""
        due = [seq for seq, (times, at) in self._missing.items() if not times or now - at >= ASK_EVERY]
        for seq in due:
            times = self._missing[seq][0] + 1
            if times > ASK_TIMES:
                del self._missing[seq]
                self.lost += 1
            else:
                self._missing[seq] = (times, now)
        due = sorted(seq for seq in due if seq in self._missing)
        if due:
            self.asked += len(due)
            self._send(packets.nack(self.ssrc, due))

    def tick(self, now: float) -> bool | None:
        """Do what is due, twenty times a second; return True when it has just stalled, False when it flows again."""
        if self._missing:
            self._ask(now)
        self._ask_key(now)
        while self._store:
            oldest = next(iter(self._store))
            if len(self._store) <= KEEP_PACKETS and now - self._store[oldest].at <= KEEP_SECONDS:
                break
            del self._store[oldest]
        silent = now - self.heard > STALL_SECONDS
        if silent != self.stalled:
            self.stalled = silent
            return silent
        return None

    # time

    def take_report(self, ntp: float, time: int, now: float) -> None:
        """Take in the sender's report (NTP seconds and timestamp of one moment) and pass it on to the slots."""
        self._middle, self._middle_at = ntp, now
        if self._time >= 0:
            self._reported = (self._clock.to_ours(ntp, now), packets.nearest(self._time, time, 32))
            for slot in self.slots:
                slot.report(now)

    def captured(self, time: int) -> float:
        """Return the own second at which the moment with this timestamp was captured."""
        at, then = self._reported or self._anchor
        return at + (time - then) / self.rate

    @property
    def reported(self) -> tuple[float, int] | None:
        """The last report: (own second, timestamp)."""
        return self._reported

    def block(self, now: float) -> tuple[int, float, int, int, int, int] | None:
        """Return this source's part of the receiver report to the sender, None before its first packet."""
        if self._last < 0:
            return None
        expected, got = self._last - self._base + 1, self.count
        new, new_got = expected - self._counted[0], got - self._counted[1]
        self._counted = (expected, got)
        share = max(0.0, 1 - new_got / new) if new > 0 else 0.0
        delay = int((now - self._middle_at) * 65536) if self._middle else 0
        last = packets.middle(self._middle) if self._middle else 0
        return self.ssrc, share, max(0, expected - got), self._last & 0xFFFFFFFF, last, delay & 0xFFFFFFFF

    def counts(self) -> dict[str, int | float | bool]:
        """Return the counters for `Counts.sources`."""
        return {
            "packets": self.count,
            "octets": self.octets,
            "lost": self.lost,
            "asked": self.asked,
            "key_frames": self.keys,
            "loud": round(self.loud, 1),
            "muted": self.muted,
            "stalled": self.stalled,
        }
