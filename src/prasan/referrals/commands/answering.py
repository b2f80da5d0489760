"""Moves of the office that was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.referral.cycle import MOST_TRIES
from prasan.platform.commands import RuleBroken
from prasan.referrals.commands import papers
from prasan.referrals.commands.turn import OfReceiver
from prasan.referrals.models import Again, Decline, Event, NextStep, Outcome, Referral

FARTHEST = dt.timedelta(days=366)
"""Appointments lie at most a year ahead."""


@dataclass(kw_only=True)
class Receive(OfReceiver):
    """Say that it was seen: no answer, the clock goes on."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.receive", "receive"
    verb = gettext_lazy("เปิดดูเรื่องที่ส่งต่อมา")


@dataclass(kw_only=True)
class Accept(OfReceiver):
    """Take it: from now on a named person of this office answers for it."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.accept", "accept"
    without_account = True
    verb = gettext_lazy("รับเรื่องที่ส่งต่อมา")


@dataclass(kw_only=True)
class TurnDown(OfReceiver):
    """Decline it, with a coded reason and a next step: the sender's turn, and never an end."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.decline", "decline"
    without_account = True
    verb = gettext_lazy("ไม่รับเรื่องที่ส่งต่อมา")
    needs_text = gettext_lazy("โปรดเขียนว่าประชาชนควรทำอย่างไรต่อ")

    decline: str = ""
    next_step: str = ""

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse it without a reason or a next step."""
        super().check(actor, subject)
        if self.decline not in Decline.values:
            raise RuleBroken(_("โปรดเลือกเหตุที่ไม่รับ"), field="decline")
        if self.next_step not in NextStep.values:
            raise RuleBroken(_("โปรดเลือกทางเลือกต่อไปสำหรับประชาชน"), field="next_step")

    def fill(self, actor: Any, subject: Referral) -> None:
        """Keep both beside the row, for lists and sums."""
        super().fill(actor, subject)
        subject.decline, subject.next_step = self.decline, self.next_step

    def event(self, actor: Any, subject: Referral, now: dt.datetime) -> Event:
        """Keep the reason with the event."""
        made = super().event(actor, subject, now)
        made.code = self.decline
        return made


@dataclass(kw_only=True)
class Ask(OfReceiver):
    """Ask the sender for papers or facts: the own clock stands, the sender's runs.

    Parameters: `papers`, what is missing, all at once; `again`, of Again, where this office asked for papers before.
    """

    abstract: ClassVar[bool] = False
    name, move = "referrals.ask", "ask"
    without_account = True
    verb = gettext_lazy("ขอข้อมูลเพิ่มจากผู้ส่งต่อ")
    needs_text = gettext_lazy("โปรดเขียนว่าต้องการเอกสารหรือข้อมูลใด")

    papers: Sequence[str] = ()
    again: str = ""

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse papers asked for a second time without a reason; a list needs no other words."""
        self._papers = papers.listed(self.papers)
        if self._papers and not self.text.strip():
            self.text = _("โปรดนำเอกสาร %(n)s รายการตามบันทึก") % {"n": len(self._papers)}
        super().check(actor, subject)
        self._again = papers.judge_again(subject, self.again) if self._papers else ""

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Keep the list beside the event."""
        found = super().handle(actor, subject)
        if self._papers:
            self.details["paper_list"] = [None, papers.keep(actor, found, self._papers, self._again).pk]
        return found

    def beside(self) -> dict[str, Any]:
        """Tell that it was the office's own slip: those who lead it hear of that."""
        return {"slip": True} if self._again == Again.SLIP else {}


@dataclass(kw_only=True)
class Schedule(OfReceiver):
    """Agree on an appointment. Parameters: `when`, aware."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.schedule", "schedule"
    verb = gettext_lazy("นัดหมาย")

    when: dt.datetime | None = None

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse a moment that has passed or lies too far ahead."""
        super().check(actor, subject)
        now = timezone.now()
        if self.when is None or timezone.is_naive(self.when) or self.when <= now or self.when > now + FARTHEST:
            raise RuleBroken(_("โปรดนัดเป็นวันและเวลาข้างหน้า ไม่เกินหนึ่งปี"), field="day")

    def fill(self, actor: Any, subject: Referral) -> None:
        """Keep the appointment."""
        super().fill(actor, subject)
        subject.appointment_at = self.when

    def event(self, actor: Any, subject: Referral, now: dt.datetime) -> Event:
        """Keep the moment with the event: the clock counts from it."""
        made = super().event(actor, subject, now)
        made.when = self.when
        return made


@dataclass(kw_only=True)
class Begin(OfReceiver):
    """Begin to serve."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.begin", "begin"
    without_account = True
    verb = gettext_lazy("เริ่มให้บริการ")


@dataclass(kw_only=True)
class Miss(OfReceiver):
    """Note that the person could not be reached, or did not come."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.miss", "miss"
    without_account = True
    verb = gettext_lazy("บันทึกว่าติดต่อประชาชนไม่ได้")
    needs_text = gettext_lazy("โปรดเขียนว่าติดต่ออย่างไร เมื่อใด")


@dataclass(kw_only=True)
class Serve(OfReceiver):
    """Note that the service was given."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.serve", "serve"
    without_account = True
    verb = gettext_lazy("บันทึกว่าให้บริการแล้ว")


@dataclass(kw_only=True)
class Tell(OfReceiver):
    """Tell what came of it: the person's turn to confirm. Parameters: `outcome`, a code."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.tell", "tell"
    without_account = True
    verb = gettext_lazy("แจ้งผลการให้บริการ")
    needs_text = gettext_lazy("โปรดเขียนผลที่ประชาชนได้รับ")

    outcome: str = ""

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse it without an outcome."""
        super().check(actor, subject)
        if self.outcome not in Outcome.values:
            raise RuleBroken(_("โปรดเลือกผลการให้บริการ"), field="outcome")

    def fill(self, actor: Any, subject: Referral) -> None:
        """Keep the outcome."""
        super().fill(actor, subject)
        subject.outcome = self.outcome

    def event(self, actor: Any, subject: Referral, now: dt.datetime) -> Event:
        """Keep the outcome with the event."""
        made = super().event(actor, subject, now)
        made.code = self.outcome
        return made


@dataclass(kw_only=True)
class GiveUp(OfReceiver):
    """End it because the person cannot be reached, after tries on record, or has let the time to confirm pass."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.give_up", "give_up"
    verb = gettext_lazy("ยุติเรื่องเพราะติดต่อประชาชนไม่ได้")
    needs_text = gettext_lazy("โปรดเขียนเหตุที่ยุติเรื่อง")

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse it too early."""
        super().check(actor, subject)
        if subject.state == Referral.State.UNREACHABLE and subject.tries < MOST_TRIES:
            told = {"n": MOST_TRIES, "done": subject.tries}
            raise RuleBroken(_("ต้องพยายามติดต่อและบันทึกไว้อย่างน้อย %(n)s ครั้ง ขณะนี้ %(done)s ครั้ง") % told)
        if subject.state == Referral.State.TOLD and (subject.due_at is None or subject.due_at > timezone.now()):
            raise RuleBroken(_("ยังไม่พ้นเวลาที่ประชาชนยืนยันผลได้"))
