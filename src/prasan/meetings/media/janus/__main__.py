"""The steering process: python -m prasan.meetings.media.janus FOLDER --address A… [--shown A] [--ports 20000-20999]
[--recordings FOLDER] [--casts FOLDER] [--loops 2].

FOLDER holds the control socket, the secret, and Janus' configuration and log. With --child the process ends with its
standard input. It prints "ready" when the socket is open. When Janus ends, so does this process, with code 1: whoever
supervises it starts both again.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from pathlib import Path
from socket import socket as Socket

from prasan.meetings.media.control import MOST_LINE, Control, Tell
from prasan.meetings.media.embedded.folder import Folder
from prasan.meetings.media.janus.cast import casts_folder
from prasan.meetings.media.janus.process import JANUS, Janus, Where
from prasan.meetings.media.janus.room import Room
from prasan.meetings.media.janus.wire import JanusGone, Session

log = logging.getLogger("prasan.media")


def ports(text: str) -> tuple[int, int]:
    """Read a range of UDP ports, as 20000-20999; raises ValueError."""
    first, _, last = text.partition("-")
    found = int(first), int(last or first)
    if not 1024 <= found[0] < found[1] <= 65535:
        raise ValueError(text)
    return found


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line; ends the process with a message when it is wrong."""
    parser = argparse.ArgumentParser(prog="prasan.meetings.media.janus", description="Steer a Janus of its own.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--address", action="append", required=True, help="an own address, not the loopback one alone")
    parser.add_argument("--shown", default="", help="the address that browsers are told, behind 1:1 NAT")
    parser.add_argument("--ports", type=ports, default=(0, 0), help="the range of UDP ports")
    parser.add_argument("--recordings", type=Path, help="where recordings go; without it nothing is recorded")
    parser.add_argument("--casts", type=Path, help="where listeners' streams go; without it, or ffmpeg, there are none")
    parser.add_argument("--loops", type=int, default=max(2, os.cpu_count() or 1), help="event loops, one per core")
    parser.add_argument("--child", action="store_true", help="end when standard input ends")
    parser.add_argument("--wait", action="store_true", help="begin with the first byte of standard input")
    return parser.parse_args(words)


async def run(given: argparse.Namespace) -> int:
    """Serve until SIGTERM, SIGINT, the end of standard input (a child) or of Janus; returns the exit code."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if given.child:
        loop.add_reader(sys.stdin.fileno(), _ended, stop)
    folder = Folder(given.folder)
    secret = folder.secret()
    with folder.bound() as listening:
        janus = Janus(folder.path, Where(tuple(given.address), given.shown, given.ports, given.loops))
        try:
            return await _serve(await janus.start(), janus.key, listening, secret, stop, given)
        except JanusGone as problem:
            log.error("%s", problem)
            return 1
        finally:
            await janus.stop()


async def _serve(
    session: Session, key: str, listening: Socket, secret: str, stop: asyncio.Event, given: argparse.Namespace
) -> int:
    casts = casts_folder(given.casts)

    async def make(name: str, tell: Tell) -> Room:
        return await Room.opened(name, session, tell, key, given.recordings, casts)

    control = Control(make, secret)
    server = await asyncio.start_unix_server(control.serve, sock=listening, limit=MOST_LINE)
    tasks = [asyncio.ensure_future(work) for work in (control.beat(), session.listen(), stop.wait())]
    print("ready", flush=True)
    try:
        await asyncio.wait(tasks[1:], return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set():
            await asyncio.gather(*(room.close() for room in control.rooms.values()), return_exceptions=True)
            return 0
        await tasks[1]  # raises JanusGone
        return 1
    finally:
        server.close()
        for task in tasks:
            task.cancel()


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
    if not JANUS.exists():
        log.error("%s is not installed: apt install janus", JANUS)
        return 1
    return asyncio.run(run(given))


if __name__ == "__main__":
    sys.exit(main())
