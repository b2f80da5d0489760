"""May a challenger take the place? Pure: counts of both models on the frozen set in, a verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from prasan.kernel.classify.quality import Counts, Share, wilson

RELEVANT = "relevant"
LEAST, LEAST_RELEVANT = 30, 10
"""A set with fewer texts, or fewer about labour, cannot say that a model is not worse."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of both models: name ("recall", "precision", "types"), the champion's and the challenger's share."""

    name: str
    champion: Share
    challenger: Share

    @property
    def is_worse(self) -> bool:
        """Whether the challenger is below the champion; a figure that neither has is not worse."""
        if self.champion.value is None:
            return False
        return self.challenger.value is None or self.challenger.value < self.champion.value


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the frozen set says: its size, the three figures, whether it is large enough to say anything."""

    texts: int
    relevant: int
    pairs: tuple[Pair, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the set is large enough."""
        return self.texts >= LEAST and self.relevant >= LEAST_RELEVANT

    @property
    def worse(self) -> tuple[Pair, ...]:
        """The figures in which the challenger is worse."""
        return tuple(pair for pair in self.pairs if pair.is_worse)

    @property
    def may_replace(self) -> bool:
        """Whether the challenger may take the champion's place."""
        return self.is_enough and not self.worse


def whole(rows: Mapping[str, Mapping[str, Any]], who: str) -> Counts:
    """Return the counts of all types of one model added up."""
    sums = [0, 0, 0]
    for label, row in rows.items():
        if label != RELEVANT:
            sums = [a + b for a, b in zip(sums, row[who], strict=True)]
    return Counts(*sums)


def agreement(counts: Counts) -> Share:
    """Return F1 as a share: twice what both named, of all that either named."""
    named = 2 * counts.both + counts.machine_only + counts.people_only
    return wilson(2 * counts.both, named)


def verdict(checked: Mapping[str, Any]) -> Verdict | None:
    """Return the verdict of a comparison; None where none was made.

    Recall and precision of relevance and the agreement on types must each be no lower than the champion's: what
    one gains may not be paid by another.
    """
    rows = checked.get("labels")
    if not rows:
        return None
    ours = {who: Counts(*rows[RELEVANT][who]) for who in ("champion", "challenger")}
    types = {who: agreement(whole(rows, who)) for who in ("champion", "challenger")}
    pairs = (
        Pair("recall", ours["champion"].recall, ours["challenger"].recall),
        Pair("precision", ours["champion"].precision, ours["challenger"].precision),
        Pair("types", types["champion"], types["challenger"]),
    )
    return Verdict(checked["sizes"]["all"], checked["sizes"]["relevant"], pairs)
