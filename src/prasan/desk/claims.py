"""How often an office's own word on the status differs from the computed one, by report: one question.

Rule: docs/algorithms/status.md; what is computed is the office's own year to date, as on its report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from prasan.kernel.status import Thresholds, compute_status
from prasan.progress.items import claim_differs
from prasan.progress.sums import running

_SQL = """
SELECT s.report_id, s.claim, t.path[r.period %% 100], t.value, i.direction, i.decimals, i.summing,
  f.amounts, f.wholes, coalesce(f.newest = r.period, false)
FROM progress_said s
JOIN progress_report r ON r.id = s.report_id
JOIN registers_indicator i ON i.id = s.indicator_id
JOIN registers_target t ON t.indicator_id = s.indicator_id AND t.area_id = r.area_id
  AND t.fiscal_year = r.period / 100 AND t.applies
LEFT JOIN LATERAL (
  SELECT array_agg(f.value ORDER BY f.period) AS amounts, array_agg(f.denominator ORDER BY f.period) AS wholes,
    max(f.period) AS newest
  FROM progress_figure f
  WHERE f.indicator_id = s.indicator_id AND f.area_id = r.area_id AND f.office_id = r.office_id AND f.member = ''
    AND f.period BETWEEN r.period / 100 * 100 + 1 AND r.period
) f ON true
WHERE s.claim <> '' AND s.report_id = ANY(%(reports)s) AND r.state IN ('submitted', 'approved')
"""


@dataclass(slots=True)
class Said:
    """What an office said in one report: how often in all, differing from what is computed, and without a figure."""

    claims: int = 0
    differing: int = 0
    unproven: int = 0


def of_reports(reports: Iterable[int], thresholds: Thresholds) -> dict[int, Said]:
    """Return what was said in some reports that were sent, by report: one query, none where there are no reports."""
    numbers = list(reports)
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"reports": numbers})
        rows = cursor.fetchall()
    found: dict[int, Said] = {}
    for report, claim, *told in rows:
        one = found.setdefault(report, Said())
        one.claims += 1
        if not told[-1]:
            one.unproven += 1
        elif _differs(claim, *told[:-1], thresholds=thresholds):
            one.differing += 1
    return found


def _differs(
    claim: str, path: int | None, target: int, direction: Any, decimals: int, summing: str,
    amounts: list[int], wholes: list[int | None], *, thresholds: Thresholds,
) -> bool:  # fmt: skip
    now = running(summing, amounts, wholes, decimals)
    status = compute_status(now, path, target, direction, decimals=decimals, thresholds=thresholds)
    return claim_differs(claim, status.code, now, target)
