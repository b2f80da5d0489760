"""Tickets for event streams and sockets: Django says which topics a person may follow, the live process only checks the
seal.

A ticket is `base64url(compact JSON) "." base64url(HMAC-SHA256)`. It is short-lived and carries no secret,
but it travels in a URL and so may end in a log: keep `ttl` small, the page fetches a new one when told to.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

TOPIC = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._/-]{0,99}\Z")
"""What a topic may look like; it becomes the `event:` line of a stream, so it can hold no line break."""

RESERVED = ("revoke:", "prasan:")
"""Prefixes that no ticket can carry: they are orders to the live process, not news for a page."""

CONTROL = frozenset({"ready", "renew", "renewed", "reset", "revoked", "message", "error", "open"})
"""Event names that the live process or the browser itself uses; no topic may take one."""

MAX_TOPICS = 64
MAX_TTL = 900
_PURPOSE = b"prasan.platform.live.ticket.v1"


class TicketRefused(Exception):
    """The ticket does not open a stream; `reason` is `malformed`, `forged` or `expired`."""

    def __init__(self, reason: str, ticket: Ticket | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.ticket = ticket


@dataclass(frozen=True, slots=True)
class Claim:
    """That who bears the ticket is present: `topic`, where it is told; `key`, who or what is present there.

    The key is the room's own (`meeting:5/12`) and looks like a topic; one key may be borne by several sockets.
    """

    topic: str
    key: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a valid ticket says; times are seconds since 1970 (UTC)."""

    topics: tuple[str, ...]
    person: int
    seat: int | None
    session: str
    issued: float
    expires: float
    presence: Claim | None = None


def session_hash(session_key: str) -> str:
    """Return the short hash that stands for a session in tickets and in `revoke:session:<hash>` topics."""
    return hashlib.sha256(b"prasan.platform.live.session:" + session_key.encode()).hexdigest()[:32]


def is_topic(topic: str) -> bool:
    """Say whether pages may follow this topic (well formed, not an order, not a control event)."""
    return bool(TOPIC.match(topic)) and not topic.startswith(RESERVED) and topic not in CONTROL


def sign(
    topics: Iterable[str],
    person: int,
    *,
    key: str | Sequence[str],
    seat: int | None = None,
    session: str = "",
    presence: Claim | None = None,
    ttl: int = 300,
    now: float | None = None,
) -> str:
    """Make a ticket for one person's stream or socket.

    `key`: the secret, or several of which the first signs (rotation). `session`: `session_hash(...)` of
    the browser's session. `presence`: whose presence an open stream proves. `ttl`: seconds, at most MAX_TTL.
    Raises ValueError on a bad topic or key of presence, too many topics, or a bad ttl.
    """
    wanted = sorted(set(topics))
    wrong = [topic for topic in wanted if not is_topic(topic)]
    if wrong:
        raise ValueError(f"not a topic that a page may follow: {wrong[0]!r}")
    if len(wanted) > MAX_TOPICS:
        raise ValueError(f"a ticket carries at most {MAX_TOPICS} topics, not {len(wanted)}")
    if not 0 < ttl <= MAX_TTL:
        raise ValueError(f"a ticket lives 1 to {MAX_TTL} seconds, not {ttl}")
    issued = round(time.time() if now is None else now, 3)
    body: dict[str, Any] = {"t": wanted, "p": person, "s": seat, "k": session, "i": issued}
    body["e"] = round(issued + ttl, 3)
    if presence is not None:
        if not is_topic(presence.topic) or not is_topic(presence.key):
            raise ValueError(f"not a topic and key of presence: {presence}")
        body["c"] = [presence.topic, presence.key]
    payload = _encode(json.dumps(body, separators=(",", ":")).encode())
    return f"{payload}.{_encode(_seal(_as_keys(key)[0], payload))}"


def read(token: str, *, key: str | Sequence[str], now: float | None = None) -> Ticket:
    """Check the seal and the time of a ticket and return what it says.

    Raises TicketRefused; an expired one with a good seal is attached to the error, so that the stream can
    ask its page to renew rather than refuse it.
    """
    payload, dot, seal = token.partition(".")
    given = _decode(seal)
    if not dot or given is None:
        raise TicketRefused("malformed")
    # The seal is compared before anything else is looked at: an unsigned payload is never parsed.
    if not any(hmac.compare_digest(given, _seal(each, payload)) for each in _as_keys(key)):
        raise TicketRefused("forged")
    ticket = _from_payload(payload)
    if ticket.expires <= (time.time() if now is None else now):
        raise TicketRefused("expired", ticket)
    return ticket


def _from_payload(payload: str) -> Ticket:
    try:
        body = json.loads(_decode(payload) or b"")
        return Ticket(
            # Interned: thousands of streams share the same few topics.
            topics=tuple(sys.intern(topic) for topic in body["t"]),
            person=int(body["p"]),
            seat=None if body["s"] is None else int(body["s"]),
            session=str(body["k"]),
            issued=float(body["i"]),
            expires=float(body["e"]),
            presence=Claim(*map(str, body["c"])) if body.get("c") else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise TicketRefused("malformed") from error


def _as_keys(key: str | Sequence[str]) -> Sequence[str]:
    found = [key] if isinstance(key, str) else list(key)
    if not found or not all(found):
        raise ValueError("tickets need a secret that is not empty")
    return found


def _seal(key: str, payload: str) -> bytes:
    # A key of its own for this purpose: a seal made here is of no use anywhere else that shares the secret.
    purpose = hmac.digest(key.encode(), _PURPOSE, "sha256")
    return hmac.digest(purpose, payload.encode(), "sha256")


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes | None:
    try:
        return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
