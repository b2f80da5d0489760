"""One subject for every verb of registration drives: a drive of DOE-92 in Trang, its volunteer, an entry that waits."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone

from prasan.referrals.models import DriveEntry, DriveVolunteer, RegistrationDrive
from tests.house.rights import Sample
from tests.house.world import World


def drive(world: World) -> RegistrationDrive:
    """A drive that DOE-92 has begun."""
    if "drive" not in world.extra:
        today = timezone.localdate()
        world.extra["drive"] = RegistrationDrive.objects.create(
            office=world.offices["DOE-92"], area=world.areas["92"], title="รอบธันวาคม", first_day=today, last_day=today,
            notice_version="1", notice="คำแจ้ง", public_key="A", private_key="B",
            made_by_id=world.actors[("agency-officer", "own")].seat_id, made_at=timezone.now(),
        )  # fmt: skip
    found: RegistrationDrive = world.extra["drive"]
    return found


def volunteer(world: World) -> DriveVolunteer:
    """Its one volunteer."""
    if "drive_volunteer" not in world.extra:
        now = timezone.now()
        world.extra["drive_volunteer"] = DriveVolunteer.objects.create(
            drive=drive(world), name="สมมติ", secret_hash="x", made_at=now, expires_at=now + dt.timedelta(days=9),
            made_by_id=world.actors[("agency-officer", "own")].seat_id,
        )  # fmt: skip
    found: DriveVolunteer = world.extra["drive_volunteer"]
    return found


def entry(world: World) -> DriveEntry:
    """An entry of that volunteer, which waits to be looked at."""
    if "drive_entry" not in world.extra:
        world.extra["drive_entry"] = DriveEntry.objects.create(
            drive=drive(world), volunteer=volunteer(world), uuid=uuid.uuid4(), number=1, told='{"given_name": "สมมติ"}',
            state="needs_look", reason="data", field="given_name", received_at=timezone.now(),
        )  # fmt: skip
    found: DriveEntry = world.extra["drive_entry"]
    return found


def new_entry(world: World) -> DriveEntry:
    """One that the volunteer is about to hand in."""
    return DriveEntry(drive=drive(world), volunteer=volunteer(world))


DRIVES: dict[str, Sample] = {
    "referrals.make_drive": drive,
    "referrals.close_drive": drive,
    "referrals.add_volunteer": volunteer,
    "referrals.revoke_volunteer": volunteer,
    "referrals.hand_in": new_entry,
    "referrals.settle_entry": entry,
    "referrals.read_entry": entry,
    "referrals.decide_entry": entry,
    "referrals.forget_entry": entry,
}
