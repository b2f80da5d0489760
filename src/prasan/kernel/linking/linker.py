"""Finds, for a stream of texts, which earlier ones each repeats, continues as a series, or contains."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

from prasan.kernel.linking.align import Side, side
from prasan.kernel.linking.profile import Profile, prepare
from prasan.kernel.linking.relation import Kind, Relation, relate

LINKER_VERSION = 1
"""Raised whenever the same texts may get other answers or other fingerprints."""

FIRST_KEPT, LAST_KEPT = 8, 24
"""Of the texts that share one fingerprint the first and the latest ones are kept."""
WEIGHTS = ((4, 4), (12, 2), (FIRST_KEPT + LAST_KEPT, 1))
"""What a common fingerprint counts: (in at most so many texts, so much); words that many texts carry prove little."""
LEAST_SCORE = 8
"""A candidate reaches at least this (half of it suffices for a text with fewer than four fingerprints)."""
MOST_CANDIDATES = 10
"""So many texts are compared at most, those with the most common fingerprints."""
MOST_BY_VALUES = 4
MOST_BY_RARE = 4
"""And so many more, those with the most equal values in place, or the most rare fingerprints: so an old issue of a
long series is found, whose other fingerprints all issues have."""
SIDES_KEPT = 8192
"""So many texts stay ready to be compared (some 6 KB each); older ones are made ready again when needed."""
MOST_SERIES = 8
"""So many earlier texts of a series are named at most, the nearest ones first."""

MOST_OF_A_CLUSTER = 3

Id = Hashable


class Links(NamedTuple):
    """What a text has to do with earlier ones, by their ids.

    duplicate_of: the root of its cluster (the earliest text of which all others are reprints) first, then other
    members it was compared with; same_series: texts of the same template with other values; contains: texts that
    stand inside it; inside: texts that contain it.
    """

    duplicate_of: tuple[Id, ...] = ()
    same_series: tuple[Id, ...] = ()
    contains: tuple[Id, ...] = ()
    inside: tuple[Id, ...] = ()


def ranked(letters: Mapping[int, int], rare: Mapping[int, int], values: Mapping[int, int], marks: int) -> list[int]:
    """Choose the texts to compare with, earlier ones first where they score the same.

    letters, rare, values: number of the text and its score by fingerprints of letters, by the rare ones among them,
    and by fingerprints of values; marks: how many fingerprints of letters the new text has.
    """
    least = LEAST_SCORE if marks >= 4 else LEAST_SCORE // 2
    by_letters = sorted((-score, number) for number, score in letters.items() if score >= least)[:MOST_CANDIDATES]
    if len(by_letters) == MOST_CANDIDATES:
        by_letters += sorted((-score, number) for number, score in rare.items() if score >= least)[:MOST_BY_RARE]
    by_values = sorted((-score, number) for number, score in values.items())[:MOST_BY_VALUES]
    return list(dict.fromkeys(number for _, number in by_values + by_letters))


class Postings:
    """Which texts have a fingerprint: number, or the first and the latest numbers where there are many."""

    def __init__(self) -> None:
        self._of: dict[int, int | list[int]] = {}

    def scores(self, marks: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
        """Add up for each text what the fingerprints it shares with these count: all of them, and the rare ones."""
        found: dict[int, int] = {}
        rare: dict[int, int] = {}
        of, had = self._of.get, found.get
        for mark in marks:
            texts = of(mark)
            if texts is None:
                continue
            if isinstance(texts, int):
                found[texts] = had(texts, 0) + WEIGHTS[0][1]
                rare[texts] = rare.get(texts, 0) + WEIGHTS[0][1]
                continue
            weight = next(weight for most, weight in WEIGHTS if len(texts) <= most)
            for text in texts:
                found[text] = had(text, 0) + weight
            if weight == WEIGHTS[0][1]:
                for text in texts:
                    rare[text] = rare.get(text, 0) + weight
        return found, rare

    def add(self, marks: Sequence[int], number: int) -> None:
        """Note that a text has these fingerprints."""
        of = self._of
        for mark in marks:
            texts = of.setdefault(mark, number)
            if texts is number:
                continue
            if isinstance(texts, int):
                of[mark] = [texts, number]
            else:
                texts.append(number)
                if len(texts) > FIRST_KEPT + LAST_KEPT:
                    del texts[FIRST_KEPT]


class Answer(NamedTuple):
    """What a text has to do with earlier ones, by their numbers (which grow with the time of arrival).

    root: the earliest text of its cluster, None where it repeats none; the rest as in `Links`.
    """

    root: int | None
    reprints: list[int]
    series: list[int]
    contains: list[int]
    inside: list[int]


def judge(
    here: Side, candidates: Sequence[int], side_of: Callable[[int], Side], root_of: Callable[[int], int]
) -> Answer:
    """Compare a text with its candidates and say what it has to do with them.

    candidates: numbers as `ranked` chose them; side_of: the text of a number, ready to be compared; root_of: the
    root of its cluster, itself for a text that repeats none.
    """
    relations = _compare(here, candidates, side_of, root_of)
    named: dict[Kind, list[int]] = {kind: [] for kind in Kind}
    for one, relation in sorted(relations.items(), key=lambda pair: (-pair[1].share, pair[0])):
        named[relation.kind].append(one)
    reprints = sorted(named[Kind.REPRINT])
    root = min((root_of(one) for one in reprints), default=None)
    if root is not None and root not in relations:
        reprints.insert(0, root)
    return Answer(
        root, reprints, named[Kind.SERIES][:MOST_SERIES], sorted(named[Kind.CONTAINS]), sorted(named[Kind.INSIDE])
    )


def _compare(
    here: Side, candidates: Sequence[int], side_of: Callable[[int], Side], root_of: Callable[[int], int]
) -> dict[int, Relation]:
    """Compare with each candidate; of a cluster of reprints three members are enough, and its root."""
    relations: dict[int, Relation] = {}
    seen: Counter[int] = Counter()
    for number in candidates:
        root = root_of(number)
        if seen[root] >= MOST_OF_A_CLUSTER:
            continue
        relations[number] = relate(here, side_of(number))
        if relations[number].kind is Kind.REPRINT:
            seen[root] += 1
    for root in [one for one in seen if one not in relations]:
        relation = relate(here, side_of(root))
        if relation.kind is not Kind.NONE:
            relations[root] = relation
    return settled(relations)


NOTHING_FOUND = Answer(None, [], [], [], [])


class Linker:
    """Links a stream of texts in memory; what it holds grows with the number of texts, not what one text costs."""

    def __init__(self) -> None:
        self._ids: list[Id] = []
        self._profiles: list[Profile] = []
        self._roots: list[int] = []
        self._letters, self._values = Postings(), Postings()
        self._sides: OrderedDict[int, Side] = OrderedDict()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, identity: Id, text: str, title: str = "") -> Links:
        """Link a text to the earlier ones, then keep it; `identity` is what later texts will name it by."""
        made, marks = prepare(text, title)
        number = len(self._ids)
        values, _ = self._values.scores(made.value_marks)
        candidates = ranked(*self._letters.scores(made.marks), values, len(made.marks))
        found = NOTHING_FOUND
        if candidates:
            here = side(made, marks)
            found = judge(here, candidates, self._side, self._roots.__getitem__)
            self._keep_side(number, here)
        self._ids.append(identity)
        self._profiles.append(made)
        self._roots.append(number if found.root is None else found.root)
        self._letters.add(made.marks, number)
        self._values.add(made.value_marks, number)
        return Links(*(tuple(self._ids[one] for one in numbers) for numbers in found[1:]))

    def _side(self, number: int) -> Side:
        if number in self._sides:
            self._sides.move_to_end(number)
            return self._sides[number]
        made = side(self._profiles[number])
        self._keep_side(number, made)
        return made

    def _keep_side(self, number: int, made: Side) -> None:
        self._sides[number] = made
        if len(self._sides) > SIDES_KEPT:
            self._sides.popitem(last=False)


DIGEST_SHARE = 0.85


def settled(relations: dict[int, Relation]) -> dict[int, Relation]:
    """See a digest for what it is: where two unlike texts fill different parts of the new one, it contains both."""
    parts = [one for one in relations.values() if one.kind in {Kind.REPRINT, Kind.CONTAINS}]
    answer = dict(relations)
    for number, one in relations.items():
        if one.kind is Kind.REPRINT and one.share < DIGEST_SHARE and any(_apart(one, other) for other in parts):
            answer[number] = one._replace(kind=Kind.CONTAINS)
    return answer


def _apart(one: Relation, other: Relation) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common < 0.2 * min(one.end - one.start, other.end - other.start)
