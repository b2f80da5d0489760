"""Makers of monthly series for the tests and the benchmark of forecasts; each knows the truth it hides.

None of them is built like the method they try: seasons are waves with a year-end rush, noise is drawn from gamma
and Poisson laws, work slips into the next month, reports come late, programmes stop and double.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from prasan.kernel.forecast import Kind

YEAR = 12


@dataclass(frozen=True, slots=True)
class Made:
    """One area's series: `truth` for every month (the last twelve are held out), `late` months a report needs."""

    truth: list[float]
    late: int = 0
    wholes: tuple[float, ...] = ()
    kind: Kind = "sum"

    def seen(self, month: int) -> list[float | None]:
        """Return what is known after `month` months of the last year: late reports are not there yet."""
        known: list[float | None] = list(self.truth[: len(self.truth) - YEAR + month])
        for back in range(min(self.late, month)):
            known[-1 - back] = None
        return known

    @property
    def year_end(self) -> float:
        """Return the value of the year that was held out; of a ratio in per cent with one decimal."""
        if self.kind == "last":
            return self.truth[-1]
        if self.kind == "ratio":
            return 1000 * sum(self.truth[-YEAR:]) / sum(self.wholes[-YEAR:])
        return sum(self.truth[-YEAR:])

    def seen_wholes(self, month: int) -> tuple[float, ...]:
        """Return the denominators known after `month` months of the last year."""
        return self.wholes[: len(self.wholes) - YEAR + month]


Maker = Callable[[random.Random, int, int], list[Made]]


def season(rng: random.Random, depth: float) -> list[float]:
    """Return twelve factors of mean one: a wave, and a rush before the fiscal year ends."""
    turn = rng.uniform(0, 2 * math.pi)
    raw = [1 + depth * math.sin(2 * math.pi * month / YEAR + turn) for month in range(YEAR)]
    raw[10] += depth / 2
    raw[11] += depth
    return [one * YEAR / sum(raw) for one in raw]


def poisson(rng: random.Random, mean: float) -> int:
    """Draw a count (by Knuth; for large means the normal law)."""
    if mean > 60:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    bound, count, product = math.exp(-mean), 0, rng.random()
    while product > bound:
        count += 1
        product *= rng.random()
    return count


def smooth(rng: random.Random, areas: int, years: int) -> list[Made]:
    """Seasonal, growing, little noise that lingers; work slips into the next month; reports up to two months late."""
    whole, growth = season(rng, 0.35), rng.uniform(-0.02, 0.08)
    found = []
    for _ in range(areas):
        own = [a + 0.25 * (b - 1) for a, b in zip(whole, season(rng, 0.4), strict=True)]
        size, drift, shock, slipped = math.exp(rng.gauss(6, 1)), growth + rng.gauss(0, 0.04), 0.0, 0.0
        truth = []
        for t in range(years * YEAR):
            shock = 0.6 * shock + rng.gauss(0, 0.06)
            due = size * own[t % YEAR] * (1 + drift) ** (t / YEAR) * math.exp(shock) + slipped
            slipped = due * rng.uniform(0.1, 0.3) if rng.random() < 0.1 else 0.0
            truth.append(float(round(due - slipped)))
        found.append(Made(truth, rng.choices([0, 1, 2], [6, 3, 1])[0]))
    return found


def noisy(rng: random.Random, areas: int, years: int) -> list[Made]:
    """Small counts that scatter more than by chance alone, months of zero, now and then a month of many times more."""
    whole = season(rng, 0.25)
    found = []
    for _ in range(areas):
        size, shape, closed = math.exp(rng.uniform(1, 4.5)), rng.uniform(2, 8), rng.uniform(0.02, 0.2)
        truth = []
        for t in range(years * YEAR):
            mean = size * whole[t % YEAR] * rng.gammavariate(shape, 1 / shape)
            if rng.random() < 0.02:
                mean *= rng.uniform(3, 7)
            truth.append(0.0 if rng.random() < closed else float(poisson(rng, mean)))
        found.append(Made(truth))
    return found


def broken(rng: random.Random, areas: int, years: int) -> list[Made]:
    """Levels that jump for good: in each year three areas of ten are cut or extended in some month."""
    whole = season(rng, 0.3)
    found = []
    for _ in range(areas):
        level, truth = math.exp(rng.gauss(5, 0.8)), []
        for t in range(years * YEAR):
            if rng.random() < 0.3 / YEAR:
                level *= math.exp(rng.choice([-1, 1]) * rng.uniform(0.4, 0.9))
            truth.append(float(round(level * whole[t % YEAR] * rng.gammavariate(40, 1 / 40))))
        found.append(Made(truth))
    return found


def stock(rng: random.Random, areas: int, years: int) -> list[Made]:
    """Numbers at the month's end that wander and drift, as of people insured: no sum, no season to speak of."""
    drift = rng.uniform(-0.002, 0.006)
    found = []
    for _ in range(areas):
        level, own, truth = math.exp(rng.gauss(9, 1)), drift + rng.gauss(0, 0.002), []
        for _t in range(years * YEAR):
            level *= 1 + own + rng.gauss(0, 0.008)
            truth.append(float(round(level)))
        found.append(Made(truth, kind="last"))
    return found


def share(rng: random.Random, areas: int, years: int) -> list[Made]:
    """Cases settled of cases taken up: shares that wander slowly, of few or many cases."""
    whole = season(rng, 0.2)
    found = []
    for _ in range(areas):
        size, centre, off, truth, wholes = math.exp(rng.uniform(3, 6)), rng.gauss(1.2, 0.5), 0.0, [], []
        for t in range(years * YEAR):
            off = 0.8 * off + rng.gauss(0, 0.12)
            count = 1 + poisson(rng, size * whole[t % YEAR])
            chance = 1 / (1 + math.exp(-centre - off))
            wholes.append(float(count))
            truth.append(float(sum(rng.random() < chance for _ in range(count))))
        found.append(Made(truth, wholes=tuple(wholes), kind="ratio"))
    return found


MAKERS: dict[str, Maker] = {"smooth": smooth, "noisy": noisy, "broken": broken}
"""The three that the promise of coverage is made for."""
OTHERS: dict[str, Maker] = {"stock": stock, "share": share}
"""Other kinds of sum, told beside them."""
