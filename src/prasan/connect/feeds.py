"""Calendar feeds: the page of one's own secret addresses, and what programs read there: the calendar, the notices."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.connect.commands import MakeFeed, RevokeFeed
from prasan.connect.models import CalendarFeed, digest
from prasan.desk.calendar import ical
from prasan.desk.calendar.sources import WIDTHS, Asked, events
from prasan.directory.actor import actor_for
from prasan.directory.models.seats import ACTOR_FIELDS
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.decorators import open_to_all
from prasan.situation.cap import out

BEHIND, AHEAD = 31, 180
"""Days that a feed reaches back and ahead."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_feeds(request: HttpRequest) -> HttpResponse:
    """One's own feeds, and the form that makes one; a new address is shown in this answer only."""
    actor = request.actor  # type: ignore[attr-defined]
    address, error = "", ""
    if request.method == "POST":
        command = MakeFeed(width=request.POST.get("width", ""))
        try:
            perform(actor, command)
            address = request.build_absolute_uri(f"/feeds/key/{command.secret}.ics")
        except RuleBroken as broken:
            error = str(broken.text)
    rows = CalendarFeed.objects.visible_to(actor).filter(revoked=None).select_related("seat__office")
    context = {
        "feeds": [(one, WIDTHS.get(one.width, one.width)) for one in rows.defer("seat__office__grams")],
        "address": address, "error": error, "widths": list(WIDTHS.items()),
    }  # fmt: skip
    return render(request, "connect/feeds.html", context, status=409 if error else 200)


@require_POST
def revoke_feed(request: HttpRequest, feed: int) -> HttpResponse:
    """Take an address back."""
    perform(request.actor, RevokeFeed(target_id=feed))  # type: ignore[attr-defined]
    return redirect("calendar_feeds")


@open_to_all
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer the calendar of a secret address; one that does not work is 404, as if it had never been."""
    needed = [f"seat__{name}" for name in ACTOR_FIELDS]
    rows = (
        CalendarFeed.objects.working().filter(hash=digest(secret)).select_related("seat__office__area", "seat__person")
    )
    found = rows.only("width", *needed).order_by().first()
    if found is None:
        return HttpResponse(status=404)
    today = timezone.localdate()
    asked = Asked(today - dt.timedelta(days=BEHIND), today + dt.timedelta(days=AHEAD), found.width)
    site = request.build_absolute_uri("/").removesuffix("/")
    entries = events(actor_for(found.seat), asked)
    body = ical.write(entries, name=_("ประสาน"), host="prasan", now=timezone.now(), site=site)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=900"
    return answer


def _works(secret: str) -> bool:
    return CalendarFeed.objects.working().filter(hash=digest(secret)).exists()


@open_to_all
@require_safe
def notice_feed(request: HttpRequest, secret: str, ending: str) -> HttpResponse:
    """Answer the notices to the public at a secret address, for programs that cannot sign in; else 404."""
    if ending not in out.ENDINGS or not _works(secret):
        return HttpResponse(status=404)
    return out.feed(request, ending, lambda pk: reverse("notice_message", args=[secret, pk]))


@open_to_all
@require_safe
def notice_message(request: HttpRequest, secret: str, alert: int) -> HttpResponse:
    """Answer one CAP message at a secret address; else 404."""
    return out.document(request, alert) if _works(secret) else HttpResponse(status=404)
