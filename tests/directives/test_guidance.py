"""Standing guidance: addressees and a review date always, each answers how, the review renews or ends it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError

from prasan.directives import commands as c
from prasan.directives import queries
from prasan.directives.models import Addressee, Guidance
from prasan.directory.models import Office
from prasan.platform.commands import Refused, RuleBroken
from tests.directives.ground import behind_the_door


def breaks(g, who, command):
    with pytest.raises(RuleBroken) as broken:
        g.do(who, command)
    return broken.value.field


def test_each_addressee_hears_it_and_says_how(g):
    made = g.give()
    assert (made.code, made.addressees.count()) == ("1/2569", 2)
    row = g.addressee(made)
    g.do("plo-officer", c.AcknowledgeGuidance(target_id=row.pk))
    assert breaks(g, "plo", c.AnswerGuidance(target_id=row.pk, how=" ")) == "how"
    done = g.reply(made)
    assert (done.state, done.acknowledged_by_id) == ("answered", g.actors["plo-officer"].person_id)
    again = g.reply(made, how="ออกหน่วยทุกตำบล")
    assert again.how == "ออกหน่วยทุกตำบล"
    with pytest.raises(Refused):
        g.reply(made, "plo", "OPS-80")
    at_once = g.reply(made, "plo-80", "OPS-80")
    assert at_once.acknowledged_by_id == g.actors["plo-80"].person_id


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"to": ()}, "to"),
        ({"review_on": None}, "review_on"),
        ({"review_on": dt.date(2026, 11, 23)}, "review_on"),
        ({"review_on": dt.date(2031, 1, 1)}, "review_on"),
        ({"text": ""}, "text"),
        ({"origin": "event"}, "origin"),
        ({"classification": 1, "to": ("DOE-92",)}, "to"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_field(g, more, field):
    with pytest.raises(RuleBroken) as broken:
        g.give(**more)
    assert (broken.value.field, Guidance.objects.count()) == (field, 0)


def test_nobody_gives_beyond_their_reach(g):
    assert g.give("plo", ("DOE-92",)).issuer == g.offices["OPS-92"]
    assert breaks_give(g, "plo", ("DOE-92", "DOE-80")) == "to"
    with pytest.raises(Refused):
        g.give("doe-head", ("DOE-92",))


def breaks_give(g, who, to):
    with pytest.raises(RuleBroken) as broken:
        g.give(who, to)
    return broken.value.field


def test_the_review_renews_it_or_ends_it(g):
    made = g.give()
    assert breaks(g, "minister", c.RenewGuidance(target_id=made.pk, review_on=dt.date(2028, 1, 1))) == "reason"
    renewed = c.RenewGuidance(target_id=made.pk, review_on=dt.date(2028, 1, 1), reason="ได้ผล")
    assert g.do("duty", renewed).review_on == dt.date(2028, 1, 1)
    with pytest.raises(Refused):
        g.do("plo", c.EndGuidance(target_id=made.pk, reason="พอแล้ว"))
    ended = g.do("minister", c.EndGuidance(target_id=made.pk, reason="บรรจุในแผนแล้ว"))
    assert (ended.state, ended.ended_why) == ("ended", "บรรจุในแผนแล้ว")
    with pytest.raises(RuleBroken):
        g.reply(made)


def test_a_renewal_asks_everybody_again_and_keeps_what_they_said(g):
    made = g.give()
    g.reply(made)
    first = g.addressee(made)
    renewed = g.do("minister", c.RenewGuidance(target_id=made.pk, review_on=dt.date(2028, 1, 1), reason="ได้ผล"))
    assert (renewed.round, Addressee.objects.filter(guidance=made).count()) == (2, 4)
    assert {one.state for one in Addressee.objects.current().filter(guidance=made)} == {"asked"}
    assert Addressee.objects.get(pk=first.pk).how == "ออกหน่วยทุกอำเภอ"
    with pytest.raises(RuleBroken):
        g.do("plo", c.AnswerGuidance(target_id=first.pk, how="ตอบรอบเก่า"))
    g.reply(made, how="ออกหน่วยทุกตำบล")
    asked = queries.counted(Guidance.objects.filter(pk=made.pk)).get()
    assert (asked.addressee_count, asked.answered_count) == (2, 1)
    client = g.client("minister")
    now, before = (client.get(f"/guidance/{made.pk}{end}").content.decode() for end in ("", "?round=1"))
    assert ("ออกหน่วยทุกตำบล" in now, "ออกหน่วยทุกอำเภอ" in now) == (True, False)
    assert ("ออกหน่วยทุกตำบล" in before, "ออกหน่วยทุกอำเภอ" in before) == (False, True)
    assert client.get(f"/guidance/{made.pk}?round=9999999").status_code == 200
    earlier = client.get(f"/api/v1/guidance/{made.pk}?round=1").json()
    assert [one["how"] for one in earlier["replies"] if one["office"] == "OPS-92"] == ["ออกหน่วยทุกอำเภอ"]


def test_a_renewal_leaves_out_offices_that_ended_and_needs_one(g):
    made = g.give()
    Office.objects.filter(code="OPS-80").update(valid_to=dt.date(2026, 11, 1))
    told = {"review_on": dt.date(2028, 1, 1), "reason": "ได้ผล"}
    g.do("minister", c.RenewGuidance(target_id=made.pk, **told))
    assert [one.office.code for one in Addressee.objects.current().filter(guidance=made)] == ["OPS-92"]
    Office.objects.filter(code="OPS-92").update(valid_to=dt.date(2026, 11, 1))
    with pytest.raises(RuleBroken):
        g.do("minister", c.RenewGuidance(target_id=made.pk, **told))


def test_who_has_not_answered_is_listed(g):
    made = g.give()
    g.reply(made)
    shown = g.client("minister").get(f"/guidance/{made.pk}?only=waiting").content.decode()
    assert "ยังไม่ตอบ (1)" in shown
    assert ('<th scope="row">สำนักงาน OPS-80' in shown, '<th scope="row">สำนักงาน OPS-92' in shown) == (True, False)
    answer = g.client("minister").get(f"/api/v1/guidance/{made.pk}?waiting=true").json()
    assert [one["office"] for one in answer["replies"]] == ["OPS-80"]


def test_it_is_withdrawn_with_the_reason_and_keeps_its_letter(g):
    made = g.give()
    letter = {"official_no": "รง 0201/ว 9", "official_date": dt.date(2026, 11, 20)}
    assert g.do("duty", c.SetGuidanceOfficial(target_id=made.pk, **letter)).official_no == "รง 0201/ว 9"
    assert breaks(g, "minister", c.WithdrawGuidance(target_id=made.pk)) == "reason"
    assert g.do("minister", c.WithdrawGuidance(target_id=made.pk, reason="ส่งผิดหน่วย")).state == "withdrawn"


def test_who_reads_it(g):
    made = g.give("minister", ("DOE-92",))
    readers = {who for who in g.actors if Guidance.objects.visible_to(g.actors[who]).filter(pk=made.pk).exists()}
    assert readers == {
        "minister", "ps", "duty", "secretary", "dg", "department", "plo", "doe-head", "doe", "governor",
    }  # fmt: skip
    assert Addressee.objects.visible_to(g.actors["plo-80"]).count() == 0


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM directives_addressee",
        "UPDATE directives_guidance SET review_on = NULL",
        "INSERT INTO directives_guidance (issuer_id, number, year, giver_id, issued_at, origin, origin_label, text,"
        " classification, official_no, review_on, state, ended_why) SELECT issuer_id, 2, year, giver_id, issued_at,"
        " origin, origin_label, text, classification, official_no, review_on, state, ended_why"
        " FROM directives_guidance",
    ],
)
def test_the_database_refuses_guidance_without_addressees_or_review(g, sql):
    g.give()
    with pytest.raises(IntegrityError):
        behind_the_door(sql)


def test_one_addressee_may_leave_as_long_as_another_stays(g):
    made = g.give()
    behind_the_door(f"DELETE FROM directives_addressee WHERE office_id = {g.offices['OPS-80'].pk}")
    assert made.addressees.count() == 1
