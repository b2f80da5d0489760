"""What the pages without account share: their language, their headers, their answers to what is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from prasan.referrals.tracking import tongues

View = Callable[..., HttpResponse]
TITLE = "ติดตามเรื่อง"
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action %s; frame-ancestors 'none'"
)


def private(view: View) -> View:
    """Let no cache and no search engine keep a page, and tell no other site from where its reader comes.

    "same-origin" and not "no-referrer": with the latter a browser sends its own forms with "Origin: null", which the
    protection against forged forms refuses. No address of these pages carries a word about the person.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # in Thai until it is drawn: a language of the pack finds its words by the Thai ones
        with override("th"):
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.setdefault("Content-Security-Policy", POLICY % "'self'")
        return response

    return answer


def plain_post(request: HttpRequest) -> dict[str, str]:
    """Return what a form sent, without what no database takes."""
    return {name: str(text).replace("\0", "") for name, text in request.POST.dict().items()}


def page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200, tongue: tongues.Tongue | None = None
) -> HttpResponse:
    """Render a page without account in its reader's language. Parameters: `tongue`, to show it in another one."""
    tongue = tongue or tongues.tongue_of(request)
    with override(tongue.base):
        whole: dict[str, Any] = {
            "tongue": tongue,
            "_": tongue,
            "told": "",
            "error": "",
            "preview": "",
            "title": TITLE,
        } | context
        for words in ("told", "error", "title"):
            whole[words] = tongue(whole[words]) if whole[words] else ""
        response = render(request, f"referrals/{name}.html", whole, status=status, using="jinja2")
    response["Content-Language"] = tongue.code
    if request.GET.get("l") == tongue.code:
        response.set_cookie(tongues.COOKIE, tongue.code, max_age=31_536_000, samesite="Lax", httponly=True)
    return response
