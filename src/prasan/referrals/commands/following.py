"""Moves of the office that asked, and sending to another office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Office
from prasan.platform.commands import RuleBroken
from prasan.referrals import consent
from prasan.referrals import policy as may
from prasan.referrals.commands.cases import once, open_office, service_of
from prasan.referrals.commands.turn import Turn
from prasan.referrals.models import Event, Referral
from prasan.referrals.standing import promise_now
from prasan.registers.models import Service


@dataclass(kw_only=True)
class OfSender(Turn):
    """A move of the office that asked; who makes it answers for that side from then on."""

    abstract: ClassVar[bool] = True
    allowed = may.can_follow

    def fill(self, actor: Any, subject: Referral) -> None:
        """Note who acts."""
        subject.sender_seat_id = actor.seat_id


@dataclass(kw_only=True)
class Reply(OfSender):
    """Give what was asked for: the receiver's clock goes on with what was left."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.answer", "answer"
    verb = gettext_lazy("ให้ข้อมูลเพิ่ม")
    needs_text = gettext_lazy("โปรดเขียนข้อมูลที่ปลายทางขอ")


@dataclass(kw_only=True)
class Reroute(Turn):
    """Send it to another office or service instead: its clock begins anew there.

    Parameters: `office_id`, `service_id`, `consent` as in Refer.
    """

    abstract: ClassVar[bool] = False
    name, move = "referrals.reroute", "reroute"
    verb = gettext_lazy("เปลี่ยนหน่วยงานปลายทาง")
    allowed = may.can_reroute
    needs_text = gettext_lazy("โปรดเขียนเหตุที่เปลี่ยนหน่วยงาน")

    office_id: int = 0
    service_id: int | None = None
    consent: bool = False
    _office: Office | None = field(default=None, init=False, repr=False)
    _service: Service | None = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse the office that has it already, for the same or by another referral."""
        super().check(actor, subject)
        self._office = open_office(self.office_id)
        self._service = service_of(self.service_id, self._office)
        if (self._office.pk, self.service_id) == (subject.office_id, subject.service_id):
            raise RuleBroken(_("เรื่องอยู่ที่หน่วยงานนี้แล้ว โปรดเลือกหน่วยงานอื่น"), field="office")
        once(subject.case, self._office, self._service)
        consent.ask(actor, subject.case.worker_id, self._office, self.consent)

    def fill(self, actor: Any, subject: Referral) -> None:
        """Ask for another service; what the former office decided no longer holds."""
        assert self._office is not None
        subject.service = self._service
        self.details["tie"] = [None, consent.keep(actor, subject.case.worker_id, self._office)]
        subject.decline = subject.next_step = subject.outcome = ""
        subject.appointment_at = None
        if actor.office_id == subject.sender_id:
            subject.sender_seat_id = actor.seat_id

    def event(self, actor: Any, subject: Referral, now: dt.datetime) -> Event:
        """Keep who receives from now on."""
        made = super().event(actor, subject, now)
        made.office, made.promise = self._office, promise_now(self._service)
        return made


@dataclass(kw_only=True)
class EndUnserved(OfSender):
    """End it after a decline: no office takes it, and the person was told what else there is."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.end_unserved", "end_unserved"
    verb = gettext_lazy("ยุติเรื่องเพราะไม่มีหน่วยงานรับ")
    needs_text = gettext_lazy("โปรดเขียนว่าแจ้งทางเลือกใดแก่ประชาชนแล้ว")


@dataclass(kw_only=True)
class Revoke(OfSender):
    """Take it back."""

    abstract: ClassVar[bool] = False
    name, move = "referrals.revoke", "revoke"
    verb = gettext_lazy("ยกเลิกการส่งต่อ")
    needs_text = gettext_lazy("โปรดเขียนเหตุที่ยกเลิก")
