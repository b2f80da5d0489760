"""Refuse an upload over the limit before any of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from prasan.platform.files.store import too_large
from prasan.platform.web.middleware import error_page

FORM_ROOM = 256 * 1024
"""What a form around its files may need."""


class UploadLimit:
    """Answer 413 by the announced length; it stands before anything that reads the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdigit() and int(announced) <= settings.UPLOAD_LIMIT + FORM_ROOM:
            return self.get_response(request)
        text = str(too_large().text)
        if request.path.startswith("/api/"):
            response: HttpResponse = JsonResponse({"error": text, "field": "file"}, status=413)
        else:
            response = error_page(request, 413, text)
        response["Connection"] = "close"  # the rest of the upload is not wanted
        return response
