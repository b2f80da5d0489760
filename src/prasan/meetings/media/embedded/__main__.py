"""The media process: python -m prasan.meetings.media.embedded FOLDER [--address A]… [--shown A] [--ports 40000-40999]
[--recordings FOLDER].

FOLDER holds the control socket and the secret (see `folder`). With --child the process ends with its standard input,
so that it never outlives the one that started it. It prints "ready" when the socket is open.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import resource
import signal
import sys
from pathlib import Path

from prasan.meetings.media.control import MOST_LINE, Control, Tell
from prasan.meetings.media.embedded.folder import Folder
from prasan.meetings.media.embedded.place import Place
from prasan.meetings.media.embedded.room import Room
from prasan.meetings.media.embedded.rtc import own_addresses

log = logging.getLogger("prasan.media")


def ports(text: str) -> tuple[int, int]:
    """Read a range of UDP ports, as 40000-40999; raises ValueError."""
    first, _, last = text.partition("-")
    found = int(first), int(last or first)
    if not 1024 <= found[0] <= found[1] <= 65535:
        raise ValueError(text)
    return found


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line; ends the process with a message when it is wrong."""
    parser = argparse.ArgumentParser(prog="prasan.meetings.media.embedded", description="Forward media, never decode.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", action="append", help="an own address to listen on; all when not given")
    parser.add_argument("--shown", default="", help="the address that browsers are told, behind 1:1 NAT")
    parser.add_argument("--ports", type=ports, default=(0, 0), help="the range of UDP ports")
    parser.add_argument("--recordings", type=Path, help="where recordings go; without it nothing is recorded")
    parser.add_argument("--child", action="store_true", help="end when standard input ends")
    parser.add_argument("--wait", action="store_true", help="begin with the first byte of standard input")
    return parser.parse_args(words)


async def run(given: argparse.Namespace) -> None:
    """Serve until SIGTERM, SIGINT or, for a child, the end of standard input."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if given.child:
        loop.add_reader(sys.stdin.fileno(), _ended, stop)
    folder = Folder(given.folder)
    place = Place(tuple(given.address or own_addresses()), given.shown, given.ports)

    async def make(name: str, tell: Tell) -> Room:
        return Room(name, place, tell, given.recordings)

    control = Control(make, folder.secret())
    with folder.bound() as listening:
        server = await asyncio.start_unix_server(control.serve, sock=listening, limit=MOST_LINE)
        beat = loop.create_task(control.beat())
        print("ready", flush=True)
        await stop.wait()
        server.close()
        beat.cancel()
        await asyncio.gather(*(room.close() for room in control.rooms.values()), return_exceptions=True)


def _ended(stop: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 4096):
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        stop.set()


def main() -> int:
    """Run the process; returns its exit code."""
    given = arguments(sys.argv[1:])
    os.umask(0o077)
    if given.wait and not os.read(sys.stdin.fileno(), 1):
        return 0  # nobody needs us any more
    logging.basicConfig(level=logging.WARNING, format="%(name)s %(levelname)s %(message)s")
    _most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # packets are freed by reference counts; a full collection would hold them up
    gc.set_threshold(50_000, 20, 100)
    asyncio.run(run(given))
    return 0


if __name__ == "__main__":
    sys.exit(main())
