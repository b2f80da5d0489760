"""The person's pages: where it is, whose turn, by when, what next; what they say counts; small, private, no script."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import prasan.referrals
from prasan.platform.journal.models import Entry
from prasan.referrals import commands as c
from prasan.referrals.models import DataRequest, Event, PageLanguage, Rating
from prasan.registers.commands import RevealWorker
from prasan.registers.models import Tie
from tests.house import rules
from tests.referrals import ground
from tests.referrals.ground import move

SHEET = Path(prasan.referrals.__file__).parent / "static" / "referrals" / "track.css"

FONT = SHEET.parents[3] / "front" / "fonts" / "sarabun-thai-400-normal.woff2"


@pytest.fixture
def mine(g):
    """Return (ground, a referral, the browser of its person)."""
    one = ground.referral(g)
    pin = c.MakePin(target_id=one.case_id)
    g.do("counter", pin)
    client = Client()
    assert client.post("/t/", {"code": one.case.code, "word": pin.pin}).status_code == 302
    return g, one, client


def text(client, path="/t/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def say(client, one, do, **more):
    answer = client.post("/t/do", {"referral": one.pk, "do": do, "text": "ยังไม่ได้งาน", **more})
    one.refresh_from_db()
    return answer


def to_told(g, one):
    for what in (c.Begin, c.Serve) if one.state == "accepted" else (c.Accept, c.Begin, c.Serve):
        move(g, "doe", what, one)
    move(g, "doe", c.Tell, one, outcome="solved", text="ได้งานที่โรงงานใกล้บ้าน")


def test_it_says_where_whose_turn_by_when_and_what_next(mine):
    g, one, client = mine
    shown = text(client)
    assert one.case.code in shown
    assert "ส่งเรื่องแล้ว รอหน่วยงานตอบรับ" in shown
    assert one.office.name_th in shown
    assert "วันพุธที่ 25 พฤศจิกายน 2569" in shown  # two working days
    assert "ตอนนี้คุณไม่ต้องทำอะไรเพิ่ม" in shown
    move(g, "doe", c.Ask, one, text="ขอสำเนาหนังสือเลิกจ้าง")
    shown = text(client)
    assert "ขอสำเนาหนังสือเลิกจ้าง" in shown
    assert f"<b>{one.sender.name_th}</b>" in shown  # whose turn


def opened_otherwise(g, one, how):
    """Return the browser of a helper, or of who has the telephone number now."""
    one.case.worker.phone = "0812345678"
    one.case.worker.id_kind, one.case.worker.id_number = "passport", "ZZ1909900"
    one.case.worker.save()
    helper = c.AddHelper(target_id=one.case_id, helper="สมศรี ช่วยดี", relation="relative", authority="หนังสือ", days=3)
    g.do("counter", helper)
    client = Client()
    word = helper.pin if how == "helper" else "5678"
    assert client.post("/t/", {"code": one.case.code, "word": word}).status_code == 302
    return client


@pytest.mark.parametrize("how", ["helper", "phone"])
def test_the_data_and_the_end_of_it_are_for_the_pin_of_the_person_alone(mine, how):
    g, one, own = mine
    client = opened_otherwise(g, one, how)
    tie = Tie.objects.get(worker=one.case.worker, office=one.office)
    told = [client.get("/t/data"), client.get("/t/services"), client.post("/t/data", {"do": "access"}),
            client.post("/t/data", {"do": "erase", "text": "ลบ"}),
            client.post("/t/data", {"do": "consent", "tie": tie.pk})]  # fmt: skip
    assert [answer.status_code for answer in told] == [403] * 5
    assert "รหัส 6 ตัวบนใบติดตาม" in told[0].content.decode()
    assert "ZZ1909900" not in "".join(answer.content.decode() for answer in told)
    tie.refresh_from_db()
    assert (tie.withdrawn_at, DataRequest.objects.exists()) == (None, False)
    shown = text(client)
    assert "/t/data" not in shown
    assert "ถอนเรื่องนี้" not in shown
    assert say(client, one, "withdraw").status_code == 409
    assert one.state == "offered"
    to_told(g, one)
    assert say(client, one, "rate", score="4").status_code == 302
    assert say(client, one, "not_done").status_code == 302
    to_told(g, one)
    assert say(client, one, "confirm").status_code == 302
    assert one.state == "confirmed"
    assert "ZZ1909900" in own.post("/t/data", {"do": "access"}).content.decode()


def test_what_a_helper_said_is_not_told_as_the_person_s_word(mine):
    g, one, own = mine
    helper = opened_otherwise(g, one, "helper")
    to_told(g, one)
    say(helper, one, "confirm")
    shown = text(own)
    assert "เสร็จแล้ว ผู้ช่วยของคุณยืนยันผลแล้ว" in shown
    assert "<b>ผู้ช่วยของคุณยืนยันผล</b>" in shown
    assert "คุณยืนยันผล" not in shown.replace("ผู้ช่วยของคุณยืนยันผล", "")
    say(own, one, "not_done")
    to_told(g, one)
    say(own, one, "confirm")
    assert "เสร็จแล้ว คุณยืนยันผลแล้ว" in text(own)


def test_what_nobody_can_type_finds_no_language(db):
    client = Client()
    assert client.get("/t/?l=%00").status_code == 200
    assert client.get("/g/x?l=m%00y").status_code == 404
    client.cookies["prasan_track_language"] = "m\0y"
    assert client.get("/t/").status_code == 200


def test_words_between_offices_and_names_of_officers_stay_there(mine):
    g, one, client = mine
    move(g, "doe", c.Accept, one, text="คนนี้โทรยาก")
    shown = text(client) + text(client, "/t/data")
    assert "คนนี้โทรยาก" not in shown
    assert "สมมติ doe" not in shown
    assert "counter" not in shown


def test_the_person_confirms_or_says_not_done_and_it_is_open_again(mine):
    g, one, client = mine
    to_told(g, one)
    assert "ได้งานที่โรงงานใกล้บ้าน" in text(client)
    assert say(client, one, "confirm").status_code == 302
    assert one.state == "confirmed"
    assert say(client, one, "not_done").status_code == 302
    assert (one.state, one.owner_id, one.is_open) == ("accepted", one.office_id, True)
    last = Event.objects.filter(referral=one).latest("id")
    assert (last.move, last.origin, last.on_word, last.seat_id) == ("not_done", "person", True, None)
    line = Entry.objects.latest("id")
    assert (line.verb, line.person_id, line.actor_label) == (
        "referrals.not_done",
        None,
        "เจ้าของเรื่อง (หน้าติดตามเรื่อง)",
    )


def test_what_ended_without_service_is_asked_for_again(mine):
    g, one, client = mine
    say(client, one, "withdraw")
    assert one.state == "withdrawn"
    say(client, one, "reopen")
    assert (one.state, one.owner_id) == ("offered", one.office_id)
    move(g, "counter", c.Revoke, one)
    say(client, one, "reopen")
    assert one.state == "offered"


def test_what_is_refused_keeps_what_was_typed_and_changes_nothing(mine):
    g, one, client = mine
    events = Event.objects.count()
    answer = say(client, one, "not_done")
    assert (answer.status_code, "ทำรายการนี้ไม่ได้" in answer.content.decode()) == (409, True)
    for odd in ("accept", "tell", "reroute", "escalate", "dance", ""):
        assert say(client, one, odd).status_code == 409
    other = ground.referral(g)
    assert say(client, other, "withdraw").status_code == 409  # somebody else's
    assert client.post("/t/do", {"referral": "9" * 30, "do": "withdraw"}).status_code == 409
    assert Event.objects.count() == events + 1


def test_a_score_is_kept_once_something_came_of_it(mine):
    g, one, client = mine
    assert say(client, one, "rate", score="5").status_code == 409
    to_told(g, one)
    assert say(client, one, "rate", score="9").status_code == 409
    assert say(client, one, "rate", score="4").status_code == 302
    say(client, one, "rate", score="2")
    assert Rating.objects.get().score == 2
    assert "ยังไม่ได้งาน" not in json.dumps(list(Entry.objects.values_list("changes", flat=True)), ensure_ascii=False)


def test_who_looked_is_told_by_office_and_reason_and_consent_is_taken_back(mine):
    g, one, client = mine
    person = one.case.worker
    person.phone = "0812345678"
    person.save()
    g.do("doe", RevealWorker(target_id=person.pk, fields=("phone",), reason="นัดวันสัมภาษณ์งาน"))
    shown = text(client, "/t/data")
    assert "นัดวันสัมภาษณ์งาน" in shown
    assert one.office.name_th in shown
    tie = Tie.objects.get(worker=person, office=one.office)
    assert client.post("/t/data", {"do": "consent", "tie": tie.pk}).status_code == 302
    tie.refresh_from_db()
    assert tie.withdrawn_at is not None
    by_law = Tie.objects.living().get(worker=person)
    assert client.post("/t/data", {"do": "consent", "tie": by_law.pk}).status_code == 409


def test_a_copy_of_the_data_is_given_and_other_requests_have_a_day(mine):
    g, one, client = mine
    move(g, "doe", c.Accept, one, text="คนนี้โทรยาก")
    move(g, "doe", c.Ask, one, text="ขอสำเนาหนังสือเลิกจ้าง")
    answer = client.post("/t/data", {"do": "access"})
    whole = json.loads(answer.content)
    assert whole["person"]["family_name"] == "ทดลอง"
    (sent,) = whole["referrals"]
    assert sent["state"] == "asked"
    # what was said to the person stands there; what officers said of them does not, as on the page
    assert [event["text"] for event in sent["events"]] == ["", "", "ขอสำเนาหนังสือเลิกจ้าง"]
    assert "คนนี้โทรยาก" not in answer.content.decode()
    assert "attachment" in answer["Content-Disposition"]
    assert client.post("/t/data", {"do": "correct", "text": ""}).status_code == 409
    client.post("/t/data", {"do": "correct", "text": "ปีเกิดผิด"})
    asked = DataRequest.objects.get(kind="correct")
    assert (asked.due_on - asked.asked_at.date()).days == 30
    assert client.post("/t/data", {"do": "correct", "text": "อีกครั้ง"}).status_code == 409
    g.do("counter", c.AnswerAboutData(target_id=one.case_id, request_id=asked.pk, text="แก้ไขแล้ว"))
    assert "แก้ไขแล้ว" in text(client, "/t/data")


def test_what_else_they_are_entitled_to_comes_from_the_directory(mine):
    from prasan.registers.models import Service

    _g, one, client = mine
    Service.objects.create(
        office=one.office, area=one.office.area, name_th="ฝึกอาชีพเสริม", who=[], sections=[], nationality="thai"
    )
    Service.objects.create(
        office=one.office, area=one.office.area, name_th="สำหรับคนต่างด้าว", who=[], sections=[], nationality="foreign"
    )
    shown = text(client, "/t/services")
    assert "ฝึกอาชีพเสริม" in shown
    assert "สำหรับคนต่างด้าว" not in shown


def test_pages_are_small_private_and_without_script(mine):
    g, one, client = mine
    for _n in range(3):
        to_told(g, one)
        say(client, one, "not_done")
    to_told(g, one)
    for path in ("/t/", "/t/data", "/t/services"):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert len(asked) <= 12
        assert rules.writes(one["sql"] for one in asked) == []
        shown = answer.content.decode()
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", shown)
        assert len(re.findall(r'<link rel="stylesheet"', shown)) == 1
        # as a phone gets it: the texts compressed, the font as it is
        whole = len(gzip.compress(answer.content)) + len(gzip.compress(SHEET.read_bytes())) + FONT.stat().st_size
        assert whole <= 30 * 1024, path
        assert len(answer.content) + SHEET.stat().st_size <= 30 * 1024, path  # and uncompressed without the font
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert re.findall(r"url\(\"([^\"]+)", SHEET.read_text()) == [f"../fonts/{FONT.name}"]


def test_without_a_ticket_nothing_is_shown_and_nothing_done(mine):
    _g, one, _client = mine
    stranger = Client()
    for path in ("/t/services", "/t/data"):
        assert stranger.get(path)["Location"] == "/t/"
    assert say(stranger, one, "withdraw")["Location"] == "/t/"
    assert one.state == "offered"


def test_a_language_of_the_pack_is_shown_once_it_is_released(mine):
    _g, _one, client = mine
    texts = {"ตอนนี้คุณไม่ต้องทำอะไรเพิ่ม": "ယခု ဘာမှလုပ်ရန်မလိုပါ"}
    made = PageLanguage.objects.create(code="my", name="မြန်မာ", texts=texts)
    assert "မြန်မာ" not in text(Client())
    assert 'lang="th"' in text(client, "/t/?l=my")
    made.state, made.read_by, made.read_on = "released", "ผู้อ่าน", "2026-11-01"
    made.save()
    assert "မြန်မာ" in text(Client())
    shown = text(client, "/t/?l=my")
    assert '<html lang="my">' in shown
    assert "ယခု ဘာမှလုပ်ရန်မလိုပါ" in shown
    assert 'lang="my"' in text(client)  # remembered
