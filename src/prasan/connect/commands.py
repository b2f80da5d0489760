"""Verbs about tokens: make, revoke."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.connect import policy as may
from prasan.connect.models import ApiToken, CalendarFeed, digest
from prasan.desk.calendar.sources import WIDTHS
from prasan.platform.commands import Command, Create, RuleBroken

LONGEST = 366
"""Days that a token may live at most."""
MOST_FEEDS = 10
PREFIX = "prasan_"
"""What every secret begins with, so that scanners of leaked keys know ours."""


def new_secret() -> str:
    """Return a fresh secret of 256 random bits."""
    return PREFIX + secrets.token_urlsafe(32)


@dataclass(kw_only=True)
class MakeToken(Create[ApiToken]):
    """Make a token for the seat one works from; `secret` is the only time it can be read."""

    name = "connect.make_token"
    verb = _("ออกรหัสเชื่อมต่อ")
    model = ApiToken
    allowed = may.can_make_token

    called: str = ""
    days: int = 90
    writes: bool = False
    secret: str = field(default_factory=new_secret, init=False, repr=False)

    def build(self, actor: Any) -> ApiToken:
        """Return the token of the actor's own seat, not yet saved."""
        expires = timezone.localdate() + dt.timedelta(days=max(0, min(self.days, 10_000)))
        return ApiToken(
            hash=digest(self.secret), name=self.called.strip()[:100], person_id=actor.person_id,
            seat_id=actor.seat_id, writes=self.writes, expires=expires,
        )  # fmt: skip

    def check(self, actor: Any, subject: ApiToken) -> None:
        """Ask for a name, and for a day that is not too far."""
        if not subject.name:
            raise RuleBroken(_("โปรดตั้งชื่อ เพื่อให้รู้ว่าโปรแกรมใดใช้รหัสนี้"), field="called")
        if not 1 <= self.days <= LONGEST:
            raise RuleBroken(_("อายุของรหัสต้องอยู่ระหว่าง 1 ถึง %(most)s วัน") % {"most": LONGEST}, field="days")


@dataclass(kw_only=True)
class RevokeToken(Command[ApiToken]):
    """Take a token back: from now on it opens nothing."""

    name = "connect.revoke_token"
    verb = _("เพิกถอนรหัสเชื่อมต่อ")
    model = ApiToken
    allowed = may.can_revoke_token

    def handle(self, actor: Any, subject: ApiToken) -> ApiToken:
        """Note when; one that was revoked before stays as it was."""
        if subject.revoked is None:
            subject.revoked = timezone.now()
            subject.save(update_fields=["revoked"])
        return subject


@dataclass(kw_only=True)
class MakeFeed(Create[CalendarFeed]):
    """Make a secret address for the calendar of the seat one works from; `secret` can be read this once."""

    name = "connect.make_feed"
    verb = _("ออกลิงก์ปฏิทิน")
    model = CalendarFeed
    allowed = may.can_make_token

    width: str = "mine"
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), init=False, repr=False)

    def build(self, actor: Any) -> CalendarFeed:
        """Return the feed of the actor's own seat."""
        keys = {"person_id": actor.person_id, "seat_id": actor.seat_id}
        return CalendarFeed(hash=digest(self.secret), width=self.width, **keys)

    def check(self, actor: Any, subject: CalendarFeed) -> None:
        """Refuse a width that the calendar does not know, and more addresses than a person needs."""
        if self.width not in WIDTHS:
            raise RuleBroken(_("โปรดเลือกว่าจะให้ปฏิทินแสดงอะไร"), field="width")
        if CalendarFeed.objects.working().filter(person_id=actor.person_id).count() >= MOST_FEEDS:
            raise RuleBroken(_("มีลิงก์ปฏิทินครบ %(n)s ลิงก์แล้ว โปรดเพิกถอนลิงก์ที่ไม่ใช้ก่อน") % {"n": MOST_FEEDS})


@dataclass(kw_only=True)
class RevokeFeed(Command[CalendarFeed]):
    """Take an address back: from now on it opens nothing."""

    name = "connect.revoke_feed"
    verb = _("เพิกถอนลิงก์ปฏิทิน")
    model = CalendarFeed
    allowed = may.can_revoke_token

    def handle(self, actor: Any, subject: CalendarFeed) -> CalendarFeed:
        """Note when; one that was revoked before stays as it was."""
        if subject.revoked is None:
            subject.revoked = timezone.now()
            subject.save(update_fields=["revoked"])
        return subject
