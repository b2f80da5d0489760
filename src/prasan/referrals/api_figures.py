"""Figures of referrals over the API: what the pages show, for scripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.directory.models import Area
from prasan.platform.web.api import Strict, answers
from prasan.platform.web.asking import actor_of
from prasan.referrals.figures import answers as told
from prasan.referrals.figures import gaps, reach, scope

router = Router(tags=["referrals"])


class AskingRow(Strict):
    """How often a key was asked and what came of it; `median` and `slow` in days, null where nothing was answered."""

    key: str
    asked: int
    answered: int
    in_time: int
    silent: int
    moved_on: int
    declined: int
    told: int
    solved: int
    confirmed: int
    denied: int
    hasty: int
    median: float | None
    slow: float | None


class AskingList(Strict):
    """How offices answered what was asked from `first` to `last`, as of a moment."""

    by: told.By
    first: dt.date
    last: dt.date
    as_of: dt.datetime
    items: list[AskingRow]


@router.get("/referrals/figures", response=answers(AskingList))
def figures(
    request: HttpRequest, by: told.By = "office", first: dt.date | None = None, last: dt.date | None = None,
    province: str = "", office: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Tell how the offices whose figures your seat reads answer; a quarter to today without days.

    `by` province, office, month or service; `province` and `office`, codes, narrow it.
    """
    begin, end = scope.period(first, last)
    offices = scope.offices(actor_of(request), province, office)
    rows = [asdict(one) for one in told.counted(offices, begin, end, by)]
    return {"by": by, "first": begin, "last": end, "as_of": timezone.now(), "items": rows}


class ReachRow(Strict):
    """Informal workers of a place (its code, null: not known where), each counted once in a column."""

    place: str | None
    known: int
    reached: int
    served: int
    option_1: int
    option_2: int
    option_3: int
    option_unknown: int
    trained: int
    working: int


class ReachList(Strict):
    """Whom the services reached in the fiscal year so far, by district of a province or province of the nation."""

    area: str
    first: dt.date
    last: dt.date
    as_of: dt.datetime
    items: list[ReachRow]


def codes(numbers: list[int | None]) -> dict[int | None, str]:
    """Return the codes of areas by number: one query."""
    return dict(Area.objects.filter(pk__in=[one for one in numbers if one]).values_list("pk", "code"))


@router.get("/referrals/reach", response=answers(ReachList))
def reached(request: HttpRequest, province: str = "") -> dict[str, Any]:
    """Tell whom the services reach among informal workers; your own province, or the nation, without one."""
    actor = actor_of(request)
    area = scope.place(actor, province or scope.own(actor))
    first, last = reach.year_to(timezone.localdate())
    rows = reach.of_places(area, first, last)
    known = codes([one.place for one in rows])
    items = [asdict(one) | {"place": known.get(one.place)} for one in rows]
    return {"area": area.code, "first": first, "last": last, "as_of": timezone.now(), "items": items}


class GapRow(Strict):
    """Demand that is not met, in one place for one service (code, "" where none is named) of one department."""

    place: str | None
    service: str
    name: str
    agency: str | None
    waiting: int
    late: int
    full_up: int
    declined: int
    without: int
    oldest: int | None


class GapList(Strict):
    """Demand that is not met, the latest first; `more`, there are further rows than the 200 told."""

    area: str
    first: dt.date
    last: dt.date
    as_of: dt.datetime
    items: list[GapRow]
    more: bool


@router.get("/referrals/gaps", response=answers(GapList))
def unmet(
    request: HttpRequest, province: str = "", first: dt.date | None = None, last: dt.date | None = None
) -> dict[str, Any]:
    """Tell what people need and do not get: what waits now, and what ended without the service in the days named."""
    actor = actor_of(request)
    begin, end = scope.period(first, last)
    area = scope.place(actor, province or scope.own(actor))
    rows = gaps.of_area(area, begin, end)
    known = codes([one.place for one in rows])
    items = [asdict(one) | {"place": known.get(one.place)} for one in rows]
    return {
        "area": area.code, "first": begin, "last": end, "as_of": timezone.now(), "items": items,
        "more": len(rows) == gaps.MOST,
    }  # fmt: skip
