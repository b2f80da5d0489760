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


def test_thresholds_are_read_and_typed_as_per_cent_with_one_decimal(g, client_of):
    client = client_of("owner")
    page = text(client.get("/policies/rules"))
    assert 'value="6.0"' in page
    assert "ตั้งแต่ 0.1 ถึง 100.0 ค่าตั้งต้น 6.0" in page
    assert client.post("/policies/rules", {"code": "status-late-from", "value": "7.5%"}).status_code == 302
    assert Setting.objects.get(pk="status-late-from").value == 75
    wrong = client.post("/policies/rules", {"code": "status-late-from", "value": "7.55"})
    assert wrong.status_code == 422
    assert 'value="7.55"' in text(wrong)
    assert "0.1 ถึง 100.0" in text(client.post("/policies/rules", {"code": "status-late-from", "value": "101"}))


def test_the_years_of_an_indicator_say_how_many_provinces_have_a_target(g, client_of):
    page = text(client_of("owner").get("/indicators/jobs"))
    rows = Target.objects.filter(indicator=g.indicators["jobs"])
    year = g.period // 100
    years = {*rows.values_list("fiscal_year", flat=True)}
    Target.objects.create(
        indicator=g.indicators["jobs"], area=rows.first().area, fiscal_year=year - 3, value=12, path=list(range(1, 13))
    )
    page = text(client_of("owner").get("/indicators/jobs"))
    assert f"ปี {year - 3} · มีเป้าหมาย 1 จังหวัด" in page
    assert all(f"ปี {one} · มีเป้าหมาย" in page for one in years)
