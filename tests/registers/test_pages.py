"""Policy pages: history, the chain, the target editor that keeps what was typed, the rules."""

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.registers.models import Setting, Target


@pytest.fixture
def client_of(g):
    def make(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("who", ["minister", "officer", "owner", "admin"])
def test_everybody_reads_the_policies(g, client_of, who):
    client = client_of(who)
    assert "จัดหางาน" in text(client.get("/policies"))
    assert "ชุดนโยบาย" in text(client.get("/policies/sets/SET"))
    page = text(client.get("/indicators/jobs"))
    assert "ตรัง" in page
    assert ("แก้เส้นทาง" in page) == (who == "owner")
    assert client.get("/policies/sets/none").status_code == 404
    assert client.get("/indicators/none").status_code == 404


def test_a_path_is_drawn_and_a_wrong_one_comes_back(g, client_of):
    client, year = client_of("department"), g.period // 100
    url = f"/indicators/jobs/targets/92/{year}"
    good = {f"m{month}": str(100 * month) for month in range(1, 13)}
    assert client.post(url, {"value": "๑,๒๐๐", **good}).status_code == 302
    target = Target.objects.get(indicator__code="jobs", area_id=920000, fiscal_year=year)
    assert target.path == [100 * month for month in range(1, 13)]
    wrong = client.post(url, {"value": "1200", **good, "m12": "1,100"})
    assert wrong.status_code == 422
    assert 'value="1,100"' in text(wrong)
    assert "เท่ากับเป้าหมายทั้งปี" in text(wrong)
    assert client.post(url, {"value": "สิบ"}).status_code == 422
    target.refresh_from_db()
    assert target.value == 1200


def test_spread_evenly_and_not_applicable(g, client_of):
    client, year = client_of("owner"), g.period // 100
    url = f"/indicators/jobs/targets/92/{year}"
    client.post(url, {"value": "24", "act": "even"})
    target = Target.objects.get(indicator__code="jobs", area_id=920000, fiscal_year=year)
    assert target.path == list(range(2, 25, 2))
    assert client.post(url, {"act": "not-applicable", "reason": ""}).status_code == 422
    client.post(url, {"act": "not-applicable", "reason": "ไม่มีในพื้นที่"})
    target.refresh_from_db()
    assert (target.applies, target.reason) == (False, "ไม่มีในพื้นที่")


@pytest.mark.parametrize("who", ["officer", "minister", "foreign-department"])
def test_the_editor_refuses_with_the_reason(g, client_of, who):
    answer = client_of(who).get(f"/indicators/jobs/targets/92/{g.period // 100}")
    assert answer.status_code == 403
    assert "กรมเจ้าภาพ" in text(answer)


def test_the_rules_are_read_by_all_and_changed_by_some(g, client_of):
    assert "<form class" not in text(client_of("plo").get("/policies/rules"))
    assert client_of("plo").post("/policies/rules", {"code": "report-due-day", "value": "7"}).status_code == 403
    client = client_of("owner")
    assert client.post("/policies/rules", {"code": "report-due-day", "value": "๗"}).status_code == 302
    assert Setting.objects.get(pk="report-due-day").value == 7
    assert client.post("/policies/rules", {"code": "report-due-day", "value": "40"}).status_code == 422
