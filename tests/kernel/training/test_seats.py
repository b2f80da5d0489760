"""Seats: kept ones stay kept, none is given twice, none stands free while somebody who may have it waits."""

from __future__ import annotations

from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from prasan.kernel.training.seats import NONE, Groups, Room, unfilled

A, B = 1, 2
ONLY_A, ONLY_B, BOTH = frozenset({A}), frozenset({B}), frozenset({A, B})


def by_trying(kept: dict[int, int], holders: list[Groups]) -> int:
    """The same by trying every way to count the holders."""
    best = 0
    for way in product(*[[None, *sorted(one & kept.keys())] for one in holders]):
        if all(way.count(quota) <= seats for quota, seats in kept.items()):
            best = max(best, sum(one is not None for one in way))
    return sum(kept.values()) - best


groups = st.frozensets(st.integers(1, 3), max_size=3)
quotas = st.dictionaries(st.integers(1, 3), st.integers(0, 3), max_size=3)


@given(quotas, st.lists(groups, max_size=6))
@settings(max_examples=300, deadline=None)
def test_as_many_kept_seats_are_filled_as_can_be(kept: dict[int, int], holders: list[Groups]) -> None:
    assert unfilled(kept, holders) == by_trying(kept, holders)


def test_somebody_of_two_groups_is_counted_where_it_helps_in_any_order() -> None:
    for order in permutations([BOTH, ONLY_A]):
        assert unfilled({A: 1, B: 1}, order) == 0
    assert unfilled({A: 1, B: 1}, [ONLY_A, ONLY_A]) == 1


def test_a_kept_seat_waits_for_its_group_and_is_anybodys_afterwards() -> None:
    room = Room(2, {A: 1}, [NONE])
    assert not room.fits(NONE)
    assert room.fits(ONLY_A)
    assert room.offers([("first", NONE), ("second", ONLY_A)]) == ["second"]
    assert Room(2, {}, [NONE]).offers([("first", NONE), ("second", ONLY_A)]) == ["first"]


def test_who_is_of_no_group_passes_nobody() -> None:
    assert Room(2, {A: 1}, []).offers([("a", NONE), ("b", NONE), ("c", ONLY_A)]) == ["a", "c"]


def test_a_person_of_a_group_takes_an_open_seat_when_theirs_are_full() -> None:
    assert Room(3, {A: 1}, [ONLY_A]).offers([("a", ONLY_A), ("b", NONE), ("c", NONE)]) == ["a", "b"]


def test_fewer_seats_than_holders_give_nothing_and_are_not_negative() -> None:
    room = Room(1, {A: 1}, [NONE, NONE])
    assert (room.free(), room.offers([("a", ONLY_A)])) == (0, [])


@given(st.integers(0, 8), quotas, st.lists(groups, max_size=5), st.lists(groups, max_size=10))
@settings(max_examples=400, deadline=None)
def test_never_oversold_and_nobody_waits_for_a_seat_that_is_theirs(
    seats: int, kept: dict[int, int], holders: list[Groups], line: list[Groups]
) -> None:
    room = Room(seats, kept, list(holders))
    had = len(holders)
    told = list(enumerate(line))
    got = room.offers(told)
    assert len(set(got)) == len(got) == len(room.holders) - had
    if got:
        assert len(room.holders) + unfilled(kept, room.holders) <= seats
    assert got == sorted(got)
    assert not [key for key, one in told if key not in got and room.fits(one)]
    for key, one in told:
        if key not in got:
            # whoever was let past was let past only for a seat kept for a group that this person is not of
            assert all(line[other] & kept.keys() for other in got if other > key), (key, one)
