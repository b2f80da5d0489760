"""The small province, with data calls made in it."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.platform.commands import perform
from prasan.progress.calls.columns import Column, Kind
from prasan.progress.calls.commands import MakeCall, SendCall
from tests.progress import ground

COLUMNS = [
    Column("c1", "ถูกเลิกจ้าง", unit="คน").as_json(),
    Column("c2", "ชาย", unit="คน").as_json(),
    Column("c3", "หญิง", unit="คน").as_json(),
    Column("c4", "สาเหตุ", kind=Kind.CHOICE, choices=("ปิดกิจการ", "ลดคน"), required=False).as_json(),
    Column("c5", "ค่าจ้างเฉลี่ย", decimals=2, sum="average", required=False, high=10_000_000).as_json(),
]
RULES = [{"total": "c1", "parts": ["c2", "c3"]}]
GOOD = [{"c1": "๑,๒๐๐", "c2": "700", "c3": "500 คน", "c4": "ลดคน", "c5": "12,345.50"}]


def told(**more):
    usual = {
        "title": "เลิกจ้างหลังน้ำท่วม", "columns": COLUMNS, "rules": RULES, "pick": {"kinds": ["provincial"]},
        "deadline": timezone.now() + dt.timedelta(days=2),
    }  # fmt: skip
    return {**usual, **more}


def make(g, who="owner", **more):
    return perform(g.actors[who], MakeCall(**told(**more)))


def send(g, who="owner", **more):
    return perform(g.actors[who], SendCall(target_id=make(g, who, **more).pk))


@pytest.fixture
def g(db):
    return ground.build()


@pytest.fixture
def gt(transactional_db):
    return ground.build()
