"""The load side of bench_live, in its own process: opens many streams and notes when each message came.

Started with a JSON object on standard input: {"port", "paths": [one per stream]}. Prints {"opened": n} when all are
open; on the next line of standard input it stops and writes, per stream, what it received: the messages' names
(`<round>.<topic>`) with the time of receipt, as one pickle to the file named on that line.
"""

from __future__ import annotations

import json
import pickle
import re
import select
import socket
import sys
import time

NAME = re.compile(rb'"name":"(\d+)\.(\d+)"')


def open_all(port: int, paths: list[str]) -> dict[int, tuple[int, socket.socket]]:
    opened = {}
    for place, path in enumerate(paths):
        client = socket.create_connection(("127.0.0.1", port), timeout=20)
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n".encode())
        head = b""
        while b"\r\n\r\n" not in head:
            piece = client.recv(4096)
            if not piece:
                raise SystemExit(f"stream {place}: closed before its head came")
            head += piece
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise SystemExit(f"stream {place}: {head[:100]!r}")
        client.setblocking(False)
        opened[client.fileno()] = (place, client)
    return opened


def main() -> None:
    given = json.loads(sys.stdin.readline())
    opened = open_all(given["port"], given["paths"])
    poll = select.epoll()
    for number in opened:
        poll.register(number, select.EPOLLIN)
    poll.register(0, select.EPOLLIN)
    print(json.dumps({"opened": len(opened)}), flush=True)
    received: list[tuple[int, int, int, float]] = []
    rest: dict[int, bytes] = {}
    while True:
        for number, _ in poll.poll():
            if number == 0:
                with open(sys.stdin.readline().strip(), "wb") as out:
                    pickle.dump(received, out)
                return
            place, client = opened[number]
            data = client.recv(65536)
            now = time.time()
            if not data:
                poll.unregister(number)
                continue
            data = rest.pop(number, b"") + data
            end = data.rfind(b"\n\n") + 2
            if end < len(data):
                rest[number] = data[max(end, 1) if end > 1 else 0 :]
                data = data[:end] if end > 1 else b""
            for found in NAME.finditer(data):
                received.append((place, int(found[1]), int(found[2]), now))


if __name__ == "__main__":
    main()
