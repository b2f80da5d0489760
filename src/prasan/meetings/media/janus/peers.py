"""One participant's connections at Janus: a publisher with its sources, a watcher with its slots."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prasan.meetings.media.engine import AUTO, LABELS, EngineError, Kind
from prasan.meetings.media.janus.description import for_browser, offered, sections, without_candidates
from prasan.meetings.media.janus.wire import Handle, Refused, Words

SEND_LIMIT = 3_000_000
"""Bit/s that one publisher may send altogether (REMB); the client's own settings are lower."""


@dataclass
class Source:
    """What a peer sends under one label: where Janus has it, and what is known of it."""

    name: str
    kind: Kind
    feed: str
    mid: str
    loud: float = 0.0
    muted: bool = False
    stalled: bool = False
    up: bool = False
    came: bool = False
    """Whether anything has come of it: a large picture that nobody asked for is sent by nobody."""
    base: float = 0.0
    since: float = 0.0
    handle: Handle | None = None
    """Of the connection that sends it."""
    key: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.key = {"feed": self.feed, "mid": self.mid}


async def ask_picture(source: Source) -> None:
    """Ask who sends a picture for a key frame; one that has gone meanwhile is no error."""
    if source.handle is not None:
        with contextlib.suppress(Refused):
            await source.handle.ask({"request": "configure", "keyframe": True})


class Connection:
    """What a publisher and a watcher share: a handle, whether it is up, who is told when that changes."""

    def __init__(self, peer: str) -> None:
        self.peer = peer
        self.handle: Handle | None = None
        self.up = self.ended = False
        self.since = time.monotonic()
        self.on_up: Callable[[], None] = lambda: None
        self.on_down: Callable[[str], None] = lambda _reason: None
        self.on_media: Callable[[str, bool], None] = lambda _mid, _receiving: None

    def tell(self, kind: str, said: Words) -> None:
        """Take an event of the handle."""
        if kind == "webrtcup" and not self.up and not self.ended:
            self.up = True
            self.on_up()
        elif kind in {"hangup", "detached"}:
            self.down(str(said.get("reason", "closed")).lower())
        elif kind == "media":
            self.on_media(str(said.get("mid", "")), bool(said.get("receiving")))

    def down(self, reason: str) -> None:
        """The connection has ended by itself, or never came."""
        self.up = False
        if not self.ended:
            self.ended = True
            self.on_down(reason)

    async def close(self) -> None:
        """End it; `on_down` is not called."""
        self.ended, self.up = True, False
        if self.handle is not None:
            await self.handle.detach()

    async def info(self) -> Words:
        """Return what Janus counted, by mid; empty when it is gone."""
        if self.handle is None:
            return {}
        try:
            return dict((await self.handle.info()).get("webrtc", {}).get("media", {}))
        except Refused:
            return {}


class Publisher(Connection):
    """What one peer sends over one connection; `feed` is its name at Janus, used once."""

    def __init__(self, peer: str, feed: str, labels: Sequence[str]) -> None:
        super().__init__(peer)
        self.feed = feed
        self.labels = tuple(labels)
        self.sources: dict[str, Source] = {}
        self.on_media = self._media
        self.on_stall: Callable[[str, bool], None] = lambda _label, _stalled: None

    async def accept(self, room: str, offer: object) -> str:
        """Agree and make the sources; raises EngineError."""
        assert self.handle is not None
        found = offered(offer, [LABELS[label] for label in self.labels])
        pairs = list(zip(found, self.labels, strict=True))
        # the description stands in the head of Janus' recording: so it says whose it is even after a crash
        named = [{"mid": one.mid, "description": f"{self.peer}/{label}"} for one, label in pairs]
        body = {"request": "joinandconfigure", "ptype": "publisher", "room": room, "id": self.feed}
        jsep = {"type": "offer", "sdp": without_candidates(str(offer)), "trickle": False}
        try:
            _data, answer = await self.handle.ask(body | {"descriptions": named, "bitrate": SEND_LIMIT}, jsep)
        except Refused as problem:
            raise EngineError("bad_sdp", problem.text) from problem
        for section, label in pairs:
            self.sources[label] = Source(
                f"{self.peer}/{label}", LABELS[label], self.feed, section.mid, handle=self.handle
            )
        return answer

    def _media(self, mid: str, receiving: bool) -> None:
        for label, source in self.sources.items():
            source.came = source.came or (source.mid == mid and receiving)
            if source.mid == mid and source.stalled == receiving:
                source.stalled = not receiving
                self.on_stall(label, source.stalled)

    async def counts(self) -> dict[str, Any]:
        """Return the counters for `Counts.sources`."""
        media = await self.info()
        found = {}
        for source in self.sources.values():
            one = media.get(source.mid, {})
            came, told = one.get("stats", {}).get("in", {}), one.get("rtcp", {}).get("main", {})
            found[source.name] = {
                "packets": came.get("packets", 0),
                "octets": came.get("bytes", 0),
                "lost": told.get("lost", 0),
                "asked": came.get("nacks", 0),
                "key_frames": 0,  # Janus does not count them
                "loud": round(source.loud, 1),
                "muted": source.muted,
                "stalled": source.stalled,
            }
        return found


class Watcher(Connection):
    """What one peer receives: slots that are Janus' subscriptions; an empty one shows the room's blank source."""

    def __init__(self, peer: str, videos: int, audios: int, blank: Mapping[Kind, Source]) -> None:
        super().__init__(peer)
        self.videos, self.audios = videos, audios
        self.wanted: dict[str, str | None] = {f"v{number}": None for number in range(videos)}
        self.wanted |= {f"a{number}": AUTO for number in range(audios)}
        self.shows: dict[str, Source] = {}
        self.heard: dict[str, str | None] = {}
        self.answered = False
        self._blank = blank
        self._answer: Words = {}
        self._names = sorted(self.wanted, key=lambda name: (name[0], int(name[1:])))
        self._lock = asyncio.Lock()

    async def offer(self, room: str) -> str:
        """Subscribe to nothing but blanks and return the offer; raises EngineError."""
        assert self.handle is not None
        self.shows = {name: self._blank[_kind(name)] for name in self._names}
        streams = [self.shows[name].key | {"crossrefid": name} for name in self._names]
        # a source that goes must not change the agreement: its slots are switched to the blank
        body = {"request": "join", "ptype": "subscriber", "room": room, "streams": streams, "autoupdate": False}
        _data, sdp = await self.handle.ask(body)
        return for_browser(sdp, self._names)

    async def complete(self, answer: object) -> None:
        """Take the answer to `offer`; raises EngineError."""
        assert self.handle is not None
        if [one.kind for one in sections(answer)] != [_kind(name) for name in self._names]:
            raise EngineError("bad_sdp", "the answer does not fit the offer")
        self.answered = True
        jsep = {"type": "answer", "sdp": without_candidates(str(answer)), "trickle": False}
        self._answer = jsep
        try:
            await self.handle.ask({"request": "start"}, jsep)
        except Refused as problem:
            self.answered = False
            raise EngineError("bad_sdp", problem.text) from problem

    async def apply(self, sources: Mapping[str, Source], heard: Mapping[str, str | None]) -> None:
        """Put into each slot what it should show; `heard` says it for the AUTO slots. Nothing before it is up."""
        self.heard = dict(heard)
        if not self.up or self.handle is None:
            return
        async with self._lock:
            shows = dict(self.shows)
            for name in self._names:
                wanted = self.heard.get(name) if self.wanted[name] == AUTO else self.wanted[name]
                source = sources.get(wanted or "")
                shows[name] = source if source is not None and source.up else self._blank[_kind(name)]
            changes = [
                shows[name].key | {"sub_mid": str(mid)}
                for mid, name in enumerate(self._names)
                if shows[name] is not self.shows[name]
            ]
            if not changes or not self.up:
                return
            await self.handle.ask({"request": "switch", "streams": changes})
            left = [one for one in self.shows.values() if not one.up]
            self.shows = shows
            if left:
                # a subscription whose feed went away is asleep until it is agreed upon; the agreement is the old one
                await self.handle.ask({"request": "start"}, self._answer)

    async def counts(self) -> dict[str, Any]:
        """Return the counters for `Counts.watchers`; Janus keeps no account of what a receiver could take."""
        media = await self.info()
        slots = {}
        for mid, name in enumerate(self._names):
            one = media.get(str(mid), {})
            went, told = one.get("stats", {}).get("out", {}), one.get("rtcp", {}).get("main", {})
            quality = told.get("out-media-link-quality", 0)
            source = self.shows.get(name)
            slots[name] = {
                "wanted": self.wanted[name],
                "source": None if source is None or source is self._blank[_kind(name)] or source.muted else source.name,
                "packets": went.get("packets", 0),
                "octets": went.get("bytes", 0),
                "resent": one.get("stats", {}).get("in", {}).get("retransmissions", 0),
                "unanswered": 0,
                "loss": max(0.0, 1 - quality / 100) if quality else 0.0,
            }
        return {"up": self.up, "allowed": 0, "lost": 0, "slots": slots}


def _kind(slot: str) -> Kind:
    return "audio" if slot[0] == "a" else "video"
