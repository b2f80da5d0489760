"""Seasons: which part of a year's work falls in each fiscal month, learnt from past years of many areas.

An area's own season is drawn towards that of all areas (partial pooling): the more its own years agree with one
another and differ from the rest, the more of its own it keeps. Method: docs/algorithms/forecast.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

Values = Sequence[float | None]

YEAR = 12
ENOUGH = 8
"""Reported months that a past year needs to tell something of the season."""
LOWEST = 0.03
"""No month is taken for less than this part of an average one: dividing by nearly nothing would shout."""
TRIM = 0.1
"""Share of the years, on each side, that is left out of the season of all areas."""
HIGHEST = 6.0
"""A month of more than this many average ones counts as this many (a slip of the pen, a single event)."""


@dataclass(frozen=True, slots=True)
class Seasons:
    """The twelve factors of one area for each of its years, the running year last; each averages one.

    A past year's factors do not know that year, so that errors measured on it are honest.
    """

    years: tuple[tuple[float, ...], ...]
    kept: float
    """How much of its own season the area keeps: 0 = that of all areas, 1 = its own alone."""


Shape = list[float | None]


def yearly_means(values: Values, years: int) -> list[float | None]:
    """Return the mean month of each past year; None where too few months were reported."""
    means: list[float | None] = []
    for year in range(years):
        told = [one for one in values[year * YEAR : year * YEAR + YEAR] if one is not None]
        means.append(fmean(told) if len(told) >= ENOUGH else None)
    return means


def growth_of(means: Sequence[Sequence[float | None]]) -> float:
    """Return the usual growth from year to year over all areas (0.05 = 5 %), within ±30 %.

    Of few steps little is believed: n steps count for n / (n + 10) of what they say.
    """
    steps = [after / before - 1 for own in means for before, after in pairwise(own) if before and after is not None]
    return max(-0.3, min(0.3, median(steps))) * len(steps) / (len(steps) + 10) if steps else 0.0


def factors_of(seasons: Seasons, growth: float) -> list[float]:
    """Return what a level of one shows in each month: season, and the growth of all areas up to that month."""
    found = []
    for year, factors in enumerate(seasons.years, 1 - len(seasons.years)):
        line = (1 + growth) ** year
        found += [one * line * (1 + growth * (month - 5.5) / YEAR) for month, one in enumerate(factors)]
    return found


def shapes_of(values: Values, means: Sequence[float | None], growth: float) -> list[Shape]:
    """Return each usable past year as parts of its average month, growth within the year taken out."""
    slope = [1 + growth * (month - 5.5) / YEAR for month in range(YEAR)]
    found: list[Shape] = []
    for year, mean in enumerate(means):
        if mean is None or mean <= 0:
            found.append([])
            continue
        months = values[year * YEAR : year * YEAR + YEAR]
        found.append(
            [
                None if one is None else min(HIGHEST, one / (mean * line))
                for one, line in zip(months, slope, strict=True)
            ]
        )
    return found


def normal(factors: Sequence[float]) -> list[float]:
    """Return factors with a floor and with mean one."""
    raised = [max(LOWEST, one) for one in factors]
    scale = YEAR / sum(raised)
    return [one * scale for one in raised]


def pooled(shapes: Sequence[Sequence[Shape]], prior: Sequence[float]) -> list[float]:
    """Return the season of all areas: a trimmed mean over areas and years; of fewer than five years the prior."""
    years = [one for own in shapes for one in own if one]
    if len(years) < 5:
        return list(prior)
    found = []
    for month in range(YEAR):
        told = sorted(one for year in years if (one := year[month]) is not None)
        cut = int(len(told) * TRIM)
        kept = told[cut : len(told) - cut]
        found.append(fmean(kept) if kept else prior[month])
    return normal(found)


def _own(years: Sequence[Shape], fallback: Sequence[float]) -> list[float]:
    """Return the mean of an area's years by month."""
    found = []
    for month in range(YEAR):
        told = [one for year in years if (one := year[month]) is not None]
        found.append(sum(told) / len(told) if told else fallback[month])
    return found


def _drift(year: Sequence[float | None], expected: Sequence[float]) -> float:
    """Return the mean square of the running sum of a year's differences: what a forecast of the rest suffers.

    A month's work that slipped into the next one differs twice, but cancels here.
    """
    running = total = 0.0
    for one, other in zip(year, expected, strict=True):
        if one is not None:
            running += one - other
        total += running * running
    return total / YEAR


def _spread(years: Sequence[Shape], own: Sequence[float], common: Sequence[float]) -> tuple[float, float, int]:
    """Return (variance within the area from year to year, squared distance to the common season, years)."""
    count = len(years)
    apart = _drift(own, common)
    if count < 2:
        return apart / 2, apart, count
    return sum(_drift(year, own) for year in years) / (count - 1), apart, count


def learn(shapes: Sequence[Sequence[Shape]], prior: Sequence[float]) -> list[Seasons]:
    """Return every area's seasons from the shapes of all; `prior` stands in where past years are too few.

    The weight of an area's own season is that of empirical Bayes: τ² / (τ² + own variance / years), with τ² the
    variance of true seasons between areas.
    """
    common = pooled(shapes, prior)
    told = [[year for year in own if year] for own in shapes]
    owns = [_own(years, common) if years else common for years in told]
    spreads = [_spread(years, own, common) if years else (0.0, 0.0, 0) for years, own in zip(told, owns, strict=True)]
    some = [one for one in spreads if one[2]]
    within = fmean(one[0] for one in some) if some else 0.0
    between = max(0.0, fmean(one[1] - one[0] / one[2] for one in some)) if some else 0.0
    return [_seasons(own, spread, common, (within, between)) for own, spread in zip(shapes, spreads, strict=True)]


def _seasons(
    shapes: Sequence[Shape], spread: tuple[float, float, int], common: list[float], of_all: tuple[float, float]
) -> Seasons:
    """Return one area's factors, each past year's without that year."""
    within, between = (spread[0] + of_all[0]) / 2, of_all[1]

    def weight(count: int) -> float:
        whole = between + within / count if count else 0.0
        return between / whole if whole else 0.0

    years = []
    plain = tuple(common)
    for left_out in range(len(shapes) + 1):
        others = [one for year, one in enumerate(shapes) if one and year != left_out]
        kept = weight(len(others))
        if not others or kept < 0.02:
            years.append(plain)
            continue
        own = _own(others, common)
        years.append(tuple(normal([kept * a + (1 - kept) * b for a, b in zip(own, common, strict=True)])))
    return Seasons(tuple(years), weight(spread[2]))
