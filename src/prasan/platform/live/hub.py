"""Who follows which topic in this process, and one prepared message per topic and tick for all of them.

Order kept for every stream: messages leave in ascending `id`, and a message with id N is only written when
all that this stream may see up to N is written. So `Last-Event-ID` alone says what a stream has missed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import orjson

from prasan.platform.live.metrics import Metrics
from prasan.platform.live.tickets import TOPIC, Ticket

Event = tuple[int, str, Sequence[str]]
"""One numbered outbox row: seq, name, topics."""


class Stream(Protocol):
    """What the hub needs of an open stream."""

    ticket: Ticket

    def send(self, message: bytes) -> object:
        """Queue bytes for the page; must not block."""

    def close(self, reason: str, last: bytes) -> None:
        """Send the last message and end the stream; `reason` is `revoked`, `expired` or `shutdown`."""


def message(topic: str, seq: int, name: str) -> bytes:
    """Return the stream message that says "this topic changed": nothing in it needs permission."""
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (
        seq,
        topic.encode(),
        orjson.dumps({"seq": seq, "name": name}),
    )


def control(event: str, seq: int) -> bytes:
    """Return a message to the page itself (`ready`, `reset`, `renew`, `revoked`) that also sets its
    position.
    """
    return b'id: %d\nevent: %s\ndata: {"seq":%d}\n\n' % (seq, event.encode(), seq)


class Hub:
    """Streams by topic, person, session and end of ticket, and the newest message of each recent topic."""

    def __init__(self, metrics: Metrics, recent_topics: int = 20_000) -> None:
        self.metrics = metrics
        self.seq = 0
        """Newest number that was delivered here."""
        self.floor = 0
        """`recent` holds the newest message of every topic that changed after this number."""
        self.streams: set[Stream] = set()
        self._limit = recent_topics
        self._recent: dict[str, tuple[int, bytes]] = {}
        self._topics: dict[str, set[Stream]] = {}
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
        ticket = stream.ticket
        self.streams.add(stream)
        for topic in ticket.topics:
            self._topics.setdefault(topic, set()).add(stream)
        self._people.setdefault(ticket.person, set()).add(stream)
        if ticket.session:
            self._sessions.setdefault(ticket.session, set()).add(stream)
        self._expiring.setdefault(int(ticket.expires) + 1, set()).add(stream)

    def remove(self, stream: Stream) -> None:
        """Forget a stream; harmless when it is not known."""
        if stream not in self.streams:
            return
        ticket = stream.ticket
        self.streams.discard(stream)
        for topic in ticket.topics:
            _discard(self._topics, topic, stream)
        _discard(self._people, ticket.person, stream)
        _discard(self._sessions, ticket.session, stream)
        _discard(self._expiring, int(ticket.expires) + 1, stream)

    def count_of(self, person: int) -> int:
        """Return how many streams this person holds here."""
        return len(self._people.get(person, ()))

    def is_revoked(self, ticket: Ticket) -> bool:
        """Say whether the ticket was made before its person or session was sent away."""
        sent_away = max(
            self._revoked.get(f"revoke:person:{ticket.person}", 0.0),
            self._revoked.get(f"revoke:session:{ticket.session}", 0.0),
        )
        return ticket.issued <= sent_away

    # -- events ------------------------------------------------------------------------------------

    def publish(self, events: Iterable[Event]) -> int:
        """Deliver one tick of events (ascending seq) and return the number of messages written.

        Each topic gets one message with its newest seq and that event's name; revocations of the tick come
        first, so that nobody who was sent away gets news of the same tick.
        """
        newest: dict[str, tuple[int, str]] = {}
        last = self.seq
        for seq, name, topics in events:
            for topic in topics:
                newest.pop(topic, None)  # re-inserted at the end: the dict stays in ascending order of seq
                newest[topic] = (seq, name)
            last = seq
        for topic in [topic for topic in newest if topic.startswith("revoke:")]:
            del newest[topic]
            self.revoke(topic)
        delivered = 0
        recent, followers = self._recent, self._topics
        for topic, (seq, name) in newest.items():
            if not TOPIC.match(topic):
                continue
            prepared = message(topic, seq, name)
            recent.pop(topic, None)
            recent[topic] = (seq, prepared)
            streams = followers.get(topic)
            if streams:
                for stream in tuple(streams):  # a copy: a slow reader that is cut off leaves the set meanwhile
                    stream.send(prepared)
                delivered += len(streams)
        while len(recent) > self._limit:
            self.floor = recent.pop(next(iter(recent)))[0]
        self.seq = max(self.seq, last)
        self.metrics.deliveries_total += delivered
        return delivered

    def replay(self, topics: Iterable[str], last: int) -> list[bytes] | None:
        """Return the messages of these topics after `last` in order, or None when memory does not reach so
        far.
        """
        if last < self.floor:
            return None
        recent = self._recent
        missed = [found for topic in topics if (found := recent.get(topic)) and found[0] > last]
        return [prepared for _, prepared in sorted(missed)]

    def remember(self, topics: Iterable[tuple[str, int, str]]) -> None:
        """Fill what is recent from the table at start: (topic, newest seq, name), ascending seq."""
        for topic, seq, name in topics:
            if topic.startswith("revoke:"):
                # The moment of the order is not known any more: every ticket of before this start must be
                # renewed.
                self._revoked[topic] = time.time()
            elif TOPIC.match(topic):
                self._recent[topic] = (seq, message(topic, seq, name))

    # -- leaving -----------------------------------------------------------------------------------

    def revoke(self, topic: str) -> None:
        """Close the streams named by `revoke:person:<id>` or `revoke:session:<hash>` and refuse their
        tickets.
        """
        self._revoked[topic] = time.time()
        _, kind, who = topic.split(":", 2) if topic.count(":") >= 2 else ("", "", "")
        found: set[Stream] = set()
        if kind == "person" and who.isascii() and who.isdigit():
            found = self._people.get(int(who), found)
        elif kind == "session":
            found = self._sessions.get(who, found)
        for stream in tuple(found):
            self.remove(stream)
            stream.close("revoked", control("revoked", self.seq))
            self.metrics.cut_revoked_total += 1

    def expire(self, now: float, forget_after: float) -> None:
        """Close streams whose ticket has ended, telling their pages to renew; forget revocations older than
        that.
        """
        for second in [second for second in self._expiring if second <= now]:
            for stream in tuple(self._expiring.get(second, ())):
                self.remove(stream)
                stream.close("expired", control("renew", self.seq))
                self.metrics.cut_expired_total += 1
        for topic in [topic for topic, when in self._revoked.items() if when < now - forget_after]:
            del self._revoked[topic]

    def beat(self, part: int, parts: int) -> None:
        """Send the heartbeat to one part of the streams; its id moves quiet pages on, so that replays stay
        short.
        """
        beat = b"id: %d\n:\n\n" % self.seq
        for stream in [stream for stream in self.streams if id(stream) // 64 % parts == part]:
            stream.send(beat)


def _discard(index: dict[Any, set[Stream]], key: object, stream: Stream) -> None:
    found = index.get(key)
    if found is not None:
        found.discard(stream)
        if not found:
            del index[key]
