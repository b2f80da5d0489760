"""Minutes: drafted at closing, checked by two, approved by the chair, sent round, certified; form 11 on paper."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from docx import Document

from prasan.directory.models import Person, Seat
from prasan.meetings import commands as c
from prasan.meetings.after import files, shown
from prasan.meetings.after.canonical import digest
from prasan.meetings.models import Minutes, Opinion
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from tests.meetings import ground

GIVEN = {
    "kind": "directive", "pk": 7, "item": None, "number": "3/2569", "text": "เร่งจ้างงานเร่งด่วน",
    "owner": "สำนักงาน OPS-92", "owners": [], "co": ["สำนักงาน DOE-92"], "outside": [],
    "due": "2026-12-09T16:30:00+07:00", "state": "สั่งการแล้ว", "open": True, "late": False, "answer": "",
    "evidence": "", "classification": 0, "public": "", "hotline": "",
}  # fmt: skip
CLOSED = ground.MONDAY + dt.timedelta(minutes=90)


def closed(g, **more):
    """Trang came late, Nakhon was marked by hand, Taipei did not come; one item with a note and a secret vote."""
    made = ground.running(g, quorum=2, **more)
    item = ground.item(g, made)
    with ground.at(ground.MONDAY + dt.timedelta(minutes=20)):
        g.do("plo", c.CheckMeIn(attendee_id=ground.line(made, g, "OPS-92").pk, how="code"))
        g.do("duty", c.MarkRoll(target_id=ground.line(made, g, "OPS-80").pk))
        g.do("duty", c.TakeUp(target_id=item.pk))
        g.do("duty", c.NoteItem(target_id=item.pk, note="แรงงานจังหวัดตรังรายงานผล", resolution="เห็นชอบให้เร่งดำเนินการ"))
        vote = ground.open_vote(g, made, secret=True, item_id=item.pk)
        g.do("plo", c.Cast(target_id=vote.pk, attendee_id=ground.line(made, g, "OPS-92").pk, choice=1))
        g.do("duty", c.CloseVote(target_id=vote.pk))
    with ground.at(CLOSED):
        g.do("duty", c.CloseMeeting(target_id=made.pk))
    made.refresh_from_db()
    return made, item


def drafted(g, given=(), **more):
    made, item = closed(g, **more)
    rows = [row | {"item": item.pk} for row in given]
    return perform(SYSTEM, c.DraftMinutes(briefing_id=made.pk, given=rows))


def approved(g):
    minutes = drafted(g)
    return g.do("minister", c.ApproveMinutes(target_id=minutes.pk))


def test_the_draft_says_who_came_what_was_noted_and_counts_alone_of_a_secret_vote(g):
    minutes = drafted(g, given=[GIVEN, GIVEN | {"pk": 8, "classification": 2}])
    told = minutes.content
    assert [row["name"] for row in told["present"]] == ["สมมติ plo", ""]
    assert {row["office"] for row in told["absent"]} >= {"สำนักงาน ABROAD-TW-TAIPEI"}
    item = next(one for one in told["agenda"] if one["section"] == "decide")["items"][0]
    assert item["resolution"] == "เห็นชอบให้เร่งดำเนินการ"
    assert item["votes"][0]["counts"] == [["เห็นชอบ", 0], ["ไม่เห็นชอบ", 1], ["งดออกเสียง", 0]]
    assert [row["pk"] for row in item["directives"]] == [7]
    assert told["withheld"] == 1
    assert told["hash"] == minutes.briefing.final_hash
    assert "voter" not in str(told)


def test_minutes_are_made_once_and_of_a_closed_meeting(g):
    running = ground.running(g, title="อีกเรื่อง")
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.DraftMinutes(briefing_id=running.pk))
    minutes = drafted(g)
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.DraftMinutes(briefing_id=minutes.briefing_id))


def test_drafting_costs_the_same_whatever_the_size(g, django_assert_max_num_queries):
    made, _item = closed(g)
    from prasan.meetings.after.content import content_of
    from prasan.meetings.commands.minutes import whole_briefing

    whole = whole_briefing(made.pk)
    with django_assert_max_num_queries(10):
        content_of(whole, [], [])


def test_a_renewed_draft_is_a_further_edition_and_checked_anew(g):
    minutes = drafted(g)
    minutes = g.do("secretary", c.CheckMinutes(target_id=minutes.pk))
    same = g.do("duty", c.RefreshMinutes(target_id=minutes.pk))
    assert (same.edition, same.state) == (1, "checked")
    item = minutes.briefing.items.get()
    g.do("duty", c.NoteItem(target_id=item.pk, note="แก้คำ", resolution=""))
    renewed = g.do("duty", c.RefreshMinutes(target_id=minutes.pk))
    assert (renewed.edition, renewed.state, renewed.checked_by) == (2, "draft", None)


def test_who_wrote_does_not_check_and_the_chair_alone_approves(g):
    minutes = drafted(g)
    for who, verb in (("duty", c.CheckMinutes), ("duty", c.ApproveMinutes), ("secretary", c.ApproveMinutes)):
        with pytest.raises(Refused):
            g.do(who, verb(target_id=minutes.pk))
    with pytest.raises(Refused):
        perform(SYSTEM, c.ApproveMinutes(target_id=minutes.pk))
    with pytest.raises(RuleBroken):
        g.do("minister", c.ApproveMinutes(target_id=minutes.pk, edition=9))
    done = g.do("minister", c.ApproveMinutes(target_id=minutes.pk, edition=1))
    assert done.digest == digest(done.content)
    with pytest.raises(RuleBroken):
        g.do("duty", c.RefreshMinutes(target_id=minutes.pk))


def test_what_the_chair_wrote_needs_another_to_check_it(g):
    minister = g.actors["minister"].seat_id
    minutes = drafted(g, secretary_id=minister)
    with pytest.raises(Refused):
        g.do("minister", c.ApproveMinutes(target_id=minutes.pk))
    g.do("duty", c.CheckMinutes(target_id=minutes.pk))
    assert g.do("minister", c.ApproveMinutes(target_id=minutes.pk)).state == "approved"


def test_the_chair_alone_opens_again_what_was_approved(g):
    minutes = approved(g)
    with pytest.raises(Refused):
        g.do("duty", c.ReopenMinutes(target_id=minutes.pk, reason="พิมพ์ผิด"))
    with pytest.raises(RuleBroken):
        g.do("minister", c.ReopenMinutes(target_id=minutes.pk))
    back = g.do("minister", c.ReopenMinutes(target_id=minutes.pk, reason="พิมพ์ผิด"))
    assert (back.state, back.digest, back.approved_by) == ("draft", "", None)


def sent_round(g):
    minutes = approved(g)
    return g.do("duty", c.CirculateMinutes(target_id=minutes.pk, until=dt.date(2026, 11, 30)))


def test_members_answer_until_the_day_and_a_correction_stops_certifying(g):
    minutes = sent_round(g)
    with pytest.raises(RuleBroken):
        g.do("plo", c.GiveOpinion(minutes_id=minutes.pk, agrees=False))
    g.do("plo", c.GiveOpinion(minutes_id=minutes.pk, agrees=False, text="ตัวเลขหน้า 2"))
    for day in (2, 12):
        with ground.at(ground.MONDAY + dt.timedelta(days=day)), pytest.raises(RuleBroken):
            g.do("duty", c.CertifyMinutes(target_id=minutes.pk))
    g.do("plo", c.GiveOpinion(minutes_id=minutes.pk))
    assert Opinion.objects.get().agrees
    with ground.at(ground.MONDAY + dt.timedelta(days=12)):
        with pytest.raises(RuleBroken):
            g.do("plo-80", c.GiveOpinion(minutes_id=minutes.pk))
        done = g.do("duty", c.CertifyMinutes(target_id=minutes.pk))
    assert (done.state, done.certified_how) == ("certified", "circulation")


def test_all_agreed_is_certified_before_the_day(g):
    minutes = sent_round(g)
    with pytest.raises(RuleBroken):
        g.do("duty", c.CertifyMinutes(target_id=minutes.pk))
    for who in ("plo", "plo-80", "counsellor", "minister"):
        g.do(who, c.GiveOpinion(minutes_id=minutes.pk))
    with pytest.raises(Refused):  # writes it down, is no member
        g.do("duty", c.GiveOpinion(minutes_id=minutes.pk))
    assert g.do("duty", c.CertifyMinutes(target_id=minutes.pk)).state == "certified"


def test_a_later_meeting_that_follows_certifies(g):
    minutes = approved(g)
    stranger = ground.running(g, title="คนละเรื่อง")
    with pytest.raises(RuleBroken):
        g.do("duty", c.CertifyMinutes(target_id=minutes.pk, in_id=stranger.pk))
    with ground.at(ground.MONDAY + dt.timedelta(days=7)):
        later = ground.running(g, starts_at=ground.MONDAY + dt.timedelta(days=7), follows_id=minutes.briefing_id)
        done = g.do("duty", c.CertifyMinutes(target_id=minutes.pk, in_id=later.pk))
    assert (done.certified_how, done.certified_in_id) == ("meeting", later.pk)


def test_paper_and_word_hold_form_11_with_thai_digits(g):
    Person.objects.filter(pk=g.actors["plo"].person_id).update(rank="ว่าที่ ร.ต.", given_name="ทดสอบ")
    Seat.objects.filter(pk=g.actors["plo"].seat_id).update(
        capacity="acting", order_no="12/2569", position_th="แรงงานจังหวัด"
    )
    minutes = drafted(g, given=[GIVEN])
    told = shown.paper_of(Minutes.objects.select_related("briefing").get(pk=minutes.pk))
    name, position, duty = told["present"][0]
    assert duty == "(มาเวลา 10.20 น.)"
    assert name.startswith("ว่าที่ร้อยตรี")
    assert position == "รักษาราชการแทน แรงงานจังหวัด สำนักงาน OPS-92 (คำสั่งที่ 12/2569)"
    paper = Document(io.BytesIO(files.minutes_file(minutes, "docx")))
    words = [line.text for line in paper.paragraphs]
    asks = ["รายงานการประชุม (ร่าง)", "ผู้มาประชุม", "ผู้ไม่มาประชุม (ถ้ามี)", "เริ่มประชุมเวลา ๑๐.๐๐ น.", "เลิกประชุมเวลา ๑๑.๓๐ น."]
    for asked in [*asks, "ผู้จดรายงานการประชุม", "ผู้ตรวจรายงานการประชุม"]:
        assert asked in words
    assert any("ข้อสั่งการเลขที่ ๓/๒๕๖๙" in line and "กำหนด ๙ ธันวาคม ๒๕๖๙" in line for line in words)
    assert any(minutes.content["hash"] in line for line in words)
    assert files.minutes_file(minutes, "pdf")[:5] == b"%PDF-"
