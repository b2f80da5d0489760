"""Made series of daily counts with a known week, season, holidays and shifts, for tests and the benchmark."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import date, timedelta

from prasan.kernel.alarms import Day

FIRST = date(2022, 1, 3)
OFF_SHARE = 0.35
"""On a day off so much of a working day's mentions come in."""


def poisson(dice: random.Random, mean: float) -> int:
    """Draw a Poisson number."""
    if mean > 60:
        return max(0, round(dice.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), dice.random(), 0
    while product > limit:
        product *= dice.random()
        count += 1
    return count


def holidays(dice: random.Random, years: int) -> frozenset[date]:
    """Draw sixteen holidays a year, three of them in a row in April."""
    found = set()
    for year in range(years):
        start = date(FIRST.year + year, 1, 1)
        found.update(start + timedelta(days=dice.randrange(364)) for _ in range(13))
        found.update(date(FIRST.year + year, 4, 13) + timedelta(days=n) for n in range(3))
    return frozenset(found)


def make(
    seed: str, mean: float, years: int = 3, *, season: float = 0.3, scatter: float = 1.5, volume: float | None = None
) -> list[Day]:
    """Return a made series.

    Parameters: `mean` count of a working day; `season`, half the swing over the year; `scatter`, variance over
    mean; `volume`, items a day of which this is a share, which has swings of its own, or None.
    """
    dice = random.Random(seed)
    free = holidays(dice, years + 1)
    days, wave, news = [], dice.random() * math.tau, 1.0
    for n in range(years * 365):
        today = FIRST + timedelta(days=n)
        off = today.weekday() >= 5 or today in free
        level = mean * (OFF_SHARE if off else 1.0) * (1 + season * math.sin(math.tau * n / 365.25 + wave))
        total = None
        if volume is not None:
            news = max(0.5, min(2.0, news * math.exp(dice.gauss(0, 0.08)) ** 1.0 * (1 / news) ** 0.05))
            total = max(1, poisson(dice, volume * (OFF_SHARE if off else 1.0) * news))
            level *= news
        if scatter > 1:
            level = dice.gammavariate(level / (scatter - 1), scatter - 1) if level > 0 else 0.0
        days.append(Day(today, poisson(dice, level), total, off))
    return days


def shift(days: list[Day], seed: str, start: int, length: int, factor: float) -> list[Day]:
    """Return the series with the counts of some days multiplied: the known event."""
    dice = random.Random(f"{seed} shift")
    changed = list(days)
    usual = sum(one.count for one in days[max(0, start - 60) : start] if not one.off) / max(
        1, sum(not one.off for one in days[max(0, start - 60) : start])
    )
    for n in range(start, min(start + length, len(days))):
        more = poisson(dice, usual * (factor - 1) * (OFF_SHARE if days[n].off else 1.0))
        changed[n] = replace(days[n], count=days[n].count + more)
    return changed
