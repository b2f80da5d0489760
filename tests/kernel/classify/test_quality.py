"""Figures of quality: intervals, weighted recall, drift, the sample of the bin."""

import random

import pytest

from prasan.kernel.classify import quality
from prasan.kernel.classify.quality import Counts, Decision, count, wilson


def test_wilson_agrees_with_a_published_example():
    """Newcombe 1998, table I: 81 of 263 and 15 of 148, 95 %."""
    for part, whole, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)):
        found = wilson(part, whole)
        assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_no_share_is_told():
    assert wilson(0, 0).value is None
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_counts_of_machine_and_people():
    found = count([(True, True), (True, True), (True, False), (False, True), (False, False)])
    assert found == Counts(2, 1, 1)
    assert (found.precision.value, found.recall.value) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert found.f1 == pytest.approx(2 / 3)
    assert Counts(0, 0, 0).f1 == 1.0


def test_the_sample_is_one_per_cent_always_the_same_and_depends_on_the_key():
    key, other = quality.derive_key("one"), quality.derive_key("two")
    ids = [f"item-{n}" for n in range(40_000)]
    chosen = [one for one in ids if quality.in_sample(one, key)]
    assert 330 < len(chosen) < 470
    assert chosen == [one for one in ids if quality.in_sample(one, key)]
    assert set(chosen) != {one for one in ids if quality.in_sample(one, other)}
    assert not any(quality.in_sample(one, key, 0.0) for one in ids[:100])
    assert all(quality.in_sample(one, key, 1.0) for one in ids[:100])


def test_recall_counts_every_missed_item_of_the_sample_a_hundredfold():
    kept = [Decision(machine=True, people=True)] * 900 + [Decision(machine=True, people=False)] * 100
    binned = [Decision(machine=False, people=n < 1, chance=0.01) for n in range(50)]
    found = quality.quality([*kept, *binned, Decision(machine=False, people=None, chance=0.01)])
    assert found.precision.value == pytest.approx(0.9)
    assert found.unseen == pytest.approx(100)
    assert found.recall.value == pytest.approx(0.9)
    assert found.recall.low < 0.82
    assert found.looked == 1050


def test_without_a_missed_item_recall_is_not_said_to_be_certain():
    kept = [Decision(machine=True, people=True)] * 300
    few = quality.quality([*kept, *[Decision(machine=False, people=False, chance=0.01)] * 10])
    assert few.recall.value == 1.0
    assert few.recall.low == pytest.approx(0.5)  # at most three missed in the sample, three hundred in the bin


def test_when_everything_was_looked_at_recall_has_the_plain_interval():
    ones = [Decision(machine=True, people=True)] * 95 + [Decision(machine=False, people=True)] * 5
    assert quality.quality(ones).recall == wilson(95, 100)


def test_the_interval_of_recall_holds_the_truth_as_often_as_it_says():
    """Two thousand worlds with 1,000 good items of which 60 are binned among 6,000; five per cent are shown."""
    dice = random.Random(7)
    held = 0
    for _world in range(600):
        missed = sum(dice.random() < 0.05 for _ in range(60))
        shown = sum(dice.random() < 0.05 for _ in range(5_940))
        ones = [Decision(machine=True, people=True)] * 940
        ones += [Decision(machine=False, people=True, chance=0.05)] * missed
        ones += [Decision(machine=False, people=False, chance=0.05)] * shown
        found = quality.quality(ones).recall
        held += found.low <= 0.94 <= found.high
    assert held / 600 > 0.92


def test_a_steady_source_is_steady_and_a_shifted_one_is_told():
    dice = random.Random(1)

    def decisions(mean, label="relevant"):
        scores = [min(1.0, max(0.0, dice.gauss(mean, 0.2))) for _ in range(400)]
        return [Decision(score > 0.5, None, label=label, source="a", score=score) for score in scores]

    steady = quality.drifts(decisions(0.4), decisions(0.4))[0]
    shifted = quality.drifts(decisions(0.4), decisions(0.75))[0]
    assert (steady.word, shifted.word) == ("steady", "shifted")
    assert shifted.rate_now.value > shifted.rate_before.value


def test_a_new_or_a_small_source_is_unknown_and_not_an_alarm():
    few = [Decision(machine=True, people=None, label="relevant", source="b", score=0.9)] * 5
    assert [one.word for one in quality.drifts([], few)] == ["unknown"]
    assert quality.stability([], [0.5]) is None


def test_stability_of_the_same_scores_is_zero_and_small_samples_differ_by_chance():
    scores = [n / 100 for n in range(100)]
    assert quality.stability(scores, scores) == 0
    dice = random.Random(3)
    draws = [
        quality.stability([dice.random() for _ in range(200)], [dice.random() for _ in range(200)]) for _ in range(200)
    ]
    assert sum(draws) / 200 == pytest.approx(quality.expected_stability(200, 200), rel=0.25)
