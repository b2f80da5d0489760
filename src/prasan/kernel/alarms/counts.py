"""Alarms on counts by day: is today more than the days before lead one to expect?

In the manner of EARS C1, C2 and C3 (Hutwagner and others 2003), with what those lack: working days are compared
with working days, the share of the volume is watched where the volume is known, last year's season is taken into
account, and the spread comes from eight weeks instead of seven days. Formulas: docs/algorithms/alarms.md.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Day:
    """One day: how many mentions or cases; `total`, all items of that day where known; `off`, offices closed.

    `silent`: nothing could be heard that day, so that its count says nothing: it is neither judged nor compared with.
    """

    day: date
    count: int
    total: int | None = None
    off: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds and windows; the defaults are measured in docs/algorithms/alarms.md.

    `c1`, `c2`, `c3`: alarm from this score; `window`: days of the same kind that are the baseline; `lag`: days
    between baseline and today for C2; `memory`: days of the same kind for the spread; `least`: no alarm below this
    count, since one letter more than none is no event.
    """

    c1: float = 2.5
    c2: float = 2.5
    c3: float = 2.0
    window: int = 7
    lag: int = 2
    memory: int = 40
    least: int = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a day says: expected count and its spread (C2), the three scores, the alarms that are up.

    Scores are None while too few days of the same kind lie before.
    """

    day: date
    count: int
    expected: float | None
    spread: float | None
    c1: float | None
    c2: float | None
    c3: float | None
    alarms: tuple[str, ...] = ()


YEAR = 364
"""Fifty-two weeks: the same day of the week a year before."""

SEASON_HALF = 10
SEASON_PRIOR = 40.0
SEASON_MOST = 3.0


def watch(days: Sequence[Day], settings: Settings | None = None) -> list[Reading]:
    """Return a reading for every day; each uses only days before it.

    Parameters: `days`, without gaps, in order (ValueError otherwise): a day without reports is not a day with zero,
    so whoever calls fills in what silence means: zero where one listened, `silent` where one did not.
    """
    rule = settings or Settings()
    for before, after in itertools.pairwise(days):
        if (after.day - before.day).days != 1:
            raise ValueError(f"วันขาดหรือไม่เรียง · days are missing or out of order: {before.day} → {after.day}")
    found: list[Reading] = []
    excess: list[float] = []
    for today in range(len(days)):
        first = None if days[today].silent else _score(days, today, rule, 0)
        second = None if days[today].silent else _score(days, today, rule, rule.lag)
        excess.append(max(0.0, second[2] - 1) if second else 0.0)
        third = sum(excess[-3:]) if second else None
        scores = {"c1": first and first[2], "c2": second and second[2], "c3": third}
        found.append(
            Reading(
                days[today].day,
                days[today].count,
                second[0] if second else None,
                second[1] if second else None,
                scores["c1"],
                scores["c2"],
                third,
                _up(days[today], scores, rule),
            )
        )
    return found


def _up(day: Day, scores: dict[str, float | None], rule: Settings) -> tuple[str, ...]:
    """Return the names of the scores that are at or above their thresholds."""
    if day.count < rule.least:
        return ()
    return tuple(name for name, score in scores.items() if score is not None and score >= getattr(rule, name))


def _score(days: Sequence[Day], today: int, rule: Settings, lag: int) -> tuple[float, float, float] | None:
    """Return (expected, spread, score) of a day against its baseline, None where the baseline is too short."""
    past = _past(days, today, rule, lag)
    base = past[-rule.window :]
    if len(base) < rule.window:
        return None
    expected = _expected(days, base, today) * _season(days, base, today)
    spread = math.sqrt(_dispersion(days, past[-rule.memory :], rule.window) * max(expected, 0.5) * (1 + 1 / len(base)))
    # a Poisson count far below one is skewed: the square root makes its upper tail comparable with a normal one
    score = 2 * (math.sqrt(days[today].count + 0.375) - math.sqrt(expected + 0.375))
    score /= spread / math.sqrt(max(expected, 0.5))
    return expected, spread, score


def _past(days: Sequence[Day], today: int, rule: Settings, lag: int) -> list[int]:
    """Return the places of the days of the same kind before a day, so many days between, as far as memory goes."""
    kind = days[today].off
    places = range(max(0, today - 7 * rule.memory), today - lag)
    return [n for n in places if days[n].off == kind and not days[n].silent]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a day is compared with: the days, oldest first, the count that they lead one to expect, its spread."""

    days: tuple[date, ...]
    expected: float
    spread: float


def baseline(days: Sequence[Day], place: int, name: str = "c2", settings: Settings | None = None) -> Baseline | None:
    """Return what a score compared a day with; None while too few days of its kind lie before.

    Parameters: `place`, of the day among `days`; `name`, of the score: c1 compares without a lag, c2 and c3 with it.
    """
    rule = settings or Settings()
    lag = 0 if name == "c1" else rule.lag
    found = _score(days, place, rule, lag)
    if found is None:
        return None
    base = _past(days, place, rule, lag)[-rule.window :]
    return Baseline(tuple(days[n].day for n in base), found[0], found[1])


def _expected(days: Sequence[Day], base: Sequence[int], today: int) -> float:
    """Return the mean of the baseline; where volumes are known and today brought more of the rest, as much more.

    The rest, not the volume: a surge must not raise its own expectation. A day with less of the rest than usual
    asks for no fewer mentions than usual: what is as frequent as ever is no event.
    """
    mean = sum(days[n].count for n in base) / len(base)
    now = days[today].total
    if now is None or any(days[n].total is None for n in base):
        return mean
    rest = sum((days[n].total or 0) - days[n].count for n in base) / len(base)
    return mean * max(1.0, (now - days[today].count) / rest) if rest > 0 else mean


def _dispersion(days: Sequence[Day], past: Sequence[int], window: int) -> float:
    """Return variance over mean of the days in memory around their own running level, at least 1 (Poisson).

    Differences of neighbours of the same kind, not distances from one mean: a slow season is no scatter. The
    largest tenth is left out and made good for, so that an event long past does not deafen.
    """
    values = []
    for before, after in itertools.pairwise(past):
        middle = (days[before].count + days[after].count) / 2
        if middle > 0:
            values.append((days[after].count - days[before].count) ** 2 / (2 * middle))
    if len(values) < window - 1:
        return 1.0
    values.sort()
    kept = values[: max(1, len(values) - len(values) // 10)]
    return max(1.0, 1.45 * sum(kept) / len(kept))


def _season(days: Sequence[Day], base: Sequence[int], today: int) -> float:
    """Return how much more last year's days around today were than those around last year's baseline; 1 unknown.

    Both sums are drawn together by SEASON_PRIOR counts: a season that rests on ten mentions is not believed.
    """
    centre = base[len(base) // 2]
    ratio, years = 1.0, 0
    for back in range(YEAR, today + 1, YEAR):
        here, there = today - back, centre - back
        if there - SEASON_HALF < 0:
            break
        top = _around(days, here, days[today].off)
        bottom = _around(days, there, days[today].off)
        if top is not None and bottom is not None:
            ratio *= (top[0] + SEASON_PRIOR) / (bottom[0] / max(bottom[1], 1) * top[1] + SEASON_PRIOR)
            years += 1
    if years == 0:
        return 1.0
    return min(SEASON_MOST, max(1 / SEASON_MOST, ratio ** (1 / years)))


def _around(days: Sequence[Day], centre: int, off: bool) -> tuple[float, int] | None:
    """Return (counts, days) of one kind around a day of an earlier year."""
    near = range(max(0, centre - SEASON_HALF), min(len(days), centre + SEASON_HALF + 1))
    chosen = [days[n] for n in near if days[n].off == off and not days[n].silent]
    if not chosen:
        return None
    if all(one.total for one in chosen):  # shares, so that a fuller year is no season
        volume = sum(one.total or 0 for one in chosen) / len(chosen)
        return sum(one.count / (one.total or 1) for one in chosen) * volume, len(chosen)
    return float(sum(one.count for one in chosen)), len(chosen)


def episodes(readings: Sequence[Reading], name: str | None = None, quiet: int = 3) -> list[tuple[date, date]]:
    """Return alarms as stretches (first day, last day): what stays up, or comes back within `quiet` days, is one.

    Parameters: `name`, of one score (c1, c2, c3), else any of them.
    """
    found: list[tuple[date, date]] = []
    for one in readings:
        if not one.alarms or (name is not None and name not in one.alarms):
            continue
        if found and (one.day - found[-1][1]).days <= quiet:
            found[-1] = (found[-1][0], one.day)
        else:
            found.append((one.day, one.day))
    return found
