"""A reader's own choices of the screen, kept in cookies: theme and single-letter keys."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from prasan.platform.ui.shell import KEYS_COOKIE, THEME_COOKIE, THEMES
from prasan.platform.web.decorators import open_to_all

__all__ = ["keys", "theme"]

YEAR = 365 * 24 * 3600


def _keep(request: HttpRequest, cookie: str, value: str) -> HttpResponse:
    """Set the cookie and go back to where the reader was; never to another host."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)
    answer.set_cookie(cookie, value, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return answer


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Choose auto, light or dark."""
    value = request.POST.get("theme", "")
    return _keep(request, THEME_COOKIE, value) if value in THEMES else HttpResponseBadRequest()


@open_to_all
@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Turn single-letter shortcuts on or off."""
    value = request.POST.get("keys", "")
    return _keep(request, KEYS_COOKIE, value) if value in ("on", "off") else HttpResponseBadRequest()
