"""The deadline of a data call in working time: days left without weekends and holidays."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from prasan.directory.models import Holiday
from prasan.kernel.calendar import WorkingCalendar
from prasan.progress.periods import NATION


def calendar_between(first: dt.date, last: dt.date, area_id: int = NATION) -> WorkingCalendar:
    """Return the working days of a place in a span: national holidays and its own; one query."""
    rows = Holiday.objects.filter(
        Q(area_id__in=[NATION, area_id]), closes_offices=True, day__range=(first, last)
    ).values_list("day", flat=True)
    return WorkingCalendar(set(rows))


def days_left(deadline: dt.datetime, area_id: int = NATION) -> int:
    """Return the working days from tomorrow to the deadline's day; negative once it has passed."""
    today, last = timezone.localdate(), timezone.localdate(deadline)
    first, end = min(today, last), max(today, last)
    days = calendar_between(first, end, area_id).working_days(first + dt.timedelta(days=1), end)
    return days if last >= today else -days
