"""Recordings as an engine leaves them: real WebM files and their manifest, at moments that the test chooses."""

from __future__ import annotations

from pathlib import Path

from prasan.meetings.media.recording.manifest import Manifest
from prasan.meetings.media.recording.webm import Webm

SILENCE = b"\xf8\xff\xfe"


class Recorded:
    """A room's folder being filled. Moments are seconds after `zero`, a second since 1970."""

    def __init__(self, folder: Path, room: str, zero: float) -> None:
        self.zero, self.room = zero, room
        self.manifest = Manifest(folder / room, room, "embedded")
        self.manifest.moved("start", zero)

    @property
    def folder(self) -> Path:
        return self.manifest.folder

    def part(self, source: str, start: float, seconds: float, holes=(), pictures=None, step: int = 100) -> str:
        """Write a part: silence, or `pictures` (key frame first) every `step` milliseconds, begun anew each time."""
        name = self.manifest.name(source)
        kind = "audio" if pictures is None else "video"
        file = Webm(self.folder / name, kind, 64, 48)
        self.manifest.begin(name, source, self.zero + start)
        bodies, each = (pictures, step) if pictures else ((SILENCE,), 20)
        for number in range(int(seconds * 1000 // each)):
            file.add(number * each, number % len(bodies) == 0, bodies[number % len(bodies)])
        self.manifest.end(name, file.close(), "stopped", packets=1, lost=0, gaps=list(holes))
        return name

    def gap(self, start: float, end: float, action: str = "pause") -> None:
        self.manifest.moved(action, self.zero + start)
        self.manifest.moved("resume" if action == "pause" else "start", self.zero + end)

    def done(self, at: float) -> Path:
        self.manifest.moved("stop", self.zero + at)
        self.manifest.save()
        return self.folder
