"""What all doors of this process share: settings, the way to the back end, who is trusted, what is served
here.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import re
import time
from collections.abc import Callable

import orjson

from prasan.platform.live.backend import Pool
from prasan.platform.live.door import HEAD, LINGER, STREAM, Door
from prasan.platform.live.feed import Feed
from prasan.platform.live.heads import Head
from prasan.platform.live.hub import Hub
from prasan.platform.live.metrics import Metrics
from prasan.platform.live.past import Past
from prasan.platform.live.presence import Presence
from prasan.platform.live.settings import LiveSettings, Network
from prasan.platform.live.socket_room import Sockets
from prasan.platform.live.streams import Streams
from prasan.platform.live.ticker import Ticker

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}\Z")
_FORWARDED = frozenset(
    {
        b"x-forwarded-for",
        b"x-forwarded-proto",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-server",
        b"x-real-ip",
        b"forwarded",
        b"x-request-id",
    }
)


class Front:
    """The shared part of all doors."""

    def __init__(
        self, settings: LiveSettings, metrics: Metrics, hub: Hub, feed: Feed, ticker: Ticker, presence: Presence
    ) -> None:
        self.settings = settings
        self.metrics = metrics
        self.hub, self.feed, self.ticker, self.presence = hub, feed, ticker, presence
        self.doors: set[Door] = set()
        self.closing = False
        self.pool = Pool(settings.backend, settings.backend_connections) if settings.backend else None
        past = Past(hub, feed, metrics)
        self.streams = Streams(self, hub, feed, past)
        self.sockets = Sockets(self, hub, feed, past)
        self._trust: dict[str, bool] = {}
        self._served: dict[bytes, Callable[[Door, Head], None]] = {
            b"/live": self.streams.open,
            b"/live/socket": self.sockets.open,
            b"/live/bodies": self.sockets.bodies,
            b"/live/health": self._health,
            b"/live/metrics": self._metrics,
        }

    def serves(self, door: Door, head: Head) -> bool:
        """Answer what belongs to this process; False when the request is for the back end."""
        path = head.target.partition(b"?")[0]
        if path.startswith(b"/live"):
            served = self._served.get(path)
            if served is not None:
                served(door, head)
                return True
        if self.pool is None:
            door.refuse(404)
            return True
        return False

    def _health(self, door: Door, head: Head) -> None:
        well = self.feed.ready.is_set() and self.feed.listening
        body = {
            "status": "ok" if well else "database",
            "streams": len(self.hub.streams),
            "sockets": self.sockets.count,
            "seq": self.hub.seq,
            "ticker": self.ticker.holds,
        }
        door.answer(200 if well else 503, orjson.dumps(body), b"application/json")

    def _metrics(self, door: Door, head: Head) -> None:
        try:
            client = ipaddress.ip_address(self.client_of(head, door.peer))
        except ValueError:  # a unix socket has no address: only who may open the file comes this way
            client = ipaddress.ip_address("127.0.0.1")
        if not any(client in network for network in self.settings.metrics_networks):
            door.refuse(403)
            return
        gauges = {
            "streams": len(self.hub.streams),
            "sockets": self.sockets.count,
            "present": self.presence.count,
            "doors": len(self.doors),
            "seq": self.hub.seq,
            "ticker_holds": int(self.ticker.holds),
            "feed_listening": int(self.feed.listening),
            "backend_links": len(self.pool.links) if self.pool else 0,
        }
        door.answer(200, self.metrics.text(gauges).encode(), b"text/plain; version=0.0.4")

    # -- who asks ----------------------------------------------------------------------------------

    def new_request_id(self) -> str:
        """Return a new random request id."""
        return os.urandom(12).hex()

    def trusts(self, peer: str) -> bool:
        """Say whether this address is a proxy of ours, whose word on the client counts."""
        if not self.settings.trusted_proxies:
            return False
        if peer not in self._trust:
            if len(self._trust) > 10_000:
                self._trust.clear()
            self._trust[peer] = _within(peer, self.settings.trusted_proxies)
        return self._trust[peer]

    def request_id_of(self, head: Head, peer: str) -> str:
        """Return the id that a trusted proxy gave, else a new one."""
        if self.trusts(peer):
            given = head.get(b"x-request-id")
            if given and _REQUEST_ID.match(given):
                return given.decode()
        return self.new_request_id()

    def client_of(self, head: Head, peer: str) -> str:
        """Return the address of the client: the right-most forwarded one that is not a proxy of ours."""
        client = peer
        if self.trusts(peer):
            chain = b",".join(value for name, value in head.headers if name == b"x-forwarded-for").decode("latin-1")
            for address in reversed([part.strip() for part in chain.split(",") if part.strip()]):
                client = address
                if not self.trusts(address):
                    break
        return client

    def forward_head(self, head: Head, length: int, peer: str, request_id: str) -> bytes:
        """Return the head as the back end gets it: our word on client and scheme, no hop-by-hop headers."""
        lines = [b"%b %b HTTP/1.1" % (head.method, head.target)]
        scheme, chain = b"http", [peer.encode() or b"unix"]
        trusted = self.trusts(peer)
        for name, value in head.headers:
            if name in _FORWARDED:
                if trusted and name == b"x-forwarded-proto" and value.lower() in {b"http", b"https"}:
                    scheme = value.lower()
                elif trusted and name == b"x-forwarded-for":
                    chain.insert(-1, value)
                continue
            lines.append(b"%b: %b" % (name, value))
        if head.chunked:
            lines.append(b"content-length: %d" % length)
        lines.append(
            b"x-forwarded-for: %b\r\nx-forwarded-proto: %b\r\nx-request-id: %b\r\n\r\n"
            % (b", ".join(chain), scheme, request_id.encode())
        )
        return b"\r\n".join(lines)

    # -- time --------------------------------------------------------------------------------------

    def each_second(self) -> None:
        """Close connections whose time is over; heartbeat and tickets of the streams."""
        now = time.monotonic()
        for door in [door for door in self.doors if door.deadline < now]:
            door.timed_out()
        if self.pool is not None:
            self.pool.sweep(now)
        self.streams.each_second()

    async def close(self) -> None:
        """Let running requests finish within the grace time, then close everything."""
        self.closing = True
        self.streams.close()
        self.sockets.close()
        for door in [door for door in self.doors if door.state in {HEAD, LINGER}]:
            door.transport.close()
        until = time.monotonic() + self.settings.grace_seconds
        while (self.doors or self.sockets.count) and time.monotonic() < until:
            await asyncio.sleep(0.05)
        self.sockets.abort()
        for door in tuple(self.doors):
            if door.state != STREAM:
                door.transport.abort()
        if self.pool is not None:
            await self.pool.close()


def _within(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)
