"""Briefs as data and as files, and figures given outside: what the pages show, under the same rights."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from prasan.desk import sight
from prasan.desk.documents.asking import seen_of
from prasan.desk.documents.brief import brief_of_policy, brief_of_province, brief_of_region
from prasan.desk.documents.model import Brief
from prasan.desk.pages.documents import answer_file
from prasan.desk.pages.frozen import found_set, lines_from
from prasan.platform.web.api import PROBLEMS, Strict, act, answers
from prasan.progress.frozen.commands import Freeze
from prasan.progress.frozen.comparing import compare
from prasan.progress.models import FrozenSet

router = Router(tags=["documents"])
Format = Literal["json", "pdf", "pptx"]


class NumberOut(Strict):
    """An integer times ten to the `decimals`; null where `state` is not-reported, not-applicable or not-set (plans)."""

    value: int | None
    decimals: int
    unit: str
    state: str
    accepted: bool
    may_count_twice: bool
    text: str


class BriefRow(Strict):
    """A policy in a place; `gap` in tenths of a per cent of the path, negative is behind.

    `claim` (on_plan, late, done) is the office's own word where it differs from the computed status or stands without
    a figure, else empty.
    """

    key: str
    name: str
    status: str
    claim: str
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


class FrozenRow(Strict):
    """A set of figures that were given outside; `number` and Buddhist `year` name it."""

    id: int
    number: int
    year: int
    given_to: str
    recipient: str
    purpose: str
    given_on: dt.date
    area: str
    made_at: dt.datetime


class FrozenLineOut(Strict):
    """A line: what was given and what it is today, integers times ten to the `decimals`; null is not reported."""

    indicator: str
    area: str
    period: int
    level: int
    label: str
    unit: str
    decimals: int
    given: int | None
    today: int | None
    changed: bool
    difference: int | None
    reports: list[int]


class FrozenOut(FrozenRow):
    """A set with its lines; `reports` are those that moved a line since."""

    lines: list[FrozenLineOut]


class FreezeIn(Strict):
    """What to freeze: every figure of the page of one policy, or of one province; values are taken as they stand."""

    given_to: Literal["cabinet", "emenscr", "minutes", "press", "parliament", "other"]
    purpose: str
    recipient: str = ""
    given_on: dt.date | None = None
    policy: int | None = None
    province: str | None = None


def frozen_row(found: FrozenSet) -> dict[str, Any]:
    """Return a set for a script."""
    return {
        "id": found.pk, "number": found.number, "year": found.year, "given_to": found.given_to,
        "recipient": found.recipient, "purpose": found.purpose, "given_on": found.given_on, "area": found.area.code,
        "made_at": found.made_at,
    }  # fmt: skip


def frozen_with_lines(found: FrozenSet) -> dict[str, Any]:
    """Return a set with its lines beside today's values for a script."""
    lines = [
        {
            "indicator": one.line.indicator.code, "area": one.line.area.code, "period": one.line.period,
            "level": one.line.level, "label": one.line.label, "unit": one.line.unit, "decimals": one.line.decimals,
            "given": one.line.value, "today": one.now.value if one.now else None, "changed": one.changed,
            "difference": one.difference, "reports": sorted({cause.report_id for cause in one.causes}),
        }
        for one in compare(found)
    ]  # fmt: skip
    return frozen_row(found) | {"lines": lines}


@router.get("/frozen-sets", response=answers(list[FrozenRow]))
def frozen_sets(request: HttpRequest, year: int | None = None) -> list[dict[str, Any]]:
    """List the sets that your seat reads, newest first (at most 200)."""
    rows = FrozenSet.objects.visible_to(request.actor).select_related("area")  # type: ignore[attr-defined]
    return [frozen_row(one) for one in (rows.filter(year=year) if year else rows)[:200]]


@router.get("/frozen-sets/{pk}", response=answers(FrozenOut))
def frozen_set(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return a set: each line as it was given, and as it is today."""
    return frozen_with_lines(found_set(request.actor, pk))  # type: ignore[attr-defined]


@router.post("/frozen-sets", response=answers(FrozenOut))
def freeze(request: HttpRequest, told: FreezeIn) -> dict[str, Any]:
    """Freeze the figures of a policy's or a province's page as they stand now."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    lines = lines_from(actor, {"policy": told.policy, "province": told.province})
    command = Freeze(
        given_to=told.given_to, purpose=told.purpose, recipient=told.recipient, given_on=told.given_on, lines=lines
    )  # fmt: skip
    return frozen_with_lines(found_set(actor, act(request, command).pk))
