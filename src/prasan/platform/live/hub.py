"""Who follows which topic in this process, and one prepared message per topic, tick and wire for all of them.

Order kept for every stream: messages leave in ascending `id`, and a message with id N is only written when
all that this stream may see up to N is written. So the last id alone says what a stream has missed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from prasan.platform.live.kept import Kept, KeptBodies
from prasan.platform.live.metrics import Metrics
from prasan.platform.live.tickets import TOPIC, Ticket
from prasan.platform.live.wire import Wire

Event = tuple[int, str, Sequence[str], str | None]
"""One numbered outbox row: seq, name, topics, prepared JSON body."""
News = tuple[int, str, str]
"""What a stream has missed of a topic: seq, topic, name."""


class Stream(Protocol):
    """What the hub needs of an open stream or socket."""

    ticket: Ticket
    wire: Wire

    def send(self, message: bytes) -> object:
        """Queue bytes for the page; must not block."""

    def close(self, reason: str, last: bytes) -> None:
        """Send the last message and end the stream; `reason` is `revoked`, `left`, `expired` or `shutdown`."""


class Watcher(Protocol):
    """Who wants to know of streams that prove a presence."""

    def opened(self, stream: Stream) -> None:
        """A stream whose ticket claims a presence is open."""

    def closed(self, stream: Stream, why: str, at: float | None) -> None:
        """It is no more; `why` is `left`, `lost`, `revoked` or `restarted`; `at` on the monotonic clock, None now."""


class Hub:
    """Streams by topic, person, session and end of ticket, and the newest message of each recent topic."""

    def __init__(
        self, metrics: Metrics, recent_topics: int = 20_000, watcher: Watcher | None = None, bodies_bytes: int = 2**25
    ) -> None:
        self.metrics = metrics
        self.watcher = watcher
        self.bodies = KeptBodies(bodies_bytes)
        self.seq = 0
        """Newest number that was delivered here."""
        self.floor = 0
        """`recent` holds the newest message of every topic that changed after this number."""
        self.streams: set[Stream] = set()
        self._limit = recent_topics
        self._recent: dict[str, tuple[int, str]] = {}
        self._topics: dict[Wire, dict[str, set[Stream]]] = {}
        self._keys: dict[str, set[Stream]] = {}
        self._people: dict[int, set[Stream]] = {}
        self._sessions: dict[str, set[Stream]] = {}
        self._expiring: dict[int, set[Stream]] = {}
        self._revoked: dict[str, float] = {}

    def start_at(self, floor: int, seq: int) -> None:
        """Forget what is recent and stand at `seq`, knowing nothing that changed at or before `floor`."""
        self._recent.clear()
        self.floor, self.seq = floor, seq

    # -- streams -----------------------------------------------------------------------------------

    def add(self, stream: Stream) -> None:
        """Let a stream follow the topics of its ticket from the next tick on."""
        self.streams.add(stream)
        self._index(stream)
        if stream.ticket.presence and self.watcher:
            self.watcher.opened(stream)

    def remove(self, stream: Stream, why: str = "lost", at: float | None = None) -> None:
        """Forget a stream; harmless when it is not known. `why` and `at` are for its presence (see Watcher)."""
        if stream not in self.streams:
            return
        self.streams.discard(stream)
        self._unindex(stream)
        if stream.ticket.presence and self.watcher:
            self.watcher.closed(stream, why, at)

    def swap(self, stream: Stream, ticket: Ticket) -> None:
        """Let an open stream go on with another ticket of the same person and presence."""
        self._unindex(stream)
        stream.ticket = ticket
        self._index(stream)

    def _index(self, stream: Stream) -> None:
        ticket = stream.ticket
        followers = self._topics.setdefault(stream.wire, {})
        for topic in ticket.topics:
            followers.setdefault(topic, set()).add(stream)
        self._people.setdefault(ticket.person, set()).add(stream)
        if ticket.session:
            self._sessions.setdefault(ticket.session, set()).add(stream)
        if ticket.presence:
            self._keys.setdefault(ticket.presence.key, set()).add(stream)
        self._expiring.setdefault(int(ticket.expires) + 1, set()).add(stream)

    def _unindex(self, stream: Stream) -> None:
        ticket = stream.ticket
        for topic in ticket.topics:
            _discard(self._topics[stream.wire], topic, stream)
        _discard(self._people, ticket.person, stream)
        _discard(self._sessions, ticket.session, stream)
        if ticket.presence:
            _discard(self._keys, ticket.presence.key, stream)
        _discard(self._expiring, int(ticket.expires) + 1, stream)

    def count_of(self, person: int) -> int:
        """Return how many streams this person holds here."""
        return len(self._people.get(person, ()))

    def is_revoked(self, ticket: Ticket) -> bool:
        """Say whether the ticket was made before its bearer was sent away (see `orders`)."""
        orders = [f"revoke:person:{ticket.person}", f"revoke:session:{ticket.session}"]
        if ticket.presence:
            orders += [f"revoke:presence:{ticket.presence.key}", f"revoke:left:{ticket.presence.key}"]
        if any(ticket.issued <= self._revoked.get(order, 0.0) for order in orders):
            return True
        mine = f"revoke:follow:{ticket.person}:"
        return any(
            ticket.issued <= when and _holds(ticket, order.removeprefix(mine))
            for order, when in self._revoked.items()
            if order.startswith(mine)
        )

    # -- events ------------------------------------------------------------------------------------

    def publish(self, events: Iterable[Event]) -> int:
        """Deliver one tick of events (ascending seq) and return the number of messages written.

        Each topic gets one message with its newest seq, that event's name and the newest body of the tick;
        revocations of the tick come first, so that nobody who was sent away gets news of the same tick.
        """
        newest: dict[str, tuple[int, str]] = {}
        bodies: dict[str, Kept] = {}
        last = self.seq
        for seq, name, topics, body in events:
            for topic in topics:
                newest.pop(topic, None)  # re-inserted at the end: the dict stays in ascending order of seq
                newest[topic] = (seq, name)
                if body is not None:
                    bodies[topic] = Kept(seq, topic, name, body.encode())
            last = seq
        for topic in [topic for topic in newest if topic.startswith("revoke:")]:
            del newest[topic]
            self.revoke(topic)
        delivered, recent = 0, self._recent
        for topic, (seq, name) in newest.items():
            if not TOPIC.match(topic):
                continue
            recent.pop(topic, None)
            recent[topic] = (seq, name)
            kept = bodies.get(topic)
            if kept is not None:
                self.bodies.put(kept)
            delivered += self._deliver(topic, seq, name, kept.body if kept else None)
        while len(recent) > self._limit:
            self.floor = recent.pop(next(iter(recent)))[0]
        self.seq = max(self.seq, last)
        self.metrics.deliveries_total += delivered
        return delivered

    def _deliver(self, topic: str, seq: int, name: str, body: bytes | None) -> int:
        """Write one message to all followers of a topic: one buffer for each wire, whatever their number."""
        delivered = 0
        for wire, followers in self._topics.items():
            streams = followers.get(topic)
            if streams:
                prepared = wire.message(topic, seq, name, body)
                for stream in tuple(streams):  # a copy: a slow reader that is cut off leaves the set meanwhile
                    stream.send(prepared)
                delivered += len(streams)
        return delivered

    def replay(self, topics: Iterable[str], last: int) -> list[News] | None:
        """Return what changed in these topics after `last` in order, or None when memory does not reach so far."""
        if last < self.floor:
            return None
        found = [(topic, self._recent[topic]) for topic in topics if topic in self._recent]
        return sorted((seq, topic, name) for topic, (seq, name) in found if seq > last)

    def remember(self, topics: Iterable[tuple[str, int, str]]) -> None:
        """Fill what is recent from the table at start: (topic, newest seq, name), ascending seq."""
        for topic, seq, name in topics:
            if topic.startswith("revoke:"):
                # The moment of the order is not known any more: every ticket of before this start must be
                # renewed.
                self._revoked[topic] = time.time()
            elif TOPIC.match(topic):
                self._recent[topic] = (seq, name)

    # -- leaving -----------------------------------------------------------------------------------

    def revoke(self, order: str) -> None:
        """Close the streams that an order names (see `orders`) and refuse their tickets from now on."""
        self._revoked[order] = time.time()
        _, kind, who = order.split(":", 2) if order.count(":") >= 2 else ("", "", "")
        why = "left" if kind == "left" else "revoked"
        for stream in tuple(self._named(kind, who)):
            self.remove(stream, why)
            stream.close(why, stream.wire.control("revoked", self.seq))
            self.metrics.cut_revoked_total += 1

    def _named(self, kind: str, who: str) -> Iterable[Stream]:
        if kind == "session":
            return self._sessions.get(who, ())
        if kind in {"presence", "left"}:
            return self._keys.get(who, ())
        person, _, topic = who.partition(":")
        if not (person.isascii() and person.isdigit()):
            return ()
        found = self._people.get(int(person), set())
        if kind == "follow":
            return [stream for stream in found if _holds(stream.ticket, topic)]
        return found if kind == "person" and not topic else ()

    def expire(self, now: float, forget_after: float) -> None:
        """Close streams whose ticket has ended, telling their pages to renew; forget revocations older than
        that.
        """
        for second in [second for second in self._expiring if second <= now]:
            for stream in tuple(self._expiring.get(second, ())):
                self.remove(stream)
                stream.close("expired", stream.wire.control("renew", self.seq))
                self.metrics.cut_expired_total += 1
        for topic in [topic for topic, when in self._revoked.items() if when < now - forget_after]:
            del self._revoked[topic]

    def beat(self, part: int, parts: int) -> None:
        """Send the heartbeat to one part of the streams; its id moves quiet pages on, so that replays stay
        short.
        """
        beats = {wire: wire.beat(self.seq) for wire in self._topics}
        for stream in [stream for stream in self.streams if id(stream) // 64 % parts == part]:
            stream.send(beats[stream.wire])


def _holds(ticket: Ticket, topic: str) -> bool:
    """Say whether a ticket opens a topic or one below it (`meeting:5` and `meeting:5/stage`)."""
    return any(held == topic or held.startswith(topic + "/") for held in ticket.topics)


def _discard(index: dict[Any, set[Stream]], key: object, stream: Stream) -> None:
    found = index.get(key)
    if found is not None:
        found.discard(stream)
        if not found:
            del index[key]
