"""The service directory as data: read, written down, changed, copied and kept fresh by whoever may."""

import pytest
from django.test import Client

from prasan.directory.models import Office, Person
from prasan.registers.commands import copy_to_provinces
from prasan.registers.models import Service

pytestmark = pytest.mark.django_db


class Caller:
    """Somebody who calls the API in a session."""

    def __init__(self, actor):
        self.client = Client()
        person = Person.objects.get(pk=actor.person_id)
        self.client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")

    def __call__(self, method, path, told=None):
        answer = getattr(self.client, method)(f"/api/v1{path}", told, content_type="application/json")
        return answer.status_code, answer.json()


def test_a_national_service_by_api_from_draft_to_copies(w):
    centre, officer = Caller(w.centre), Caller(w.officer)
    told = {
        "code": "overseas",
        "name_th": "ไปทำงานต่างประเทศ",
        "fee": 100_00,
        "papers": ["photo"],
        "who": ["going_abroad"],
    }
    assert officer("post", "/service-templates", told)[0] == 403
    status, made = centre("post", "/service-templates", told)
    assert (status, made["state"], made["agency"], made["terms"]["fee"]) == (200, "draft", "DOE", 100_00)
    assert officer("get", "/service-templates/overseas")[0] == 404
    status, changed = centre("patch", "/service-templates/overseas", {"fee": None, "name_en": "Work abroad"})
    assert (changed["terms"]["fee"], changed["name_en"], changed["terms"]["papers"]) == (None, "Work abroad", ["photo"])
    assert centre("patch", "/service-templates/overseas", {"age_from": 40, "age_to": 20})[0] in {409, 422}
    assert centre("post", "/service-templates/overseas/put-in-force", {})[1]["state"] == "in_force"
    assert officer("post", "/service-template-copies/overseas", {})[0] == 403
    assert centre("post", "/service-template-copies/overseas", {"areas": ["99"]})[0] == 409
    assert centre("post", "/service-template-copies/overseas", {"areas": ["92"]})[1] == {
        "made": 1, "had": 0, "refused": [],
    }  # fmt: skip
    assert centre("post", "/service-templates/overseas/withdraw", {"reason": "เลิกโครงการ"})[1]["state"] == "withdrawn"
    assert {one["code"] for one in officer("get", "/service-templates")[1]} == {"job-placement"}


def test_an_office_tells_its_own_terms_and_the_drift_is_shown(w):
    copy_to_provinces(w.centre, w.template)
    officer, twin = Caller(w.officer), Caller(w.twin)
    here = Service.objects.get(office__code="DOE-92")
    status, told = officer("patch", f"/services/{here.pk}", {"days": 3, "capacity": 40, "confirmed": True})
    assert (status, told["terms"]["days"], told["capacity"], told["freshness"]) == (200, 3, 40, "fresh")
    assert told["drift"] == [{"term": "days", "national": 1, "own": 3}]
    assert officer("patch", f"/services/{here.pk}", {"name_th": "ชื่ออื่น"})[0] == 409
    assert officer("patch", f"/services/{here.pk}", {"days": None})[1]["drift"] == []
    assert twin("patch", f"/services/{here.pk}", {"days": 3})[0] == 403
    assert officer("post", f"/services/{here.pk}/pause", {})[0] == 409
    paused = officer("post", f"/services/{here.pk}/pause", {"reason": "ย้ายสำนักงาน"})[1]
    assert (paused["state"], paused["paused_reason"]) == ("paused", "ย้ายสำนักงาน")
    assert officer("post", f"/services/{here.pk}/reopen", {})[1]["state"] == "open"
    status, page = officer("get", "/services?limit=1")
    assert (len(page["items"]), page["next"]) == (1, page["items"][0]["id"])
    rest = officer("get", f"/services?after={page['next']}")[1]
    assert {one["office"] for one in page["items"] + rest["items"]} == {"DOE-80", "DOE-92"}
    assert [one["office"] for one in officer("get", "/services?area=92")[1]["items"]] == ["DOE-92"]
    assert [one["office"] for one in officer("get", "/services?only=flagged")[1]["items"]] == ["DOE-80"]
    assert officer("get", "/services?area=zz")[0] == 404
    assert officer("post", f"/services/{here.pk}/confirm", {})[1]["flagged"] is False
    assert [one["code"] for one in officer("get", "/papers")[1]] == ["id-card", "photo"]


def test_a_partners_own_service_by_api(w):
    Office.objects.create(code="NGO-92", kind="outside", area=w.world.areas["92"], name_th="มูลนิธิ")
    told = {"office": "NGO-92", "name_th": "ที่พักชั่วคราว", "who": ["domestic"], "papers": ["id-card"]}
    assert Caller(w.officer)("post", "/services", told)[0] == 403
    status, made = Caller(w.plo)("post", "/services", told)
    assert (status, made["template"], made["conditions"]["who"], made["drift"]) == (200, None, ["domestic"], [])
    changed = Caller(w.plo)("patch", f"/services/{made['id']}", {"sections": None, "papers": None})[1]
    assert (changed["conditions"]["sections"], changed["terms"]["papers"]) == ([], [])
    assert Caller(w.plo)("post", "/services", told | {"office": "NOBODY"})[0] == 404
    assert Caller(w.plo)("post", "/services", told | {"name_th": ""})[0] == 409
