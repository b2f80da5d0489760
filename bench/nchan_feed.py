"""The same outbox brought to nginx with nchan: our ticker and feed, but each topic's message is posted to nchan.

Started with a JSON object as argument: {"database_url", "port"}. What it costs is not counted against nchan.
"""

from __future__ import annotations

import asyncio
import json
import sys

import orjson
import uvloop

from prasan.platform.live.feed import Feed
from prasan.platform.live.hub import Hub
from prasan.platform.live.metrics import Metrics
from prasan.platform.live.ticker import Ticker


class Posting(Hub):
    """A hub whose only follower is nchan: one keep-alive connection, all posts of a tick in one write."""

    writer: asyncio.StreamWriter

    def publish(self, events) -> int:
        newest = {}
        for seq, name, topics in events:
            for topic in topics:
                newest[topic] = (seq, name)
            self.seq = seq
        posts = []
        for topic, (seq, name) in newest.items():
            body = orjson.dumps({"seq": seq, "name": name})
            posts.append(
                b"POST /pub?id=%b HTTP/1.1\r\nHost: b\r\nX-EventSource-Event: %b\r\nContent-Length: %d\r\n\r\n%b"
                % (topic.encode(), topic.encode(), len(body), body)
            )
        self.writer.write(b"".join(posts))
        return len(posts)


async def main(given: dict) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", given["port"])
    hub = Posting(Metrics())
    hub.writer = writer
    feed = Feed(given["database_url"], hub)
    ticker = Ticker(given["database_url"], hub.metrics, 0.05, 0.1)

    async def drain() -> None:
        while await reader.read(1 << 16):
            pass

    await asyncio.gather(feed.run(), ticker.run(), drain())


if __name__ == "__main__":
    uvloop.run(main(json.loads(sys.argv[1])))
