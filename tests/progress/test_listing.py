"""The list of all reports: in order, in scope, narrowed, in the reader's language, as a file."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from prasan.directory.models import Office, Person
from prasan.progress import periods
from prasan.progress.models import Report
from tests.house.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = build()
    now = periods.open_period(timezone.localdate())
    units = [world.offices[code] for code in ("DOE-92", "DSD-92", "DOE-80")]
    Report.objects.bulk_create(
        Report(office=unit, area_id=unit.area_id, period=periods.add(now, -back), due=dt.date(2026, 1, 5),
               state="submitted" if back == 20 else "draft")
        for back in range(24) for unit in units
    )  # fmt: skip
    return world


def reader(world, role, place) -> Client:
    client, actor = Client(), world.actors[(role, place)]
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["seat"] = actor.seat_id
    session.save()
    return client


def links(client, url="/reports"):
    text = client.get(url).content.decode()
    more = re.search(r'class="btn secondary" href="(/reports\?[^"]+)"', text)
    return [int(pk) for pk in re.findall(r'href="/reports/(\d+)"', text)], more and more[1].replace("&amp;", "&")


def walk(client, url="/reports"):
    found = []
    while url:
        rows, url = links(client, url)
        assert len(rows) <= 25
        found += rows
    return found


def test_every_report_stands_once_newest_month_first(world):
    expected = list(Report.objects.order_by("-period", "-id").values_list("id", flat=True))
    assert len(expected) == 72
    assert walk(reader(world, "minister", "ministry")) == expected


def test_the_list_keeps_to_its_readers_scope(world):
    trang = set(Report.objects.filter(area=world.areas["92"]).values_list("id", flat=True))
    assert set(walk(reader(world, "plo", "lead"))) == trang
    assert walk(reader(world, "administrator", "ministry")) == []


def test_filters_narrow(world):
    client = reader(world, "minister", "ministry")
    period = periods.add(periods.open_period(timezone.localdate()), -3)
    assert set(walk(client, f"/reports?period={period}")) == set(
        Report.objects.filter(period=period).values_list("id", flat=True)
    )
    assert len(walk(client, "/reports?state=submitted")) == 3
    assert walk(client, "/reports?state=approved") == []


def test_offices_stand_in_the_readers_language_and_in_thai_where_there_is_no_other(world):
    Office.objects.filter(code="DOE-92").update(name_en="Trang Employment Office")
    client = reader(world, "plo", "lead")
    assert "Trang Employment Office" not in client.get("/reports").content.decode()
    client.cookies["django_language"] = "en"
    text = client.get("/reports").content.decode()
    assert "Trang Employment Office" in text
    assert "DSD-92" in text


def test_the_list_as_a_file_says_states_in_words(world):
    response = reader(world, "plo", "lead").get(reverse("export_list", args=["progress.reports", "csv"]))
    text = b"".join(response.streaming_content if response.streaming else [response.content]).decode("utf-8-sig")
    assert text.count("DOE-92") == 24
    assert "ส่งแล้ว รออนุมัติ" in text
    assert "DOE-80" not in text
