"""The floor of bench_sockets: a plain asyncio loop that writes given bytes to every connection when told to.

Started with a port; each line on standard input (base64) is written to all connections at once. Same loop
(uvloop) and same socket options as the live process, and nothing else.
"""

from __future__ import annotations

import asyncio
import base64
import sys

import uvloop

OPEN: set[asyncio.Transport] = set()


class Connection(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        OPEN.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        OPEN.discard(self.transport)


async def main(port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", port, backlog=4096)
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        data = base64.b64decode(line)
        for transport in OPEN:
            transport.write(data)
    server.close()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
