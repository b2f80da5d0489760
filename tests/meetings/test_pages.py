"""Pages of meetings: lists, calling, one meeting with its acts, items, answering, the door, roll, log, series."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.directory.models import AreaGroup, Membership
from prasan.meetings import commands as c
from prasan.meetings import door
from prasan.meetings.evidence.chain import verify
from prasan.meetings.models import Attendee, Briefing, CheckIn, Series
from tests.meetings import ground
from tests.meetings.ground import LATER, MONDAY, at

FORM = {
    "kind": "ad_hoc", "title": "ประชุมติดตามแรงงานคืนถิ่น", "day": "25 พ.ย. 2569", "clock": "๑๓.๓๐ น.", "minutes": "90",
    "mode": "video", "to": "ตรัง\nOPS-80", "classification": "0",
}  # fmt: skip


def text(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_form_calls_what_was_typed(g):
    chair = g.actors["minister"].seat_id
    answer = g.client("duty").post("/meetings/new", FORM | {"chair": f"#{chair}", "sections": ["told", "decide"]})
    made = Briefing.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/meetings/{made.pk}")
    assert made.starts_at == dt.datetime(2026, 11, 25, 13, 30, tzinfo=MONDAY.tzinfo)
    assert (made.chair_id, made.minutes, made.sections) == (chair, 90, ["told", "decide"])
    shown = text(g.client("plo"), f"/meetings/{made.pk}")
    for word in ("ประชุมติดตามแรงงานคืนถิ่น", "สำนักงาน OPS-80", "13.30 น.", "ตอบรับการประชุม"):
        assert word in shown


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": ""}, "title", "โปรดตั้งชื่อการประชุม"), ({"day": "มะรืนนู้น"}, "day", "อ่านวันที่ไม่ได้"),
        ({"clock": "เที่ยงคืน"}, "clock", "อ่านเวลาไม่ได้"), ({"clock": ""}, "clock", "โปรดใส่เวลา"),
        ({"day": ""}, "day", "โปรดใส่วันและเวลาประชุม"), ({"minutes": "ครึ่งวัน"}, "minutes", "โปรดใส่เป็นจำนวนเต็ม"),
        ({"to": "ดวงจันทร์"}, "to", "ไม่รู้จักหน่วยงาน"), ({"mode": "hall"}, "venue", "โปรดใส่สถานที่ประชุม"),
        ({"kind": ""}, "kind", "โปรดเลือกประเภทการประชุม"), ({"host_area": "ที่ไหน"}, "host_area", "ไม่รู้จักพื้นที่"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_in_words_and_what_was_typed_stays(g, wrong, field, words):
    answer = g.client("duty").post("/meetings/new", FORM | {"how_to": "เข้าทางลิงก์"} | wrong)
    shown = answer.content.decode()
    assert (answer.status_code, Briefing.objects.count()) == (409, 0)
    assert words in shown
    assert f'href="#f-{field}"' in shown
    assert "เข้าทางลิงก์" in shown


def test_a_region_fills_the_lines_and_they_are_edited_freely(g):
    group = AreaGroup.objects.create(kind="inspection-region", number=6, name_th="ภาคใต้")
    for code in ("92", "80"):
        Membership.objects.create(group=group, area=g.areas[code], valid_from=dt.date(2018, 1, 1))
    told = FORM | {"group": str(group.pk), "fill": "group", "to": "DOE"}
    shown = g.client("duty").post("/meetings/new", told).content.decode()
    assert "DOE\nสำนักงาน OPS-92\nสำนักงาน OPS-80" in shown or "DOE\nสำนักงาน OPS-80\nสำนักงาน OPS-92" in shown
    assert "ทุกจังหวัด" in g.client("duty").post("/meetings/new", FORM | {"fill": "every"}).content.decode()
    assert not Briefing.objects.exists()
    g.client("duty").post("/meetings/new", FORM | {"group": str(group.pk), "to": "สำนักงาน OPS-92"})
    made = Briefing.objects.get()
    assert (made.group_id, made.attendees.filter(duty="member").count()) == (group.pk, 1)


def test_a_series_is_begun_fills_the_next_meeting_and_ends(g):
    client = g.client("duty")
    form = {"name_th": "ประชุมศูนย์", "kind": "daily", "mode": "hall", "venue": "ห้อง 1", "minutes": "60",
            "quorum_percent": "50", "to": "ทุกจังหวัด"}  # fmt: skip
    assert client.post("/meetings/series/new", form | {"to": ""}).status_code == 409
    assert client.post("/meetings/series/new", form).status_code == 302
    made = Series.objects.get()
    filled = text(client, f"/meetings/new?series={made.pk}")
    for word in ("ประชุมศูนย์", "ห้อง 1", "สำนักงาน OPS-80\nสำนักงาน OPS-92"):
        assert word in filled
    assert client.post("/meetings/new", FORM | {"series": str(made.pk), "title": "", "to": ""}).status_code == 302
    url = f"/meetings/series/{made.pk}"
    assert "ครั้งที่ 1/2569" in text(client, url)
    assert client.post(f"{url}/end").status_code == 409
    g.do("duty", c.Cancel(target_id=Briefing.objects.get().pk, reason="เลื่อน"))
    assert client.post(f"{url}/end").status_code == 302
    assert "สิ้นสุดเมื่อ" in text(client, url)
    assert "ประชุมศูนย์" in text(client, "/meetings/series")
    assert g.client("doe-80").get(url).status_code == 404


def test_the_views_of_the_list(g):
    ahead, over = ground.briefing(g, title="ประชุมข้างหน้า"), ground.running(g, title="ประชุมที่จบแล้ว")
    g.do("duty", c.CloseMeeting(target_id=over.pk))

    def shown(who, view):
        page = text(g.client(who), f"/meetings?view={view}")
        return {one.pk for one in (ahead, over) if f'href="/meetings/{one.pk}"' in page}

    assert shown("plo", "ahead") == {ahead.pk}
    assert shown("plo", "past") == {over.pk}
    assert shown("plo", "all") == {ahead.pk, over.pk}
    assert shown("plo", "mine") == set()
    assert shown("minister", "mine") == {ahead.pk, over.pk}
    assert shown("doe-80", "all") == set()


def test_its_side_acts_on_the_page_and_nobody_else(g):
    made = ground.briefing(g, to=("OPS-92",))
    url, duty, plo = f"/meetings/{made.pk}", g.client("duty"), g.client("plo")
    assert 'value="invite"' in text(duty, url)
    assert 'value="invite"' not in text(plo, url)
    assert plo.post(f"{url}/do", {"do": "invite"}).status_code == 403
    assert duty.post(f"{url}/do", {"do": "invite"}).status_code == 302
    refused = duty.post(f"{url}/do", {"do": "add_item", "section": "decide", "title": "", "text": "พิมพ์ไว้แล้ว"})
    assert (refused.status_code, "พิมพ์ไว้แล้ว" in refused.content.decode()) == (409, True)
    item = {"do": "add_item", "section": "decide", "title": "แผนออกหน่วย", "minutes": "๑๕", "area": "ตรัง"}
    assert duty.post(f"{url}/do", item).status_code == 302
    more = {"do": "add_attendees", "to": "นครศรีธรรมราช", "seats": "DOE-92", "duty": "guest"}
    assert duty.post(f"{url}/do", more).status_code == 302
    assert made.attendees.filter(duty="guest").count() == 2
    drop = {"do": "drop_attendee", "line": str(made.attendees.get(office=g.offices["OPS-80"]).pk)}
    assert duty.post(f"{url}/do", drop).status_code == 302
    change = {"title": "ชื่อใหม่", "mode": "hall", "venue": "", "day": "26/11/2569", "clock": "9.00", "minutes": "60"}
    assert duty.post(f"{url}/change", change).status_code == 409
    assert duty.post(f"{url}/change", change | {"venue": "ห้อง 2"}).status_code == 302
    assert plo.get(f"{url}/change").status_code == 403
    assert duty.post(f"{url}/do", {"do": "cancel", "reason": ""}).status_code == 409
    assert duty.post(f"{url}/do", {"do": "cancel", "reason": "เลื่อน"}).status_code == 302
    assert "ยกเลิก: เลื่อน" in text(plo, url)
    assert duty.post(f"{url}/do", {"do": "dance"}).status_code == 409
    assert g.client("doe-80").get(url).status_code == 404


def test_an_item_is_changed_moved_noted_and_withdrawn_on_its_page(g):
    made = ground.running(g)
    first, second = ground.item(g, made, title="หนึ่ง"), ground.item(g, made, title="สอง")
    duty, do = g.client("duty"), f"/meetings/{made.pk}/do"
    url = f"/meetings/{made.pk}/items/{second.pk}"
    with_it = {"item": str(second.pk), "back": "item"}
    assert "4.2 สอง" in text(g.client("plo"), url)
    assert duty.post(do, with_it | {"do": "up"}).headers["Location"] == url
    assert "4.1 สอง" in text(duty, url)
    bad = duty.post(do, with_it | {"do": "change_item", "section": "decide", "title": "", "text": "คงไว้"})
    assert (bad.status_code, "คงไว้" in bad.content.decode()) == (409, True)
    good = {"do": "change_item", "section": "other", "title": "สองใหม่", "minutes": "5", "office": "DOE-92"}
    assert duty.post(do, with_it | good).status_code == 302
    assert duty.post(do, with_it | {"do": "take_up"}).status_code == 302
    note = {"do": "note", "note": "ที่ประชุมรับทราบ", "resolution": "เห็นชอบ"}
    assert duty.post(do, with_it | note).status_code == 302
    assert "ที่ประชุมรับทราบ" in text(g.client("plo"), url)
    assert duty.post(do, {"do": "drop_item", "item": str(first.pk), "back": "item"}).status_code == 302
    assert text(duty, f"/meetings/{made.pk}/items/{first.pk}", 404)


def test_an_office_answers_on_its_page(g):
    made = ground.briefing(g)
    url, plo = f"/meetings/{made.pk}/reply", g.client("plo")
    assert "สำนักงาน OPS-92" in text(plo, url)
    refused = plo.post(url, {"reply": "absent", "why": "", "substitute_name": "เก็บไว้"})
    assert (refused.status_code, "เก็บไว้" in refused.content.decode()) == (409, True)
    officer = g.actors["plo-officer"].person_id
    sent = {"reply": "substitute", "substitute": str(officer), "is_camera": "on"}
    assert plo.post(url, sent).headers["Location"] == f"/meetings/{made.pk}"
    line = ground.line(made, g, "OPS-92")
    assert (line.reply, line.substitute_id, line.is_camera) == ("substitute", officer, True)
    other = ground.line(made, g, "OPS-80")
    assert plo.get(f"{url}?line={other.pk}").status_code == 403
    assert g.client("duty").post(url, {"line": str(other.pk), "reply": "coming"}).status_code == 302
    assert Attendee.objects.get(pk=other.pk).reply == "coming"


def test_the_code_at_the_door_opens_for_minutes_only_after_sign_in_and_writes_nothing_by_itself(g, client):
    made = ground.running(g)
    shown = text(g.client("duty"), f"/meetings/{made.pk}/door")
    assert "<svg" in shown
    assert g.client("plo").get(f"/meetings/{made.pk}/door").status_code == 403
    url = reverse("meeting_enter", args=[made.pk, door.code_of(made.pk)])
    assert client.get(url).headers["Location"].startswith("/accounts/login/")
    plo = g.client("plo")
    assert 'value="check_in"' in text(plo, url)
    assert not CheckIn.objects.exists()
    assert plo.post(url, {"do": "check_in"}).headers["Location"] == f"/meetings/{made.pk}/guests"
    assert CheckIn.objects.get().how == "code"
    guests = f"/meetings/{made.pk}/guests"
    assert plo.post(guests, {"do": "vouch", "guest": ""}).status_code == 409
    assert plo.post(guests, {"do": "vouch", "guest": "นายสมมติ ใจดี"}).status_code == 302
    assert "นายสมมติ ใจดี" in text(plo, guests)
    assert g.client("doe-80").get(url).status_code == 404
    assert g.client("doe").get(guests).status_code == 404
    other = ground.briefing(g)
    assert plo.get(reverse("meeting_enter", args=[other.pk, door.code_of(made.pk)])).status_code == 403
    assert plo.get(url[:-2] + "xx").status_code == 403
    with at(MONDAY + dt.timedelta(minutes=door.GOOD_FOR + 1)):
        assert "หมดอายุ" in text(plo, url, 403)


def test_the_code_changes_with_the_minute(g):
    made = ground.briefing(g)
    first = door.code_of(made.pk)
    with at(MONDAY + dt.timedelta(seconds=59)):
        assert door.code_of(made.pk) == first
    with at(MONDAY + dt.timedelta(seconds=60)):
        assert door.code_of(made.pk) != first


def test_the_roll_is_marked_by_hand_summed_and_exported(g):
    made = ground.running(g, mode="hall", venue="ห้อง 1", quorum=2)
    line = ground.line(made, g, "OPS-92")
    duty, url = g.client("duty"), f"/meetings/{made.pk}/roll"
    with at(MONDAY + dt.timedelta(minutes=30)):
        mark = {"do": "mark", "back": "roll", "mark": f"{line.pk}:1", "clock": "10.20"}
        assert duty.post(f"/meetings/{made.pk}/do", mark).headers["Location"] == url
        wrong = duty.post(f"/meetings/{made.pk}/do", mark | {"clock": "เมื่อกี้"})
        assert (wrong.status_code, "เมื่อกี้" in wrong.content.decode()) == (409, True)
        for by in ("province", "region", "agency", "duty", "nonsense"):
            shown = text(duty, f"{url}?by={by}")
            assert "ยังไม่ครบองค์ประชุม" in shown
            assert "มาสาย" in shown
        assert "ตรัง" in text(duty, url)
        told = b"".join(duty.get(f"{url}.csv").streaming_content).decode("utf-8-sig").splitlines()
    assert told[0].startswith("position,office,area")
    assert next(row for row in told if "OPS-92" in row).split(",")[6:10] == ["here", "2026-11-23T03:20:00Z", "10", "1"]
    assert 'name="mark"' not in text(g.client("plo"), url)


def test_the_log_page_and_file_carry_the_last_hash(g):
    made = ground.running(g)
    ground.attend(g, made, "plo", "OPS-92")
    done = g.do("duty", c.CloseMeeting(target_id=made.pk))
    client = g.client("plo")
    shown = text(client, f"/meetings/{made.pk}/log")
    assert done.final_hash[:32] in shown
    assert "รหัสสุดท้ายเมื่อปิดประชุม" in shown
    rows = b"".join(client.get(f"/meetings/{made.pk}/log.jsonl").streaming_content).decode().splitlines()
    assert verify([json.loads(one) for one in rows[1:]], done.final_hash).whole
    assert g.client("doe-80").get(f"/meetings/{made.pk}/log.jsonl").status_code == 404


def test_a_masked_reader_sees_no_secret_words(g):
    from prasan.directory.actor import actor_for
    from prasan.directory.models import Person, Seat
    from prasan.directory.roles import Role

    who = Person.objects.create(username="auditor", given_name="สมมติ", family_name="ตรวจ")
    seat = Seat.objects.create(person=who, office=g.offices["OPS"], role=Role.AUDITOR, start=dt.date(2020, 1, 1))
    g.actors["auditor"] = actor_for(seat)
    made = ground.running(g, title="เรื่องลับมาก", classification=1, to=("OPS-92",), venue="ห้องลับ")
    item = ground.item(g, made, title="วาระปิด", text="เนื้อหาปิด")
    g.do("duty", c.NoteItem(target_id=item.pk, note="คำพูดปิด"))
    g.do("plo", c.ReplyTo(target_id=ground.line(made, g, "OPS-92").pk, reply="substitute", substitute_name="ชื่อปิด"))
    client = g.client("auditor")
    pages = ("/meetings", f"/meetings/{made.pk}", f"/meetings/{made.pk}/items/{item.pk}", f"/meetings/{made.pk}/roll")
    for url in (*pages, f"/meetings/{made.pk}/log", f"/api/v1/meetings/{made.pk}"):
        answer = client.get(url)
        shown = json.dumps(answer.json(), ensure_ascii=False) if "/api/" in url else answer.content.decode()
        assert "ปิดบังไว้ตามชั้นความลับ" in shown
        for secret in ("เรื่องลับมาก", "วาระปิด", "เนื้อหาปิด", "คำพูดปิด", "ชื่อปิด"):
            assert secret not in shown


def test_full_pages_keep_to_the_houses_budget(g):
    everybody = tuple(code for code in g.offices if code != "OPS")
    made = ground.running(g, to=everybody, mode="both", venue="ห้อง 1")
    items = [ground.item(g, made, title=f"วาระ {n}") for n in range(12)]
    for who, office in (("plo", "OPS-92"), ("plo-80", "OPS-80"), ("doe-head", "DOE-92")):
        ground.attend(g, made, who, office)
    ground.open_vote(g, made)
    ahead = ground.briefing(g, to=everybody, starts_at=LATER)
    duty, base = g.client("duty"), f"/meetings/{made.pk}"
    urls = ["/meetings", "/meetings?view=mine", "/meetings/new", "/meetings/series", "/meetings/series/new", base,
            f"{base}/items/{items[0].pk}", f"{base}/roll?by=region", f"{base}/log", f"{base}/door", f"{base}/roll.csv",
            f"/meetings/{ahead.pk}", f"/meetings/{ahead.pk}/change"]  # fmt: skip
    for who, url in [*(("duty", one) for one in urls), ("plo", f"{base}/reply"), ("plo", f"{base}/guests")]:
        client = duty if who == "duty" else g.client(who)
        with CaptureQueriesContext(connection) as asked:
            shown = client.get(url)
        assert shown.status_code == 200
        assert (url, len(asked)) <= (url, 12)
        size = len(b"".join(shown.streaming_content) if shown.streaming else shown.content)
        assert (url, size) < (url, 110_000)
