"""Listeners get nothing of a secret item: not its words, its votes, what was written under it, nor its minutes."""

import pytest

from prasan.meetings import commands as c
from prasan.meetings.models import Attendee, Item, Message, Minutes, Vote
from prasan.meetings.stage.state import state_of
from prasan.platform.commands import SYSTEM, perform
from tests.meetings import ground

TITLE, SAID, ASKED = "ข้อมูลลับเรื่องโรงงาน", "ตกลงกันเป็นการลับ", "เห็นชอบตามที่เสนอลับหรือไม่"


@pytest.fixture
def secret(g):
    """A running meeting with a secret item taken up, spoken and voted on; Nakhon only listens."""
    made = ground.running(g)
    made.attendees.filter(office=g.offices["OPS-80"]).update(duty=Attendee.Duty.LISTENER)
    item = ground.item(g, made, title=TITLE, secret=True)
    for who, office in (("plo", "OPS-92"), ("plo-80", "OPS-80")):
        ground.attend(g, made, who, office)
    g.do("duty", c.TakeUp(target_id=item.pk))
    g.do("duty", c.NoteItem(target_id=item.pk, note=SAID, resolution=SAID))
    g.do("plo", c.Say(attendee_id=ground.line(made, g, "OPS-92").pk, text=SAID))
    ground.open_vote(g, made, item_id=item.pk, question=ASKED)
    return made


def test_a_member_reads_it_and_a_listener_does_not(g, secret):
    for model in (Item, Vote, Message):
        assert model.objects.visible_to(g.actors["plo"]).filter(briefing=secret).exists(), model
        assert model.objects.visible_to(g.actors["duty"]).filter(briefing=secret).exists(), model
        assert not model.objects.visible_to(g.actors["plo-80"]).filter(briefing=secret).exists(), model


@pytest.mark.parametrize("part", ["room", "room/part/agenda", "room/part/votes", "room/part/talk"])
def test_no_page_tells_a_listener(g, secret, part):
    pages = {who: g.client(who).get(f"/meetings/{secret.pk}/{part}").content.decode() for who in ("plo", "plo-80")}
    assert not any(words in pages["plo-80"] for words in (TITLE, SAID, ASKED))
    assert any(words in pages["plo"] for words in (TITLE, SAID, ASKED))


def test_the_state_that_all_screens_get_has_no_words_of_it(secret):
    told = str(state_of(secret))
    assert TITLE not in told
    assert ASKED not in told


def test_a_line_of_ones_own_beside_makes_it_readable(g, secret):
    Attendee.objects.create(
        briefing=secret, office=g.offices["OPS-80"], area=g.areas["80"], seat_id=g.actors["plo-80"].seat_id, position=99
    )
    assert Item.objects.visible_to(g.actors["plo-80"]).filter(briefing=secret).exists()


def test_minutes_are_read_by_listeners_without_it(g, secret):
    vote = Vote.objects.get()
    g.do("duty", c.CloseVote(target_id=vote.pk))
    g.do("duty", c.CloseMeeting(target_id=secret.pk))
    perform(SYSTEM, c.DraftMinutes(briefing_id=secret.pk))
    for who, reads in (("plo", True), ("plo-80", False)):
        client = g.client(who)
        page = client.get(f"/meetings/{secret.pk}/minutes").content.decode()
        data = str(client.get(f"/api/v1/meetings/{secret.pk}/minutes").json())
        assert [SAID in page, SAID in data, TITLE in data, ASKED in data] == [reads] * 4, who
    assert SAID in str(Minutes.objects.get().content)
