"""Participants without cameras: aiortc does ICE, DTLS and SRTP for real on 127.0.0.1, the packets are made up.

Each body says whose it is and its number, so that a test can tell what came from whom. Pictures are VP8 only in
their first bytes; nothing is encoded or decoded. Packets are written and read by aiortc's own classes, not by ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

from aioice import ice
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCSessionDescription, clock, sdp
from aiortc.rtp import (
    HeaderExtensionsMap,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    RtpPacket,
    unwrap_rtx,
)

from prasan.meetings.media.engine import LABELS, MediaEngine

PATIENCE = 60.0
RATE = {"audio": 48_000, "video": 90_000}


class Track:
    """What a sender sends under one label: 50 sounds or 20 pictures of two packets a second."""

    def __init__(self, name: str, kind: str, ssrc: int, skew: float) -> None:
        self.name, self.kind, self.ssrc = name, kind, ssrc
        self.level = 40
        self.paused = False
        self.late = 0.0  # so much older than its sending is what it shows, as with a slow camera
        self.taken: dict[int, float] = {}
        self.step = 0.02 if kind == "audio" else 0.05
        self.seq = 65_500  # so that every test passes the wrap
        self.offset = ssrc * 7919 % 2**32
        self.skew = skew
        self.count = self.pictures = 0
        self.key = True
        self.sent: dict[int, bytes] = {}
        self.payload = 0
        self.due = 0.0

    def stamp(self, now: float) -> int:
        return (self.offset + int(now * RATE[self.kind])) % 2**32

    def packets(self, now: float) -> Iterator[RtpPacket]:
        now -= self.late
        bodies = [b""] if self.kind == "audio" else [b"first", b"second"]
        for index, part in enumerate(bodies):
            self.count += 1
            self.taken[self.count] = now
            head = b""
            if self.kind == "video":
                picture = self.pictures & 0x7FFF
                head = bytes([0x90 if index == 0 else 0x80, 0x80, 0x80 | picture >> 8, picture & 0xFF])
                head += bytes([0 if self.key else 1]) if index == 0 else b""
            body = head + b"|%s|%d|%s" % (self.name.encode(), self.count, part)
            last = index == len(bodies) - 1
            packet = RtpPacket(self.payload, int(last), self.seq, self.stamp(now), self.ssrc, body)
            if self.kind == "audio":
                packet.extensions.audio_level = (True, self.level)
            self.seq = (self.seq + 1) % 65536
            yield packet
        self.pictures += 1
        self.key = False


class Sender:
    """A participant that sends; `skew` is how wrong its clock goes, in seconds."""

    made = Track

    def __init__(self, name: str, labels: tuple[str, ...], skew: float = 0.0) -> None:
        self.name, self.labels = name, labels
        self.connection = connection()
        self.tracks: dict[str, Track] = {}
        self.hold: Callable[[Track, RtpPacket], bool] = lambda _track, _packet: False
        self.key_requests = self.nacked = 0
        self.skew = skew
        self._extensions = HeaderExtensionsMap()
        self._task: asyncio.Task[None] | None = None

    async def join(self, engine: MediaEngine, room: str) -> None:
        for label in self.labels:
            half = self.connection.addTransceiver(LABELS[label], direction="sendonly")
            half.sender.send = half.receiver.receive = self._agreed
            self.tracks[label] = self.made(f"{self.name}/{label}", LABELS[label], half.sender._ssrc, self.skew)
        await self.connection.setLocalDescription()
        offer = self.connection.localDescription.sdp
        answer = await asyncio.to_thread(engine.publish, room, self.name, offer, self.labels)
        await self.connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
        for half, track in zip(self.connection.getTransceivers(), self.tracks.values(), strict=True):
            track.payload = half._codecs[0].payloadType
        self._transport = self.connection.getTransceivers()[0].receiver.transport
        self._transport._handle_rtcp_data = self._feedback
        self._task = asyncio.create_task(self._run())

    async def _agreed(self, parameters: Any) -> None:
        self._extensions.configure(parameters)

    async def _run(self) -> None:
        while self.connection.connectionState != "connected":
            await asyncio.sleep(0.01)
        reported = 0.0
        while self.connection.connectionState == "connected":
            now = time.time()
            if now - reported > 0.3:
                reported = now
                await self._report(now)
            for track in self.tracks.values():
                if now >= track.due and not track.paused:
                    track.due = max(track.due + track.step, now - track.step)
                    await self._send(track, now)
            await asyncio.sleep(0.01)

    async def _send(self, track: Track, now: float) -> None:
        for packet in track.packets(now):
            data = packet.serialize(self._extensions)
            track.sent[packet.sequence_number] = data
            if not self.hold(track, packet):
                with contextlib.suppress(ConnectionError):
                    await self._transport._send_rtp(data)

    async def _report(self, now: float) -> None:
        wrong = clock.current_ntp_time() + int(self.skew * 2**32)
        for track in self.tracks.values():
            info = RtcpSenderInfo(wrong, track.stamp(now), track.count, 0)
            with contextlib.suppress(ConnectionError):
                await self._transport._send_rtp(bytes(RtcpSrPacket(track.ssrc, info)))

    async def _feedback(self, data: bytes) -> None:
        by_ssrc = {track.ssrc: track for track in self.tracks.values()}
        for packet in RtcpPacket.parse(data):
            track = by_ssrc.get(getattr(packet, "media_ssrc", 0))
            if track is not None and isinstance(packet, RtcpPsfbPacket) and packet.fmt == 1:
                self.key_requests += 1
                track.key = True
            elif track is not None and isinstance(packet, RtcpRtpfbPacket):
                for seq in packet.lost:
                    self.nacked += 1
                    await self._transport._send_rtp(track.sent[seq])

    async def leave(self) -> None:
        if self._task is not None:
            self._task.cancel()
        await self.connection.close()


class Watcher:
    """A participant that receives; `got` holds the packets of each slot in the order of arrival."""

    def __init__(self, name: str, videos: int, audios: int) -> None:
        self.name, self.videos, self.audios = name, videos, audios
        self.connection = connection()
        self.got: dict[str, list[RtpPacket]] = defaultdict(list)
        self.reports: dict[str, list[RtcpSrPacket]] = defaultdict(list)
        self.lose: Callable[[str, int], bool] = lambda _slot, _seq: False
        self.lost: dict[str, list[int]] = defaultdict(list)
        self.slots: dict[int, str] = {}
        self.again: dict[int, int] = {}
        self.reported = 0.0

    async def join(self, engine: MediaEngine, room: str) -> None:
        offer = await asyncio.to_thread(engine.watch, room, self.name, self.videos, self.audios)
        for media in sdp.SessionDescription.parse(offer).media:
            self.slots[media.ssrc[0].ssrc] = (media.msid or "").split()[1]
            for pair in media.ssrc_group:  # packets sent again may come in a stream of their own (RFC 4588)
                self.again[pair.items[1]] = pair.items[0]
        await self.connection.setRemoteDescription(RTCSessionDescription(offer, "offer"))
        for half in self.connection.getTransceivers():
            half.sender.send = half.receiver.receive = self._agreed
        await self.connection.setLocalDescription()
        self.transport = self.connection.getTransceivers()[0].receiver.transport
        self.transport._handle_rtp_data = self._packet
        self.transport._handle_rtcp_data = self._report
        for protocol in self.transport.transport._connection._protocols:
            protocol.datagram_received = self._lossy(protocol.datagram_received)
        await asyncio.to_thread(engine.answer, room, self.name, self.connection.localDescription.sdp)

    async def _agreed(self, _parameters: Any) -> None:
        pass

    async def _packet(self, data: bytes, arrival_time_ms: int) -> None:
        packet = RtpPacket.parse(data)
        if packet.ssrc in self.again:
            packet = unwrap_rtx(packet, packet.payload_type, self.again[packet.ssrc])
        self.got[self.slots.get(packet.ssrc, "?")].append(packet)

    def _lossy(self, usual: Callable[..., None]) -> Callable[..., None]:
        """Lose packets before SRTP sees them; it would take a second one of the same number for an attack."""

        def received(data: bytes, address: Any) -> None:
            slot = self.slots.get(int.from_bytes(data[8:12], "big")) if 127 < data[0] < 192 else None
            seq = int.from_bytes(data[2:4], "big")
            if slot is not None and self.lose(slot, seq):
                self.lost[slot].append(seq)
            else:
                usual(data, address)

        return received

    async def _report(self, data: bytes) -> None:
        for packet in RtcpPacket.parse(data):
            if isinstance(packet, RtcpSrPacket):
                self.reported = time.time()
                self.reports[self.slots.get(packet.ssrc, "?")].append(packet)

    async def feed_back(self, packet: RtcpRtpfbPacket | RtcpPsfbPacket) -> None:
        """Send feedback behind a receiver report, as browsers do: Janus knows by the report whose it is."""
        seq = max((one.sequence_number for one in self.got[self.slots[packet.media_ssrc]]), default=0)
        told = self.reports[self.slots[packet.media_ssrc]]
        middle = told[-1].sender_info.ntp_timestamp >> 16 & 0xFFFFFFFF if told else 0
        since = int((time.time() - self.reported) * 65536) if told else 0
        block = RtcpReceiverInfo(packet.media_ssrc, 0, 0, seq, 0, middle, since)
        with contextlib.suppress(ConnectionError):
            await self.transport._send_rtp(bytes(RtcpRrPacket(packet.ssrc, [block])) + bytes(packet))

    def ssrc(self, slot: str) -> int:
        return next(ssrc for ssrc, name in self.slots.items() if name == slot)

    def sources(self, slot: str, since: int = 0) -> list[str]:
        """Whose packets came into a slot, in order, each run once."""
        found: list[str] = []
        for packet in self.got[slot][since:]:
            name = origin(packet)
            if not found or found[-1] != name:
                found.append(name)
        return found

    async def leave(self) -> None:
        await self.connection.close()


def origin(packet: RtpPacket) -> str:
    return packet.payload.rsplit(b"|", 3)[1].decode()


def number(packet: RtpPacket) -> int:
    return int(packet.payload.rsplit(b"|", 3)[2])


def is_key(packet: RtpPacket) -> bool:
    return packet.payload[0] == 0x90 and packet.payload[4] & 1 == 0


def picture(packet: RtpPacket) -> int:
    return (packet.payload[2] & 0x7F) << 8 | packet.payload[3]


def connection() -> RTCPeerConnection:
    return RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))


@dataclass
class Where:
    """Where participants are: their address, and the network namespace of a process (0: this one's).

    `unbroken`: the engine there keeps a slot's numbers unbroken across switches, changes a picture at its key frame,
    asks for lost sound, and keeps one line of time. Janus promises none of these (docs/decisions/0006).
    """

    address: str
    namespace: int
    unbroken: bool


HERE = Where("127.0.0.1", 0, True)


class Meeting:
    """An event loop in a thread, and the participants in it; everything here may be called from the test's thread."""

    def __init__(self, engine: MediaEngine, room: str, where: Where = HERE) -> None:
        self.engine, self.room = engine, room
        self.people: list[Sender | Watcher] = []
        self.loop = asyncio.new_event_loop()
        self.unbroken = where.unbroken
        self._where = where
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._hosts = mock.patch.object(ice, "get_host_addresses", return_value=[where.address])

    def _run(self) -> None:
        if self._where.namespace:
            enter_network(self._where.namespace)
        self.loop.run_forever()

    def __enter__(self) -> Meeting:
        self._hosts.start()
        self._thread.start()
        self.engine.open(self.room)
        return self

    def __exit__(self, *_error: object) -> None:
        for person in self.people:
            self.do(person.leave())
        self.do(_rest_ended())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()
        self._hosts.stop()

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def sender(self, name: str, *labels: str, skew: float = 0.0, kind: type[Sender] = Sender) -> Sender:
        person = self.do(_made(kind, name, labels or ("mic", "main", "thumb"), skew))
        self.people.append(person)
        self.do(person.join(self.engine, self.room))
        return person

    def watcher(self, name: str, videos: int = 1, audios: int = 0) -> Watcher:
        person = self.do(_made(Watcher, name, videos, audios))
        self.people.append(person)
        self.do(person.join(self.engine, self.room))
        return person

    def assign(self, person: Watcher, slot: str, source: str | None) -> None:
        self.engine.assign(self.room, person.name, slot, source)


def enter_network(pid: int) -> None:
    """Move this thread alone into the network of a process (setns(2)); raises OSError without the right to."""
    library = ctypes.CDLL(None, use_errno=True)
    with open(f"/proc/{pid}/ns/net") as network:
        if library.setns(network.fileno(), 0x40000000):
            raise OSError(ctypes.get_errno(), "setns")


async def _made(kind: Callable[..., Any], *words: Any) -> Any:
    return kind(*words)


async def _rest_ended() -> None:
    """Cancel what aiortc leaves behind when a connection ends while it is being made."""
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)


def until(condition: Callable[[], object], what: str) -> None:
    """Wait until a condition holds; fails only after a time in which any machine gets there."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"not in {PATIENCE:.0f} s: {what}"
        time.sleep(0.02)
