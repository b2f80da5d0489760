"""Find who acts by a bearer token, before anybody asks the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from prasan.connect.models import ApiToken, digest
from prasan.directory.actor import actor_for
from prasan.directory.middleware import unknown_caller
from prasan.directory.models.seats import ACTOR_FIELDS


def find_token(secret: str) -> ApiToken | None:
    """Return the working token of a secret with its seat, office, area and person, by one query."""
    needed = [f"seat__{name}" for name in ACTOR_FIELDS]
    rows = ApiToken.objects.working().filter(hash=digest(secret)).select_related("seat__office__area", "seat__person")
    return next(iter(rows.only("name", "writes", *needed).order_by()), None)


class BearerActor:
    """Set the actor of an API call that carries `Authorization: Bearer …`; a token that does not work is 401.

    Such a call never falls back to the session's cookie: whoever sends a token means the token.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Look the token up; elsewhere than under /api/ the header means nothing."""
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not request.path.startswith("/api/"):
            return None
        token = find_token(secret.strip())
        if token is None:
            return unknown_caller(_("รหัสเชื่อมต่อนี้ใช้ไม่ได้ อาจหมดอายุหรือถูกเพิกถอนแล้ว"))
        request.api_token = token  # type: ignore[attr-defined]
        request.__dict__["_actor"] = actor_for(token.seat)
        return None
