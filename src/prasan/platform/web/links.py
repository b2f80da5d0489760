"""Addresses that open something without signing in: a place in line, a trainee's page, a certificate.

The address is a keyed hash of a random value that stands in the row, and the row keeps a hash of the address: who reads
the database alone can open none, and a slip can be printed again. Each room names its kinds of address.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections import OrderedDict
from threading import Lock
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from prasan.platform.commands import Refused
from prasan.platform.web.traffic import client_of

T = TypeVar("T")

TRIES, WINDOW, REMEMBERED = 20, 600, 10_000
"""Wrong addresses that one network address may try in so many seconds."""


def new_nonce() -> str:
    """Return 128 random bits."""
    return secrets.token_hex(16)


def token_of(kind: str, nonce: str, kept: str = "") -> str:
    """Return the secret of an address: 120 bits in small letters and digits, short enough for a coarse QR.

    Parameters: `kept`, what the row keeps of it: a secret made under a former key of the site is found by it, so that
    a slip that is printed again opens what the first one opens.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS] if kept else [settings.SECRET_KEY]
    made = [salted_hmac(kind, nonce, secret=key, algorithm="sha256").digest()[:15] for key in keys]
    told = [base64.b32encode(one).decode().lower() for one in made]
    return next((one for one in told if hash_of(one) == kept), told[0])


def hash_of(token: str) -> str:
    """Return what a row keeps of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def fresh(kind: str) -> tuple[str, str]:
    """Return a new random value and the hash of its address."""
    nonce = new_nonce()
    return nonce, hash_of(token_of(kind, nonce))


_wrong: OrderedDict[str, list[float]] = OrderedDict()
_lock = Lock()


def guarded(request: HttpRequest, found: T | None, lost: str = "") -> T:
    """Return what an address opens; Refused 404 for none, 429 for who has tried too many wrong ones.

    Parameters: `lost`, what somebody with a wrong address reads: whom to ask.

    A right address is answered always: 120 random bits need no lock, and behind one network address stand the phones
    of all who wait and a TV whose address was changed. Counted in this process, in memory: a look writes nothing.
    """
    if found is not None:
        return found
    who = client_of(request) or ""
    now = time.monotonic()
    with _lock:
        tries = [at for at in _wrong.get(who, []) if at > now - WINDOW]
        if len(tries) >= TRIES:
            raise Refused(_("เปิดลิงก์ที่ไม่ถูกต้องหลายครั้งเกินไป โปรดรอสิบนาทีแล้วลองใหม่"), status=429)
        _wrong[who] = [*tries, now]
        _wrong.move_to_end(who)
        while len(_wrong) > REMEMBERED:
            _wrong.popitem(last=False)
    raise Refused(lost or _("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดถามเจ้าหน้าที่ของหน่วยงาน"), status=404)
