"""Fair ranking: each area beside comparable ones, small numbers believed less, and how sure a place is.

Luck moves a small province more than a large one, so plain tables have small ones at both ends. Here each share
(made ÷ expected) is drawn towards the mean of the area's peers, the more the fewer it rests on (empirical Bayes),
and every place has the interval in which it lies with 80 %. The plain place stands beside. Method and limits:
docs/algorithms/ranking.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, median, pstdev
from typing import Literal

from prasan.kernel.status import Direction

Noise = Literal["count", "share"]
"""count: something counted beside what was expected, may exceed it · share: some of a whole, at most all of it."""

PEERS = 12
"""Areas that an area is compared with: about a sixth of the provinces."""
ROUNDS = 4
"""Turns of estimating means and variances from one another; they settle in two or three."""
STEPS = tuple(NormalDist().inv_cdf((point + 0.5) / 9) for point in range(9))
"""Values, in standard deviations, that an area's true share is supposed to have in turn when its place is reckoned."""
ROOT = math.sqrt(2)
SIDE = 0.075
"""Part of the probability on each side of a place's interval: less than a tenth, because both variances are
estimates and the interval would be a little too narrow otherwise (measured in docs/algorithms/ranking.md)."""
LEAST = 1e-7
"""Variance that is taken for none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an area made of what was expected (its path, or the whole of a share), None = not reported.

    `alike` are the numbers by which areas are comparable, each on a scale where equal steps mean equally much:
    of sizes the logarithm.
    """

    key: int | str
    made: float | None
    expected: float
    alike: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """An area's place, and every number it comes from.

    `share` is made ÷ expected, `plain_place` its place by that alone. `weight` is how much of its own share is
    believed; `fair` = weight · share + (1 − weight) · peer_mean, `spread` its standard deviation. `place`, `lowest`,
    `highest` are its place among all by `fair` and the 80 % interval; `peer_place` … the same among `peers` and
    itself. Equal values share the better place. What was not reported has no number but its peers.
    """

    key: int | str
    peers: tuple[int | str, ...]
    share: float | None = None
    plain_place: int | None = None
    peer_mean: float | None = None
    weight: float | None = None
    fair: float | None = None
    spread: float | None = None
    place: int | None = None
    lowest: int | None = None
    highest: int | None = None
    peer_place: int | None = None
    peer_lowest: int | None = None
    peer_highest: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """All places in the order of the entries, and what they have in common.

    `between` is the variance of true shares among comparable areas, `chance` that of a share resting on one unit;
    their ratio is how many units must be expected for a share to be believed by half.
    """

    places: tuple[Place, ...]
    between: float
    chance: float

    @property
    def half(self) -> float:
        """Return the expected units at which an area's own share and its peers' mean weigh the same."""
        return self.chance / self.between


def comparable(entries: Sequence[Entry], count: int = PEERS) -> list[list[int]]:
    """Return for each entry the places of the `count` others that are nearest to it in all of `alike`.

    Every covariate counts by its own scatter. Without covariates all are peers of all.
    """
    if not entries or not entries[0].alike:
        return [[other for other in range(len(entries)) if other != one] for one in range(len(entries))]
    columns = list(zip(*(one.alike for one in entries), strict=True))
    scales = [pstdev(column) or 1.0 for column in columns]
    points = [[value / scale for value, scale in zip(one.alike, scales, strict=True)] for one in entries]
    found = []
    for place, point in enumerate(points):
        apart = sorted((math.dist(point, other), i) for i, other in enumerate(points) if i != place)
        found.append([i for _, i in apart[:count]])
    return found


def rank(entries: Sequence[Entry], noise: Noise = "count", direction: Direction = 1, peers: int = PEERS) -> Ranking:
    """Rank areas; those that were not reported, or of which nothing was expected, get no place.

    With `direction` −1 the smaller share is the better one.
    """
    near = comparable(entries, peers)
    known = [i for i, one in enumerate(entries) if one.made is not None and one.expected > 0]
    shares = {i: float(entries[i].made or 0) / entries[i].expected for i in known}
    groups = {i: [other for other in near[i] if other in shares] for i in known}
    sizes = {i: float(entries[i].expected) for i in known}
    means, between, chance = _estimate(shares, sizes, groups, noise)
    weights = {i: between / (between + chance / sizes[i]) for i in known}
    fair = {i: weights[i] * shares[i] + (1 - weights[i]) * means[i] for i in known}
    # beside the area's own doubt stands that of its peers' mean, as far as it leans on it: where nothing but chance
    # is seen the own one is none, and without the peers' the interval would claim to know the place exactly
    spreads = {
        i: math.sqrt(
            max(
                LEAST,
                (1 - weights[i]) * between + (1 - weights[i]) ** 2 * _doubt([i, *groups[i]], sizes, between, chance),
            )
        )
        for i in known
    }
    plain = _order(shares, known, direction)
    everyone = _places(fair, spreads, known, direction)
    places = []
    for i, one in enumerate(entries):
        names = tuple(entries[other].key for other in near[i])
        if i not in shares:
            places.append(Place(one.key, names))
            continue
        group = [i, *groups[i]]
        among = _place(i, fair, spreads, group, direction)
        places.append(
            Place(one.key, names, shares[i], plain[i], means[i], weights[i], fair[i], spreads[i], *everyone[i], *among)
        )
    return Ranking(tuple(places), between, chance)


def _estimate(
    shares: dict[int, float], sizes: dict[int, float], groups: dict[int, list[int]], noise: Noise
) -> tuple[dict[int, float], float, float]:
    """Return (mean of each area's peers, variance between areas, variance by chance for one unit)."""
    if not shares:
        return {}, LEAST, 0.0
    half = median(sizes.values())
    whole = sum(shares[i] * sizes[i] for i in shares) / sum(sizes.values())
    between, chance = LEAST, 0.0
    means: dict[int, float] = {}
    for _ in range(ROUNDS):
        trust = {i: sizes[i] / (sizes[i] + half) for i in shares}
        means = {i: _mean([i, *groups[i]], shares, trust) for i in shares}
        apart = {i: _apart(i, groups[i], shares, trust, whole) for i in shares}
        between, chance = _variances(apart, sizes, whole, noise, (between, chance))
        half = min(chance / between, 1e12)
    return means, between, chance


def _mean(group: Sequence[int], shares: dict[int, float], trust: dict[int, float]) -> float:
    """Return the mean of a group, each share counted by how far it is believed."""
    return sum(shares[i] * trust[i] for i in group) / sum(trust[i] for i in group)


def _doubt(group: Sequence[int], sizes: dict[int, float], between: float, chance: float) -> float:
    """Return the variance of a group's mean: true differences and chance of each member, by how far it is believed."""
    trust = [sizes[i] / (sizes[i] + min(chance / between, 1e12)) for i in group]
    each = [between + chance / sizes[i] for i in group]
    return sum(t * t * one for t, one in zip(trust, each, strict=True)) / sum(trust) ** 2


def _apart(place: int, group: list[int], shares: dict[int, float], trust: dict[int, float], whole: float) -> float:
    """Return the squared distance of a share to the mean of its peers, that mean's own scatter taken out."""
    if not group:
        return (shares[place] - whole) ** 2
    return (shares[place] - _mean(group, shares, trust)) ** 2 * len(group) / (len(group) + 1)


def _variances(
    apart: dict[int, float], sizes: dict[int, float], whole: float, noise: Noise, before: tuple[float, float]
) -> tuple[float, float]:
    """Split squared distances into what is between areas and what chance does, by their sizes (least squares).

    A share's chance is known (binomial). A count's is at least that of rare events (Poisson); more is estimated
    from how much more the small areas scatter. Distances beyond three deviations, as the turn before told them, are
    cut there.
    """
    usual = median(apart.values()) or fmean(apart.values()) or LEAST
    limits = {i: 9 * (before[0] + before[1] / sizes[i]) if before[1] else math.inf for i in apart}
    rows = [(min(apart[i], limits[i]), 1 / sizes[i]) for i in apart]
    chance = max(LEAST, whole * (1 - whole)) if noise == "share" else max(LEAST, whole)
    if noise == "count" and len(rows) > 3:
        chance = max(chance, _slope(rows))
    weigh = [1 / (usual + chance * x) ** 2 for _, x in rows]
    between = sum(w * (y - chance * x) for w, (y, x) in zip(weigh, rows, strict=True)) / sum(weigh)
    return max(LEAST, between), chance


def _slope(rows: Sequence[tuple[float, float]]) -> float:
    """Return how squared distances grow with 1 ÷ size, the smallest areas kept from ruling."""
    middle = median(x for _, x in rows)
    weigh = [1 / (middle + x) ** 2 for _, x in rows]
    total = sum(weigh)
    x_mean = sum(w * x for w, (_, x) in zip(weigh, rows, strict=True)) / total
    y_mean = sum(w * y for w, (y, _) in zip(weigh, rows, strict=True)) / total
    bottom = sum(w * (x - x_mean) ** 2 for w, (_, x) in zip(weigh, rows, strict=True))
    top = sum(w * (x - x_mean) * (y - y_mean) for w, (y, x) in zip(weigh, rows, strict=True))
    return top / bottom if bottom > 0 else 0.0


def _order(values: dict[int, float], group: Sequence[int], direction: Direction) -> dict[int, int]:
    """Return the place of each by its value; equal values share the better place."""
    ordered = sorted(values[i] * -direction for i in group)
    first: dict[float, int] = {}
    for place, value in enumerate(ordered, 1):
        first.setdefault(value, place)
    return {i: first[values[i] * -direction] for i in group}


def _places(
    fair: dict[int, float], spreads: dict[int, float], group: Sequence[int], direction: Direction
) -> dict[int, tuple[int, int, int]]:
    """Return (place, best, worst place with 80 %) of each of a group."""
    return {i: _place(i, fair, spreads, group, direction) for i in group}


def _place(
    one: int, fair: dict[int, float], spreads: dict[int, float], group: Sequence[int], direction: Direction
) -> tuple[int, int, int]:
    """Return (place, best, worst place with 80 %) of one area in a group.

    Its true share takes several values in turn; for each, the number of areas truly ahead is a sum of
    independent chances, close to a normal law.
    """
    others = [i for i in group if i != one]
    ahead = sum((fair[i] - fair[one]) * direction > 0 for i in others)
    if not others:
        return 1, 1, 1
    laws, rest = [], [(fair[i], direction / (spreads[i] * ROOT)) for i in others]
    for point in STEPS:
        value = fair[one] + point * spreads[one]
        chances = [0.5 + 0.5 * math.erf((mean - value) * scale) for mean, scale in rest]
        laws.append((sum(chances), math.sqrt(sum(p * (1 - p) for p in chances)) + 1e-9))
    best, worst = (_reached(laws, len(others), chance) for chance in (SIDE, 1 - SIDE))
    return ahead + 1, min(best, ahead) + 1, max(worst, ahead) + 1


def _reached(laws: Sequence[tuple[float, float]], most: int, chance: float) -> int:
    """Return the smallest number of areas ahead that is not exceeded with a chance, over a mixture of normal laws."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        below = fmean(0.5 + 0.5 * math.erf((middle + 0.5 - mean) / (scatter * ROOT)) for mean, scatter in laws)
        low, high = (low, middle) if below >= chance else (middle + 1, high)
    return low
