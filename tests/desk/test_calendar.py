"""The calendar: what stands in it for whom, the page, the feed's form and its secret address."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from prasan.connect.commands import MakeFeed, RevokeFeed
from prasan.connect.models import CalendarFeed
from prasan.desk.calendar import ical
from prasan.desk.calendar.sources import SOURCES, Asked, Event, events, source
from prasan.directory.models import Holiday, Seat
from prasan.platform.commands import perform
from prasan.progress.calls.models import DataCall
from tests.progress import ground
from tests.progress.calls.conftest import send
from tests.progress.calls.test_call_pages import page_of


@pytest.fixture
def g(db):
    return ground.build()


def asked(width="mine"):
    today = timezone.localdate()
    return Asked(today - dt.timedelta(days=40), today + dt.timedelta(days=40), width)


def titles(g, who, width="mine"):
    return [one.title for one in events(g.actors[who], asked(width))]


def test_deadlines_stand_in_the_calendar_of_those_whom_they_concern(g):
    send(g, "department")
    assert any("เลิกจ้างหลังน้ำท่วม" in one for one in titles(g, "officer"))
    assert any("เลิกจ้างหลังน้ำท่วม" in one for one in titles(g, "department"))
    assert not any("เลิกจ้างหลังน้ำท่วม" in one for one in titles(g, "neighbour"))
    assert not any("เลิกจ้างหลังน้ำท่วม" in one for one in titles(g, "plo"))
    assert any("เลิกจ้างหลังน้ำท่วม" in one for one in titles(g, "plo", "province"))
    assert any("ครบกำหนด" in one for one in titles(g, "officer"))


def test_holidays_are_those_of_the_nation_and_of_the_own_province(g):
    today = timezone.localdate()
    for area, name in (("TH", "หยุดทั่วประเทศ"), ("92", "หยุดตรัง"), ("80", "หยุดนคร")):
        Holiday.objects.create(day=today, area=g.areas[area], name_th=name)
    own = titles(g, "officer")
    assert "หยุดทั่วประเทศ" in own
    assert "หยุดตรัง (ตรัง)" in own
    assert not any("หยุดนคร" in one for one in own)
    assert any("หยุดนคร" in one for one in titles(g, "officer", "all"))


def test_another_room_adds_a_source(g):
    source("test", "ทดสอบ", lambda actor, asked: [Event(asked.first, "t-1", "ประชุม", "ประชุม", "test")])
    try:
        assert "ประชุม" in titles(g, "officer")
    finally:
        del SOURCES["test"]


@pytest.mark.parametrize("query", ["", "?view=list", "?month=2026-02&of=all", "?month=x&of=y&kind=z", "?kind=holidays"])
def test_the_page_answers_whatever_is_asked(g, query):
    send(g)
    answer = page_of(g, "officer").get(f"/calendar{query}")
    assert answer.status_code == 200


def test_weeks_begin_on_sunday_and_years_are_buddhist(g):
    text = page_of(g, "officer").get("/calendar?month=2026-02").content.decode()
    assert "2569" in text
    assert text.index("อา.</th>") < text.index("จ.</th>") < text.index("ส.</th>")


def test_a_feed_reads_without_sign_in_until_it_is_revoked_and_holds_no_free_text(g):
    send(g)
    command = MakeFeed(width="office")
    feed = perform(g.actors["officer"], command)
    assert command.secret not in CalendarFeed.objects.values_list("hash", flat=True)
    url = f"/feeds/key/{command.secret}.ics"
    answer = Client().get(url)
    body = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    call = DataCall.objects.get()
    unfolded = body.replace("\r\n ", "")
    assert f"SUMMARY:ตอบคำขอข้อมูลเลขที่ {call.pk}\r\n" in unfolded
    assert "เลิกจ้าง" not in unfolded
    assert "ทดสอบ" not in unfolded, "no family name"
    perform(g.actors["officer"], RevokeFeed(target_id=feed.pk))
    assert Client().get(url).status_code == 404
    assert Client().get("/feeds/key/none.ics").status_code == 404


def test_a_feed_dies_with_the_seat(g):
    command = MakeFeed()
    perform(g.actors["officer"], command)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Seat.objects.filter(pk=g.actors["officer"].seat_id).update(end=yesterday)
    assert Client().get(f"/feeds/key/{command.secret}.ics").status_code == 404


def test_secrets_of_feeds_stand_in_no_log():
    from prasan.platform.web.traffic import plain_path

    assert plain_path("/feeds/key/abc123.ics") == "/feeds/key/…"


def test_a_fault_behind_a_feed_is_logged_without_its_secret(g, caplog):
    command = MakeFeed()
    perform(g.actors["officer"], command)
    source("test", "ทดสอบ", lambda actor, asked: 1 / 0)
    try:
        answer = Client(raise_request_exception=False).get(f"/feeds/key/{command.secret}.ics")
    finally:
        del SOURCES["test"]
    assert answer.status_code == 500
    (fault,) = [one for one in caplog.records if one.name == "prasan.fault"]
    assert fault.path == "/feeds/key/…"
    assert not any(command.secret in str(vars(one)) for one in caplog.records if one.name.startswith("prasan."))


@given(st.text(max_size=300), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_any_text_makes_a_valid_file(text, day):
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    body = ical.write([Event(day, "k-1", text, text, "x")], name="ชื่อ", host="prasan", now=now)
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    whole = body.decode().replace("\r\n ", "")
    (summary,) = [line for line in whole.split("\r\n") if line.startswith("SUMMARY:")]
    clean = "".join(one for one in text if one == "\n" or ord(one) >= 32)
    back = summary.removeprefix("SUMMARY:").replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";")
    assert back.replace("\\,", ",").replace("\0", "\\") == clean
