"""Champion and challenger: a new model replaces the served one only if the frozen set does not get worse.

The rule and its reasons: docs/algorithms/classifying.md, "Champion and challenger".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from prasan.kernel.classify.model import RELEVANT, Model
from prasan.kernel.classify.quality import Counts, count
from prasan.kernel.classify.rows import Row

ALLOWED = 1
"""So many rows net may a type lose on the frozen set: one row is chance, and people disagree on one in fifty."""


@dataclass(frozen=True, slots=True)
class LabelVerdict:
    """How both models did on one label of the frozen set.

    `won` and `lost` name the rows on which the challenger is right and the champion wrong, and the other way
    round; `worse` tells whether this label alone forbids the replacement.
    """

    label: str
    champion: Counts
    challenger: Counts
    won: tuple[str, ...]
    lost: tuple[str, ...]
    worse: bool
    champion_words: tuple[str, ...] = ()
    challenger_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the challenger replaces the champion, why not (labels, "all" for the sum), and the figures of both."""

    replace: bool
    against: tuple[str, ...]
    rows: int
    labels: tuple[LabelVerdict, ...] = field(repr=False)


Said = Mapping[str, frozenset[str]]


def decide(model: Model, rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return for each row the labels that a model gives it, `relevant` among them."""
    found = {}
    for row in rows:
        told = model.classify(row.title, row.text, explain=False)
        found[row.id] = frozenset([one.code for one in told.types] + ([RELEVANT] if told.relevant else []))
    return found


def compare(champion: Model, challenger: Model, frozen: Sequence[Row]) -> Verdict:
    """Return the verdict over the frozen set.

    Parameters: `frozen`, rows labelled by people and never trained on; a row without a word about relevance (or
    types) counts only for the other. Raises ValueError for an empty set: nothing may be replaced unseen.
    """
    if not frozen:
        raise ValueError("ชุดตรึงว่างเปล่า จึงเทียบไม่ได้ · the frozen set is empty, nothing can be compared")
    old, new = decide(champion, frozen), decide(challenger, frozen)
    labels = [RELEVANT, *dict.fromkeys((*champion.labels, *challenger.labels))]
    found = tuple(_label(label, frozen, old, new, champion, challenger) for label in labels)
    against = [one.label for one in found if one.worse]
    if sum(len(one.lost) - len(one.won) for one in found) > 0:
        against.append("all")
    return Verdict(not against, tuple(against), len(frozen), found)


def _label(label: str, frozen: Sequence[Row], old: Said, new: Said, champion: Model, challenger: Model) -> LabelVerdict:
    """Return the verdict on one label."""
    judged = [(row, truth) for row in frozen if (truth := _truth(row, label)) is not None]
    before = count((label in old[row.id], truth) for row, truth in judged)
    after = count((label in new[row.id], truth) for row, truth in judged)
    differ = [(row.id, truth) for row, truth in judged if (label in old[row.id]) != (label in new[row.id])]
    won = tuple(name for name, truth in differ if (label in new[name]) == truth)
    lost = tuple(name for name, truth in differ if (label in new[name]) != truth)
    worse = len(lost) - len(won) > ALLOWED
    if label == RELEVANT:
        worse = after.people_only > before.people_only or len(lost) > len(won)
    return LabelVerdict(label, before, after, won, lost, worse, words(champion, label), words(challenger, label))


def _truth(row: Row, label: str) -> bool | None:
    """Return what people said of a label, None where they said nothing; what is not about labour has no types."""
    if label == RELEVANT:
        return row.relevant
    if row.types is None:
        return False if row.relevant is False else None
    return label in row.types


def words(model: Model, label: str, most: int = 12) -> tuple[str, ...]:
    """Return the words behind a label of a model, heaviest first."""
    return tuple(str(word) for word, _weight in model.meta["words"].get(label, [])[:most])
