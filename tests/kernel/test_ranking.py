"""Fair ranking: better than the plain table where the truth is known, unmoved where there is nothing to correct."""

import math
import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.ranking import Entry, comparable, rank
from tests.kernel.forecast_series import poisson


def world(seed: int, between: float = 0.12) -> tuple[list[Entry], list[float]]:
    """Seventy-seven provinces of very different sizes, larger ones doing a little better, and their true shares."""
    rng = random.Random(f"ranking {seed}")
    entries, truth = [], []
    for place in range(77):
        size = math.exp(rng.uniform(2, 8))
        true = max(0.1, 0.8 + 0.03 * math.log(size) + rng.gauss(0, between))
        # counts that scatter twice as much as rare events do
        made = poisson(rng, rng.gammavariate(size * true, 1))
        entries.append(Entry(place, made, size, (math.log(size),)))
        truth.append(true)
    return entries, truth


WORLDS = [world(seed) for seed in range(12)]
RANKED = [(entries, truth, rank(entries)) for entries, truth in WORLDS]


def test_shrunk_shares_are_nearer_the_truth_than_plain_ones() -> None:
    for _, truth, ranking in RANKED:
        places = ranking.places
        plain = fmean((one.share - true) ** 2 for one, true in zip(places, truth, strict=True))
        fair = fmean((one.fair - true) ** 2 for one, true in zip(places, truth, strict=True))
        assert fair < 0.9 * plain


def test_the_interval_of_a_place_holds_the_true_place_about_four_times_in_five() -> None:
    hits = []
    for _, truth, ranking in RANKED:
        for one, true in zip(ranking.places, truth, strict=True):
            place = 1 + sum(other > true for other in truth)
            hits.append(one.lowest <= place <= one.highest)
    assert 0.75 <= fmean(hits) <= 0.85


def test_small_provinces_crowd_the_ends_of_the_plain_table_less_so_of_the_fair_one() -> None:
    def small_at_the_ends(name: str) -> int:
        count = 0
        for entries, _, ranking in RANKED:
            sizes = sorted(one.expected for one in entries)
            small = {one.key for one in entries if one.expected <= sizes[18]}
            order = sorted(ranking.places, key=lambda one: getattr(one, name))
            count += sum(one.key in small for one in [*order[:5], *order[-5:]])
        return count

    assert small_at_the_ends("place") < 0.7 * small_at_the_ends("plain_place")


def test_variances_are_found_again() -> None:
    found = [ranking.between for _, _, ranking in RANKED]
    assert 0.12**2 * 0.6 < fmean(found) < 0.12**2 * 1.6


def test_large_areas_keep_their_own_share_and_every_number_adds_up() -> None:
    entries, _, ranking = RANKED[0]
    for one, entry in zip(ranking.places, entries, strict=True):
        assert one.fair == pytest.approx(one.weight * one.share + (1 - one.weight) * one.peer_mean)
        assert one.weight == pytest.approx(entry.expected / (entry.expected + ranking.half))
        assert 1 <= one.lowest <= one.place <= one.highest <= 77
        assert 1 <= one.peer_lowest <= one.peer_place <= one.peer_highest <= len(one.peers) + 1
    largest = max(range(77), key=lambda i: entries[i].expected)
    smallest = min(range(77), key=lambda i: entries[i].expected)
    assert ranking.places[largest].weight > 0.9
    assert ranking.places[smallest].weight < 0.6
    # the number an area's share must rest on to be believed by half lies between the two
    assert entries[smallest].expected < ranking.half < entries[largest].expected


def test_peers_are_the_nearest_in_size() -> None:
    entries = [Entry(i, 1, 1, (float(i), 0.0)) for i in range(20)]
    assert comparable(entries, 4)[10] == [9, 11, 8, 12]
    assert comparable(entries, 4)[0] == [1, 2, 3, 4]
    assert comparable([Entry(i, 1, 1) for i in range(3)]) == [[1, 2], [0, 2], [0, 1]]


def test_silence_has_no_place_and_moves_nobody() -> None:
    entries, _ = WORLDS[1]
    quiet = [*entries, Entry("quiet", None, 50, (4.0,)), Entry("nothing asked", 3, 0, (4.0,))]
    ranking = rank(quiet)
    assert [one.place for one in ranking.places[-2:]] == [None, None]
    assert len(ranking.places[-1].peers) == 12
    assert sorted(one.plain_place for one in ranking.places[:-2]) == sorted(
        one.plain_place for one in rank(entries).places
    )


def test_less_is_better_turns_the_order() -> None:
    entries = [Entry(i, 10 * i, 100) for i in range(1, 6)]
    assert [one.plain_place for one in rank(entries, direction=-1).places] == [1, 2, 3, 4, 5]
    assert [one.place for one in rank(entries).places] == [5, 4, 3, 2, 1]


def test_equal_shares_share_a_place_and_chance_alone_makes_nobody_first() -> None:
    rng = random.Random("all alike")
    entries = [Entry(i, poisson(rng, 40), 40) for i in range(40)]
    ranking = rank(entries)
    assert ranking.between < 0.01
    assert fmean(one.highest - one.lowest for one in ranking.places) > 20
    same = rank([Entry(i, 5, 10) for i in range(6)])
    assert {one.plain_place for one in same.places} == {1}
    assert {one.place for one in same.places} == {1}


def test_shares_of_a_whole_are_binomial() -> None:
    rng = random.Random("settled")
    entries = []
    for i in range(77):
        count = round(math.exp(rng.uniform(1.5, 6)))
        chance = min(0.98, max(0.02, rng.gauss(0.7, 0.08)))
        entries.append(Entry(i, sum(rng.random() < chance for _ in range(count)), count))
    ranking = rank(entries, "share")
    assert ranking.chance == pytest.approx(0.7 * 0.3, abs=0.03)
    assert 0.08**2 * 0.4 < ranking.between < 0.08**2 * 2


@given(
    st.lists(
        st.tuples(st.one_of(st.none(), st.integers(0, 10**6)), st.integers(0, 10**6), st.floats(-9, 9)), max_size=25
    )
)
def test_any_table_is_ranked(rows: list[tuple[int | None, int, float]]) -> None:
    entries = [Entry(i, made, expected, (alike,)) for i, (made, expected, alike) in enumerate(rows)]
    ranking = rank(entries)
    placed = [one for one in ranking.places if one.place is not None]
    assert len(placed) == sum(made is not None and expected > 0 for made, expected, _ in rows)
    for one in placed:
        assert min(one.share, one.peer_mean) - 1e-9 <= one.fair <= max(one.share, one.peer_mean) + 1e-9
        assert 1 <= one.lowest <= one.place <= one.highest <= len(placed)


def test_nobody_is_an_empty_table() -> None:
    assert rank([]).places == ()


def test_where_only_chance_is_seen_nobody_is_said_to_stand_apart() -> None:
    """Shares that scatter less than chance would: the peers' means differ a little, and that is no knowledge."""
    rng = random.Random("calm")
    entries = []
    for place in range(77):
        size = math.exp(rng.uniform(4, 7))
        entries.append(
            Entry(place, size * (1 + 0.01 * math.log(size) + rng.uniform(-0.01, 0.01)), size, (math.log(size),))
        )
    for one in rank(entries).places:
        assert one.lowest is not None
        assert one.highest is not None
        assert one.highest - one.lowest > 20
        assert one.peer_lowest is not None
        assert one.peer_lowest <= 7 <= (one.peer_highest or 0)
