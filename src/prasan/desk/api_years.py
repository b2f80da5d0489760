"""Fiscal years over the API: their lists and the centre's steps."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.desk import years
from prasan.desk.year_commands import STEPS
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.api import Strict, act, answers
from prasan.registers.models import FiscalYear
from prasan.registers.policy import can_manage_policies

router = Router(tags=["registers"])


class PointRow(Strict):
    """A point of a list: how many are done of how many."""

    key: str
    name: str
    done: int
    total: int
    href: str


class YearRow(Strict):
    """A fiscal year (BE) with what it needs to begin and to end."""

    year: int
    open: bool
    closed: bool
    opening: list[PointRow]
    closing: list[PointRow]


def _row(year: int) -> dict[str, Any]:
    found = FiscalYear.objects.filter(year=year).first()
    return {
        "year": year, "open": bool(found and found.opened_at and not found.closed_at),
        "closed": bool(found and found.closed_at), "opening": [asdict(one) for one in years.opening(year)],
        "closing": [asdict(one) for one in years.closing(year)],
    }  # fmt: skip


@router.get("/years/{year}", response=answers(YearRow))
def fiscal_year(request: HttpRequest, year: int) -> dict[str, Any]:
    """Return a year's lists, for whoever manages the policies."""
    refusal = can_manage_policies(request.actor, None)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    return _row(year)


class StepIn(Strict):
    """A step: open, carry, close or reopen."""

    do: str
    reason: str = ""


@router.post("/years/{year}", response=answers(YearRow))
def step_fiscal_year(request: HttpRequest, year: int, told: StepIn) -> dict[str, Any]:
    """Take a step of a fiscal year."""
    if told.do not in STEPS:
        raise RuleBroken(f"do: {', '.join(STEPS)}", status=422, field="do")
    act(request, STEPS[told.do](year=year, reason=told.reason))
    return _row(year)
