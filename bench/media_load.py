"""The participants of bench_media, a process each for those who send and those who receive.

python -m bench.media_load send|receive|raw-send|raw-receive|raw-forward …: talks by JSON lines. Senders are synthetic
(tests/meetings/media/synthetic.py); receivers do ICE and DTLS for real and count SRTP at the socket.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import os
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from aioice import ice
from tests.meetings.media.synthetic import Sender, Track, Watcher

from prasan.meetings.media.embedded.client import EmbeddedEngine

SOURCES = [("speaker", "main", 500_000), *((f"thumb{n}", "thumb", 120_000) for n in range(8))]
MICS = [f"mic{number}" for number in range(3)]
PICTURES, SOUNDS, SOUND_BYTES, MOST_BYTES = 15, 50, 60, 1_150
SLOTS = {f"v{number}": f"{peer}/{label}" for number, (peer, label, _rate) in enumerate(SOURCES)}


def sizes(rate: int) -> list[int]:
    """Bytes of the packets of one picture."""
    whole = rate // 8 // PICTURES
    count = -(-whole // MOST_BYTES)
    return [whole // count] * count


def packets_a_second() -> list[tuple[int, float]]:
    """(bytes, times a second) of every packet that one receiver gets."""
    found = [(size, float(PICTURES)) for _peer, _label, rate in SOURCES for size in sizes(rate)]
    return found + [(SOUND_BYTES, float(SOUNDS))] * len(MICS)


def say(**words: Any) -> None:
    print(json.dumps(words), flush=True)


class Loop(Track):
    """A track of made-up bodies of the right size; a key frame when asked for."""

    rate = 0

    def packets(self, now: float):
        for index, packet in enumerate(super().packets(now)):
            packet.marker = 1
            if self.kind == "audio":
                packet.payload = bytes(SOUND_BYTES)
                yield packet
                return
            for part, size in enumerate(sizes(self.rate)):
                if part:
                    packet.sequence_number = self.seq
                    self.seq = (self.seq + 1) % 65536
                head = packet.payload[:5] if part == 0 else bytes([0x80]) + packet.payload[1:4]
                packet.payload = head + bytes(size - len(head))
                packet.marker = int(part == len(sizes(self.rate)) - 1)
                self.count += part > 0
                yield packet
            if index == 0:
                self.pictures += 1
                self.key = False
                return


class Source(Sender):
    """A sender of such tracks."""

    made = Loop

    def __init__(self, name: str, labels: tuple[str, ...], rate: int) -> None:
        super().__init__(name, labels)
        self.rate = rate

    async def join(self, engine: Any, room: str) -> None:
        await super().join(engine, room)
        for track in self.tracks.values():
            track.rate = self.rate
            track.step = 1 / (PICTURES if track.kind == "video" else SOUNDS)


class Counter77(Watcher):
    """A receiver that counts SRTP by its source number where it arrives, and never decrypts it."""

    def __init__(self, name: str) -> None:
        super().__init__(name, len(SOURCES), len(MICS))
        self.count: Counter[int] = Counter()
        self.octets = 0
        self.first = 0.0

    def _lossy(self, usual: Callable[..., None]) -> Callable[..., None]:
        def received(data: bytes, address: Any) -> None:
            if 127 < data[0] < 192:
                if not 192 <= data[1] <= 223:
                    self.count[int.from_bytes(data[8:12], "big")] += 1
                    self.octets += len(data)
            else:
                usual(data, address)

        return received


async def send(engine: Any, room: str) -> None:
    people = [Source(peer, (label,), rate) for peer, label, rate in SOURCES] + [
        Source(mic, ("mic",), 0) for mic in MICS
    ]
    for person in people:
        await person.join(engine, room)
    say(ready=len(people))
    while await asyncio.to_thread(sys.stdin.readline):
        say(sent=sum(track.count for person in people for track in person.tracks.values()), cpu=time.process_time())
    os._exit(0)


async def receive(engine: Any, room: str, many: int) -> None:
    people = [Counter77(f"p{number}") for number in range(many)]
    took: list[float] = []

    async def join(person: Counter77) -> None:
        start = time.perf_counter()
        await person.join(engine, room)
        await asyncio.to_thread(engine.arrange, room, {person.name: SLOTS})
        while len(person.count) < len(person.slots):
            await asyncio.sleep(0.02)
        took.append(time.perf_counter() - start)

    start = time.perf_counter()
    try:
        async with asyncio.timeout(60):
            await asyncio.gather(*map(join, people))
    except TimeoutError:
        say(missing=sum(len(SLOTS) + len(MICS) - len(person.count) for person in people))
    say(ready=len(took), all=time.perf_counter() - start, each=sorted(took))
    gc.freeze()
    while await asyncio.to_thread(sys.stdin.readline):
        streams = [person.count[ssrc] for person in people for ssrc in person.slots]
        say(streams=streams, octets=sum(person.octets for person in people), cpu=time.process_time())
    os._exit(0)


# the floor: the same packets, plain UDP


class Count(asyncio.DatagramProtocol):
    """Counts what comes to any of its sockets; the way of the real receivers, so that waking them costs the same."""

    def __init__(self) -> None:
        self.count = 0

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.count += 1


async def raw_receive(many: int) -> None:
    """Count what comes to `many` sockets."""
    loop, counter = asyncio.get_running_loop(), Count()
    made = [await loop.create_datagram_endpoint(lambda: counter, ("127.0.0.1", 0)) for _ in range(many)]
    say(ports=[transport.get_extra_info("sockname")[1] for transport, _protocol in made])
    while await asyncio.to_thread(sys.stdin.readline):
        say(count=counter.count, cpu=time.process_time())
    os._exit(0)


def raw_forward(ports: list[int]) -> None:
    """Send every packet that comes to all ports, from a socket each, as an SFU has to."""
    inner = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    inner.bind(("127.0.0.1", 0))
    outer = [(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), ("127.0.0.1", port)) for port in ports]
    for one, _address in outer:
        one.setblocking(False)
    say(port=inner.getsockname()[1])
    while True:
        data = inner.recv(2048)
        for one, address in outer:
            with contextlib.suppress(BlockingIOError):
                one.sendto(data, address)


def raw_send(port: int) -> None:
    """Send what one receiver gets, evenly, as often as the real sources do."""
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    plan = [(1 / times, bytes(size + 12)) for size, times in packets_a_second()]
    due = [(time.perf_counter() + index / 1000) for index in range(len(plan))]
    while True:
        now = time.perf_counter()
        for index, (step, data) in enumerate(plan):
            if now >= due[index]:
                due[index] = max(due[index] + step, now - step)
                out.sendto(data, ("127.0.0.1", port))
        time.sleep(0.005)


def main() -> None:
    what, *words = sys.argv[1:]
    if what.startswith("raw"):
        {
            "raw-receive": lambda: asyncio.run(raw_receive(int(words[0]))),
            "raw-forward": lambda: raw_forward(json.loads(words[0])),
            "raw-send": lambda: raw_send(int(words[0])),
        }[what]()
        return
    engine = EmbeddedEngine(Path(words[0]))
    with mock.patch.object(ice, "get_host_addresses", return_value=[os.environ.get("BENCH_ADDRESS", "127.0.0.1")]):
        asyncio.run(send(engine, words[1]) if what == "send" else receive(engine, words[1], int(words[2])))


if __name__ == "__main__":
    main()
