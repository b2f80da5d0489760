"""PINs of slips and secrets of links: made by the machine, kept as keyed hashes, compared in constant time."""

from __future__ import annotations

import hmac
import secrets

from prasan.platform.vault import ring

DIGITS = 6
LAST = 4
"""So many digits at the end of the telephone number open a case too."""


def new_pin() -> str:
    """Return a new PIN of DIGITS digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def hashed(code: str, pin: str) -> str:
    """Return what is kept of a PIN: keyed, because six digits hashed without a key are found by trying them all."""
    return ring.lookups(f"pin:{code}:{pin}")[0]


def matches(kept: str, code: str, pin: str) -> bool:
    """Tell whether a typed PIN is the one that was kept; the same work whatever the answer."""
    found = [hmac.compare_digest(kept, one) for one in ring.lookups(f"pin:{code}:{pin}")]
    return any(found)


def new_secret() -> str:
    """Return a new secret for a link: 192 bits in letters of an address."""
    return secrets.token_urlsafe(24)


def secret_hashes(secret: str) -> list[str]:
    """Return what may be kept of a link's secret, under the first key first."""
    return ring.lookups(f"guest:{secret}")
