"""The life of a referral: every pair of state and move, clocks that stand and go on, silence that only rises."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.calendar import BANGKOK, WorkingCalendar
from prasan.kernel.cycle import NoSuchMove
from prasan.kernel.referral import ENDS, OPEN, REFERRAL, TURNS, Event, Promise, after, moves_of, standing
from prasan.kernel.referral.clock import DAY, LADDER
from prasan.kernel.referral.cycle import CLOCKS

HOLIDAY = date(2026, 11, 25)
CALENDARS = {"DOE-80": WorkingCalendar(), "SSO-80": WorkingCalendar({HOLIDAY}), "PLO-80": WorkingCalendar()}
PROMISE = Promise()
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=BANGKOK)
HOUR = timedelta(hours=1)
TABLE = {
    "offered": "receive accept decline ask reroute revoke withdraw",
    "received": "accept decline ask reroute revoke withdraw",
    "accepted": "ask schedule begin miss reroute revoke withdraw",
    "scheduled": "ask schedule begin miss reroute revoke withdraw",
    "unreachable": "ask schedule begin miss give_up reroute revoke withdraw",
    "in_service": "ask serve reroute withdraw",
    "served": "ask tell withdraw",
    "told": "confirm not_done give_up",
    "asked": "answer reroute revoke withdraw",
    "declined": "reroute end_unserved revoke withdraw",
    "confirmed": "not_done",
    "unreached": "not_done",
    "unserved": "reopen",
    "revoked": "reopen",
    "withdrawn": "reopen",
}


def stands(*events, now=MONDAY, sender="PLO-80"):
    return standing(events, sender, CALENDARS.__getitem__, PROMISE, now)


def create(at=MONDAY, office="DOE-80"):
    return Event("create", at, office)


def hours(of, start, end):
    return CALENDARS[of].time_between(start, end)


def test_the_table_of_states_and_moves_is_this_one():
    assert {state: set(moves.split()) for state, moves in TABLE.items()} == {
        state: set(moves_of(state)) for state in REFERRAL.states
    }
    assert set(TURNS) == set(CLOCKS) == set(OPEN)
    assert set(CLOCKS.values()) == set(PROMISE.times)


@pytest.mark.parametrize("state", sorted(TABLE))
def test_what_is_not_in_the_table_is_refused(state):
    every = {move.name for move in REFERRAL.moves} | {"answer", "create", "expire", "close"}
    for move in every - set(TABLE[state].split()):
        with pytest.raises(NoSuchMove):
            after(state, move, "received")


def test_no_move_is_made_by_time():
    for days in (1, 30, 400):
        told = stands(create(), now=MONDAY + timedelta(days=days))
        assert (told.state, told.turn, told.owner) == ("offered", "receiver", "DOE-80")


def test_silence_rises_at_its_minute():
    told = stands(create())
    due = CALENDARS["DOE-80"].add_time(MONDAY, 2 * DAY)
    assert (told.due, told.level, told.rises) == (due, "contact", due)
    minute = timedelta(minutes=1)
    assert stands(create(), now=due - minute).level == "contact"
    at, seen = due, []
    while at is not None:
        told = stands(create(), now=at)
        seen.append(told.level)
        at = told.rises
    assert tuple(seen) == LADDER[1:]
    assert told.due == due  # what was promised does not move


def test_to_be_seen_is_no_answer():
    assert stands(create(), Event("receive", MONDAY + 3 * HOUR)).due == stands(create()).due


def test_a_holiday_of_the_office_counts():
    there = stands(create(office="SSO-80")).due
    assert there - stands(create()).due == timedelta(days=1)


def test_while_the_sender_is_asked_the_receivers_clock_stands():
    asked = MONDAY + 2 * HOUR
    told = stands(create(), Event("ask", asked))
    assert (told.state, told.turn, told.owner) == ("asked", "sender", "PLO-80")
    assert told.left == 2 * DAY - 2 * HOUR
    later = asked + timedelta(days=14)
    back = stands(create(), Event("ask", asked), Event("answer", later))
    assert (back.state, back.owner, back.left) == ("received", "DOE-80", None)
    assert hours("DOE-80", later, back.due) == told.left


def test_what_was_late_already_is_late_again():
    late = CALENDARS["DOE-80"].add_time(MONDAY, 3 * DAY)
    back = stands(create(), Event("ask", late), Event("answer", late + HOUR), now=late + HOUR)
    assert back.level != "contact"


def test_a_decline_is_the_senders_turn_and_another_office_begins_anew():
    told = stands(create(), Event("decline", MONDAY + HOUR))
    assert (told.turn, told.owner, told.state) == ("sender", "PLO-80", "declined")
    on = stands(create(), Event("decline", MONDAY + HOUR), Event("reroute", MONDAY + 2 * HOUR, "SSO-80"))
    assert (on.state, on.owner, on.tries) == ("offered", "SSO-80", 0)
    assert hours("SSO-80", MONDAY + 2 * HOUR, on.due) == 2 * DAY


def test_an_appointment_gives_its_own_day():
    when = MONDAY + timedelta(days=9)
    told = stands(create(), Event("accept", MONDAY), Event("schedule", MONDAY, when=when))
    assert hours("DOE-80", when, told.due) == DAY
    with pytest.raises(ValueError, match="ahead"):
        stands(create(), Event("accept", MONDAY), Event("schedule", MONDAY, when=MONDAY - HOUR))


def test_giving_up_takes_tries_on_record():
    tries = [Event("miss", MONDAY + n * HOUR) for n in (1, 2, 3, 24)]  # three on one day are one
    with pytest.raises(ValueError, match="tries"):
        stands(create(), Event("accept", MONDAY), *tries, Event("give_up", MONDAY + 30 * HOUR))
    more = [*tries, Event("miss", MONDAY + 48 * HOUR), Event("give_up", MONDAY + 50 * HOUR)]
    told = stands(create(), Event("accept", MONDAY), *more)
    assert (told.state, told.tries, told.due, told.owner) == ("unreached", 3, None, None)


def test_a_promise_that_changes_later_moves_no_clock_that_runs():
    longer = Promise({**PROMISE.times, "answer": 20 * PROMISE.times["answer"]})
    made = dataclasses.replace(create(), promise=PROMISE)
    told = standing([made], "PLO-80", CALENDARS.__getitem__, longer, MONDAY)
    assert told.due == stands(create()).due


def test_who_was_given_up_and_is_open_again_is_tried_anew():
    tries = [Event("miss", MONDAY + n * 24 * HOUR) for n in (1, 2, 3)]
    begun = [create(), Event("accept", MONDAY), *tries, Event("give_up", MONDAY + 80 * HOUR)]
    again = [*begun, Event("not_done", MONDAY + 90 * HOUR), Event("miss", MONDAY + 96 * HOUR)]
    with pytest.raises(ValueError, match="tries"):
        stands(*again, Event("give_up", MONDAY + 97 * HOUR))


def served(*more):
    return [create(), *(Event(one, MONDAY) for one in ("accept", "begin", "serve", "tell")), *more]


def test_the_person_has_the_last_word():
    with pytest.raises(ValueError, match="confirm"):
        stands(*served(Event("give_up", MONDAY + HOUR)))
    done = served(Event("confirm", MONDAY + HOUR))
    assert stands(*done).state == "confirmed"
    back = stands(*done, Event("not_done", MONDAY + 40 * DAY))
    assert (back.state, back.turn) == ("accepted", "receiver")
    assert hours("DOE-80", MONDAY + 40 * DAY, back.due) == 3 * DAY


@pytest.mark.parametrize(
    ("events", "fault"),
    [
        ([], ValueError), ([Event("accept", MONDAY)], NoSuchMove), ([Event("create", MONDAY)], ValueError),
        ([create(), create()], NoSuchMove), ([create(), Event("reroute", MONDAY)], ValueError),
        ([create(), Event("accept", MONDAY - HOUR)], ValueError),
    ],
)  # fmt: skip
def test_events_that_no_life_has_are_refused(events, fault):
    with pytest.raises(fault):
        stands(*events)


@given(st.data())
def test_an_open_referral_always_has_one_owner_one_due_moment_and_somebody_who_is_asked(data):
    events, at = [create()], MONDAY
    for _move in range(data.draw(st.integers(0, 12))):
        told = stands(*events, now=at)
        assert (told.state in OPEN) == (told.owner is not None) == (told.due is not None) == (told.level in LADDER)
        assert (told.left is not None) == (told.state == "asked")
        moves = sorted(moves_of(told.state))
        if not moves:
            assert told.state in ENDS
            return
        at += timedelta(minutes=data.draw(st.integers(0, 9_000)))
        silent = stands(*events, now=at)
        assert (silent.state, silent.owner, silent.due) == (told.state, told.owner, told.due)
        if told.level is not None and silent.level is not None:
            assert LADDER.index(silent.level) >= LADDER.index(told.level)
        move = data.draw(st.sampled_from(moves))
        office = data.draw(st.sampled_from(["DOE-80", "SSO-80"]))
        new = Event(move, at, office, at + HOUR)
        try:
            stands(*events, new, now=at)
        except ValueError:
            assert move == "give_up"
            continue
        events.append(new)
