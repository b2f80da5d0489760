"""What referrals ask of a seat: those whose next step it owes."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.desk.pages.clocked import Row, columns
from prasan.desk.pages.common import address
from prasan.directory.actor import SeatActor
from prasan.directory.roles import Role
from prasan.platform.ui.filters import moment
from prasan.referrals.models import Referral
from prasan.referrals.policy import WORKERS

KIND = "refer"
SOON = 8
"""Hours before the due moment from which a line is marked."""


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


def referral_parts(actor: SeatActor) -> list[Any]:
    """Return the open referrals whose contact the seat is; none for who neither works on cases nor stands in."""
    if not actor.has(*WORKERS, Role.DUTY_OFFICER):
        return []
    mine = Referral.objects.visible_to(actor).open().filter(contact_id=actor.seat_id)
    return [columns(mine, KIND, F("case__code"), F("due_at"), F("pk"), "state")]
