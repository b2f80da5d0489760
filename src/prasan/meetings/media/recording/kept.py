"""What a room's folder holds, read and checked: the folder alone, no database, nothing decoded.

A manifest is read as somebody else's file: names that lead out of the folder, times that are none and parts that are
still being written are not parts of a recording.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prasan.meetings.media.engine import LABELS
from prasan.meetings.media.recording.manifest import NAME, PART, seconds, sha256

DELETED = "deleted.json"
"""Beside the manifest of a recording that was taken away: when."""
MOST_MANIFEST = 64 * 1024 * 1024


class BadManifest(Exception):
    """A manifest that cannot be read; the text says why."""


@dataclass(frozen=True)
class Part:
    """A finished file. `start`, `end` seconds since 1970; `holes`, silences within it; `size` bytes."""

    file: str
    peer: str
    label: str
    start: float
    end: float
    size: int
    sha256: str
    ended: str = ""
    lost: int = 0
    holes: tuple[tuple[float, float], ...] = ()

    @property
    def kind(self) -> str:
        """Return audio or video."""
        return LABELS[self.label]


@dataclass(frozen=True)
class Gap:
    """A stretch without recording: paused, stopped or lost; `end` is None where nothing followed."""

    start: float
    end: float | None
    reason: str


@dataclass(frozen=True)
class Kept:
    """A room's recording. `unfinished`, how many parts are still written; `digest`, SHA-256 of the manifest."""

    folder: Path
    engine: str
    state: str
    digest: str
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    unfinished: int

    @property
    def start(self) -> float | None:
        """Return when the first part begins, None where there is none."""
        return min((one.start for one in self.parts), default=None)

    @property
    def end(self) -> float | None:
        """Return when the last part ends."""
        return max((one.end for one in self.parts), default=None)

    @property
    def size(self) -> int:
        """Return the bytes of all parts."""
        return sum(one.size for one in self.parts)

    @property
    def inner_gaps(self) -> list[Gap]:
        """Return the gaps that something follows, in order: the end of a recording is none."""
        return sorted((one for one in self.gaps if one.end is not None), key=lambda one: one.start)

    def part(self, file: str) -> Part | None:
        """Return the finished part of a name, None for every other name."""
        return next((one for one in self.parts if one.file == file), None)


@dataclass(frozen=True)
class Fault:
    """What is wrong. `file`, empty for the whole; `code`: no_manifest, unreadable, manifest, missing, size, altered,
    unfinished, extra, deleted; `text` in English.
    """

    file: str
    code: str
    text: str


@dataclass(frozen=True)
class Checked:
    """What a check found: `files` compared, their `size`, the manifest's `digest`; whole where there is no fault."""

    files: int
    size: int
    digest: str
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Tell whether everything is as it was recorded."""
        return not self.faults


def is_name(name: object) -> bool:
    """Tell whether a name is one of our parts, and lies in the folder itself."""
    return isinstance(name, str) and PART.match(name) is not None and Path(name).name == name and "\\" not in name


def _pair(told: Any) -> tuple[float, float] | None:
    try:
        found = seconds(told["from"]), seconds(told["to"])
    except (TypeError, KeyError, ValueError):
        return None
    return found if found[1] > found[0] else None


def _part(told: Any) -> Part | None:
    """Return a finished part, None for what is no part or is not finished."""
    if not isinstance(told, Mapping) or not is_name(told.get("file")) or not told.get("end"):
        return None
    peer, _slash, label = str(told.get("source", "")).rpartition("/")
    try:
        start, end = seconds(told["start"]), seconds(told["end"])
        size, lost = int(told["bytes"]), int(told.get("lost") or 0)
    except (TypeError, KeyError, ValueError):
        return None
    if label not in LABELS or not math.isfinite(end - start) or end < start:
        return None
    listed = told.get("gaps")
    holes = [found for one in (listed if isinstance(listed, list) else []) if (found := _pair(one)) is not None]
    ended, digest = str(told.get("ended", "")), str(told.get("sha256", ""))
    return Part(str(told["file"]), peer, label, start, end, size, digest, ended, lost, tuple(holes))


def _gap(told: Any) -> Gap | None:
    try:
        end = None if told["to"] is None else seconds(told["to"])
        return Gap(seconds(told["from"]), end, str(told["reason"]))
    except (TypeError, KeyError, ValueError):
        return None


def _said(folder: Path) -> tuple[dict[str, Any], str] | None:
    """Return the manifest and its SHA-256, None where there is none; BadManifest where it cannot be read."""
    try:
        with (folder / NAME).open("rb") as file:
            raw = file.read(MOST_MANIFEST + 1)
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise BadManifest(problem.strerror or "it cannot be opened") from problem
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as problem:
        raise BadManifest(str(problem)) from problem
    if not isinstance(said, dict) or not isinstance(said.get("parts"), list):
        raise BadManifest("it lists no parts")
    return said, hashlib.sha256(raw).hexdigest()


def read(folder: Path) -> Kept | None:
    """Return what a room's folder holds, None where nothing was ever recorded; raises BadManifest."""
    found = _said(folder)
    if found is None:
        return None
    said, digest = found
    parts = [part for one in said["parts"] if (part := _part(one)) is not None]
    gaps = [gap for one in _listed(said.get("gaps")) if (gap := _gap(one)) is not None]
    parts.sort(key=lambda one: (one.start, one.file))
    told = str(said.get("engine", "")), str(said.get("state", ""))
    return Kept(folder, *told, digest, tuple(parts), tuple(gaps), len(said["parts"]) - len(parts))


def _listed(told: Any) -> Iterable[Any]:
    return told if isinstance(told, list) else []


def is_finished(kept: Kept) -> bool:
    """Tell whether nothing will be added: stopped, no part open, nothing of an engine's left to be made into parts."""
    return kept.state == "stopped" and not kept.unfinished and not any((kept.folder / "raw").glob("*.mjr"))


def check(folder: Path, digest: str = "") -> Checked:
    """Compare a room's folder with its manifest, every byte of it.

    Parameters: `digest`, the manifest's SHA-256 as it was kept elsewhere (journal, page), empty where not known.
    """
    try:
        kept = read(folder)
    except BadManifest as problem:
        return Checked(0, 0, "", (Fault("", "unreadable", f"the manifest cannot be read: {problem}"),))
    if kept is None:
        return Checked(0, 0, "", (Fault("", "no_manifest", "there is no manifest in this folder"),))
    faults = []
    if digest and digest.lower() != kept.digest:
        faults.append(Fault("", "manifest", "the manifest is not the one whose hash was kept elsewhere"))
    gone = (folder / DELETED).exists()
    if gone:
        faults.append(Fault("", "deleted", "its files were taken away on purpose: the journal says by whom and why"))
    for part in kept.parts:
        fault = _of(folder, part)
        if fault is not None and not (gone and fault.code == "missing"):
            faults.append(fault)
    if kept.unfinished:
        faults.append(Fault("", "unfinished", f"{kept.unfinished} parts are not finished"))
    named = {one.file for one in kept.parts}
    extra = [] if kept.unfinished else [one for one in sorted(os.listdir(folder)) if is_name(one) and one not in named]
    faults += [Fault(one, "extra", "the manifest does not know this file") for one in extra]
    return Checked(len(kept.parts), kept.size, kept.digest, tuple(faults))


def _of(folder: Path, part: Part) -> Fault | None:
    path = folder / part.file
    try:
        size = path.stat().st_size
        if size != part.size:
            return Fault(part.file, "size", f"it has {size} bytes, the manifest says {part.size}")
        if sha256(path) != part.sha256:
            return Fault(part.file, "altered", "its content is not what was recorded")
    except OSError:
        return Fault(part.file, "missing", "it is not there or cannot be read")
    return None
