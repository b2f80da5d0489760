"""The recording of one room: tapes from its sources, a thread that writes them, the manifest beside them.

The loop appends packets to tapes and never waits for a disk. What was said in a pause is on no tape: a source's tape
ends when the pause begins, and another one begins afterwards, from the packets that arrive from then on.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Protocol

from prasan.meetings.media.embedded.source import Source, own_time
from prasan.meetings.media.embedded.tape import Piece, Tape
from prasan.meetings.media.engine import EngineError, Kind
from prasan.meetings.media.recording.manifest import BEFORE, NEXT, Manifest, moment
from prasan.meetings.media.recording.webm import Totals, Webm

log = logging.getLogger("prasan.media")

WRITE_EVERY = 0.25
FINISH_SECONDS = 20.0
HOLE_SECONDS = 2.0
"""A longer silence within a part (muted, stalled, nothing sent) is named in the manifest."""


class Recorded(Protocol):
    """A source as far as its recording needs it."""

    name: str
    kind: Kind
    rate: int

    def captured(self, time: int) -> float:
        """Return the second since 1970 at which the moment with this timestamp was captured."""


class Part:
    """One file of one source, written by the thread."""

    def __init__(self, source: Recorded, tape: Tape, manifest: Manifest) -> None:
        self.source = source
        self.tape = tape
        self.failed = ""
        self.done = False
        self._manifest = manifest
        self._file: Webm | None = None
        self._first = self._last = 0
        self._start = 0.0
        self._holes: list[dict[str, Any]] = []

    def write(self, now: float) -> None:
        """Write what is whole by now, and finish when the tape has ended; an OSError ends the part."""
        ended = self.tape.ended
        try:
            for piece in self.tape.pieces(now):
                self._put(piece)
            if ended:
                self.done = True
                self._finish(ended)
        except OSError as problem:
            log.exception("the recording of %s cannot be written", self.source.name)
            self.failed, self.done = problem.strerror or "not written", True
            self.tape.end("failed")
            if self._file is not None:
                self._file.abandon()

    def _put(self, piece: Piece) -> None:
        if self._file is None:
            self._first = self._last = piece.time
            self._start = self.source.captured(piece.time)
            name = self._manifest.name(self.source.name)
            self._file = Webm(self._manifest.folder / name, self.source.kind, piece.width, piece.height)
            self._manifest.begin(name, self.source.name, self._start)
        rate = self.source.rate
        if piece.time - self._last > HOLE_SECONDS * rate:
            ends = (self._start + (at - self._first) / rate for at in (self._last, piece.time))
            self._holes.append(dict(zip(("from", "to"), map(moment, ends), strict=True)))
        self._last = max(self._last, piece.time)
        self._file.add((piece.time - self._first) * 1_000 // rate, piece.key, piece.body)

    def _finish(self, reason: str) -> None:
        if self._file is None:
            return
        totals: Totals = self._file.close()
        tape = self.tape
        more = {"packets": tape.packets, "lost": tape.lost + tape.spilt, "gaps": self._holes}
        self._manifest.end(self._file.path.name, totals, reason, **more)


class Recorder:
    """The recording of one room. Its methods belong to the loop; `fail` is called there when a file is not written."""

    def __init__(self, folder: Path, room: str, fail: Callable[[str, str], None]) -> None:
        """Parameters: `folder`, of all rooms; `fail`, takes the source and what went wrong. Nothing is made yet."""
        self._folder = folder / room
        self._room = room
        self._fail = fail
        self._manifest: Manifest | None = None
        self._parts: list[Part] = []
        self._sources: dict[Part, Source] = {}
        self._wake = threading.Event()
        self._waiting: list[Future[None]] = []
        self._thread: threading.Thread | None = None
        self._ending = False
        self._busy = False

    @property
    def state(self) -> str:
        """recording, paused or stopped."""
        return self._manifest.state if self._manifest is not None and self._thread is not None else "stopped"

    async def act(self, action: object, sources: Iterable[Source]) -> Sequence[str]:
        """See MediaEngine.record; raises EngineError bad_state, also when the disk does not answer."""
        if not isinstance(action, str) or self.state not in BEFORE.get(action, ()) or self._busy:
            raise EngineError("bad_state", f"the recording is {self.state}")
        self._busy = True
        try:
            if action == "start":
                await self._begin()
            if self._manifest is None or self._thread is None:  # hushed before it began
                return ()
            moves = NEXT[action] != self.state or action == "start"
            if moves:
                self._move(action, sources)
            if action != "hush" and (moves or action == "pause"):  # who says again what is so waits for no disk
                await self._written(last=action == "stop")
            return self._manifest.files()
        except OSError as problem:
            raise EngineError("bad_state", f"the folder of recordings: {problem.strerror}") from problem
        finally:
            self._busy = False

    def _move(self, action: str, sources: Iterable[Source]) -> None:
        assert self._manifest is not None
        self._manifest.moved(action, time.time())
        if NEXT[action] == "recording":
            for source in sources:
                self.attach(source)
        else:
            for part in self._parts:
                self._cut(part, NEXT[action])

    async def _begin(self) -> None:
        self._manifest = await asyncio.to_thread(_opened, self._folder, self._room)
        self._ending = False
        self._thread = threading.Thread(target=self._run, name=f"recording {self._room}", daemon=True)
        self._thread.start()

    def attach(self, source: Source) -> None:
        """Record a source from its next packet (a picture: its next key frame, asked for now) when recording is on."""
        if self.state != "recording" or self._manifest is None:
            return
        part = Part(source, Tape(source.name, source.kind), self._manifest)
        source.recorder = part.tape.take
        self._sources[part] = source
        self._parts.append(part)
        source.want_key()

    def detach(self, source: Source, reason: str) -> None:
        """End the part of a source that goes."""
        for part in self._parts:
            if part.source is source:
                self._cut(part, reason)

    def tick(self) -> None:
        """Forget finished parts, tell failed ones, ask for key frames that are missed; some times a second."""
        for part in self._parts[:]:
            if part.failed:
                self._fail(part.source.name, part.failed)
            source = self._sources[part]
            if part.done:
                if part.failed:
                    source.recorder = None
                self._parts.remove(part)
                del self._sources[part]
            elif part.tape.needs_key and not part.tape.ended and not source.muted:
                source.want_key()

    async def close(self) -> None:
        """Stop when it runs; for the end of the room."""
        if self.state != "stopped":
            await self.act("stop", ())

    def _cut(self, part: Part, reason: str) -> None:
        if not part.tape.ended:
            self._sources[part].recorder = None
        part.tape.end(reason)

    async def _written(self, last: bool) -> None:
        """Wait until the thread has written what there is now; `last` ends it."""
        waiting: Future[None] = Future()
        self._waiting.append(waiting)
        self._ending = last
        self._wake.set()
        try:
            await asyncio.wait_for(asyncio.wrap_future(waiting), FINISH_SECONDS)
        except TimeoutError as problem:
            raise EngineError("bad_state", "the disk of the recordings does not answer") from problem
        finally:
            self.tick()
            if last:
                self._thread = None

    # the thread that writes

    def _run(self) -> None:
        manifest, problem = self._manifest, None
        assert manifest is not None
        while True:
            self._wake.wait(WRITE_EVERY)
            self._wake.clear()
            ending, waiting = self._ending, self._waiting[:]
            for part in tuple(self._parts):
                if not part.done:
                    part.write(own_time())
            try:
                manifest.save()
                problem = None
            except OSError as found:
                problem = found
                log.exception("the manifest of room %s cannot be written", self._room)
            for one in waiting:
                self._waiting.remove(one)
                _settle(one, problem)
            if ending:
                return


def _settle(waiting: Future[None], problem: OSError | None) -> None:
    if not waiting.set_running_or_notify_cancel():
        return
    if problem is not None:
        waiting.set_exception(problem)
    else:
        waiting.set_result(None)


def _opened(folder: Path, room: str) -> Manifest:
    """Open the room's manifest; what a killed process left is made whole first."""
    manifest = Manifest(folder, room, "embedded")
    manifest.recover()
    manifest.save()
    return manifest
