"""The desk of the protection officer, requests about data, holds and erasing through pages, API and command line."""

import datetime as dt
import json

import pytest

from prasan.config.cli import build_parser, commands
from prasan.privacy.models import Erasure, Hold
from prasan.referrals import commands as r
from prasan.referrals.models import DataRequest
from prasan.registers.models import Worker
from tests.privacy.ground import MONDAY, breach, case, worker

JSON = {"content_type": "application/json"}


def asked(one, kind="correct", due=dt.date(2026, 12, 23)):
    return DataRequest.objects.create(case=one, kind=kind, text="ชื่อสะกดผิด", asked_at=MONDAY, due_on=due)


def test_the_desk_shows_what_waits_to_the_officer_alone(g):
    late, soon = case(g), case(g)
    asked(soon)
    asked(late, due=dt.date(2026, 11, 1))
    one = breach(g)
    text = g.client("dpo").get("/privacy").content.decode()
    assert one.code in text
    assert text.index(late.code) < text.index(soon.code)
    assert "เกินกำหนด 1 คำขอ" in text
    assert "ชื่อสะกดผิด" not in text
    for who in ("plo", "counter", "doe"):
        assert g.client(who).get("/privacy").status_code == 403
    assert 'href="/privacy"' in text
    assert 'href="/privacy"' not in g.client("counter").get("/workers").content.decode()


def test_an_office_sees_the_requests_that_it_owes_and_answers_them(g):
    one = case(g)
    counter = g.client("counter")
    told = {"do": "ask", "kind": "correct", "text": "ปีเกิดผิด"}
    assert counter.post(f"/cases/{one.pk}/keep", told).status_code == 302
    row = DataRequest.objects.get()
    assert row.due_on == dt.date(2026, 12, 23)
    assert one.code in counter.get("/privacy/requests").content.decode()
    assert one.code not in g.client("doe").get("/privacy/requests").content.decode()
    seen = [len(g.client(who).get("/api/v1/data-requests").json()) for who in ("dpo", "counter", "doe")]
    assert seen == [1, 1, 0]
    g.do("counter", r.AnswerAboutData(target_id=one.pk, request_id=row.pk, text="แก้แล้ว"))
    assert one.code not in counter.get("/privacy/requests").content.decode()


def test_a_hold_is_placed_stands_against_erasing_and_is_lifted(g):
    person, dpo = worker(g), g.client("dpo")
    refused = dpo.post("/privacy/holds", {"worker": str(person.pk), "order": "ศ 1/2569"})
    assert refused.status_code == 422
    assert "ศ 1/2569" in refused.content.decode()
    told = {"worker": str(person.pk), "order": "ศ 1/2569", "text": "คดีแรงงาน", "from": "1 ต.ค. 2569"}
    assert dpo.post("/privacy/holds", told).status_code == 302
    hold = Hold.objects.get()
    assert hold.from_day == dt.date(2026, 10, 1)
    assert f"/privacy/erase/{person.pk}" in dpo.get(f"/workers/{person.pk}").content.decode()
    page = dpo.get(f"/privacy/erase/{person.pk}").content.decode()
    assert "ศ 1/2569" in page
    assert "erase-form" not in page
    assert dpo.post(f"/privacy/erase/{person.pk}", {"basis": "request", "sure": "on"}).status_code == 422
    assert dpo.post(f"/privacy/holds/{hold.pk}/lift", {"text": ""}).status_code == 422
    assert dpo.post(f"/privacy/holds/{hold.pk}/lift", {"text": "คดีถึงที่สุด"}).status_code == 302
    assert dpo.get(f"/privacy/holds/{hold.pk}/lift").status_code == 404
    assert "คดีถึงที่สุด" in dpo.get("/privacy/holds").content.decode()
    assert dpo.post(f"/privacy/erase/{person.pk}", {"basis": "request"}).status_code == 422
    assert dpo.post(f"/privacy/erase/{person.pk}", {"basis": "request", "sure": "on"})["Location"] == "/privacy"
    assert Erasure.objects.get().worker_id == person.pk
    left = dpo.get(f"/workers/{person.pk}").content.decode()
    assert "ลบข้อมูลของบุคคลนี้แล้วเมื่อ" in left
    assert f"/privacy/erase/{person.pk}" not in left
    assert dpo.get(f"/privacy/erase/{person.pk}").status_code == 404


@pytest.mark.parametrize("path", ["/privacy/holds", "/privacy/erase/{}"])
def test_nobody_else_gets_there(g, path):
    person = worker(g)
    for who in ("plo", "counter"):
        assert g.client(who).get(path.format(person.pk)).status_code == 403
    assert f"/privacy/erase/{person.pk}" not in g.client("counter").get(f"/workers/{person.pk}").content.decode()


def test_over_the_api(g):
    person, dpo = worker(g), g.client("dpo")
    told = {"worker": person.pk, "order": "ศ 2", "text": "คดี"}
    assert g.client("plo").post("/api/v1/holds", json.dumps(told), **JSON).status_code == 403
    hold = dpo.post("/api/v1/holds", json.dumps(told), **JSON).json()
    erase = json.dumps({"basis": "withdrawn", "sure": True})
    path = f"/api/v1/workers/{person.pk}/erase"
    assert dpo.post(path, erase, **JSON).status_code == 409
    assert dpo.post(f"/api/v1/holds/{hold['id']}/lift", json.dumps({"text": "จบ"}), **JSON).status_code == 200
    assert dpo.post(path, erase, **JSON).json()["entries"] == 1
    assert [row["id"] for row in dpo.get("/api/v1/holds").json()] == [hold["id"]]
    assert g.client("plo").get("/api/v1/holds").json() == []


def test_on_the_command_line(g, capsys):
    def run(*words):
        found = build_parser(commands()).parse_args(["privacy", *words])
        return found._cli.run(found)

    person = worker(g)
    asked(case(g, person=person), "erase")
    assert run("requests", "--as", "dpo", "--json") == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "erase"
    assert run("hold", "ศ 3", "คดี", "--worker", str(person.pk), "--as", "dpo") == 0
    capsys.readouterr()
    assert run("erase", str(person.pk), "request", "--sure", "--as", "dpo") == 1
    assert run("lift", str(Hold.objects.get().pk), "จบ", "--as", "dpo") == 0
    assert run("erase", str(person.pk), "request", "--as", "dpo") == 1
    assert run("erase", str(person.pk), "request", "--sure", "--as", "dpo") == 0
    assert Worker.objects.get(pk=person.pk).erased_at is not None
