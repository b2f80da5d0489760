"""The nearest mobile unit's day on the person's page: by home or work, called off gone, nothing told to others."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.directory.models import Area
from prasan.referrals import commands as c
from prasan.referrals.tracking import opening
from prasan.referrals.tracking.near import near
from prasan.registers.models import MobileDay, ServiceTemplate, Worker
from tests.referrals import ground


@pytest.fixture
def here(g):
    """Return (ground, a referral, the browser of its person) in a province with two districts."""
    trang = g.areas["92"]
    for code, number, name in (("9201", 920_100, "Mueang"), ("9202", 920_200, "Kantang")):
        told = {"id": number, "last": number + 99, "kind": "district", "parent": trang, "name_th": name}
        g.areas[code] = Area.objects.get_or_create(code=code, defaults=told | {"name_en": name})[0]
    ServiceTemplate.objects.create(
        code="section-40", agency_id="DOE", name_th="สมัครมาตรา 40", name_en="Join section 40", state="in_force"
    )
    one = ground.referral(g)
    pin = c.MakePin(target_id=one.case_id)
    g.do("counter", pin)
    client = Client()
    assert client.post("/t/", {"code": one.case.code, "word": pin.pin}).status_code == 302
    return g, one, client


def day(g, area, ahead, place, **more):
    return MobileDay.objects.create(
        office=g.offices["OPS-92"], area=g.areas[area], day=timezone.localdate() + dt.timedelta(days=ahead),
        begins=dt.time(9), ends=dt.time(15), place=place, services=["section-40"], agencies=["DOE"], **more,
    )  # fmt: skip


def shown(client, path="/t/"):
    text = client.get(path).content.decode()
    found = re.search(r"หน่วยเคลื่อนที่ใกล้คุณ(.*?)</section>", text, re.S)
    return found.group(1) if found else ""


def lives(one, home="9202", **more):
    Worker.objects.filter(pk=one.case.worker_id).update(home_area=Area.objects.get(code=home), **more)


def test_without_a_day_nothing_stands_there(here):
    g, _one, client = here
    day(g, "92", -1, "ที่ผ่านไป")
    day(g, "92", 2, "ที่ยกเลิก", state="called_off", called_off="ฝน")
    assert shown(client) == ""


def test_the_day_in_the_own_district_goes_before_an_earlier_one(here):
    g, one, client = here
    day(g, "9201", 1, "ตลาดเมือง")
    day(g, "9202", 9, "ท่าเรือกันตัง", others="ธนาคาร")
    assert "ตลาดเมือง" in shown(client)  # home is not known: the case's province
    lives(one)
    told = shown(client)
    assert all(word in told for word in ("ท่าเรือกันตัง", "สมัครมาตรา 40", "ธนาคาร", "09.00"))
    assert "ตลาดเมือง" not in told
    Worker.objects.filter(pk=one.case.worker_id).update(work_area=g.areas["9201"])
    assert "ตลาดเมือง" in shown(client)  # near work, and earlier


def test_whoever_did_not_open_it_by_the_pin_learns_no_district(here):
    g, one, _client = here
    day(g, "9201", 1, "ตลาดเมือง")
    day(g, "9202", 9, "ท่าเรือกันตัง")
    lives(one)
    assert near(one.case, by_pin=True).day.place == "ท่าเรือกันตัง"
    assert near(one.case, by_pin=False).day.place == "ตลาดเมือง"
    lives(one, protected="trafficking")
    assert near(one.case, by_pin=True).day.place == "ตลาดเมือง"


def test_it_is_told_in_english_and_no_address_holds_a_place(here):
    g, one, client = here
    day(g, "9202", 3, "ท่าเรือกันตัง")
    lives(one)
    text = client.get("/t/?l=en").content.decode()
    assert "Mobile unit near you" in text
    assert "Join section 40" in text
    assert "Kantang" in text
    assert not re.search(r'(?:href|action)="[^"]*(?:9202|Kantang)', text)


def test_the_page_stays_small_and_cheap_with_a_day(here):
    g, one, client = here
    lives(one)
    day(g, "9202", 3, "ก" * 300, others="ข" * 300)
    client.get("/t/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/t/")
    assert len(asked) <= 12
    assert len(answer.content) < 24 * 1024
    assert opening.COOKIE in client.cookies
