"""What a room's recording holds, as one JSON file beside the parts: who, from when to when, how much, its SHA-256.

`manifest.json` is replaced as a whole, so that a reader finds the old or the new one. All times are UTC, ISO 8601.
A part is one file: one source from its coming (or the start, or the end of a pause) until it ends.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prasan.meetings.media.engine import LABELS
from prasan.meetings.media.recording import webm

NAME = "manifest.json"
PART = re.compile(r"(\d{4,})\.(.+)\.([a-z]+)\.webm\Z")
NEXT = {"start": "recording", "resume": "recording", "hush": "paused", "pause": "paused", "stop": "stopped"}
BEFORE = {
    "start": {"stopped"}, "resume": {"paused", "recording"}, "hush": {"recording", "paused", "stopped"},
    "pause": {"recording", "paused"}, "stop": {"recording", "paused"},
}  # fmt: skip
"""From which states an action may be taken."""


def moment(second: float) -> str:
    """Return a second since 1970 as UTC with milliseconds."""
    return datetime.fromtimestamp(second, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds(text: str) -> float:
    """Return the second since 1970 of a `moment`; raises ValueError."""
    return datetime.fromisoformat(text).timestamp()


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Manifest:
    """The manifest of one room; safe for several threads. Nothing is on the disk before `save`."""

    def __init__(self, folder: Path, room: str, engine: str) -> None:
        """Parameters: `folder`, of this room alone, made (0700) when missing; an older manifest in it goes on."""
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._dirty = True
        self._said: dict[str, Any] = {"version": 1, "room": room, "state": "stopped", "gaps": [], "parts": []}
        with contextlib.suppress(FileNotFoundError):
            self._said = json.loads((folder / NAME).read_text())
        self._said["engine"] = engine
        self._parts: dict[str, dict[str, Any]] = {one["file"]: one for one in self._said["parts"]}
        numbers = [int(found[1]) for one in os.listdir(folder) if (found := PART.match(one))]
        self._number = max(numbers, default=0)

    @property
    def state(self) -> str:
        """recording, paused or stopped; what the folder says until `begun` has mended it."""
        return str(self._said["state"])

    def files(self) -> Sequence[str]:
        """Return the names of the parts so far, with the room's folder before each."""
        with self._lock:
            return [f"{self.folder.name}/{name}" for name in self._parts]

    def moved(self, action: str, now: float) -> None:
        """Note that the recording was started, paused, resumed or stopped (a key of NEXT) at this second."""
        with self._lock:
            self._said["state"] = NEXT[action]
            if action in {"start", "resume"}:
                self._end_gap(now)
                self._said.setdefault("start", moment(now))
            elif NEXT[action] == "paused" or self._open_gap() is None:
                self._said["gaps"].append({"from": moment(now), "to": None, "reason": NEXT[action]})
            else:  # stopped while paused: what follows is no secret any more, but the pause had its end here
                self._end_gap(now)
                self._said["gaps"].append({"from": moment(now), "to": None, "reason": "stopped"})
            self._dirty = True

    def _open_gap(self) -> dict[str, Any] | None:
        gaps = self._said["gaps"]
        return gaps[-1] if gaps and gaps[-1]["to"] is None else None

    def _end_gap(self, now: float) -> None:
        if (gap := self._open_gap()) is not None:
            gap["to"] = moment(now)

    # parts

    def name(self, source: str) -> str:
        """Return the name of the next file of a source, used never before."""
        with self._lock:
            self._number += 1
            peer, _, label = source.rpartition("/")
            return f"{self._number:04}.{peer}.{label}.webm"

    def begin(self, file: str, source: str, start: float) -> None:
        """Note that a part is being written since this second."""
        with self._lock:
            kind = LABELS[source.rpartition("/")[2]]
            part = {"file": file, "source": source, "kind": kind, "start": moment(start), "end": None}
            self._parts[file] = part
            self._said["parts"].append(part)
            self._dirty = True

    def end(self, file: str, totals: webm.Totals, reason: str, **more: Any) -> None:
        """Note what a finished part holds; `more`, packets, lost and gaps where they are known. Raises OSError."""
        digest = sha256(self.folder / file)
        with self._lock:
            part = self._parts[file]
            part["end"] = moment(seconds(part["start"]) + totals.ms / 1_000)
            part |= {"frames": totals.blocks, "seconds": totals.ms / 1_000, "bytes": totals.size}
            part |= {"sha256": digest, "ended": reason} | more
            self._dirty = True

    # on the disk

    def save(self) -> None:
        """Write the manifest when something has changed; raises OSError."""
        with self._lock:
            if not self._dirty:
                return
            self._dirty = False
            text = json.dumps(self._said, ensure_ascii=False, indent=1)
        draft = self.folder / f".{NAME}.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / NAME)

    def discard(self) -> None:
        """Take away files that were not finished: for an engine that can make them again. Raises OSError."""
        for name in sorted(os.listdir(self.folder)):
            if PART.match(name) and self._parts.get(name, {}).get("end") is None:
                (self.folder / name).unlink()
                self._forget(name)

    def recover(self) -> None:
        """Make whole what a killed process left: parts end where they end, and a gap begins. Raises OSError."""
        for name in sorted(os.listdir(self.folder)):
            found = PART.match(name)
            if found is None or self._parts.get(name, {}).get("end") is not None:
                continue
            path = self.folder / name
            try:
                totals = webm.mend(path)
            except webm.NotWhole:
                path.unlink()
                self._forget(name)
                continue
            if name not in self._parts:
                self.begin(name, f"{found[2]}/{found[3]}", path.stat().st_mtime - totals.ms / 1_000)
            self.end(name, totals, "lost")
        with self._lock:
            if self._said["state"] != "stopped" and self._open_gap() is None:
                last = max((one["end"] for one in self._said["parts"]), default=self._said.get("start"))
                self._said["gaps"].append({"from": last, "to": None, "reason": "lost"})
            self._said["state"] = "stopped"
            self._dirty = True

    def _forget(self, name: str) -> None:
        with self._lock:
            part = self._parts.pop(name, None)
            if part is not None:
                self._said["parts"].remove(part)
                self._dirty = True
