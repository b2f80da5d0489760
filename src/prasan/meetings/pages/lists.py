"""The lists of meetings and series, and one series."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.meetings import commands as c
from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.finding import found_series
from prasan.meetings.models import Briefing, Kind, Section
from prasan.meetings.pages.common import STATUS, error_of, page
from prasan.meetings.pages.listing import VIEWS, AllMeetings, AllSeries
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS
from prasan.platform.web.asking import actor_of

LAST = 20


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings that a seat reads; what is ahead where no view is asked for."""
    actor = actor_of(request)
    asked = request.GET.dict()
    asked.setdefault("view", "ahead")
    if asked["view"] == "ahead":
        asked.setdefault("sort", "starts")
    shown = LISTINGS[AllMeetings.name].page(actor, asked, request.path)
    tabs = [(str(label), shown.url(view=key), key == asked["view"], None) for key, label in VIEWS]
    shown.applied = [one for one in shown.applied if "view" not in one[0].keys]  # the tabs say it already
    context = {
        "page": shown, "tabs": tabs, "view": asked["view"], "kinds": [("", _("ทุกประเภท")), *Kind.choices],
        "states": [("", _("ทุกสถานะ")), *Briefing.State.choices], "may_call": bool(may.kinds_of(actor)),
        "now": timezone.now(),
    }  # fmt: skip
    return page(request, "meetings", context)


@require_safe
def meeting_series_list(request: HttpRequest) -> HttpResponse:
    """List the series that a seat reads."""
    actor = actor_of(request)
    shown = LISTINGS[AllSeries.name].page(actor, request.GET, request.path)
    kinds = [("", _("ทุกประเภท")), *Kind.choices]
    return page(request, "series_list", {"page": shown, "kinds": kinds, "may_call": bool(may.kinds_of(actor))})


@require_safe
def meeting_series(request: HttpRequest, meeting_series: int) -> HttpResponse:
    """Show a series: who belongs to it, its meetings."""
    return _show(request, meeting_series)


def _show(request: HttpRequest, pk: int, broken: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = found_series(actor, pk)
    rows = Briefing.objects.visible_to(actor).filter(series=found).order_by("-starts_at", "-pk")
    names = dict(Section.choices)
    context = {
        "one": found, "name": queries.covered(found, actor, found.name_th), "meetings": list(rows[:LAST]),
        "shapes": STATUS, "sections": [names[one] for one in found.sections],
        "keeps": may.can_keep_series(actor, found) is None and found.ended_on is None,
        "offices": [one.office for one in found.members.all()],
    }  # fmt: skip
    return page(request, "series", context | error_of(broken), 409 if broken else 200)


@require_POST
def meeting_series_end(request: HttpRequest, meeting_series: int) -> HttpResponse:
    """End a series."""
    actor = actor_of(request)
    found_series(actor, meeting_series)
    try:
        perform(actor, c.EndSeries(target_id=meeting_series))
    except RuleBroken as broken:
        return _show(request, meeting_series, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("meeting_series", meeting_series)
