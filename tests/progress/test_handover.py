"""What a transferred officer leaves open in reports stands on the hand-over list, and the successor accepts it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from prasan.directory import commands as do
from prasan.directory.models import Person, Seat, TransferLine
from prasan.platform.commands import SYSTEM, perform
from prasan.progress import periods
from prasan.progress.handover import of_seats
from prasan.progress.models import Report

pytestmark = pytest.mark.django_db
today = timezone.localdate


def seat(g, name):
    return Seat.objects.select_related("office").get(pk=g.actors[name].seat_id)


def words(g, name):
    return [item.what for item in of_seats([seat(g, name)]).get(g.actors[name].seat_id, [])]


def test_a_month_not_begun_a_draft_and_a_late_one_are_named(g):
    assert "ยังไม่เริ่มกรอก" in words(g, "officer")[0]
    old = g.opened(period=periods.add(g.period, -1))
    Report.objects.filter(pk=old.pk).update(due=today() - dt.timedelta(days=40))
    current = g.opened()
    Report.objects.filter(pk=current.pk).update(due=today() + dt.timedelta(days=3))
    late, draft = words(g, "officer")
    assert periods.label(old.period) in late
    assert "เกินกำหนด" in late
    assert "ยังไม่ส่ง" in draft
    assert "เกินกำหนด" not in draft


def test_what_waits_for_approval_is_the_labour_officers_too(g):
    report = g.opened()
    Report.objects.filter(pk=report.pk).update(state=Report.State.SUBMITTED, due=today() - dt.timedelta(days=9))
    for name in ("plo", "head"):
        assert any("รออนุมัติ" in one for one in words(g, name)), name
    assert not any("เกินกำหนด" in one for one in words(g, "plo"))
    assert words(g, "far-plo") == []
    assert words(g, "department") == []
    Report.objects.filter(pk=report.pk).update(state=Report.State.APPROVED, approved_at=timezone.now())
    for name in ("plo", "department"):
        assert len(words(g, name)) == 1, name
    assert not any("รออนุมัติ" in one for one in words(g, "head"))
    Report.objects.filter(pk=report.pk).update(province_at=timezone.now())
    assert words(g, "plo") == []
    assert len(words(g, "department")) == 1
    Report.objects.filter(pk=report.pk).update(department_at=timezone.now())
    assert words(g, "department") == []


def test_a_month_that_takes_no_more_changes_is_no_work(g):
    report = g.opened()
    Report.objects.filter(pk=report.pk).update(period=periods.add(g.period, -30))
    assert not any("ยังไม่ส่ง" in one for one in words(g, "officer"))


def test_a_few_queries_whatever_the_number_of_seats(g, django_assert_max_num_queries):
    rows = [seat(g, name) for name in ("officer", "second", "head", "neighbour", "plo", "far-plo", "minister")]
    with django_assert_max_num_queries(8):
        of_seats(rows)


def test_transfer_then_list_then_acceptance(g):
    report = g.opened()
    leaver, successor = g.actors["officer"], g.actors["second"]
    far = Seat.objects.get(pk=g.actors["neighbour"].seat_id).office
    takes = {"office_id": far.pk, "role": "agency-officer", "position_th": ""}
    lines = [do.Transfer(person_id=leaver.person_id, leaves=(leaver.seat_id,), takes=takes)]
    order = perform(SYSTEM, do.ApplyTransferOrder(number="รง 9/2569", date=today(), effective=today(), lines=lines))
    line = TransferLine.objects.get(order=order)
    client = Client()
    client.force_login(
        Person.objects.get(pk=successor.person_id), "allauth.account.auth_backends.AuthenticationBackend"
    )
    assert reverse("handover", args=[line.pk]) in client.get(reverse("my_seats")).content.decode()
    page = client.get(reverse("handover", args=[line.pk])).content.decode()
    assert reverse("report", args=[report.pk]) in page
    assert client.post(reverse("handover", args=[line.pk])).status_code == 302
    line.refresh_from_db()
    assert line.accepted_by_id == successor.person_id
    assert periods.label(report.period) in line.handed[0][1]
