"""Sub-districts of Trang, volunteers who serve them, and a survey."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from prasan.networks import commands as c
from prasan.networks.links import VOLUNTEER
from prasan.networks.models import Survey, Volunteer
from prasan.platform.commands import perform
from prasan.platform.web.links import token_of
from tests.house import world as house

LINES = "* มีผู้ว่างงานกี่คน | จำนวน\nโรงงานปิดหรือไม่ | ใช่ไม่ใช่\nอาชีพที่ต้องการ | เลือกหลาย | ช่างเชื่อม, ทำอาหาร"


def build() -> SimpleNamespace:
    """Make the small ministry: two districts of Trang, three sub-districts."""
    world = house.build()
    trang = world.areas["92"]
    town = house.make_area("9201", 920_100, 920_199, "district", "เมืองตรัง", trang)
    coast = house.make_area("9202", 920_200, 920_299, "district", "กันตัง", trang)
    areas = {
        "a": house.make_area("920101", 920_101, 920_101, "subdistrict", "ทับเที่ยง", town),
        "b": house.make_area("920102", 920_102, 920_102, "subdistrict", "นาพละ", town),
        "c": house.make_area("920201", 920_201, 920_201, "subdistrict", "กันตังใต้", coast),
    }
    who = world.actors
    return SimpleNamespace(
        world=world, areas=areas, town=town, plo=who["plo", "lead"], keeper=who["volunteer-coordinator", "lead"],
        far=who["plo", "far"], doe=who["agency-officer", "own"], minister=who["minister", "ministry"],
        governor=who["governor", "own"], auditor=who["auditor", "ministry"],
    )  # fmt: skip


def volunteer(m: Any, *places: str, actor: Any = None, **more: Any) -> Volunteer:
    """Register a volunteer of the labour office of Trang and appoint them, from last year."""
    made: Any = perform(actor or m.plo, c.AddVolunteer(values={"name": "สมมติ ใจดี", "phone": "081-234-5678"}))
    start = timezone.localdate() - dt.timedelta(days=400)
    for place in places:
        perform(actor or m.plo, c.Appoint(volunteer_id=made.pk, area_id=m.areas[place].pk, **({"start": start} | more)))
    return made


def survey(m: Any, *, opened: bool = True, **more: Any) -> Survey:
    """Write a survey over Trang, by default until the day after tomorrow, and open it."""
    told = {
        "title": "สำรวจผู้ว่างงาน", "area_id": m.world.areas["92"].pk, "lines": LINES,
        "deadline": timezone.now() + dt.timedelta(days=2),
    } | more  # fmt: skip
    made: Any = perform(m.plo, c.AddSurvey(values=told))
    return perform(m.plo, c.OpenSurvey(target_id=made.pk)) if opened else made


def token(one: Volunteer) -> str:
    """Return the secret of a volunteer's address."""
    one.refresh_from_db()
    return token_of(VOLUNTEER, one.nonce, one.token_hash)
