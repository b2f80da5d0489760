"""One run of ffmpeg: its ports, its start, its segments as they are finished, its end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

from prasan.meetings.media.cast.encoder import SDP, description, finished, words

log = logging.getLogger("prasan.media")

BIND_SECONDS, END_SECONDS = 5.0, 2.0
HOST = "127.0.0.1"
SOCKETS = Path("/proc/self/net/udp")
MOST_LOG = 2_000


def ffmpeg() -> str:
    """Return where ffmpeg is; empty where it, or what ends it with us, is not installed."""
    found = shutil.which("ffmpeg")
    return found if found is not None and shutil.which("setpriv") is not None else ""


def free_pair() -> int:
    """Return an even UDP port of the loopback address that is free with the one behind it, as RTP wants them."""
    while True:
        with contextlib.suppress(OSError), socket.socket(type=socket.SOCK_DGRAM) as one:
            one.bind((HOST, 0))
            port: int = one.getsockname()[1]
            if port % 2 == 0:
                with socket.socket(type=socket.SOCK_DGRAM) as other:
                    other.bind((HOST, port + 1))
                    return port


def bound(ports: list[int]) -> bool:
    """Tell whether somebody listens on all of these ports."""
    taken = {int(line.split()[1].partition(":")[2], 16) for line in SOCKETS.read_text().splitlines()[1:]}
    return set(ports) <= taken


class Encoder:
    """A run of ffmpeg. `ports` are picture (0: a still one) and sounds; `cut` is told name and length of a segment."""

    def __init__(self, folder: Path, picture: bool, sounds: int, cut: Callable[[str, float], None]) -> None:
        """Parameters: `folder`, its own, emptied at the start; `sounds`, how many places of the mix."""
        self.picture = free_pair() if picture else 0
        self.sounds = [free_pair() for _one in range(sounds)]
        self.ended = False
        self._folder, self._cut = folder, cut
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int:
        """The process id, 0 where none runs."""
        return self._process.pid if self._process is not None and not self.ended else 0

    async def start(self, first: int, wanted: Callable[[], bool]) -> bool:
        """Start it and wait until it listens; tell whether it does.

        Parameters: `first`, the number of its first segment; `wanted`, asked again and again whether to go on.
        """
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(mode=0o700, parents=True)
        (self._folder / SDP).write_text(description(self.picture, self.sounds))
        command = words(ffmpeg(), self._folder, bool(self.picture), len(self.sounds), first)
        with (self._folder / "log").open("wb") as told:
            self._process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=told, umask=0o077
            )
        self._reading = asyncio.get_running_loop().create_task(self._read())
        ports = [*self.sounds, *([self.picture] if self.picture else [])]
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BIND_SECONDS):
                while wanted() and not self.ended:
                    if bound(ports):
                        return True
                    await asyncio.sleep(0.03)
        return False

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            if (found := finished(line.decode(errors="replace"))) is not None:
                try:
                    self._cut(*found)
                except OSError as problem:
                    log.warning("a segment of %s: %s", self._folder.parent.name, problem)
        await self._process.wait()
        self.ended = True

    async def stop(self, *, at_once: bool) -> None:
        """End it. Parameters: `at_once`, what it has not finished is not wanted any more."""
        if self._process is None or self._reading is None:
            return
        if at_once:
            self._reading.cancel()
        with contextlib.suppress(ProcessLookupError):
            (self._process.kill if at_once else self._process.terminate)()
        if not at_once:
            await asyncio.wait({self._reading}, timeout=END_SECONDS)
            if not self.ended:
                self._reading.cancel()
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()
        await self._process.wait()
        self.ended = True

    def said(self) -> str:
        """Return the end of what it said of its own faults."""
        with contextlib.suppress(OSError):
            return (self._folder / "log").read_text(errors="replace")[-MOST_LOG:].strip()
        return ""
