"""Reports of a client's link: what is read, what is refused, and where the receiver stands after them."""

from __future__ import annotations

import json

import pytest

from prasan.meetings.media.reports import (
    MOST,
    asked,
    begun,
    fitting,
    follow,
    on_line,
    plain,
    read_reports,
    read_state,
)
from prasan.meetings.media.stepdown import LONG_AGO, UP_AFTER, Level, Report, State

GOOD = Report(received=900_000)
LOST = Report(loss=0.3, received=390_000, sound_loss=0.2)


def test_a_state_goes_out_as_plain_data_and_comes_back_the_same():
    state = State(Level.SPEAKER, 3, 10, 4, small=True, settling=True)
    assert read_state(json.loads(json.dumps(plain(state)))) == state


@pytest.mark.parametrize(
    "forged",
    [{"level": 4}, {"level": True}, {"level": "3"}, {"needed": 0}, {"since": -2}, {"good": 10**9}, {"good": 1.5}],
)
def test_a_state_that_none_of_ours_can_be_is_refused(forged):
    with pytest.raises(ValueError, match=r"whole number|not a valid"):
        read_state(plain(State()) | forged)


@pytest.mark.parametrize(
    "told", [None, [], [1], "x", [{"loss": "1"}], [{"loss": True}], [{"received": -1}], [{}] * (MOST + 1)]
)
def test_what_are_no_reports_is_refused(told):
    with pytest.raises(ValueError):  # noqa: PT011
        read_reports(told)


def test_shares_beyond_their_bounds_are_cut_to_them():
    (one,) = read_reports([{"loss": 3, "frozen": -1, "received": 12}])
    assert one == Report(loss=1.0, frozen=0.0, received=12)
    with pytest.raises(ValueError, match="share"):
        read_reports([{"loss": float("nan")}])


def test_a_link_of_400_kbits_ends_with_what_fits_into_it_after_one_report():
    after = follow(State(), [LOST], Level.NINE)
    assert fitting(after, Level.NINE) == (1, True)
    assert asked(after, Level.NINE)["gather"]


def test_it_comes_back_level_by_level_when_the_link_recovers():
    state, seen = follow(State(), [LOST], Level.NINE), []
    for _report in range(8 * UP_AFTER):
        state = follow(state, [GOOD], Level.NINE)
        if not seen or seen[-1] != fitting(state, Level.NINE):
            seen.append(fitting(state, Level.NINE))
    assert seen == [(1, True), (1, False), (4, False), (9, False)]


def test_what_is_wanted_is_a_cap_and_no_weakness():
    after = follow(State(), [GOOD] * 20, Level.FOUR)
    assert after.level is Level.FOUR
    assert fitting(after, Level.FOUR) == (9, False)
    assert not asked(State(Level.FOUR), Level.FOUR)["gather"]
    assert asked(State(Level.FOUR), Level.NINE)["gather"]


def test_a_good_link_is_asked_for_nothing_but_after_a_step_up():
    assert not asked(State(), Level.NINE)["gather"]
    assert asked(State(since=2), Level.NINE)["gather"]


def test_the_line_knows_better_than_the_client_what_it_gets():
    told = State(Level.NINE, good=4, needed=20)
    assert on_line(told, begun(1, small=True)) == State(Level.SPEAKER, 0, 20, LONG_AGO, small=True)
    assert on_line(told, begun(9, small=False)) is told
    assert begun(0, small=True) == State(Level.SOUND)
    with pytest.raises(ValueError, match="no level"):
        begun(5, small=False)
