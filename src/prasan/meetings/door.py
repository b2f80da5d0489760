"""The code at the door: an address, signed and good for minutes, drawn as a QR; worth nothing without signing in."""

from __future__ import annotations

import qrcode
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from prasan.platform.commands import Refused
from prasan.platform.ui.svg import el

MINUTE = 60
GOOD_FOR = 5
"""Minutes that a code opens the door: long enough to sign in on a phone, too short to be passed round."""
QUIET = 4
"""Modules of margin that ISO/IEC 18004 asks for round a QR symbol."""

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


def drawn(address: str, label: str, size: int = 480) -> Markup:
    """Return an address as a QR symbol in SVG, dark on light whatever the page's colours.

    Parameters: `size`, the width in pixels where there is room; `label`, what it is, for who does not see it.
    """
    made = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET)
    made.add_data(address)
    rows = made.get_matrix()
    side = len(rows)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    ground = el("rect", width=side, height=side, fill="#fff")
    dark = el("path", d=path, fill="#000", shape_rendering="crispEdges")
    return el(
        "svg", Markup("{}{}").format(ground, dark), width=size, height=size, viewBox=f"0 0 {side} {side}", role="img",
        aria_label=label,
    )  # fmt: skip
