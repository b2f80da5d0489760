"""The site's keys: the first encrypts, all of them decrypt; each also has a key for look-ups."""

from __future__ import annotations

import base64
import functools
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "decrypt", "encrypt", "lookups", "ring", "rotated"]


def _derived(key: str, use: bytes) -> bytes:
    """Return 32 bytes for one use of a configured key (HKDF-expand with one block, RFC 5869)."""
    return hmac.new(hashlib.sha256(key.encode()).digest(), b"prasan vault " + use + b"\x01", hashlib.sha256).digest()


@functools.lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, b"encrypt"))) for key in keys])


def ring() -> MultiFernet:
    """Return the keys of the settings (PRASAN_VAULT_KEYS)."""
    return _ring(tuple(settings.VAULT_KEYS))


def encrypt(text: str) -> str:
    """Return a text under the first key."""
    return ring().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Return the text of a token; raises InvalidToken when none of the keys made it."""
    return ring().decrypt(token.encode()).decode()


def rotated(token: str) -> str:
    """Return a token with the same text under the first key."""
    return ring().rotate(token.encode()).decode()


def lookups(value: str) -> list[str]:
    """Return what a look-up column may hold for a value: the keyed hash under each key, the first one first.

    Keyed, because thirteen digits hashed without a key are found by trying them all.
    """
    return [
        hmac.new(_derived(key, b"look-up"), value.encode(), hashlib.sha256).hexdigest() for key in settings.VAULT_KEYS
    ]
