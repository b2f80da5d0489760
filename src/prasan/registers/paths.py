"""Target paths (เส้นทางเป้าหมาย): a year's target spread over twelve fiscal months, in exact integers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from prasan.registers.models import Indicator

EVEN = (1,) * 12


def cumulative(value: int, shares: Sequence[int] = EVEN) -> list[int]:
    """Return twelve cumulative values, October first, that end exactly at `value`.

    Parameters: `shares`, the weight of each month (whole numbers, not all zero). Each step is rounded
    half up from the exact running share, so that nothing drifts.
    """
    whole = sum(shares)
    if len(shares) != 12 or whole <= 0 or min(shares) < 0:
        raise ValueError("a path has twelve shares, none below zero and not all zero")
    running, path = 0, []
    for share in shares:
        running += share
        path.append((2 * value * running + whole) // (2 * whole))
    return path


def levels(start: int, value: int) -> list[int]:
    """Return twelve levels that go evenly from a baseline to `value` (indicators that are no sum)."""
    return [start + (2 * (value - start) * month + 12) // 24 for month in range(1, 13)]


def default_path(indicator: Indicator, value: int, baseline: int | None = None) -> list[int]:
    """Return the path that a target begins with until somebody draws another."""
    if indicator.summing == Indicator.Sum.SUM:
        return cumulative(value)
    return levels(value if baseline is None else baseline, value)


def path_fault(indicator: Indicator, value: int, path: Sequence[int]) -> str:
    """Return what is wrong with a path: "length", "end", "falls", or "" when it is sound."""
    if len(path) != 12:
        return "length"
    if path[-1] != value:
        return "end"
    if indicator.summing == Indicator.Sum.SUM and any(b < a for a, b in pairwise(path)):
        return "falls"
    return ""
