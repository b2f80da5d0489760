"""Item statistics: difficulty, discrimination, and when an item goes back to who wrote it."""

import pytest

from prasan.kernel.understanding.items import correlation, facts_of


def test_the_share_of_right_first_answers_and_the_options_that_were_taken():
    sheets = [{1: 0}, {1: 0}, {1: 2}, {1: 0}, {}]
    (facts,) = facts_of(sheets, {1: 0}, {1: 3}).values()
    assert (facts.answered, facts.right, facts.difficulty, facts.chosen) == (4, 3, 75, (3, 0, 1))
    assert facts.worst(0) == 2
    assert not facts.is_misunderstood


def test_nobody_is_not_nought():
    facts = facts_of([], {1: 0}, {1: 2})[1]
    assert (facts.answered, facts.difficulty, facts.discrimination, facts.worst(0)) == (0, None, None, None)


@pytest.mark.parametrize(("right", "all_", "goes_back"), [(3, 5, True), (2, 4, False), (7, 10, False), (69, 100, True)])
def test_an_item_goes_back_below_seventy_per_cent_of_at_least_five(right, all_, goes_back):
    sheets = [{1: 0}] * right + [{1: 1}] * (all_ - right)
    assert facts_of(sheets, {1: 0}, {1: 2})[1].is_misunderstood is goes_back


def test_discrimination_correlates_an_item_with_the_others_and_not_with_itself():
    # by hand: items 1 and 2 always together, item 3 the other way round
    sheets = [{1: 0, 2: 0, 3: 1}] * 6 + [{1: 1, 2: 1, 3: 0}] * 6
    facts = facts_of(sheets, {1: 0, 2: 0, 3: 0}, {1: 2, 2: 2, 3: 2})
    assert facts[1].discrimination is None  # the rest is 1 of 2 for everybody: nothing varies
    assert facts[3].discrimination == pytest.approx(-1.0)
    assert facts[3].is_weak
    few = facts_of(sheets[:9], {1: 0, 2: 0, 3: 0}, {1: 2, 2: 2, 3: 2})
    assert few[3].discrimination is None


def test_correlation_is_pearsons():
    assert correlation([1, 2, 3, 4], [2, 4, 6, 8]) == pytest.approx(1.0)
    assert correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) == pytest.approx(0.8)
    assert correlation([1, 1], [0, 1]) is None
