"""Pages of the service directory: what is looked for and for whom, what differs shown, forms that say what is wrong."""

import pytest
from django.test import Client

from prasan.directory.models import Office, Person
from prasan.kernel.services import Asker
from prasan.registers.commands import copy_to_provinces
from prasan.registers.models import Service, ServiceTemplate
from prasan.registers.queries_services import entitled, papers_of, services

pytestmark = pytest.mark.django_db


def client(who: str) -> Client:
    """Return a browser signed in from one of the seats of the small ministry."""
    found = Client()
    found.force_login(Person.objects.get(username=who), "allauth.account.auth_backends.AuthenticationBackend")
    return found


@pytest.fixture
def copy(w):
    """Return the copy of the employment office in Trang."""
    copy_to_provinces(w.centre, w.template)
    return Service.objects.get(office__code="DOE-92")


def test_what_is_looked_for_and_for_whom(w, copy):
    trang = w.world.areas["92"]
    assert [one.row.code for one in services(w.officer, typed="จัดหา")] == ["job-placement"]
    assert services(w.officer, typed="ประกันสังคม") == []
    assert services(w.officer, agency="DSD") == []
    assert [one.row.pk for one in services(w.officer, area=trang)] == [copy.pk]
    (found,) = services(w.officer, asker=Asker(frozenset({"job_seeker"})))
    assert (found.fit.answer, found.fit.unknown) == ("perhaps", ("age",))
    assert services(w.officer, asker=Asker(age=14)) == []


def test_what_else_a_person_is_entitled_to(w, copy):
    trang, seeker = w.world.areas["92"], Asker(frozenset({"job_seeker"}), age=30)
    assert [(one.row.pk, one.fit.answer) for one in entitled(seeker, trang)] == [(copy.pk, "yes")]
    assert entitled(seeker, trang, besides=[copy.pk]) == []
    Service.objects.filter(pk=copy.pk).update(state="paused", paused_reason="น้ำท่วม")
    assert entitled(seeker, trang) == []


def test_a_paper_is_asked_for_once_over_several_services(w, copy):
    other = Service.objects.get(office__code="DOE-80")
    other.papers = ["photo", "id-card"]
    assert sorted(one.code for one in papers_of([copy, other])) == ["id-card", "photo"]


def test_the_list_answers_in_the_readers_language_and_for_a_province(w, copy):
    page = client("agency-officer.own")
    text = page.get("/services", {"area": "92", "who": "job_seeker"}).content.decode()
    assert f"/services/{copy.pk}" in text
    assert "อาจมีสิทธิ" in text
    assert page.get("/services", {"from": "99"}).status_code == 200
    assert "ไม่พบบริการ" in page.get("/services?q=zzzz").content.decode()


def test_an_office_changes_its_copy_and_the_page_shows_what_differs(w, copy):
    page = client("agency-officer.own")
    told = {"days": "5", "fee": "0", "papers": ["id-card"], "confirmed": "on", "answer": "3"}
    assert page.post(f"/services/{copy.pk}/edit", told).status_code == 302
    text = page.get(f"/services/{copy.pk}").content.decode()
    assert "<del" in text.split("เวลาที่ใช้ (วันทำการ)")[1][:200]
    copy.refresh_from_db()
    assert (copy.days, copy.fee, copy.papers, copy.promises, copy.checked_by_id) == (
        5, None, None, {"answer": 3}, w.officer.person_id,
    )  # fmt: skip
    wrong = page.post(f"/services/{copy.pk}/edit", {"days": "999"})
    assert (wrong.status_code, 'value="999"' in wrong.content.decode()) == (422, True)
    assert client("agency-officer.twin").get(f"/services/{copy.pk}/edit").status_code == 403


def test_the_acts_of_an_office(w, copy):
    page = client("agency-officer.own")
    for act, reason, state in (("confirm", "", "open"), ("pause", "น้ำท่วม", "paused"), ("reopen", "", "open")):
        assert page.post(f"/services/{copy.pk}/{act}", {"reason": reason}).status_code == 302
        copy.refresh_from_db()
        assert copy.state == state
    assert page.post(f"/services/{copy.pk}/explode").status_code == 404
    assert page.get(f"/services/{copy.pk}/close").status_code == 405


def test_the_department_adds_puts_in_force_copies_and_withdraws(w):
    page = client("department-officer.department")
    told = {"code": "career-guidance", "name_th": "แนะแนวอาชีพ", "fee": "20.50", "who": ["job_seeker"], "age_from": "15"}
    assert page.post("/services/national/add", told | {"age_to": "3"}).status_code == 422
    assert page.post("/services/national/add", told).status_code == 302
    one = ServiceTemplate.objects.get(code="career-guidance")
    assert (one.agency_id, one.fee, one.state) == ("DOE", 2050, "draft")
    where = "/services/national/career-guidance"
    assert page.post(f"{where}/edit", told | {"fee": ""}).status_code == 302
    for act, state, copies in (("put-in-force", "in_force", 0), ("copy", "in_force", 2), ("withdraw", "withdrawn", 2)):
        assert page.post(f"{where}/{act}", {"reason": "รวมกับบริการอื่น"}).status_code == 302
        one.refresh_from_db()
        assert (one.state, one.fee, one.services.count()) == (state, None, copies)
    assert "/services/" in page.get(where).content.decode()
    assert client("agency-officer.own").get(where).status_code == 404
    assert client("agency-officer.own").get("/services/national/add").status_code == 403


def test_a_partners_own_service_is_written_down_and_changed_by_page(w):
    plo = client(Person.objects.get(pk=w.plo.person_id).username)
    assert plo.get("/services/add").status_code == 403  # no partner in this province yet
    office = Office.objects.create(code="NGO-92", kind="outside", area=w.world.areas["92"], name_th="มูลนิธิเพื่อนแรงงาน")
    assert "มูลนิธิเพื่อนแรงงาน" in plo.get("/services/add").content.decode()
    told = {"office": str(office.pk), "name_th": "ที่พักชั่วคราว", "who": ["domestic"], "hours_th": "ทุกวัน", "fee": "0"}
    assert plo.post("/services/add", told | {"name_th": ""}).status_code == 422
    assert plo.post("/services/add", told | {"office": str(w.officer.office_id)}).status_code == 422
    answer = plo.post("/services/add", told)
    made = Service.objects.get(template=None)
    assert answer["Location"] == f"/services/{made.pk}"
    assert (made.who, made.fee, made.hours_th, made.area.code) == (["domestic"], 0, "ทุกวัน", "92")
    page = plo.get(f"/services/{made.pk}/edit").content.decode()
    assert 'name="name_th"' in page
    assert 'name="office"' not in page
    changed = told | {"name_th": "ที่พักฉุกเฉิน", "who": [], "sections": ["none"]}
    assert plo.post(f"/services/{made.pk}/edit", changed).status_code == 302
    made.refresh_from_db()
    assert (made.name_th, made.who, made.sections) == ("ที่พักฉุกเฉิน", [], ["none"])
    officer = client(Person.objects.get(pk=w.officer.person_id).username)
    assert officer.get("/services/add").status_code == 403
