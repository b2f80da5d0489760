"""Bound directives and the figures that hold them: a closed one opens again when its accepted figure falls back.

The directive stands in its room, the figures in progress: this joint brings them together. What is looked at is the
newest month of the indicator in the directive's area of which every part is accepted.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

from prasan.directives.commands import ReopenFallen
from prasan.directives.commands.clockwork import holds
from prasan.directives.models import Directive
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.listeners import Told, listens
from prasan.progress.models import Correction, Figure
from prasan.progress.sight import ACCEPTED
from prasan.progress.sums import from_parts
from prasan.registers.models import Indicator

_NEWEST = """
SELECT sum(value), sum(denominator), count(*) FROM progress_figure
WHERE indicator_id = %s AND area_id BETWEEN %s AND %s AND member = '' AND level > 0
GROUP BY period HAVING min(level) >= %s ORDER BY period DESC LIMIT 1
"""
REPORTS = ("progress.accept_department", "progress.accept_province")
CORRECTIONS = ("progress.correction_accept_department", "progress.correction_accept_province")


def newest(indicator: Indicator, first: int, last: int) -> int | None:
    """Return the newest wholly accepted month's value of an indicator in a range of areas, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [indicator.pk, first, last, ACCEPTED])
        row = cursor.fetchone()
    if row is None:
        return None
    total, whole, count = row
    return from_parts(indicator.summing, int(total), int(total), count, int(whole or 0), indicator.decimals)


@listens(*REPORTS, *CORRECTIONS, name="desk.directives_fallen")
def fallen(event: Told) -> None:
    """Look at the closed bound directives whose figure was accepted just now; once more changes nothing."""
    reports = event.ids
    if event.name in CORRECTIONS:
        reports = list(Correction.objects.filter(pk__in=event.ids).values_list("report_id", flat=True))
    touched = set(Figure.objects.filter(report_id__in=reports, member="").values_list("indicator_id", "area_id"))
    about = Q(pk__in=[])
    for indicator, area in touched:
        about |= Q(indicator_id=indicator, aim_area_id__lte=area, aim_area__last__gte=area)
    rows = Directive.objects.filter(about, bound=True, state=Directive.State.CLOSED)
    for one in rows.select_related("indicator", "aim_area").order_by("pk"):
        assert one.indicator is not None
        assert one.aim_area is not None
        value = newest(one.indicator, one.aim_area.pk, one.aim_area.last)
        if value is None or holds(one, value):
            continue
        try:
            perform(SYSTEM, ReopenFallen(target_id=one.pk, value=value))
        except RuleBroken:  # opened again meanwhile
            continue
