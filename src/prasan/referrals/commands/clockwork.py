"""What the machine does by itself: ask the next above at the due moment, find a living contact, follow holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Seat
from prasan.platform.commands import Command, RuleBroken
from prasan.platform.commands.many import Many, Need
from prasan.referrals import policy as may
from prasan.referrals.contacts import IN_OFFICE, answering_for, living
from prasan.referrals.cycle import OPEN
from prasan.referrals.models import Event, Level, Referral
from prasan.referrals.standing import off, told_by

NOT_NOW = gettext_lazy("ยังไม่ถึงเวลาแจ้งระดับถัดไป")


@dataclass(kw_only=True)
class Escalate(Many, Command[Referral]):
    """Ask the next above: the clock has run out and nothing happened. Neither state nor due moment changes.

    Parameters: `level`, who is asked now; `rises_at`, when the next above is, None at the top.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.escalate"
    verb = gettext_lazy("แจ้งการส่งต่อที่เกินกำหนดถึงระดับถัดไป")
    model = Referral
    allowed = may.can_run

    level: str = ""
    rises_at: dt.datetime | None = None

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse what is over, or before its moment."""
        if subject.state not in OPEN or subject.rises_at is None or subject.rises_at > timezone.now():
            raise RuleBroken(NOT_NOW)
        if self.level not in Level.values or (self.level == Level.CENTRE) != (self.rises_at is None):
            raise RuleBroken(NOT_NOW, field="level")

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Note the level and the next moment."""
        subject.level, subject.rises_at = self.level, self.rises_at
        subject.save(update_fields=["level", "rises_at"])
        return subject

    @classmethod
    def many_allowed(cls, actor: Any) -> Iterable[Need]:
        """Allow the machine."""
        return [] if may.is_system(actor) else [Need("system", may.SYSTEM_ONLY, Q(pk__in=[]))]

    @classmethod
    def many_rules(cls, actor: Any) -> Iterable[Need]:
        """Ask what the single form asks; who fills the rows computes level and moment together."""
        return [Need("not_now", NOT_NOW, Q(state__in=sorted(OPEN), rises_at__lte=timezone.now()))]


@dataclass(kw_only=True)
class Restaff(Command[Referral]):
    """Name who answers for the office that owes the next step.

    Parameters: `seat_id`, a held seat of that office; None: whoever of it is there, found by rule.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.restaff"
    verb = gettext_lazy("เปลี่ยนผู้ประสานงานของการส่งต่อ")
    model = Referral
    allowed = may.can_restaff

    seat_id: int | None = None

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse what is over, and a seat that is another office's or not held."""
        if subject.owner is None:
            raise RuleBroken(_("การส่งต่อนี้ยุติแล้ว"))
        if self.seat_id is not None:
            held = living(Seat.objects.filter(office=subject.owner, role__in=IN_OFFICE), timezone.localdate())
            if not held.filter(pk=self.seat_id).exists():
                raise RuleBroken(_("โปรดเลือกผู้ปฏิบัติงานของหน่วยงานนี้ที่ยังดำรงตำแหน่ง"), field="seat")

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Note the contact, also as who acts for that side, and tell it in the story."""
        assert subject.owner is not None
        if self.seat_id is not None:
            seat = Seat.objects.get(pk=self.seat_id)
        else:
            seat = answering_for(subject.owner, timezone.localdate())
        subject.contact = seat
        if seat.office_id == subject.owner_id:
            if subject.owner_id == subject.office_id:
                subject.taker = seat
            else:
                subject.sender_seat = seat
        subject.save(update_fields=["contact", "taker", "sender_seat"])
        told = Event.objects.create(
            referral=subject, move="restaff", at=timezone.now(), seat_id=getattr(actor, "seat_id", None)
        )
        self.details["event"] = [None, told.pk]
        return subject


@dataclass(kw_only=True)
class Reclock(Command[Referral]):
    """Write the due moment that the calendar of today gives: a holiday came or went. State and owner stay."""

    abstract: ClassVar[bool] = False
    name = "referrals.reclock"
    verb = gettext_lazy("ปรับกำหนดตามวันหยุดที่เปลี่ยน")
    model = Referral
    allowed = may.can_run

    def check(self, actor: Any, subject: Referral) -> None:
        """Compute it from the events; refuse what is over, and what says the right moment already."""
        if subject.state not in OPEN:
            raise RuleBroken(_("การส่งต่อนี้ยุติแล้ว"))
        self._told = told_by(subject, list(subject.events.order_by("id")), timezone.now())
        if not off(subject, self._told):
            raise RuleBroken(_("กำหนดนี้ตรงตามปฏิทินแล้ว"))

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Write it and tell it in the story."""
        now, told = timezone.now(), self._told
        subject.due_at, subject.level, subject.rises_at = told.due, told.level or "", told.rises
        subject.save(update_fields=["due_at", "level", "rises_at"])
        made = Event.objects.create(referral=subject, move="reclock", at=now, when=told.due)
        self.details["event"] = [None, made.pk]
        return subject
