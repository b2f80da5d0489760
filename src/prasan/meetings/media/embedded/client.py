"""What the application uses: EmbeddedEngine talks with the media process, Sidecar starts it and notices its end.

Neither imports aiortc: a web process stays as small as it was.
"""

from __future__ import annotations

import contextlib
import json
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from prasan.meetings.media.embedded.folder import SECRET, Folder
from prasan.meetings.media.engine import USUAL_LABELS, CastState, Counts, EngineDown, EngineError, Event, RecordAction

CALL_SECONDS = 20.0


class Line:
    """One connection to the control socket, already let in. Raises EngineDown, EngineError (refused)."""

    def __init__(self, folder: Folder, seconds: float, secret: str | None = None) -> None:
        """Parameters: `seconds` to wait for an answer; `secret`, the folder's when None."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(seconds)
        self._rest = b""
        self._count = 0
        try:
            self._socket.connect(folder.socket)
            known = (folder.path / SECRET).read_text() if secret is None else secret
        except OSError as problem:
            self._socket.close()
            raise EngineDown(f"the media process does not answer: {problem}") from problem
        try:
            self.call("hello", secret=known)
        except (EngineDown, EngineError):
            self.close()
            raise

    def call(self, what: str, **words: Any) -> Any:
        """Ask and return the answer's value; events that come between are left out."""
        self._count += 1
        try:
            self._socket.sendall(json.dumps({"id": self._count, "do": what, **words}).encode() + b"\n")
            while (said := self.read()).get("id") != self._count:
                pass
        except (OSError, ValueError) as problem:
            self.close()
            raise EngineDown(f"the media process does not answer: {problem}") from problem
        if "error" in said:
            raise EngineError(said["error"]["code"], said["error"]["text"])
        return said["ok"]

    def read(self) -> dict[str, Any]:
        """Return the next line; raises OSError (TimeoutError too) or ValueError."""
        while b"\n" not in self._rest:
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionResetError("the media process is gone")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        said = json.loads(line)
        if not isinstance(said, dict):
            raise ValueError("not an object")
        return said

    def gone(self) -> bool:
        """Tell whether the other end has hung up, as a process that was killed does; asks nothing of it."""
        waiting = select.poll()
        waiting.register(self._socket, select.POLLIN)
        if not waiting.poll(0):
            return False
        try:
            return not self._socket.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def wait(self, seconds: float) -> None:
        """Change how long `read` waits."""
        self._socket.settimeout(seconds)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class EmbeddedEngine:
    """The MediaEngine of a media process that runs on this machine; see `engine.MediaEngine` for each method.

    Parameters: `folder`, that of the process; `secret`, only where the folder's is not to be used. A lost
    connection is made anew at the next call.
    """

    def __init__(self, folder: Path, secret: str | None = None) -> None:
        self._folder = Folder(folder)
        self._secret = secret
        self._line: Line | None = None
        self._lock = threading.Lock()

    def open(self, room: str) -> None:
        """See MediaEngine."""
        self._call("open", room=room)

    def close(self, room: str) -> None:
        """See MediaEngine."""
        self._call("close", room=room)

    def rooms(self) -> Sequence[str]:
        """See MediaEngine."""
        return [str(name) for name in self._call("rooms")]

    def publish(self, room: str, peer: str, offer: str, labels: Sequence[str] = USUAL_LABELS) -> str:
        """See MediaEngine."""
        return str(self._call("publish", room=room, peer=peer, offer=offer, labels=list(labels)))

    def watch(self, room: str, peer: str, videos: int, audios: int) -> str:
        """See MediaEngine."""
        return str(self._call("watch", room=room, peer=peer, videos=videos, audios=audios))

    def answer(self, room: str, peer: str, answer: str) -> None:
        """See MediaEngine."""
        self._call("answer", room=room, peer=peer, answer=answer)

    def assign(self, room: str, peer: str, slot: str, source: str | None) -> None:
        """See MediaEngine."""
        self.arrange(room, {peer: {slot: source}})

    def arrange(self, room: str, slots: Mapping[str, Mapping[str, str | None]]) -> None:
        """See MediaEngine."""
        self._call("arrange", room=room, slots={peer: dict(places) for peer, places in slots.items()})

    def mute(self, room: str, peer: str, muted: bool, labels: Sequence[str] = ()) -> None:
        """See MediaEngine."""
        self._call("mute", room=room, peer=peer, muted=muted, labels=list(labels))

    def drop(self, room: str, peer: str) -> None:
        """See MediaEngine."""
        self._call("drop", room=room, peer=peer)

    def record(self, room: str, action: RecordAction) -> Sequence[str]:
        """See MediaEngine."""
        return [str(name) for name in self._call("record", room=room, action=action)]

    def cast(self, room: str, slots: Mapping[str, str | None] | None) -> None:
        """See MediaEngine."""
        self._call("cast", room=room, slots=None if slots is None else dict(slots))

    def tune(self, room: str) -> CastState:
        """See MediaEngine."""
        state: CastState = self._call("tune", room=room)
        return state

    def stats(self, room: str) -> Counts:
        """See MediaEngine."""
        found = self._call("stats", room=room)
        return Counts(found["sources"], found["watchers"])

    def events(self, seconds: float) -> Iterator[Event]:
        """See MediaEngine; a lost process is told as Event("engine", about="lost"), and then it ends.

        Listening begins before this returns: nothing between the call and the first event is missed.
        """
        line = Line(self._folder, CALL_SECONDS, self._secret)
        line.call("listen")
        return _events(line, seconds)

    def hang_up(self) -> None:
        """Close the connection to the process; the next call makes a new one."""
        with self._lock:
            self._drop_line()

    def _call(self, what: str, **words: Any) -> Any:
        with self._lock:
            if self._line is not None and self._line.gone():
                self._drop_line()  # of a process before this one: a call on it would fail for nothing
            if self._line is None:
                self._line = Line(self._folder, CALL_SECONDS, self._secret)
            try:
                return self._line.call(what, **words)
            except EngineDown:
                self._drop_line()
                raise

    def _drop_line(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _events(line: Line, seconds: float) -> Iterator[Event]:
    line.wait(seconds)
    with contextlib.closing(line):
        while True:
            try:
                said = line.read()
            except TimeoutError:
                return
            except (OSError, ValueError):
                yield Event("engine", about="lost")
                return
            if "event" in said:
                room, peer, about, reason = (said.get(key, "") for key in ("room", "peer", "about", "reason"))
                labels, speakers = (tuple(said.get(key, ())) for key in ("labels", "speakers"))
                yield Event(said["event"], room, peer, about, reason, labels, speakers)


class Sidecar:
    """The media process as a child of this one.

    Parameters: `folder`, of socket and secret; `options`, as on the command line of the process; `before`, words that
    go before it, such as nice or nsenter with theirs.
    """

    module = "prasan.meetings.media.embedded"

    def __init__(
        self, folder: Path, options: Sequence[str] = (), before: Sequence[str] = (), spare: float | None = None
    ) -> None:
        """Parameters: `spare`, seconds after a start until a second process is loaded that waits for the end of the
        first: on a busy machine the loading takes longer than all the rest of coming back. None for none.
        """
        self._spare_after = spare
        self._spare: subprocess.Popen[bytes] | None = None
        self._folder = Folder(folder)
        self._before = tuple(before)
        self._options = tuple(options)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id; 0 when it is not running."""
        return self._process.pid if self._process is not None and self.alive() else 0

    @property
    def waiting(self) -> int:
        """The id of the process that waits to take the place of this one; 0 where there is none."""
        return self._spare.pid if self._spare is not None and self._spare.poll() is None else 0

    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def start(self, seconds: float = 30.0) -> None:
        """Start the process, also after it has ended, and wait until it answers; one that runs is left alone.

        Raises EngineDown when it does not answer in `seconds`.
        """
        if self.alive():
            return
        self._forget()
        self._process = self._taken() or self._launched()
        end = time.monotonic() + seconds
        while True:
            try:
                Line(self._folder, seconds).close()
                break
            except EngineDown:
                if not self.alive() or time.monotonic() > end:
                    self.stop()
                    raise
                time.sleep(0.02)
        if self._spare_after is not None:
            timer = threading.Timer(self._spare_after, self._load_spare)
            timer.daemon = True
            timer.start()

    def _launched(self, *more: str) -> subprocess.Popen[bytes]:
        words = [*self._before, sys.executable, "-m", self.module, str(self._folder.path), "--child", *more]
        return subprocess.Popen([*words, *self._options], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def _load_spare(self) -> None:
        if self.alive() and not self.waiting:
            self._drop(self._spare)
            self._spare = self._launched("--wait")

    def _taken(self) -> subprocess.Popen[bytes] | None:
        """Return the process that waits, told to go; None where there is none."""
        spare, self._spare = self._spare, None
        if spare is None or spare.stdin is None:
            return None
        try:
            spare.stdin.write(b"\n")
            spare.stdin.flush()
        except OSError:
            self._drop(spare)
            return None
        return spare

    @staticmethod
    def _drop(process: subprocess.Popen[bytes] | None) -> None:
        if process is not None and process.stdin is not None:
            process.kill()
            process.wait()
            with contextlib.suppress(OSError):  # what it was not told any more
                process.stdin.close()

    def stop(self, seconds: float = 10.0) -> None:
        """End the process, by force when it does not go in `seconds`."""
        self._drop(self._spare)
        self._spare = None
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._forget()

    def _forget(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        self._process = None
