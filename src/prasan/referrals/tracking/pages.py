"""The person's own pages: number and PIN, where each referral stands, what they do about it, their data."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.web.decorators import open_to_all
from prasan.referrals import commands as c
from prasan.referrals.models import DataRequest, Outcome
from prasan.referrals.policy import BY_PIN
from prasan.referrals.tracking import line, opening, reading, tongues, words
from prasan.referrals.tracking.copy import copy_of
from prasan.referrals.tracking.frame import page, plain_post, private
from prasan.referrals.tracking.near import near
from prasan.registers.models.worker_words import Ground, Purpose


@open_to_all
@private
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Show the person's case, or ask for number and PIN; a right pair is answered with a short ticket in a cookie."""
    if request.method == "POST":
        return _open(request)
    found = opening.opened_by(request)
    return _case(request, found) if found is not None else _asking(request)


def _asking(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    context = {"error": error, "languages": tongues.OWN | tongues.released()}
    return page(request, "track/open", context, status)


def _open(request: HttpRequest) -> HttpResponse:
    told = plain_post(request)
    try:
        who = opening.open_with(request, told.get("code", ""), told.get("word", ""))
    except opening.Closed:
        return _asking(request, words.LOCKED, 429)
    if who is None:
        return _asking(request, words.WRONG, 403)
    response = HttpResponseRedirect(reverse("track"))
    response.set_cookie(
        opening.COOKIE, opening.ticket(who), max_age=opening.SECONDS, path=opening.PATH, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def _case(
    request: HttpRequest,
    found: opening.Opened,
    error: str = "",
    typed: dict[str, str] | None = None,
    *,
    status: int = 409,
    line_code: str = "",
) -> HttpResponse:
    cards = reading.cards(found.case, timezone.now(), found.bearer)
    context = {
        "case": found.case, "cards": cards, "error": error, "typed": typed or {}, "by_pin": found.bearer.by_pin,
        "told": words.DONE.get(request.GET.get("done", ""), ""), "does": words.DOES, "steps": words.STEPS,
        "outcomes": dict(Outcome.choices),
        "near": near(found.case, by_pin=found.bearer.by_pin),
        "line": line.offer(found.case, by_pin=found.bearer.by_pin, code=line_code),
    }  # fmt: skip
    return page(request, "track/case", context, status if error else 200)


def _mine(show: Callable[[HttpRequest, opening.Opened], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a view the case that is open; who has none is sent to the form."""

    @private
    def view(request: HttpRequest) -> HttpResponse:
        found = opening.opened_by(request)
        return HttpResponseRedirect(reverse("track")) if found is None else show(request, found)

    view.__module__, view.__name__ = show.__module__, show.__name__
    return open_to_all(view)


def _own(show: Callable[[HttpRequest, opening.Opened], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give a view the case that its person opened by PIN; anybody else who opened it is told so on its page."""

    def view(request: HttpRequest, found: opening.Opened) -> HttpResponse:
        return show(request, found) if found.bearer.by_pin else _case(request, found, str(BY_PIN), status=403)

    view.__module__, view.__name__ = show.__module__, show.__name__
    return _mine(view)


def _chosen(told: dict[str, str]) -> Any:
    """Return the verb that a form asks for; raises RuleBroken for none."""
    number = told.get("referral", "")
    pk = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    what, text = told.get("do", ""), told.get("text", "")
    if what == "rate":
        score = told.get("score", "")
        return c.Rate(target_id=pk, score=int(score) if score in set("12345") else 0, text=text)
    if what == "sign":
        return c.SignPapers(target_id=pk)
    if what in words.OWN:
        return c.BY_MOVE[what](target_id=pk, text=text)
    raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))


@_mine
@require_POST
def track_do(request: HttpRequest, found: opening.Opened) -> HttpResponse:
    """Do what the person says about one of their referrals; what was typed stays where it is refused."""
    told = plain_post(request)
    try:
        perform(found.bearer, _chosen(told))
    except PeopleError as refused:
        return _case(request, found, str(refused.text), told)
    done = told["do"] if told["do"] in words.DONE else "move"
    return HttpResponseRedirect(f"{reverse('track')}?done={done}")


@_mine
@require_POST
def track_out(request: HttpRequest, found: opening.Opened) -> HttpResponse:
    """Close the page at once."""
    response = HttpResponseRedirect(reverse("track"))
    response.delete_cookie(opening.COOKIE, path=opening.PATH)
    return response


@_own
@require_POST
def track_line(request: HttpRequest, found: opening.Opened) -> HttpResponse:
    """Make the code that links LINE and show it this once, or send no news there any more."""
    told = plain_post(request)
    try:
        if told.get("do") == "leave":
            perform(found.bearer, c.LeaveLine(target_id=found.case.pk))
            return HttpResponseRedirect(f"{reverse('track')}?done=line")
        if told.get("do") != "code":
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        made = c.MakeLineCode(target_id=found.case.pk)
        perform(found.bearer, made)
    except PeopleError as refused:
        return _case(request, found, str(refused.text), status=refused.status)
    return _case(request, found, line_code=made.code)


@_own
@require_safe
def track_services(request: HttpRequest, found: opening.Opened) -> HttpResponse:
    """Show what else the person is entitled to."""
    return page(request, "track/services", {"services": reading.services_for(found.case)})


@_own
@require_http_methods(["GET", "HEAD", "POST"])
def track_data(request: HttpRequest, found: opening.Opened) -> HttpResponse:
    """Show by which right who reads the person's data and who looked; take what they ask about them."""
    if request.method != "POST":
        return _data(request, found)
    told = plain_post(request)
    what = told.get("do", "")
    try:
        if what == "consent":
            number = told.get("tie", "")
            tie = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
            perform(found.bearer, c.TakeBackConsent(target_id=found.case.pk, tie_id=tie))
        else:
            perform(found.bearer, c.AskAboutData(target_id=found.case.pk, kind=what, text=told.get("text", "")))
    except PeopleError as refused:
        return _data(request, found, str(refused.text), told)
    if what == DataRequest.Kind.ACCESS:
        response = HttpResponse(json.dumps(copy_of(found.case), ensure_ascii=False, indent=1))
        response["Content-Type"] = "application/json; charset=utf-8"
        response["Content-Disposition"] = f'attachment; filename="{found.case.code}.json"'
        return response
    return HttpResponseRedirect(f"{reverse('track_data')}?done={'consent' if what == 'consent' else 'ask'}")


def _data(
    request: HttpRequest, found: opening.Opened, error: str = "", typed: dict[str, str] | None = None
) -> HttpResponse:
    asked = DataRequest.objects.filter(case=found.case).order_by("-id")[:20]
    context = {
        "ties": reading.consents(found.case), "looks": reading.looks(found.case), "error": error, "typed": typed or {},
        "requests": asked, "told": words.DONE.get(request.GET.get("done", ""), ""),
        "may_take_back": reading.may_take_back,
        "kinds": dict(DataRequest.Kind.choices),
        "purposes": dict(Purpose.choices),
        "grounds": dict(Ground.choices),
    }  # fmt: skip
    return page(request, "track/data", context, 409 if error else 200)
