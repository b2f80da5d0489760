"""Completeness and timeliness of reports over the API."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.desk import quality
from prasan.desk.pages.quality import asked_rows
from prasan.platform.web.api import Strict, answers

router = Router(tags=["progress"])


class QualityRow(Strict):
    """Counts of the reports of an office, agency, province or month.

    Of the `claims` of status that offices made themselves, `differing` differ from the computed status, `unproven`
    stand without a figure.
    """

    key: str
    name: str
    expected: int
    on_time: int
    late: int
    missing: int
    waiting: int
    returned: int
    reopened: int
    jumps: int
    gaps: int
    claims: int
    differing: int
    unproven: int


@router.get("/data-quality", response=answers(list[QualityRow]))
def data_quality(
    request: HttpRequest, by: str = "office", months: int = 12, agency: str = "", area: str = ""
) -> list[dict[str, Any]]:
    """Count the reports that your seat reads, the ones to look at first."""
    told = {"by": by, "months": str(months), "agency": agency, "area": area}
    found, asked = asked_rows(request.actor, told)  # type: ignore[attr-defined]
    lines = quality.lines(found, asked["by"])
    return [{"key": one.key, "name": one.name, **asdict(one.counted)} for one in lines]
