"""Quality in figures: precision and recall with intervals, also where only a share of the binned items was seen.

Formulas and their sources: docs/algorithms/classifying.md.
"""

from __future__ import annotations

import hashlib
import hmac
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054
SAMPLE_SHARE = 0.01
"""One per cent of what the machine bins is shown to people."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a whole with its 95 % interval; `value` is None where the whole is zero."""

    value: float | None
    low: float
    high: float
    part: float
    whole: float


def wilson(part: float, whole: float, z: float = Z95) -> Share:
    """Return part/whole with the Wilson score interval.

    Parameters: `part` of `whole`, also an effective number that is not whole; `z`, quantile of the interval.
    Source: Wilson 1927; it keeps its coverage near 0 and 1, where the plain interval has no width.
    """
    if whole <= 0:
        return Share(None, 0.0, 1.0, part, whole)
    rate, spread = part / whole, z * z / whole
    middle = (rate + spread / 2) / (1 + spread)
    half = z * math.sqrt(rate * (1 - rate) / whole + spread / (4 * whole)) / (1 + spread)
    return Share(rate, max(0.0, middle - half), min(1.0, middle + half), part, whole)


@dataclass(frozen=True, slots=True)
class Counts:
    """How often machine and people agreed on one label: both said yes, machine alone, people alone."""

    both: int
    machine_only: int
    people_only: int

    @property
    def precision(self) -> Share:
        """Of what the machine named, the share that people named too."""
        return wilson(self.both, self.both + self.machine_only)

    @property
    def recall(self) -> Share:
        """Of what people named, the share that the machine named too."""
        return wilson(self.both, self.both + self.people_only)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nobody named anything."""
        named = 2 * self.both + self.machine_only + self.people_only
        return 1.0 if named == 0 else 2 * self.both / named


def count(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    """Return the counts of (machine, people) decisions."""
    both = machine = people = 0
    for ours, theirs in pairs:
        both += ours and theirs
        machine += ours and not theirs
        people += theirs and not ours
    return Counts(both, machine, people)


def in_sample(item: str, key: bytes, share: float = SAMPLE_SHARE) -> bool:
    """Whether a binned item is shown to people: by a keyed hash of its id, so the same item always or never.

    Parameters: `item`, its id; `key`, secret of the installation, so that nobody can choose ids that are never
    looked at; `share`, 0–1.
    """
    drawn = int.from_bytes(hmac.digest(key, item.encode(), "sha256")[:8], "big")
    return drawn < share * 2**64


def derive_key(secret: str) -> bytes:
    """Return the key of `in_sample` from the installation's secret."""
    return hashlib.sha256(b"prasan listening sample\0" + secret.encode()).digest()


@dataclass(frozen=True, slots=True)
class Decision:
    """What machine and people said of one item on one label.

    `people` is None where nobody looked; `chance` is the probability with which the item was shown to people: 1
    for what the machine kept, the share of the sample for what it binned.
    """

    machine: bool
    people: bool | None
    chance: float = 1.0
    label: str = ""
    source: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision and recall of a label; `unseen` is the estimated number of good items among what was binned."""

    precision: Share
    recall: Share
    unseen: float
    looked: int


def quality(decisions: Iterable[Decision]) -> Quality:
    """Return precision over what was kept and judged, and recall with what the sample of the bin stands for.

    Each judged item counts 1/chance (Horvitz–Thompson 1952). The interval of recall takes the variance of the
    weighted count of missed items, sum of (1 − chance)/chance², into the effective size of a Wilson interval; with
    no missed item in the sample the upper limit of the misses is 3/chance (rule of three), so recall is not said to
    be 1 after a look at ten items.
    """
    kept_good = kept_bad = missed = variance = 0.0
    looked, seen_missed, lowest = 0, 0, 1.0
    for one in decisions:
        if one.people is None:
            continue
        looked += 1
        if one.machine:
            kept_good += one.people / one.chance
            kept_bad += (not one.people) / one.chance
            continue
        lowest = min(lowest, one.chance)
        if one.people:
            seen_missed += 1
            missed += 1 / one.chance
            variance += (1 - one.chance) / one.chance**2
    return Quality(
        wilson(kept_good, kept_good + kept_bad),
        _recall(kept_good, missed, variance, seen_missed, lowest),
        missed,
        looked,
    )


def _recall(good: float, missed: float, variance: float, seen: int, lowest: float) -> Share:
    """Return good/(good + missed) with an interval that carries the doubt about `missed`."""
    whole = good + missed
    if whole <= 0:
        return Share(None, 0.0, 1.0, good, whole)
    plain = wilson(good, whole)
    if lowest >= 1.0:
        return plain
    if seen == 0:
        low = good / (good + 3 / lowest)
        return Share(plain.value, min(plain.low, low), 1.0, good, whole)
    rate = good / whole
    spread = rate * math.sqrt(variance + missed) / whole  # delta method: the kept ones are known, the missed are not
    size = rate * (1 - rate) / spread**2 if 0 < rate < 1 and spread else whole
    wide = wilson(rate * size, size)
    return Share(rate, wide.low, wide.high, good, whole)


PSI_EDGES = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)
"""Scores pile up at both ends: bins are narrow there."""

STEADY, SHIFTED = 0.1, 0.25
"""Below the first a population is steady, above the second it has shifted (usual rule of credit scoring)."""


def stability(before: Sequence[float], now: Sequence[float], edges: Sequence[float] = PSI_EDGES) -> float | None:
    """Return the population stability index of two sets of scores, None where one of them is empty.

    PSI = sum over bins of (now − before) · ln(now / before); half an item is added to every bin, so that an empty
    bin does not make it infinite.
    """
    if not before or not now:
        return None
    total = 0.0
    bins = len(edges) + 1
    old, new = _shares(before, edges, bins), _shares(now, edges, bins)
    for a, b in zip(old, new, strict=True):
        total += (b - a) * math.log(b / a)
    return total


def _shares(scores: Sequence[float], edges: Sequence[float], bins: int) -> list[float]:
    """Return the share of scores in each bin, half an item added to every bin."""
    counts = [0.5] * bins
    for score in scores:
        counts[sum(score >= edge for edge in edges)] += 1
    whole = len(scores) + bins / 2
    return [one / whole for one in counts]


def expected_stability(before: int, now: int, bins: int = len(PSI_EDGES) + 1) -> float:
    """Return the stability index that chance alone gives: (bins − 1)·(1/before + 1/now) on average.

    A small source drifts by chance; its index is compared with this before anybody is alarmed.
    """
    return (bins - 1) * (1 / max(before, 1) + 1 / max(now, 1))


@dataclass(frozen=True, slots=True)
class Drift:
    """How scores of a label and source moved: the index, what chance alone gives, the rates before and now."""

    label: str
    source: str
    index: float | None
    by_chance: float
    rate_before: Share
    rate_now: Share

    @property
    def word(self) -> str:
        """steady, moving or shifted; unknown below 30 items on either side."""
        if self.index is None or min(self.rate_before.whole, self.rate_now.whole) < 30:
            return "unknown"
        beyond = self.index - self.by_chance
        return "steady" if beyond < STEADY else "moving" if beyond < SHIFTED else "shifted"


def drifts(before: Iterable[Decision], now: Iterable[Decision]) -> list[Drift]:
    """Return the drift of every label and source that occurs now, sorted by label and source."""
    old, new = _by_place(before), _by_place(now)
    found = []
    for (label, source), ones in sorted(new.items()):
        past = old.get((label, source), [])
        found.append(
            Drift(
                label,
                source,
                stability([one.score for one in past], [one.score for one in ones]),
                expected_stability(len(past), len(ones)),
                wilson(sum(one.machine for one in past), len(past)),
                wilson(sum(one.machine for one in ones), len(ones)),
            )
        )
    return found


def _by_place(decisions: Iterable[Decision]) -> Mapping[tuple[str, str], list[Decision]]:
    found: dict[tuple[str, str], list[Decision]] = {}
    for one in decisions:
        found.setdefault((one.label, one.source), []).append(one)
    return found
