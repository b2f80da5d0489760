"""The API of cases and referrals: the same moves and the same silence as the pages."""

import json

from prasan.referrals.api import DeclineName, MoveIn, NextStepName, OutcomeName, StateName
from prasan.referrals.commands import BY_MOVE
from prasan.referrals.models import Case, Decline, NextStep, Outcome, Referral
from prasan.referrals.tracking.reading import looks
from tests.referrals import ground


def send(g, who, method, path, told=None, status=200):
    client, address = g.client(who), f"/api/v1/{path}"
    if method == "post":
        answer = client.post(address, json.dumps(told), content_type="application/json")
    else:
        answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_names_are_those_of_the_rule():
    for told, known in ((StateName, Referral.State), (DeclineName, Decline), (NextStepName, NextStep),
                        (OutcomeName, Outcome)):  # fmt: skip
        assert set(told.__args__) == set(known.values)
    assert set(MoveIn.model_fields["move"].annotation.__args__) == set(BY_MOVE)


def test_a_case_goes_its_way_by_api(g):
    person = ground.worker(g)
    made = send(g, "counter", "post", "cases", {"worker": person.pk, "need": "หางานใกล้บ้าน"})
    assert (made["need"], made["office"], made["referrals"]) == ("หางานใกล้บ้าน", "OPS-92", [])
    refused = send(g, "counter", "post", f"cases/{made['id']}/refer", {"office": "DOE-92"}, 409)
    assert "ความยินยอม" in json.dumps(refused, ensure_ascii=False)
    told = {"office": "DOE-92", "consent": True, "text": "โทรหลังห้าโมง"}
    sent = send(g, "counter", "post", f"cases/{made['id']}/refer", told)
    assert (sent["state"], sent["owner"], sent["case"]) == ("offered", "DOE-92", made["code"])
    waiting = send(g, "doe", "get", "referrals?view=to_accept")
    assert [row["id"] for row in waiting["items"]] == [sent["id"]]
    told = {"move": "decline", "decline": "no_capacity", "next_step": "later", "text": "รอบถัดไปเดือนหน้า"}
    done = send(g, "doe", "post", f"referrals/{sent['id']}/moves", told)
    assert (done["state"], done["owner"]) == ("declined", "OPS-92")
    assert [(row["move"], row["text"]) for row in done["events"]] == [
        ("create", "โทรหลังห้าโมง"), ("decline", "รอบถัดไปเดือนหน้า"),
    ]  # fmt: skip
    send(g, "doe", "post", f"referrals/{sent['id']}/moves", {"move": "accept"}, 409)
    send(g, "doe-80", "get", f"referrals/{sent['id']}", status=404)
    send(g, "minister", "get", f"cases/{made['id']}", status=404)
    assert Case.objects.get().code == made["code"]


def test_a_case_is_tracked_by_its_slip_from_anywhere_and_the_person_sees_that(g):
    one = ground.referral(g)
    told = g.client("duty").post("/api/v1/track", {"code": one.case.code.lower()}, "application/json").json()
    assert (told["code"], told["office"]) == (one.case.code, "OPS-92")
    assert [(row["office"], row["state"], row["owner"]) for row in told["referrals"]] == [
        ("DOE-92", "offered", "DOE-92")
    ]
    assert "ตกงาน" not in str(told)
    assert g.client("plo-80").post("/api/v1/track", {"code": one.case.code}, "application/json").status_code == 200
    assert g.client("minister").post("/api/v1/track", {"code": one.case.code}, "application/json").status_code == 403
    assert g.client("duty").post("/api/v1/track", {"code": "AAAA-AAAA-A"}, "application/json").status_code == 404
    assert [look.office for look in looks(one.case)] == [g.offices["OPS-80"].name_th, g.offices["OPS"].name_th]
