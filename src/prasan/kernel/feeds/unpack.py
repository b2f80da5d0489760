"""Unpacking within a limit: gzip and deflate bodies, and single parts of zip files."""

from __future__ import annotations

import io
import zipfile
import zlib


class TooLarge(ValueError):
    """What would come out is larger than the limit: a bomb, or simply too much."""


def inflate(raw: bytes, encoding: str, limit: int) -> bytes:
    """Return a body unpacked by its Content-Encoding; at most `limit` bytes ever exist.

    A body that breaks off gives what came. Raises TooLarge, and ValueError for bytes that are not packed so.
    """
    for one in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if one in {"gzip", "x-gzip"}:
            raw = _inflated(raw, zlib.MAX_WBITS | 16, limit)
        elif one == "deflate":
            try:
                raw = _inflated(raw, zlib.MAX_WBITS, limit)
            except ValueError:
                raw = _inflated(raw, -zlib.MAX_WBITS, limit)
        elif one != "identity":
            raise ValueError(f"unknown encoding {one}")
    if raw.startswith(b"\x1f\x8b\x08"):  # a .gz file, or a server that says nothing about it
        raw = _inflated(raw, zlib.MAX_WBITS | 16, limit)
    return raw


def _inflated(raw: bytes, bits: int, limit: int) -> bytes:
    worker = zlib.decompressobj(bits)
    try:
        out = worker.decompress(raw, limit + 1)
    except zlib.error as fault:
        raise ValueError(str(fault)) from fault
    if len(out) > limit or worker.unconsumed_tail:
        raise TooLarge(f"more than {limit} bytes")
    return out


def part_of(raw: bytes, name: str, limit: int) -> bytes:
    """Return one part of a zip file. Raises TooLarge, and ValueError where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(name) as part:
            out = part.read(limit + 1)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, zlib.error, EOFError) as fault:
        raise ValueError(str(fault)) from fault
    if len(out) > limit:
        raise TooLarge(f"more than {limit} bytes")
    return out
