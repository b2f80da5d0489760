"""Scorecards and offices' results over the API: the same numbers as the pages, under the same sight."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from prasan.desk.api import NumberOut
from prasan.desk.scorecard.build import scorecard as made
from prasan.desk.scorecard.model import SHOWN
from prasan.desk.scorecard.results import results
from prasan.platform.web.api import Strict, answers, prepared

router = Router(tags=["scorecards"])
Shown = Annotated[int, Query(SHOWN, ge=0, le=100, description="policies told in full, the worst first")]


class CardPolicy(Strict):
    """A policy. Values are integers times ten to the `decimals`; null where nothing was reported, never zero.

    `gap`, tenths of a per cent, negative is behind; `spark`, months as thousandths of the year's target (of the month's
    own plan where `recent`); `accepted`, whether the province has accepted all that counts.
    """

    id: int
    name: str
    status: str
    gap: int | None
    value: int | None
    path: int | None
    target: int | None
    decimals: int
    unit: str
    accepted: bool
    recent: bool
    spark: list[int | None]


class CardAgency(Strict):
    """The month's reports of an agency's offices: in all, sent, approved, accepted by both lines, past their day."""

    agency: str
    total: int
    sent: int
    approved: int
    accepted: int
    late: int


class CardDirectives(Strict):
    """Directives whose lead office stands there, as many as your seat reads."""

    open: int
    overdue: int
    returned: int


class CardEvent(Strict):
    """A live event, none that is classified."""

    code: str
    title: str
    severity: str


class ScorecardOut(Strict):
    """A place at a moment; `counts`, policies by status; `left_out`, how many are in the counts alone."""

    kind: str
    area: str
    name: str
    period: int
    month: str
    as_of: dt.datetime
    due: dt.date
    status: str
    counts: dict[str, int]
    unaccepted: int
    policies: list[CardPolicy]
    left_out: int
    reports: list[CardAgency]
    directives: CardDirectives
    events: list[CardEvent]
    event_count: int


class ResultMonth(Strict):
    """A month's report: none, draft, submitted, returned or approved; accepted by department and province."""

    period: int
    state: str
    accepted: bool
    report: int | None


class ResultRow(Strict):
    """An indicator of the office, year to date; `missing_months` are not accepted yet."""

    indicator: str
    name: str
    status: str
    gap: int | None
    value: NumberOut
    path: NumberOut
    target: NumberOut
    missing_months: int


class ResultsOut(Strict):
    """An office's results out of its accepted reports, through `period`; null where none is accepted."""

    office: str
    name: str
    area: str
    period: int | None
    as_of: dt.datetime
    accepted_months: int
    months: list[ResultMonth]
    rows: list[ResultRow]


@router.get("/scorecards/{code}", response=answers(ScorecardOut))
def read_scorecard(request: HttpRequest, code: str, policies: Shown) -> HttpResponse:
    """Return the live scorecard of a province, a country abroad (ISO code) or the nation (TH)."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return prepared(made(actor, code).as_row(policies))


@router.get("/offices/{code}/results", response=answers(ResultsOut))
def read_results(request: HttpRequest, code: str) -> dict[str, Any]:
    """Return an office's results out of its accepted reports."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    return results(actor, code).as_row()
