"""Target paths: the twelve month-end values that a year's target asks for, in exact integers.

A cumulative indicator adds up to its target (people trained); a level indicator moves from a baseline to
it (share insured). Parts are rounded by the largest remainder, so they sum to the target exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from prasan.kernel.fiscal import add_months, fiscal_year, month_index, month_start

Shape = Literal["linear", "s-curve"]
MONTHS = 12


def split_exact(total: int, weights: Sequence[int | Fraction]) -> list[int]:
    """Split an integer by weights into integers that sum to it exactly (largest remainder).

    Ties go to the earlier part. Raises ValueError for a negative weight or none above zero.
    """
    whole = sum(weights, Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative and not all zero")
    sign, amount = (-1, -total) if total < 0 else (1, total)
    exact = [amount * Fraction(weight) / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: amount - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


def shape_weights(shape: Shape) -> list[Fraction]:
    """Return the share of the year that falls in each month.

    linear: a twelfth; s-curve: the steps of 3x² − 2x³ at x = 0, 1/12 … 1: slow start, fast middle.
    """
    if shape == "linear":
        return [Fraction(1, MONTHS)] * MONTHS
    points = [Fraction(i, MONTHS) for i in range(MONTHS + 1)]
    heights = [3 * x**2 - 2 * x**3 for x in points]
    return [after - before for before, after in pairwise(heights)]


@dataclass(frozen=True, slots=True)
class Trajectory:
    """A path over one fiscal year: the value due at the end of each month, October first.

    `start` is where the year begins: 0 for a cumulative indicator, the baseline for a level one. All are
    integers scaled like the indicator's figures.
    """

    start: int
    values: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.values) != MONTHS:
            raise ValueError(f"a path has {MONTHS} months, not {len(self.values)}")

    @property
    def target(self) -> int:
        """Return the year's target: the value at the end of September."""
        return self.values[-1]

    @property
    def increments(self) -> tuple[int, ...]:
        """Return what each month adds."""
        before = (self.start, *self.values)
        return tuple(after - earlier for earlier, after in pairwise(before))

    def at(self, index: int) -> int:
        """Return the value due at the end of fiscal month `index` (1 October … 12 September)."""
        if not 1 <= index <= MONTHS:
            raise ValueError(f"month index {index} is not 1..12")
        return self.values[index - 1]

    def on(self, day: date) -> int:
        """Return the value due at the end of a day: straight between month ends, halves upwards."""
        index = month_index(day)
        first = month_start(fiscal_year(day), index)
        length = (add_months(first, 1) - first).days
        before = self.start if index == 1 else self.values[index - 2]
        part = Fraction((self.values[index - 1] - before) * day.day, length)
        return before + (2 * part.numerator + part.denominator) // (2 * part.denominator)


def from_increments(increments: Sequence[int], start: int = 0) -> Trajectory:
    """Return the path whose months add what is given."""
    values: list[int] = []
    running = start
    for increment in increments:
        running += increment
        values.append(running)
    return Trajectory(start, tuple(values))


def by_shares(target: int, shares: Sequence[int | Fraction], start: int = 0) -> Trajectory:
    """Return the path from `start` to `target` by given month shares, which need not sum to anything."""
    if len(shares) != MONTHS:
        raise ValueError(f"{MONTHS} shares are needed, not {len(shares)}")
    return from_increments(split_exact(target - start, shares), start)


def by_shape(target: int, shape: Shape = "linear", start: int = 0) -> Trajectory:
    """Return the path from `start` to `target` along a shape; a level indicator gives its baseline."""
    return by_shares(target, shape_weights(shape), start)
