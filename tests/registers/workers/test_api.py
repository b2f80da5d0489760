"""People as data: the look, the entry, the verbs; numbers stay masked, scope holds for nested ids."""

import pytest
from django.test import Client

from prasan.registers.models import Worker
from tests.registers.workers.people import make, thai_id

pytestmark = pytest.mark.django_db
V1 = "/api/v1"
TIE = {"notice_version": "2569-1"}


class Caller:
    """Somebody who calls the API in a session."""

    def __init__(self, g, who):
        self.client = Client()
        self.client.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")

    def __call__(self, method, path, told=None):
        answer = getattr(self.client, method)(V1 + path, told, content_type="application/json")
        return answer.status_code, answer.json()


def test_a_person_by_api_from_look_to_withdrawal(g):
    officer, far = Caller(g, "officer"), Caller(g, "far-plo")
    number = thai_id()
    told = {"given_name": "นางสาวอรุณี", "family_name": "แก้วมั่นคง", "birth_year": 2530, "id_number": number,
            "phone": "0812345678", "home_area": "92"}  # fmt: skip
    status, look = officer("post", "/worker-checks", told)
    assert (status, look["verdict"], look["found"]) == (200, "different", [])
    status, made = officer("post", "/workers", {"check": look["id"], "told": told, "tie": TIE})
    assert status == 200, made
    assert (made["given_name"], made["birth_year"], made["home_area"]) == ("อรุณี", 1987, "92")
    assert number not in str(made)
    assert made["id_number"].endswith(number[-4:])
    status, seen = far("post", "/worker-checks", told)
    assert [one["number"] for one in seen["found"]] == [made["id"]]
    assert far("get", f"/workers/{made['id']}")[0] == 404
    assert far("get", f"/workers/{made['id']}/ties")[0] == 404
    assert far("post", f"/workers/{made['id']}/ties", TIE | {"office": "OPS-80"})[0] == 404
    assert far("post", "/workers", {"check": look["id"], "told": told, "tie": TIE})[0] == 409
    status, used = far("post", f"/workers/{made['id']}/use", {"check": seen["id"], "tie": TIE})
    assert (status, used["id"]) == (200, made["id"])
    status, changed = far("patch", f"/workers/{made['id']}", {"section": "40", "option": 2})
    assert (changed["section"], changed["option"], changed["given_name"]) == ("40", 2, "อรุณี")
    assert far("patch", f"/workers/{made['id']}", {"home_area": "nowhere"})[0] == 409
    assert far("post", f"/workers/{made['id']}/reveal", {"fields": ["phone"], "reason": ""})[0] == 400
    status, plain = far("post", f"/workers/{made['id']}/reveal", {"fields": ["phone"], "reason": "โทรนัดหมาย"})
    assert plain == {"values": {"phone": "0812345678"}}
    _status, ties = far("get", f"/workers/{made['id']}/ties")
    own = next(one for one in ties if one["office"] == "OPS-80")
    assert far("post", f"/worker-ties/{own['id']}/withdraw")[0] == 200
    assert far("get", f"/workers/{made['id']}")[0] == 404


def test_a_list_goes_on_where_it_ended_and_holds_ones_own_people_alone(g):
    made = [make(g.offices["DOE-92"]).pk for _n in range(3)]
    make(g.offices["OPS-80"])
    officer = Caller(g, "officer")
    _status, first = officer("get", "/workers?limit=2")
    assert [one["id"] for one in first["items"]] == made[:0:-1]
    _status, rest = officer("get", f"/workers?limit=2&after={first['next']}")
    assert ([one["id"] for one in rest["items"]], rest["next"]) == (made[:1], None)
    assert Caller(g, "minister")("get", "/workers") == (200, {"items": [], "next": None})
    assert Caller(g, "minister")("post", "/worker-checks", {"given_name": "ก"})[0] == 403
    assert Worker.objects.count() == 4


def test_entries_are_merged_undone_and_told_apart(g):
    officer = Caller(g, "officer")
    kept, gone = (make(g.offices["DOE-92"]).pk for _n in range(2))
    status, merged = officer("post", f"/workers/{kept}/merge", {"other": gone})
    assert (status, merged["kept"], merged["gone"], merged["undone_at"]) == (200, kept, gone, None)
    assert [one["id"] for one in officer("get", "/workers")[1]["items"]] == [kept]
    assert Caller(g, "far-plo")("post", f"/worker-merges/{merged['id']}/undo")[0] == 404
    assert officer("post", f"/worker-merges/{merged['id']}/undo")[1]["undone_at"] is not None
    assert officer("post", f"/workers/{gone}/apart", {"other": kept}) == (200, {"first": kept, "second": gone})
    assert officer("post", f"/workers/{kept}/merge", {"other": gone})[0] == 409
