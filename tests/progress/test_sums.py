"""The kinds of sum: month by month and by parts they agree, and nothing rounds away."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from prasan.progress.sums import divide, from_parts, ratio, running

KINDS = ("sum", "last", "average", "ratio")
MONTHS = some.lists(some.tuples(some.integers(0, 10**9), some.integers(1, 10**9)), min_size=1, max_size=12)


@given(some.sampled_from(KINDS), MONTHS, some.integers(0, 3))
def test_parts_and_months_give_the_same(kind, months, decimals):
    values, wholes = [v for v, _ in months], [w for _, w in months]
    by_months = running(kind, values, wholes, decimals)
    by_parts = from_parts(kind, sum(values), values[-1], len(values), sum(wholes), decimals)
    assert by_months == by_parts


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_reported_is_nothing_and_not_zero(kind):
    assert running(kind, []) is None
    assert from_parts(kind, 0, None, 0, 0, 0) is None


def test_ratio_is_of_all_months_together_and_not_a_mean_of_ratios():
    assert running("ratio", [1, 99], [1, 199], 1) == 500
    assert ratio(1, 0, 1) is None


def test_division_rounds_half_up_away_from_zero():
    assert [divide(5, 2), divide(-5, 2), divide(4, 3), divide(0, 7)] == [3, -3, 1, 0]
