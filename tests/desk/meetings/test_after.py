"""Meetings joined to directives and notices: minutes at closing, the next meeting, invitations, reminders."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from pptx import Presentation

from prasan.desk.calendar.sources import Asked, events
from prasan.desk.meetings import directives, flow, notices
from prasan.desk.meetings.ics import invitation, sequences, uid_of
from prasan.desk.meetings.reached import everybody, unreached
from prasan.directives.commands import Acknowledge, Close
from prasan.directives.models import Directive
from prasan.directory.models import Person, Seat
from prasan.meetings import commands as c
from prasan.meetings.models import Letter, Minutes
from prasan.platform.jobs.listeners import Told
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Delivery, Notice
from tests.meetings import ground

PLACE = {"origin": "briefing", "origin_label": "การประชุม"}


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()


def told(name, *ids, seq=1):
    entry = Entry.objects.filter(verb=name).order_by("-id").values_list("pk", flat=True).first()
    return Told(seq, name, {"ids": list(ids)}, [], entry, ground.MONDAY)


def invited(g, **more):
    made = ground.briefing(g, **more)
    g.do("duty", c.Invite(target_id=made.pk))
    notices.invited(told("meetings.invite", made.pk))
    made.refresh_from_db()
    return made


def people(kind, *, unread=False):
    rows = Notice.objects.filter(kind=kind.name)
    told = (rows.unread() if unread else rows).values_list("person_id", flat=True)
    return set(Person.objects.filter(pk__in=list(told)).values_list("username", flat=True))


def test_who_is_taken_off_the_roster_is_told_and_asked_no_more(g):
    made = invited(g)
    line = ground.line(made, g, "OPS-80")
    g.do("duty", c.DropAttendee(target_id=line.pk))
    notices.dropped(told("meetings.drop_attendee", line.pk, seq=9))
    assert people(notices.DROPPED) == {"plo-80"}
    assert "plo-80" not in people(notices.INVITED, unread=True)
    assert "plo" in people(notices.INVITED, unread=True)


def closed_with(g, **more):
    """A meeting in which a directive was given to Trang under its one item, closed, its minutes drafted."""
    made = ground.running(g, **more)
    item = ground.item(g, made)
    one = g.issue(**PLACE, origin_ref=item.pk)
    g.do("duty", c.CloseMeeting(target_id=made.pk))
    flow.closed(told("meetings.close", made.pk))
    return made, one


def test_closing_drafts_the_minutes_with_the_directives_and_twice_is_once(g):
    made, one = closed_with(g)
    flow.closed(told("meetings.close", made.pk))
    minutes = Minutes.objects.get(briefing=made)
    item = next(s for s in minutes.content["agenda"] if s["section"] == "decide")["items"][0]
    assert [(row["number"], row["owner"]) for row in item["directives"]] == [(one.code, one.lead.name_th)]
    assert item["directives"][0]["due"].startswith("2026-11-30")


def test_the_next_meeting_opens_with_what_the_last_one_left(g):
    first, done = closed_with(g)
    g.do("plo", Acknowledge(target_id=done.pk))
    g.answer(done)
    g.do("minister", Close(target_id=done.pk))
    with ground.at(ground.MONDAY + dt.timedelta(days=7)):
        second, still = closed_with(g, starts_at=ground.MONDAY + dt.timedelta(days=7), follows_id=first.pk)
    with ground.at(ground.MONDAY + dt.timedelta(days=14)):
        third = ground.briefing(g, starts_at=ground.MONDAY + dt.timedelta(days=14), follows_id=second.pk)
        assert [row["number"] for row in directives.opens_with(third)] == [still.code]
    rows = directives.opens_with(second)
    assert [(row["number"], row["answer"], row["open"]) for row in rows] == [(done.code, "ช่วยเหลือแล้ว 120 คน", False)]
    assert rows[0]["evidence"] == "หนังสือ ตง 0025/12"


def test_a_directive_leads_back_to_its_meeting_for_who_reads_it(g):
    made, one = closed_with(g, to=("OPS-92",))
    assert str(made.pk) in directives.address_of_item(g.actors["plo"], one.origin_ref)
    assert directives.address_of_item(g.actors["plo-80"], one.origin_ref) == ""


def test_a_letters_number_is_entered_for_its_directives_as_far_as_the_actor_may(g):
    made, one = closed_with(g)
    letter = g.do("duty", c.DraftLetter(
        briefing_id=made.pk, form="memo", to="แรงงานจังหวัดตรัง", subject_line="ข้อสั่งการ", body="ข้อความ",
        directives=[one.pk, 999_999],
    ))  # fmt: skip
    g.do("duty", c.NumberLetter(target_id=letter.pk, official_no="รง 0201/9", official_date=dt.date(2026, 11, 20)))
    refused = directives.set_official(g.actors["duty"], Letter.objects.get(pk=letter.pk))
    assert len(refused) == 1
    assert Directive.objects.get(pk=one.pk).official_no == "รง 0201/9"
    assert len(directives.set_official(g.actors["plo-80"], Letter.objects.get(pk=letter.pk))) == 1


def test_the_invitation_reaches_the_whole_roster_and_an_answer_takes_it_back(g):
    made = invited(g)
    lines = list(made.attendees.all())
    assert unreached(made, lines) == []
    assert people(notices.INVITED) == {"minister", "duty", "plo", "plo-officer", "plo-80", "counsellor"}
    notices.invited(told("meetings.invite", made.pk, seq=9))
    assert Notice.objects.filter(kind=notices.INVITED.name).count() == 6
    line = ground.line(made, g, "OPS-92")
    person = g.actors["plo-officer"].person_id
    g.do("plo", c.ReplyTo(target_id=line.pk, reply="substitute", substitute_id=person))
    notices.answered(told("meetings.reply", line.pk))
    assert people(notices.INVITED, unread=True) == {"minister", "duty", "plo-80", "counsellor", "plo-officer"}


def test_a_line_that_nobody_reads_is_named_to_the_organiser(g):
    made = invited(g, to=("OPS-92", "GOV-92"))
    Seat.objects.filter(office=g.offices["GOV-92"]).update(end=dt.date(2021, 1, 1))
    assert [one.office.code for one in unreached(made, made.attendees.all())] == ["GOV-92"]


def test_another_time_or_place_is_told_and_other_changes_are_not(g):
    made = invited(g)
    g.do("duty", c.ChangeBriefing(target_id=made.pk, title="ชื่อใหม่"))
    notices.changed(told("meetings.change", made.pk, seq=2))
    assert people(notices.CHANGED) == set()
    g.do("duty", c.ChangeBriefing(target_id=made.pk, starts_at=ground.LATER + dt.timedelta(hours=1)))
    notices.changed(told("meetings.change", made.pk, seq=3))
    assert people(notices.CHANGED) == set(
        Person.objects.filter(pk__in=everybody(made)).values_list("username", flat=True)
    )


def test_cancelling_is_told_and_takes_every_question_back(g):
    made = invited(g)
    g.do("duty", c.Cancel(target_id=made.pk, reason="น้ำท่วม"))
    notices.cancelled(told("meetings.cancel", made.pk, seq=4))
    assert people(notices.INVITED, unread=True) == set()
    assert len(people(notices.CANCELLED, unread=True)) == 6


def test_the_calendar_file_keeps_its_key_and_its_count_grows(g):
    made = invited(g)
    first = invitation(made).decode()
    g.do("duty", c.ChangeBriefing(target_id=made.pk, starts_at=ground.LATER + dt.timedelta(hours=1)))
    made.refresh_from_db()
    second = invitation(made, to="a@example.org").decode().replace("\r\n ", "")
    g.do("duty", c.Cancel(target_id=made.pk, reason="น้ำท่วม"))
    made.refresh_from_db()
    third = invitation(made).decode()
    for text, method, count in ((first, "REQUEST", 1), (second, "REQUEST", 2), (third, "CANCEL", 3)):
        assert f"METHOD:{method}\r\n" in text
        assert f"UID:{uid_of(made)}\r\n" in text
        assert f"SEQUENCE:{count}\r\n" in text
        assert made.title not in text
    assert "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:a@example.org" in second
    assert "DTSTART:20261125T040000Z" in second
    assert sequences([made.pk]) == {made.pk: 3}


def test_an_invitation_by_mail_carries_the_calendar_file(g, mailoutbox):
    from prasan.platform.notices.deliver import _send, _single

    Person.objects.filter(username="plo").update(email="plo@example.org")
    made = invited(g)
    rows = list(Delivery.objects.filter(
        notice__person_id=g.actors["plo"].person_id, channel="email").select_related("notice"))  # fmt: skip
    assert _send(rows[:1], "plo@example.org", _single(rows[0].notice, "th"))
    name, content, mime = mailoutbox[0].attachments[0]
    assert (name, mime) == ("invite.ics", "text/calendar")
    assert f"UID:{uid_of(made)}" in content


def test_meetings_stand_in_the_calendars_of_those_invited(g):
    made = invited(g)
    asked = Asked(ground.MONDAY.date(), ground.MONDAY.date() + dt.timedelta(days=7))

    def found(who):
        return list(events(g.actors[who], asked, ("meetings",)))

    assert [(one.title, one.key) for one in found("plo")] == [(made.name, f"meeting-{made.pk}")]
    assert made.title not in found("plo")[0].plain
    assert found("minister")
    assert found("doe") == []


def test_the_clock_keeps_both_books_and_reminds_once(g):
    made = invited(g)
    day_before = made.starts_at - dt.timedelta(hours=23)
    assert flow.sweep(made.starts_at - dt.timedelta(hours=25)) == {"books": 0, "reminded": 0}
    assert flow.sweep(day_before) == {"books": 1, "reminded": 6}
    assert flow.sweep(day_before) == {"books": 0, "reminded": 0}
    assert flow.sweep(made.starts_at - dt.timedelta(minutes=5))["books"] == 1
    assert sorted(made.books.values_list("edition", flat=True)) == ["t0", "t24"]


def test_minutes_sent_round_ask_every_member_and_an_answer_takes_it_back(g):
    made, _one = closed_with(g)
    minutes = Minutes.objects.get(briefing=made)
    g.do("minister", c.ApproveMinutes(target_id=minutes.pk))
    g.do("duty", c.CirculateMinutes(target_id=minutes.pk, until=dt.date(2026, 11, 30)))
    notices.sent_round(told("meetings.circulate_minutes", minutes.pk, seq=5))
    assert people(notices.ROUND) == {"minister", "plo", "plo-officer", "plo-80", "counsellor"}
    opinion = g.do("plo", c.GiveOpinion(minutes_id=minutes.pk))
    notices.heard(told("meetings.give_opinion", opinion.pk))
    assert people(notices.ROUND, unread=True) == {"minister", "plo-80", "counsellor"}


def test_pages_answer_and_the_verbs_run_through_them(g):
    made, _one = closed_with(g)
    duty, minister, plo = g.client("duty"), g.client("minister"), g.client("plo")
    base = f"/meetings/{made.pk}"
    for client, tail in (
        (duty, "minutes"),
        (plo, "minutes"),
        (duty, "letters"),
        (plo, "invitation"),
        (duty, "public-message"),
    ):
        assert client.get(f"{base}/{tail}").status_code == 200
    assert plo.get(f"{base}/public-message").status_code == 403
    assert duty.post(f"{base}/minutes/do", {"do": "approve", "edition": "1"}).status_code == 403
    assert minister.post(f"{base}/minutes/do", {"do": "approve", "edition": "1"}).status_code == 302
    assert duty.post(f"{base}/minutes/do", {"do": "circulate", "until": "เมื่อวาน"}).status_code == 409
    assert duty.post(f"{base}/letters/do", {"do": "draft"}).status_code == 302
    letter = Letter.objects.get(briefing=made)
    said = {
        "do": "number",
        "letter": letter.pk,
        "official_no": "รง 1",
        "official_date": "20 พ.ย. 2569",
        "directives": "on",
    }
    assert duty.post(f"{base}/letters/do", said).status_code == 302
    assert Directive.objects.get().official_no == "รง 1"
    assert plo.get(f"{base}/invite.ics").content.startswith(b"BEGIN:VCALENDAR")
    assert plo.get(f"{base}/minutes.docx").content[:2] == b"PK"


def test_slides_hold_the_agenda_and_each_item_with_its_facts(g):
    from prasan.desk.meetings.slides import meeting_slides
    from prasan.meetings.models import Item

    made = ground.briefing(g)
    item = ground.item(g, made)
    Item.objects.filter(pk=item.pk).update(facts=[{"text": "คนได้งาน 120"}])
    deck = Presentation(io.BytesIO(meeting_slides(g.actors["duty"], made)))
    words = [" ".join(s.text_frame.text for s in page.shapes if s.has_text_frame) for page in deck.slides]
    assert len(words) == 3
    assert made.name in words[0]
    assert "คนได้งาน 120" in words[2]
