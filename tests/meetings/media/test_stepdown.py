"""Step-down: series of reports, and a link of a given width as a model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.media.stepdown import (
    EVERY_SECONDS,
    FORGETS,
    HEADROOM,
    LONGEST_UP,
    UP_AFTER,
    Level,
    Report,
    State,
    fits,
    rate,
    slots,
    step,
)

GOOD = Report()
BAD = Report(loss=0.3, sound_loss=0.1)


def after(state: State, *reports: Report) -> State:
    for report in reports:
        state = step(state, report)
    return state


def link(state: State, width: int, *, tells: bool = True) -> Report:
    """What a receiver behind a link of so many bit/s would report at its level."""
    wanted = rate(state.level, state.small)
    loss = max(0.0, 1 - width / wanted)
    return Report(loss=loss, frozen=min(1.0, loss * 3), received=min(width, wanted) if tells else 0, sound_loss=loss)


def test_an_estimate_that_grows_with_what_is_sent_holds_nobody_down():
    state = State(Level.SPEAKER, small=True)
    for _report in range(UP_AFTER):
        state = step(state, Report(allowed=130_000, received=105_000))  # as Chromium told of a link without a limit
    assert (state.level, state.small) == (Level.SPEAKER, False)
    assert step(State(), Report(loss=0.02, allowed=130_000, received=105_000)).level is Level.NINE


def test_where_little_is_sent_a_loss_takes_one_level_and_not_all_pictures():
    assert step(State(), Report(loss=0.08, received=100_000)).level is Level.FOUR


def test_a_good_link_stays_at_nine():
    assert after(State(), *[GOOD] * 500).level is Level.NINE


def test_without_any_estimate_it_goes_down_level_by_level_and_ends_at_sound():
    state, seen = State(), []
    for _ in range(6):
        state = step(state, BAD)
        seen.append((state.level, state.small))
    assert seen == [
        (Level.FOUR, False),
        (Level.SPEAKER, False),
        (Level.SPEAKER, True),
        (Level.SOUND, False),
        (Level.SOUND, False),
        (Level.SOUND, False),
    ]


@pytest.mark.parametrize("tells", [True, False])
def test_at_400_kbit_it_is_down_within_six_seconds(tells):
    state, reports = State(), 0
    while rate(state.level, state.small) > 400_000:
        state, reports = step(state, link(state, 400_000, tells=tells)), reports + 1
    assert reports * EVERY_SECONDS <= 6
    assert (state.level, state.small) == (Level.SPEAKER, True)


def test_frozen_pictures_and_lost_sound_count_as_loss_does():
    assert step(State(), Report(frozen=0.5)).level is Level.FOUR
    assert step(State(), Report(sound_loss=0.1)).level is Level.FOUR


def test_a_low_estimate_alone_takes_nothing_away():
    """Browsers understate what they can take when little is sent."""
    assert step(State(), Report(allowed=300_000)).level is Level.NINE
    assert step(State(), Report(allowed=300_000, loss=0.02)).level is Level.SPEAKER


def test_the_report_after_a_step_down_tells_of_the_time_before():
    down = step(State(), BAD)
    assert step(down, Report(loss=0.9, frozen=1.0)).level is down.level
    assert step(step(down, Report(loss=0.9)), Report(loss=0.9)).level < down.level
    assert step(down, Report(sound_loss=0.2)).level < down.level


def test_where_no_picture_is_sent_none_can_stand_still():
    assert after(State(Level.SOUND), *[Report(frozen=1.0)] * UP_AFTER).level is Level.SPEAKER


def test_it_goes_up_one_level_after_ten_good_seconds_and_not_before():
    down = State(Level.FOUR)
    assert after(down, *[GOOD] * (UP_AFTER - 1)).level is Level.FOUR
    assert after(down, *[GOOD] * UP_AFTER).level is Level.NINE
    assert after(down, *[GOOD] * (UP_AFTER - 1), Report(loss=0.03), GOOD).level is Level.FOUR


def test_it_does_not_go_up_where_there_is_no_room():
    tight = Report(allowed=int(rate(Level.NINE) * HEADROOM) - 1)
    assert after(State(Level.FOUR), *[tight] * 50).level is Level.FOUR


def test_from_sound_alone_to_all_nine_when_the_link_is_well_again():
    state, seen = State(Level.SOUND), []
    for _ in range(4 * UP_AFTER):
        state = step(state, GOOD)
        if (state.level, state.small) not in seen:
            seen.append((state.level, state.small))
    assert seen == [
        (Level.SOUND, False),
        (Level.SPEAKER, True),
        (Level.SPEAKER, False),
        (Level.FOUR, False),
        (Level.NINE, False),
    ]


def test_each_attempt_that_fails_waits_longer_and_one_that_holds_forgets_it():
    state = State(Level.FOUR)
    for needed in (UP_AFTER, 10, 20, LONGEST_UP, LONGEST_UP):
        state = after(state, *[GOOD] * (needed - 1))
        assert state.level is Level.FOUR
        state = step(state, GOOD)
        assert state.level is Level.NINE
        state = step(step(state, BAD), GOOD)
        assert state.level is Level.FOUR
    state = after(state, *[GOOD] * (LONGEST_UP + FORGETS + 2))
    assert state.level is Level.NINE
    assert state.needed == UP_AFTER


@given(width=st.integers(50_000, 3_000_000), tells=st.booleans())
def test_on_any_link_it_settles_below_its_width_and_seldom_moves(width, tells):
    state = State()
    for _ in range(6):
        state = step(state, link(state, width, tells=tells))
    settled, moves, above = state, 0, 0
    for _ in range(300):  # ten minutes
        following = step(state, link(state, width, tells=tells))
        moves += (following.level, following.small) != (state.level, state.small)
        above += rate(following.level, following.small) > width * 1.06  # 5 % of loss is borne
        state = following
    if width >= rate(Level.SOUND):
        assert rate(settled.level, settled.small) <= width * 1.06
        assert above <= 300 // UP_AFTER // 2
    else:
        assert settled.level is Level.SOUND
    assert moves <= 24


@given(st.lists(st.builds(Report, *[st.floats(0, 1)] * 2, *[st.integers(0, 5_000_000)] * 2, st.floats(0, 1))))
def test_whatever_is_reported_it_stands_somewhere_and_moves_up_by_one(reports):
    order = [(Level.SOUND, False), (Level.SPEAKER, True), (Level.SPEAKER, False), (Level.FOUR, False)]
    order.append((Level.NINE, False))
    state = State()
    for report in reports:
        following = step(state, report)
        was, now = order.index((state.level, state.small)), order.index((following.level, following.small))
        assert now <= was + 1
        assert UP_AFTER <= following.needed <= LONGEST_UP
        state = following


def test_what_fits_is_the_most_that_fits():
    assert fits(2_000_000) == (Level.NINE, False)
    assert fits(1_000_000) == (Level.FOUR, False)
    assert fits(700_000) == (Level.SPEAKER, False)
    assert fits(400_000) == (Level.SPEAKER, True)
    assert fits(130_000) == (Level.SOUND, False)


def test_what_each_level_shows():
    others = [f"p{number}" for number in range(20)]
    shown = {level: slots(State(level), "trang", others) for level in Level}
    assert [sum(one is not None for one in found.values()) for found in shown.values()] == [0, 1, 4, 9]
    assert shown[Level.FOUR]["v0"] == "trang/main"
    assert shown[Level.FOUR]["v3"] == "p2/thumb"
    assert slots(State(Level.SPEAKER, small=True), "trang", others)["v0"] == "trang/thumb"
    assert set(slots(State(), "trang", ["krabi"]).values()) == {"trang/main", "krabi/thumb", None}
