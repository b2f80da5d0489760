"""A person whose matter is late is owed a reason in writing every seven days; where there is none, they hear that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, RuleBroken
from prasan.platform.commands.texts import words
from prasan.referrals import policy as may
from prasan.referrals.models import LateWeek, Referral

WEEK = dt.timedelta(days=7)


def week_of(due_at: dt.datetime, now: dt.datetime) -> int:
    """Return which week of lateness a moment lies in, the first is 1; 0 before the clock ran out."""
    return max(0, (now - due_at) // WEEK + 1)


@dataclass(kw_only=True)
class WriteReason(Command[Referral]):
    """Write to the person why it is late and what happens next; the provincial office hears of it too."""

    abstract: ClassVar[bool] = False
    name = "referrals.write_reason"
    verb = gettext_lazy("แจ้งเหตุที่ล่าช้าแก่เจ้าของเรื่อง")
    model = Referral
    allowed = may.can_explain

    text: str = ""

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse it without words, before it is late, and a second reason in a week."""
        self.text = words(self.text, "text", _("โปรดเขียนเหตุที่ล่าช้าและจะดำเนินการอย่างไร เมื่อใด"))
        now = timezone.now()
        if subject.due_at is None or subject.due_at > now:
            raise RuleBroken(_("เรื่องนี้ยังไม่เกินกำหนด"))
        self._week = week_of(subject.due_at, now)
        rows = LateWeek.objects.filter(referral=subject, due_at=subject.due_at, week=self._week)
        if rows.exclude(told_at=None).exists():
            raise RuleBroken(_("สัปดาห์นี้แจ้งเหตุที่ล่าช้าแล้ว"))

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Keep the reason: the person is told at once, by the events of this verb."""
        assert subject.due_at is not None
        now = timezone.now()
        made, _new = LateWeek.objects.update_or_create(
            referral=subject, due_at=subject.due_at, week=self._week,
            defaults={"text": self.text, "seat_id": actor.seat_id, "told_at": now,
                      "tells_at": subject.due_at + WEEK * self._week},
        )  # fmt: skip
        self.details["late_week"] = [None, made.pk]
        return subject

    def announce(self, actor: Any, subject: Referral) -> None:
        """Tell which week."""
        self.publish(self.name, *subject.topics(), id=subject.pk, week=self.details["late_week"][1])


@dataclass(kw_only=True)
class PassWeek(Command[Referral]):
    """Begin a week of lateness, in which a reason is asked for; end one without a reason by saying so.

    Parameters: `week`, counted from 1; `ends`, that week is over and there is no reason.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.pass_week"
    verb = gettext_lazy("ติดตามเหตุที่ล่าช้ารายสัปดาห์")
    model = Referral
    allowed = may.can_run

    week: int = 0
    ends: bool = False

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse what is not late, or not yet."""
        now = timezone.now()
        if subject.due_at is None or self.week < 1 or week_of(subject.due_at, now) < self.week + self.ends:
            raise RuleBroken(_("ยังไม่ถึงเวลาแจ้งเหตุที่ล่าช้า"))

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Keep the week; ended, note that the person is told."""
        assert subject.due_at is not None
        made, new = LateWeek.objects.select_for_update().get_or_create(
            referral=subject, due_at=subject.due_at, week=self.week,
            defaults={"tells_at": subject.due_at + WEEK * self.week},
        )  # fmt: skip
        if made.told_at is not None or (not self.ends and not new):
            raise RuleBroken(_("ยังไม่ถึงเวลาแจ้งเหตุที่ล่าช้า"))
        if self.ends:
            made.told_at = timezone.now()
            made.save(update_fields=["told_at"])
        self.details["late_week"] = [None, made.pk]
        return subject

    def announce(self, actor: Any, subject: Referral) -> None:
        """Tell which week, and whether it ended in silence."""
        told = {"week": self.details["late_week"][1], "silent": self.ends}
        self.publish(self.name, *subject.topics(), id=subject.pk, **told)
