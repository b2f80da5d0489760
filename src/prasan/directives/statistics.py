"""How offices answer: one row an office over a time, counted in the database (docs/algorithms/directives.md)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from prasan.directives.cycle import OPEN
from prasan.directives.models import Directive
from prasan.platform.aggregates import Median

ACKNOWLEDGED_WITHIN = 7 * 60
"""Working minutes, one working day, within which a directive is to be acknowledged."""
DAY_MINUTES = 7 * 60
"""Working minutes of a day, by which the median is told in days."""
MOST = 100
DAYS = 365


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office's answers to what was issued in the time: counts, and the median of working days to the first answer.

    `acknowledged`, within one working day; `in_time`, answered by the deadline; `overdue`, open beyond it now;
    `median`, None where nothing was answered. Withdrawn ones are not counted.
    """

    office: int
    code: str
    name: str
    issued: int
    acknowledged: int
    answered: int
    in_time: int
    overdue: int
    median: float | None


def of_offices(actor: Any, first: dt.date, last: dt.date, after: str = "") -> tuple[list[OfficeRow], str]:
    """Return (one row an office in the order of codes, the code to read on after or ""): one query.

    Parameters: `first`, `last`, days of issue, inclusive; `after`, the code of the last row seen.
    """
    begin = timezone.make_aware(dt.datetime.combine(first, dt.time()))
    end = timezone.make_aware(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
    rows = Directive.objects.visible_to(actor).filter(issued_at__gte=begin, issued_at__lt=end)
    rows = rows.exclude(state=Directive.State.WITHDRAWN).order_by()
    if after:
        rows = rows.filter(lead__code__gt=after)
    late = Q(state__in=sorted(OPEN), due_at__lt=timezone.now())
    counted = rows.values("lead_id", "lead__code", "lead__name_th").annotate(
        issued=Count("pk"),
        acknowledged=Count("pk", filter=Q(acknowledged_minutes__lte=ACKNOWLEDGED_WITHIN)),
        answered=Count("pk", filter=Q(first_answered_at__isnull=False)),
        in_time=Count("pk", filter=Q(first_answered_at__lte=F("due_at"))),
        overdue=Count("pk", filter=late),
        median=Median("answered_minutes"),
    )
    found = list(counted.order_by("lead__code")[: MOST + 1])
    shown = [
        OfficeRow(
            one["lead_id"], one["lead__code"], one["lead__name_th"], one["issued"], one["acknowledged"],
            one["answered"], one["in_time"], one["overdue"],
            None if one["median"] is None else round(one["median"] / DAY_MINUTES, 1),
        )
        for one in found[:MOST]
    ]  # fmt: skip
    return shown, shown[-1].code if len(found) > MOST else ""
