"""The opening of a WebSocket: whether the request is one, whether it comes from a page of ours, and the answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from websockets.datastructures import Headers
from websockets.http11 import Request
from websockets.server import ServerProtocol

if TYPE_CHECKING:
    from prasan.platform.live.heads import Head

QUIET = logging.getLogger("prasan.live.websocket")
QUIET.setLevel(logging.ERROR)


def answer(head: Head, request_id: str) -> tuple[int, bytes]:
    """Return (101, the head of the answer) or (another status, headers that go with it); RFC 6455 section 4.2."""
    headers = Headers([(name.decode("ascii"), value.decode("latin-1")) for name, value in head.headers])
    if head.upgrade:
        headers["Connection"], headers["Upgrade"] = "Upgrade", head.upgrade.decode("latin-1")
    protocol = ServerProtocol(logger=QUIET)
    version = "HTTP/1.1" if head.modern else "HTTP/1.0"
    response = protocol.accept(Request(head.target.decode("ascii"), headers, head.method.decode("ascii"), version))
    if response.status_code == 101:
        response.headers["X-Request-ID"] = request_id
        return 101, response.serialize()
    kept = [name for name in ("Allow", "Upgrade") if name in response.headers]
    return response.status_code, b"".join(f"{name}: {response.headers[name]}\r\n".encode() for name in kept)


def same_origin(head: Head, trusted: bool) -> bool:
    """Say whether the request comes from a page of the host that it asks for; every browser tells where from.

    `trusted`: the request comes through a proxy of ours, which may hand on the host without its port.
    """
    origin, host = (head.get(name) for name in (b"origin", b"host"))
    if not origin or not host:
        return False
    try:
        page, asked = urlsplit(origin.decode("ascii")), urlsplit(f"//{host.decode('ascii')}")
        ports = page.port, asked.port
    except ValueError:
        return False
    default = {"http": 80, "https": 443}.get(page.scheme)
    if default is None or page.hostname is None or page.hostname != asked.hostname:
        return False
    return (ports[0] or default) == (ports[1] or default) or (trusted and ports[1] is None)
