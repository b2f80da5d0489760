"""One room of the embedded engine: who sends, who receives, what goes where, who is heard."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from prasan.meetings.media.embedded.peers import Publisher, Watcher
from prasan.meetings.media.embedded.place import BadDescription, Place
from prasan.meetings.media.embedded.recorder import Recorder
from prasan.meetings.media.embedded.rtc import Link
from prasan.meetings.media.embedded.source import Source, own_time
from prasan.meetings.media.engine import (
    LABELS,
    EngineError,
    check_assignment,
    check_cast,
    check_labels,
    check_name,
    check_sdp,
    check_slots,
)
from prasan.meetings.media.loudest import Loudest, Speaking, fill

log = logging.getLogger("prasan.media")

MOST_PEERS = 400
"""Connections of one kind in one room; one process carries about a hundred receivers of twelve streams."""


class Room:
    """The rules of one room; `tell` takes each event as a dict for the control channel."""

    def __init__(
        self, name: str, place: Place, tell: Callable[[dict[str, Any]], None], recordings: Path | None = None
    ) -> None:
        """Parameters: `recordings`, the folder of the recordings of all rooms, None when nothing may be recorded."""
        self.name = name
        self.sources: dict[str, Source] = {}
        self._place = place
        self._tell = tell
        self._publishers: list[Publisher] = []
        self._watchers: dict[str, Watcher] = {}
        self._muted: set[tuple[str, str]] = set()
        self._loudest = Loudest()
        self._speaking = Speaking()
        self._closing: set[asyncio.Task[None]] = set()
        self._closed = False
        self._recorder = Recorder(recordings, name, self._not_written) if recordings is not None else None

    # who sends

    async def publish(self, peer: object, offer: object, labels: object) -> str:
        """See MediaEngine.publish."""
        name, names = check_name(peer), check_labels(labels)
        if not names:
            raise EngineError("no_label", "at least one label")
        if len(self._publishers) >= MOST_PEERS:
            raise EngineError("too_many", "the room is full")
        publisher = Publisher(name, names, self._place)
        try:
            answer = await publisher.accept(check_sdp(offer))
        except BadDescription as problem:
            self._close(publisher.link)
            raise EngineError("bad_sdp", str(problem)) from problem
        self._still_open(publisher.link)
        for old in [one for one in self._publishers if one.peer == name and set(one.labels) & set(names)]:
            self._end_publisher(old, "replaced")
        self._publishers.append(publisher)
        publisher.link.on_up = lambda: self._event("up", name, "publish", labels=list(names))
        publisher.link.on_down = lambda reason: self._end_publisher(publisher, reason)
        for label, source in publisher.sources.items():
            source.muted = (name, label) in self._muted
            self.sources[source.name] = source
            if self._recorder is not None:
                self._recorder.attach(source)
        self.rearrange()
        return answer

    def _end_publisher(self, publisher: Publisher, reason: str) -> None:
        if publisher not in self._publishers:
            return
        self._publishers.remove(publisher)
        publisher.end()
        for source in publisher.sources.values():
            if self._recorder is not None:
                self._recorder.detach(source, reason)
            if self.sources.get(source.name) is source:
                del self.sources[source.name]
        self._close(publisher.link)
        self._event("down", publisher.peer, "publish", reason=reason, labels=list(publisher.labels))
        self.rearrange()

    # who receives

    async def watch(self, peer: object, videos: object, audios: object) -> str:
        """See MediaEngine.watch."""
        name, numbers = check_name(peer), check_slots(videos, audios)
        if len(self._watchers) >= MOST_PEERS and name not in self._watchers:
            raise EngineError("too_many", "the room is full")
        watcher = Watcher(name, *numbers, self._place)
        try:
            offer = await watcher.offer()
        except BadDescription as problem:
            self._close(watcher.link)
            raise EngineError("bad_state", str(problem)) from problem
        self._still_open(watcher.link)
        if name in self._watchers:
            self._end_watcher(self._watchers[name], "replaced")
        self._watchers[name] = watcher
        watcher.link.on_up = lambda: self._watcher_up(watcher)
        watcher.link.on_down = lambda reason: self._end_watcher(watcher, reason)
        return offer

    async def answer(self, peer: object, answer: object) -> None:
        """See MediaEngine.answer."""
        watcher = self._watcher(peer)
        if watcher.answered:
            raise EngineError("bad_state", "the answer has come already")
        try:
            await watcher.complete(check_sdp(answer))
        except BadDescription as problem:
            raise EngineError("bad_sdp", str(problem)) from problem

    def _watcher_up(self, watcher: Watcher) -> None:
        self._event("up", watcher.peer, "watch")
        watcher.apply(self.sources, self._heard(watcher))

    def _end_watcher(self, watcher: Watcher, reason: str) -> None:
        if self._watchers.get(watcher.peer) is not watcher:
            return
        del self._watchers[watcher.peer]
        watcher.end()
        self._close(watcher.link)
        self._event("down", watcher.peer, "watch", reason=reason)

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
        for watcher in {id(one[0]): one[0] for one in wanted}.values():
            watcher.apply(self.sources, self._heard(watcher))

    def rearrange(self) -> None:
        """Apply every receiver's wishes again, after sources came or went or others are heard."""
        for watcher in self._watchers.values():
            watcher.apply(self.sources, self._heard(watcher))

    def _heard(self, watcher: Watcher) -> dict[str, str | None]:
        return fill(watcher.peer, watcher.wanted, {n: s.wanted for n, s in watcher.slots.items()}, self._loudest.names)

    async def mute(self, peer: object, muted: object, labels: object) -> None:
        """See MediaEngine.mute."""
        name, names = check_name(peer), check_labels(labels)
        if not isinstance(muted, bool):
            raise EngineError("bad_call", "muted is true or false")
        for label in names or LABELS:
            (self._muted.add if muted else self._muted.discard)((name, label))
            if (source := self.sources.get(f"{name}/{label}")) is not None:
                source.mute(muted)

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

    async def record(self, action: object) -> list[str]:
        """See MediaEngine.record."""
        if self._recorder is None:
            raise EngineError("bad_state", "no folder for recordings was given")
        return list(await self._recorder.act(action, tuple(self.sources.values())))

    # the listeners' stream is Janus' alone: this engine hands packets to nobody but participants

    async def cast(self, slots: object) -> None:
        """See MediaEngine.cast."""
        check_cast(slots)

    async def tune(self) -> str:
        """See MediaEngine.tune."""
        return "none"

    def _not_written(self, source: str, problem: str) -> None:
        peer, _, label = source.rpartition("/")
        self._event("record", peer, "failed", problem, [label])

    # time

    def tick(self) -> None:
        """Do what is due, twenty times a second."""
        now = own_time()
        for source in list(self.sources.values()):
            stalled = source.tick(now)
            if stalled is not None:
                peer, _, label = source.name.rpartition("/")
                self._event("stall" if stalled else "flow", peer, label)
        for watcher in self._watchers.values():
            watcher.tick(now)

    def listen(self) -> None:
        """Find out who is loudest, five times a second."""
        if self._speaking.look(self.sources.values()):
            self._tell({"event": "speak", "room": self.name, "speakers": list(self._speaking.names)})
        most = max((one.audios for one in self._watchers.values()), default=0)
        if self._loudest.choose(self.sources.values(), most + 1):
            self._tell({"event": "level", "room": self.name, "speakers": list(self._loudest.names)})
            self.rearrange()

    def report(self) -> None:
        """Send the reports of once a second."""
        for publisher in self._publishers:
            publisher.tick()
        for watcher in self._watchers.values():
            watcher.link.refresh()
        if self._recorder is not None:
            self._recorder.tick()

    # the end

    async def close(self) -> None:
        """End every connection and the recording; no events are sent."""
        self._closed = True
        if self._recorder is not None:
            with contextlib.suppress(EngineError):  # told in the log; the connections have to end all the same
                await self._recorder.close()
        links = [one.link for one in self._publishers] + [one.link for one in self._watchers.values()]
        self._publishers.clear()
        self._watchers.clear()
        self.sources.clear()
        for link in links:
            self._close(link)
        if self._closing:
            await asyncio.wait(self._closing, timeout=5)

    def _still_open(self, link: Link) -> None:
        """Give a new connection up when the room was closed while it was being made."""
        if self._closed:
            self._close(link)
            raise EngineError("no_room", "the room was closed meanwhile")

    def _close(self, link: Link) -> None:
        task = asyncio.get_running_loop().create_task(link.close())
        self._closing.add(task)
        task.add_done_callback(self._link_closed)

    def _link_closed(self, task: asyncio.Task[None]) -> None:
        self._closing.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.warning("a connection of room %s did not end well: %r", self.name, problem)

    def _event(self, kind: str, peer: str, about: str, reason: str = "", labels: Sequence[str] = ()) -> None:
        told = {"event": kind, "room": self.name, "peer": peer, "about": about, "reason": reason}
        self._tell(told | {"labels": list(labels)})

    async def stats(self) -> dict[str, Any]:
        """Return the counters of `Counts`."""
        return {
            "sources": {name: source.counts() for name, source in self.sources.items()},
            "watchers": {name: watcher.counts() for name, watcher in self._watchers.items()},
        }
