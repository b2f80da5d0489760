"""Reading Janus' own recordings (.mjr): the packets of one stream as they came, made into a part of ours.

A file is "MJR00002", the length of a JSON text and the text; then for each packet "MEET", milliseconds since the first,
its length and the packet as it stood on the wire. A file that was cut off ends at its last whole packet. Janus' own
janus-pp-rec would make the files too, but count nothing for the manifest; tests hold its files beside ours.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from struct import unpack
from typing import Any

from prasan.meetings.media.embedded.packets import Packet, nearest, take_apart
from prasan.meetings.media.embedded.recorder import Part
from prasan.meetings.media.embedded.source import RATES
from prasan.meetings.media.embedded.tape import Tape
from prasan.meetings.media.engine import LABELS, Kind
from prasan.meetings.media.recording.manifest import Manifest

MAGIC, FRAME = b"MJR00002", b"MEET"
BATCH = 200
"""Packets that are put in order at once; far fewer than a tape holds."""


class NotMjr(Exception):
    """A file that is no recording of Janus, or without its head."""


def head(path: Path) -> dict[str, Any]:
    """Return what Janus says of a recording: "t" (a or v), "c" (codec), "u" (begin in µs), "d" (description).

    Raises NotMjr, OSError.
    """
    with path.open("rb") as file:
        start = file.read(10)
        if len(start) < 10 or start[:8] != MAGIC:
            raise NotMjr(path.name)
        try:
            said = json.loads(file.read(unpack("!H", start[8:])[0]))
        except ValueError as problem:
            raise NotMjr(path.name) from problem
    if not isinstance(said, dict):
        raise NotMjr(path.name)
    return said


def frames(path: Path) -> Iterator[tuple[float, bytes]]:
    """Yield (seconds since the first, packet) of a recording; raises NotMjr, OSError."""
    head(path)
    with path.open("rb") as file:
        file.seek(8)
        file.seek(unpack("!H", file.read(2))[0], 1)
        while True:
            start = file.read(10)
            if len(start) < 10 or start[:4] != FRAME:
                return
            ms, length = unpack("!IH", start[4:])
            data = file.read(length)
            if len(data) < length:
                return
            yield ms / 1_000, data


class Stream:
    """The source of a recording, as a part wants it: when its moments were, by the first packet's time of arrival."""

    def __init__(self, name: str, kind: Kind, begin: float) -> None:
        """Parameters: `begin`, second since 1970 at which the first packet came."""
        self.name = name
        self.kind: Kind = kind
        self.rate = RATES[kind]
        self._begin = begin
        self._first: int | None = None
        self._seq = 0
        self._time = 0

    def captured(self, time: int) -> float:
        """Return the second since 1970 of a timestamp."""
        return self._begin + (time - (self._first or 0)) / self.rate

    def packet(self, at: float, data: bytes) -> Packet:
        """Take a packet apart; its numbers count on. Raises ValueError when it is not whole."""
        kind, seq, time, _ssrc, _extension, body = take_apart(data)
        if self._first is None:
            self._first, self._time, self._seq = time + 2**32, time + 2**32, seq + 2**16
        self._seq, self._time = nearest(self._seq, seq, 16), nearest(self._time, time, 32)
        found = Packet(self._seq, self._time, kind & 0x80, body, at)
        if self.kind == "video":
            found.read_vp8()
        return found


def convert(path: Path, reason: str, manifest: Manifest) -> None:
    """Make a part of a recording, name it in the manifest, and take the recording away.

    Parameters: `reason`, why it ended. The source's name is the description that its publisher was given. Raises
    NotMjr, OSError.
    """
    said = head(path)
    name = str(said.get("d", ""))
    if name.rpartition("/")[2] not in LABELS:
        raise NotMjr(f"{path.name} names no source")
    kind: Kind = "video" if said.get("t") == "v" else "audio"
    stream = Stream(name, kind, float(said.get("u", said.get("s", 0))) / 1e6)
    tape = Tape(name, kind)
    part = Part(stream, tape, manifest)
    at = 0.0
    for count, (at, data) in enumerate(frames(path), 1):
        with contextlib.suppress(ValueError):
            tape.take(stream.packet(at, data))
        if count % BATCH == 0:
            part.write(at)
    tape.end(reason)
    part.write(at)
    if part.failed:
        raise OSError(0, part.failed)
    manifest.save()
    path.unlink()
