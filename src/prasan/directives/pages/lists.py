"""The lists of directives and guidance, and how offices answer."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.directives import forms, statistics
from prasan.directives.models import Directive, Guidance, InspectionRound, Origin
from prasan.directives.pages.common import page
from prasan.directives.pages.listing import VIEWS, AllDirectives, AllGuidance
from prasan.directives.policy import GIVERS
from prasan.platform.commands import RuleBroken
from prasan.platform.listings import LISTINGS
from prasan.platform.web.asking import actor_of


@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    """List the directives that a seat reads, in four views."""
    actor = actor_of(request)
    shown = LISTINGS[AllDirectives.name].page(actor, request.GET, request.path)
    view = shown.asked.get("view", "")
    tabs = [(str(label), shown.url(view=key), key == view, None) for key, label in [("", _("ทั้งหมด")), *VIEWS]]
    context = {
        "page": shown, "tabs": tabs, "view": view, "states": [("", _("ทุกสถานะ")), *Directive.State.choices],
        "may_give": actor.has(*GIVERS), "now": timezone.now(), "origins": [("", _("ทุกที่มา")), *Origin.choices],
        "rounds": [("", _("ทุกรอบ")), *InspectionRound.choices],
    }  # fmt: skip
    return page(request, "directives", context)


@require_safe
def guidance_list(request: HttpRequest) -> HttpResponse:
    """List the guidance that a seat reads."""
    actor = actor_of(request)
    shown = LISTINGS[AllGuidance.name].page(actor, request.GET, request.path)
    states = [("", _("ทุกสถานะ")), *Guidance.State.choices]
    context = {"page": shown, "states": states, "may_give": actor.has(*GIVERS)}
    from_ = {"origins": [("", _("ทุกที่มา")), *Origin.choices], "rounds": [("", _("ทุกรอบ")), *InspectionRound.choices]}
    return page(request, "guidance_list", context | from_)


@require_safe
def directive_statistics(request: HttpRequest) -> HttpResponse:
    """Show how offices answered what was issued in a time; the year to today where none is asked for."""
    actor = actor_of(request)
    today = timezone.localdate()
    told = {name: request.GET.get(name, "").replace("\0", "")[:40] for name in ("from", "to", "after")}
    error = ""
    first, last = today - dt.timedelta(days=statistics.DAYS), today
    try:
        first = forms.day_of(told["from"], "from") or first
        last = forms.day_of(told["to"], "to") or last
    except RuleBroken as broken:
        error = str(broken.text)
    rows, after = statistics.of_offices(actor, first, last, told["after"])
    kept = {name: told[name] for name in ("from", "to") if told[name]}
    more = f"{request.path}?{urlencode(kept | {'after': after})}" if after else None
    context = {"rows": rows, "more": more, "first": first, "last": last, "told": told, "error": error}
    return page(request, "statistics", context)
