"""Answers of the public addresses: who may read them, and what a reader that has the same already is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _

from prasan.kernel import cap
from prasan.situation.cap import feeds, queries
from prasan.situation.models import Alert

ENDINGS = ("xml", "rss", "geojson")
TYPES = {
    "xml": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "geojson": "application/geo+json",
}
_Feed = tuple[Callable[[], list[Alert]], Callable[[Any, feeds.Site], bytes]]
FEEDS: dict[str, _Feed] = {
    "xml": (queries.messages, feeds.atom),
    "rss": (queries.newest, feeds.rss),
    "geojson": (queries.holding, feeds.geojson),
}
SECONDS = 60
"""How long a reader need not ask again."""


def may_read(request: HttpRequest) -> bool:
    """Tell whether a caller reads the notices: everybody where the site says so, else who signed in with a seat."""
    return settings.PUBLIC_NOTICES or request.actor is not None  # type: ignore[attr-defined]


def unknown() -> HttpResponse:
    """Answer a caller who may not."""
    return HttpResponse(
        _("ประกาศของศูนย์นี้อ่านได้เมื่อเข้าสู่ระบบหรือด้วยลิงก์ลับ"), status=403, content_type="text/plain; charset=utf-8"
    )


def feed(request: HttpRequest, ending: str, message: Callable[[int], str] | None = None) -> HttpResponse:
    """Answer a feed; its words are Thai whoever asks, so that every reader gets the same bytes.

    `message` gives the address of a message by its number, by default the public one.
    """
    rows, write = FEEDS[ending]
    found = rows()
    base = request.build_absolute_uri("/").removesuffix("/")
    site = feeds.Site(base, request.path, message or (lambda pk: reverse("alert_cap", args=[pk])))
    with translation.override("th"):
        body = write(found, site)
    # a notice that expired leaves the list without any message being sent, so the bytes alone say what changed
    return conditional(request, body, TYPES[ending], None if ending == "geojson" else feeds.changed(found))


def document(request: HttpRequest, alert: int) -> HttpResponse:
    """Answer one message as it went out, also when it has been replaced; 404 where it is not public."""
    found = Alert.objects.public().filter(pk=alert).first()
    if found is None:
        return HttpResponse(status=404)
    return conditional(request, found.document.encode(), cap.MEDIA_TYPE, found.sent)


def conditional(request: HttpRequest, body: bytes, media_type: str, changed: Any) -> HttpResponse:
    """Answer bytes, or 304 to a reader that has them."""
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    stamp = int(changed.timestamp()) if changed else None
    answer = HttpResponse(body, content_type=media_type)
    answer["ETag"] = etag
    if stamp is not None:
        answer["Last-Modified"] = http_date(stamp)
    public = "public" if settings.PUBLIC_NOTICES else "private"
    answer["Cache-Control"] = f"{public}, max-age={SECONDS}"
    found = get_conditional_response(request, etag=etag, last_modified=stamp, response=answer)
    return found if isinstance(found, HttpResponse) else answer
