"""What an office keeps for the person, by API and command line: the same door as its pages."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from prasan.config.cli import build_parser, commands
from prasan.platform.commands import SYSTEM, perform
from prasan.referrals.models import DataRequest, GuestLink, Helper, LateWeek, PersonNotice
from prasan.registers.commands import LinkLine
from tests.referrals import ground


@pytest.fixture
def office(g):
    """Return (ground, a case, a function that posts as the counter)."""
    case = ground.case(g)
    client = g.client("counter")

    def post(path, told=None, status=200):
        answer = client.post(f"/api/v1{path}", json.dumps(told or {}), content_type="application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    return g, case, post


def run(capsys, *words, who="counter"):
    asked = build_parser(commands()).parse_args([*words, "--as", who, "--json"])
    code = asked._cli.run(asked)
    return code, json.loads(capsys.readouterr().out or "null")


def opens(case, pin):
    return Client().post("/t/", {"code": case.code, "word": pin}).status_code == 302


def test_a_pin_and_a_helper_open_the_page_and_end(office, capsys):
    _g, case, post = office
    first = post(f"/cases/{case.pk}/pin")["pin"]
    assert opens(case, first)
    code, told = run(capsys, "cases", "pin", str(case.pk))
    assert code == 0
    assert opens(case, told["pin"])
    assert not opens(case, first)
    told = post(f"/cases/{case.pk}/helpers", {"helper": "สมศรี", "relation": "relative", "authority": "หนังสือมอบอำนาจ"})
    assert opens(case, told["pin"])
    (helper,) = Helper.objects.all()
    kept = run(capsys, "cases", "kept", str(case.pk))[1]
    assert [(one["id"], one["name"]) for one in kept["helpers"]] == [(helper.pk, "สมศรี")]
    assert post(f"/cases/{case.pk}/helpers/{helper.pk}/end")["helpers"] == []
    assert not opens(case, told["pin"])
    post(f"/cases/{case.pk}/helpers/{helper.pk}/end", status=409)
    refused = post(
        f"/cases/{case.pk}/helpers", {"helper": "ก", "relation": "relative", "authority": "ข", "days": 999}, 409
    )
    assert "366" in json.dumps(refused, ensure_ascii=False)


def test_requests_about_data_are_taken_and_answered(office):
    _g, case, post = office
    (asked,) = post(f"/cases/{case.pk}/requests", {"kind": "correct", "text": "ชื่อสะกดผิด"})["requests"]
    assert asked["kind"] == "correct"
    assert post(f"/cases/{case.pk}/requests/{asked['id']}/answer", {"text": "แก้แล้ว"})["requests"] == []
    assert DataRequest.objects.get().answer == "แก้แล้ว"


def test_what_was_told_by_hand_is_noted(office, capsys):
    g, case, post = office
    one = ground.referral(g, of=case)
    PersonNotice.objects.create(
        case=case, referral=one, kind="moved", key="k", state="by_hand", not_before=ground.MONDAY
    )
    assert run(capsys, "cases", "kept", str(case.pk))[1]["to_tell"] == 1
    assert post(f"/cases/{case.pk}/told", {"how": "visit"})["to_tell"] == 0
    post(f"/cases/{case.pk}/told", {"how": "visit"}, 409)
    post(f"/cases/{case.pk}/told", {"how": "smoke"}, 422)
    assert run(capsys, "cases", "told", str(case.pk), "--how", "phone")[0] == 1


def test_who_wants_nothing_by_line_any_more_is_closed_at_once(office, capsys):
    _g, case, post = office
    account, worker = "U" + "0" * 32, case.worker
    for close in (
        lambda: run(capsys, "cases", "no-line", str(case.pk))[0],
        lambda: post(f"/cases/{case.pk}/line/leave", {}),
        lambda: post(f"/workers/{worker.pk}/line/close", {}),
    ):
        perform(SYSTEM, LinkLine(target_id=worker.pk, line_id=account))
        close()
        worker.refresh_from_db()
        assert (worker.line_id, worker.line_at) == ("", None)
    post(f"/cases/{case.pk}/line/leave", {}, 409)
    assert run(capsys, "cases", "no-line", str(case.pk))[0] == 1


def test_an_office_without_an_account_gets_its_link(office, capsys):
    g, case, post = office
    one = ground.referral(g, of=case, to="GOV-92")
    told = post(f"/referrals/{one.pk}/link", {"days": 3})
    assert told["days"] == 3
    page = Client().get("/g/" + told["address"].rpartition("/")[2])
    assert page.status_code == 200
    code, again = run(capsys, "referrals", "link", str(one.pk))
    assert code == 0
    assert Client().get("/g/" + told["address"].rpartition("/")[2]).status_code == 404  # a former one ends
    assert run(capsys, "referrals", "unlink", str(one.pk))[0] == 0
    assert Client().get("/g/" + again["address"].rpartition("/")[2]).status_code == 404
    assert not GuestLink.objects.filter(revoked_at=None).exists()
    post(f"/referrals/{one.pk}/link", {"days": 0}, 409)


def test_who_does_not_keep_the_case_keeps_nothing(office):
    g, case, _post = office
    ground.referral(g, of=case)
    doe = g.client("doe")
    assert doe.get(f"/api/v1/cases/{case.pk}/kept").status_code == 403
    assert g.client("doe-80").get(f"/api/v1/cases/{case.pk}/kept").status_code == 404
    assert doe.post(f"/api/v1/cases/{case.pk}/pin").status_code == 403


def test_a_reason_is_written_once_it_is_late(office, capsys):
    g, case, _post = office
    one = ground.referral(g, of=case)
    path = f"/api/v1/referrals/{one.pk}/reasons"
    told = json.dumps({"text": "รอผลตรวจ"})
    assert g.client("doe").post(path, told, content_type="application/json").status_code == 409
    with ground.at(ground.days(3)):
        assert g.client("doe").post(path, told, content_type="application/json").json() == {"done": True}
        assert LateWeek.objects.get().text == "รอผลตรวจ"
        assert run(capsys, "referrals", "reason", str(one.pk), "--text", "ซ้ำ", who="doe")[0] == 1
    with ground.at(ground.days(11)):
        assert run(capsys, "referrals", "reason", str(one.pk), "--text", "ยังรอผล", who="doe")[0] == 0
    assert LateWeek.objects.count() == 2
