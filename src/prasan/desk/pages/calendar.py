"""The calendar: a month as a grid (a list on a phone), or a list of what comes."""

from __future__ import annotations

import calendar as days_of
import datetime as dt
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from prasan.desk.appointments.policy import audiences
from prasan.desk.calendar.sources import SOURCES, WIDTHS, Asked, Event, events
from prasan.desk.pages.common import actor_of, address
from prasan.kernel.fiscal import add_months
from prasan.kernel.thaidate import show_date
from prasan.platform.ui.filters import language

WEEKS = days_of.Calendar(firstweekday=6)
"""Weeks begin on Sunday, as Thai calendars print them."""
AHEAD = 90
"""Days that the list looks ahead."""


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show a month, or what comes in the next ninety days; as wide as is asked."""
    actor, today = actor_of(request), timezone.localdate()
    width = request.GET.get("of", "mine")
    width = width if width in WIDTHS else "mine"
    listed = request.GET.get("view") == "list"
    kind = request.GET.get("kind", "")
    kinds = (kind,) if kind in SOURCES else ()
    first = _month(request.GET.get("month", ""), today)
    weeks = WEEKS.monthdatescalendar(first.year, first.month)
    asked = (
        Asked(today, today + dt.timedelta(days=AHEAD), width) if listed else Asked(weeks[0][0], weeks[-1][-1], width)
    )
    found = events(actor, asked, kinds)
    by_day: dict[dt.date, list[Event]] = {}
    for one in found:
        for day in one.days(asked.first, asked.last):
            by_day.setdefault(day, []).append(one)
    context: dict[str, Any] = {
        "weeks": weeks, "by_day": dict(sorted(by_day.items())),
        "first": first, "today": today, "listed": listed, "of": width, "kind": kind,
        "widths": WIDTHS, "kinds": {name: label for name, (label, _read) in SOURCES.items()},
        "title": show_date(first, "month", language()), "before": f"{add_months(first, -1):%Y-%m}",
        "after": f"{add_months(first, 1):%Y-%m}", "month": f"{first:%Y-%m}", "feed": address("calendar_feeds"),
        "adds": bool(audiences(actor)),
        "heads": [_("อา."), _("จ."), _("อ."), _("พ."), _("พฤ."), _("ศ."), _("ส.")],
    }  # fmt: skip
    return render(request, "desk/calendar.html", context)


def _month(asked: str, today: dt.date) -> dt.date:
    """Return the first day of the asked month, of this month where none can be read."""
    found = re.fullmatch(r"(\d{4})-(\d\d)", asked)
    if found and 1 <= int(found[2]) <= 12 and 1900 < int(found[1]) < 2200:
        return dt.date(int(found[1]), int(found[2]), 1)
    return today.replace(day=1)
