"""The tablet in the hall: what one comes for, who one is, the slip; then the start again, with nothing left behind.

No sign-in and no script. The slip is shown to the browser that has just taken the ticket, for SHOWN seconds, by a
signed cookie that every other page of the kiosk takes away: neither an address nor "back" opens the slip of the person
before.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_safe

from prasan.counter import queries
from prasan.counter.bearers import KIOSK, KioskBearer
from prasan.counter.commands import TakeAlone
from prasan.counter.commands.kiosks import SAID_ALONE
from prasan.counter.kiosking import SAID_AS, choices, languages, tongue_of
from prasan.counter.links import guarded
from prasan.counter.models import Kiosk, Ticket
from prasan.counter.models.ticket import Why
from prasan.counter.pages.common import key_of, typed
from prasan.counter.queue import opens_next, place_in_line, usual_service
from prasan.counter.slip import line_address, slip_of
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.ui.filters import moment
from prasan.platform.ui.qr import drawn
from prasan.platform.web.decorators import open_to_all
from prasan.referrals.tracking.frame import private
from prasan.referrals.tracking.tongues import Tongue

COOKIE, SALT = "prasan_kiosk_slip", "prasan.counter.kiosk.slip"
SHOWN, ASKED, ANEW, SAID = 25, 45, 60, 10
"""Seconds after which the slip, a question, the first page and a refusal give way to the first page."""
UNSURE, PATH = "0", "/kiosk/"
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class At:
    """The kiosk that a page is about: `token` of its address, `tongue` in which it speaks now."""

    kiosk: Kiosk
    token: str
    tongue: Tongue

    @property
    def start(self) -> str:
        """Return the address of the first page."""
        return reverse("kiosk_open", args=[self.token])

    @property
    def again(self) -> str:
        """Return what an address ends with, so that the language stays for one person."""
        return "" if self.tongue.code == "th" else f"?l={self.tongue.code}"


def _at(request: HttpRequest, token: str) -> At:
    return At(guarded(request, queries.by_kiosk_link(token)), token, tongue_of(request))


def _page(request: HttpRequest, at: At, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    with override(at.tongue.base):
        told = {
            "_": at.tongue, "tongue": at.tongue, "code": at.tongue.code, "place": at.kiosk.place, "kiosk": at.kiosk,
            "start": at.start, "again": at.again, "told": "", "error": "", "preview": "", "title": at.kiosk.place.name,
        } | context  # fmt: skip
        answer = render(request, f"counter/kiosk/{name}.html", told, status=status, using="jinja2")
    answer["Content-Language"] = at.tongue.code
    if name != "slip":
        answer.delete_cookie(COOKIE, path=PATH)
    return answer


@open_to_all
@private
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_open(request: HttpRequest, kiosk_token: str) -> HttpResponse:
    """Ask what one comes for, then who one is; sent once, give the ticket."""
    at = _at(request, kiosk_token)
    if request.method == "POST":
        return _take(request, at)
    place = at.kiosk.place
    opens = opens_next(place, timezone.now())
    now = queries.Now(place, queries.desks_of(place))
    with override(at.tongue.base):
        offered = choices(now.offices()) if opens is None and place.is_open else []
        when = moment(opens) if opens is not None else ""
    asked = request.GET.get("for", "")
    chosen = next((one for one in offered if str(one.office) == asked), None)
    told: dict[str, Any]
    if offered and (chosen is not None or asked == UNSURE):
        told = {"chosen": chosen, "said": [(one.value, SAID_AS[one]) for one in SAID_ALONE], "refresh": ASKED}
        return _page(request, at, "who", told | {"unsure": UNSURE, "key": secrets.token_urlsafe(12)})
    told = {"offered": offered, "opens": when, "unsure": UNSURE, "languages": languages(), "refresh": ANEW}
    return _page(request, at, "start", told)


def _take(request: HttpRequest, at: At) -> HttpResponse:
    sent = typed(request)
    whom = sent.get("for", "")
    bearer = KioskBearer(KIOSK, kiosk_id=at.kiosk.pk, place_id=at.kiosk.place_id)
    try:
        with override(at.tongue.base):
            if not (whom.isascii() and whom.isdecimal() and len(whom) < 10):
                raise RuleBroken(gettext("โปรดเลือกว่ามาเรื่องอะไร"))
            told: dict[str, Any] = {"office_id": int(whom), "priority": sent.get("priority", "")}
            ticket = perform(bearer, TakeAlone(kiosk_id=at.kiosk.pk, key=key_of(sent, "alone", at.kiosk.pk), **told))
    except PeopleError as refused:
        with override(at.tongue.base):
            context = {"error": str(refused.text), "refresh": SAID}
        return _page(request, at, "note", context, refused.status)
    answer = HttpResponseRedirect(reverse("kiosk_slip", args=[at.token]) + at.again)
    answer.set_cookie(
        COOKIE, signing.dumps([at.kiosk.pk, ticket.pk], salt=SALT), max_age=SHOWN + 10, path=PATH, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return answer


def _just_taken(request: HttpRequest, kiosk: Kiosk) -> Ticket | None:
    """Return the ticket that this browser took within the last seconds, None for any other."""
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SHOWN + 10)
    except signing.BadSignature:
        return None
    if held[0] != kiosk.pk:
        return None
    rows = Ticket.objects.select_related("place__office", "office", "desk").filter(kiosk=kiosk, pk=held[1])
    return rows.defer("place__office__grams", "office__grams").first()


def printing(view: View) -> View:
    """Let the script that prints the slip run, and no other; what a page without account says of caches holds."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = private(view)(request, *args, **kwargs)
        response["Content-Security-Policy"] += "; script-src 'self'"
        return response

    return answer


@open_to_all
@printing
@require_safe
def kiosk_slip(request: HttpRequest, kiosk_token: str) -> HttpResponse:
    """Show the ticket that was just taken, print it where there is a printer, and go back to the start."""
    at = _at(request, kiosk_token)
    ticket = _just_taken(request, at.kiosk)
    if ticket is None:
        return HttpResponseRedirect(at.start)
    place = ticket.place
    line = None
    if ticket.state == "waiting" and ticket.office_id is not None:
        usual = usual_service(place.pk, ticket.office_id, timezone.now())
        line = place_in_line(ticket, place, place.tickets.filter(state="waiting"), list(place.desks.all()), usual)
    said = SAID_AS[Why(ticket.priority)] if ticket.declared else ""
    context = {
        "one": ticket, "line": line, "said": said, "qr": drawn(line_address(ticket), "QR", 220), "refresh": SHOWN,
        "paper": reverse("kiosk_paper", args=[kiosk_token]),
    }  # fmt: skip
    return _page(request, at, "slip", context)


@open_to_all
@private
@require_safe
def kiosk_paper(request: HttpRequest, kiosk_token: str) -> HttpResponse:
    """Answer the slip of the ticket that was just taken as PDF, 80 mm wide."""
    at = _at(request, kiosk_token)
    ticket = _just_taken(request, at.kiosk)
    if ticket is None:
        return HttpResponseRedirect(at.start)
    with override(at.tongue.base):
        paper = slip_of(ticket, queries.stops_of(ticket))
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="ticket-{ticket.label}.pdf"'
    return answer
