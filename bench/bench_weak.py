"""A receiver behind a weak link: how long until it has stepped down, and what is lost of the sound.

python bench/bench_weak.py [--kbit 400] [--seconds 30] [--rounds 3]. As root: it makes two networks of its own, engine
and senders in one, the receiver in the other, with `tc tbf` between them. The receiver reports every two seconds what
its packets say (no estimate of the link), asks for lost sound as browsers do, and gets what `stepdown` says.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from aiortc.rtp import RTCP_RTPFB_NACK, RtcpRtpfbPacket  # noqa: E402
from bench.media_load import Source  # noqa: E402
from tests.meetings.media import network  # noqa: E402
from tests.meetings.media.synthetic import Meeting, Watcher, Where, _made  # noqa: E402

from prasan.meetings.media.embedded.client import EmbeddedEngine, Sidecar  # noqa: E402
from prasan.meetings.media.stepdown import EVERY_SECONDS, Report, State, rate, slots, step  # noqa: E402

NEAR, FAR, ROOM = "10.78.0.1", "10.78.0.2", "weak"
ASK_EVERY, ASK_FOR = 0.06, 0.5
OTHERS = [f"p{number}" for number in range(8)]
SOUNDS = ("a0", "a1", "a2")


@contextmanager
def linked(kbit: int) -> Iterator[tuple[int, int]]:
    """Yield the holders of two networks with a link of this width from the first to the second."""
    with network.own_network("10.78.1.1") as near, network.own_network("10.78.2.1") as far:

        def do(pid: int, words: str) -> None:
            subprocess.run([*network.inside(pid), *words.split()], check=True)

        do(near, f"ip link add link0 type veth peer name link1 netns {far}")
        do(near, f"ip addr add {NEAR}/24 dev link0")
        do(far, f"ip addr add {FAR}/24 dev link1")
        do(near, "ip link set link0 up")
        do(far, "ip link set link1 up")
        do(near, f"tc qdisc add dev link0 root tbf rate {kbit}kbit burst 8kb latency 200ms")
        yield near, far


class Stream:
    """What came into one slot, by sequence numbers that count on."""

    def __init__(self) -> None:
        self.came: dict[int, float] = {}
        self.high = -1
        self.seen = 0

    def take(self, packets: list[Any], now: float) -> int:
        """Take what is new; returns its bytes."""
        octets = 0
        for packet in packets[self.seen :]:
            seq = packet.sequence_number
            full = seq + 65536 if self.high < 0 else self.high + ((seq - self.high + 32768) % 65536) - 32768
            self.came.setdefault(full, now)
            self.high = max(self.high, full)
            octets += len(packet.payload) + 66
        self.seen = len(packets)
        return octets

    def missing(self, first: int) -> list[int]:
        return [seq for seq in range(max(first, min(self.came, default=0)), self.high) if seq not in self.came]


def run(kbit: int, seconds: float) -> dict[str, Any]:
    with linked(kbit) as (near, far), tempfile.TemporaryDirectory() as folder:
        process = Sidecar(Path(folder), ["--address", NEAR], network.inside(near))
        process.start()
        engine = EmbeddedEngine(Path(folder))
        try:
            with Meeting(engine, ROOM, Where(NEAR, near, True)) as senders:
                plan = [("speaker", "main", 500_000), ("speaker", "thumb", 120_000)]
                plan += [(name, "thumb", 120_000) for name in OTHERS] + [(f"m{n}", "mic", 0) for n in range(3)]
                for name, label, wide in plan:
                    person = senders.do(_made(Source, name, (label,), wide))
                    senders.people.append(person)
                    senders.do(person.join(engine, ROOM))
                with Meeting(engine, ROOM, Where(FAR, far, True)) as receivers:
                    watcher = receivers.watcher("weak", 9, 3)
                    return watched(engine, receivers, watcher, seconds, kbit * 1_000)
        finally:
            engine.hang_up()
            process.stop()


def watched(engine: EmbeddedEngine, meeting: Meeting, watcher: Watcher, seconds: float, width: int) -> dict[str, Any]:
    """Let the receiver begin with nine pictures, report, and be stepped down."""
    state, streams = State(), {name: Stream() for name in watcher.slots.values()}
    while not all(watcher.got[name] for name in SOUNDS):
        time.sleep(0.05)
    engine.arrange(ROOM, {"weak": slots(state, "speaker", OTHERS)})
    start = time.monotonic()
    due, asked, octets, low, stood, shown = start + EVERY_SECONDS, start, 0, {}, 0.0, start
    stepped, trail = float("nan"), []
    while (now := time.monotonic()) - start < seconds:
        before = streams["v0"].high
        octets += sum(stream.take(watcher.got[name], now) for name, stream in streams.items())
        if streams["v0"].high > before:
            stood, shown = stood + max(0.0, now - shown - 0.3), now
        if now - asked > ASK_EVERY:
            asked = now
            ask(meeting, watcher, streams, now)
        if now > due:
            due += EVERY_SECONDS
            report = reported(streams, low, octets, min(1.0, (stood + max(0.0, now - shown - 0.3)) / EVERY_SECONDS))
            octets, stood = 0, 0.0
            after = step(state, report)
            trail.append(f"{now - start:.0f}s loss {report.loss:.2f} {report.received // 1000}k {after.level.name}")
            if (after.level, after.small) != (state.level, state.small):
                engine.arrange(ROOM, {"weak": slots(after, "speaker", OTHERS)})
            state = after
            if math.isnan(stepped) and rate(state.level, state.small) <= width:
                stepped = now - start
        time.sleep(0.02)
    time.sleep(1)
    for name, stream in streams.items():
        stream.take(watcher.got[name], time.monotonic())
    return {"stepped": stepped, "trail": trail, **sound(streams, start, start + stepped)}


def ask(meeting: Meeting, watcher: Watcher, streams: dict[str, Stream], now: float) -> None:
    """Ask for lost sound again for half a second, as browsers do."""
    for name in SOUNDS:
        stream = streams[name]
        missing = [seq % 65536 for seq in stream.missing(stream.high - int(ASK_FOR * 50))]
        if missing:
            meeting.do(watcher.feed_back(RtcpRtpfbPacket(RTCP_RTPFB_NACK, 7, watcher.ssrc(name), missing)))


def reported(streams: dict[str, Stream], low: dict[str, int], octets: int, frozen: float) -> Report:
    losses = {}
    for name, stream in streams.items():
        first = low.get(name, min(stream.came, default=0))
        if stream.high > first:
            losses[name] = len(stream.missing(first)) / (stream.high - first)
        low[name] = stream.high
    heard = max((losses.get(name, 0.0) for name in SOUNDS), default=0.0)
    return Report(max(losses.values(), default=0.0), frozen, 0, int(octets * 8 / EVERY_SECONDS), heard)


def sound(streams: dict[str, Stream], start: float, stepped: float) -> dict[str, Any]:
    """Share of the sounds that never came, in all and after the step down (and a second for the queue)."""
    lost = sent = lost_after = sent_after = 0
    for name in SOUNDS:
        stream = streams[name]
        since = min((seq for seq, at in stream.came.items() if at > start), default=0)
        after = min((seq for seq, at in stream.came.items() if at > stepped + 1), default=stream.high)
        lost, sent = lost + len(stream.missing(since)), sent + stream.high - since
        lost_after, sent_after = lost_after + len(stream.missing(after)), sent_after + stream.high - after
    return {"sound lost": f"{lost} of {sent}", "after the step": f"{lost_after} of {sent_after}"}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kbit", type=int, default=400)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if reason := network.missing():
        print(reason)
        return 1
    for number in range(given.rounds):
        print(number, run(given.kbit, given.seconds), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
