"""Counting today, on a phone; and the month as it stands, day by day."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.progress import periods
from prasan.progress.models import Tally
from prasan.progress.reading import entry_decimals, read, shown
from prasan.progress.sums import RATIO
from prasan.progress.tallies import sums
from prasan.progress.tallies.commands import OWN_ONLY, Count, SaveTallies, counted_of
from prasan.registers.models import Indicator

DAY = dt.timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def tallies(request: HttpRequest) -> HttpResponse:
    """Show and write the counts of a day (`?day=`, by default today); `?period=` shows a month."""
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD):
        raise Refused(OWN_ONLY)
    office = Office.objects.select_related("area").get(pk=actor.office_id)
    today = timezone.localdate()
    day = _day(request.POST.get("day") or request.GET.get("day", ""), today)
    period = _period(request.GET.get("period", ""), day)
    known = _counted(office, day)
    if request.method != "POST":
        if "period" in request.GET and "day" not in request.GET:
            day = min(today, periods.bounds(period)[1])
            known = _counted(office, day)
        return _page(request, office, day, period, known)
    typed, counts, errors = _read(request, known)
    if not errors:
        command = SaveTallies(target_id=office.pk, day=day, counts=counts, key=request.POST.get("key", "")[:100])
        try:
            perform(actor, command)
            messages.success(request, _("บันทึกยอดของ %(day)s แล้ว") % {"day": thaidate(day)})
            return redirect(f"{reverse('tallies')}?day={day.isoformat()}")
        except RuleBroken as broken:
            errors = [(f"f-{broken.field}" if broken.field else "", broken.text)]
    return _page(request, office, day, period, known, typed, errors)


def _day(text: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return today


def _period(text: str, day: dt.date) -> int:
    try:
        periods.split(int(text))
        return int(text)
    except ValueError:
        return periods.of(day)


def _counted(office: Office, day: dt.date) -> list[Indicator]:
    """Return what is counted on a day: at most two queries, where a week belongs to another month."""
    months = {frequency: sums.period_of(frequency, day) for frequency in sums.COUNTED_DAILY}
    known = {period: counted_of(office, period) for period in set(months.values())}
    return [one for frequency in ("day", "week") for one in known[months[frequency]] if one.frequency == frequency]


def _read(request: HttpRequest, known: list[Indicator]) -> tuple[dict[str, str], list[Count], list[tuple[str, Any]]]:
    typed: dict[str, str] = {}
    counts: list[Count] = []
    errors: list[tuple[str, Any]] = []
    for one in known:
        name, whole_name = f"v-{one.pk}", f"d-{one.pk}"
        typed[name], typed[whole_name] = request.POST.get(name, ""), request.POST.get(whole_name, "")
        value = read(typed[name], entry_decimals(one), (one.unit_th, one.unit_en))
        whole = read(typed[whole_name], 0)
        errors += [(f"f-{field}", it.error) for field, it in ((name, value), (whole_name, whole)) if it.error]
        counts.append(Count(one.pk, value.value, whole.value if one.summing == RATIO else None))
    return typed, counts, errors


def _page(
    request: HttpRequest,
    office: Office,
    day: dt.date,
    period: int,
    known: list[Indicator],
    typed: dict[str, str] | None = None,
    errors: list[tuple[str, Any]] | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    month = counted_of(office, period)
    first = min([sums.bounds(one.frequency, period)[0] for one in month] + [sums.monday(day)])
    last = max(periods.bounds(period)[1], day)
    rows = Tally.objects.filter(office=office, indicator__in={one.pk for one in [*known, *month]}, member="")
    kept = list(rows.filter(day__range=(first, last)).order_by("day"))
    context = {
        "office": office,
        "day": day,
        "today": today,
        "before": day - DAY,
        "after": day + DAY if day < today else None,
        "questions": [_question(one, day, kept, typed or {}) for one in known],
        "by_field": dict(errors or []),
        "errors": errors or [],
        "key": secrets.token_urlsafe(12),
        "period": period,
        "month": periods.label(period),
        "months": [_month(one, office, period, kept, today) for one in month],
    }
    return render(request, "progress/tallies.html", context, status=422 if errors else 200, using="jinja2")


def _question(one: Indicator, day: dt.date, kept: list[Tally], typed: dict[str, str]) -> dict[str, Any]:
    """Return one field: what was typed, else what is kept for the day or its week."""
    at = sums.monday(day) if one.frequency == "week" else day
    found = next((it for it in kept if it.indicator_id == one.pk and it.day == at), None)
    decimals = entry_decimals(one)
    return {
        "indicator": one, "weekly": one.frequency == "week", "ratio": one.summing == RATIO,
        "until": at + 6 * DAY, "since": at,
        "value": typed.get(f"v-{one.pk}", shown(found.value, decimals) if found else ""),
        "whole": typed.get(f"d-{one.pk}", shown(found.denominator, 0) if found and found.denominator else ""),
    }  # fmt: skip


def _month(one: Indicator, office: Office, period: int, kept: list[Tally], today: dt.date) -> dict[str, Any]:
    """Return one indicator's month: each day or week, what they make, and what is missing."""
    first, last = sums.bounds(one.frequency, period)
    mine = [it for it in kept if it.indicator_id == one.pk and first <= it.day <= last]
    found = sums.summed(one, office.area_id, period, mine, today)
    there = {it.day: it for it in mine}
    asked = set(sums.expected(one.frequency, office.area_id, period, today))
    decimals = entry_decimals(one)
    days = [
        {"day": at, "value": shown(there[at].value, decimals) if at in there else "", "missing": at not in there}
        for at in sorted(asked | set(there))
    ]
    return {"indicator": one, "sum": shown(found.value, decimals), "found": found, "days": days}
