"""Labels and their reports as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.plans.labels import queries
from prasan.plans.models import Label
from prasan.platform.web.api import Strict, answers, one_or_404

router = Router(tags=["plans"])


class LabelRow(Strict):
    """A label of projects and activities."""

    code: str
    name_th: str
    name_en: str
    definition_th: str
    retired: bool


class LabelSum(Strict):
    """What stands under a label in a plan; money in satang; people of several lines may count twice.

    `reached` is null until somebody recorded it.
    """

    name: str
    plan: int | None
    projects: int
    activities: int
    allocated: int
    spent: int
    people: int
    reached: int | None
    groups: int


class LabelReport(Strict):
    """A label's report of a fiscal year."""

    label: str
    fiscal_year: int
    provinces: int
    whole: LabelSum
    rows: list[LabelSum]


@router.get("/labels", response=answers(list[LabelRow]))
def labels(request: HttpRequest) -> list[dict[str, Any]]:
    """List the labels that projects and activities can carry."""
    names = ("code", "name_th", "name_en", "definition_th")
    return [
        {name: getattr(one, name) for name in names} | {"retired": one.retired_on is not None}
        for one in Label.objects.order_by("order", "code")
    ]


def told(found: queries.Report) -> dict[str, Any]:
    """Return a report as data."""

    def row(one: queries.Row) -> dict[str, Any]:
        return {name: value for name, value in asdict(one).items() if name != "province"}

    return {
        "label": found.label.code, "fiscal_year": found.year, "provinces": found.provinces,
        "whole": row(found.whole("")), "rows": [row(one) for one in found.rows],
    }  # fmt: skip


@router.get("/labels/{code}/report", response=answers(LabelReport))
def label_report(request: HttpRequest, code: str, year: int) -> dict[str, Any]:
    """Return a label's report: by plan, and the whole."""
    found = one_or_404(Label.objects.filter(code=code))
    return told(queries.report(request.actor, found, year))  # type: ignore[attr-defined]
