"""Completeness, timeliness and age of figures over the API."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.desk import freshness as ages
from prasan.desk import quality
from prasan.desk.pages.freshness import asked_rows as aged_rows
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


class FreshnessRow(Strict):
    """One figure of one province: how old it is, and who owes the next one.

    `last_period` is the month of its last value and `last_at` when that was written, both null where there was none;
    `late`, days past the day on which the first missing month was due.
    """

    indicator: str
    area: str
    office: str
    head: str
    last_period: int | None
    last_at: dt.datetime | None
    late: int


@router.get("/freshness", response=answers(list[FreshnessRow]))
def freshness(request: HttpRequest, agency: str = "", area: str = "", late: bool = True) -> list[dict[str, Any]]:
    """List figures by age, the longest overdue first; by default only what is late, of the provinces that you read."""
    found, told = aged_rows(request.actor, {"agency": agency, "area": area})  # type: ignore[attr-defined]
    rows = sorted((one for one in found if one.late or not late), key=lambda one: (-one.late, one.area, one.code))
    ages.with_heads(rows, told["today"])
    return [
        {
            "indicator": one.code, "area": one.area_code, "office": one.office_code, "head": one.head,
            "last_period": one.last_period or None, "last_at": one.last_at, "late": one.late,
        }
        for one in rows
    ]  # fmt: skip
