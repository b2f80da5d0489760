"""Briefs as data and as files: what the pages show, under the same rights."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from prasan.desk import sight
from prasan.desk.documents.asking import seen_of
from prasan.desk.documents.brief import brief_of_policy, brief_of_province, brief_of_region
from prasan.desk.documents.model import Brief
from prasan.desk.pages.documents import answer_file
from prasan.platform.web.api import PROBLEMS, Strict

router = Router(tags=["documents"])
Format = Literal["json", "pdf", "pptx"]


class NumberOut(Strict):
    """A number: an integer times ten to the `decimals`, or null where `state` is not-reported or not-applicable."""

    value: int | None
    decimals: int
    unit: str
    state: str
    accepted: bool
    may_count_twice: bool
    text: str


class BriefRow(Strict):
    """A policy in a place; `gap` in tenths of a per cent of the path, negative is behind."""

    key: str
    name: str
    status: str
    gap: int | None
    value: NumberOut
    path: NumberOut
    target: NumberOut
    people: NumberOut | None
    missing_months: int
    waiting: bool
    cause: str
    next_step: str
    reported: int
    expected: int


class CauseCount(Strict):
    """A cause of lateness and how many lines it stands at."""

    cause: str
    count: int


class PlanOut(Strict):
    """What the action plans say; `reached` is null until somebody recorded it."""

    projects: int
    people: int
    reached: int | None
    groups: int
    allocated_satang: int
    spent_satang: int


class BriefOut(Strict):
    """A brief as page, PDF and slides show it; `seen` is the moment of the past that was asked for."""

    kind: str
    code: str
    title: str
    period: int
    as_of: str
    seen: str | None
    status: str
    statement: str
    whole: BriefRow | None
    rows: list[BriefRow]
    left_out: int
    causes: list[CauseCount]
    outlook: str
    outlook_detail: str
    plan: PlanOut | None
    reports: str
    sources: list[str]
    demo: bool


ANSWERS = {200: BriefOut, **PROBLEMS}


def _answer(brief: Brief, asked: Format) -> dict[str, Any] | HttpResponse:
    return brief.as_row() if asked == "json" else answer_file(brief, asked)


@router.get("/briefs/province/{code}", response=ANSWERS)
def brief_province(
    request: HttpRequest, code: str, period: int | None = None, seen: str = "", format: Format = "json"
) -> Any:
    """Return a province's brief, as data or as a file; `seen`, an ISO day of the past."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return _answer(brief_of_province(actor, sight.province_of(actor, code), period, seen_of(seen)), format)


@router.get("/briefs/policy/{policy}", response=ANSWERS)
def brief_policy(
    request: HttpRequest, policy: int, period: int | None = None, seen: str = "", format: Format = "json"
) -> Any:
    """Return a policy's brief, as data or as a file."""
    return _answer(brief_of_policy(request.actor, policy, period, seen_of(seen)), format)  # type: ignore[attr-defined]


@router.get("/briefs/region/{number}", response=ANSWERS)
def brief_region(
    request: HttpRequest, number: int, kind: str = "inspection-region", period: int | None = None, seen: str = "",
    format: Format = "json",
) -> Any:  # fmt: skip
    """Return the brief of a group of provinces, as data or as a file."""
    return _answer(brief_of_region(request.actor, kind, number, period, seen_of(seen)), format)  # type: ignore[attr-defined]
