"""Stored fingerprints: which earlier items share some with a text, in one statement whose cost does not grow.

The answers are those of `prasan.kernel.linking.Linker` for the same items in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from prasan.kernel.linking.align import Side, side
from prasan.kernel.linking.linker import FIRST_KEPT, LAST_KEPT, NOTHING_FOUND, WEIGHTS, Answer, judge, ranked
from prasan.kernel.linking.profile import Profile, prepare, profile
from prasan.platform.prepared import planned_anew
from prasan.situation.models import Fingerprint, Item

BATCH = 500

_WEIGHT = "CASE " + " ".join(f"WHEN held <= {most} THEN {weight}" for most, weight in WEIGHTS) + " END"
_RARE = f"held <= {WEIGHTS[0][0]}"
_CANDIDATES = f"""
WITH found AS MATERIALIZED (
    SELECT mine.item AS mine, mine.mark, near.item, count(*) OVER (PARTITION BY mine.item, mine.mark) AS held
    FROM unnest(%(items)s::bigint[], %(marks)s::int[]) AS mine (item, mark)
    CROSS JOIN LATERAL (
        (SELECT item FROM situation_fingerprint WHERE mark = mine.mark AND item < mine.item
         ORDER BY item LIMIT {FIRST_KEPT})
        UNION
        (SELECT item FROM situation_fingerprint WHERE mark = mine.mark AND item < mine.item
         ORDER BY item DESC LIMIT {LAST_KEPT})
    ) AS near
)
SELECT mine, item,
       coalesce(sum({_WEIGHT}) FILTER (WHERE mark >= 0), 0),
       coalesce(sum({_WEIGHT}) FILTER (WHERE mark >= 0 AND {_RARE}), 0),
       coalesce(sum({_WEIGHT}) FILTER (WHERE mark < 0), 0)
FROM found GROUP BY mine, item
"""  # noqa: S608 - only numbers of ours are put in

NEWEST = 2**62
"""Above every item's number."""


def marks_of(made: Profile) -> list[int]:
    """Return the fingerprints of a text as they are stored: those of values below zero."""
    return [*made.marks, *(-1 - mark for mark in made.value_marks)]


def store(items: Iterable[Item]) -> None:
    """Keep the fingerprints of items, so that later ones find them; again does no harm."""
    _keep((item.pk, profile(item.text, item.title)) for item in items)


def _keep(profiles: Iterable[tuple[int, Profile]]) -> None:
    rows = [Fingerprint(mark=mark, item=number) for number, made in profiles for mark in set(marks_of(made))]
    Fingerprint.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)


def candidates(made: Profile, before: int = NEWEST) -> list[int]:
    """Return the earlier items that a text should be compared with.

    before: only items with a smaller number are looked at. One statement; of each fingerprint the first and the
    latest items are read, so the cost depends neither on how many items are stored nor on how common a phrase is.
    """
    return _candidates({before: made})[before]


def _candidates(wanted: Mapping[int, Profile]) -> dict[int, list[int]]:
    pairs = [(number, mark) for number, made in wanted.items() for mark in sorted(set(marks_of(made)))]
    numbers, marks = [list(column) for column in zip(*pairs, strict=True)] if pairs else ([], [])
    with planned_anew() as cursor:
        cursor.execute(_CANDIDATES, {"items": numbers, "marks": marks})
        rows = cursor.fetchall()
    scores: dict[int, tuple[dict[int, int], ...]] = {number: ({}, {}, {}) for number in wanted}
    for number, item, *told in rows:
        for one, score in zip(scores[number], told, strict=True):
            if score:
                one[item] = int(score)
    return {
        number: ranked(letters, rare, values, len(wanted[number].marks))
        for number, (letters, rare, values) in scores.items()
    }


def linked(items: Sequence[Item]) -> dict[int, Answer]:
    """Say of items what each has to do with earlier ones (by their numbers): reprint, series, contained, containing.

    `root` of an answer is what `Item.root` should name; it is set, and `series` too, on the objects themselves, so
    that those after them in the same call know it. Fingerprints of items that others of the call may repeat are
    stored before. Three statements for all. An item itself need not be stored yet, but has its number.
    """
    ready = {item.pk: prepare(item.text, item.title) for item in items}
    near = _candidates({number: made for number, (made, _marks) in ready.items()})
    known = {item.pk: item for item in items}
    _fetch(known, {number for numbers in near.values() for number in numbers})
    _fetch(known, {item.root_id for item in known.values() if item.root_id})
    sides: dict[int, Side] = {}

    def side_of(number: int) -> Side:
        if number not in sides:
            held = ready.get(number) or prepare(known[number].text, known[number].title)
            sides[number] = side(*held)
        return sides[number]

    def root_of(number: int) -> int:
        return known[number].root_id or number

    answers = {}
    for item in sorted(items, key=lambda one: one.pk):
        numbers = [one for one in near[item.pk] if one in known]
        found = judge(side_of(item.pk), numbers, side_of, root_of) if numbers else NOTHING_FOUND
        answers[item.pk] = found
        first = min(found.series, default=None)
        item.root_id, item.series_id = found.root, (known[first].series_id or first) if first else None
    return answers


def _fetch(known: dict[int, Item], numbers: set[int]) -> None:
    if missing := numbers - set(known):
        rows = Item.objects.filter(pk__in=missing).only("text", "title", "root_id", "series_id")
        known.update((one.pk, one) for one in rows)


def rebuild() -> int:
    """Make all fingerprints anew from the stored texts (after `LINKER_VERSION` rose); returns how many items."""
    Fingerprint.objects.all().delete()
    count = 0
    batch: list[tuple[int, Profile]] = []
    for number, text, title in Item.objects.order_by("pk").values_list("pk", "text", "title").iterator(BATCH):
        batch.append((number, profile(text, title)))
        count += 1
        if len(batch) == BATCH:
            _keep(batch)
            batch = []
    _keep(batch)
    return count
