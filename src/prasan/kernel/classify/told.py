"""The words behind a label, for people: found without a dictionary, weighed by the model, kept beside it.

Thai writes no spaces, so words are found as runs of letters that stand in many texts in changing company
(accessor variety: many different letters before and behind). A run that is in fewer than 20 texts, or that is
part of a person's name, is never kept.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from prasan.kernel.classify import cues, grams
from prasan.kernel.classify.model import BODY_BITS, TITLE_BITS, Head
from prasan.kernel.classify.rows import Row, names_in, without_names

IN_TEXTS = 20
"""A word is kept only when it stands in at least so many texts: a private name does not."""

MOST_TOLD = 40
"""So many words for a label: cues that speak for it and words that were found."""

_READ = 350
_SHORTEST, _LONGEST = 3, 18
_COMPANY = 6
_CANNOT_BEGIN = frozenset(map(chr, [*range(0x0E30, 0x0E3B), *range(0x0E45, 0x0E4F), 0x20]))
_CANNOT_END = frozenset("เแโใไ ")


def vocabulary(rows: Sequence[Row], names: frozenset[str]) -> dict[str, int]:
    """Return runs of letters that behave like words, each with the number of texts that it stands in."""
    pieces = [set(beginning(row).split()) for row in rows]
    times: Counter[str] = Counter()
    for piece in pieces:
        times.update({run for word in piece for run in _runs(word)})
    often = {run for run, count in times.items() if count >= IN_TEXTS}
    before, behind = defaultdict(set), defaultdict(set)
    for piece in pieces:
        for word in piece:
            framed = f" {word} "
            for start in range(1, len(word)):
                for size in range(_SHORTEST, min(_LONGEST, len(word) + 1 - start) + 1):
                    run = framed[start : start + size]
                    if run in often:
                        before[run].add(framed[start - 1])
                        behind[run].add(framed[start + size])
    people = {grams.fold(name) for name in names}
    free = {
        run: times[run]
        for run in often
        if len(before[run]) >= _COMPANY
        and len(behind[run] - _CANNOT_BEGIN) >= _COMPANY
        and not any(run in name or name in run for name in people)
    }
    return {run: count for run, count in free.items() if not _stray(run, free, times)}


def _stray(run: str, free: Mapping[str, int], times: Mapping[str, int]) -> bool:
    """Whether a run is a word with letters of its neighbours: without them it is far more frequent."""
    if any(times.get(run[cut:], 0) > 1.3 * times[run] for cut in (1, 2)):
        return True
    return any(run[:-cut] in free for cut in (1, 2, 3) if len(run) - cut >= _SHORTEST)


def _runs(word: str) -> set[str]:
    return {
        word[start : start + size]
        for start in range(len(word) - _SHORTEST + 1)
        if word[start] not in _CANNOT_BEGIN
        for size in range(_SHORTEST, min(_LONGEST, len(word) - start) + 1)
        if word[start + size - 1] not in _CANNOT_END
        and (start + size == len(word) or word[start + size] not in _CANNOT_BEGIN)
    }


def numbers_of(words: Iterable[str], rows: Sequence[Row]) -> dict[str, int]:
    """Return in how many rows (title and beginning) each word stands."""
    texts = [beginning(row) for row in rows]
    return {word: sum(word in text for text in texts) for word in words}


def beginning(row: Row) -> str:
    """Return title and beginning of a row, folded, without names."""
    text = without_names(f"{row.title} {row.text[:_READ]}")
    return grams.letters(grams.codes(text, len(text)))


def weight(head: Head, label: int, word: str) -> float:
    """Return how much the grams of a word speak for a label: mean over title and body of their added weights."""
    total = 0.0
    letters = grams.codes(word, len(word))
    for weights, bits, fewer, salt in (
        (head.title, TITLE_BITS, head.title_bits, grams.TITLE_SALT),
        (head.body, BODY_BITS, head.body_bits, grams.BODY_SALT),
    ):
        found = grams.distinct(grams.positions(letters, bits, salt), bits) >> (bits - fewer)
        total += float(weights[found, label].sum()) / math.sqrt(max(found.size, 1))
    return total / 2


def readable(
    head: Head,
    label: int,
    groups: Sequence[cues.Group],
    own: Set[str],
    words: dict[str, int],
    rows: Sequence[Row],
    all_rows: int,
) -> list[list[object]]:
    """Return [word, weight] pairs that speak for a label, heaviest first: its cues and words typical of its texts.

    Parameters: `label`, its column; `groups`, all groups of cues in the order of the head; `own`,
    names of the groups that are about the label; `words`, the vocabulary
    with numbers of texts; `rows`, the texts that carry the label, out of `all_rows`.
    """
    found: dict[str, float] = {}
    for number, group in enumerate(groups):
        if group.name not in own:
            continue
        spoken = float(np.max(head.cue[number * cues.PER_GROUP : (number + 1) * cues.PER_GROUP, label]))
        if spoken > 0.2:
            for phrase in group.phrases:
                found[phrase] = round(spoken + max(0.0, weight(head, label, phrase)), 3)
    texts = [beginning(row) for row in rows]
    for word, times in words.items():
        here = sum(word in text for text in texts)
        typical = math.log((here + 0.5) / (len(rows) + 1) / ((times + 0.5) / (all_rows + 1)))
        spoken = weight(head, label, word)
        if len(word) > _SHORTEST and here >= max(3, len(rows) // 10) and typical > 0.7 and spoken > 0:
            found.setdefault(word, round(spoken, 3))
    kept: list[list[object]] = []
    for word, spoken in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
        if not any(_same(word, str(other[0])) for other in kept):
            kept.append([word, spoken])
    return kept[:MOST_TOLD]


def _same(word: str, other: str) -> bool:
    """Whether a word adds nothing to one that is kept: a part of it, or the same with a letter or two around."""
    return word in other or (other in word and len(word) - len(other) < 3)


def all_names(rows: Sequence[Row]) -> frozenset[str]:
    """Return the names of persons that stand in the rows."""
    return names_in(text for row in rows for text in (row.title, row.text))
