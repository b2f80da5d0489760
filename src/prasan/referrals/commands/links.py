"""Links by which an office without an account answers one referral."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, RuleBroken
from prasan.referrals import policy as may
from prasan.referrals.contacts import has_accounts
from prasan.referrals.models import GuestLink, Referral
from prasan.referrals.tracking.pins import new_secret, secret_hashes

GOOD_FOR = 14
LONGEST = 60
"""Days."""


@dataclass(kw_only=True)
class MakeGuestLink(Command[Referral]):
    """Make a link for the office that is asked; its secret stands in `secret` once. A former link ends.

    Parameters: `days`, how long it opens.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.make_link"
    verb = gettext_lazy("ออกลิงก์ให้หน่วยงานที่ไม่มีบัญชีผู้ใช้")
    model = Referral
    allowed = may.can_link

    days: int = GOOD_FOR
    secret: str = field(default="", init=False, repr=False)

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse it for what is over, and for an office in which somebody can sign in and answer."""
        if not subject.is_open:
            raise RuleBroken(_("การส่งต่อนี้ยุติแล้ว"))
        if not 1 <= self.days <= LONGEST:
            raise RuleBroken(_("ลิงก์ใช้ได้ 1 ถึง %(n)s วัน") % {"n": LONGEST}, field="days")
        if has_accounts(subject.office_id):
            raise RuleBroken(_("หน่วยงานนี้มีผู้ใช้ที่เข้าระบบได้แล้ว จึงไม่ต้องใช้ลิงก์"))

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """End the former link and make this one."""
        now = timezone.now()
        end_links(subject, now)
        self.secret = new_secret()
        made = GuestLink.objects.create(
            referral=subject, office=subject.office, secret_hash=secret_hashes(self.secret)[0], made_at=now,
            made_by_id=actor.seat_id, expires_at=now + dt.timedelta(days=self.days),
        )  # fmt: skip
        self.details["link"] = [None, made.pk]
        return subject


@dataclass(kw_only=True)
class RevokeGuestLink(Command[Referral]):
    """End the link of a referral at once."""

    abstract: ClassVar[bool] = False
    name = "referrals.revoke_link"
    verb = gettext_lazy("ยกเลิกลิงก์ของหน่วยงาน")
    model = Referral
    allowed = may.can_link

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """End it."""
        ended = end_links(subject, timezone.now())
        if not ended:
            raise RuleBroken(_("ไม่มีลิงก์ที่ใช้ได้ของการส่งต่อนี้"))
        self.details["link"] = [ended, None]
        return subject


def end_links(referral: Referral, now: dt.datetime) -> int | None:
    """End the living link of a referral; return its number, None where there is none."""
    found = GuestLink.objects.select_for_update().filter(referral=referral, revoked_at=None).first()
    if found is None:
        return None
    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    return found.pk
