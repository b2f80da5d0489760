"""What a volunteer's link opens, and what is received through it: at once settled, never lost, never twice."""

from __future__ import annotations

import datetime as dt
import json
import logging
import uuid as uuids
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from prasan.platform.commands import SYSTEM, perform
from prasan.platform.vault.envelopes import EnvelopeBroken, unsealed
from prasan.referrals.bearers import VOLUNTEER, Bearer
from prasan.referrals.commands.drive_entries import HandIn, SettleEntry, locked_drive
from prasan.referrals.drives.told import agreed, told_from
from prasan.referrals.models import DriveEntry, DriveVolunteer, RegistrationDrive
from prasan.referrals.tracking.pins import secret_hashes

log = logging.getLogger("prasan.drives")
Reason = DriveEntry.Reason


@dataclass(frozen=True)
class Found:
    """A volunteer's link that opens: who holds it, of which drive."""

    volunteer: DriveVolunteer
    drive: RegistrationDrive
    bearer: Bearer

    @property
    def takes_people(self) -> bool:
        """Tell whether the form is open today; what a phone has not sent yet is taken longer."""
        today = timezone.localdate()
        return self.drive.closed_at is None and self.drive.first_day <= today <= self.drive.last_day


def address(secret: str) -> str:
    """Return the address of a volunteer's link."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse('drive_form', args=[secret])}"


def about(drive: int, uuid: uuids.UUID) -> str:
    """Return what an envelope is bound to: one entry of one drive."""
    return f"{drive}:{uuid}"


def found_by(secret: str) -> Found | None:
    """Return what a secret opens; None for one that is unknown, over or revoked. One query."""
    rows = DriveVolunteer.objects.filter(secret_hash__in=secret_hashes(secret), revoked_at=None)
    rows = rows.filter(expires_at__gt=timezone.now()).select_related("drive__office", "drive__area")
    one = rows.defer("drive__office__grams", "drive__area__grams", "drive__area__boundary").first()
    if one is None:
        return None
    bearer = Bearer(VOLUNTEER, drive_id=one.drive_id, volunteer_id=one.pk, office_id=one.drive.office_id)
    return Found(one, one.drive, bearer)


def opened(found: Found, uuid: uuids.UUID, envelope: str) -> tuple[dict[str, Any], str]:
    """Return what an envelope tells of a person, and why it is refused: "" where it is not."""
    try:
        told = json.loads(unsealed(found.drive.private_key, envelope, about(found.drive.pk, uuid)))
    except (EnvelopeBroken, ValueError):
        return {}, Reason.UNREADABLE
    if not isinstance(told, dict):
        return {}, Reason.UNREADABLE
    return (told_from(told), "") if agreed(told) else ({}, Reason.CONSENT)


def moment(text: Any) -> dt.datetime | None:
    """Return the moment that a phone tells, None for one that is none or lies outside the last hundred days."""
    try:
        found = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if found is None or timezone.is_naive(found):
        return None
    now = timezone.now()
    return found if now - dt.timedelta(days=100) < found < now + dt.timedelta(days=1) else None


def receive(
    found: Found, uuid: uuids.UUID, told: Mapping[str, Any], refused: str = "", recorded_at: dt.datetime | None = None
) -> DriveEntry:
    """Keep one person and settle the entry at once; the same `uuid` again changes nothing.

    The entry is kept by a transaction of its own: whatever happens while it is settled, it is not lost, and the machine
    tries again (`tidy.settle_waiting`). Raises what `HandIn` raises.
    """
    with transaction.atomic():
        locked_drive(found.drive.pk)
        known = DriveEntry.objects.filter(drive=found.drive, uuid=uuid).first()
        if known is not None:
            return known
        entry = perform(found.bearer, HandIn(
            drive_id=found.drive.pk, volunteer_id=found.volunteer.pk, uuid=uuid, told=dict(told), refused=refused,
            recorded_at=recorded_at,
        ))  # fmt: skip
    if entry.state == DriveEntry.State.WAITING:
        settle(entry.pk)
    return entry


def settle(number: int) -> bool:
    """Settle an entry; False where it has to wait. The log names its number, nothing of the person."""
    try:
        perform(SYSTEM, SettleEntry(target_id=number))
    except Exception as fault:  # whatever it was: one entry that cannot be settled keeps no other from it
        log.warning("entry %s of a drive was not settled: %s", number, type(fault).__name__)
        return False
    return True
