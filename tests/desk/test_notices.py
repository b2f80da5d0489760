"""Notices about reports, from the verb over the outbox to the reader and the mail; the bell that counts them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from prasan.desk import listeners as desk_listeners  # noqa: F401 - registers them
from prasan.directory.models import Delegation, Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.journal.models import Cursor
from prasan.platform.notices.deliver import deliver
from prasan.platform.notices.models import Delivery, Notice
from prasan.progress import periods
from prasan.progress.commands import (
    AcceptDepartment,
    AcceptProvince,
    Approve,
    ApproveCorrection,
    Chase,
    Correct,
    CorrectionAcceptProvince,
    OpenMonth,
    Proposed,
    Return,
    Submit,
)
from prasan.registers.models import Setting
from tests.progress import ground

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def g(db, settings):
    settings.TRAINING = False
    made = ground.build()
    Person.objects.update(notice_channels={"quiet": []})
    for one in Person.objects.all():
        Person.objects.filter(pk=one.pk).update(email=f"{one.username}@example.go.th")
    return made


def spread():
    """Bring what was committed to the listeners, as the worker does."""
    number()
    dispatch([LISTENERS["desk.report-notices"]])
    assert not FailedEvent.objects.exists()


def told(kind, *, unread=False):
    """Return who has a notice of a kind."""
    rows = Notice.objects.filter(kind=kind, **({"read": None} if unread else {}))
    names = dict(Person.objects.values_list("pk", "username"))
    return sorted(names[one] for one in rows.values_list("person_id", flat=True))


def chase(g, office="DOE-92"):
    perform(g.actors["plo"], Chase(target_id=g.offices[office].pk, period=g.period))
    spread()


def submitted(g, who="officer"):
    report = g.save(g.opened(), jobs=2000, share=90, visits=700)
    perform(g.actors[who], Submit(target_id=report.pk))
    spread()
    return report


def test_a_chased_office_is_told_by_everybody_who_may_write_and_nobody_else(g):
    stranger = Person.objects.create(username="stand-in", given_name="แทน")
    day = timezone.localdate()
    Delegation.objects.create(
        seat_id=g.actors["head"].seat_id, to=stranger, start=day, end=day, order_no="1/2569", reason=""
    )
    Seat.objects.filter(pk=g.actors["second"].seat_id).update(end=day - dt.timedelta(days=1))
    chase(g)
    assert told("reports.chased") == ["head", "officer", "stand-in"]
    notice = Notice.objects.filter(person_id=g.actors["officer"].person_id).get()
    assert notice.url == f"/reports#m{g.period}"
    assert periods.label(g.period, "th") in notice.text
    with translation.override("en"):
        assert notice.text == f"The provincial labour officer asks for the report of {periods.label(g.period, 'en')}"


def test_the_same_event_twice_is_one_notice_and_a_second_day_is_another(g):
    chase(g)
    before = Notice.objects.count()
    Cursor.objects.update(seq=0)
    spread()
    assert Notice.objects.count() == before == 3
    from prasan.platform.journal.models import Outbox

    first = Outbox.objects.get(name="progress.chased")
    Outbox.objects.create(name=first.name, payload=first.payload, topics=first.topics)
    spread()
    assert Notice.objects.count() == 6


def test_a_chase_that_arrives_late_is_not_told(g):
    perform(g.actors["plo"], Chase(target_id=g.offices["DOE-92"].pk, period=g.period))
    submitted(g)
    assert told("reports.chased") == []


def test_a_begun_report_is_linked_itself(g):
    report = g.opened()
    chase(g)
    assert set(Notice.objects.values_list("url", flat=True)) == {f"/reports/{report.pk}"}


def test_it_leaves_by_mail_in_the_persons_language_without_personal_data(g):
    one, other = g.person("officer"), g.person("head")
    Person.objects.filter(pk=one.pk).update(notice_channels={"quiet": [], "language": "en"})
    Person.objects.filter(pk=other.pk).update(notice_channels={"quiet": [], "modes": {"reports.chased": "digest"}})
    chase(g)
    deliver.function(None)
    sent = {message.to[0]: message for message in mail.outbox}
    assert set(sent) == {"officer@example.go.th", "second@example.go.th"}
    assert sent["officer@example.go.th"].subject.startswith("The provincial labour officer asks")
    assert sent["second@example.go.th"].subject.startswith("แรงงานจังหวัดขอให้ส่ง")
    for message in mail.outbox:
        assert f"/reports#m{g.period}" in message.body
        for person in Person.objects.all():
            assert person.full_name not in message.subject + message.body
    assert Delivery.objects.get(notice__person_id=other.pk).state == "digest"


def test_a_waiting_report_is_told_to_each_line_in_its_turn_until_it_is_decided(g):
    chase(g)
    report = submitted(g)
    assert told("reports.waiting") == ["head"]
    assert told("reports.chased", unread=True) == []  # the reminder is settled by the report
    waiting = Notice.objects.get(kind="reports.waiting")
    assert (waiting.url, waiting.args["office"]) == (f"/reports/{report.pk}", "DOE-92")
    assert not Delivery.objects.filter(notice__kind="reports.chased", state__in=["waiting", "digest"]).exists()
    perform(g.actors["head"], Approve(target_id=report.pk))
    spread()
    assert told("reports.waiting", unread=True) == ["department", "plo"]
    perform(g.actors["plo"], AcceptProvince(target_id=report.pk))
    spread()
    assert set(told("reports.waiting", unread=True)) == {"department"}
    perform(g.actors["department"], AcceptDepartment(target_id=report.pk))
    spread()
    assert told("reports.waiting", unread=True) == []
    assert told("reports.returned") == []


def test_where_the_head_sends_the_labour_officer_is_asked(g):
    submitted(g, "head")
    assert told("reports.waiting") == ["plo"]


def test_an_opened_month_and_a_correction_tell_those_they_concern(g):
    report = submitted(g)
    perform(g.actors["head"], Approve(target_id=report.pk))
    perform(g.actors["plo"], AcceptProvince(target_id=report.pk))
    line = Proposed(g.indicators["jobs"].pk, 1)
    one = perform(g.actors["officer"], Correct(report_id=report.pk, lines=[line], reason="พบยอดซ้ำ"))
    spread()
    assert told("reports.correction-waiting") == ["head"]
    perform(g.actors["head"], ApproveCorrection(target_id=one.pk))
    spread()
    assert told("reports.correction-waiting", unread=True) == ["plo"]
    perform(g.actors["plo"], CorrectionAcceptProvince(target_id=one.pk))
    spread()
    assert told("reports.correction-waiting", unread=True) == []
    assert told("reports.correction-settled") == ["head", "officer", "second"]
    Setting.objects.create(code="report-lock-days", value=1)
    until = timezone.localdate() + dt.timedelta(days=3)
    office = g.offices["DOE-92"].pk
    perform(g.actors["duty"], OpenMonth(office_id=office, period=g.period, until=until, reason="น้ำท่วม"))
    spread()
    assert told("reports.opened") == ["head", "officer", "second"]


def test_nobody_is_asked_to_approve_their_own(g):
    Seat.objects.create(
        person=g.person("plo"), office=g.offices["DOE-92"], role=Role.AGENCY_OFFICER, start=dt.date(2020, 1, 1)
    )
    from prasan.directory.actor import actor_for

    g.actors["double"] = actor_for(Seat.objects.get(person=g.person("plo"), office=g.offices["DOE-92"]))
    report = submitted(g, "double")
    assert told("reports.waiting") == ["head"]
    perform(g.actors["head"], Approve(target_id=report.pk))
    spread()
    assert told("reports.waiting", unread=True) == ["department"], "the labour officer sent it from another seat"


def test_a_returned_report_goes_to_its_sender_and_to_the_office_when_the_sender_has_left(g):
    report = submitted(g)
    perform(g.actors["plo"], Return(target_id=report.pk, reason="นาย ก ต้องแก้"))
    spread()
    assert told("reports.returned") == ["officer"]
    assert "นาย" not in Notice.objects.get(kind="reports.returned").text
    perform(g.actors["officer"], Submit(target_id=report.pk))
    perform(g.actors["head"], Approve(target_id=report.pk))
    day = timezone.localdate() - dt.timedelta(days=1)
    Seat.objects.filter(pk=g.actors["officer"].seat_id).update(end=day)
    perform(g.actors["plo"], Return(target_id=report.pk, reason="พบข้อผิดพลาด"))
    spread()
    assert told("reports.returned") == ["head", "officer", "second"]
    assert told("reports.returned", unread=True) == ["head", "officer", "second"]


def client_of(name) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=name), BACKEND)
    return client


def bell(page: str) -> str:
    return re.search(r'<a class="[^"]*\bbell\b.*?</a>', page, re.S).group()


def test_the_bell_counts_on_every_page_by_one_query(g):
    client = client_of("officer")
    assert "ยังไม่อ่าน" not in bell(client.get("/reports").content.decode())
    chase(g)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/reports").content.decode()
    assert sum("platform_notice" in one["sql"] for one in queries) == 1
    shown = bell(page)
    assert 'href="/notices"' in shown
    assert "การแจ้งเตือน ยังไม่อ่าน 1 เรื่อง" in re.sub(r"<[^>]+>", "", shown)
    assert f'data-topic="notices:{g.actors["officer"].person_id}"' in shown
    assert "ยังไม่อ่าน 1 เรื่อง" in bell(client.get("/notices/bell").content.decode())
    client.cookies["django_language"] = "en"
    assert "Notices 1 unread" in re.sub(r"<[^>]+>", "", bell(client.get("/reports").content.decode()))
    client.post(f"/notices/{Notice.objects.get(person_id=g.actors['officer'].person_id).pk}/open")
    assert "unread" not in bell(client.get("/reports").content.decode())


def test_more_than_a_hundred_are_not_counted_to_the_end(g):
    person = g.actors["officer"].person_id
    Notice.objects.bulk_create(
        Notice(person_id=person, kind="reports.chased", args={"month": "2026-06"}, url="/reports", key=str(n))
        for n in range(130)
    )
    assert ">99+<" in bell(client_of("officer").get("/reports").content.decode())


def test_the_persons_menu_leads_to_notices_and_their_settings(g):
    client = client_of("officer")
    page = client.get("/reports").content.decode()
    menu = page[page.index('class="drop"') :]
    for url in ("/notices", "/notices/settings"):
        assert f'href="{url}"' in menu
        assert client.get(url).status_code == 200
    told = {"language": "en", "channels": ["email"], "quiet_from": "", "quiet_to": ""}
    assert client.post("/notices/settings", told).status_code == 302
    assert g.person("officer").notice_channels["language"] == "en"
