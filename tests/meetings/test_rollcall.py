"""The roll equals a scripted truth: random joins, leaves and crashes of several connections, against a plain model."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as some

from prasan.meetings.rollcall import DOOR, GRACE, MARK, Said, fold, parsed, roll

START = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
LINES, CONNECTIONS, LAST = (1, 2, 3), ("a", "b"), 60
ACTS = ("joined", "left", "crash", "door", "mark", "unmark", "removed", "stalled", "flowing")
MINUTE, ACT = some.integers(0, LAST), some.sampled_from(ACTS)
EVENT = some.tuples(MINUTE, ACT, some.sampled_from(LINES), some.sampled_from(CONNECTIONS))


def said(minute: int, act: str, line: int, connection: str) -> Said:
    """Return the line of the log that an event leaves; of a crash the engine tells that all is gone."""
    at = START + dt.timedelta(minutes=minute)
    more = {
        "joined": {"connection": connection}, "left": {"connection": connection}, "crash": {},
        "door": {"how": "code"}, "mark": {"present": True}, "unmark": {"present": False}, "removed": {"removed": True},
        "stalled": {"connection": connection}, "flowing": {"connection": connection},
    }[act]  # fmt: skip
    what = {"crash": "left", "door": "checked_in", "mark": "marked", "unmark": "marked"}.get(act, act)
    return Said(what, at, line, more)


def truth(events: list[tuple[int, str, int, str]], line: int) -> list[bool]:
    """Return for each minute whether a line was there, by stepping through time with a set of open doors."""
    there: set[str] = set()
    minutes = []
    for minute in range(LAST):
        for at, act, whose, connection in events:
            if at != minute or whose != line:
                continue
            if act == "joined":
                there.add(connection)
            elif act == "left":
                there.discard(connection)
            elif act in {"crash", "unmark", "removed"}:
                there.clear()
            elif act in {"door", "mark"}:
                there.add({"door": DOOR, "mark": MARK}[act])
        minutes.append(bool(there))
    return minutes


@settings(max_examples=150, deadline=None)
@given(some.lists(EVENT, max_size=40))
def test_the_fold_equals_the_scripted_truth(events):
    told = sorted(events, key=lambda one: one[0])
    end = START + dt.timedelta(minutes=LAST)
    lines = [said(*one) for one in told]
    found = roll([*lines, Said("closed", end, None, {})], START, START, end, end)
    for line in LINES:
        expected = truth(told, line)
        presence = found.get(line)
        seconds = presence.seconds if presence else 0
        assert seconds == sum(expected) * 60
        if any(expected):
            first = next(minute for minute, there in enumerate(expected) if there)
            began = any(one[0] < first and one[1] in {"joined", "door", "mark"} and one[2] == line for one in told)
            assert presence is not None
            assert presence.minutes == sum(expected)
            if not began:
                assert presence.first == START + dt.timedelta(minutes=first)
                assert presence.late == (dt.timedelta(minutes=first) > GRACE)
        if presence is not None:
            assert not presence.here


@settings(max_examples=60, deadline=None)
@given(some.lists(EVENT, max_size=25), some.integers(0, LAST - 1))
def test_who_is_there_now_is_who_is_there_in_the_script(events, now):
    told = sorted((one for one in events if one[0] <= now), key=lambda one: one[0])
    kept = fold(said(*one) for one in told)
    assert {line for line in LINES if line in kept and kept[line].connections} == {
        line for line in LINES if truth(told, line)[now]
    }


def at(minute: float) -> dt.datetime:
    return START + dt.timedelta(minutes=minute)


def test_waiting_before_the_meeting_does_not_count():
    lines = [Said("joined", at(-20), 1, {"connection": "a"}), Said("closed", at(30), None, {})]
    told = roll(lines, at(0), at(0), at(30), at(90))[1]
    assert (told.minutes, told.late, told.first) == (30, False, at(-20))


def test_two_connections_are_one_presence_until_the_last_is_closed():
    lines = [
        Said("joined", at(0), 1, {"connection": "a"}), Said("joined", at(5), 1, {"connection": "b"}),
        Said("left", at(10), 1, {"connection": "a"}), Said("left", at(20), 1, {"connection": "b"}),
    ]  # fmt: skip
    told = roll(lines, at(0), at(0), at(30), at(30))[1]
    assert (told.spans, told.minutes) == (((at(0), at(20)),), 20)


def test_a_stall_is_seen_and_goes_with_the_connection():
    lines = [Said("joined", at(0), 1, {"connection": "a"}), Said("stalled", at(1), 1, {"connection": "a"})]
    assert roll(lines, at(0), at(0), None, at(2))[1].stalled
    assert not roll([*lines, Said("flowing", at(2), 1, {"connection": "a"})], at(0), at(0), None, at(3))[1].stalled
    assert not roll([*lines, Said("left", at(2), 1, {"connection": "a"})], at(0), at(0), None, at(3))[1].stalled


def test_a_mark_told_late_but_of_earlier_counts_from_then():
    lines = [Said("marked", at(40), 1, {"present": True}), Said("marked", at(10), 2, {"present": True})]
    found = roll(lines, at(0), at(0), None, at(60))
    assert (found[1].minutes, found[2].minutes) == (20, 50)


def test_an_exported_line_reads_like_a_row():
    words = {"what": "joined", "at": "2026-11-23T03:05:00.250000Z", "line": 7, "more": {"connection": "x"}}
    told = parsed(words)
    assert (told.what, told.line, told.at) == ("joined", 7, at(5) + dt.timedelta(microseconds=250_000))
    assert roll([told], START, START, None, at(15))[7].minutes == 9
