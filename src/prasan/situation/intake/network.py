"""Fetching one address over HTTP: bounded in time, size and redirects, and never into a private network.

The name is looked up once, the address judged, and that very address is connected to, so that a name which
changes its mind between the two cannot lead inside. Nothing here knows Django or the database.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from prasan.kernel.feeds.unpack import TooLarge, inflate

AGENT = "Prasan-listening-desk/1"
REDIRECTS = 5
CHUNK = 65_536
ROBOTS_SECONDS, ROBOTS_BYTES = 3600, 100_000
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True)
class Limits:
    """What a fetch may cost: seconds in all, bytes on the wire and unpacked; private networks that may be asked."""

    seconds: float = 20
    size: int = 20 * 1024 * 1024
    allowed: Sequence[Network] = ()


@dataclass(frozen=True)
class Answer:
    """What came: status, bytes, headers; `fault` is the code of what went wrong, "cut-short" with what came before."""

    status: int = 0
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    fault: str = ""
    url: str = ""


class Fault(Exception):
    """A fetch that ends; its text is a code of reasons.REASONS."""


def may_reach(address: str, allowed: Sequence[Network]) -> bool:
    """Tell whether an address may be connected to: a public one, or one of the allowed networks."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if any(found.version == network.version and found in network for network in allowed):
        return True
    return found.is_global and not found.is_multicast


def checked(url: str) -> str:
    """Return an address fit to be asked for: http or https, a host, ASCII. Raises Fault bad-address."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise Fault("bad-address") from None
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise Fault("bad-address")
    place = f"[{host}]" if ":" in host else host
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return f"{parts.scheme}://{place}{f':{port}' if port else ''}{path}{query}"


def get(url: str, limits: Limits, *, etag: str = "", modified: str = "", robots: bool = False) -> Answer:
    """Fetch an address; every way it can fail comes back as `fault`, nothing raises.

    Parameters: `etag` and `modified`, from the last answer: then 304 may come; `robots`, ask the site's
    robots.txt first.
    """
    ends = time.monotonic() + limits.seconds
    at = url
    try:
        if robots and not _robots_allow(checked(url), limits, ends):
            return Answer(fault="robots", url=url)
        for _hop in range(REDIRECTS + 1):
            at = checked(at)
            found = _once(at, limits, ends, etag, modified)
            if found.status not in {301, 302, 303, 307, 308}:
                return found
            at = urljoin(at, found.headers.get("location", ""))
    except Fault as fault:
        return Answer(fault=str(fault), url=at)
    return Answer(fault="redirects", url=at)


def _address(host: str, port: int, allowed: Sequence[Network]) -> tuple[Any, ...]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Fault("unknown-host") from None
    for one in found:
        if may_reach(str(one[4][0]), allowed):
            return one
    raise Fault("private-address")


def _once(url: str, limits: Limits, ends: float, etag: str, modified: str) -> Answer:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    family, kind, protocol, _name, place = _address(parts.hostname or "", port, limits.allowed)
    asked = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*", "Connection": "close"}
    asked |= {"If-None-Match": etag} if etag else {}
    asked |= {"If-Modified-Since": modified} if modified else {}
    late = threading.Event()
    left = ends - time.monotonic()
    if left <= 0:
        raise Fault("timeout")
    plug = socket.socket(family, kind, protocol)
    plug.settimeout(min(10.0, left))
    timer = threading.Timer(left, _cut, (plug, late))
    timer.daemon = True
    timer.start()
    try:
        plug.connect(place)
        line = http.client.HTTPConnection(parts.netloc, timeout=10)
        line.sock = _secured(plug, parts.hostname or "") if parts.scheme == "https" else plug
        line.request("GET", f"{parts.path}{f'?{parts.query}' if parts.query else ''}", headers=asked)
        answer = line.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        body, short = _body(answer, limits.size) if answer.status == 200 else (b"", False)
        if late.is_set():
            raise Fault("timeout")
        return _read(answer.status, headers, body, short, limits.size, url)
    except ssl.SSLError:
        raise Fault("tls") from None
    except TimeoutError:
        raise Fault("timeout") from None
    except (OSError, http.client.HTTPException):
        raise Fault("timeout" if late.is_set() else "unreachable") from None
    finally:
        timer.cancel()
        plug.close()


def _cut(plug: socket.socket, late: threading.Event) -> None:
    """End a fetch whose time is over, whatever it waits for."""
    late.set()
    with contextlib.suppress(OSError):
        plug.shutdown(socket.SHUT_RDWR)


def _secured(plug: socket.socket, host: str) -> socket.socket:
    return ssl.create_default_context().wrap_socket(plug, server_hostname=host)


def _body(answer: http.client.HTTPResponse, limit: int) -> tuple[bytes, bool]:
    """Return (bytes, whether the sender broke off before the end). Raises Fault too-large."""
    found = bytearray()
    while True:
        try:
            part = answer.read1(CHUNK)
        except http.client.IncompleteRead as cut:
            return bytes(found) + cut.partial, True
        except (ConnectionError, http.client.HTTPException):
            return bytes(found), True
        if not part:
            return bytes(found), bool(answer.length)  # bytes of the announced length that never came
        found += part
        if len(found) > limit:
            raise Fault("too-large")


def _read(status: int, headers: dict[str, str], body: bytes, short: bool, limit: int, url: str) -> Answer:
    if status not in {200, 304, 301, 302, 303, 307, 308}:
        return Answer(status, headers=headers, fault="http", url=url)
    try:
        body = inflate(body, headers.get("content-encoding", ""), limit)
    except TooLarge:
        return Answer(status, headers=headers, fault="bomb", url=url)
    except ValueError:
        return Answer(status, headers=headers, fault="cut-short" if short else "broken", url=url)
    return Answer(status, body, headers, "cut-short" if short else "", url)


_robots: dict[str, tuple[float, RobotFileParser]] = {}


def _robots_allow(url: str, limits: Limits, ends: float) -> bool:
    """Tell whether the site's robots.txt lets us fetch an address; a site without one allows it."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    known = _robots.get(root)
    if known is None or known[0] < time.monotonic():
        found = RobotFileParser()
        try:
            told = _once(f"{root}/robots.txt", Limits(limits.seconds, ROBOTS_BYTES, limits.allowed), ends, "", "")
            text = told.body.decode("utf-8", "replace") if told.status == 200 else ""
        except Fault as fault:
            if str(fault) == "private-address":
                raise
            text = ""
        found.parse(text.splitlines())
        if len(_robots) > 2_000:
            _robots.clear()
        known = _robots[root] = (time.monotonic() + ROBOTS_SECONDS, found)
    return known[1].can_fetch(AGENT, url)
