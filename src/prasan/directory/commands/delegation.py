"""Verbs about acting from another's seat for a while."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.seats import found_or_refused, revoke_topic
from prasan.directory.models import Delegation, Person, Seat
from prasan.directory.policy import can_delegate, can_revoke_delegation
from prasan.platform.commands import Command, Create, RuleBroken


@dataclass(kw_only=True)
class Delegate(Create[Delegation]):
    """Let another person act from a seat from–to, by order; the number stands wherever they act."""

    name = "directory.delegate"
    verb = _("มอบหมายให้ปฏิบัติราชการแทน")
    model = Delegation
    allowed = can_delegate

    seat_id: int
    to_id: int
    start: dt.date
    end: dt.date
    order_no: str

    def build(self, actor: Any) -> Delegation:
        """Return the delegation with its seat and the person who will act."""
        seat = found_or_refused(Seat, self.seat_id, _("ไม่พบตำแหน่งนี้"), "seat", related=("office", "person"))
        person = found_or_refused(Person, self.to_id, _("ไม่พบบุคคลนี้ โปรดเลือกจากรายชื่อ"), "to")
        return Delegation(
            seat=seat, to=person, start=self.start, end=self.end, order_no=self.order_no.strip(), reason=self.reason
        )

    def check(self, actor: Any, subject: Delegation) -> None:
        """Refuse what reaches beyond the seat, has no order, or goes to somebody who cannot act."""
        seat = subject.seat
        if subject.end < subject.start:
            raise RuleBroken(_("วันสิ้นสุดอยู่ก่อนวันเริ่ม"), field="end")
        if subject.start < seat.start or (seat.end is not None and subject.end > seat.end):
            raise RuleBroken(_("ช่วงเวลามอบหมายอยู่นอกช่วงที่ดำรงตำแหน่ง"), field="end")
        if not subject.order_no:
            raise RuleBroken(_("การมอบหมายต้องระบุเลขที่คำสั่ง"), field="order_no")
        if subject.to_id == seat.person_id:
            raise RuleBroken(_("ผู้รับมอบหมายเป็นผู้ดำรงตำแหน่งอยู่แล้ว"), field="to")
        if not subject.to.is_active or not Seat.objects.held_on(subject.start).filter(person=subject.to).exists():
            raise RuleBroken(_("ผู้รับมอบหมายต้องมีบัญชีและตำแหน่งอยู่ในวันเริ่ม"), field="to")
        same = Delegation.objects.filter(seat=seat, to=subject.to, revoked=None)
        if same.filter(start__lte=subject.end, end__gte=subject.start).exists():
            raise RuleBroken(_("มอบหมายบุคคลนี้ในช่วงเวลานี้อยู่แล้ว"), field="start")

    def announce(self, actor: Any, subject: Delegation) -> None:
        """Close the streams of the person who will act: they may listen to more now."""
        self.publish(self.name, revoke_topic(subject.to_id), id=subject.pk, seat=subject.seat_id)


@dataclass(kw_only=True)
class RevokeDelegation(Command[Delegation]):
    """Take a delegation back at once."""

    name = "directory.revoke_delegation"
    verb = _("ยกเลิกการมอบหมาย")
    model = Delegation
    allowed = can_revoke_delegation

    def check(self, actor: Any, subject: Delegation) -> None:
        """Refuse to take back twice."""
        if subject.revoked is not None:
            raise RuleBroken(_("การมอบหมายนี้ยกเลิกแล้ว"))

    def handle(self, actor: Any, subject: Delegation) -> Delegation:
        """Keep the moment."""
        subject.revoked = timezone.now()
        subject.save(update_fields=["revoked"])
        return subject

    def announce(self, actor: Any, subject: Delegation) -> None:
        """Close the streams of the person who acted."""
        self.publish(self.name, revoke_topic(subject.to_id), id=subject.pk, seat=subject.seat_id)
