"""Middleware without a domain."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from prasan.platform.commands.errors import PeopleError
from prasan.platform.web import traffic
from prasan.platform.web.formpage import page_around
from prasan.platform.web.request_id import begin_request

Next = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("prasan.request")
_QUIET = frozenset({"/healthz", "/metrics"})
"""Asked by our own watchers every few seconds: nobody's traffic."""

_CSP = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def allow_besides(response: HttpResponse, rule: str) -> None:
    """Let one page do more than the others. Parameters: `rule`, a directive of the policy that the others leave out."""
    response.headers["Content-Security-Policy"] = f"{_CSP}; {rule}"


class RequestLog:
    """Give the request an id and write one line about it: method, path without query, status, time.

    The same facts with the source address go to the traffic log, which the law wants kept. The query string
    is left out of both on purpose: a search word may be a person's name.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        request_id = begin_request(request.headers.get("X-Request-Id", ""))
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        if not request.path.startswith(settings.STATIC_URL):
            facts = {
                "method": request.method,
                "path": traffic.plain_path(request.path),
                "status": response.status_code,
                "person": _person(request),
            }
            log.info("request", extra={**facts, "ms": round((time.perf_counter() - started) * 1000, 1)})
            if request.path not in _QUIET:
                traffic.site_log().write({"from": traffic.client_of(request), **facts, "request_id": request_id})
        return response


def _person(request: HttpRequest) -> int | None:
    """Return who asked, as a number, without a query: the actor, or whom this request signed in."""
    actor = request.__dict__.get("_actor")
    if actor is not None:
        return int(actor.person_id)
    user = request.__dict__.get("_cached_user") or request.__dict__.get("user")
    if user is None or isinstance(user, SimpleLazyObject):  # nobody asked yet, and asking costs a query
        return None
    return user.pk if user.is_authenticated else None


class ContentSecurityPolicy:
    """Allow what this site itself serves, and nothing else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _CSP)
        return response


class Language:
    """Thai unless the reader chose otherwise (cookie); the browser's own wish does not count.

    A ministry's screens are Thai first; a browser set to English is not a choice of its reader.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        if chosen not in dict(settings.LANGUAGES):
            chosen = settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
            return response


class PeopleErrors:
    """Turn Refused and RuleBroken into a page (or JSON under /api/) that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request; an address that takes only forms says so when it is opened as a page."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content and not request.path.startswith("/api/"):
            text = _("ที่อยู่นี้รับเฉพาะข้อมูลที่ส่งจากแบบฟอร์ม โปรดกลับหน้าแรกแล้วเปิดรายการนั้นจากเมนู")
            told = error_page(request, 405, text)
            told["Allow"] = response["Allow"]
            return told
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Know no address with a letter in it that no database takes."""
        if "\0" in request.path_info:
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for the two errors that are for people; leave the others to the fault page."""
        if not isinstance(error, PeopleError):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"error": str(error.text), "field": error.field}, status=error.status)
        return error_page(request, error.status, str(error.text))


def error_page(request: HttpRequest, status: int, text: str, title: str = "") -> HttpResponse:
    """Return the plain error page: what happened, what to do, and the request's id.

    A form that could not be taken gets the way back to its page, where what was typed still stands.
    """
    titles = {
        400: _("คำขอนี้อ่านไม่ได้"),
        403: _("ท่านไม่มีสิทธิ์ทำรายการนี้"),
        404: _("ไม่พบหน้าที่ต้องการ"),
        405: _("เปิดที่อยู่นี้โดยตรงไม่ได้"),
        409: _("ทำรายการนี้ไม่ได้ในตอนนี้"),
        413: _("ไฟล์ใหญ่เกินกำหนด"),
        429: _("ลองหลายครั้งเกินไป"),
        500: _("ระบบขัดข้อง"),
        503: _("ระบบยังไม่พร้อม"),
        507: _("ไม่มีที่ว่างเก็บข้อมูล"),
    }
    form_page = page_around(request) if request.method == "POST" else ""
    context = {"title": title or titles.get(status, titles[400]), "text": text, "form_page": form_page}
    return render(request, "ui/error.html", context, status=status, using="jinja2")
