"""An engine without media, for other rooms' tests: the same words, the same refusals, no sockets and no clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from prasan.meetings.media.engine import (
    AUTO,
    LABELS,
    USUAL_LABELS,
    CastState,
    Counts,
    EngineDown,
    EngineError,
    Event,
    RecordAction,
    check_assignment,
    check_cast,
    check_labels,
    check_name,
    check_sdp,
    check_slots,
)
from prasan.meetings.media.recording.manifest import BEFORE, NEXT


@dataclass
class FakeWatcher:
    """One receiver: how many slots, what sits in them, whether the answer has come."""

    videos: int
    audios: int
    slots: dict[str, str | None]
    up: bool = False


@dataclass
class FakeRoom:
    """One room: who sends what, who receives, what is muted, the recording."""

    sends: dict[str, tuple[str, ...]] = field(default_factory=dict)
    watchers: dict[str, FakeWatcher] = field(default_factory=dict)
    muted: set[tuple[str, str]] = field(default_factory=set)
    recording: str = "stopped"
    cast: Mapping[str, str | None] | None = None


class FakeEngine:
    """A MediaEngine that only remembers; `calls` lists what was asked, `happen` plays an event."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, ...]] = []
        self._rooms: dict[str, FakeRoom] = {}
        self._events: deque[Event] = deque()
        self.stream: CastState = "none"
        """What `tune` answers where something may be written."""
        self._dead = False

    # what a test does to it

    def happen(self, event: Event) -> None:
        """Let `events` yield this event."""
        self._events.append(event)

    def die(self) -> None:
        """Behave as an engine whose process was killed, until `restart`."""
        self._dead = True
        self._rooms.clear()
        self._events.append(Event("engine", about="lost"))

    def restart(self) -> None:
        """Answer again; the rooms are gone, as they are after a real crash."""
        self._dead = False

    def seen(self, room: str, peer: str) -> Mapping[str, str | None]:
        """Return what sits in the slots of a receiver; what nobody sends, or is muted, is None."""
        place = self._room(room)
        return {slot: source if self._flows(place, source) else None for slot, source in self._slots(place, peer)}

    # the interface

    def open(self, room: str) -> None:
        """Make a room; opening one that is open changes nothing."""
        self._called("open", check_name(room))
        self._rooms.setdefault(room, FakeRoom())

    def close(self, room: str) -> None:
        """End a room; one that is not open is no error."""
        self._called("close", check_name(room))
        self._rooms.pop(room, None)

    def rooms(self) -> Sequence[str]:
        """Return the names of the open rooms."""
        self._called("rooms")
        return sorted(self._rooms)

    def publish(self, room: str, peer: str, offer: str, labels: Sequence[str] = USUAL_LABELS) -> str:
        """Remember what a peer sends; the answer is text that names room, peer and labels."""
        self._called("publish", room, peer, *labels)
        place = self._room(room)
        names, _sdp = check_labels(list(labels)), check_sdp(offer)
        before = place.sends.get(check_name(peer), ())
        place.sends[peer] = tuple(dict.fromkeys((*before, *names)))
        self.happen(Event("up", room, peer, "publish", labels=names))
        return f"v=0\r\ns=answer {room} {peer} {' '.join(names)}\r\n"

    def watch(self, room: str, peer: str, videos: int, audios: int) -> str:
        """Make a receiver; the offer is text that names room, peer and numbers."""
        self._called("watch", room, peer)
        place = self._room(room)
        videos, audios = check_slots(videos, audios)
        slots: dict[str, str | None] = {f"v{number}": None for number in range(videos)}
        slots |= {f"a{number}": AUTO for number in range(audios)}
        place.watchers[check_name(peer)] = FakeWatcher(videos, audios, slots)
        return f"v=0\r\ns=offer {room} {peer} {videos} {audios}\r\n"

    def answer(self, room: str, peer: str, answer: str) -> None:
        """Let a receiver be up."""
        self._called("answer", room, peer)
        watcher = self._watcher(self._room(room), peer)
        check_sdp(answer)
        if watcher.up:
            raise EngineError("bad_state", "the answer has come already")
        watcher.up = True
        self.happen(Event("up", room, peer, "watch"))

    def assign(self, room: str, peer: str, slot: str, source: str | None) -> None:
        """Put a source into one slot of one receiver."""
        self.arrange(room, {peer: {slot: source}})

    def arrange(self, room: str, slots: Mapping[str, Mapping[str, str | None]]) -> None:
        """Do many assignments in one step, all or none."""
        self._called("arrange", room, *slots)
        place = self._room(room)
        wanted = []
        for peer, places in slots.items():
            watcher = self._watcher(place, peer)
            for slot, source in places.items():
                wanted.append((watcher, *check_assignment(slot, source, watcher.videos, watcher.audios)))
        for watcher, slot, source in wanted:
            watcher.slots[slot] = source

    def mute(self, room: str, peer: str, muted: bool, labels: Sequence[str] = ()) -> None:
        """Mute or let speak; no labels means all."""
        self._called("mute", room, peer, "on" if muted else "off", *labels)
        place = self._room(room)
        names = check_labels(list(labels))
        check_name(peer)
        for label in names or LABELS:
            (place.muted.add if muted else place.muted.discard)((peer, label))

    def drop(self, room: str, peer: str) -> None:
        """End every connection of a peer."""
        self._called("drop", room, peer)
        place = self._room(room)
        sent, watched = place.sends.pop(check_name(peer), None), place.watchers.pop(peer, None)
        if sent is None and watched is None:
            raise EngineError("no_peer", "nobody of this name is in the room")
        if sent is not None:
            self.happen(Event("down", room, peer, "publish", "dropped"))
        if watched is not None:
            self.happen(Event("down", room, peer, "watch", "dropped"))

    def record(self, room: str, action: RecordAction) -> Sequence[str]:
        """Remember the recording's state; files are named after the sources."""
        self._called("record", room, action)
        place = self._room(room)
        if place.recording not in BEFORE.get(action, ()):
            raise EngineError("bad_state", f"the recording is {place.recording}")
        if place.recording != "stopped" or action != "hush":
            place.recording = NEXT[action]
        return [f"{room}/{peer}-{label}" for peer, labels in place.sends.items() for label in labels]

    def recording(self, room: str) -> str:
        """Return recording, paused or stopped."""
        return self._room(room).recording

    def cast(self, room: str, slots: Mapping[str, str | None] | None) -> None:
        """Remember what the listeners' stream shows."""
        self._called("cast", room)
        self._room(room).cast = check_cast(slots)

    def tune(self, room: str) -> CastState:
        """Answer `stream`, or off where nothing may be written."""
        self._called("tune", room)
        place = self._room(room)
        return "off" if self.stream != "none" and place.cast is None else self.stream

    def shown(self, room: str) -> Mapping[str, str | None] | None:
        """Return what the listeners' stream was told to show."""
        return self._room(room).cast

    def stats(self, room: str) -> Counts:
        """Return sources and receivers; packets are always 0."""
        self._called("stats", room)
        place = self._room(room)
        sources = {
            f"{peer}/{label}": {"packets": 0, "muted": self._is_muted(place, peer, label), "stalled": False}
            for peer, labels in place.sends.items()
            for label in labels
        }
        watchers = {
            peer: {"up": one.up, "allowed": 0, "slots": {slot: {"source": what} for slot, what in one.slots.items()}}
            for peer, one in place.watchers.items()
        }
        return Counts(sources, watchers)

    def events(self, seconds: float) -> Iterator[Event]:
        """Yield what has happened and has not been yielded yet; never waits."""
        while self._events:
            yield self._events.popleft()

    # within

    def _called(self, *words: str) -> None:
        if self._dead:
            raise EngineDown("the engine was killed")
        self.calls.append(tuple(map(str, words)))

    def _room(self, room: str) -> FakeRoom:
        if room not in self._rooms:
            raise EngineError("no_room", "this room is not open")
        return self._rooms[room]

    def _watcher(self, room: FakeRoom, peer: str) -> FakeWatcher:
        if peer not in room.watchers:
            raise EngineError("no_peer", "nobody of this name watches")
        return room.watchers[peer]

    def _slots(self, room: FakeRoom, peer: str) -> list[tuple[str, str | None]]:
        """The slots of a receiver, AUTO filled with the first microphones that are not its own."""
        others = [f"{one}/mic" for one, labels in room.sends.items() if one != peer and "mic" in labels]
        mics = iter([name for name in others if self._flows(room, name)])
        return [
            (slot, next(mics, None) if source == AUTO else source)
            for slot, source in self._watcher(room, peer).slots.items()
        ]

    def _is_muted(self, room: FakeRoom, peer: str, label: str) -> bool:
        return (peer, label) in room.muted

    def _flows(self, room: FakeRoom, source: str | None) -> bool:
        peer, _, label = (source or "").rpartition("/")
        return label in room.sends.get(peer, ()) and not self._is_muted(room, peer, label)
