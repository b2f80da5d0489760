"""Who is called next: in the order of coming, a bounded head start, nobody starved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.counter import HEAD_START, Priority, Waiting, ahead, in_turn, next_for

NINE = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
JOBS, FUND = "DOE:jobs", "SSO:fund"


def ticket(number, minutes=0, needs=(JOBS,), priority=Priority.NONE, desk=""):
    return Waiting(number, NINE + minutes * MINUTE, needs, priority, desk)


def test_who_comes_first_is_called_first():
    line = [ticket(2, 5), ticket(1, 0), ticket(3, 5)]
    assert [one.number for one in in_turn(line)] == [1, 2, 3]


def test_a_head_start_is_minutes_and_no_more():
    old = ticket(9, 14, priority=Priority.ELDERLY)
    assert [one.number for one in in_turn([ticket(1), old])] == [9, 1]
    late = ticket(9, 16, priority=Priority.ELDERLY)
    assert [one.number for one in in_turn([ticket(1), late])] == [1, 9]


def test_a_desk_calls_whom_it_can_serve():
    line = [ticket(1, 0, (FUND,)), ticket(2, 1), ticket(3, 2, (FUND, JOBS)), ticket(4, 0, desk="B")]
    assert next_for("A", {JOBS}, line).number == 2
    assert next_for("B", {JOBS}, line).number == 4
    assert next_for("A", {FUND}, line).number == 1
    assert next_for("A", {"DSD:course"}, line) is None


def test_a_place_in_line_counts_those_who_go_to_the_same_desks():
    line = [ticket(1, 0, (FUND,)), ticket(2, 1), ticket(3, 2)]
    desks = {"A": {JOBS}, "B": {FUND}}
    assert [ahead(number, desks, line) for number in (1, 2, 3)] == [0, 0, 1]
    assert ahead(3, {"A": {JOBS, FUND}}, line) == 2
    with pytest.raises(KeyError):
        ahead(7, desks, line)


@given(st.lists(st.tuples(st.integers(0, 480), st.sampled_from(sorted(Priority))), min_size=1, max_size=60))
def test_nobody_is_overtaken_by_who_came_later_than_a_head_start(came):
    line = [ticket(number, minutes, priority=Priority(why)) for number, (minutes, why) in enumerate(came)]
    order = in_turn(line)
    most = max(HEAD_START.values())
    for place, one in enumerate(order):
        assert all(other.since - one.since <= most for other in order[:place])
        assert ahead(one.number, {"A": {JOBS}}, line) == place
    called, left = [], list(line)
    while (one := next_for("A", {JOBS}, left)) is not None:
        left.remove(one)
        called.append(one)
    assert called == order
