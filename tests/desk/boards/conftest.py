"""A small situation over the loaded ministry: events here and abroad, news, a watch, words and silence."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from prasan.directory.models import Area, Office, Person
from prasan.situation.models import DayReport, Event, EventPlace, EventTask, HeadCount, Item, ItemPlace, Shift, Source


@pytest.fixture
def quiet(demo):
    """The loaded ministry without the demo's own situation: counts are those of the test alone."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # the log is append-only otherwise
        for table in connection.introspection.table_names(cursor):
            if table.startswith("situation_"):
                cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def world(quiet):
    """An event in Trang, one in Taiwan with people of Trang and Udon Thani, a watch, words and silence."""
    now = timezone.now()
    area = {code: Area.objects.get(code=code) for code in ("92", "41", "10", "TW", "CH")}
    office = {code: Office.objects.get(code=code) for code in ("OPS-92", "OPS-41", "CENTRE", "ABROAD-TW-TAIPEI")}
    person = Person.objects.get(username="duty-1")
    local = _event(1, "โรงงานถุงมือเลิกจ้าง 150 คน", area["92"], office["OPS-92"], "severe", affected=150)
    far = _event(2, "ไฟไหม้หอพักแรงงานไทย", area["TW"], office["ABROAD-TW-TAIPEI"], "extreme", affected=30)
    EventPlace.objects.create(event=far, area=area["92"], role="origin", people=12)
    EventPlace.objects.create(event=far, area=area["41"], role="origin", people=10)
    EventTask.objects.create(
        event=far, kind="visit", office=office["OPS-92"], area=area["92"], people=12, text="เยี่ยมครอบครัวที่ตรัง",
        given_at=now - dt.timedelta(days=2), due=now - dt.timedelta(hours=3),
    )  # fmt: skip
    HeadCount.objects.create(
        event=far, as_of=now, dimension="condition", total=30, cells=[["ปลอดภัย", 26], ["บาดเจ็บ", 4]]
    )
    source = Source.objects.create(code="radio", kind="paste", name_th="วิทยุ", office=office["CENTRE"])
    for number, state in enumerate(("new", "linked")):
        item = Item.objects.create(
            source=source, identity=f"i{number}", title=f"ข่าวที่ {number} ของนายสมชาย ใจดี", received_at=now, state=state,
            event=local if state == "linked" else None,
            reading={"private": [{"value": "นายสมชาย ใจดี", "span": [0, 13]}]},
        )  # fmt: skip
        ItemPlace.objects.create(item=item, area=area["92"])
    for code, name in (("CENTRE", "duty-1"), ("OPS-92", "plo-92"), ("ABROAD-TW-TAIPEI", "counsellor-taipei")):
        Shift.objects.create(
            office=office[code], area_id=office[code].area_id, person=Person.objects.get(username=name),
            starts=now - dt.timedelta(hours=1), ends=now + dt.timedelta(hours=7), leads=True,
        )  # fmt: skip
    today = timezone.localdate()
    for back in range(3, 14):
        DayReport.objects.create(
            office=office["OPS-92"], area=area["92"], day=today - dt.timedelta(days=back), is_normal=back != 5,
            text="" if back != 5 else "ฝนตกหนัก", by=person, sent_at=now,
        )  # fmt: skip
    return {"local": local, "far": far, "now": now, "area": area, "office": office}


def _event(number: int, title: str, area: Area, owner: Office, severity: str, **more: object) -> Event:
    return Event.objects.create(
        number=number, year=2569, title=title, type="layoff", area=area, owner=owner, severity=severity,
        state="verified", **more,
    )  # fmt: skip
