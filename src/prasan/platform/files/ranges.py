"""Hand out a file in pieces (RFC 9110, 14): what a player needs to jump, a small piece at a time.

Django sends files as a whole. A piece is at most MOST bytes, also where more is asked for, as the standard lets a
server do: a player that stands still then holds none of the few threads of the web server.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

MOST = 1024 * 1024
_ONE = re.compile(r"bytes[ \t]*=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*\Z", re.IGNORECASE)


class OutOfRange(Exception):
    """Bytes were asked for that the file does not have."""


def piece(told: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte to send, None where the whole is to be sent.

    Parameters: `told`, the header Range; `size`, bytes of the file. Several ranges, other units and what cannot be
    read are answered by the whole, as the standard allows. Raises OutOfRange.
    """
    found = _ONE.match(told.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:  # the last so many bytes
        count = int(found[2])
        if not count or not size:
            raise OutOfRange
        first, last = max(0, size - count), size - 1
    else:
        first, last = int(found[1]), int(found[2]) if found[2] else size - 1
        if first >= size:
            raise OutOfRange
        if last < first:
            return None
    return first, min(last, size - 1, first + MOST - 1)


def ranged(request: HttpRequest, path: Path, mime: str, tag: str) -> HttpResponseBase:
    """Answer a file or the piece of it that is asked for: 200, 206 or 416.

    Parameters: `tag`, what names this very content (its hash): a piece of other content is never joined to it.
    Raises OSError where the file is not there.
    """
    size = path.stat().st_size
    etag = f'"{tag}"'
    told = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        told = ""
    try:
        wanted = piece(told, size) if told else None
    except OutOfRange:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{size}"
        return _headed(refused, etag)
    if wanted is None:
        return _headed(FileResponse(path.open("rb"), content_type=mime), etag)
    first, last = wanted
    with path.open("rb") as file:
        file.seek(first)
        body = file.read(last - first + 1)
    answer = HttpResponse(body, status=206, content_type=mime)
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Content-Length"] = str(len(body))
    return _headed(answer, etag)


def _headed(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
