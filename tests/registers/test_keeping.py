"""The pages by which a person keeps policies: who opens them, what is kept, what comes of it."""

import io
import re

import pytest
import xlsxwriter
from django.test import Client

from prasan.directory.models import Person
from prasan.platform.journal.models import Entry
from prasan.registers.models import Indicator, Policy, PolicySet, Strategy, Target


@pytest.fixture
def client_of(g):
    def make(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


@pytest.fixture
def owner(client_of):
    return client_of("owner")


def text(response):
    return response.content.decode()


def pages(g):
    policy = g.policy.pk
    return [
        "/policies/strategies/add",
        "/policies/sets/add",
        "/policies/sets/SET/edit",
        "/policies/sets/SET/add",
        f"/policies/{policy}/edit",
        f"/policies/{policy}/owner",
        f"/policies/{policy}/withdraw",
        f"/policies/{policy}/indicators/add",
        "/indicators/jobs/edit",
        "/indicators/jobs/link",
        "/indicators/jobs/retire",
        f"/indicators/jobs/targets/{g.period // 100}",
    ]


def test_forms_open_for_the_owner_and_refuse_the_officer_with_a_reason(g, client_of, owner):
    officer = client_of("officer")
    for url in pages(g):
        assert owner.get(url).status_code == 200, url
        for answer in (officer.get(url), officer.post(url, {"act": "save"})):
            assert answer.status_code == 403, url
            assert "เฉพาะ" in text(answer), url
    for url in ("/policies/sets/none/edit", "/policies/999999/edit", "/indicators/none/edit"):
        assert owner.get(url).status_code == 404, url


def test_buttons_stand_where_they_may_be_pressed(g, client_of, owner):
    for url, button in (
        ("/policies", "/policies/sets/add"),
        ("/policies/sets/SET", "/policies/sets/SET/edit"),
        (f"/policies/{g.policy.pk}", f"/policies/{g.policy.pk}/edit"),
        ("/indicators/jobs", "/indicators/jobs/edit"),
    ):
        assert f'href="{button}"' in text(owner.get(url)), url
        assert f'href="{button}"' not in text(client_of("officer").get(url)), url
    assert f"object={g.policy.pk}" in text(owner.get(f"/policies/{g.policy.pk}"))
    assert f'href="/policies/{g.policy.pk}"' in text(owner.get(f"/policy/{g.policy.pk}"))


def test_a_link_of_the_chain_is_added_and_changed(g, owner):
    wrong = owner.post("/policies/strategies/add", {"level": "master", "name_th": ""})
    assert wrong.status_code == 422
    assert re.search(r'value="master"[^>]* checked', text(wrong))
    first = {"level": "national", "name_th": "ยุทธศาสตร์ชาติ 20 ปี"}
    assert owner.post("/policies/strategies/add", first).status_code == 302
    top = Strategy.objects.get()
    plan = Strategy.objects.create(code="plan", level="ministry", name_th="แผน")
    values = {"level": "master", "name_th": "แผนของกระทรวง", "parent": str(plan.pk)}
    wrong = owner.post("/policies/strategies/add", values)
    assert wrong.status_code == 422
    assert "แผนของกระทรวง" in text(wrong)
    assert "ต้องไม่ต่ำกว่า" in text(wrong)
    assert owner.post(f"/policies/strategies/{top.pk}/edit", {"level": "national", "name_th": "ใหม่"}).status_code == 302
    assert "ใหม่" in text(owner.get("/policies/strategies"))
    assert owner.get("/policies/strategies/999999/edit").status_code == 404


SET = {"name_th": "ชุดกลางปี", "giver_th": "รัฐมนตรี", "given_on": "๒ ธ.ค. ๒๕๔๓", "source": "รง 1/2544"}


def test_a_set_is_added_as_a_draft_carried_over_and_announced(g, owner, client_of):
    year = g.period // 100
    wrong = owner.post("/policies/sets/add", {**SET, "fiscal_year": str(year), "given_on": "32 ธ.ค. 2560"})
    assert wrong.status_code == 422
    assert "32 ธ.ค. 2560" in text(wrong)
    assert "ชุดกลางปี" in text(wrong)
    taken = owner.post("/policies/sets/add", {**SET, "fiscal_year": str(year), "version": "1"})
    assert "โปรดใช้เลขฉบับถัดไป" in text(taken)
    values = {**SET, "fiscal_year": str(year), "replaces": str(g.policy_set.pk), "carry": "on"}
    assert owner.post("/policies/sets/add", values).status_code == 302
    made = PolicySet.objects.get(name_th="ชุดกลางปี")
    assert (made.version, made.is_draft, made.given_on.year, made.policies.count()) == (2, True, 2000, 2)
    assert client_of("officer").get(f"/policies/sets/{made.code}").status_code == 404
    assert "ชุดกลางปี" not in text(client_of("officer").get("/policies"))
    assert "ร่าง" in text(owner.get("/policies"))
    edited = {**SET, "name_th": "ชุดที่สอง", "fiscal_year": str(year), "version": "๒", "replaces": str(g.policy_set.pk)}
    assert owner.post(f"/policies/sets/{made.code}/edit", edited).status_code == 302
    assert client_of("officer").post(f"/policies/sets/{made.code}/announce").status_code == 404
    assert owner.post(f"/policies/sets/{made.code}/announce").status_code == 302
    assert "ชุดที่สอง" in text(client_of("officer").get("/policies"))
    assert owner.post(f"/policies/sets/{made.code}/recall", {"reason": ""}).status_code == 409
    assert owner.post(f"/policies/sets/{made.code}/recall", {"reason": "ผิดชุด"}).status_code == 302
    made.refresh_from_db()
    assert made.is_draft


def test_an_empty_set_says_why_it_is_not_announced(g, owner):
    made = PolicySet.objects.create(
        code="empty", name_th="ว่าง", giver_th="ร", fiscal_year=2599, given_on="2056-01-01", is_draft=True
    )
    answer = owner.post(f"/policies/sets/{made.code}/announce")
    assert answer.status_code == 409
    assert "ยังไม่มีนโยบาย" in text(answer)


def test_a_policy_is_added_changed_withdrawn_and_brought_back(g, owner):
    form = text(owner.get("/policies/sets/SET/add?axis=agenda"))
    assert 'name="number"' in form
    assert 'value="3"' in form
    values = {"axis": "agenda", "number": "1", "name_th": "ข้อความใหม่", "classification": "0", "lead": "DOE"}
    taken = owner.post("/policies/sets/SET/add", values)
    assert taken.status_code == 422
    assert "ข้อความใหม่" in text(taken)
    assert "ของชุดนี้แล้ว" in text(taken)
    assert owner.post("/policies/sets/SET/add", {**values, "number": "๓", "headline": "9"}).status_code == 302
    made = Policy.objects.get(name_th="ข้อความใหม่")
    assert (made.number, made.lead_id, made.headline) == (3, "DOE", 9)
    changed = {**values, "number": "3", "classification": "1"}
    assert owner.post(f"/policies/{made.pk}/edit", changed).status_code == 302
    made.refresh_from_db()
    assert (made.classification, made.headline) == (1, None)
    assert owner.post(f"/policies/{made.pk}/edit", {**changed, "classification": "2"}).status_code == 422
    assert owner.post(f"/policies/{made.pk}/withdraw", {"reason": ""}).status_code == 422
    assert owner.post(f"/policies/{made.pk}/withdraw", {"reason": "ซ้ำ", "on": "1 ต.ค. 2560"}).status_code == 302
    assert "ซ้ำ" in text(owner.get(f"/policies/{made.pk}"))
    assert owner.post(f"/policies/{made.pk}/restore").status_code == 302
    made.refresh_from_db()
    assert made.withdrawn_on is None


def test_a_classified_policy_is_not_found_by_the_others(g, owner, client_of):
    Policy.objects.filter(pk=g.policy.pk).update(classification=1, headline=None)
    officer = client_of("officer")
    for url in (f"/policies/{g.policy.pk}", f"/policy/{g.policy.pk}", "/indicators/jobs"):
        assert officer.get(url).status_code == 404, url
        assert owner.get(url).status_code == 200, url
    assert "จัดหางาน" not in text(officer.get("/policies"))
    assert f'href="/policy/{g.policy.pk}"' in text(owner.get("/search?q=จัดหางาน"))
    assert f'href="/policy/{g.policy.pk}"' not in text(officer.get("/search?q=จัดหางาน"))


def test_the_owner_is_found_by_name_or_office_and_chosen(g, owner, client_of):
    url = f"/policies/{g.policy.pk}/owner"
    assert "other-owner" in text(owner.get(f"{url}?q=other-owner"))
    assert owner.post(url, {"owner": "", "q": "other-owner"}).status_code == 422
    person = g.person("other-owner")
    assert owner.post(url, {"owner": str(person.pk)}).status_code == 302
    g.policy.refresh_from_db()
    assert g.policy.owner_id == person.pk
    assert owner.get(url).status_code == 403
    assert client_of("other-owner").post(url, {"owner": "nobody"}).status_code == 302


INDICATOR = {
    "name_th": "ผู้ได้งาน", "counted": "people", "unit_th": "คน", "decimals": "0", "direction": "1", "summing": "sum",
    "frequency": "month", "lead": "DOE",
}  # fmt: skip


def test_an_indicator_is_added_linked_retired_and_taken_back(g, owner):
    url = f"/policies/{g.policy.pk}/indicators/add"
    taken = owner.post(url, {**INDICATOR, "is_main": "on"})
    assert taken.status_code == 422
    assert "ผู้ได้งาน" in text(taken)
    assert "ตัวชี้วัดหลักแล้ว" in text(taken)
    ratio = owner.post(url, {**INDICATOR, "summing": "ratio"})
    assert "ตัวตั้งและตัวหาร" in text(ratio)
    made_to = owner.post(url, INDICATOR)
    made = Indicator.objects.get(name_th="ผู้ได้งาน")
    assert made_to.headers["Location"] == f"/indicators/{made.code}/targets/{g.policy_set.fiscal_year}"
    other = Policy.objects.get(number=2)
    assert owner.post(f"/indicators/{made.code}/link", {"policy": str(other.pk)}).status_code == 302
    assert owner.post(f"/indicators/{made.code}/link", {"policy": ""}).status_code == 422
    assert owner.post(f"/indicators/{made.code}/edit", {**INDICATOR, "decimals": "9"}).status_code == 422
    assert owner.post(f"/indicators/{made.code}/edit", {**INDICATOR, "unit_th": "ราย"}).status_code == 302
    assert owner.post(f"/indicators/{made.code}/retire", {"reason": "เปลี่ยน"}).status_code == 302
    assert "เปลี่ยน" in text(owner.get(f"/indicators/{made.code}"))
    assert owner.post(f"/indicators/{made.code}/reinstate").status_code == 302
    made.refresh_from_db()
    assert (made.policy_id, made.unit_th, made.retired_on) == (other.pk, "ราย", None)


def sheet_of(g, code="jobs", year=None):
    return f"/indicators/{code}/targets/{year or g.period // 100 + 3}"


def values_of(response):
    return dict(re.findall(r'name="v-(\d+)" value="([^"]*)"', text(response)))


def test_a_total_is_split_and_nothing_is_saved_before_it_is(g, client_of):
    client, url = client_of("department"), sheet_of(g)
    count = Target.objects.count()
    assert values_of(client.post(url, {"act": "equal", "total": "๑,๐๐๑"})) == {"80": "501", "92": "500"}
    shares = client.post(url, {"act": "shares", "total": "100", "v-92": "3", "v-80": "1"})
    assert values_of(shares) == {"92": "75", "80": "25"}
    assert values_of(client.post(sheet_of(g, year=g.period // 100 + 2), {"act": "last-year", "total": "9"})) == {
        "80": "5",
        "92": "4",
    }
    assert client.post(url, {"act": "equal", "total": ""}).status_code == 422
    assert client.post(url, {"act": "last-year", "total": "9"}).status_code == 422
    assert Target.objects.count() == count


def test_the_sum_is_checked_and_what_was_typed_is_kept(g, owner):
    url = sheet_of(g)
    wrong = owner.post(url, {"total": "100", "v-92": "60", "v-80": "30"})
    assert wrong.status_code == 422
    assert "ต่างกัน 10" in text(wrong)
    assert values_of(wrong) == {"92": "60", "80": "30"}
    bad = owner.post(url, {"v-92": "หกสิบ", "v-80": "-5"})
    assert "หกสิบ" in text(bad)
    assert text(bad).count('aria-invalid="true"') == 2
    assert not Target.objects.filter(fiscal_year=g.period // 100 + 3).exists()
    assert owner.post(url, {"total": "100", "v-92": "70", "v-80": "30"}).status_code == 302
    rows = Target.objects.filter(indicator=g.indicators["jobs"], fiscal_year=g.period // 100 + 3)
    assert sorted(rows.values_list("area__code", "value")) == [("80", 30), ("92", 70)]
    assert Entry.objects.filter(verb="registers.set_target").count() == 2
    assert "รวมทั้งประเทศ" in text(owner.get(f"/indicators/jobs?year={g.period // 100 + 3}"))


def test_only_what_changed_is_written_and_a_drawn_path_keeps_its_shape(g, owner):
    year = g.period // 100
    target = Target.objects.get(indicator=g.indicators["jobs"], area_id=920000, fiscal_year=year)
    target.path = [0] * 11 + [1200]
    target.save()
    assert owner.post(sheet_of(g, year=year), {"v-92": "600", "v-80": "1,200"}).status_code == 302
    target.refresh_from_db()
    assert target.path == [0] * 11 + [600]
    assert Entry.objects.filter(verb="registers.set_target").count() == 1
    emptied = owner.post(sheet_of(g, year=year), {"v-92": "", "v-80": "1,200"})
    assert "มีเป้าหมายเดิมอยู่" in text(emptied)


def test_not_applicable_needs_one_reason_for_all(g, owner):
    url = sheet_of(g)
    assert owner.post(url, {"v-92": "–", "v-80": "5"}).status_code == 422
    assert owner.post(url, {"v-92": "ไม่เกี่ยวข้อง", "v-80": "5", "reason": "ไม่มีทะเล"}).status_code == 302
    target = Target.objects.get(indicator=g.indicators["jobs"], area_id=920000, fiscal_year=g.period // 100 + 3)
    assert (target.applies, target.reason) == (False, "ไม่มีทะเล")
    assert values_of(owner.get(url)) == {"92": "–", "80": "5"}


def test_a_column_is_pasted_or_read_from_a_file(g, owner):
    url = sheet_of(g)
    pasted = "ลำดับ\tจังหวัด\tเป้าหมาย\n1\tจ.ตรัง\t๑,๒๐๐\n2\tNakhon\t7\n3\tนครศรีธรรมราช\t800\nรวม\t\t2000"
    answer = owner.post(url, {"act": "paste", "pasted": pasted})
    assert values_of(answer) == {"92": "๑,๒๐๐", "80": "800"}
    assert "2 Nakhon 7" in text(answer)
    assert values_of(owner.post(url, {"act": "paste", "pasted": "92 5\n80 6"})) == {"92": "5", "80": "6"}
    assert owner.post(url, {"act": "paste", "pasted": "สวัสดี"}).status_code == 422
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["จังหวัด", "เป้า"])
    page.write_row(1, 0, ["ตรัง", 12])
    book.close()
    kept.seek(0)
    kept.name = "targets.xlsx"
    assert values_of(owner.post(url, {"act": "paste", "file": kept}))["92"] == "12"
    broken = io.BytesIO(b"PK\x03\x04 not a book")
    broken.name = "x.xlsx"
    assert owner.post(url, {"act": "paste", "file": broken, "v-92": "4"}).status_code == 422


def test_a_level_has_no_total(g, owner):
    form = text(owner.get(sheet_of(g, "share")))
    assert "ค่าเดียวกันทุกจังหวัด" in form
    same = owner.post(sheet_of(g, "share"), {"act": "same", "total": "85.5"})
    assert values_of(same) == {"92": "85.5", "80": "85.5"}
    assert owner.post(sheet_of(g, "share"), {"total": "85.5", "v-92": "80.1", "v-80": "85"}).status_code == 302


def test_a_form_shows_what_stands(g, owner):
    Policy.objects.filter(pk=g.policy.pk).update(short_th="งาน")
    form = text(owner.get(f"/policies/{g.policy.pk}/edit"))
    assert re.search(r'name="classification" value="0"[^>]* checked', form)
    assert re.search(r'name="axis" value="agenda"[^>]* checked', form)
    assert 'value="งาน"' in form
    assert re.search(r'name="direction" value="1"[^>]* checked', text(owner.get("/indicators/jobs/edit")))
