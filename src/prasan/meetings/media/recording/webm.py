"""Writing one stream of VP8 or Opus as WebM, so that a file whose writer was killed can be read and mended.

The form is Matroska (RFC 9559) with the choices of WebM. Every second a whole cluster of known length is written by one
call; nothing before it is touched again. Closing adds the index and fills in the length, for which room was left.
A library for muxing would need no less: PyAV 18 can make a stream without an encoder but not give it Opus's header.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from struct import Struct, pack, unpack
from typing import BinaryIO

from prasan.meetings.media.engine import Kind

CLUSTER_MS = 1_000
CLUSTER_BYTES = 1_000_000
OPUS_HEAD = b"OpusHead" + Struct("<BBHIhB").pack(1, 2, 0, 48_000, 0, 0)
OPUS_FRAME_MS = 20

EBML, SEGMENT, INFO, TRACKS, CLUSTER, CUES, SEEK_HEAD = (
    bytes.fromhex(one) for one in ("1a45dfa3", "18538067", "1549a966", "1654ae6b", "1f43b675", "1c53bb6b", "114d9b74")
)
VOID, TIME, BLOCK, DURATION = b"\xec", b"\xe7", b"\xa3", b"\x44\x89"
UNKNOWN = b"\x01" + b"\xff" * 7
"""The length of a segment that is still being written."""


class NotWhole(Exception):
    """A file that holds no stream of ours; the text says why."""


@dataclass
class Totals:
    """What a file holds: blocks (pictures, or packets of sound), milliseconds up to the end of the last, bytes."""

    blocks: int = 0
    ms: int = 0
    size: int = 0


def _size(length: int) -> bytes:
    return pack("!Q", length | 1 << 56)


def element(name: bytes, body: bytes) -> bytes:
    """Return an element; its length takes eight bytes, so that it can be changed in its place."""
    return name + _size(len(body)) + body


def _number(name: bytes, value: int) -> bytes:
    return element(name, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def _void(length: int) -> bytes:
    """Return an element without meaning, `length` bytes in all (at least 9)."""
    return VOID + _size(length - 9) + bytes(length - 9)


def _duration(ms: float) -> bytes:
    return element(DURATION, pack("!d", ms))


def _seek(position: int) -> bytes:
    found = element(b"\x53\xab", CUES) + element(b"\x53\xac", pack("!Q", position))
    return element(SEEK_HEAD, element(b"\x4d\xbb", found))


def _track(kind: Kind, width: int, height: int) -> bytes:
    common = _number(b"\xd7", 1) + _number(b"\x73\xc5", 1) + _number(b"\x9c", 0)
    if kind == "video":
        size = _number(b"\xb0", width) + _number(b"\xba", height)
        special = _number(b"\x83", 1) + element(b"\x86", b"V_VP8") + element(b"\xe0", size)
    else:
        sound = element(b"\xb5", pack("!d", 48_000.0)) + _number(b"\x9f", 2)
        special = _number(b"\x83", 2) + element(b"\x86", b"A_OPUS") + element(b"\x63\xa2", OPUS_HEAD)
        special += _number(b"\x56\xbb", 80_000_000) + element(b"\xe1", sound)
    return element(TRACKS, element(b"\xae", common + special))


def _head(kind: Kind, width: int, height: int) -> bytes:
    ebml = b"".join(_number(bytes.fromhex(name), 1) for name in ("4286", "42f7"))
    ebml += _number(b"\x42\xf2", 4) + _number(b"\x42\xf3", 8) + element(b"\x42\x82", b"webm")
    ebml += _number(b"\x42\x87", 4) + _number(b"\x42\x85", 2)
    app = element(b"\x4d\x80", b"prasan") + element(b"\x57\x41", b"prasan")
    info = element(INFO, _number(b"\x2a\xd7\xb1", 1_000_000) + app + _void(len(_duration(0))))
    return element(EBML, ebml) + SEGMENT + UNKNOWN + _void(len(_seek(0))) + info + _track(kind, width, height)


SEGMENT_AT = len(_head("audio", 0, 0).split(SEGMENT)[0]) + 4
"""Where the length of the segment stands; its content begins eight bytes later, with the room for the index."""
DURATION_AT = SEGMENT_AT + 8 + len(_seek(0)) + _head("audio", 0, 0).split(INFO)[1].index(_void(len(_duration(0)))) + 4


@dataclass
class Cluster:
    """Blocks of about a second, kept until they are written together."""

    start: int
    blocks: list[bytes] = field(default_factory=list)
    size: int = 0
    key: bool = False

    def add(self, ms: int, key: bool, body: bytes) -> None:
        """Take a block in; the first one says whether a player may begin here."""
        if not self.blocks:
            self.key = key
        head = BLOCK + _size(len(body) + 4) + b"\x81" + pack("!h", ms - self.start) + (b"\x80" if key else b"\0")
        self.blocks += [head, body]
        self.size += len(head) + len(body)

    def whole(self) -> bytes:
        """Return the element."""
        return element(CLUSTER, _number(TIME, self.start) + b"".join(self.blocks))


class Webm:
    """One file being written; not safe for several threads."""

    def __init__(self, path: Path, kind: Kind, width: int = 0, height: int = 0) -> None:
        """Parameters: `path`, must not exist, mode 0600; `width`, `height`, of a picture. Raises OSError."""
        self.path = path
        self.totals = Totals()
        self._kind: Kind = kind
        self._cues: list[tuple[int, int]] = []
        self._cluster: Cluster | None = None
        self._last = 0
        self._file: BinaryIO = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+b", buffering=0)
        self._write(_head(kind, width, height))

    def add(self, ms: int, key: bool, body: bytes) -> None:
        """Take in a picture or a packet of sound; `ms` since the file's begin, never going back. Raises OSError."""
        ms = max(ms, self._last)
        if self._cluster is not None:
            old = self._cluster
            if ms - old.start >= CLUSTER_MS or old.size >= CLUSTER_BYTES or (key and self._kind == "video"):
                self.flush()
        if self._cluster is None:
            self._cluster = Cluster(ms)
        self._cluster.add(ms, key, body)
        step = OPUS_FRAME_MS if self._kind == "audio" else 0
        self.totals.blocks, self.totals.ms, self._last = self.totals.blocks + 1, ms + step, ms

    def flush(self) -> None:
        """Write what is kept; after this a killed process loses nothing of it. Raises OSError."""
        if self._cluster is not None:
            done, self._cluster = self._cluster, None
            if done.key:
                self._cues.append((done.start, self.totals.size - SEGMENT_AT - 8))
            self._write(done.whole())

    def close(self) -> Totals:
        """Write the rest, the index and the length; returns what the file holds. Raises OSError."""
        with self._file:
            self.flush()
            _finish(self._file, self.totals, self._cues)
            os.fsync(self._file.fileno())
        return self.totals

    def abandon(self) -> None:
        """Close the file as it is, after an OSError; `mend` may make it whole later."""
        with contextlib.suppress(OSError):
            self._file.close()

    def _write(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self.totals.size += len(data)


def _finish(file: BinaryIO, totals: Totals, cues: list[tuple[int, int]]) -> None:
    index = b"".join(
        element(b"\xbb", _number(b"\xb3", ms) + element(b"\xb7", _number(b"\xf7", 1) + _number(b"\xf1", position)))
        for ms, position in cues
    )
    begin = SEGMENT_AT + 8
    if index:
        file.seek(totals.size)
        where = totals.size - begin
        totals.size += file.write(element(CUES, index))
        file.seek(begin)
        file.write(_seek(where))
    file.seek(DURATION_AT)
    file.write(_duration(float(totals.ms)))
    file.seek(SEGMENT_AT)
    file.write(_size(totals.size - begin))


# files whose writer was killed


def mend(path: Path) -> Totals:
    """Make the file of a killed writer whole: cut half a cluster off, add index and length; a whole one stays.

    Returns what it holds. Raises NotWhole (not one of ours, or without a single block), OSError.
    """
    with path.open("r+b") as file:
        data = file.read(SEGMENT_AT + 8)
        if len(data) < SEGMENT_AT + 8 or data[SEGMENT_AT - 4 : SEGMENT_AT] != SEGMENT:
            raise NotWhole("no head of ours")
        totals, cues, audio = Totals(size=SEGMENT_AT + 8), [], False
        while (found := _next(file, totals.size)) is not None:
            name, body = found
            if name == CUES:
                break
            if name == TRACKS:
                audio = b"A_OPUS" in body
            if name == CLUSTER:
                start, key = _count(body, totals, audio)
                if key:
                    cues.append((start, totals.size - SEGMENT_AT - 8))
            totals.size += 12 + len(body) if name != VOID else 9 + len(body)
        if not totals.blocks:
            raise NotWhole("nothing was written into it")
        if data[SEGMENT_AT:] != UNKNOWN:
            totals.size = path.stat().st_size
            return totals
        file.truncate(totals.size)
        _finish(file, totals, cues)
        os.fsync(file.fileno())
    return totals


def _next(file: BinaryIO, at: int) -> tuple[bytes, bytes] | None:
    """Return name and body of the element there, None when it is not all there."""
    file.seek(at)
    name = file.read(1)
    name += b"" if name == VOID else file.read(3)
    size = file.read(8)
    if len(size) < 8 or size[0] != 1:
        return None
    length = unpack("!Q", size)[0] & (1 << 56) - 1
    body = file.read(length)
    return (name, body) if len(body) == length else None


def _count(body: bytes, totals: Totals, audio: bool) -> tuple[int, bool]:
    """Count the blocks of a cluster; returns its first moment and whether a player may begin there."""
    length = unpack("!Q", body[1:9])[0] & (1 << 56) - 1
    start = int.from_bytes(body[9 : 9 + length], "big")
    at, key, first = 9 + length, False, True
    while at + 13 <= len(body):
        size = unpack("!Q", body[at + 1 : at + 9])[0] & (1 << 56) - 1
        if first:
            key, first = bool(body[at + 12] & 0x80), False
        totals.blocks += 1
        totals.ms = start + unpack("!h", body[at + 10 : at + 12])[0] + (OPUS_FRAME_MS if audio else 0)
        at += 9 + size
    return start, key
