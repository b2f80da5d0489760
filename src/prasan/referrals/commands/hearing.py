"""The person's own word, said on their page or written down by an officer of either office who heard it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from prasan.referrals import policy as may
from prasan.referrals.commands.cases import once
from prasan.referrals.commands.turn import Turn
from prasan.referrals.models import Event, Referral


@dataclass(kw_only=True)
class OfPerson(Turn):
    """A move that is the person's."""

    abstract: ClassVar[bool] = True
    allowed = may.can_hear

    def event(self, actor: Any, subject: Referral, now: dt.datetime) -> Event:
        """Mark it as the person's word."""
        made = super().event(actor, subject, now)
        made.on_word = True
        return made


@dataclass(kw_only=True)
class Confirm(OfPerson):
    """The person confirms what came of it; the office that served them never says so for them."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.confirm", "confirm"
    without_account = True
    verb = gettext_lazy("บันทึกว่าประชาชนยืนยันผล")
    allowed = may.can_confirm


@dataclass(kw_only=True)
class NotDone(OfPerson):
    """The person says that it is not done: open again with a new clock, also after its end."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.not_done", "not_done"
    without_account = True
    verb = gettext_lazy("บันทึกว่าประชาชนแจ้งว่ายังไม่เสร็จ")
    needs_text = gettext_lazy("โปรดเขียนว่าสิ่งใดยังไม่เสร็จ")

    def fill(self, actor: Any, subject: Referral) -> None:
        """What was told no longer holds."""
        subject.outcome = ""


@dataclass(kw_only=True)
class Withdraw(OfPerson):
    """The person no longer wants it; the office that was asked cannot say so for them."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.withdraw", "withdraw"
    without_account = True
    verb = gettext_lazy("บันทึกว่าประชาชนถอนเรื่อง")
    allowed = may.can_withdraw
    needs_text = gettext_lazy("โปรดเขียนเหตุที่ถอนเรื่องตามที่ประชาชนแจ้ง")


@dataclass(kw_only=True)
class Reopen(OfPerson):
    """The person still needs what ended without service: the office is asked anew, with a new clock."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.reopen", "reopen"
    without_account = True
    verb = gettext_lazy("บันทึกว่าประชาชนขอให้ดำเนินเรื่องต่อ")
    allowed = may.can_reopen
    needs_text = gettext_lazy("โปรดเขียนว่ายังต้องการสิ่งใด")

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse it where the office was asked for the same again meanwhile."""
        super().check(actor, subject)
        once(subject.case, subject.office, subject.service)

    def fill(self, actor: Any, subject: Referral) -> None:
        """What was decided no longer holds."""
        subject.decline = subject.next_step = subject.outcome = ""
        subject.appointment_at = None
