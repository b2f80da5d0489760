"""Turns a web font (WOFF, version 1) into the TrueType file that it holds: the typesetter of documents reads no WOFF.

Nothing of the font is changed: WOFF is a TrueType file whose tables are packed with zlib one by one
(W3C, WOFF File Format 1.0, sections 3 to 5). Standard library only.
"""

from __future__ import annotations

import struct
import zlib

HEADER = struct.Struct(">4s4sLHHLHHLLLLL")
ENTRY = struct.Struct(">4sLLLL")


def truetype(woff: bytes) -> bytes:
    """Return the TrueType file of a WOFF file; raises ValueError for what is none."""
    if len(woff) < HEADER.size or woff[:4] != b"wOFF":
        raise ValueError("not a WOFF font of version 1")
    flavour, many = HEADER.unpack_from(woff)[1], HEADER.unpack_from(woff)[3]
    tables = []
    for number in range(many):
        tag, offset, packed, size, checksum = ENTRY.unpack_from(woff, HEADER.size + number * ENTRY.size)
        body = woff[offset : offset + packed]
        body = zlib.decompress(body) if packed < size else body
        if len(body) != size:
            raise ValueError(f"table {tag!r} of the font is damaged")
        tables.append((tag, checksum, body))
    power = many.bit_length() - 1
    span = 16 << power
    head = flavour + struct.pack(">HHHH", many, span, power, many * 16 - span)
    place, index, bodies = len(head) + 16 * many, b"", b""
    for tag, checksum, body in sorted(tables):
        index += struct.pack(">4sLLL", tag, checksum, place + len(bodies), len(body))
        bodies += body + b"\0" * (-len(body) % 4)
    return head + index + bodies
