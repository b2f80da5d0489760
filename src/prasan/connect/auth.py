"""What lets an API call in: a bearer token, or the session's cookie with its CSRF token on writes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from prasan.platform.commands import Refused

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Bearer(HttpBearer):
    """A token of connect.ApiToken; the middleware has found its actor already."""

    def __call__(self, request: HttpRequest) -> Any | None:
        """Return the actor of a token call; a token that only reads is refused a write with 403."""
        token = getattr(request, "api_token", None)
        if token is None:
            return None
        if request.method not in SAFE and not token.writes:
            raise Refused(_("รหัสเชื่อมต่อนี้ใช้อ่านได้อย่างเดียว โปรดสร้างรหัสที่แก้ไขได้"))
        return request.actor  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, token: str) -> Any | None:
        """Never asked: the whole call is judged above."""
        return None


class Session(APIKeyCookie):
    """The session of somebody who signed in; a write needs the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, so that the refusal is JSON

    def __call__(self, request: HttpRequest) -> Any | None:
        """Return the actor of a signed-in call; 403 where a write lacks its CSRF token."""
        if getattr(request, "api_token", None) is not None:
            return None
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Refused(_("คำขอนี้ไม่มีรหัสป้องกันการปลอมคำขอ (CSRF) โปรดส่งส่วนหัว X-CSRFToken"))
        return request.actor  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, key: str | None) -> Any | None:
        """Never asked: the whole call is judged above."""
        return None
