"""Limits: hold, hysteresis, silence, either side."""

import pytest

from prasan.kernel.alarms import Breach, Limit, breaches


def test_a_figure_beyond_its_limit_is_a_breach_until_it_is_back():
    assert breaches([90, 101, 120, 99, 94, 90], Limit(above=100)) == [Breach(1, 3, 120)]


def test_on_the_edge_it_rings_once():
    assert breaches([100, 99, 100, 99, 100], Limit(above=100)) == [Breach(0, None, 100)]


def test_it_must_hold_before_it_rings():
    assert breaches([101, 90, 101, 102, 103], Limit(above=100, hold=3)) == [Breach(4, None, 103)]


def test_below_works_the_same():
    assert breaches([10, 4, 3, 6], Limit(below=5)) == [Breach(1, 2, 3)]


def test_what_was_not_reported_ends_nothing_and_breaks_no_run():
    assert breaches([101, None, 102, None, 50], Limit(above=100, hold=2)) == [Breach(2, 3, 102)]
    assert breaches([None, None], Limit(above=1)) == []


@pytest.mark.parametrize("wrong", [{}, {"above": 1, "below": 0}, {"above": 1, "hold": 0}, {"above": 1, "clear": -1}])
def test_a_limit_that_says_nothing_is_refused(wrong):
    with pytest.raises(ValueError, match="·"):
        Limit(**wrong)
