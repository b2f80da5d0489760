"""What referrals and drives ask of a seat: those whose next step it owes, and whom volunteers registered in doubt."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.pages.clocked import Row, columns
from prasan.desk.pages.common import address
from prasan.directory.actor import SeatActor
from prasan.directory.roles import Role
from prasan.platform.ui.filters import moment
from prasan.referrals.models import DriveEntry, Referral, RegistrationDrive
from prasan.referrals.models.drives import KEPT
from prasan.referrals.policy import WORKERS

KIND, DRIVE = "refer", "drive"
SOON = 8
"""Hours before the due moment from which a line is marked."""
LOOK_DAYS, SOON_DAYS = 7, 7
"""Days that an entry of a drive may wait before its line is marked, and days before it is emptied."""


def referral_tasks(rows: list[Row]) -> list[dict[str, Any]]:
    """Return what referrals ask of a seat, each with its clock, out of what `referral_parts` named."""
    found = []
    for told, _pk, code, due, about in rows:
        kind, _colon, state = told.partition(":")
        if kind != KIND:
            continue
        left = (due - timezone.now()).total_seconds() / 3600
        status = "very_late" if left < 0 else "late" if left < SOON else "info"
        why = f"{Referral.State(state).label} · {_('กำหนด %(when)s') % {'when': moment(due, 'short')}}"
        what = _("เรื่อง %(code)s") % {"code": code}
        found.append({"what": what, "href": address("referral", about), "status": status, "why": why, "left": left})
    return found


def drive_tasks(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the drives whose entries somebody has to look at before they are emptied, out of what the parts named."""
    found = []
    for told, _pk, title, until, about in rows:
        kind, _colon, many = told.partition(":")
        if kind != DRIVE:
            continue
        left = (until - timezone.now()).total_seconds() / 3600
        status = "very_late" if left < 24 * SOON_DAYS else "late" if left < 24 * (KEPT.days - LOOK_DAYS) else "info"
        why = _("%(n)s คนรอเจ้าหน้าที่ดู ที่รอนานที่สุดลบเอง %(when)s") % {"n": many, "when": moment(until, "short")}
        found.append({"what": title, "href": address("drive", about), "status": status, "why": why, "left": left})
    return found


def drive_parts(actor: SeatActor) -> list[Any]:
    """Return the drives of the office that have entries to look at, with the moment when the first is emptied."""
    waiting = Q(entries__state=DriveEntry.State.NEEDS_LOOK)
    rows = RegistrationDrive.objects.visible_to(actor).filter(waiting)
    rows = rows.annotate(many=Count("entries"), first=Min("entries__received_at"))
    return [columns(rows, DRIVE, F("title"), F("first") + KEPT, F("pk"), "many")]


def referral_parts(actor: SeatActor) -> list[Any]:
    """Return the open referrals whose contact the seat is; none for who neither works on cases nor stands in."""
    if not actor.has(*WORKERS, Role.DUTY_OFFICER):
        return []
    mine = Referral.objects.visible_to(actor).open().filter(contact_id=actor.seat_id)
    return [columns(mine, KIND, F("case__code"), F("due_at"), F("pk"), "state")]
