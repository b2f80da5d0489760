"""Pages of directives: the four views, the record with its verbs, the two forms, how offices answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.directives import commands as c
from prasan.directives import statistics
from prasan.directives.models import Directive, Guidance
from tests.directives.ground import MONDAY, at

FORM = {
    "text": "ให้แรงงานจังหวัดตรังช่วยเหลือลูกจ้าง", "lead": "ตรัง", "due_kind": "date", "due_day": "30 พ.ย. 2569",
    "report_back": "on", "origin": "free", "classification": "0", "co": "DOE-92", "areas": "เมืองตรัง ตรัง\nTW",
    "outside": "เทศบาลนครตรัง",
}  # fmt: skip


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_form_issues_what_was_typed(g):
    client = g.client("minister")
    answer = client.post("/directives/new", FORM)
    made = Directive.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/directives/{made.pk}")
    assert (made.lead.code, made.due_day, made.outside) == ("OPS-92", dt.date(2026, 11, 30), ["เทศบาลนครตรัง"])
    assert [one.office.code for one in made.co_offices.all()] == ["DOE-92"]
    assert [one.area.code for one in made.areas.all()] == ["9201", "TW"]
    shown = text(client, f"/directives/{made.pk}")
    for word in ("ข้อสั่งการเลขที่ 1/2569", "30 พ.ย. 2569", "เทศบาลนครตรัง", "สั่งการแล้ว"):
        assert word in shown
    assert "ที่ รง" not in shown


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"lead": ""}, "lead", "ข้อสั่งการทุกข้อต้องมีหน่วยงานรับผิดชอบ"),
        ({"lead": "ไม่มีสำนักงานนี้"}, "lead", "ไม่รู้จักหน่วยงาน"),
        ({"due_kind": ""}, "due_kind", "ข้อสั่งการทุกข้อต้องมีกำหนด"),
        ({"due_day": "วันมะรืนนู้น"}, "due_day", "อ่านวันที่ไม่ได้"),
        ({"due_kind": "days", "due_amount": "ห้า"}, "due_amount", "โปรดใส่เป็นจำนวนเต็ม"),
        ({"areas": "ดวงจันทร์"}, "areas", "ไม่รู้จักพื้นที่"),
        ({"goal": "สิบ"}, "goal", "ใส่ค่าเป็นตัวเลข"),
        ({"text": ""}, "text", "โปรดเขียนข้อสั่งการ"),
    ],
)
def test_a_wrong_field_is_named_in_words_and_what_was_typed_stays(g, wrong, field, words):
    answer = g.client("minister").post("/directives/new", FORM | wrong)
    shown = answer.content.decode()
    assert (answer.status_code, Directive.objects.count()) == (409, 0)
    assert words in shown
    assert f'id="f-{field}"' in shown
    assert "เทศบาลนครตรัง" in shown


def test_the_views_show_whose_they_are(g):
    ours, theirs = g.issue(), g.issue(lead="OPS-80")
    late = g.issue(text="ด่วน", due_kind="date", due_day=dt.date(2026, 11, 23))
    g.do("plo", c.Acknowledge(target_id=ours.pk))

    def codes(who, view):
        shown = text(g.client(who), f"/directives?view={view}")
        return {one.pk for one in (ours, theirs, late) if f'href="/directives/{one.pk}"' in shown}

    assert codes("plo", "") == {ours.pk, late.pk}
    assert codes("plo", "mine") == {ours.pk}
    assert codes("plo", "office") == {ours.pk, late.pk}
    assert codes("minister", "given") == {ours.pk, theirs.pk, late.pk}
    with at(MONDAY + dt.timedelta(days=1)):
        assert codes("minister", "overdue") == {late.pk}


def test_both_sides_act_on_the_record(g):
    made = g.issue()
    plo, minister, url = g.client("plo"), g.client("minister"), f"/directives/{made.pk}"
    assert 'value="acknowledge"' in text(plo, url)
    assert 'value="acknowledge"' not in text(minister, url)
    assert plo.post(f"{url}/do", {"do": "acknowledge"}).status_code == 302
    refused = plo.post(f"{url}/do", {"do": "answer", "text": " ", "evidence": "หนังสือ 5"})
    assert (refused.status_code, "หนังสือ 5" in refused.content.decode()) == (409, True)
    assert plo.post(f"{url}/do", {"do": "answer", "text": "ช่วยแล้ว", "evidence": "หนังสือ 5"}).status_code == 302
    assert minister.post(f"{url}/do", {"do": "return", "reason": ""}).status_code == 409
    told = {"do": "move_due", "due_kind": "months", "due_amount": "๑", "reason": "ขยายเวลา"}
    assert minister.post(f"{url}/do", told).status_code == 302
    letter = {"do": "official", "official_no": "รง 0201/12", "official_date": "20 พ.ย. 2569"}
    assert minister.post(f"{url}/do", letter).status_code == 302
    assert minister.post(f"{url}/do", {"do": "close"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.official_date) == ("closed", dt.date(2026, 11, 20))
    assert "ปิดข้อสั่งการ" in text(plo, url)
    assert minister.post(f"{url}/do", {"do": "dance"}).status_code == 409


def test_out_of_scope_is_not_found(g):
    made = g.issue()
    assert g.client("plo-80").get(f"/directives/{made.pk}").status_code == 404
    assert g.client("plo").get("/directives/new").status_code == 200
    assert g.client("doe").get("/directives/new").status_code == 403


def test_guidance_is_given_answered_and_reviewed_on_its_pages(g):
    minister, plo = g.client("minister"), g.client("plo")
    form = {"text": "ดูแลแรงงานนอกระบบ", "to": "ทุกจังหวัด\nDOE-92", "review_on": "30/9/2570", "origin": "free"}
    assert minister.post("/guidance/new", form | {"to": ""}).status_code == 409
    assert minister.post("/guidance/new", form).status_code == 302
    made = Guidance.objects.get()
    assert {one.office.code for one in made.addressees.all()} == {"OPS-92", "OPS-80", "DOE-92"}
    url = f"/guidance/{made.pk}"
    assert plo.post(f"{url}/do", {"do": "acknowledge"}).status_code == 302
    assert plo.post(f"{url}/do", {"do": "reply", "how": ""}).status_code == 409
    assert plo.post(f"{url}/do", {"do": "reply", "how": "ออกหน่วยทุกอำเภอ"}).status_code == 302
    shown = text(minister, url)
    assert "ออกหน่วยทุกอำเภอ" in shown
    assert "1 จาก 3 หน่วยงาน" in shown
    renew = {"do": "renew", "review_on": "30/9/2571", "reason": "ได้ผล"}
    assert minister.post(f"{url}/do", renew).status_code == 302
    assert minister.post(f"{url}/do", {"do": "end", "reason": "บรรจุในแผนแล้ว"}).status_code == 302
    assert "สิ้นสุดแล้ว" in text(minister, "/guidance")


def test_how_offices_answer(g):
    quick, slow, open_one = g.issue(), g.issue(), g.issue(due_kind="date", due_day=dt.date(2026, 11, 23))
    g.issue(lead="OPS-80")
    for made, days in ((quick, 0), (slow, 10)):
        with at(MONDAY + dt.timedelta(days=days)):
            g.do("plo", c.Acknowledge(target_id=made.pk))
            g.answer(made)
    with at(MONDAY + dt.timedelta(days=10)):
        first, last = dt.date(2026, 11, 1), dt.date(2026, 12, 31)
        rows, after = statistics.of_offices(g.actors["minister"], first, last)
        trang = next(one for one in rows if one.code == "OPS-92")
        assert (trang.issued, trang.acknowledged, trang.answered, trang.in_time, trang.overdue) == (3, 1, 2, 1, 1)
        assert trang.median == 4.0  # none, and eight working days
        assert (len(rows), after, open_one.is_open) == (2, "", True)
        assert [one.code for one in statistics.of_offices(g.actors["minister"], first, last, "OPS-80")[0]] == ["OPS-92"]
        shown = text(g.client("minister"), "/directives/statistics")
    assert "สำนักงาน OPS-92" in shown
    assert "4.0" in shown


def test_a_masked_reader_sees_no_secret_words(g):
    from prasan.directory.actor import actor_for
    from prasan.directory.models import Person, Seat
    from prasan.directory.roles import Role

    who = Person.objects.create(username="auditor", given_name="สมมติ", family_name="ตรวจ")
    seat = Seat.objects.create(person=who, office=g.offices["OPS"], role=Role.AUDITOR, start=dt.date(2020, 1, 1))
    g.actors["auditor"] = actor_for(seat)
    made = g.issue(text="เรื่องลับที่ต้องปิด", classification=1)
    g.do("plo", c.Acknowledge(target_id=made.pk))
    g.answer(made, text="คำตอบลับ")
    g.do("minister", c.Return(target_id=made.pk, reason="เหตุผลลับ"))
    client = g.client("auditor")
    for url in ("/directives", f"/directives/{made.pk}"):
        shown = text(client, url)
        assert "ปิดบังไว้ตามชั้นความลับ" in shown
        assert "เรื่องลับ" not in shown
        assert "คำตอบลับ" not in shown
        assert "เหตุผลลับ" not in shown


def test_full_pages_keep_to_the_houses_budget(g):
    whole = g.issue("minister", "OPS", areas=[g.areas["92"].pk, g.areas["80"].pk], split=True, co=[g.offices["DOE"].pk])
    g.do("duty", c.Acknowledge(target_id=whole.pk))
    for n in range(3):
        g.answer(whole, "duty", text=f"ผลครั้งที่ {n}")
        g.do("minister", c.Return(target_id=whole.pk, reason="ขอเพิ่ม"))
    told = g.give()
    client = g.client("minister")
    for url in ("/directives", "/directives?view=office", f"/directives/{whole.pk}", "/directives/new", "/guidance",
                f"/guidance/{told.pk}", "/guidance/new", "/directives/statistics"):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            shown = client.get(url)
        assert shown.status_code == 200
        assert (url, len(asked)) <= (url, 12)
        assert len(shown.content) < 110_000
