"""Pages and API of intake: what each seat sees and may do, and that what was typed stays."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.situation.models import Fetch, Item, Source
from tests.situation.intake.server import Site, serving


def client(w, role: str, place: str = "own") -> Client:
    made = Client()
    person = Person.objects.get(pk=w.actors[(role, place)].person_id)
    made.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return made


def test_the_list_of_sources_shows_health_and_a_ledger_that_balances(w, feed):
    feed("http://127.0.0.1:9/")
    answer = client(w, "duty-officer").get("/listen/sources")
    assert answer.status_code == 200
    assert "แหล่งสมมติ" in answer.content.decode()
    assert "ลงตัว" in answer.content.decode()
    assert "เพิ่มแหล่งข่าว" not in client(w, "plo", "lead").get("/listen/sources").content.decode()


def test_a_trial_shows_what_would_come_and_stores_nothing(w):
    site = Site(1)
    site.publish(3)
    site.fault = "none"
    with serving(site) as at:
        told = {"do": "try", "kind": "feed", "code": "news-a", "name_th": "ข่าว", "url": f"{at}/0", "minutes": "30"}
        answer = client(w, "duty-officer").post("/listen/sources/new", told)
    assert "ข่าวสมมติ 2" in answer.content.decode()
    assert not Item.objects.exists()
    assert not Source.objects.exists()


def test_a_form_keeps_what_was_typed(w):
    answer = client(w, "plo", "lead").post("/listen/field", {"text": "เครนล้ม", "people": "สามสี่", "area": "ตรัง"})
    assert answer.status_code == 409
    assert "เครนล้ม" in answer.content.decode()
    assert "สามสี่" in answer.content.decode()


def test_a_field_report_goes_from_the_form_to_its_receipt(w):
    told = {"text": "เครนล้มในโรงงาน", "area": "ตรัง", "people": "๑๒ คน", "place": "อำเภอสมมติ"}
    answer = client(w, "plo", "lead").post("/listen/field", told)
    fetch = Fetch.objects.get()
    assert answer["Location"] == f"/listen/fetches/{fetch.pk}"
    assert Item.objects.get().details["people"] == 12
    assert client(w, "plo", "lead").get(answer["Location"]).status_code == 200
    assert client(w, "plo", "far").get(answer["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [
        ("counter-officer", "/listen/call", 200), ("plo", "/listen/call", 403), ("plo", "/listen/field", 200),
        ("duty-officer", "/listen/field", 403), ("auditor", "/listen/hand-in", 403),
        ("plo", "/listen/sources/new", 403), ("administrator", "/listen/sources/new", 200),
    ],
)  # fmt: skip
def test_who_opens_what(w, role, path, status):
    assert client(w, role).get(path).status_code == status


def test_raw_bytes_are_for_who_keeps_the_sources_and_never_shown_inside(w):
    client(w, "plo", "lead").post("/listen/hand-in", {"text": "<script>alert(1)</script> ข่าว"})
    path = f"/listen/fetches/{Fetch.objects.get().pk}/raw"
    answer = client(w, "duty-officer").get(path)
    assert "<script>" in answer.getvalue().decode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert client(w, "plo", "lead").get(path).status_code == 403


def test_the_api_hands_in_and_tells_the_ledger(w):
    one = client(w, "duty-officer")
    rows = {"items": [{"title": "ข่าว", "text": "เนื้อข่าวสมมติ"}, {"title": ""}]}
    answer = one.post("/api/v1/listen/items", json.dumps(rows), "application/json")
    assert answer.status_code == 200, answer.content
    assert {name: answer.json()[name] for name in ("received", "stored", "duplicate", "refused")} == {
        "received": 2, "stored": 1, "duplicate": 0, "refused": 1,
    }  # fmt: skip
    (hour,) = one.get("/api/v1/listen/ledger").json()
    assert (hour["source"], hour["received"]) == ("api", 2)
    assert one.get("/api/v1/listen/sources").json()[0]["day"]["stored"] == 1
