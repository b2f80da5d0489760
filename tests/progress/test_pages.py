"""Report pages: the form without scripts, errors that keep what was typed, the expired session, the decisions."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.directory.models import Person
from prasan.platform.commands import perform
from prasan.platform.ui.filters import thaidate
from prasan.progress import periods
from prasan.progress.commands import Approve, Correct, Proposed, Submit
from prasan.progress.models import Figure, Opening, Report
from prasan.registers.models import Setting

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


@pytest.fixture
def client_of(g):
    def make(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), BACKEND)
        return client

    return make


def text(response):
    return response.content.decode()


def form_of(response, **typed):
    """Return what a browser without scripts sends: the hidden fields of the page and what is typed."""
    return {**dict(HIDDEN.findall(text(response))), **typed}


def started(g, client):
    response = client.post("/reports/open", {"period": g.period})
    return response.headers["Location"]


def test_from_the_first_question_to_the_receipt_without_scripts(g, client_of):
    client = client_of("officer")
    assert "เริ่มรายงาน" in text(client.get("/reports"))
    url = started(g, client)
    assert url.endswith("/items/1")
    for typed in ({"value": "๒,๐๐๐ คน"}, {"value": "90", "denominator": "100"}, {"value": "700"}):
        page = client.get(url)
        assert page.status_code == 200
        saved = client.post(url, form_of(page, **typed))
        assert saved.status_code == 302
        url = saved.headers["Location"]
    assert url.endswith("/check")
    page = client.get(url)
    assert "2,000 คน" in text(page)
    assert "90.0% (90/100)" in text(page)
    sent = client.post(url, form_of(page))
    receipt = text(client.get(sent.headers["Location"]))
    report = Report.objects.get()
    assert f"DOE-92/{g.period}/" in receipt
    assert report.state == "submitted"
    assert sorted(report.figures.values_list("value", flat=True)) == [90, 700, 2000]


def test_a_bad_number_comes_back_as_typed_with_what_to_do(g, client_of):
    client = client_of("officer")
    url = started(g, client)
    answer = client.post(url, form_of(client.get(url), value="12,50"))
    assert answer.status_code == 422
    assert 'value="12,50"' in text(answer)
    assert "เครื่องหมายคั่นหลักพันอยู่ผิดที่" in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    assert not Figure.objects.exists()


def test_a_late_value_is_saved_and_the_cause_asked_for(g, client_of):
    client = client_of("officer")
    url = started(g, client)
    assert "data-why hidden" in text(client.get(url))
    answer = client.post(url, form_of(client.get(url), value="1"))
    assert answer.headers["Location"].endswith("?why=1")
    page = client.get(answer.headers["Location"])
    assert "data-why hidden" not in text(page)
    assert Figure.objects.get().value == 1
    answer = client.post(url, form_of(page, value="1", cause="budget", step="เร่งเบิก"))
    assert answer.headers["Location"].endswith("/items/2")
    assert (Figure.objects.get().cause, Figure.objects.get().step) == ("budget", "เร่งเบิก")


def test_a_half_filled_form_survives_an_expired_session(g, client_of):
    client = client_of("officer")
    url = started(g, client)
    form = form_of(client.get(url), value="๖๔", step="จะเปิดรุ่นเย็น")
    client.cookies.pop("prasan_session")
    answer = client.post(url, form)
    assert answer.status_code == 302
    assert "next=" in answer.headers["Location"]
    assert not Figure.objects.exists()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    page = client.get(url)
    assert 'value="๖๔"' in text(page)
    assert "จะเปิดรุ่นเย็น" in text(page)
    assert 'value="๖๔"' in text(client.get(url)), "reading does not lose it"
    client.post(url, form_of(page, value="๖๔", cause="budget", step="จะเปิดรุ่นเย็น"))
    assert Figure.objects.get().value == 64
    assert "kept_form" not in client.session


def test_what_was_kept_is_not_shown_to_somebody_else(g, client_of):
    client = client_of("officer")
    url = started(g, client)
    form = form_of(client.get(url), value="64")
    client.cookies.pop("prasan_session")
    client.post(url, form)
    client.force_login(Person.objects.get(username="neighbour"), BACKEND)
    assert client.get(url).status_code == 404


def test_a_double_click_saves_once(g, client_of):
    client = client_of("officer")
    url = started(g, client)
    form = form_of(client.get(url), value="2000")
    assert client.post(url, form).headers["Location"] == client.post(url, form).headers["Location"]
    assert Report.objects.get().version == 1


def test_the_second_of_two_people_chooses_between_both_values(g, client_of):
    first, second = client_of("officer"), client_of("second")
    url = started(g, first)
    theirs, mine = form_of(first.get(url), value="2000"), form_of(second.get(url), value="2500")
    first.post(url, theirs)
    page = second.post(url, mine)
    assert page.status_code == 409
    assert all(word in text(page) for word in ("2,000", "2,500", "officer"))
    kept = second.post(url, {**form_of(page), "conflict": "theirs"})
    assert kept.status_code == 302
    assert Figure.objects.get().value == 2000
    second.post(url, {**form_of(page), "conflict": "mine"})
    assert Figure.objects.get().value == 2500


def test_approving_from_the_page_and_in_bulk(g, client_of):
    report = g.save(g.opened(), jobs=2000, share=90, visits=700)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    assert f'value="{report.pk}:' not in text(client_of("plo").get("/reports/waiting")), "the head comes first"
    for who in ("head", "department", "plo"):
        client = client_of(who)
        queue = text(client.get("/reports/waiting"))
        assert f'value="{report.pk}:{report.version}"' in queue
        answer = client.post("/reports/approve", {"report": f"{report.pk}:{report.version}"}, follow=True)
        assert "รับรองแล้ว 1 รายงาน" in text(answer)
        assert f'value="{report.pk}:' not in text(answer)
    report.refresh_from_db()
    assert (report.state, report.accepted) == ("approved", True)


def test_one_button_of_the_report_says_in_whose_name(g, client_of):
    report = g.save(g.opened(), jobs=2000)
    url = f"/reports/{report.pk}"
    perform(g.actors["officer"], Submit(target_id=report.pk))
    assert "รอหัวหน้าหน่วยงานอนุมัติก่อน" in text(client_of("plo").get(url))
    for who, words in (("head", "อนุมัติรายงานนี้"), ("department", "รับรองแทนกรม"), ("plo", "รับรองแทนจังหวัด")):
        client = client_of(who)
        page = client.get(url)
        assert words in text(page)
        assert client.post(f"{url}/approve", form_of(page)).status_code == 302
        assert words not in text(client.get(url)).partition("<h2>")[2]
    report.refresh_from_db()
    assert report.accepted


def test_a_correction_from_the_form_to_its_place(g, client_of):
    report = g.save(g.opened(), jobs=2000, share=90)
    report = g.accepted(perform(g.actors["officer"], Submit(target_id=report.pk)))
    officer, jobs, share = client_of("officer"), g.indicators["jobs"].pk, g.indicators["share"].pk
    url = f"/reports/{report.pk}/correct"
    page = officer.get(url)
    assert 'value="2,000"' in text(page)
    typed = {f"v-{jobs}-": "๑,๙๐๐", f"v-{share}-": "90", f"w-{share}-": "100", "reason": ""}
    again = officer.post(url, form_of(page, **typed))
    assert again.status_code == 422
    assert "๑,๙๐๐" in text(again), "what was typed is kept"
    assert officer.post(url, form_of(page, **{**typed, f"v-{jobs}-": "มาก"})).status_code == 422
    made = officer.post(url, form_of(page, **{**typed, "reason": "พบยอดซ้ำ"}))
    place = made.headers["Location"]
    shown = text(officer.get(place))
    assert all(word in shown for word in ("2,000", "1,900", "−100", "พบยอดซ้ำ"))
    assert "90/100" not in shown, "what did not change is no line of it"
    for who in ("head", "plo"):
        client = client_of(who)
        assert place in text(client.get("/reports/waiting"))
        client.post(f"{place}/approve", form_of(client.get(place)))
    assert report.figures.get(indicator=jobs).value == 1900
    assert "พบยอดซ้ำ" in text(officer.get(f"/reports/{report.pk}")), "the history shows versions with their reason"


def test_a_correction_is_refused_with_a_reason_or_withdrawn(g, client_of):
    report = g.save(g.opened(), jobs=2000)
    report = g.accepted(perform(g.actors["officer"], Submit(target_id=report.pk)))
    line = Proposed(g.indicators["jobs"].pk, 1900)
    head, officer = client_of("head"), client_of("officer")
    one = perform(g.actors["officer"], Correct(report_id=report.pk, lines=[line], reason="พบยอดซ้ำ"))
    assert head.post(f"/reports/corrections/{one.pk}/return", {"reason": ""}).status_code == 422
    head.post(f"/reports/corrections/{one.pk}/return", {"reason": "ไม่มีหลักฐาน"})
    assert "ไม่มีหลักฐาน" in text(officer.get(f"/reports/corrections/{one.pk}"))
    two = perform(g.actors["officer"], Correct(report_id=report.pk, lines=[line], reason="พบยอดซ้ำ"))
    officer.post(f"/reports/corrections/{two.pk}/withdraw")
    two.refresh_from_db()
    assert two.state == "withdrawn"
    assert client_of("neighbour").get(f"/reports/corrections/{one.pk}").status_code == 404


def test_a_locked_month_is_opened_from_its_page(g, client_of):
    Setting.objects.create(code="report-lock-days", value=1)
    duty = client_of("duty")
    typed = {"office": "doe-92", "period": str(g.period), "until": "เมื่อไรก็ได้", "reason": "น้ำท่วม"}
    page = duty.post("/reports/openings", typed)
    assert page.status_code == 422
    assert "เมื่อไรก็ได้" in text(page), "what was typed is kept"
    until = thaidate(timezone.localdate() + dt.timedelta(days=5))
    done = duty.post("/reports/openings", {**typed, "until": until}, follow=True)
    assert "น้ำท่วม" in text(done)
    assert Opening.objects.get().until == timezone.localdate() + dt.timedelta(days=5)
    assert client_of("officer").post("/reports/open", {"period": g.period}).status_code == 302
    assert client_of("officer").get("/reports/openings").status_code == 403


def test_a_remarkable_report_is_not_approved_in_bulk(g, client_of):
    plo = client_of("head")
    report = g.save(g.opened(), jobs=2000)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    assert f'value="{report.pk}:' not in text(plo.get("/reports/waiting"))
    answer = plo.post("/reports/approve", {"report": f"{report.pk}:{report.version}"}, follow=True)
    assert "มีค่าที่ต้องเปิดดูก่อน" in text(answer)
    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_return_without_reason_comes_back_to_its_field(g, client_of):
    plo = client_of("plo")
    report = g.save(g.opened(), jobs=2000)
    perform(g.actors["officer"], Submit(target_id=report.pk))
    answer = plo.post(f"/reports/{report.pk}/return", {"reason": " "})
    assert answer.status_code == 422
    assert "โปรดบอกเหตุผล" in text(answer)
    plo.post(f"/reports/{report.pk}/return", {"reason": "ตรวจหลักฐาน"})
    assert "ตรวจหลักฐาน" in text(client_of("officer").get("/reports"))


@pytest.mark.parametrize("who", ["officer", "minister", "far-plo", "head", "department", "director"])
def test_the_queue_belongs_to_who_judges(g, client_of, who):
    answer = client_of(who).get("/reports/waiting")
    assert answer.status_code == (403 if who in {"officer", "minister"} else 200)


def test_the_labour_officer_reminds_by_one_click(g, client_of):
    plo = client_of("plo")
    office = g.offices["DSD-92"].pk
    told = text(plo.post("/reports/chase", {"office": office, "period": g.period}, follow=True))
    assert "ทวงรายงานจาก" in told
    assert "ทวงแล้ววันนี้" in told


def test_a_number_opens_down_to_its_reports(g, client_of):
    report = g.save(g.opened(), jobs=2000)
    url = f"/figures/jobs/92/{g.period}"
    assert "2,000" not in text(client_of("minister").get("/figures/jobs/80/256909"))
    assert "2,000" not in text(client_of("neighbour").get(url)), "a draft of another office is not told"
    perform(g.actors["officer"], Submit(target_id=report.pk))
    assert "2,000" not in text(client_of("neighbour").get(url)), "what no head has approved is not told"
    assert "2,000" in text(client_of("plo").get(url)), "the labour officer of the province sees it at once"
    perform(g.actors["head"], Approve(target_id=report.pk))
    page = text(client_of("neighbour").get(url))
    assert "2,000" in page
    assert f"/reports/{report.pk}" not in page, "the number is told, the report stays with who may read it"
    assert f"/reports/{report.pk}" in text(client_of("minister").get(url))
    assert client_of("minister").get("/figures/jobs/92/5").status_code == 404


def test_reading_writes_nothing_and_keeps_to_twelve_queries(g, client_of):
    report = g.save(g.opened(), jobs=2000)
    pages = ["/reports", f"/reports/{report.pk}", f"/reports/{report.pk}/items/1", f"/reports/{report.pk}/check"]
    for client, urls in ((client_of("officer"), pages), (client_of("plo"), ["/reports/waiting", pages[1]])):
        for url in urls:
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            said = [one["sql"] for one in queries]
            assert len(said) <= 12, (url, said)


def test_the_way_to_acceptance_keeps_to_twelve_queries(g, client_of):
    report = g.save(g.opened(), jobs=2000)
    report = g.accepted(perform(g.actors["officer"], Submit(target_id=report.pk)))
    line = Proposed(g.indicators["jobs"].pk, 1900)
    one = perform(g.actors["officer"], Correct(report_id=report.pk, lines=[line], reason="พบยอดซ้ำ"))
    pages = [f"/reports/{report.pk}", f"/reports/corrections/{one.pk}", "/reports/waiting", "/reports/openings"]
    for who in ("officer", "head", "department", "plo"):
        for url in [*pages, f"/reports/{report.pk}/correct"]:
            client = client_of(who)
            if client.get(url).status_code == 403:
                continue
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            said = [each["sql"] for each in queries]
            assert len(said) <= 12, (who, url, said)
            assert not [one for one in said if one.startswith(("INSERT", "UPDATE", "DELETE"))], url


def test_a_ratio_is_a_share_with_its_parts_also_for_the_month_before(g, client_of):
    before = g.opened(period=periods.add(g.period, -1))
    g.save(before, share=80)
    g.save(g.opened(), share=60)
    page = text(client_of("officer").get(f"/reports/{Report.objects.get(period=g.period).pk}"))
    assert "80.0% (80/100)" in page
    assert "60.0% (60/100)" in page
    # the change is one of the share: twice the people among four times as many is half of it
    figure = Figure.objects.get(period=g.period)
    Figure.objects.filter(pk=figure.pk).update(value=160, denominator=400)
    page = text(client_of("officer").get(f"/reports/{Report.objects.get(period=g.period).pk}"))
    assert "40.0% (160/400)" in page
    assert "−50%" in page
