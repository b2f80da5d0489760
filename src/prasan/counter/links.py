"""Addresses of the counter that open without signing in: the place in line of one ticket, the call board, a kiosk."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from prasan.platform.web import links
from prasan.platform.web.links import fresh, hash_of, token_of

__all__ = ["BOARD", "KIOSK", "LINE", "fresh", "guarded", "hash_of", "token_of"]
T = TypeVar("T")

LINE, BOARD, KIOSK = "prasan.counter.line", "prasan.counter.board", "prasan.counter.kiosk"


def guarded(request: HttpRequest, found: T | None) -> T:
    """Return what an address opens; Refused 404 or 429, with whom to ask here."""
    return links.guarded(request, found, _("ลิงก์นี้ใช้ไม่ได้แล้ว โปรดถามเจ้าหน้าที่ที่ช่องบริการ"))
