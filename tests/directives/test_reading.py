"""Sentences read into proposals on the page and over the API; each is confirmed, changed or dropped by itself."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from prasan.directives import forms, proposals
from prasan.directives.models import Directive, Guidance
from prasan.platform.commands import RuleBroken
from tests.directives.ground import Area, Office
from tests.directives.sent import as_sent

SENTENCES = (
    "1. ให้แรงงานจังหวัดตรัง ร่วมกับจัดหางานจังหวัดตรัง และสำนักงานตำรวจแห่งชาติ ช่วยเหลือลูกจ้างที่ถูกเลิกจ้าง ภายใน 15 วัน และรายงานผล\n"
    "2. กำชับให้แรงงานจังหวัดทุกจังหวัดดูแลแรงงานนอกระบบให้เข้าถึงบริการของรัฐอย่างต่อเนื่อง\n"
    "3. มอบหมายให้กรมการจัดหางานปรับปรุงระบบขึ้นทะเบียน ภายใน 3 เดือน"
)


def test_a_paragraph_is_read_into_fields(g):
    found, rest = proposals.read(SENTENCES)
    first, second, third = found
    assert rest == ""
    assert (first.kind, first.lead.code, [one.code for one in first.co]) == ("directive", "OPS-92", ["DOE-92"])
    assert (first.due_kind, first.due_amount, first.report_back) == ("days", 15, True)
    assert [one.code for one in first.areas] == ["92"]
    assert first.outside == ["สำนักงานตำรวจแห่งชาติ"]
    assert (second.kind, second.everywhere, second.split, second.review_on) == (
        "guidance", True, True, dt.date(2027, 5, 22),
    )  # fmt: skip
    assert forms.filled(second)["to"] == "ทุกจังหวัด"
    assert (third.kind, third.lead.code, third.due_kind, third.due_amount) == ("directive", "DOE", "months", 3)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ภายใน 3 ชั่วโมง", ("hours", 3, None, "")),
        ("ภายใน 24 ชั่วโมง", ("date", 0, dt.date(2026, 11, 24), "")),
        ("ภายใน 2 สัปดาห์", ("days", 14, None, "")),
        ("ภายใน 1 ปี", ("months", 12, None, "")),
        ("ภายในวันที่ 30 พ.ย. 2569", ("date", 0, dt.date(2026, 11, 30), "")),
        ("โดยด่วน", ("at_once", 0, None, "")),
        ("ทุกสัปดาห์", ("days", 7, None, "week")),
        ("ทุกเดือน", ("months", 1, None, "month")),
        ("ทุกวัน", ("", 0, None, "")),
    ],
)
def test_each_way_to_say_a_time_comes_to_a_kind_of_the_form(g, said, told):
    ((one,), _rest) = proposals.read(f"ให้แรงงานจังหวัดตรังรายงานผลการช่วยเหลือลูกจ้าง{said}")
    assert (one.due_kind, one.due_amount, one.due_day, one.every) == told
    assert bool(one.notes) == (said == "ทุกวัน")


@pytest.mark.parametrize("text", ["", " \0 ", "วันนี้อากาศดี ประชาชนออกมาเที่ยวตลาด", "ก" * 20_001])
def test_what_holds_no_order_is_said_in_words(g, text):
    with pytest.raises(RuleBroken) as broken:
        proposals.read(text)
    assert broken.value.field == "sentences"


def test_a_site_without_a_reader_says_so(g, settings):
    settings.DIRECTIVE_READER = ""
    with pytest.raises(RuleBroken):
        proposals.read(SENTENCES)


def test_what_is_too_much_for_one_reading_is_handed_back(g):
    text = "\n".join(f"{n}. ให้แรงงานจังหวัดตรังตรวจโรงงานที่ {n} ภายใน 7 วัน" for n in range(1, 24))
    found, rest = proposals.read(text)
    assert len(found) == proposals.MOST
    assert "โรงงานที่ 21" in rest
    assert "โรงงานที่ 20" not in rest
    assert len(proposals.read(rest)[0]) == 3


def test_proposals_are_confirmed_one_after_another_and_none_is_lost(g):
    client = g.client("minister")
    assert "อ่านเป็นข้อสั่งการ" in client.get("/directives/new").content.decode()
    page = client.post("/directives/read", {"do": "read", "sentences": SENTENCES, "origin": "free"})
    assert (page.status_code, Directive.objects.count(), Guidance.objects.count()) == (200, 0, 0)
    told = as_sent(page)
    assert (told["count"], told["p0-lead"], told["p0-due_amount"]) == ("3", "สำนักงาน OPS-92", "15")
    changed = told | {"p0-due_amount": "๒๐", "p2-text": "ให้กรมการจัดหางานปรับปรุงระบบทั้งหมด", "do": "confirm-0"}
    page = client.post("/directives/read", changed)
    made = Directive.objects.get()
    assert (made.lead.code, made.due_amount, made.issued_by_id) == ("OPS-92", 20, g.actors["minister"].person_id)
    told = as_sent(page)
    assert told["p2-text"] == "ให้กรมการจัดหางานปรับปรุงระบบทั้งหมด"
    again = client.post("/directives/read", changed)  # the page sent once more issues nothing
    assert (again.status_code, Directive.objects.count()) == (200, 1)
    page = client.post("/directives/read", told | {"do": "confirm-1"})
    given = Guidance.objects.get()
    assert {one.office.code for one in given.addressees.all()} == {"OPS-92", "OPS-80"}
    page = client.post("/directives/read", as_sent(page) | {"do": "drop-2"})
    assert "ครบทุกข้อแล้ว" in page.content.decode()
    page = client.post("/directives/read", as_sent(page) | {"do": "restore-2"})
    assert as_sent(page)["p2-text"] == "ให้กรมการจัดหางานปรับปรุงระบบทั้งหมด"
    assert Directive.objects.count() == 1


def test_a_proposal_that_is_not_whole_says_which_field_and_keeps_all(g):
    client = g.client("minister")
    told = as_sent(client.post("/directives/read", {"do": "read", "sentences": SENTENCES}))
    page = client.post("/directives/read", told | {"p2-due_kind": "", "p0-co": "ไม่มีหน่วยนี้", "do": "confirm-2"})
    shown = page.content.decode()
    assert (page.status_code, Directive.objects.count()) == (409, 0)
    assert 'href="#f-p2-due_kind"' in shown
    assert 'id="f-p2-due_kind"' in shown
    assert as_sent(page)["p0-co"] == "ไม่มีหน่วยนี้"


def test_the_kind_is_turned_by_the_person(g):
    client = g.client("minister")
    told = as_sent(client.post("/directives/read", {"do": "read", "sentences": SENTENCES}))
    told = as_sent(client.post("/directives/read", told | {"do": "turn-0"}))
    assert (told["p0-kind"], told["p0-to"]) == ("guidance", "สำนักงาน OPS-92\nสำนักงาน DOE-92")
    told = as_sent(client.post("/directives/read", told | {"do": "turn-0"}))
    assert (told["p0-kind"], told["p0-due_amount"]) == ("directive", "15")


def test_only_who_gives_reads_sentences(g):
    assert g.client("doe").post("/directives/read", {"do": "read", "sentences": SENTENCES}).status_code == 403
    assert g.client("minister").get("/directives/read").status_code == 302
    odd = {"do": "confirm-99", "count": "999999", "reading": "x"}
    assert g.client("minister").post("/directives/read", odd).status_code == 200


def test_over_the_api(g):
    def post(who, text):
        told = json.dumps({"text": text})
        return g.client(who).post("/api/v1/directive-proposals", told, content_type="application/json")

    answer = post("minister", SENTENCES).json()
    assert [(one["kind"], one["lead"]) for one in answer["items"]] == [
        ("directive", "OPS-92"), ("guidance", "OPS"), ("directive", "DOE"),
    ]  # fmt: skip
    assert (answer["items"][1]["areas"], answer["rest"]) == (["ทุกจังหวัด"], "")
    assert post("minister", "").status_code == 409
    assert post("doe", SENTENCES).status_code == 403


def test_names_are_suggested_while_one_types(g):
    from prasan.platform.search import fill_all

    fill_all(Office)
    fill_all(Area)

    def names(kind, q):
        answer = g.client("minister").get("/api/v1/directive-suggestions", {"kind": kind, "q": q})
        return [one["value"] for one in answer.json()["items"]]

    assert names("office", "OPS-9") == ["สำนักงาน OPS-92"]
    assert names("area", "เมืองต") == ["เมืองตรัง ตรัง"]
    assert names("area", "ทุกจั") == ["ทุกจังหวัด"]
    assert names("office", "") == []
    for kind, read in (("area", forms.areas_named), ("office", forms.offices_named)):
        for value in names(kind, "ตรัง" if kind == "area" else "สำนักงาน"):
            assert read([value], kind)
