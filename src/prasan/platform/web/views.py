"""Addresses of the platform itself: health, metrics, language, live tickets."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from prasan.platform.live import tickets
from prasan.platform.live.topics import may_listen, presence_of
from prasan.platform.web.decorators import open_to_all
from prasan.platform.web.traffic import client_of

_started = time.time()


@open_to_all
@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """Tell whether this process serves and reaches its database (503 when not)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})


@open_to_all
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Return Prometheus text about this process; reached from this machine alone (nginx does not route it)."""
    if client_of(request) not in {"127.0.0.1", "::1", ""}:
        return HttpResponse(status=404)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM platform_outbox WHERE seq IS NULL),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed')"
        )
        unnumbered, waiting, failed = cursor.fetchone()
    lines = [
        f"prasan_uptime_seconds {time.time() - _started:.0f}",
        f"prasan_outbox_unnumbered {unnumbered}",
        f"prasan_jobs_waiting {waiting}",
        f"prasan_jobs_failed {failed}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4")


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language in a cookie and go back to the page they were on."""
    code = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            code,
            max_age=31_536_000,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


@require_GET
def live_ticket(request: HttpRequest) -> JsonResponse:
    """Sign a short-lived ticket for the live topics a page shows, of those its reader may see.

    `presence` names a topic at which the reader is present while the stream is open, where its room says so.
    """
    actor = request.actor  # type: ignore[attr-defined]
    wanted = request.GET.get("topics", "").split()[:50]
    topics = [topic for topic in wanted if tickets.is_topic(topic) and may_listen(actor, topic)]
    at = request.GET.get("presence", "")
    key = presence_of(actor, at) if tickets.is_topic(at) else None
    if not topics and key is None:
        return JsonResponse({"ticket": "", "topics": []})  # nothing to follow: the page opens no stream
    ticket = tickets.sign(
        topics,
        person=actor.person_id,
        key=[settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS],
        seat=actor.seat_id,
        session=tickets.session_hash(request.session.session_key or ""),
        presence=tickets.Claim(at, key) if key is not None else None,
        ttl=settings.LIVE_TICKET_SECONDS,
    )
    told = {"ticket": ticket, "topics": topics, "seconds": settings.LIVE_TICKET_SECONDS, "present": key is not None}
    return JsonResponse(told)
