"""Chunked bodies: a strict decoder for both directions, and a spool for uploads of unknown length."""

from __future__ import annotations

import re
import tempfile
from typing import IO

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})(?:[ \t]*;[\t\x20-\x7e]{0,200})?\Z")
_LINE_LIMIT = 256
_TRAILER_LIMIT = 8192
SPOOL_MEMORY = 1024 * 1024


class BadChunk(Exception):
    """The body is not chunked as RFC 9112 section 7.1 says."""


class ChunkDecoder:
    """Takes raw bytes, gives the data; after `done`, `rest` holds what follows the body."""

    __slots__ = ("_buffer", "_left", "_state", "_trailers", "done", "rest")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._left = 0
        self._state = "size"
        self._trailers = 0
        self.done = False
        self.rest = b""

    def feed(self, data: bytes) -> bytes:
        """Return the decoded bytes found so far; raises BadChunk."""
        self._buffer += data
        pieces: list[bytes] = []
        while not self.done and self._step(pieces):
            pass
        if self.done:
            self.rest = bytes(self._buffer)
            self._buffer.clear()
        return b"".join(pieces)

    def _step(self, pieces: list[bytes]) -> bool:
        """Make one step; False when more bytes are needed."""
        if self._state == "data":
            return self._take_data(pieces)
        if self._state == "end":
            return self._take_end()
        line = self._line()
        if line is None:
            return False
        if self._state == "trailer":
            self._trailers += len(line)
            if self._trailers > _TRAILER_LIMIT:
                raise BadChunk("trailers")
            self.done = not line
            return True
        found = _SIZE.match(line)
        if not found:
            raise BadChunk("chunk size")
        self._left = int(found[1], 16)
        self._state = "data" if self._left else "trailer"
        return True

    def _take_data(self, pieces: list[bytes]) -> bool:
        piece = bytes(self._buffer[: self._left])
        del self._buffer[: len(piece)]
        self._left -= len(piece)
        pieces.append(piece)
        if not self._left:
            self._state = "end"
        return bool(piece)

    def _take_end(self) -> bool:
        if len(self._buffer) < 2:
            return False
        if self._buffer[:2] != b"\r\n":
            raise BadChunk("chunk end")
        del self._buffer[:2]
        self._state = "size"
        return True

    def _line(self) -> bytes | None:
        end = self._buffer.find(b"\n")
        limit = _TRAILER_LIMIT if self._state == "trailer" else _LINE_LIMIT
        if end < 0:
            if len(self._buffer) > limit:
                raise BadChunk("line too long")
            return None
        line = bytes(self._buffer[:end])
        if not line.endswith(b"\r") or line.count(b"\r") != 1 or end > limit:
            raise BadChunk("line end")
        del self._buffer[: end + 1]
        return line[:-1]


class Spool:
    """An upload of unknown length, kept until its end: WSGI needs a Content-Length.

    Up to SPOOL_MEMORY bytes stay in memory, more go to a temporary file without a name.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(SPOOL_MEMORY)  # noqa: SIM115  (closed by close())

    def write(self, data: bytes) -> bool:
        """Keep these bytes; False when the upload is over the limit."""
        self.size += len(data)
        if self.size > self.limit:
            return False
        self._file.write(data)
        return True

    def rewind(self) -> None:
        """Go back to the first byte."""
        self._file.seek(0)

    def read(self, size: int) -> bytes:
        """Return the next bytes, empty at the end."""
        return self._file.read(size)

    def close(self) -> None:
        """Let go of the memory or the file."""
        self._file.close()
