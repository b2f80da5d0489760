"""What the machine does for drives by itself: settles what waits, and empties what is past its term."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.platform.commands import SYSTEM, perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.vault.keys import destroy
from prasan.referrals.commands.drive_entries import ForgetEntry
from prasan.referrals.drives.opening import settle
from prasan.referrals.models import DriveEntry, DriveVolunteer, RegistrationDrive
from prasan.referrals.models.drives import KEPT

NAMED = dt.timedelta(days=180)
"""How long the name of a volunteer is kept after the last day: as long as somebody may ask who wrote an entry."""
SOON = dt.timedelta(minutes=1)
State = DriveEntry.State


def settle_waiting(now: dt.datetime | None = None) -> int:
    """Settle the entries that could not be settled when they came; return how many were. Safe to run twice."""
    moment = now or timezone.now()
    rows = DriveEntry.objects.filter(state=State.WAITING, received_at__lt=moment - SOON).order_by("pk")
    return sum(settle(number) for number in rows.values_list("pk", flat=True)[:500])


def forget(now: dt.datetime | None = None) -> dict[str, int]:
    """Empty entries, names and keys that are past their terms; return how many of each. Safe to run twice."""
    moment = now or timezone.now()
    entries = 0
    late = DriveEntry.objects.filter(state__in=[State.WAITING, State.NEEDS_LOOK], received_at__lt=moment - KEPT)
    for number in late.order_by("pk").values_list("pk", flat=True):
        try:
            perform(SYSTEM, ForgetEntry(target_id=number))
        except PeopleError:  # an officer was first
            continue
        entries += 1
    names = 0
    past = timezone.localdate(moment) - NAMED
    for volunteer in DriveVolunteer.objects.filter(drive__last_day__lt=past).order_by("pk"):
        if volunteer.name:
            destroy("referrals.drivevolunteer", volunteer.pk)
            names += DriveVolunteer.objects.filter(pk=volunteer.pk).update(name="")
    # no link opens any more: nothing that was sealed for the drive can come, and nothing is to be opened
    living = DriveVolunteer.objects.filter(revoked_at=None, expires_at__gt=moment).values("drive")
    over = RegistrationDrive.objects.filter(last_day__lt=past).exclude(pk__in=living).exclude(public_key="")
    return {"entries": entries, "names": names, "keys": over.update(private_key="", public_key="")}
