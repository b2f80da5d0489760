"""Minutes shared out by weight."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.agenda.minutes import fixed, shared, taken

lines = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 20), st.integers(0, 300)), max_size=30)


@given(lines, st.integers(0, 400))
def test_whole_minutes_between_least_and_most_and_nothing_left_while_somebody_may_have_it(some, extra):
    least = [one for one, _more, _weight in some]
    most = [one + more for one, more, _weight in some]
    total = sum(least) + extra
    found = shared(least, most, [weight for _one, _more, weight in some], total)
    assert all(a <= b <= c for a, b, c in zip(least, found, most, strict=True))
    assert sum(found) == min(total, sum(most))


@given(st.lists(st.integers(0, 100), min_size=2, max_size=9), st.integers(1, 200))
def test_who_weighs_more_has_no_less(weights, extra):
    weights = sorted(weights, reverse=True)
    found = shared([1] * len(weights), [50] * len(weights), weights, len(weights) + extra)
    assert found == sorted(found, reverse=True)


def test_minutes_go_by_weight():
    assert shared([2, 2], [30, 30], [75, 25], 24) == [17, 7]


def test_fixed_items_have_what_is_there():
    assert fixed([5, 2, 5], 60) == [5, 2, 5]
    assert fixed([5, 2, 5], 6) == [5, 1, 0]


def test_a_line_that_asks_for_too_much_is_passed_over():
    assert taken([4, 9, 2], 7) == [True, False, True]
