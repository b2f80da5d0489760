"""A person links LINE from their own page by a code that serves once; nobody else can, and nothing of it is told."""

from __future__ import annotations

import datetime as dt
import json
import logging
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from prasan.platform.vault.keys import opened as opened_changes
from prasan.referrals import commands as c
from prasan.referrals.models import LineCode, LineEvent
from prasan.referrals.tracking import attempts, hook, line
from prasan.registers.commands import MergeWorkers, UndoMerge
from prasan.registers.models import Worker
from tests.referrals import ground
from tests.referrals.line.conftest import ACCOUNT, OTHER, code_of, event, opened, person, post


@pytest.fixture
def mine(db, fake):
    """Return (ground, case, person, their browser); the clock runs, as that of LINE does."""
    g = ground.build()
    one = person(g, "sms")
    case = ground.case(g, person=one)
    return g, case, one, opened(g, case)


def linked(one):
    one.refresh_from_db()
    return one.line_id


def answers():
    return list(LineEvent.objects.order_by("at").values_list("answer", flat=True))


def test_a_code_from_the_page_sent_in_the_chat_links_the_account(mine, fake):
    _g, case, one, client = mine
    assert "รับข่าวทาง LINE" in client.get("/t/").content.decode()
    code = code_of(client)
    assert post(event(text=f" {code.lower().replace('-', ' ')} ")).status_code == 200
    assert linked(one) == ACCOUNT
    assert one.line_at is not None
    assert not LineCode.objects.exists()
    shown = client.get("/t/").content.decode()
    assert "คุณรับข่าวทาง LINE ตั้งแต่" in shown
    assert ACCOUNT not in shown
    assert code not in shown
    hook.answer_chat.function(None)
    ((token, text),) = fake.replies
    assert token.startswith("token-")
    for word in (case.code, "สมมติ", "ทดลอง", ACCOUNT, "0812345678"):
        assert word not in text
    assert "LINE is linked" in text


def test_who_looks_sees_that_it_is_linked_and_never_the_account(mine):
    g, _case, one, client = mine
    post(event(text=code_of(client)))
    shown = g.client("counter").get(f"/workers/{one.pk}").content.decode()
    assert "LINE (ผูกแล้ว)" in shown
    assert "ถ้าส่งทาง LINE ไม่ได้: ข้อความสั้น (SMS)" in shown
    assert ACCOUNT not in shown
    row = g.client("counter").get(f"/workers/{one.pk}/change").content.decode()
    assert "line_id" not in row
    assert g.client("doe").post(f"/workers/{one.pk}/line").status_code in {403, 404}
    assert linked(one) == ACCOUNT
    assert g.client("counter").post(f"/workers/{one.pk}/line").status_code == 302
    assert linked(one) == ""


def test_the_column_is_encrypted_the_journal_sealed_and_no_log_says_the_account(mine, caplog):
    _g, _case, one, client = mine
    with caplog.at_level(logging.DEBUG):
        code = code_of(client)
        post(event(text=code))
    assert ACCOUNT not in caplog.text
    assert code not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT line_id, line_key FROM registers_worker WHERE id = %s", [one.pk])
        kept = cursor.fetchone()
        cursor.execute("SELECT row_to_json(t)::text FROM referrals_line_event AS t")
        events = cursor.fetchall()
        cursor.execute("SELECT row_to_json(t)::text FROM platform_journal AS t")
        lines = cursor.fetchall()
    assert ACCOUNT not in str(kept)
    assert kept[1]
    assert ACCOUNT not in str(events)
    assert ACCOUNT not in str(lines)
    told = opened_changes(list(Entry.objects.filter(verb="registers.link_line").values_list("changes", flat=True)))
    assert ACCOUNT in str(told)  # readable to who may open it, until the person's key is destroyed


@pytest.mark.parametrize(
    "told",
    [{"secret": "another"}, {"signature": ""}, {"signature": "กขค"}, {"signature": "AAAA"}],
)
def test_a_wrong_signature_is_refused_without_a_word_and_links_nothing(mine, told):
    _g, _case, one, client = mine
    answer = post(event(text=code_of(client)), **told)
    assert (answer.status_code, answer.content) == (403, b"")
    assert linked(one) == ""
    assert not LineEvent.objects.exists()


def test_what_is_too_long_no_json_or_no_post_is_refused(mine, settings):
    assert post(body=b"[" + b" " * hook.MOST_BYTES).status_code == 413
    for body in (b"", b"{", b"[]", b'{"events": 1}', b"[" * 100_000, b"\xff"):
        assert post(body=body).status_code == 400, body[:20]
    assert post(body=b'{"events": []}').status_code == 200  # the button "verify" of LINE
    with CaptureQueriesContext(connection) as queries:
        assert Client().get("/line/webhook").status_code == 405
    assert not [one for one in queries if not one["sql"].startswith("SELECT")]
    settings.LINE_SECRET = ""
    assert post(body=b'{"events": []}').status_code == 404


@pytest.mark.parametrize(
    "bad",
    [
        {"source": {"type": "group", "userId": ACCOUNT, "groupId": "C1"}}, {"source": None},
        {"source": {"type": "user"}},
        {"source": {"type": "user", "userId": "U1\0"}}, {"webhookEventId": None}, {"webhookEventId": "x" * 65},
        {"timestamp": "now"}, {"timestamp": 1_000}, {"timestamp": -1}, {"mode": "standby"}, {"message": None},
        {"message": {"type": "sticker"}}, {"message": {"type": "text", "text": 5}}, {"message": "x"},
        {"message": {"type": "text", "text": "\0" * 9}}, {"replyToken": {"a": 1}}, {"replyToken": "\ud800"},
        {"webhookEventId": "\ud800"},
    ],
)  # fmt: skip
def test_events_that_are_odd_change_nothing(mine, bad):
    _g, _case, one, client = mine
    code_of(client)
    assert post(event(text="ไม่มีรหัส") | bad, "x", None, event("unfollow") | {"deliveryContext": 1}).status_code == 200
    assert linked(one) == ""
    assert LineCode.objects.count() == 1


def test_a_webhook_that_comes_again_is_taken_once(mine, fake):
    _g, _case, one, client = mine
    sent = event(text=code_of(client))
    assert post(sent).status_code == 200
    again = sent | {"deliveryContext": {"isRedelivery": True}}
    entries = Entry.objects.count()
    client.post("/t/line", {"do": "leave"})
    assert post(sent, again).status_code == 200
    assert linked(one) == ""  # what they closed stays closed
    assert LineEvent.objects.count() == 1
    assert Entry.objects.count() == entries + 2


def test_a_used_code_serves_nobody_else(mine):
    _g, _case, one, client = mine
    code = code_of(client)
    post(event(text=code))
    post(event(text=code, account=OTHER))
    assert linked(one) == ACCOUNT
    assert answers() == ["linked", "wrong"]


def test_a_code_that_is_over_and_one_that_was_made_anew_serve_nobody(mine):
    _g, _case, one, client = mine
    first = code_of(client)
    second = code_of(client)
    post(event(text=first))
    LineCode.objects.update(until=timezone.now() - dt.timedelta(seconds=1))
    post(event(text=second))
    assert linked(one) == ""
    assert answers() == ["wrong", "wrong"]
    assert hook.tidy() == 1
    assert not LineCode.objects.exists()


def test_codes_are_kept_hashed_and_not_without_end(mine):
    _g, _case, _one, client = mine
    code = code_of(client)
    row = LineCode.objects.get()
    assert row.code_hash == line.hashes(code)[0]
    assert code.replace("-", "") not in row.code_hash
    assert dt.timedelta(minutes=14) < row.until - timezone.now() <= dt.timedelta(minutes=15)
    asked = [client.post("/t/line", {"do": "code"}).status_code for _n in range(attempts.LINE_CODE.wrong)]
    assert asked == [200] * (attempts.LINE_CODE.wrong - 1) + [429]
    refused = client.post("/t/line", {"do": "code"})
    assert "ขอรหัสหลายครั้งแล้ว" in refused.content.decode()
    assert client.post("/t/line", {"do": "what"}).status_code == 409


def test_an_account_that_guesses_is_answered_no_more_for_a_while(mine):
    _g, _case, one, client = mine
    code = code_of(client)
    for n in range(attempts.LINE_CHAT.wrong):
        post(event(text=f"AAAA-{n:04d}".replace("0", "B")))
    post(event(text=code))
    assert linked(one) == ""
    assert answers()[-1] == ""
    assert len(answers()) == attempts.LINE_CHAT.wrong + 1
    post(event(text=code, account=OTHER))  # others go on
    assert linked(one) == OTHER


def test_other_messages_get_one_answer_that_says_where_to_look(mine, fake):
    _g, case, _one, _client = mine
    sent = event(text=f"เรื่อง {case.code} ถึงไหนแล้ว")
    post(sent)
    post(sent)
    for _n in range(2):
        hook.answer_chat.function(None)
    ((_token, text),) = fake.replies
    assert "/t/" in text
    assert "1506" in text
    assert case.code not in text
    post(event(text="สวัสดี"))
    LineEvent.objects.update(at=timezone.now() - dt.timedelta(minutes=2))
    hook.answer_chat.function(None)
    assert len(fake.replies) == 1  # its token serves no longer
    hook.tidy()
    assert not LineEvent.objects.exclude(reply_token="").exists()


def test_who_came_by_telephone_or_helps_is_offered_nothing(mine):
    g, case, one, _client = mine
    other = Client()
    assert other.post("/t/", {"code": case.code, "word": one.phone[-4:]}).status_code == 302
    assert "รับข่าวทาง LINE" not in other.get("/t/").content.decode()
    assert other.post("/t/line", {"do": "code"}).status_code == 403
    helper = c.AddHelper(target_id=case.pk, helper="ผู้ช่วย", relation="relative", authority="หนังสือมอบอำนาจ")
    g.do("counter", helper)
    assert other.post("/t/", {"code": case.code, "word": helper.pin}).status_code == 302
    assert other.post("/t/line", {"do": "leave"}).status_code == 403
    assert not LineCode.objects.exists()
    assert Client().post("/t/line", {"do": "code"}).status_code == 302
    assert not LineCode.objects.exists()


@pytest.mark.parametrize("name", ["LINE_BASE_URL", "LINE_TOKEN", "LINE_SECRET", "LINE_ACCOUNT"])
def test_a_site_without_line_offers_none(mine, settings, name):
    _g, _case, _one, client = mine
    setattr(settings, name, "")
    shown = client.get("/t/").content.decode()
    assert "LINE" not in shown
    assert client.post("/t/line", {"do": "code"}).status_code == 409
    assert not LineCode.objects.exists()
    settings.TRAINING = True
    assert not line.listens()


def test_the_page_stays_small_and_within_its_queries(mine):
    _g, _case, _one, client = mine
    with CaptureQueriesContext(connection) as queries:
        shown = client.get("/t/")
    assert len(queries) <= 12
    assert len(shown.content) <= 30_000
    assert b"<script" not in shown.content


def test_they_leave_on_the_page_and_the_account_is_forgotten(mine):
    _g, _case, one, client = mine
    post(event(text=code_of(client)))
    waits = code_of(client)
    assert client.post("/t/line", {"do": "leave"}).status_code == 302
    assert linked(one) == ""
    assert (one.line_at, one.line_key, one.channel) == (None, "", "sms")
    post(event(text=waits))
    assert linked(one) == ""
    assert client.post("/t/line", {"do": "leave"}).status_code == 409
    assert "เลิกส่งข่าวทาง LINE แล้ว" in client.get("/t/?done=line").content.decode()


def test_who_blocks_the_account_is_closed_and_told_by_the_next_way(mine):
    g, case, one, client = mine
    ground.referral(g, of=case)
    post(event(text=code_of(client)))
    post(event("unfollow", account=OTHER))
    assert linked(one) == ACCOUNT
    post(event("unfollow"))
    assert linked(one) == ""
    assert one.channel == "sms"
    assert not Notice.objects.filter(kind="referrals.line_lost").exists()


def test_who_blocks_it_and_has_no_other_way_is_not_lost_unheard(mine):
    g, case, one, client = mine
    Worker.objects.filter(pk=one.pk).update(channel="none", consented_at=None)
    ground.referral(g, of=case)
    post(event(text=code_of(client)))
    post(event("unfollow"))
    (told,) = Notice.objects.filter(kind="referrals.line_lost")
    assert (told.person_id, told.url) == (g.actors["counter"].person_id, f"/cases/{case.pk}")
    assert ACCOUNT not in str(told.args)


def test_an_unfollow_that_comes_late_closes_nothing_that_was_linked_since(mine):
    _g, _case, one, client = mine
    post(event(text=code_of(client)))
    late = {"timestamp": int(time.time() * 1000) - 60_000, "deliveryContext": {"isRedelivery": True}}
    post(event("unfollow", **late))
    assert linked(one) == ACCOUNT


def test_consent_taken_back_at_the_desk_closes_line_too(mine):
    from prasan.registers.commands import ChangeWorker

    g, _case, one, client = mine
    post(event(text=code_of(client)))
    g.do("counter", ChangeWorker(target_id=one.pk, told={"occupation": "9"}))
    assert linked(one) == ACCOUNT
    g.do("counter", ChangeWorker(target_id=one.pk, told={"channel": "none"}))
    assert linked(one) == ""


def test_a_copy_of_their_data_holds_the_account(mine):
    _g, _case, _one, client = mine
    post(event(text=code_of(client)))
    copy = json.loads(client.post("/t/data", {"do": "access"}).content)
    assert copy["person"]["line_id"] == ACCOUNT


def test_an_undone_merge_brings_no_closed_link_back_and_loses_none(mine):
    g, _case, kept, client = mine
    gone = person(g)
    other_client = opened(g, ground.case(g, person=gone))
    post(event(text=code_of(client)))
    post(event(text=code_of(other_client), account=OTHER))
    merge = g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    g.do("counter", UndoMerge(target_id=merge.pk))
    assert (linked(kept), linked(gone)) == (ACCOUNT, OTHER)
    merge = g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    post(event("unfollow", account=OTHER))
    g.do("counter", UndoMerge(target_id=merge.pk))
    assert (linked(kept), linked(gone)) == (ACCOUNT, "")
    gone.line_id, gone.line_at = OTHER, timezone.now()
    gone.save()
    merge = g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    client.post("/t/line", {"do": "leave"})
    g.do("counter", UndoMerge(target_id=merge.pk))
    assert (linked(kept), linked(gone)) == ("", "")  # what was taken back stays so for both


@pytest.mark.parametrize("whose", ["kept", "gone"])
def test_a_link_made_while_merged_goes_where_it_belongs(mine, whose):
    g, _case, kept, client = mine
    gone = person(g)
    merge = g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    post(event(text=code_of(client)))
    assert linked(kept) == ACCOUNT
    g.do("counter", UndoMerge(target_id=merge.pk, whose=whose))
    assert (linked(kept), linked(gone)) == ((ACCOUNT, "") if whose == "kept" else ("", ACCOUNT))


def test_events_are_forgotten_once_none_of_them_can_come_again(mine):
    _g, _case, _one, _client = mine
    sent = event(text="สวัสดี")
    post(sent)
    LineEvent.objects.update(at=timezone.now() - hook.KEEP)
    assert hook.tidy() == 0
    LineEvent.objects.update(at=timezone.now() - hook.KEEP - dt.timedelta(days=2))
    assert hook.tidy() == 1
    post(sent | {"timestamp": int(time.time() * 1000) - int(hook.KEEP.total_seconds() * 1000) - 1})
    assert not LineEvent.objects.exists()  # too old to be taken
