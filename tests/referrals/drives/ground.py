"""A drive of the labour office of Trang, volunteers with links, and phones that seal as browsers do."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import Any

from django.test import Client

from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.platform.commands import perform
from prasan.platform.vault.envelopes import seal
from prasan.referrals import commands as c
from prasan.referrals.drives.opening import about
from prasan.referrals.models import RegistrationDrive
from tests.referrals import ground

NOTICE = "สำนักงานขอเก็บชื่อและงานที่ท่านทำ เพื่อแจ้งสิทธิและบริการ ท่านถอนความยินยอมได้ทุกเมื่อที่สำนักงาน"
GOOD_ID = "1100700000007"
PERSON = {
    "title": "นาง", "given_name": "ขนิษฐา", "family_name": "เย็บผ้า", "birth_year": "2515", "sex": "female",
    "phone": "0812345678", "channel": "call", "consented": True, "informal_group": "home", "agreed": True,
}  # fmt: skip
"""What a volunteer writes down of an invented person."""


def valid_id(first: str) -> str:
    """Return a number with the right check digit for its first twelve."""
    from prasan.kernel.checkdigit import check_digit

    return f"{first}{check_digit(first)}"


def build() -> ground.Ground:
    """Make the small ministry with a district, a tambon and a volunteer coordinator."""
    g = ground.build()
    trang = g.areas["92"]
    told = {"id": 920_200, "last": 920_299, "kind": "district", "parent": trang, "name_th": "กันตัง", "name_en": "K"}
    g.areas["9202"] = Area.objects.get_or_create(code="9202", defaults=told)[0]
    told = {"id": 920_201, "last": 920_201, "kind": "subdistrict", "parent": g.areas["9202"], "name_th": "บ่อน้ำร้อน"}
    g.areas["920201"] = Area.objects.get_or_create(code="920201", defaults=told | {"name_en": "B"})[0]
    ground.seat(g, "coordinator", Role.VOLUNTEER_COORDINATOR, "OPS-92")
    return g


def begin(g: ground.Ground, who: str = "coordinator", **more: Any) -> RegistrationDrive:
    """Begin a drive."""
    first = ground.MONDAY.date()
    told = {
        "title": "ตลาดกันตัง รอบธันวาคม", "area_id": g.areas["9202"].pk, "first_day": first,
        "last_day": first + dt.timedelta(days=10), "notice_version": "2569-1", "notice": NOTICE,
    }  # fmt: skip
    made: RegistrationDrive = g.do(who, c.MakeDrive(**told | more))
    return made


def link(g: ground.Ground, drive: RegistrationDrive, who: str = "มานะ ใจดี") -> str:
    """Give a volunteer a link; return its path."""
    made = c.AddVolunteer(drive_id=drive.pk, who=who)
    perform(g.actors["coordinator"], made)
    return f"/v/{made.secret}"


def phone(drive: RegistrationDrive, number: uuid.UUID | None = None, **more: Any) -> dict[str, Any]:
    """Return what a phone sends of one person."""
    number = number or uuid.uuid4()
    content = json.dumps(PERSON | more, ensure_ascii=False).encode()
    sealed = seal(drive.public_key, content, about(drive.pk, number))
    return {"uuid": str(number), "sealed": sealed, "at": "2026-11-23T03:00:00.000Z"}


def send(path: str, told: dict[str, Any], client: Client | None = None) -> Any:
    """Hand one envelope in, without a cookie and without a token."""
    client = client or Client(enforce_csrf_checks=True)
    return client.post(f"{path}/entries", json.dumps(told), content_type="application/json")
