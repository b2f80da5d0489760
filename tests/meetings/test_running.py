"""A meeting from its call to its closing, and what each verb refuses."""

import json

import pytest

from prasan.meetings import commands as c
from prasan.meetings.evidence.chain import verify
from prasan.meetings.evidence.log import exported
from prasan.meetings.models import Line
from prasan.meetings.roll import quorum_of, roll_of
from prasan.platform.commands import Refused, RuleBroken
from tests.meetings import ground


def test_a_meeting_is_called_opened_and_closed(g):
    made = ground.running(g)
    ground.item(g, made)
    ground.attend(g, made, "plo", "OPS-92")
    done = g.do("duty", c.CloseMeeting(target_id=made.pk))
    assert done.state == "closed"
    assert [one.what for one in Line.objects.all()] == ["opened", "clock", "checked_in", "clock", "closed"]
    assert done.final_hash == Line.objects.last().hash


def test_the_log_verifies_and_a_change_shows(g):
    made = ground.running(g)
    ground.attend(g, made, "plo", "OPS-92")
    done = g.do("duty", c.CloseMeeting(target_id=made.pk))
    lines = list(exported(made.pk))[1:]
    assert verify(lines, done.final_hash).whole
    for place in range(len(lines)):
        forged = json.loads(json.dumps(lines))
        forged[place]["said"] = forged[place]["said"].replace('"seq"', '"sEq"')
        assert not verify(forged, done.final_hash).whole
        assert not verify(lines[:place] + lines[place + 1 :], done.final_hash).whole


def test_marks_by_hand_make_the_roll_and_the_quorum(g):
    made = ground.running(g, mode="hall", venue="ห้องประชุม 1", quorum=2)
    for office in ("OPS-92", "OPS-80"):
        g.do("duty", c.MarkRoll(target_id=ground.line(made, g, office).pk))
    told = roll_of(made)
    lines = list(made.attendees.all())
    assert quorum_of(made, lines, told).met
    g.do("duty", c.MarkRoll(target_id=ground.line(made, g, "OPS-80").pk, present=False))
    assert quorum_of(made, lines, roll_of(made)).here == 1


def test_taking_up_an_item_puts_the_one_before_down(g):
    made = ground.running(g)
    first, second = ground.item(g, made), ground.item(g, made, title="ข้อสั่งการค้าง")
    g.do("duty", c.TakeUp(target_id=first.pk))
    g.do("minister", c.TakeUp(target_id=second.pk))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("done", "current")


def test_a_stranger_neither_sees_nor_leads(g):
    made = ground.running(g, to=("OPS-92",))
    with pytest.raises(Refused):
        g.do("plo-80", c.CloseMeeting(target_id=made.pk))
    with pytest.raises(Refused):
        g.do("plo", c.CloseMeeting(target_id=made.pk))


def test_who_was_asked_to_leave_does_not_come_back_by_themselves(g):
    made = ground.running(g)
    ground.attend(g, made, "plo", "OPS-92")
    there = ground.line(made, g, "OPS-92")
    g.do("minister", c.Remove(target_id=there.pk, reason="รบกวนการประชุม"))
    with pytest.raises(Refused):
        ground.attend(g, made, "plo", "OPS-92")
    g.do("minister", c.Remove(target_id=there.pk, removed=False))
    ground.attend(g, made, "plo", "OPS-92")


def test_a_locked_room_keeps_newcomers_out(g):
    made = ground.running(g)
    ground.attend(g, made, "plo", "OPS-92")
    g.do("duty", c.Lock(target_id=made.pk))
    ground.attend(g, made, "plo", "OPS-92")
    with pytest.raises(RuleBroken):
        ground.attend(g, made, "plo-80", "OPS-80")


def test_a_meeting_is_not_closed_over_an_open_vote(g):
    made = ground.running(g)
    vote = ground.open_vote(g, made)
    with pytest.raises(RuleBroken):
        g.do("duty", c.CloseMeeting(target_id=made.pk))
    g.do("duty", c.DropVote(target_id=vote.pk, reason="ถามผิดข้อ"))
    g.do("duty", c.CloseMeeting(target_id=made.pk))
