"""The recording of one room at Janus: it writes what comes as .mjr; this makes parts and the manifest of them.

While a stretch runs its packets stand in `raw`, readable by the owner alone. At a pause, at the end and when somebody
goes they become parts, in a thread, one after the other; what a killed process left becomes parts at the next start.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from prasan.meetings.media.engine import EngineError
from prasan.meetings.media.janus import mjr
from prasan.meetings.media.recording.manifest import BEFORE, NEXT, Manifest

log = logging.getLogger("prasan.media")

FINISH_SECONDS = 15.0
"""How long pause and stop wait for the parts; a long meeting's are made on beside."""
CLOSING_SECONDS = 0.5
RAW = re.compile(r"videoroom-.*-user-(\d+)-\d+-(?:audio|video)-\d+\.mjr\Z")


class Recorder:
    """The recording of one room. `raw` is where Janus has to write."""

    def __init__(self, folder: Path, room: str, switch: Callable[[bool], Awaitable[None]]) -> None:
        """Parameters: `folder`, of all rooms; `switch`, lets Janus record or not. Nothing is made yet."""
        self.raw = folder / room / "raw"
        self._folder = folder / room
        self._room = room
        self._switch = switch
        self._manifest: Manifest | None = None
        self._state = "stopped"
        self._lock, self._converting = asyncio.Lock(), asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def act(self, action: object) -> Sequence[str]:
        """See MediaEngine.record; raises EngineError bad_state."""
        if not isinstance(action, str) or self._lock.locked() or self._state not in BEFORE.get(action, ()):
            raise EngineError("bad_state", f"the recording is {self._state}")
        async with self._lock:
            try:
                return await self._acted(action)
            except OSError as problem:
                raise EngineError("bad_state", f"the folder of recordings: {problem.strerror}") from problem

    async def _acted(self, action: str) -> Sequence[str]:
        if action == "start":
            self._manifest = await asyncio.to_thread(self._opened)
        manifest = self._manifest
        if manifest is None or (action == "hush" and self._state == "stopped"):
            return ()
        if self._state != NEXT[action]:
            await self._move(action, manifest)
        if action in {"pause", "stop"} and self._tasks:
            await asyncio.wait(set(self._tasks), timeout=FINISH_SECONDS)
        return manifest.files()

    async def _move(self, action: str, manifest: Manifest) -> None:
        if self._state == "recording" or NEXT[action] == "recording":
            await self._switch(NEXT[action] == "recording")
        manifest.moved(action, time.time())
        self._state = manifest.state
        await asyncio.to_thread(manifest.save)
        if self._state != "recording":
            self._beside(self._make("", self._state))

    def goes(self, feed: str, reason: str) -> None:
        """Make parts of what a feed sent, now that it has ended."""
        if self._state != "stopped":
            self._beside(self._make(feed, reason))

    async def close(self) -> None:
        """Stop when it runs, and wait until every part is made; for the end of the room."""
        if self._state != "stopped":
            await self.act("stop")
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _beside(self, work: Awaitable[None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        assert isinstance(task, asyncio.Task)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _make(self, feed: str, reason: str) -> None:
        """Make parts of the closed recordings of one feed, or of all."""
        if feed:
            await asyncio.sleep(CLOSING_SECONDS)  # Janus closes its file after it has said that the feed is gone
        async with self._converting:
            found = [one for one in sorted(self.raw.glob("*.mjr")) if feed in {"", _feed(one)}]
            for path in found:
                await asyncio.to_thread(self._convert, path, reason)

    def _convert(self, path: Path, reason: str) -> None:
        """Make a part; one that cannot be made stays as Janus wrote it, and the log says so."""
        assert self._manifest is not None
        try:
            if not path.stat().st_size:  # the room's blank source has one too, and nothing ever comes
                path.unlink()
                return
            mjr.convert(path, reason, self._manifest)
        except (mjr.NotMjr, OSError):
            log.exception("the recording %s of room %s stays as it is", path.name, self._room)

    def _opened(self) -> Manifest:
        """Open the room's manifest; what a killed process left becomes parts first."""
        manifest = Manifest(self._folder, self._room, "janus")
        self.raw.mkdir(mode=0o700, exist_ok=True)
        self._manifest = manifest
        manifest.discard()
        for path in sorted(self.raw.glob("*.mjr")):
            self._convert(path, "lost")
        manifest.recover()
        manifest.save()
        return manifest


def _feed(path: Path) -> str:
    found = RAW.match(path.name)
    return found[1] if found is not None else ""
