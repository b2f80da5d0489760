"""Attendance and outcome: rates that hide neither who was away nor who did not answer."""

from __future__ import annotations

import datetime as dt

from prasan.kernel.training.attendance import enough, rate
from prasan.kernel.training.outcome import Outcome, asked_on


def test_attendance_is_of_the_planned_time_and_a_strange_day_counts_nothing() -> None:
    assert rate({1: 360, 2: 360, 3: 180}, [1, 3, 3, 9]) == 60.0
    assert rate({}, [1]) is None
    assert rate({1: 60}, []) == 0.0


def test_exactly_enough_is_enough_and_nothing_planned_is_not() -> None:
    third = {1: 100, 2: 100, 3: 100}
    assert enough(rate(third, [1, 2]), 66)
    assert not enough(rate(third, [1, 2]), 67)
    assert enough(rate({1: 8, 2: 2}, [1]), 80)
    assert not enough(None, 0)


def test_who_did_not_answer_counts_among_the_completers() -> None:
    told = Outcome(completers=40, answered=20, working=15)
    assert (told.rate, told.rate_of_answers, told.response) == (37.5, 75.0, 50.0)
    nobody = Outcome(0, 0, 0)
    assert (nobody.rate, nobody.rate_of_answers, nobody.response) == (None, None, None)


def test_the_day_of_asking_is_the_last_of_a_shorter_month() -> None:
    assert asked_on(dt.date(2026, 11, 30), 3) == dt.date(2027, 2, 28)
    assert asked_on(dt.date(2026, 8, 15), 12) == dt.date(2027, 8, 15)
