"""Identifiers that stay: each follows from a code of ours, so that the same thing has the same one for ever."""

from __future__ import annotations

import uuid

SPACE = uuid.UUID("4f0f2c0e-6b0a-5c1e-9a55-7d2f6d1c3a90")
"""The name space of our directory (RFC 9562, version 5)."""


def named(kind: str, *parts: object) -> str:
    """Return the UUID of something of a kind, such as `named("office", "DOE-92")`."""
    return str(uuid.uuid5(SPACE, ":".join([kind, *map(str, parts)])))
