"""Forecasts and the fair ranking over the API, as the command line writes them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from prasan.directory.models import Area
from prasan.platform.commands import Refused
from prasan.platform.web.api import Strict, answers, one_or_404
from prasan.progress import forecasts, periods, policy, ranks
from prasan.progress.api import month
from prasan.registers.models import Indicator

router = Router(tags=["roll-ups"])


class LearntFrom(Strict):
    """What a forecast rests on (docs/algorithms/forecast.md)."""

    errors: int
    other_months: bool
    own_season: float
    months_since_break: int | None
    trust: list[float]


class ForecastRow(Strict):
    """A year's forecast of one area; values are integers times ten to the `decimals`, months like 256911.

    `answer` is unknown where nothing can be said; `reason` then tells why. `low` and `high` hold 80 %; `naive` is
    this year's months with last year's for the rest.
    """

    area: str
    area_th: str
    indicator: str
    period: int
    decimals: int
    answer: str
    reason: str | None
    sentence_th: str
    sentence_en: str
    detail_th: str
    detail_en: str
    value: int | None
    low: int | None
    high: int | None
    naive: int | None
    target: int | None
    shortfall: int | None
    sure: bool | None
    month: int | None
    earliest: int | None
    latest: int | None
    reported_months: int
    series: list[int]
    learnt_from: LearntFrom


class RankRow(Strict):
    """A province's places: plain and fair, and between which it lies with 80 %; `verdict` beside its peers."""

    area: str
    area_th: str
    made: str | None
    expected: str
    share: float | None
    plain_place: int | None
    fair: float | None
    place: int | None
    lowest: int | None
    highest: int | None
    weight: float | None
    peer_place: int | None
    peers: list[str]
    verdict: str


class RankingOut(Strict):
    """A fair ranking, best first; `reason` tells why there is none."""

    indicator: str
    period: int
    reason: str | None
    provinces: list[RankRow]


def _indicator(request: HttpRequest, code: str) -> Indicator:
    found: Indicator = one_or_404(Indicator.objects.visible_to(request.actor).filter(code=code))  # type: ignore[attr-defined]
    return found


def _period(asked: int | None) -> int:
    return month(asked) if asked else periods.open_period(timezone.localdate())


@router.get("/rollups/forecast/{indicator}", response=answers(list[ForecastRow]))
def forecast(
    request: HttpRequest, indicator: str, area: str | None = None, period: int | None = None
) -> list[dict[str, Any]]:
    """Return what a year will come to, in one area (TH, a province's code) or in every province that the seat opens."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found, shown = _indicator(request, indicator), _period(period)
    rows = Area.objects.filter(code=area.upper()) if area else Area.objects.provinces().order_by("id")
    nation = area is not None and area.upper() == "TH"
    areas = [one for one in rows.defer("grams", "boundary") if nation or policy.opens_area(actor, one.pk, one.last)]
    if not areas:
        raise Refused(policy.OUT_OF_SCOPE, status=404)
    return list(forecasts.rows(found, areas, shown))


@router.get("/rollups/ranking/{indicator}", response=answers(RankingOut))
def ranking(request: HttpRequest, indicator: str, period: int | None = None) -> dict[str, Any]:
    """Return the provinces by their fair share, beside the plain place; the chair's view."""
    if not policy.sees_rank(request.actor):  # type: ignore[attr-defined]
        raise Refused(policy.RANK_IS_THE_CHAIRS)
    found, shown = _indicator(request, indicator), _period(period)
    areas = list(Area.objects.provinces().defer("grams", "boundary"))
    made = ranks.ranks(found, shown, areas)
    told = {"indicator": found.code, "period": shown, "reason": made.reason or None}
    return told | {"provinces": ranks.as_rows(made, areas)}
