"""The log's fold as a pure function: what counts, what was before, and that the order of undoing says nothing."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from prasan.situation.events.fold import BINNED, active_of, fold


@dataclass
class Act:
    id: int
    kind: str
    event_id: int | None = None
    other_id: int | None = None
    items: list[int] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    undoes_id: int | None = None


def test_an_undo_of_an_undo_is_a_redo():
    acts = [Act(1, "link", 5, items=[7]), Act(2, "undo", undoes_id=1), Act(3, "undo", undoes_id=2)]
    assert active_of(acts[:2]) == {2}
    assert active_of(acts) == {1, 3}
    assert fold(acts[:2]).items == {7: None}
    assert fold(acts).items == {7: 5}


def test_items_follow_merged_events_and_come_back_when_the_merge_is_undone():
    acts = [Act(1, "link", 5, items=[7]), Act(2, "merge", 5, 6), Act(3, "merge", 6, 8)]
    assert fold(acts).event_of(7) == 8
    assert fold([*acts, Act(4, "undo", undoes_id=2)]).event_of(7) == 5
    assert fold([*acts, Act(4, "undo", undoes_id=3)]).event_of(7) == 6


def test_a_ring_of_merges_says_nothing():
    acts = [Act(1, "merge", 5, 6), Act(2, "merge", 6, 5)]
    assert fold(acts).into == {5: 6}
    assert fold([*acts, Act(3, "undo", undoes_id=1)]).into == {6: 5}


def test_an_event_whose_opening_is_undone_holds_nothing():
    acts = [
        Act(1, "link", 4, items=[7], values={"opens": True}),
        Act(2, "split", 5, 4, items=[7], values={"opens": True}),
        Act(3, "link", 5, items=[9]),
    ]
    assert {one: fold(acts).event_of(one) for one in (7, 9)} == {7: 5, 9: 5}
    undone = fold([*acts, Act(4, "undo", undoes_id=2)])
    assert undone.void == {5}
    assert {one: undone.event_of(one) for one in (7, 9)} == {7: 4, 9: None}


def test_the_bin_is_where_it_was_put_or_where_it_lay():
    assert fold([Act(1, "bin", items=[7])]).is_binned(7)
    assert fold([Act(1, "bin", items=[7])]).items[7] == BINNED
    lay = [Act(1, "link", 5, items=[7], values={"was": {"7": "binned"}}), Act(2, "undo", undoes_id=1)]
    assert fold(lay).is_binned(7)
    taken = [Act(1, "unlink", items=[7], values={"was": {"7": "binned"}})]
    assert not fold(taken).is_binned(7)
    assert fold([*taken, Act(2, "undo", undoes_id=1)]).is_binned(7)


def test_edits_fall_back_to_what_stood_before_the_first():
    def edit(n: int, before: str, after: str) -> Act:
        return Act(n, "edit", 5, values={"fields": {"title": [before, after]}})

    acts = [edit(1, "ก", "ข"), edit(2, "ข", "ค")]
    assert fold(acts).fields == {5: {"title": "ค"}}
    assert fold([*acts, Act(3, "undo", undoes_id=1)]).fields == {5: {"title": "ค"}}
    assert fold([*acts, Act(3, "undo", undoes_id=2)]).fields == {5: {"title": "ข"}}
    assert fold([*acts, Act(3, "undo", undoes_id=1), Act(4, "undo", undoes_id=2)]).fields == {5: {"title": "ก"}}


def test_undoing_in_any_order_gives_what_the_others_alone_give():
    rng = random.Random(4)
    for _round in range(60):
        acts: list[Act] = []
        for n in range(1, 31):
            kind = rng.choice(["link", "unlink", "bin", "merge", "edit"])
            event, other = rng.randint(1, 5), rng.randint(1, 5)
            values = {"fields": {"title": [None, str(n)]}} if kind == "edit" else {}
            items = rng.sample(range(100, 108), 2) if kind in {"link", "unlink", "bin"} else []
            acts.append(Act(n, kind, event, other if kind == "merge" else None, items, values))
        gone = rng.sample(acts, 10)
        kept = [one for one in acts if one not in gone]
        undone = [Act(100 + i, "undo", undoes_id=one.id) for i, one in enumerate(rng.sample(gone, len(gone)))]
        left, right = fold([*acts, *undone]), fold(kept)
        for item in range(100, 108):
            assert left.event_of(item) == right.event_of(item)
            assert left.is_binned(item) == right.is_binned(item)
        assert left.into == right.into
        assert {k: v for k, v in left.fields.items() if v["title"]} == right.fields
