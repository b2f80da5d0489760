"""Seats of one session: read under its lock, given in turn, never more than there are.

Every verb that touches a seat locks the session's row first, so that two never count the same free seat. The rule is
kernel.training.seats; that the database gives no seat number twice and none above the seats is migration 0002.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.kernel.training.seats import Groups, Room
from prasan.platform.commands import Refused
from prasan.training.models import Application, Claim, Quota, Session

MISSING = _("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน")


def locked(actor: Any, number: Any) -> Session:
    """Return a session that an actor sees, its row locked; Refused 404 for none."""
    rows = Session.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    found: Session | None = rows.select_related("course", "office").filter(pk=number).first()
    if found is None:
        raise Refused(MISSING, status=404)
    return found


def lock_of(application: Any) -> None:
    """Lock the session of an application before the application itself: the same order for every verb."""
    rows = Session.objects.filter(applications=application).order_by()
    list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


class Seating:
    """The seats of a locked session at a moment.

    Parameters: `session`, its row locked by the caller; `now`. Two queries, and one more where somebody waits.
    """

    def __init__(self, session: Session, now: dt.datetime) -> None:
        self.session, self.now = session, now
        quotas = list(Quota.objects.filter(session=session))
        kept = bool(quotas) and session.kept_until is not None and now < session.kept_until
        self.quotas = quotas
        holders = list(Application.objects.holding().filter(session=session).values_list("pk", "seat_no"))
        self.taken = {number for _pk, number in holders}
        self.groups = self._groups() if kept else {}
        told = [self.groups.get(pk, frozenset()) for pk, _number in holders]
        self.room = Room(session.seats, {one.pk: one.seats for one in quotas} if kept else {}, told)

    def _groups(self) -> dict[int, Groups]:
        found: dict[int, set[int]] = defaultdict(set)
        rows = Claim.objects.filter(application__session=self.session).values_list("application_id", "quota_id")
        for application, quota in rows:
            found[application].add(quota)
        return {pk: frozenset(told) for pk, told in found.items()}

    def fits(self, groups: Groups) -> bool:
        """Tell whether somebody of these groups can have a seat now."""
        return self.session.gives_seats(self.now) and self.room.fits(groups)

    def next_number(self) -> int:
        """Return the lowest seat number that nobody has, and take it."""
        number = next(one for one in range(1, self.session.seats + 1) if one not in self.taken)
        self.taken.add(number)
        return number

    def offers(self) -> list[tuple[int, int]]:
        """Return (application, seat number) of those in the line who get a seat now, in turn."""
        if not self.session.gives_seats(self.now) or not self.room.free():
            return []
        line = list(Application.objects.in_line().filter(session=self.session).values_list("pk", flat=True))
        given = self.room.offers([(pk, self.groups.get(pk, frozenset())) for pk in line])
        return [(pk, self.next_number()) for pk in given]


def offer_ends(session: Session, now: dt.datetime) -> dt.datetime:
    """Return by when an offer is answered: after the session's hours, at the end of the last day to join at latest."""
    last = dt.datetime.combine(session.joins_until + dt.timedelta(days=1), dt.time.min, timezone.get_current_timezone())
    return min(now + dt.timedelta(hours=session.offer_hours), last)
