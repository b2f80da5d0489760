"""The load side of bench_sockets, in its own process: many connections, the moment each message came, pongs.

Started with {"port", "heads": [one per connection, base64; empty for a bare connection]} on standard input;
prints {"opened": n}; on the next line it stops and writes [(connection, round, time)] as a pickle to the file
named there.
"""

from __future__ import annotations

import base64
import json
import pickle
import re
import select
import socket
import sys
import time

MARK = re.compile(rb'"round": ?(\d+), ?"end"')
PING, PONG = b"\x89\x00", b"\x8a\x80\0\0\0\0"


class Load:
    """All connections of one run."""

    def __init__(self) -> None:
        self.poll = select.epoll()
        self.clients: dict[int, tuple[int, socket.socket]] = {}
        self.rest: dict[int, bytes] = {}
        self.received: list[tuple[int, int, float]] = []
        self.ready = self.lost = 0

    def open(self, port: int, heads: list[str]) -> None:
        for place, head in enumerate(heads):
            client = socket.create_connection(("127.0.0.1", port), timeout=20)
            client.sendall(base64.b64decode(head))
            client.setblocking(False)
            self.clients[client.fileno()] = (place, client)
            self.poll.register(client.fileno(), select.EPOLLIN)
            self.ready += not head
            self.serve(0)  # those that are open are pinged already
        while self.ready < len(heads):
            self.serve(5)

    def serve(self, seconds: float) -> bool:
        """Read what has come; True when standard input has."""
        told = False
        for number, _ in self.poll.poll(seconds):
            if number == 0:
                told = True
            else:
                self.take(number)
        return told

    def take(self, number: int) -> None:
        place, client = self.clients[number]
        data = client.recv(65536)
        now = time.time()
        if not data:
            self.lost += 1
            self.poll.unregister(number)
            return
        if PING in data:
            client.send(PONG * data.count(PING))
        self.ready += b'"event":"ready"' in data
        data = self.rest.pop(number, b"") + data
        end = 0
        for found in MARK.finditer(data):
            self.received.append((place, int(found[1]), now))
            end = found.end()
        if len(data) > end:
            self.rest[number] = data[max(end, len(data) - 40) :]


def main() -> None:
    given = json.loads(sys.stdin.readline())
    load = Load()
    load.open(given["port"], given["heads"])
    print(json.dumps({"opened": len(load.clients)}), flush=True)
    load.poll.register(0, select.EPOLLIN)
    while not load.serve(-1):
        pass
    with open(sys.stdin.readline().strip(), "wb") as out:
        pickle.dump((load.received, load.lost), out)


if __name__ == "__main__":
    main()
