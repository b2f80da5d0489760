"""A plan and a cascade from beginning to end by API and command line, through the same door as the pages."""

import json

import pytest
from django.test import Client

from prasan.config.cli import build_parser, commands
from prasan.plans.cascade import api as cascade_api
from prasan.plans.models import Cascade, Item
from tests.plans import ground
from tests.plans.test_pages import signed_in


@pytest.fixture
def g(db):
    return ground.build()


def send(client: Client, method: str, path: str, body=None, status: int = 200):
    response = client.generic(method, f"/api/v1{path}", json.dumps(body or {}), content_type="application/json")
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_a_plan_is_written_sent_returned_and_approved(g):
    plo, owner = signed_in(g, "plo"), signed_in(g, "owner")
    plan = send(plo, "POST", "/plans", {"area": "92", "fiscal_year": ground.YEAR})
    lines = f"/plans/{plan['id']}/lines"
    days = {"start": "2025-10-01", "end": "2026-09-30"}
    told = {"name_th": "ก", "goal_th": "120 คน", "office": "DOE-92", "responsible": "doe", "indicators": ["jobs"]}
    found = send(plo, "POST", f"{lines}/project", told | days | {"policies": [g.policies[0].pk]})
    project = found["projects"][0]["id"]
    activity = {
        "parent": project,
        "name_th": "ข",
        "weight": 100,
        "office": "DOE-92",
        "indicator": "jobs",
        "target": 120,
    }
    found = send(plo, "POST", f"{lines}/activity", activity | days)
    line = found["projects"][0]["activities"][0]
    assert (line["indicator"], line["target"]) == ("jobs", "120.00")
    send(plo, "POST", f"{lines}/milestone", {"parent": line["id"], "name_th": "ครึ่งทาง", "due": "2026-03-31"})
    send(plo, "POST", f"{lines}/money", {"parent": project, "source": "department", "allocated": 500}, 200)
    send(plo, "PATCH", f"{lines}/project/{project}", {"goal_th": "150 คน"})
    send(plo, "PATCH", f"{lines}/project/{project}", {"due": "2026-01-01"}, 422)
    send(plo, "PATCH", f"{lines}/project/{project}", {"office": "NOWHERE"}, 404)
    send(signed_in(g, "plo-80"), "POST", f"/plans/{plan['id']}/submit", {}, 404)
    send(plo, "POST", f"/plans/{plan['id']}/submit")
    send(owner, "POST", f"/plans/{plan['id']}/return", {}, 409)
    send(owner, "POST", f"/plans/{plan['id']}/return", {"reason": "วัดไม่ได้"})
    send(plo, "POST", f"/plans/{plan['id']}/submit")
    found = send(owner, "POST", f"/plans/{plan['id']}/approve")
    assert (found["state"], found["version"], found["projects"][0]["goal_th"]) == ("approved", 1, "150 คน")
    stone = found["projects"][0]["activities"][0]["milestones"][0]["id"]
    send(plo, "PATCH", f"/plans/{plan['id']}/results/milestone/{stone}", {"reached_on": "2026-03-01"})
    send(plo, "DELETE", f"{lines}/project/{project}", None, 409)
    copy = send(plo, "POST", "/plan-copies", {"area": "92", "fiscal_year": ground.YEAR + 1, "source": plan["id"]})
    assert copy["copied_from"] == plan["id"]


def test_a_cascade_is_prepared_split_sent_and_answered(g):
    owner, plo = signed_in(g, "owner"), signed_in(g, "plo")
    head = {"name_th": "เร่งด่วน", "goal_th": "300 คน", "due": "2099-01-31"}
    made = send(owner, "POST", "/cascades", head | {"policy": g.policies[0].pk, "fiscal_year": ground.YEAR})
    days = {"start": "2026-01-01", "end": "2026-09-30"}
    told = {"name_th": "ก", "agency": "DOE", "weight": "100", "indicator": "jobs"}
    found = send(owner, "POST", f"/cascades/{made['id']}/activities", told | days)
    shares = f"/cascades/{made['id']}/activities/{found['activities'][0]['id']}/shares"
    send(owner, "PUT", shares, {"method": "given", "total": 10, "values": {"92": 1, "80": 2, "93": 3}}, 409)
    split = {"method": "equal", "total": 11, "not_applicable": {"93": "ไม่มีชายฝั่ง"}}
    found = send(owner, "PUT", shares, split)
    assert sorted(one["items"][0]["asked"] or 0 for one in found["offers"]) == [0, 5, 6]
    send(plo, "GET", f"/cascades/{made['id']}", None, 404)
    found = send(owner, "POST", f"/cascades/{made['id']}/send")
    assert cascade_api.CascadeDetail.model_validate(found)
    mine = next(one for one in found["offers"] if one["area"] == "92")
    found = send(plo, "POST", f"/offers/{mine['id']}/accept")
    assert (found["state"], found["items"][0]["state"]) == ("answered", "accepted")
    send(plo, "POST", f"/offers/{mine['id']}/accept", {}, 409)
    other = Item.objects.get(offer__area=g.areas["80"])
    path = f"/offers/{other.offer_id}/items/{other.pk}"
    send(signed_in(g, "plo-80"), "POST", f"{path}/answer", {"answer": "decline", "reason": "ไม่มี"})
    send(plo, "POST", f"{path}/decide", {"agree": True}, 404)
    assert send(owner, "POST", f"{path}/decide", {"agree": True})["state"] == "excluded"
    rows = send(owner, "GET", f"/matrix?year={ground.YEAR}")
    states = {one["area"]: one["state"] for one in rows if one["policy"] == g.policies[0].pk}
    assert states == {"92": "planned", "80": "not_applicable", "93": "not_applicable"}
    assert send(owner, "POST", f"/cascades/{made['id']}/chase") == {"reminded": 0, "left": 3}
    send(owner, "POST", f"/cascades/{made['id']}/close")


def command(capsys, *words: str) -> tuple[int, list[dict]]:
    asked = build_parser(commands()).parse_args(words)
    code = asked._cli.run(asked)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_is_cascaded_whole_or_not_at_all(g, capsys, tmp_path):
    line = {"name_th": "ก", "agency": "DOE", "start": "2026-01-01", "end": "2026-09-30", "weight": 100,
            "indicator": "jobs", "split": {"method": "given", "total": 6, "values": "shares.csv"}}  # fmt: skip
    told = {"policy": g.policies[0].pk, "fiscal_year": ground.YEAR, "name_th": "ก", "goal_th": "ข",
            "due": "2099-01-31", "activities": [line]}  # fmt: skip
    file = tmp_path / "cascade.json"
    file.write_text(json.dumps(told))
    (tmp_path / "shares.csv").write_text("area,value\n92,1\n80,2\n93,2\n")
    words = ("cascade", "run", "--file", str(file), "--as", "owner", "--send", "--json")
    assert command(capsys, *words)[0] != 0
    assert Cascade.objects.count() == 0
    (tmp_path / "shares.csv").write_text("area,value\n92,1\n80,2\n93,3\n")
    code, (made,) = command(capsys, *words)
    assert (code, made["state"]) == (0, "offered")
    _code, (tally,) = command(capsys, "cascade", "status", "--id", str(made["id"]), "--json")
    assert (tally["asked"], tally["states"]) == (6, {"open": 3})
    _code, offers = command(capsys, "cascade", "offers", "--id", str(made["id"]), "--json")
    assert {one["state"] for one in offers} == {"open"}
    _code, cells = command(capsys, "cascade", "matrix", "--year", str(ground.YEAR), "--owed", "--json")
    assert len(cells) == 6
    assert all(one["by"] for one in cells)
