"""One room of the Janus engine: the rules of the other engine's room, carried out by requests to the VideoRoom."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any

from prasan.meetings.media.cast.plan import SOUNDS
from prasan.meetings.media.control import Tell
from prasan.meetings.media.engine import (
    LABELS,
    EngineError,
    Kind,
    check_assignment,
    check_cast,
    check_labels,
    check_name,
    check_sdp,
    check_slots,
)
from prasan.meetings.media.janus.cast import Cast, Forwards
from prasan.meetings.media.janus.peers import Connection, Publisher, Source, Watcher
from prasan.meetings.media.janus.recorder import Recorder
from prasan.meetings.media.janus.wire import Handle, JanusGone, Refused, Session, Words
from prasan.meetings.media.loudest import Loudest, Speaking, fill

log = logging.getLogger("prasan.media")

MOST_PEERS = 400
CONNECT_SECONDS = 30.0
TALKING, TALKING_PACKETS = 50, 20
"""A microphone talks when so many packets (0.4 s) are louder than this on average (127 is silence)."""
FRESH, FRESH_SECONDS = 20.0, 3.0
"""dB that who has just begun to speak is taken for louder, falling to nothing in this time: Janus tells the loudness
only once, when somebody begins, and then as the average with the silence before."""


class Room:
    """The rules of one room. Make it by `opened`."""

    def __init__(self, name: str, session: Session, tell: Tell, control: Handle) -> None:
        self.name = name
        self.sources: dict[str, Source] = {}
        self._session, self._tell, self._control = session, tell, control
        self._secret = secrets.token_urlsafe(24)
        self._blank: dict[Kind, Source] = {}
        self._publishers: list[Publisher] = []
        self._watchers: dict[str, Watcher] = {}
        self._muted: set[tuple[str, str]] = set()
        self._loudest = Loudest()
        self._speaking = Speaking()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._feeds = 0
        self._closed = False
        self._recorder: Recorder | None = None
        self._cast: Cast | None = None

    @classmethod
    async def opened(
        cls, name: str, session: Session, tell: Tell, key: str, recordings: Path | None, casts: Path | None = None
    ) -> Room:
        """Make the room at Janus; raises EngineError, JanusGone.

        Parameters: `key`, what lets rooms be made; `recordings`, the folder of all rooms' recordings, or None;
        `casts`, that of the listeners' streams, None where none are made.
        """
        control = await session.attach(lambda _kind, _said: None)
        room = cls(name, session, tell, control)
        control.tell = room._heard_of
        body: Words = {"request": "create", "room": name, "admin_key": key, "secret": room._secret, "is_private": True}
        body |= {"publishers": MOST_PEERS + 1, "videocodec": "vp8", "audiocodec": "opus", "lock_record": True}
        body |= {"audiolevel_ext": True, "audiolevel_event": True, "notify_joining": False, "record": False}
        body |= {"audio_active_packets": TALKING_PACKETS, "audio_level_average": TALKING}
        body |= {"dummy_publisher": True, "dummy_streams": [{"codec": "opus"}, {"codec": "vp8"}]}
        if recordings is not None:
            room._recorder = Recorder(recordings, name, room._record_at_janus)
            body["rec_dir"] = str(room._recorder.raw)
        if casts is not None:
            words = {"room": name, "secret": room._secret, "admin_key": key}
            room._cast = Cast(casts / name, room.sources, Forwards(control, words))
        await control.ask(body)
        # who joins hears of talking; this one sends nothing
        said, _sdp = await control.ask({"request": "join", "ptype": "publisher", "room": name, "id": "_control"})
        (blank,) = [one for one in said["publishers"] if one.get("dummy")]
        for stream in blank["streams"]:
            kind: Kind = stream["type"]
            room._blank[kind] = Source("", kind, blank["id"], stream["mid"], up=True)
        return room

    # who sends

    async def publish(self, peer: object, offer: object, labels: object) -> str:
        """See MediaEngine.publish."""
        name, names = check_name(peer), check_labels(labels)
        if not names:
            raise EngineError("no_label", "at least one label")
        if len(self._publishers) >= MOST_PEERS:
            raise EngineError("too_many", "the room is full")
        check_sdp(offer)
        self._feeds += 1
        publisher = Publisher(name, f"{self._feeds}", names)
        publisher.handle = await self._session.attach(publisher.tell)
        try:
            answer = await publisher.accept(self.name, offer)
            for label, source in publisher.sources.items():
                if (name, label) in self._muted:
                    await self._moderate(source, True)
        except EngineError:
            await publisher.close()
            raise
        await self._still_open(publisher)
        for old in [one for one in self._publishers if one.peer == name and set(one.labels) & set(names)]:
            self._end_publisher(old, "replaced")
        self._publishers.append(publisher)
        publisher.on_up = lambda: self._publisher_up(publisher)
        publisher.on_down = lambda reason: self._end_publisher(publisher, reason)
        publisher.on_stall = lambda label, stalled: self._event("stall" if stalled else "flow", name, label)
        self.sources |= {source.name: source for source in publisher.sources.values()}
        self._rearrange()
        return answer

    def _publisher_up(self, publisher: Publisher) -> None:
        for source in publisher.sources.values():
            source.up = True  # Janus knows no feed before: now its slots can be switched to it
        self._event("up", publisher.peer, "publish", labels=list(publisher.labels))
        self._rearrange()

    def _end_publisher(self, publisher: Publisher, reason: str) -> None:
        if publisher not in self._publishers:
            return
        self._publishers.remove(publisher)
        for source in publisher.sources.values():
            source.up = False
            if self.sources.get(source.name) is source:
                del self.sources[source.name]
        self._event("down", publisher.peer, "publish", reason=reason, labels=list(publisher.labels))
        self._do(self._parted(publisher, reason))

    async def _parted(self, publisher: Publisher, reason: str) -> None:
        """Take the source out of every slot before Janus forgets it, then end it."""
        await asyncio.gather(*(self._apply(one) for one in self._watchers.values()))
        await publisher.close()
        if self._recorder is not None:
            self._recorder.goes(publisher.feed, reason)

    # who receives

    async def watch(self, peer: object, videos: object, audios: object) -> str:
        """See MediaEngine.watch."""
        name, numbers = check_name(peer), check_slots(videos, audios)
        if len(self._watchers) >= MOST_PEERS and name not in self._watchers:
            raise EngineError("too_many", "the room is full")
        watcher = Watcher(name, *numbers, self._blank)
        watcher.handle = await self._session.attach(watcher.tell)
        try:
            offer = await watcher.offer(self.name)
        except EngineError:
            await watcher.close()
            raise
        await self._still_open(watcher)
        if name in self._watchers:
            self._end_watcher(self._watchers[name], "replaced")
        self._watchers[name] = watcher
        watcher.on_up = lambda: self._watcher_up(watcher)
        watcher.on_down = lambda reason: self._end_watcher(watcher, reason)
        return offer

    async def answer(self, peer: object, answer: object) -> None:
        """See MediaEngine.answer."""
        watcher = self._watcher(peer)
        if watcher.answered:
            raise EngineError("bad_state", "the answer has come already")
        await watcher.complete(answer)

    def _watcher_up(self, watcher: Watcher) -> None:
        self._event("up", watcher.peer, "watch")
        self._do(self._apply(watcher))

    def _end_watcher(self, watcher: Watcher, reason: str) -> None:
        if self._watchers.get(watcher.peer) is not watcher:
            return
        del self._watchers[watcher.peer]
        self._event("down", watcher.peer, "watch", reason=reason)
        self._do(watcher.close())

    def _watcher(self, peer: object) -> Watcher:
        found = self._watchers.get(check_name(peer))
        if found is None:
            raise EngineError("no_peer", "nobody of this name watches")
        return found

    # what goes where

    async def arrange(self, slots: object) -> None:
        """See MediaEngine.arrange."""
        if not isinstance(slots, Mapping) or not all(isinstance(places, Mapping) for places in slots.values()):
            raise EngineError("bad_call", "peer → slot → source")
        wanted = []
        for peer, places in slots.items():
            watcher = self._watcher(peer)
            for slot, source in places.items():
                wanted.append((watcher, *check_assignment(slot, source, watcher.videos, watcher.audios)))
        for watcher, slot, source in wanted:
            watcher.wanted[slot] = source
        await asyncio.gather(*(self._apply(one) for one in {id(one[0]): one[0] for one in wanted}.values()))

    async def _apply(self, watcher: Watcher) -> None:
        heard = fill(watcher.peer, watcher.wanted, watcher.heard, self._loudest.names)
        try:
            await watcher.apply(self.sources, heard)
        except Refused as problem:  # the source went meanwhile: the next rearrangement mends it
            log.warning("room %s, slots of %s: %s", self.name, watcher.peer, problem)

    def _rearrange(self) -> None:
        for watcher in self._watchers.values():
            self._do(self._apply(watcher))

    async def mute(self, peer: object, muted: object, labels: object) -> None:
        """See MediaEngine.mute."""
        name, names = check_name(peer), check_labels(labels)
        if not isinstance(muted, bool):
            raise EngineError("bad_call", "muted is true or false")
        for label in names or LABELS:
            (self._muted.add if muted else self._muted.discard)((name, label))
            source = self.sources.get(f"{name}/{label}")
            if source is not None and source.muted != muted:
                await self._moderate(source, muted)

    async def _moderate(self, source: Source, muted: bool) -> None:
        body = {"request": "moderate", "room": self.name, "secret": self._secret, "id": source.feed}
        await self._control.ask(body | {"mid": source.mid, "mute": muted})
        source.muted, source.base, source.since = muted, 0.0, 0.0

    async def drop(self, peer: object) -> None:
        """See MediaEngine.drop."""
        name = check_name(peer)
        mine = [one for one in self._publishers if one.peer == name]
        watcher = self._watchers.get(name)
        if not mine and watcher is None:
            raise EngineError("no_peer", "nobody of this name is in the room")
        for publisher in mine:
            self._end_publisher(publisher, "dropped")
        if watcher is not None:
            self._end_watcher(watcher, "dropped")

    # recording

    async def record(self, action: object) -> Sequence[str]:
        """See MediaEngine.record."""
        if self._recorder is None:
            raise EngineError("bad_state", "no folder for recordings was given")
        return await self._recorder.act(action)

    async def _record_at_janus(self, on: bool) -> None:
        body = {"request": "enable_recording", "room": self.name, "secret": self._secret, "record": on}
        await self._control.ask(body)

    # the listeners' stream

    async def cast(self, slots: object) -> None:
        """See MediaEngine.cast."""
        wanted = check_cast(slots)
        if self._cast is not None:
            await self._cast.show(wanted)
            self._do(self._cast.tick(self._loudest.names))

    async def tune(self) -> str:
        """See MediaEngine.tune."""
        return "none" if self._cast is None else self._cast.tune()

    # time, and who is heard

    def _heard_of(self, kind: str, said: Words) -> None:
        """Take an event of the room: who talks and who has stopped."""
        what = said.get("videoroom")
        if kind != "event" or what not in {"talking", "stopped-talking"}:
            return
        for source in self.sources.values():
            if source.feed == said.get("id") and source.mid == said.get("mid"):
                level = float(said.get("audio-level-dBov-avg", 127.0))
                source.base, source.since = max(0.0, 127.0 - level), time.monotonic()
                if what == "stopped-talking":
                    source.base = source.since = 0.0

    def tick(self) -> None:
        """Give up who does not connect."""
        now = time.monotonic()
        for one in (*self._publishers, *self._watchers.values()):
            if not one.up and now - one.since > CONNECT_SECONDS:
                one.down("timeout")

    def listen(self) -> None:
        """Find out who is loudest, five times a second."""
        now = time.monotonic()
        for source in self.sources.values():
            source.loud = source.base + FRESH * max(0.0, 1 - (now - source.since) / FRESH_SECONDS)
        if self._speaking.look(self.sources.values()):
            self._tell({"event": "speak", "room": self.name, "speakers": list(self._speaking.names)})
        most = max((one.audios for one in self._watchers.values()), default=0)
        if self._cast is not None and self._cast.active:
            most = max(most, len(SOUNDS))
        if self._loudest.choose(self.sources.values(), most + 1):
            self._tell({"event": "level", "room": self.name, "speakers": list(self._loudest.names)})
            self._rearrange()

    def report(self) -> None:
        """Let the listeners' stream do what is due; Janus sends its own reports."""
        if self._cast is not None and not self._closed:
            self._do(self._cast.tick(self._loudest.names))

    # the end

    async def close(self) -> None:
        """End every connection and the recording; no events are sent."""
        self._closed = True
        everybody: list[Connection] = [*self._publishers, *self._watchers.values()]
        self._publishers.clear()
        self._watchers.clear()
        self.sources.clear()
        with contextlib.suppress(JanusGone):
            if self._cast is not None:
                await self._cast.close()
            if self._recorder is not None:
                with contextlib.suppress(EngineError):
                    await self._recorder.close()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await asyncio.gather(*(one.close() for one in everybody))
            with contextlib.suppress(Refused):
                await self._control.ask({"request": "destroy", "room": self.name, "secret": self._secret})
            await self._control.detach()

    async def _still_open(self, connection: Connection) -> None:
        """Give a new connection up when the room was closed while it was being made."""
        if self._closed:
            await connection.close()
            raise EngineError("no_room", "the room was closed meanwhile")

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something beside; that Janus is gone is noticed elsewhere (`__main__`)."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and isinstance(problem := task.exception(), Exception):
            log.warning("room %s: %r", self.name, problem)

    def _event(self, kind: str, peer: str, about: str, reason: str = "", labels: Sequence[str] = ()) -> None:
        told = {"event": kind, "room": self.name, "peer": peer, "about": about, "reason": reason}
        self._tell(told | {"labels": list(labels)})

    async def stats(self) -> dict[str, Any]:
        """Return the counters of `Counts`."""
        publishers, watchers = self._publishers[:], dict(self._watchers)
        sent = await asyncio.gather(*(one.counts() for one in publishers))
        got = await asyncio.gather(*(one.counts() for one in watchers.values()))
        current = {name: one for counts in sent for name, one in counts.items() if name in self.sources}
        return {"sources": current, "watchers": dict(zip(watchers, got, strict=True))}
