"""A form that was filled in when the session had run out: kept through the sign-in, nothing is typed twice."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode

from prasan.directory.middleware import TIMED_OUT

KEY = "kept_form"
LONGEST = 2000


def sign_in(request: HttpRequest, fields: tuple[str, ...] = (), page: str = "") -> HttpResponse:
    """Send to the sign-in and back; on a POST keep the named fields in the session meanwhile.

    Parameters: `page`, the page of the form when it is sent to another address.

    Only an anonymous session takes them: it becomes the signed-in one, and its policies still decide
    whether the reader may open the form at all.
    """
    if request.method == "POST" and fields:
        values = {name: request.POST[name][:LONGEST] for name in fields if name in request.POST}
        request.session[KEY] = {"path": page or request.path, "values": values}
        messages.warning(request, TIMED_OUT)
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': page or request.path})}")


def values_for(request: HttpRequest) -> dict[str, str]:
    """Return what was kept for this very page, else nothing."""
    kept = request.session.get(KEY) or {}
    found: dict[str, str] = kept.get("values", {}) if kept.get("path") == request.path else {}
    return found


def forget(request: HttpRequest) -> None:
    """Drop what was kept, once it is saved."""
    request.session.pop(KEY, None)
