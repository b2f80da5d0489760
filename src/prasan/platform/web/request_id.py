"""The id of the request being served, for logs, journal and error pages."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")
_SHAPE = re.compile(r"[A-Za-z0-9-]{8,40}")


def begin_request(given: str = "") -> str:
    """Start a request: keep the id that the front door gave when it is well-formed, else make one."""
    value = given if _SHAPE.fullmatch(given) else secrets.token_hex(8)
    _current.set(value)
    return value


def current_request_id() -> str:
    """Return the id of the current request or job, empty outside of both."""
    return _current.get()
