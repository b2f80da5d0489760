"""The roster: inviting more, taking off, answering, substitutes, checking in, vouching, marking by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.meetings import commands as c
from prasan.meetings.models import CheckIn, Line
from prasan.meetings.roll import roll_of
from prasan.platform.commands import Refused, RuleBroken
from tests.meetings import ground
from tests.meetings.ground import MONDAY, at


def reply(g, made, who, office, **told):
    return g.do(who, c.ReplyTo(target_id=ground.line(made, g, office).pk, **told))


def test_further_offices_and_seats_join_in_order_and_nobody_twice(g):
    made = ground.briefing(g, to=("OPS-92",))
    add = {"to": [g.offices["OPS-80"].pk, g.offices["OPS-92"].pk], "seats": [g.actors["doe-head"].seat_id]}
    g.do("duty", c.AddAttendees(target_id=made.pk, **add))
    told = [(one.office.code, one.seat_id is not None) for one in made.attendees.select_related("office")]
    assert sorted(told[1:-1]) == [("DOE-92", True), ("OPS-80", False), ("OPS-92", False)]
    assert made.attendees.last().duty == "secretary"
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", c.AddAttendees(target_id=made.pk, **add))
    assert broken.value.field == "to"
    with pytest.raises(RuleBroken) as broken:
        g.do("duty", c.AddAttendees(target_id=made.pk, to=[g.offices["DOE"].pk], duty="chair"))
    assert broken.value.field == "duty"
    with pytest.raises(Refused):
        g.do("plo", c.AddAttendees(target_id=made.pk, to=[g.offices["DOE"].pk]))


def test_a_line_is_taken_off_before_the_meeting_but_never_the_chairs(g):
    made = ground.briefing(g)
    g.do("duty", c.DropAttendee(target_id=ground.line(made, g, "OPS-80").pk))
    assert not made.attendees.filter(office=g.offices["OPS-80"]).exists()
    for duty in ("chair", "secretary"):
        with pytest.raises(RuleBroken):
            g.do("duty", c.DropAttendee(target_id=ground.line(made, g, duty).pk))
    g.do("duty", c.OpenMeeting(target_id=made.pk))
    with pytest.raises(RuleBroken):
        g.do("duty", c.DropAttendee(target_id=ground.line(made, g, "OPS-92").pk))


def test_an_answer_is_whole_or_refused_with_its_field(g):
    made = ground.briefing(g)
    for told, field in (
        ({"reply": ""}, "reply"), ({"reply": "none"}, "reply"), ({"reply": "absent"}, "why"),
        ({"reply": "substitute"}, "substitute_name"),
        ({"reply": "substitute", "substitute_id": g.actors["doe"].person_id}, "substitute_name"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            reply(g, made, "plo", "OPS-92", **told)
        assert broken.value.field == field
    done = reply(g, made, "plo", "OPS-92", reply="absent", why="ติดราชการ", substitute_name="ไม่ใช้")
    assert (done.reply, done.substitute_name) == ("absent", "")
    with pytest.raises(Refused):
        reply(g, made, "plo", "OPS-80", reply="coming")
    assert reply(g, made, "duty", "OPS-80", reply="coming").replied_by_id == g.actors["duty"].person_id


def test_a_substitute_of_ours_reads_the_meeting_and_takes_part(g):
    made = ground.running(g, to=("OPS-92",))
    officer = g.actors["plo-officer"]
    reply(g, made, "plo", "OPS-92", reply="substitute", substitute_id=officer.person_id, is_camera=True)
    ground.attend(g, made, "plo-officer", "OPS-92")
    assert CheckIn.objects.get().person_id == officer.person_id
    ground.attend(g, made, "plo", "OPS-92")
    assert CheckIn.objects.count() == 2


def test_checking_in_twice_changes_nothing_and_the_code_puts_one_on_the_roll(g):
    made = ground.running(g)
    there = ground.line(made, g, "OPS-92")
    ground.attend(g, made, "plo", "OPS-92")
    ground.attend(g, made, "plo", "OPS-92")
    assert Line.objects.filter(what="checked_in").count() == 1
    assert not roll_of(made).get(there.pk).here
    g.do("plo", c.CheckMeIn(attendee_id=there.pk, how="code"))
    assert roll_of(made)[there.pk].here
    assert CheckIn.objects.count() == 1
    with pytest.raises(RuleBroken):
        g.do("plo", c.CheckMeIn(attendee_id=there.pk, how="vouched"))


def test_without_pictures_signing_in_puts_one_on_the_roll_until_one_goes(g):
    made = ground.running(g, mode="hall", venue="ห้องประชุม 1")
    there = ground.line(made, g, "OPS-92")
    ground.attend(g, made, "plo", "OPS-92")
    ground.attend(g, made, "plo-officer", "OPS-92")
    assert roll_of(made)[there.pk].here
    g.do("plo", c.CheckOut(target_id=there.pk))
    assert roll_of(made)[there.pk].here  # a colleague is still there
    with pytest.raises(RuleBroken):
        g.do("plo", c.CheckOut(target_id=there.pk))
    with at(MONDAY + dt.timedelta(minutes=40)):
        g.do("plo-officer", c.CheckOut(target_id=there.pk))
        gone = roll_of(made)[there.pk]
    assert not gone.here
    assert gone.minutes == 40
    ground.attend(g, made, "plo", "OPS-92")
    assert roll_of(made)[there.pk].here


def test_a_guest_is_vouched_for_by_somebody_who_is_in(g):
    made = ground.running(g)
    there = ground.line(made, g, "OPS-92")
    with pytest.raises(RuleBroken):
        g.do("plo", c.Vouch(attendee_id=there.pk, guest="นายสมมติ"))
    ground.attend(g, made, "plo", "OPS-92")
    with pytest.raises(RuleBroken) as broken:
        g.do("plo", c.Vouch(attendee_id=there.pk, guest=" "))
    assert broken.value.field == "guest"
    made_in = g.do("plo", c.Vouch(attendee_id=there.pk, guest="นายสมมติ ใจดี", position="ผู้ใหญ่บ้าน"))
    assert (made_in.how, made_in.vouched_by_id) == ("vouched", g.actors["plo"].person_id)
    assert "สมมติ" not in Line.objects.last().said


def test_a_mark_by_hand_lies_within_the_meeting(g):
    made = ground.running(g, mode="hall", venue="ห้อง 1")
    there = ground.line(made, g, "OPS-92")
    with at(MONDAY + dt.timedelta(minutes=40)):
        for wrong in (MONDAY - dt.timedelta(hours=2), MONDAY + dt.timedelta(hours=1)):
            with pytest.raises(RuleBroken) as broken:
                g.do("duty", c.MarkRoll(target_id=there.pk, at=wrong))
            assert broken.value.field == "at"
        g.do("duty", c.MarkRoll(target_id=there.pk, at=MONDAY + dt.timedelta(minutes=10)))
        told = roll_of(made)[there.pk]
        assert (told.here, told.late, told.minutes) == (True, True, 30)
        with pytest.raises(Refused):
            g.do("plo", c.MarkRoll(target_id=there.pk))
