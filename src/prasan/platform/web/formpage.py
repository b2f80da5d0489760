"""The page a form was sent from, and the word to that page's script that what was sent has arrived."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

ARRIVED_COOKIE = "prasan_arrived"
ARRIVED_SECONDS = 120


def page_around(request: HttpRequest) -> str:
    """Return path and query of our page that this request comes from, "" when it is unknown or elsewhere."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return ""
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


class Arrived:
    """Tell the browser that a form was taken, by a cookie with the form's address.

    keep.js holds what was typed until it reads this. Anything else, an error page, a proxy without its
    server, a lost connection, leaves the fields where they are: only the server knows what it has saved.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        response = self.get_response(request)
        if (
            request.method == "POST"
            and response.status_code in {302, 303}
            and not response.headers.get("Location", "").startswith(settings.LOGIN_URL)
        ):
            response.set_cookie(
                ARRIVED_COOKIE,
                quote(request.path, safe=""),
                max_age=ARRIVED_SECONDS,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        return response
