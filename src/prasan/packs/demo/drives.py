"""The demo's registration drive: one round in the counter's province, two volunteers, invented people."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone

from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.kernel.checkdigit import failing_ids
from prasan.packs.demo.referrals import seat_at
from prasan.platform.commands import perform
from prasan.referrals import commands as c
from prasan.referrals.drives.opening import found_by, receive
from prasan.referrals.drives.told import told_from
from prasan.referrals.drives.words import NOTICE
from prasan.referrals.models import DriveEntry, RegistrationDrive

PROVINCE = "80"
DISTRICT = "8008"
"""Tha Sala."""
SEED = 708
VOLUNTEERS = ("อาสา ตัวอย่างหนึ่ง", "อาสา ตัวอย่างสอง")
PEOPLE: tuple[tuple[int, dict[str, Any]], ...] = (
    (0, {"title": "นาง", "given_name": "สมมุติ", "family_name": "ขายข้าวแกง", "birth_year": "2512",
         "informal_group": "vendor", "section": "none"}),
    (0, {"title": "นาย", "given_name": "ลองดู", "family_name": "ส่งอาหาร", "birth_year": "2541",
         "informal_group": "rider", "section": "40"}),
    (0, {"title": "นาง", "given_name": "สมมุติ", "family_name": "ขายข้าวแกง", "birth_year": "2512",
         "informal_group": "vendor"}),
    (1, {"title": "นางสาว", "given_name": "นามสมมติ", "family_name": "ทำขนมลา", "birth_year": "2530",
         "informal_group": "own", "section": "none"}),
    (1, {"title": "นาย", "given_name": "คนตัวอย่าง", "family_name": "ตัดยาง", "birth_year": "2508",
         "informal_group": "farmer", "id": True}),
)  # fmt: skip
"""Which volunteer, and what was written down: one person twice, one number that fails its check digit."""


def load() -> dict[str, int]:
    """Make the drive once, by the doors that officers and volunteers use; nothing where nobody coordinates."""
    actor = seat_at(Role.VOLUNTEER_COORDINATOR, f"OPS-{PROVINCE}") or seat_at(Role.COUNTER_OFFICER, f"OPS-{PROVINCE}")
    area = Area.objects.filter(code=DISTRICT).values_list("pk", flat=True).first()
    if actor is None or area is None or RegistrationDrive.objects.exists():
        return {"drives": 0}
    today = timezone.localdate()
    drive = perform(actor, c.MakeDrive(
        title="ตลาดและหมู่บ้านริมทะเล ท่าศาลา (สมมติ)", area_id=area, first_day=today - dt.timedelta(days=3),
        last_day=today + dt.timedelta(days=11), notice=str(NOTICE), notice_version="ตัวอย่าง/1", most=120,
    ))  # fmt: skip
    links = []
    for name in VOLUNTEERS:
        made = c.AddVolunteer(drive_id=drive.pk, who=name)
        perform(actor, made)
        links.append(made.secret)
    homes = list(Area.objects.filter(parent=area).order_by("pk").values_list("pk", flat=True)) or [area]
    number = next(failing_ids(SEED))
    for place, (volunteer, person) in enumerate(PEOPLE):
        told = person | {"home_area_id": homes[place % len(homes)], "channel": "none"}
        if told.pop("id", False):
            told["id_number"] = number
        found = found_by(links[volunteer])
        if found is not None:
            receive(found, uuid.uuid4(), told_from(told), recorded_at=timezone.now() - dt.timedelta(hours=5))
    return {"drives": 1, "drive_entries": DriveEntry.objects.count()}
