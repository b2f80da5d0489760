"""How the months of a year become one value, by the indicator's kind of sum (docs/algorithms/rollups.md)."""

from __future__ import annotations

from collections.abc import Sequence

SUM, LAST, AVERAGE, RATIO = "sum", "last", "average", "ratio"
PER_CENT = 100


def divide(top: int, bottom: int) -> int:
    """Return top ÷ bottom rounded half up (away from zero), in integers."""
    whole = (abs(top) * 2 + bottom) // (bottom * 2)
    return whole if top >= 0 else -whole


def ratio(numerator: int, denominator: int, decimals: int) -> int | None:
    """Return numerator per hundred of denominator, scaled by 10 ** decimals; None of nothing."""
    return divide(numerator * PER_CENT * 10**decimals, denominator) if denominator else None


def running(kind: str, values: Sequence[int], denominators: Sequence[int | None] = (), decimals: int = 0) -> int | None:
    """Return the year-to-date value of reported months, oldest first; None when nothing was reported.

    sum: added up. last: the newest. average: the mean of the reported months. ratio: all numerators
    per hundred of all denominators.
    """
    if not values:
        return None
    if kind == SUM:
        return sum(values)
    if kind == LAST:
        return values[-1]
    if kind == AVERAGE:
        return divide(sum(values), len(values))
    return ratio(sum(values), sum(one or 0 for one in denominators), decimals)


def from_parts(kind: str, total: int, newest: int | None, months: int, denominator: int, decimals: int) -> int | None:
    """Return the same value from what a query adds up: total, newest month's value, months, denominators."""
    if not months:
        return None
    if kind == SUM:
        return total
    if kind == LAST:
        return newest
    if kind == AVERAGE:
        return divide(total, months)
    return ratio(total, denominator, decimals)
