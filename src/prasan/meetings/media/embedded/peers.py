"""One participant's connections: a publisher with its sources, a watcher with its slots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prasan.meetings.media.embedded import packets
from prasan.meetings.media.embedded.place import Place
from prasan.meetings.media.embedded.rtc import Link
from prasan.meetings.media.embedded.slot import Slot
from prasan.meetings.media.embedded.source import Clock, Source, own_time
from prasan.meetings.media.engine import AUTO, LABELS, Kind

SEND_LIMIT = 3_000_000
"""Bit/s that one publisher may send altogether (REMB); the client's own settings are lower."""
RESENDS_A_TICK = 100
"""How many lost packets one receiver may ask for in a twentieth of a second."""


class Publisher:
    """What one peer sends over one connection."""

    def __init__(self, peer: str, labels: Sequence[str], place: Place) -> None:
        self.peer = peer
        self.labels = tuple(labels)
        self.link = Link(place, self._rtp, self._rtcp)
        self.sources: dict[str, Source] = {}
        self._by_ssrc: dict[int, Source] = {}
        self._by_mid: dict[bytes, Source] = {}
        self._by_payload: dict[int, list[Source]] = {}

    async def accept(self, offer: str) -> str:
        """Agree and make the sources; raises BadDescription."""
        answer = await self.link.accept(offer, [LABELS[label] for label in self.labels])
        clock = Clock()
        for label, section in zip(self.labels, self.link.sections, strict=True):
            ssrc = section.ssrcs[0] if section.ssrcs else 0
            source = Source(f"{self.peer}/{label}", LABELS[label], ssrc, clock, self.link.feedback)
            source.resends = section.resends
            self.sources[label] = source
            self._by_ssrc |= dict.fromkeys(section.ssrcs, source)
            self._by_mid[section.mid.encode()] = source
            self._by_payload.setdefault(section.payload, []).append(source)
        return answer

    def tick(self) -> None:
        """Send the receiver report and the limit, once a second."""
        now = own_time()
        self.link.refresh()
        blocks = [block for source in self.sources.values() if (block := source.block(now)) is not None]
        if blocks:
            ssrcs = [source.ssrc for source in self.sources.values() if source.kind == "video"]
            limit = packets.rate_limit(ssrcs, SEND_LIMIT) if ssrcs else b""
            self.link.feedback(packets.receiver_report(blocks) + limit)

    def end(self) -> None:
        """Empty the slots that show this peer."""
        for source in self.sources.values():
            source.end()

    def _rtp(self, data: bytes) -> None:
        kind, seq, time, ssrc, block, body = packets.take_apart(data)
        source = self._by_ssrc.get(ssrc) or self._unannounced(ssrc, kind & 0x7F, block)
        if source is None:
            return
        level = None
        if block and source.kind == "audio":
            for number, value in packets.extensions(block):
                if number == self.link.level_id and value:
                    level = value[0] & 0x7F
        source.take(kind, seq, time, level, body, own_time())

    def _unannounced(self, ssrc: int, payload: int, block: bytes) -> Source | None:
        """Find the source of an ssrc that the offer did not name: by mid, else by a payload type only one has."""
        named = [value for number, value in packets.extensions(block) if number == self.link.mid_id]
        same = self._by_payload.get(payload, [])
        source = self._by_mid.get(named[0]) if named else same[0] if len(same) == 1 else None
        if source is not None and source in same and not source.ssrc:
            source.ssrc = ssrc
            self._by_ssrc[ssrc] = source
            return source
        return None

    def _rtcp(self, data: bytes) -> None:
        now = own_time()
        for kind, _count, body in packets.reports(data):
            if kind == packets.SENDER_REPORT and (told := packets.sent_at(body)) is not None:
                ssrc, ntp, time = told
                if (source := self._by_ssrc.get(ssrc)) is not None:
                    source.take_report(ntp, time, now)


class Watcher:
    """What one peer receives: its slots over one connection."""

    def __init__(self, peer: str, videos: int, audios: int, place: Place) -> None:
        self.peer = peer
        self.videos, self.audios = videos, audios
        self.link = Link(place, _ignore, self._rtcp)
        self.slots: dict[str, Slot] = {}
        self.wanted: dict[str, str | None] = {f"v{number}": None for number in range(videos)}
        self.wanted |= {f"a{number}": AUTO for number in range(audios)}
        self.answered = False
        self.allowed = 0
        self._by_ssrc: dict[int, Slot] = {}
        self._budget = RESENDS_A_TICK

    async def offer(self) -> str:
        """Return the offer: sounds first, so that a connection never hangs on a picture's section."""
        names = sorted(self.wanted, key=lambda name: (name[0], int(name[1:])))
        kinds = {"a": "audio", "v": "video"}
        return await self.link.offer([(name, kinds[name[0]], int(name[1:])) for name in names])

    async def complete(self, answer: str) -> None:
        """Agree and make the slots; raises BadDescription."""
        await self.link.complete(answer)
        names = sorted(self.wanted, key=lambda name: (name[0], int(name[1:])))
        for index, (name, section) in enumerate(zip(names, self.link.sections, strict=True)):
            kind: Kind = "audio" if name[0] == "a" else "video"
            ssrc = self.link.ssrc(index)
            slot = Slot(name, kind, self.link, ssrc, section.payload, self.peer.encode())
            self.slots[name] = self._by_ssrc[ssrc] = slot
        self.answered = True

    def apply(self, sources: Mapping[str, Source], heard: Mapping[str, str | None]) -> None:
        """Put into each slot what it should show; `heard` says it for the AUTO slots. Nothing before the link is up."""
        if not self.link.up:
            return
        now = own_time()
        for name, slot in self.slots.items():
            wanted = self.wanted[name]
            slot.wanted = heard.get(name) if wanted == AUTO else wanted
            slot.show(sources.get(slot.wanted or ""), now)

    def tick(self, now: float) -> None:
        """Cut off what should have changed by now; some twenty times a second."""
        self._budget = RESENDS_A_TICK
        for slot in self.slots.values():
            slot.give_up_old(now)

    def end(self) -> None:
        """Let nothing through any more."""
        for slot in self.slots.values():
            slot.show(None, 0.0)

    def _rtcp(self, data: bytes) -> None:
        for kind, count, body in packets.reports(data):
            if kind == packets.TRANSPORT_FEEDBACK and count == packets.NACK and len(body) >= 8:
                slot = self._by_ssrc.get(int.from_bytes(body[4:8], "big"))
                if slot is not None:
                    self._resend(slot, body)
            elif kind == packets.PICTURE_FEEDBACK:
                for ssrc in packets.asks_for_picture(kind, count, body):
                    found = self._by_ssrc.get(ssrc)
                    if found is not None and found.source is not None:
                        found.source.want_key()
                self.allowed = packets.allowed_rate(count, body) or self.allowed
            elif kind in {packets.SENDER_REPORT, packets.RECEIVER_REPORT}:
                for ssrc, loss, _last, _delay in packets.report_blocks(kind, count, body):
                    if (found := self._by_ssrc.get(ssrc)) is not None:
                        found.loss = loss

    def _resend(self, slot: Slot, body: bytes) -> None:
        for seq in packets.nacked(body):
            if self._budget > 0:
                self._budget -= 1
                slot.resend(seq)

    def counts(self) -> dict[str, Any]:
        """Return the counters for `Counts.watchers`."""
        empty = {"packets": 0, "octets": 0, "resent": 0, "unanswered": 0, "loss": 0.0}
        slots = {}
        for name, wanted in self.wanted.items():
            slot = self.slots.get(name)
            showing = slot.source.name if slot is not None and slot.source is not None else None
            slots[name] = {"wanted": wanted, "source": showing, **empty}
            if slot is not None:
                slots[name] |= {"packets": slot.count, "octets": slot.octets, "resent": slot.resent}
                slots[name] |= {"unanswered": slot.unanswered, "loss": round(slot.loss, 4)}
        return {"up": self.link.up, "allowed": self.allowed, "lost": self.link.lost, "slots": slots}


def _ignore(_data: bytes) -> None:
    """A receiver sends no media."""
