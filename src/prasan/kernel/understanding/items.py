"""Statistics of questions (item analysis of classical test theory), of first answers alone.

Sources: R. L. Ebel & D. A. Frisbie, Essentials of Educational Measurement (1991), ch. 13: difficulty p is the share of
right answers; discrimination is the corrected point-biserial correlation of an item with the number of the *other*
items that are right, so that the item does not correlate with itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
"""With fewer first answers no item is judged."""
MISUNDERSTOOD = 70
"""An item of which fewer per cent of the first answers are right goes back to the owner of the brief."""
WEAK = 0.2
"""A discrimination below it: who understands the rest does no better on this item; the question itself may be unclear.

Ebel's guide: 0.40 and up very good, 0.30–0.39 reasonably good, 0.20–0.29 marginal, below 0.20 poor."""
FEWEST_CORRELATED = 10
"""With fewer people no discrimination is told."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What first answers say of one item.

    `answered`, people; `right`, of them; `difficulty`, right over answered in per cent, None with nobody;
    `discrimination`, -1 to 1, None where too few answered or all alike; `chosen`, people by option.
    """

    answered: int
    right: int
    difficulty: int | None
    discrimination: float | None
    chosen: tuple[int, ...]

    @property
    def is_misunderstood(self) -> bool:
        """Tell whether too few understood it, of enough who answered."""
        return self.answered >= FEWEST and self.right * 100 < MISUNDERSTOOD * self.answered

    @property
    def is_weak(self) -> bool:
        """Tell whether the question rather than the people may be at fault."""
        return self.discrimination is not None and self.discrimination < WEAK

    def worst(self, right: int) -> int | None:
        """Return the wrong option that most people took, None where nobody did. Parameters: `right`, the right one."""
        wrong = [at for at, people in enumerate(self.chosen) if at != right and people]
        return max(wrong, key=lambda at: self.chosen[at], default=None)


def facts_of(
    sheets: Sequence[Mapping[int, int]], right: Mapping[int, int], options: Mapping[int, int]
) -> dict[int, ItemFacts]:
    """Return the facts of every item.

    Parameters: `sheets`, for each person {item: option taken at the first try}; `right`, {item: the right option};
    `options`, {item: how many options it has}.
    """
    found = {}
    for item, key in right.items():
        taken = [sheet[item] for sheet in sheets if item in sheet]
        counts = Counter(taken)
        good = counts[key]
        found[item] = ItemFacts(
            len(taken), good, round(100 * good / len(taken)) if taken else None,
            _discrimination(item, sheets, right), tuple(counts[at] for at in range(options[item])),
        )  # fmt: skip
    return found


def _discrimination(item: int, sheets: Sequence[Mapping[int, int]], right: Mapping[int, int]) -> float | None:
    """Return the correlation of an item with the rest, over the people who answered every item."""
    whole = [sheet for sheet in sheets if all(one in sheet for one in right)]
    if len(whole) < FEWEST_CORRELATED or len(right) < 2:
        return None
    own = [1.0 if sheet[item] == right[item] else 0.0 for sheet in whole]
    rest = [float(sum(sheet[one] == right[one] for one in right if one != item)) for sheet in whole]
    return correlation(own, rest)


def correlation(left: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's correlation of two series of one length, None where one does not vary."""
    count = len(left)
    mean_left, mean_other = sum(left) / count, sum(other) / count
    spread_left = sum((one - mean_left) ** 2 for one in left)
    spread_other = sum((one - mean_other) ** 2 for one in other)
    if not spread_left or not spread_other:
        return None
    both = sum((a - mean_left) * (b - mean_other) for a, b in zip(left, other, strict=True))
    return both / math.sqrt(spread_left * spread_other)
