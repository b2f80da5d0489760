"""A month of one resource, and a month of what one's own office lends and borrows."""

from __future__ import annotations

import calendar as days_of
import datetime as dt
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.kernel.fiscal import add_months
from prasan.kernel.thaidate import show_date
from prasan.platform.ui.filters import language
from prasan.resources import policy as may
from prasan.resources.models import Booking
from prasan.resources.pages import common
from prasan.resources.queries import of_office, taken

WEEKS = days_of.Calendar(firstweekday=6)
"""Weeks begin on Sunday, as Thai calendars print them."""


@require_safe
def resource_month(request: HttpRequest, resource: int) -> HttpResponse:
    """A month of one resource: who has it on which days; what is only asked for is the owner's to see."""
    one = common.resource_or_404(request, resource)
    actor = common.actor_of(request)
    first, weeks = month_of(request)
    span = (weeks[0][0], weeks[-1][-1])
    rows = taken(one, *span)
    seen = set(Booking.objects.visible_to(actor).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    lines = [(row, row.office.short, _address(row, row.pk in seen)) for row in rows]
    back = reverse("resource", args=[one.pk])
    trail = [(_("ทรัพยากรที่ให้ยืม"), reverse("resources")), (one.name, back), (_("ปฏิทิน"), "")]
    context = {"title": _("ปฏิทินการใช้ %(name)s") % {"name": one.name}, "trail": trail, "free": True, "feed": ""}
    return _month_page(request, lines, first, weeks, context)


@require_safe
def resource_office_month(request: HttpRequest) -> HttpResponse:
    """A month of what one's own office lends and borrows, and of what waits for an answer."""
    actor = common.actor_of(request)
    common.allowed(None if may.lends(actor) else may.ONLY_STAFF)
    first, weeks = month_of(request)
    lines = []
    for row in of_office(actor.office_id, weeks[0][0], weeks[-1][-1]):
        other = row.office if row.resource.office_id == actor.office_id else row.resource.office
        lines.append((row, f"{row.resource.name} · {other.short}", _address(row, True)))
    trail = [(_("ทรัพยากรที่ให้ยืม"), reverse("resources")), (_("ปฏิทินของหน่วยงาน"), "")]
    context = {"title": _("ปฏิทินทรัพยากรของหน่วยงาน"), "trail": trail, "free": False, "feed": _feeds()}
    return _month_page(request, lines, first, weeks, context)


def _feeds() -> str:
    """Return the page of one's own calendar feeds, empty where no room has one."""
    try:
        return reverse("calendar_feeds")
    except NoReverseMatch:
        return ""


def _address(row: Booking, seen: bool) -> str:
    return reverse("resource_booking", args=[row.pk]) if seen else ""


def month_of(request: HttpRequest) -> tuple[dt.date, list[list[dt.date]]]:
    """Return the first day of the asked month, of this month where none can be read, and its weeks."""
    found = re.fullmatch(r"(\d{4})-(\d\d)", request.GET.get("month", ""))
    first = timezone.localdate().replace(day=1)
    if found and 1 <= int(found[2]) <= 12 and 1900 < int(found[1]) < 2200:
        first = dt.date(int(found[1]), int(found[2]), 1)
    return first, WEEKS.monthdatescalendar(first.year, first.month)


def _month_page(
    request: HttpRequest, lines: list[tuple[Booking, str, str]], first: dt.date, weeks: Any, context: dict[str, Any]
) -> HttpResponse:
    by_day: dict[dt.date, list[dict[str, Any]]] = {}
    for row, words, href in lines:
        begins, ends = timezone.localtime(row.begins), timezone.localtime(row.ends)
        last = (ends - dt.timedelta(microseconds=1)).date()
        entry = {"words": words, "href": href, "status": common.shape(row), "state": row.get_state_display()}
        day = max(begins.date(), weeks[0][0])
        while day <= min(last, weeks[-1][-1]):
            hour = begins.time() if day == begins.date() else None
            by_day.setdefault(day, []).append({**entry, "start": hour})
            day += dt.timedelta(days=1)
    return common.draw(request, "month", {
        **context, "weeks": weeks, "first": first, "today": timezone.localdate(),
        "by_day": dict(sorted(by_day.items())),
        "shown": show_date(first, "month", language()), "before": f"{add_months(first, -1):%Y-%m}",
        "after": f"{add_months(first, 1):%Y-%m}",
        "heads": [_("อา."), _("จ."), _("อ."), _("พ."), _("พฤ."), _("ศ."), _("ส.")],
    })  # fmt: skip
