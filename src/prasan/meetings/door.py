"""The code at the door: an address, signed and good for minutes, drawn as a QR; worth nothing without signing in."""

from __future__ import annotations

from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.platform.commands import Refused
from prasan.platform.ui.qr import drawn

MINUTE = 60
GOOD_FOR = 5
"""Minutes that a code opens the door: long enough to sign in on a phone, too short to be passed round."""

__all__ = ["check", "code_of", "drawn"]

_signer = signing.Signer(salt="prasan.meetings.door")


def _now() -> int:
    return int(timezone.now().timestamp()) // MINUTE


def code_of(meeting: int) -> str:
    """Return the code of this minute."""
    return _signer.sign(f"{meeting}.{_now()}")


def check(meeting: int, code: str) -> None:
    """Refuse a code that is not of this meeting's door, or is older than GOOD_FOR minutes."""
    try:
        told, _dot, minute = _signer.unsign(code).partition(".")
        age = _now() - int(minute)
    except (signing.BadSignature, ValueError):
        raise Refused(_("รหัสหน้าห้องนี้ไม่ถูกต้อง โปรดสแกนรหัสที่หน้าห้องอีกครั้ง")) from None
    if told != str(meeting):
        raise Refused(_("รหัสหน้าห้องนี้ไม่ถูกต้อง โปรดสแกนรหัสที่หน้าห้องอีกครั้ง"))
    if not 0 <= age <= GOOD_FOR:
        raise Refused(_("รหัสหน้าห้องหมดอายุแล้ว โปรดสแกนรหัสที่หน้าห้องอีกครั้ง"))
