"""The path that a target begins with, and what is wrong with one that somebody drew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from prasan.kernel.trajectory import by_shape
from prasan.registers.models import Indicator


def default_path(indicator: Indicator, value: int, baseline: int | None = None) -> list[int]:
    """Return the even path to a target until somebody draws another: from zero for sums, else from the baseline."""
    if indicator.summing == Indicator.Sum.SUM:
        return list(by_shape(value).values)
    return list(by_shape(value, start=value if baseline is None else baseline).values)


def path_fault(indicator: Indicator, value: int, path: Sequence[int]) -> str:
    """Return what is wrong with a path: "length", "end", "falls", or "" when it is sound."""
    if len(path) != 12:
        return "length"
    if path[-1] != value:
        return "end"
    if indicator.summing == Indicator.Sum.SUM and any(b < a for a, b in pairwise(path)):
        return "falls"
    return ""
