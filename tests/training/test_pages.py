"""The pages of training: what they show to whom, and that what was typed stays where it is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from prasan.training import commands as c
from prasan.training.models import Application, Certificate, Course, Demand, Session
from tests.training.ground import MONDAY, application, at, course, mark, person, session
from tests.training.test_results import AFTER, closed

pytestmark = pytest.mark.django_db


def get(g: Any, who: str, name: str, *args: Any, status: int = 200, **asked: Any) -> str:
    answer = g.client(who).get(reverse(name, args=args), asked)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def post(g: Any, who: str, name: str, *args: Any, status: int = 302, **told: Any) -> str:
    answer = g.client(who).post(reverse(name, args=args), told)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return str(answer.content.decode())


COURSE = {"name_th": "ช่างเชื่อม", "kind": "upgrade", "skill": "ช่างเชื่อม", "hours": "30", "least_attendance": "80"}


def test_a_unit_puts_a_course_into_the_catalogue_and_everybody_reads_it(g: Any) -> None:
    post(g, "dsd", "training_course_add", **COURSE)
    made = Course.objects.get()
    assert "ช่างเชื่อม" in get(g, "minister", "training_courses", q="เชื่อม")
    assert reverse("training_course", args=[made.pk]) not in get(g, "minister", "training_courses", q="เย็บผ้า")
    assert "ยังไม่มีรุ่น" in get(g, "minister", "training_course", made.pk)
    post(g, "dsd", "training_course_edit", made.pk, **COURSE | {"hours": "60"})
    made.refresh_from_db()
    assert made.hours == 60
    get(g, "doe-80", "training_course_edit", made.pk, status=403)
    shown = post(g, "dsd", "training_course_edit", made.pk, status=422, **COURSE | {"level": "2", "about": "เก็บไว้"})
    assert "ระดับใช้กับการทดสอบ" in shown
    assert "เก็บไว้" in shown
    post(g, "dsd", "training_course_retire", made.pk)
    assert "เลิกใช้" in post(g, "dsd", "training_course_retire", made.pk, status=409)


def form(made: Course, g: Any, **more: Any) -> dict[str, Any]:
    return {
        "course": made.pk, "area": g.areas["92"].pk, "place": "โรงฝึก 1", "begins": "14 ธ.ค. 2569", "ends": "18/12/69",
        "from_hour": "9.00", "to_hour": "16.00", "seats": "2", "least": "1", "applies_until": "7 ธ.ค. 2569",
        "joins_until": "๑๔ ธ.ค. ๒๕๖๙", "offer_hours": "48",
    } | more  # fmt: skip


def test_a_session_is_prepared_corrected_and_published_by_its_form(g: Any) -> None:
    made = course(g)
    shown = post(g, "dsd", "training_session_add", status=422, **form(made, g, informal="2"))
    assert "กันที่นั่งไว้ถึงเมื่อไร" in shown
    assert "โรงฝึก 1" in shown
    told = {"informal": "1", "kept_until": "30 พ.ย. 2569", "home_1": g.areas["9201"].pk, "home_seats_1": "1"}
    post(g, "dsd", "training_session_add", **form(made, g, allowance="300", **told))
    one = Session.objects.get()
    assert [(each.group, each.seats) for each in one.quotas.all()] == [("informal", 1), ("area", 1)]
    assert (one.days.count(), one.allowance, one.state) == (5, 30_000, "draft")
    assert one.kept_until == dt.datetime(2026, 12, 1, tzinfo=MONDAY.tzinfo)
    get(g, "counter", "training_session", one.pk, status=404)
    post(g, "dsd", "training_session_edit", one.pk, **form(made, g, seats="5"))
    one.refresh_from_db()
    assert (one.seats, one.quotas.count(), one.kept_until) == (5, 0, None)
    post(g, "dsd", "training_session_act", one.pk, "publish")
    assert "โรงฝึก 1" in get(g, "counter", "training_session", one.pk)
    again = get(g, "dsd", "training_session_edit", one.pk)
    assert 'name="begins"' not in again
    assert 'name="seats"' in again


def test_an_officer_applies_for_a_person_from_the_registry(g: Any) -> None:
    there, who = session(g), person(g)
    shown = get(g, "counter", "training", worker=who.pk)
    assert "สมมติ ทดลอง" in shown
    assert reverse("training_apply", args=[there.pk]) in shown
    address = reverse("training_apply", args=[there.pk])
    page = get(g, "counter", "training_apply", there.pk, worker=who.pk)
    assert "ยินยอมให้ สำนักงาน DSD-92" in page
    refused = post(g, "counter", "training_apply", there.pk, status=409, worker=who.pk)
    assert "โปรดขอความยินยอม" in refused
    client = g.client("counter")
    for _twice in range(2):
        answer = client.post(address, {"worker": who.pk, "agreed": "on", "key": "once"})
        assert answer.status_code == 302
    one = Application.objects.get()
    assert "สมมติ ทดลอง" in get(g, "counter", "training_application", one.pk)
    assert "สมมติ ทดลอง" in get(g, "dsd", "training_session", there.pk)
    assert "สมมติ ทดลอง" not in get(g, "minister", "training_session", there.pk)
    get(g, "minister", "training_application", one.pk, status=404)
    get(g, "doe-80", "training_application", one.pk, status=404)


def test_a_person_out_of_scope_is_not_found_by_number(g: Any) -> None:
    there, strange = session(g), person(g, "DOE-80", given_name="แปลกหน้า")
    assert "แปลกหน้า" not in get(g, "counter", "training", worker=strange.pk)
    answer = g.client("counter").get(reverse("training_apply", args=[there.pk]), {"worker": strange.pk})
    assert answer.status_code == 302


def test_moves_stand_on_the_page_and_a_refusal_keeps_what_was_typed(g: Any) -> None:
    there = session(g, course(g, kind="test", level=1, pass_score=60))
    one = application(g, there)
    mark(g, one, 5)
    with at(AFTER):
        page = get(g, "dsd", "training_application", one.pk)
        assert reverse("training_application_act", args=[one.pk, "pass"]) in page
        assert reverse("training_application_act", args=[one.pk, "drop_out"]) in page
        refused = post(g, "dsd", "training_application_act", one.pk, "pass", status=409, score="59")
        assert "ต่ำกว่าเกณฑ์" in refused
        assert 'value="59"' in refused
        assert "จำนวนเต็ม" in post(g, "dsd", "training_application_act", one.pk, "pass", status=409, score="หก")
        post(g, "dsd", "training_application_act", one.pk, "pass", score="๖๐")
        post(g, "dsd", "training_application_act", one.pk, "explode", status=404)
    one.refresh_from_db()
    assert (one.state, one.score) == ("completed", 60)


def test_a_day_is_ticked_and_unticked(g: Any) -> None:
    there = session(g)
    one, two = application(g, there), application(g, there)
    day = there.days.first()
    with at(dt.datetime(2026, 12, 14, 10, 0, tzinfo=MONDAY.tzinfo)):
        post(g, "dsd", "training_attendance", there.pk, day=day.pk, there=[one.pk, two.pk])
        post(g, "dsd", "training_attendance", there.pk, day=day.pk, there=[two.pk])
        page = get(g, "dsd", "training_attendance", there.pk)
    assert f'value="{two.pk}" checked' in page
    assert f'value="{one.pk}" checked' not in page
    assert two.attendances.get().taken_back_at is None
    assert one.attendances.get().taken_back_at is not None
    get(g, "counter", "training_attendance", there.pk, status=403)
    refused = post(g, "dsd", "training_attendance", there.pk, status=409, day=there.days.last().pk, there=[one.pk])
    assert "ยังไม่ถึง" in refused
    assert page.count("สมมติ ทดลอง") == 2


def test_anyone_checks_a_certificate_by_its_address_and_sees_no_number_of_a_person(g: Any, client: Any) -> None:
    from prasan.training.paper import certificate_pdf, check_address

    closed(g)
    one = Certificate.objects.select_related("application__session__course", "office").get()
    one.application.worker.id_number = "1-1014-00000-01-1"
    address = check_address(one).split("//", 1)[1].split("/", 1)[1]
    answer = client.get(f"/{address}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "ของจริง และยังใช้ได้" in text
    assert "สมมติ ทดลอง" in text
    assert "<script" not in text
    assert len(answer.content) < 10_000
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(f"/{address[:-1]}{'a' if address[-1] != 'a' else 'b'}").status_code == 404
    assert certificate_pdf(one).startswith(b"%PDF")
    with at(AFTER):
        shown = get(g, "dsd-head", "training_application", one.application_id)
        assert reverse("training_revoke", args=[one.pk]) in shown
        post(g, "dsd-head", "training_revoke", one.pk, why="replaced")
    assert "เพิกถอนแล้ว" in client.get(f"/{address}").content.decode()
    assert Certificate.objects.filter(revoked_at=None).get().number == 2
    pdf = g.client("dsd").get(reverse("training_certificate", args=[one.pk]))
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert g.client("doe-80").get(reverse("training_certificate", args=[one.pk])).status_code == 404


def test_an_expired_certificate_says_so(g: Any, client: Any) -> None:
    from prasan.training.paper import check_address

    there = session(g, course(g, kind="test", level=1, valid_years=1))
    one = application(g, there)
    mark(g, one, 5)
    with at(AFTER):
        g.do("dsd", c.Pass(target_id=one.pk))
        g.do("dsd-head", c.CloseSession(target_id=there.pk))
    made = Certificate.objects.get()
    address = "/" + check_address(made).split("//", 1)[1].split("/", 1)[1]
    with at(dt.datetime(2027, 12, 18, 23, 0, tzinfo=MONDAY.tzinfo)):
        assert "ยังใช้ได้" in client.get(address).content.decode()
    with at(dt.datetime(2027, 12, 19, 0, 1, tzinfo=MONDAY.tzinfo)):
        assert "หมดอายุ" in client.get(address).content.decode()


def test_demand_is_noted_summed_met_and_closed_by_pages(g: Any) -> None:
    told = {
        "source": "employer",
        "skill": "ช่างเชื่อม",
        "area": g.areas["92"].pk,
        "people": "12",
        "employer": "บริษัท เหล็กไทย",
    }
    post(g, "doe", "training_demand_add", **told)
    who = person(g)
    assert "ของ สมมติ ทดลอง" in get(g, "counter", "training_demand_add", worker=who.pk)
    post(g, "counter", "training_demand_add", skill="ช่างเชื่อม", area=g.areas["92"].pk, agreed="on", worker=who.pk)
    sums = get(g, "minister", "training_demand")
    assert "13" in sums
    assert "สมมติ ทดลอง" not in sums
    of_firm, of_person = Demand.objects.order_by("pk")
    there = session(g)
    assert "ช่างเชื่อมไฟฟ้า รุ่นที่ 1/2570" in get(g, "dsd", "training_wish", of_person.pk)
    refused = post(g, "dsd", "training_wish_act", of_person.pk, "meet", status=409, session="")
    assert "โปรดเลือกรุ่นฝึก" in refused
    post(g, "dsd", "training_wish_act", of_person.pk, "meet", session=there.pk)
    assert Application.objects.get().worker == who
    post(g, "plo", "training_wish_act", of_firm.pk, "close", why="elsewhere")
    assert "ปิดแล้ว" in get(g, "plo", "training_wish", of_firm.pk)


def test_completers_are_asked_and_the_rate_tells_who_answered(g: Any) -> None:
    done = closed(g, passed=2)
    there = done[0].session
    with at(dt.datetime(2027, 3, 18, 9, 0, tzinfo=MONDAY.tzinfo)):
        assert "ช่างเชื่อมไฟฟ้า" in get(g, "dsd", "training_follow_ups")
        asked = done[0].follow_ups.get(months=3)
        assert "โปรดเลือก" in post(g, "dsd", "training_follow_up", asked.pk, status=409)
        post(g, "dsd", "training_follow_up", asked.pk, answer="hired", uses_skill="yes", do="answer")
        other = done[1].follow_ups.get(months=3)
        post(g, "counter", "training_follow_up", other.pk, do="further")
        page = get(g, "dsd", "training_session", there.pk)
        assert page.count("50.0") == 2
        other.refresh_from_db()
        assert other.step == "call"
    get(g, "doe-80", "training_follow_up", asked.pk, status=404)


def test_costs_of_each_completer_stand_on_the_session(g: Any) -> None:
    made = closed(g, passed=2)
    there = made[0].session
    shown = post(
        g, "dsd", "training_session_act", there.pk, "cost", status=409, kind="food", amount="ห้าพัน", note="จดไว้"
    )
    assert "จำนวนเงิน" in shown
    assert "จดไว้" in shown
    post(g, "dsd", "training_session_act", there.pk, "cost", kind="food", amount="๑,๕๐๐.๕๐", note="")
    assert "750.25" in get(g, "dsd", "training_session", there.pk)
    assert "750.25" not in get(g, "doe", "training_session", there.pk)
