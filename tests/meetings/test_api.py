"""Meetings over the API: the same rows and verbs as on the pages."""

from __future__ import annotations

import json

import pytest

from prasan.meetings.evidence.chain import verify
from prasan.meetings.models import Briefing
from tests.meetings import ground

TOLD = {"kind": "ad_hoc", "title": "ประชุมติดตาม", "starts_at": "2026-11-25T10:00:00+07:00", "minutes": 60,
        "to": ["ตรัง", "OPS-80"]}  # fmt: skip


def send(client, url, told=None, method="post"):
    return getattr(client, method)(f"/api/v1/meetings{url}", json.dumps(told or {}), content_type="application/json")


def line_of(made, office, duty="member"):
    return next(one["id"] for one in made["roster"] if one["office"] == office and one["duty"] == duty)


def test_a_meeting_from_its_call_to_its_log(g):
    duty, plo = g.client("duty"), g.client("plo")
    made = send(duty, "", TOLD | {"quorum": 2}).json()
    url = f"/{made['id']}"
    assert (made["state"], made["organiser"], len(made["roster"])) == ("planned", "OPS", 3)
    assert send(duty, url, {"venue": "ห้อง 1", "mode": "both"}, "patch").json()["mode"] == "both"
    told = {"section": "decide", "title": "หนึ่ง", "minutes": 10, "area": "ตรัง", "office": "DOE-92"}
    item = send(duty, f"{url}/items", told).json()["agenda"][0]
    assert (item["area"], item["office"]) == ("92", "DOE-92")
    second = send(duty, f"{url}/items", told | {"title": "สอง"}).json()["agenda"][1]
    moved = send(duty, f"{url}/items/{second['id']}/move", {"by": -1}).json()
    assert [one["title"] for one in moved["agenda"]] == ["สอง", "หนึ่ง"]
    changed = send(duty, f"{url}/items/{second['id']}", told | {"title": "สองใหม่"}, "put").json()
    assert changed["agenda"][0]["title"] == "สองใหม่"
    assert len(send(duty, f"{url}/items/{second['id']}", method="delete").json()["agenda"]) == 1
    assert send(duty, f"{url}/invite").json()["state"] == "invited"
    line = line_of(made, "OPS-92")
    replied = send(plo, f"{url}/attendees/{line}/reply", {"reply": "absent"})
    assert (replied.status_code, replied.json()["field"]) == (409, "why")
    assert send(plo, f"{url}/attendees/{line}/reply", {"reply": "coming"}).status_code == 200
    added = send(duty, f"{url}/attendees", {"to": ["DOE-92"], "duty": "guest"}).json()
    gone = send(duty, f"{url}/attendees/{line_of(added, 'DOE-92', 'guest')}", method="delete").json()
    assert len(gone["roster"]) == 3
    assert send(plo, f"{url}/open").status_code == 403
    assert send(duty, f"{url}/open").json()["state"] == "running"
    assert send(plo, f"{url}/attendees/{line}/check-in").status_code == 200
    assert send(plo, f"{url}/attendees/{line}/vouch", {"guest": "นายสมมติ"}).status_code == 200
    marked = send(duty, f"{url}/attendees/{line}/mark", {"present": True}).json()
    assert marked["quorum"] == {"here": 1, "members": 3, "needed": 2, "met": False}
    assert send(duty, f"{url}/items/{item['id']}/take-up").json()["agenda"][0]["state"] == "current"
    noted = send(duty, f"{url}/items/{item['id']}/note", {"resolution": "เห็นชอบ"}, "put").json()
    assert noted["agenda"][0]["resolution"] == "เห็นชอบ"
    done = send(duty, f"{url}/close").json()
    first = plo.get(f"/api/v1/meetings{url}/log?limit=2").json()
    rest = plo.get(f"/api/v1/meetings{url}/log?after={first['next']}").json()
    assert verify([*first["items"], *rest["items"]], done["final_hash"]).whole
    assert (rest["last"], rest["final"], rest["next"]) == (done["final_hash"], True, None)


def test_the_running_meeting(g):
    made = ground.running(g)
    duty, plo, url = g.client("duty"), g.client("plo"), f"/{made.pk}"
    line = ground.line(made, g, "OPS-92").pk
    one = f"{url}/attendees/{line}"
    assert send(plo, f"{one}/hand", {"on": True}, "put").json()["roster"][1]["hand_at"]
    assert send(duty, f"{one}/hand", method="delete").status_code == 200
    assert send(duty, f"{url}/stage", {"line": line}, "put").json()["on_stage"] == line
    assert send(plo, f"{one}/share", {"on": True}, "put").json()["sharing"] == line
    assert send(plo, f"{one}/pictures", {"pictures": 4}, "put").status_code == 200
    assert send(plo, f"{one}/pictures", {"pictures": 5}, "put").json()["field"] == "pictures"
    assert send(duty, f"{one}/mute", {"on": True}, "put").status_code == 200
    assert send(duty, f"{url}/mute-all").status_code == 200
    assert send(duty, f"{url}/lock", {"on": True}, "put").json()["locked"] is True
    assert send(duty, f"{url}/recording", {"on": False}, "put").json()["field"] == "reason"
    assert send(duty, f"{url}/recording", {"on": False, "reason": "วาระลับ"}, "put").json()["recording"] is False
    assert send(duty, f"{one}/removed", {"on": True, "reason": "รบกวน"}, "put").status_code == 200
    assert send(duty, f"{one}/removed", {"on": False}, "put").status_code == 200
    assert send(plo, f"{url}/messages", {"line": line, "text": "ได้ยินชัด"}).status_code == 200
    assert send(duty, f"{url}/messages/{made.messages.get().pk}", method="delete").status_code == 200
    assert send(plo, f"{url}/problems", {"line": line, "text": "ภาพค้าง", "statistics": {"rtt": 9}}).status_code == 200
    assert send(duty, f"{url}/problems/{made.problems.get().pk}/settle", {"how": "เปลี่ยนสาย"}).status_code == 200


def test_a_secret_vote_tells_its_counts_and_nothing_else(g):
    made = ground.running(g)
    duty, url = g.client("duty"), f"/{made.pk}"
    vote = send(duty, f"{url}/votes", {"question": "เห็นชอบหรือไม่", "secret": True}).json()["votes"][0]
    assert (vote["may"], vote["counts"]) == (4, None)
    for who, office, choice in (("plo", "OPS-92", 0), ("plo-80", "OPS-80", 1)):
        told = {"line": ground.line(made, g, office).pk, "choice": choice}
        assert send(g.client(who), f"{url}/votes/{vote['id']}/cast", told).status_code == 200
    assert send(g.client("dg"), f"{url}/votes/{vote['id']}/cast", told).status_code in {403, 404}
    closed = send(duty, f"{url}/votes/{vote['id']}/close").json()["votes"][0]
    assert closed["counts"] == [1, 1, 0]
    again = send(duty, f"{url}/votes", {"question": "ถามใหม่", "choices": ["ก", "ข"]}).json()["votes"][1]
    dropped = send(duty, f"{url}/votes/{again['id']}/drop", {"reason": "ถามผิด"}).json()
    assert [one["id"] for one in dropped["votes"]] == [vote["id"]]


@pytest.mark.parametrize(
    ("wrong", "field", "status"),
    [({"title": ""}, "title", 409), ({"to": ["ที่ไหนไม่รู้"]}, "to", 409), ({"mode": "pigeon"}, "mode", 422),
     ({"kind": "party"}, "kind", 409), ({"host_area": "ดวงจันทร์"}, "host_area", 409), ({"quorum": 40}, "quorum", 409)],
)  # fmt: skip
def test_what_is_not_whole_is_refused_with_its_field(g, wrong, field, status):
    answer = send(g.client("duty"), "", TOLD | wrong)
    assert (answer.status_code, field in answer.json()["field"]) == (status, True)
    assert not Briefing.objects.exists()


def test_an_address_does_nothing_in_another_meeting(g):
    made, other = ground.running(g), ground.briefing(g)
    item, line = ground.item(g, other), ground.line(other, g, "OPS-92")
    duty, url = g.client("duty"), f"/{made.pk}"
    for address, told, method in (
        (f"/items/{item.pk}", None, "delete"), (f"/attendees/{line.pk}/mark", {"present": True}, "post"),
        (f"/attendees/{line.pk}/check-in", None, "post"), ("/stage", {"line": line.pk}, "put"),
    ):  # fmt: skip
        assert send(duty, url + address, told, method).status_code == 404
    assert duty.post(f"/meetings{url}/do", {"do": "drop_item", "item": str(item.pk)}).status_code == 404
    assert other.items.count() == 1


def test_lists_and_series(g):
    duty = g.client("duty")
    told = {"name_th": "ประชุมศูนย์", "kind": "daily", "to": ["ทุกจังหวัด"], "sections": ["told", "decide"]}
    series = send(duty, "/series", told).json()
    assert (series["members"], series["organiser"]) == (["OPS-80", "OPS-92"], "OPS")
    for n in (1, 2):
        called = {"series": series["id"], "starts_at": TOLD["starts_at"]}
        assert send(duty, "", called).json()["number"] == f"{n}/2569"
    plo = g.client("plo")
    first = plo.get("/api/v1/meetings?view=ahead&limit=1").json()
    assert [one["number"] for one in first["items"]] == ["2/2569"]
    rest = plo.get(f"/api/v1/meetings?view=ahead&after={first['next']}").json()
    assert ([one["number"] for one in rest["items"]], rest["next"]) == (["1/2569"], None)
    assert plo.get("/api/v1/meetings/series").json()["items"][0]["id"] == series["id"]
    assert g.client("doe-80").get(f"/api/v1/meetings/series/{series['id']}").status_code == 404
    assert send(duty, f"/series/{series['id']}/end").status_code == 409
    for one in Briefing.objects.all():
        assert send(duty, f"/{one.pk}/cancel", {"reason": "เลื่อน"}).json()["number"] == ""
    assert send(duty, f"/series/{series['id']}/end").json()["ended_on"]
    assert g.client("doe-80").get("/api/v1/meetings").json()["items"] == []
