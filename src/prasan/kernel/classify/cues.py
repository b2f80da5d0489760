"""Cue words: the rules under the n-grams. A group of phrases that mean one thing gives three numbers of a text.

A phrase in the title, in the lead, and how often in the whole: the linear model weighs them like any other
feature, so a rule is never the last word, and a type with few examples still has something to stand on.
All phrases are found in one pass over the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ahocorasick
import numpy as np
import numpy.typing as npt

from prasan.kernel.classify.grams import fold

LEAD = 700
"""Characters of the text that count as its beginning."""

_LEADING_VOWELS = frozenset("เแโใไ")

MOST_COUNTED = 4
PER_GROUP = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that mean one thing, folded as texts are; `name` is a type's code or a word about relevance."""

    name: str
    phrases: tuple[str, ...]

    @classmethod
    def of(cls, name: str, phrases: Iterable[str]) -> Group:
        """Return a group of phrases as people write them; what is empty after folding is left out."""
        return cls(name, tuple(dict.fromkeys(filter(None, map(fold, phrases)))))


def groups_of(rows: Sequence[Mapping[str, str]], name: str = "code") -> tuple[Group, ...]:
    """Return the groups of a table with a column `cues` of phrases parted by "|"."""
    return tuple(Group.of(row[name], row["cues"].split("|")) for row in rows)


def _is_piece(text: str, start: int) -> bool:
    """Tell whether what begins at a position is the rest of a word: ปิดตัว in เปิดตัว, ปิดงาน in เปิดงาน."""
    return start > 0 and text[start - 1] in _LEADING_VOWELS


class Finder:
    """Finds the phrases of groups, and other words worth telling, in one pass over a text."""

    def __init__(self, groups: Sequence[Group], told: Iterable[str] = ()) -> None:
        self.size = len(groups) * PER_GROUP
        owners: dict[str, list[int]] = {word: [] for word in told}
        for number, group in enumerate(groups):
            for phrase in group.phrases:
                owners.setdefault(phrase, []).append(number * PER_GROUP)
        self._automaton = ahocorasick.Automaton()
        for phrase, places in owners.items():
            self._automaton.add_word(phrase, (phrase, tuple(places)))
        self._automaton.make_automaton()
        self._empty = not owners

    def look(self, title: str, body: str) -> tuple[npt.NDArray[np.float32], dict[str, bool]]:
        """Return three numbers for each group, and the phrases found, each with whether it stands in the title.

        The numbers: in the title, in the lead, how often in the text (at most 4, as 0–1).
        Parameters: `title` and `body`, folded (`grams.letters`).
        """
        numbers = [0.0] * self.size
        found: dict[str, bool] = {}
        if self._empty:
            return np.array(numbers, dtype=np.float32), found
        for end, (phrase, places) in self._automaton.iter(title):
            if _is_piece(title, end + 1 - len(phrase)):
                continue
            found[phrase] = True
            for at in places:
                numbers[at] = 1.0
        for end, (phrase, places) in self._automaton.iter(body):
            if _is_piece(body, end + 1 - len(phrase)):
                continue
            if phrase not in found:
                found[phrase] = False
            for at in places:
                if end <= LEAD:
                    numbers[at + 1] = 1.0
                if numbers[at + 2] < 1.0:
                    numbers[at + 2] += 1 / MOST_COUNTED
        return np.array(numbers, dtype=np.float32), found
