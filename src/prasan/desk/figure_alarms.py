"""Alarms on reported figures: each province's accepted months against the limit of their indicator.

The limit stands in registers, the figures in progress, the alarms in situation: this joint brings them together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.kernel.alarms import Breach, breaches
from prasan.kernel.asking import is_asked
from prasan.platform.jobs.job import job
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.jobs.schedule import daily
from prasan.platform.prepared import planned_anew
from prasan.progress import periods
from prasan.progress.sight import ACCEPTED
from prasan.progress.sums import from_parts
from prasan.registers.models import Indicator, WarningLimit
from prasan.situation.alarms import beside
from prasan.situation.alarms.finding import Outcome, keep, lock
from prasan.situation.alarms.notices import tell_new
from prasan.situation.models import Alarm

MONTHS = 24
"""Months that are looked at and kept with an alarm."""
LOOK_BACK = 3
"""A stretch that ended longer ago than so many months is no alarm any more."""

_FIGURES = """
SELECT figure.indicator_id, place.id, figure.period, sum(figure.value), sum(figure.denominator), count(*)
FROM progress_figure AS figure
JOIN directory_area AS place ON place.kind = 'province' AND figure.area_id BETWEEN place.id AND place.last
WHERE figure.indicator_id = ANY(%(indicators)s) AND figure.member = ''
  AND figure.period BETWEEN %(first)s AND %(last)s AND figure.level > 0
GROUP BY 1, 2, 3 HAVING min(figure.level) >= %(level)s
"""
# a month of which a part is not accepted yet is not known yet: half a sum below a limit is no alarm

Months = dict[int, int | None]


def find(today: dt.date) -> Outcome:
    """Judge the months that have ended against every limit and keep the alarms; the same day twice changes nothing."""
    last = periods.open_period(today)
    shown = periods.last(last, MONTHS)
    with transaction.atomic():
        lock()
        limits = {
            one.indicator_id: one
            for one in WarningLimit.objects.filter(indicator__retired_on=None).select_related("indicator")
        }
        figures = _figures(limits, shown)
        known = _known(periods.bounds(shown[-LOOK_BACK])[0])
        raised: list[int] = []
        renewed = 0
        for indicator, area in sorted(figures.keys() | known.keys()):
            months = figures.get((indicator, area), {})
            limit = limits.get(indicator)
            found = list(_found(limit, area, months, shown)) if limit is not None else []
            made, changed = keep(found, known.get((indicator, area), []))
            raised += made
            renewed += changed
    return Outcome(tuple(raised), renewed, len(figures))


def judge() -> None:
    """Judge today and tell of what is new, in one transaction."""
    with transaction.atomic():
        tell_new(find(timezone.localdate()).raised)


def _figures(limits: dict[int, WarningLimit], shown: Sequence[int]) -> dict[tuple[int, int], Months]:
    """Return {(indicator, province): {period: value}} of the accepted months: one query."""
    found: dict[tuple[int, int], Months] = {}
    if not limits:
        return found
    with planned_anew() as cursor:
        cursor.execute(_FIGURES, {"indicators": list(limits), "first": shown[0], "last": shown[-1], "level": ACCEPTED})
        for indicator, area, period, total, whole, count in cursor.fetchall():
            one = limits[indicator].indicator
            value = from_parts(one.summing, int(total), int(total), count, int(whole or 0), one.decimals)
            found.setdefault((indicator, area), {})[period] = value
    return found


def _known(since: dt.date) -> dict[tuple[int, int], list[Alarm]]:
    """Return the alarms on figures that a run may still change: one query."""
    rows = Alarm.objects.filter(kind=Alarm.Kind.FIGURE).select_related("area", "indicator__policy")
    found: dict[tuple[int, int], list[Alarm]] = {}
    for one in rows.filter(Q(is_on=True) | Q(last__gte=since)).defer("area__grams", "area__boundary"):
        found.setdefault((one.indicator_id or 0, one.area_id), []).append(one)
    return found


def _found(limit: WarningLimit, area: int, months: Months, shown: Sequence[int]) -> Iterable[dict[str, Any]]:
    """Yield the columns of each stretch beyond a limit that is on or ended lately, oldest first."""
    frequency = limit.indicator.frequency
    asked = [one for one in shown if frequency == Indicator.Frequency.ONCE or is_asked(frequency, one % 100)]
    values = [months.get(one) for one in asked]
    stretches = breaches(values, limit.rule)
    loud = {n for one in stretches for n in _inside(one, values)}
    series = [
        [periods.bounds(period)[0].isoformat(), value, period, n in loud]
        for n, (period, value) in enumerate(zip(asked, values, strict=True))
    ]
    for one in stretches:
        inside = _inside(one, values)
        if one.last is not None and asked[inside[-1]] < shown[-LOOK_BACK]:
            continue
        farthest = max(n for n in inside if values[n] == one.farthest)
        yield {
            "kind": Alarm.Kind.FIGURE, "indicator_id": limit.indicator_id, "area_id": area,
            "first": periods.bounds(asked[one.first])[0], "last": periods.bounds(asked[inside[-1]])[1],
            "is_on": one.last is None, "day": periods.bounds(asked[farthest])[1],
            "as_of": periods.bounds(shown[-1])[1], "method": Alarm.Method.LIMIT, **_strength(limit, one.farthest),
            "observed": one.farthest, "expected": float(limit.value), "compared": [], "series": series,
        }  # fmt: skip


def _inside(one: Breach, values: Sequence[float | None]) -> list[int]:
    """Return the places of the reported months of a stretch."""
    last = len(values) - 1 if one.last is None else one.last
    return [n for n in range(one.first, last + 1) if values[n] is not None]


def _strength(limit: WarningLimit, value: float) -> dict[str, float]:
    """Return how far beyond the limit a value is, as a part of the limit; on the limit itself it is 1."""
    far = round(1 + abs(value - limit.value) / max(abs(limit.value), 1), 3)
    return {"score": far, "strength": far}


@job("desk.figure_alarms", title=_("ตรวจตัวเลขรายงานเทียบเกณฑ์เตือน"), every=daily("06:10"))
def find_figure_alarms(run: Any) -> None:
    """Judge the accepted months against the limits of their indicators; who has to look is told."""
    judge()


@listens("registers.set_warning_limit", name="desk.judge_limit")
def judge_limit(event: Told) -> None:
    """Judge at once when a limit was set: who sets it wants to see what it says."""
    judge()


@listens("registers.drop_warning_limit", name="desk.end_limit")
def end_limit(event: Told) -> None:
    """End the alarms of a limit that is no more."""
    judge()


def address(alarm: Alarm, period: Any) -> str:
    """Return where a month of an alarm leads: to the reports that its number is made of."""
    return reverse("explain", args=[alarm.indicator_id, alarm.area.code, int(period)])


beside.lead(Alarm.Kind.FIGURE, address)
