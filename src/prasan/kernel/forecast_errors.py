"""How wrong forecasts were in the past: what to trust among the experts, and how wide an interval must be.

For every area the past is forecast again from what was known then. Errors are told in units of the scatter that was
expected, so that areas of all sizes can be taken together. Method: docs/algorithms/forecast.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from prasan.kernel.levels import EXPERTS, State, leads, outlook, scale
from prasan.kernel.seasons import YEAR

LEAST = (24, 12, 3)
LEAST_SEEN = 3
"""Months to have been seen before a point of the past is forecast again: first choice, and where that gives too few."""
FAR = 6.0
"""An error of more units than this counts as this many when experts are weighed."""
TRUST = 8.0
"""Weights of experts are one over their squared error to this power."""
PRIOR = 6
"""Errors that the common experience counts for beside an area's own, where experts are weighed."""
PRIOR_WIDTH = 16
"""The same where the width of an area's interval is fitted to its own errors."""
MANY = 24
"""Months to begin at that are tried in one area standing alone; neighbouring ones tell nearly the same."""
FEW = 40
"""With fewer errors than this at the same month of the year, errors from other months are taken too."""
PRIOR_COUNT = 10
"""Supposed errors that stand beside the measured ones when experts are weighed."""
GROWTH = 0.12
"""By how much the square of a supposed error grows with each month ahead."""
SIDE = 0.1
"""Share of the errors on each side of the interval: 80 % lie within."""


@dataclass(frozen=True, slots=True)
class Past:
    """One area made ready: its months (gaps filled by what was expected), factors and states by month."""

    filled: tuple[float, ...]
    gaps: tuple[int, ...]
    """How many gaps there are before each month."""
    factors: tuple[float, ...]
    states: tuple[State, ...]
    weights: tuple[float, ...]
    """What each fiscal month counts for in the year's value."""


Error = tuple[float, ...]
"""The error of each expert in units of scatter."""


def error_at(past: Past, origin: int, weights: Sequence[float], least: int) -> Error | None:
    """Forecast the months from `origin` on again, as many as there are weights; None where too little is known."""
    length = len(weights)
    if origin < 1 or origin + length > len(past.filled):
        return None
    state = past.states[origin - 1]
    if state.seen < least or (past.gaps[origin + length] - past.gaps[origin]) * 3 > length:
        return None
    factors = past.factors[origin : origin + length]
    months = past.filled[origin : origin + length]
    actual = sum(w * one for w, one in zip(weights, months, strict=True))
    unit = scale(state, weights, factors)
    return tuple((actual - one) / unit for one in outlook(state, leads(weights, factors, 1))) if unit else None


def same_month(past: Past, position: int, least: int) -> list[Error]:
    """Return the errors of past years, forecast after `position` months of the year."""
    weights = past.weights[position:]
    tried = (error_at(past, year + position, weights, least) for year in range(0, len(past.filled) - YEAR + 1, YEAR))
    return [one for one in tried if one is not None]


def any_month(past: Past, position: int) -> list[Error]:
    """Return the errors of forecasts as far ahead, begun at any month: for areas that stand alone."""
    weights = past.weights[position:]
    last = len(past.filled) - len(weights)
    step = 1 + max(0, last - LEAST_SEEN) // MANY
    tried = (error_at(past, origin, weights, LEAST_SEEN) for origin in range(last, LEAST_SEEN - 1, -step))
    return [one for one in tried if one is not None]


def gather(pasts: Sequence[Past], position: int) -> tuple[list[list[Error]], bool]:
    """Return the errors of each area, and whether they had to be taken from other months of the year as well."""
    for least in LEAST:
        found = [same_month(past, position, least) for past in pasts]
        if sum(map(len, found)) >= FEW:
            return found, False
    return [any_month(past, position) for past in pasts], True


@dataclass(frozen=True, slots=True)
class Experience:
    """What all areas together teach about forecasts made after the same month of the year.

    `squares` holds each expert's mean squared error, `low` and `high` the bounds of 80 % of the errors of the
    combined forecast, `usual` their mean square, `count` their number; `borrowed` tells that errors of other
    months had to help; `years`, how many past years there were.
    """

    errors: tuple[list[Error], ...]
    squares: tuple[float, ...]
    low: float
    high: float
    usual: float
    count: int
    borrowed: bool
    years: int


def experience(pasts: Sequence[Past], position: int) -> Experience:
    """Learn from the past of all areas."""
    length = YEAR - position
    errors, borrowed = gather(pasts, position)
    together = [one for own in errors for one in own]
    count, years = len(together), max(len(past.filled) // YEAR for past in pasts)
    doubt = PRIOR_COUNT * (1 + GROWTH * length)
    means = tuple((doubt + one) / (PRIOR_COUNT + count) for one in squares(together))
    found = combined(together, trust([], means))
    widened = found + supposed(length) if borrowed else found
    # errors of overlapping months are worth less than their number, and years share what befell them all
    factor = 1 + (min(0.5, 0.25 * length / max(1, count)) if borrowed else 0)
    low, high = quantiles(widened)
    usual = sum(min(FAR, abs(one)) ** 2 for one in widened) / len(widened)
    return Experience(tuple(errors), means, low * factor, high * factor, usual, count, borrowed, years)


def squares(errors: Sequence[Error]) -> list[float]:
    """Return each expert's sum of squared errors, those far off counted up to a limit."""
    return [sum(min(FAR, abs(one[i])) ** 2 for one in errors) for i in range(EXPERTS)]


def trust(own: Sequence[Error], common: Sequence[float]) -> list[float]:
    """Return the weights of the experts in one area: by the common squared errors, moved by the area's own."""
    mine, n = squares(own), len(own)
    mean = [(PRIOR * a + b) / (PRIOR + n) for a, b in zip(common, mine, strict=True)]
    raw = [max(one, 1e-6) ** -TRUST for one in mean]
    whole = sum(raw)
    return [one / whole for one in raw]


def width(own: Sequence[Error], weights: Sequence[float], common: Experience) -> float:
    """Return how much wider (or narrower) than usual an area's interval is, by its own errors."""
    if common.borrowed or not common.usual:
        return 1.0
    mine = sum(min(FAR, abs(one)) ** 2 for one in combined(own, weights))
    return float(((PRIOR_WIDTH + mine / common.usual) / (PRIOR_WIDTH + len(own))) ** 0.5)


def combined(errors: Sequence[Error], weights: Sequence[float]) -> list[float]:
    """Return the errors of the weighted mean of the experts."""
    return [sum(w * one for w, one in zip(weights, error, strict=True)) for error in errors]


def quantiles(errors: Sequence[float]) -> tuple[float, float]:
    """Return the conformal lower and upper bound of a new error: (n + 1) · share, counted from either side."""
    ordered = sorted(errors)
    n = len(ordered)
    return _at(ordered, SIDE * (n + 1) - 1), _at(ordered, (1 - SIDE) * (n + 1) - 1)


def _at(ordered: Sequence[float], place: float) -> float:
    """Return the value at a place between two ranks; outside them the outermost."""
    if place <= 0:
        return ordered[0]
    if place >= len(ordered) - 1:
        return ordered[-1]
    low = int(place)
    return ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])


def supposed(length: int, count: int = 12) -> list[float]:
    """Return errors as they would be without any experience: normal, growing with the months ahead."""
    law = NormalDist(0, (1 + GROWTH * length) ** 0.5)
    return [law.inv_cdf((i + 0.5) / count) for i in range(count)]
