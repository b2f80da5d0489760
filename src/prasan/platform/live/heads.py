"""Reading the heads of HTTP/1 messages strictly, so that the door and the back end never disagree on their
ends.

Whatever two servers could read differently (bare line feeds, folded lines, two lengths, a length beside a
transfer coding, blanks before a colon) is refused here and never passed on: RFC 9112 sections 2.2, 5 and 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import httptools

METHODS = frozenset({b"GET", b"HEAD", b"POST", b"PUT", b"PATCH", b"DELETE", b"OPTIONS"})
HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-connection",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
_FRAMING = frozenset({b"host", b"content-length", b"content-type", b"cookie", b"authorization"})
MAX_HEADERS = 100

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TARGET = re.compile(rb"/[!-~]*\Z")
_HOST = re.compile(rb"[A-Za-z0-9._\-:\[\]]+\Z")
_LENGTH = re.compile(rb"[0-9]{1,15}\Z")


class BadHead(Exception):
    """The head is refused; `status` is the HTTP status to answer with."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(slots=True)
class Head:
    """A request head that may be passed on; header names are lower case, hop-by-hop ones are gone."""

    method: bytes = b""
    target: bytes = b""
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    length: int = 0
    chunked: bool = False
    expects_continue: bool = False
    keep_alive: bool = True
    modern: bool = True
    upgrade: bytes = b""
    """What the connection asks to become (`websocket`); it concerns this hop alone and is not passed on."""

    def get(self, name: bytes) -> bytes | None:
        """Return the first value of a header (lower-case name), or None."""
        for found, value in self.headers:
            if found == name:
                return value
        return None

    @property
    def has_body(self) -> bool:
        """Say whether bytes of a body follow the head."""
        return self.chunked or self.length > 0


class _Reader:
    """Call-backs of httptools; one per request."""

    __slots__ = ("complete", "headers", "target")

    def __init__(self) -> None:
        self.target = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.complete = False

    def on_url(self, url: bytes) -> None:
        """Add a piece of the target."""
        self.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Add a header."""
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """Note that the head is whole."""
        self.complete = True


def looks_wrong(raw: bytes | bytearray) -> bool:
    """Say whether a head, even an unfinished one, holds a line end that is not CR LF."""
    pairs = raw.count(b"\r\n")
    return raw.count(b"\n") != pairs or raw.count(b"\r") - raw.endswith(b"\r") != pairs


def read_head(raw: bytes) -> Head:
    """Read one whole request head (up to and with the empty line); raises BadHead."""
    if looks_wrong(raw) or _CONTROL.search(raw) or b"\r\n " in raw or b"\r\n\t" in raw:
        raise BadHead(400, "line ends, folding or control characters")
    reader = _Reader()
    parser = httptools.HttpRequestParser(reader)
    try:
        parser.feed_data(raw)
    except httptools.HttpParserUpgrade:
        pass  # an upgrade is a wish; the headers that ask for it are not passed on
    except httptools.HttpParserError as error:
        raise BadHead(400, str(error)) from error
    if not reader.complete or len(reader.headers) > MAX_HEADERS:
        raise BadHead(400 if not reader.complete else 431, "head not complete or too many headers")
    version = parser.get_http_version()
    if version not in {"1.1", "1.0"}:
        raise BadHead(505, "version")
    head = Head(method=parser.get_method(), target=reader.target, modern=version == "1.1")
    if head.method not in METHODS:
        raise BadHead(405, "method")
    if not _TARGET.match(head.target):
        raise BadHead(400, "target")
    _sort_headers(head, reader.headers)
    return head


def _sort_headers(head: Head, headers: list[tuple[bytes, bytes]]) -> None:
    """Check the headers that frame the message and keep those that may be passed on."""
    hosts, lengths, codings, options, upgrade = [], [], [], b"", b""
    for name, value in headers:
        if name == b"content-length":
            lengths.append(value)
        elif name == b"transfer-encoding":
            codings.append(value)
        elif name == b"connection":
            options += value.lower() + b","
        elif name == b"host":
            hosts.append(value)
        elif name == b"upgrade":
            upgrade += value.lower()
        elif name == b"expect":
            if value.lower() != b"100-continue":
                raise BadHead(417, "expectation")
            head.expects_continue = head.modern
            continue
        # An underscore would reach WSGI under the same name as a hyphen and could pass for a header of ours.
        if name not in HOP_BY_HOP and b"_" not in name:
            head.headers.append((name, value))
    if len(hosts) > 1 or (head.modern and not hosts) or not all(_HOST.match(host) for host in hosts):
        raise BadHead(400, "host")
    _read_framing(head, lengths, codings)
    _read_options(head, options)
    if b"upgrade" in {option.strip() for option in options.split(b",")}:
        head.upgrade = upgrade


def _read_framing(head: Head, lengths: list[bytes], codings: list[bytes]) -> None:
    if lengths and codings:
        raise BadHead(400, "length and transfer coding")
    if len(lengths) > 1 or (lengths and not _LENGTH.match(lengths[0])):
        raise BadHead(400, "length")
    if codings:
        if not head.modern or len(codings) > 1:
            raise BadHead(400, "transfer coding")
        if codings[0].lower() != b"chunked":
            raise BadHead(501, "transfer coding")
        head.chunked = True
    head.length = int(lengths[0]) if lengths else 0


def _read_options(head: Head, options: bytes) -> None:
    named = {option.strip() for option in options.split(b",") if option.strip()}
    head.keep_alive = head.modern and b"close" not in named
    dropped = named - _FRAMING
    if dropped:
        head.headers = [(name, value) for name, value in head.headers if name not in dropped]


@dataclass(slots=True)
class Reply:
    """A response head from the back end; `lines` are header lines that may be passed on.

    `length` is None when the body is chunked or ends with the connection.
    """

    status: int
    first: bytes
    lines: list[bytes]
    length: int | None = None
    chunked: bool = False
    keep_alive: bool = True


_OURS = frozenset({b"x-request-id", b"server"})


def read_reply(raw: bytes) -> Reply:
    """Read one whole response head; raises BadHead(502) when the back end talks nonsense."""
    first, *lines = raw[:-4].split(b"\r\n")
    if not first.startswith((b"HTTP/1.1 ", b"HTTP/1.0 ")) or not first[9:12].isdigit():
        raise BadHead(502, "status line")
    reply = Reply(int(first[9:12]), b"HTTP/1.1" + first[8:], [], keep_alive=first.startswith(b"HTTP/1.1"))
    for line in lines:
        name, colon, value = line.partition(b":")
        name = name.lower()
        if not colon:
            raise BadHead(502, "header line")
        if name == b"content-length":
            if reply.length is not None or not _LENGTH.match(value.strip()):
                raise BadHead(502, "length")
            reply.length = int(value)
        elif name in HOP_BY_HOP:
            value = value.strip().lower()
            if name == b"transfer-encoding":
                reply.chunked = value == b"chunked"
            elif name == b"connection" and b"close" in value:
                reply.keep_alive = False
            continue
        elif name in _OURS:
            continue
        reply.lines.append(line)
    if reply.chunked and reply.length is not None:
        raise BadHead(502, "length and transfer coding")
    return reply
