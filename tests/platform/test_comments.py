"""Comments: who may say what about which thing, mentions, followers, what is new, and taking words back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from prasan.desk.comment_notices import tell
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.comments import commands
from prasan.platform.comments.box import box
from prasan.platform.comments.models import Comment, Follow
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from prasan.platform.vault.keys import is_sealed, opened
from tests.progress import ground

LABEL = "progress.report"


@pytest.fixture
def g(db):
    return ground.build()


def say(g, report, who="plo", text="ตัวเลขหญิงหายไปหรือไม่", mention=()):
    told = commands.AddComment(label=LABEL, object_id=report.pk, text=text, mention=list(mention))
    return perform(g.actors[who], told)


def happened(comment):
    class Event:
        ids, name, seq = [comment.pk], "platform.comment", 1

    tell(Event)


def test_who_reads_the_report_may_comment_and_nobody_else(g):
    report = g.opened()
    for who in ("officer", "head", "plo", "minister", "department"):
        assert say(g, report, who).pk
    for who in ("neighbour", "far-plo", "foreign-department", "admin"):
        with pytest.raises(Refused):
            say(g, report, who)
        assert not Comment.objects.visible_to(g.actors[who]).exists()


def test_a_comment_is_told_to_the_mentioned_and_to_followers_once_without_words(g):
    report = g.opened()
    officer, head = g.actors["officer"].person_id, g.actors["head"].person_id
    happened(say(g, report, "officer"))
    second = say(g, report, "plo", mention=[head])
    happened(second)
    happened(second)
    told = set(Notice.objects.values_list("person_id", "kind"))
    assert told == {(officer, "comments.new"), (head, "comments.mention")}
    for one in Notice.objects.all():
        assert one.args == {}
        assert one.url == f"/reports/{report.pk}#comments"


def test_only_the_involved_may_be_mentioned(g):
    report = g.opened()
    with pytest.raises(RuleBroken):
        say(g, report, mention=[g.actors["neighbour"].person_id])


def test_what_is_new_to_a_follower_is_marked_until_read(g):
    report = g.opened()
    say(g, report, "officer")
    say(g, report, "plo")
    shown = box(g.actors["officer"], report)
    assert (shown.following, shown.unread) == (True, 1)
    perform(g.actors["officer"], commands.SetFollow(label=LABEL, object_id=report.pk))
    assert box(g.actors["officer"], report).unread == 0
    perform(g.actors["officer"], commands.SetFollow(label=LABEL, object_id=report.pk, active=False))
    happened(say(g, report, "plo"))
    assert not Notice.objects.filter(person_id=g.actors["officer"].person_id).exists(), "who unfollowed is left alone"
    assert Follow.objects.filter(person_id=g.actors["officer"].person_id).count() == 1


def test_own_words_are_mended_within_their_time_and_the_journal_keeps_the_former(g):
    one = say(g, g.opened())
    perform(g.actors["plo"], commands.EditComment(target_id=one.pk, text="แก้แล้ว"))
    entry = Entry.objects.get(verb="platform.edit_comment")
    assert all(map(is_sealed, entry.changes["text"])), "words of a person stand sealed under that person's key"
    (kept,) = opened([{"text": entry.changes["text"]}])
    assert kept["text"] == ["ตัวเลขหญิงหายไปหรือไม่", "แก้แล้ว"]
    with pytest.raises(Refused):
        perform(g.actors["head"], commands.EditComment(target_id=one.pk, text="ของผู้อื่น"))
    Comment.objects.filter(pk=one.pk).update(at=timezone.now() - dt.timedelta(minutes=16))
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], commands.EditComment(target_id=one.pk, text="สายไป"))


def test_words_that_are_taken_back_leave_their_place(g):
    report = g.opened()
    one = say(g, report)
    perform(g.actors["plo"], commands.RemoveComment(target_id=one.pk))
    kept = box(g.actors["officer"], report).comments
    assert [(c.text, c.removed_at is not None) for c in kept] == [("", True)]
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], commands.RemoveComment(target_id=one.pk))


@pytest.mark.parametrize("text", ["", "   ", "ก" * 4001])
def test_an_empty_or_endless_text_is_refused(g, text):
    with pytest.raises(RuleBroken):
        say(g, g.opened(), text=text)


def test_the_page_works_without_scripts(g):
    from tests.progress.calls.test_call_pages import page_of

    report, client = g.opened(), page_of(g, "plo")
    assert client.post(f"/comments/{LABEL}/{report.pk}", {"text": ""}).status_code == 422
    head = g.actors["head"].person_id
    sent = client.post(f"/comments/{LABEL}/{report.pk}", {"text": "<b>ตรวจ</b>แล้ว", "mention": [head]})
    assert sent["Location"] == f"/reports/{report.pk}#comments"
    shown = client.get(f"/reports/{report.pk}").content.decode()
    assert "&lt;b&gt;ตรวจ&lt;/b&gt;แล้ว" in shown
    assert "@head" in shown
    one = Comment.objects.get()
    client.post(f"/comments/{one.pk}/edit", {"do": "remove"})
    assert "ความเห็นนี้ถูกผู้เขียนลบ" in client.get(f"/reports/{report.pk}").content.decode()
    assert page_of(g, "neighbour").get(f"/comments/{LABEL}/{report.pk}").status_code == 404
    found = client.get(f"/api/v1/comments?model={LABEL}&object={report.pk}").json()
    assert [c["removed"] for c in found] == [True]
