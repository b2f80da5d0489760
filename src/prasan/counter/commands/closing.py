"""The close of the day, and coming back on another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import TicketMove, happen, lock_place_of
from prasan.counter.commands.tickets import locked_place, new_ticket, served_here, start
from prasan.counter.models import LeaveReason, Stop, Ticket
from prasan.platform.commands import Command, Create, Refused, RuleBroken

KEPT = dt.timedelta(days=30)
"""A place in line that was carried over is kept so long."""


@dataclass(kw_only=True)
class CarryOver(TicketMove):
    """Keep somebody's place for another day, where the counter does so."""

    abstract: ClassVar[bool] = False
    name, move = "counter.carry_over", "carry_over"
    verb = gettext_lazy("ยกบัตรคิวไปวันอื่น")
    allowed = may.can_work

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse it where the counter does not carry over."""
        super().check(actor, subject)
        if not subject.place.carries:
            raise RuleBroken(_("ศูนย์นี้ไม่ยกคิวไปวันอื่น ผู้รับบริการต้องรับบัตรใหม่"))

    def go(self, actor: Any, subject: Ticket) -> None:
        """End the visit of today."""
        happen(subject, self.move, actor)
        subject.desk_id, subject.hold_reason = None, ""


@dataclass(kw_only=True)
class CloseTicket(Command[Ticket]):
    """End what is open at the close of the day, as the counter chose; who is served then has finished there.

    Who has other agencies still to see is carried over to those. What the machine ended carries the mark `closing`, and
    the spell that it cut off counts in no figure.
    """

    abstract: ClassVar[bool] = False
    name = "counter.close"
    verb = gettext_lazy("ปิดบัตรคิวเมื่อสิ้นวัน")
    model = Ticket
    allowed = may.can_close

    def subject(self, actor: Any) -> Ticket:
        """Return the ticket, the row of its place locked before it."""
        lock_place_of(Ticket, self.target_id)
        return super().subject(actor)

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse what is over."""
        if not subject.is_open:
            raise RuleBroken(_("บัตรคิวนี้จบแล้ว"))

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """End it."""
        left = list(subject.stops.filter(done_at=None).order_by("order", "pk")[:2])
        if subject.state == "served" and subject.place.carries and len(left) > 1:
            left[0].done_at = happen(subject, "pass_on", actor, office=left[1].office_id)
            left[0].save(update_fields=["done_at"])
            happen(subject, "carry_over", actor, at_once=True)
        elif subject.state == "served":
            happen(subject, "finish", actor)
        elif subject.place.carries:
            happen(subject, "carry_over", actor)
        else:
            happen(subject, "leave", actor, code=LeaveReason.CLOSED)
            subject.leave_reason = LeaveReason.CLOSED
        subject.desk_id, subject.closing, subject.hold_reason = None, True, ""
        subject.save()
        return subject


@dataclass(kw_only=True)
class ComeBack(Create[Ticket]):
    """Give who was carried over a number of today, before all who came today; case and agencies come along.

    Consent does not: the person may have taken it back meanwhile, so they are asked again.
    Parameters: `carried_id`, the ticket that was carried over.
    """

    abstract: ClassVar[bool] = False
    name = "counter.come_back"
    verb = gettext_lazy("รับบัตรคิวที่ยกมา")
    model = Ticket
    allowed = may.can_work

    carried_id: int = 0

    def build(self, actor: Any) -> Ticket:
        """Return the ticket of today."""
        lock_place_of(Ticket, self.carried_id)
        rows = Ticket.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        before = rows.filter(pk=self.carried_id).first()
        if before is None:
            raise Refused(_("ไม่พบบัตรคิวนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        made = new_ticket(locked_place(actor, before.place_id))
        made.carried_from, made.priority, made.agreed = before, before.priority, False
        made.declared = before.declared
        made.worker_id, made.case_id = before.worker_id, before.case_id
        midnight = timezone.make_aware(dt.datetime.combine(made.day, dt.time()))
        made.since = midnight + dt.timedelta(milliseconds=before.number)  # in their old order
        return made

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse one that was not carried over, has come back already, or was kept too long."""
        before = subject.carried_from
        assert before is not None
        if before.state != "carried" or Ticket.objects.filter(carried_from=before).exists():
            raise RuleBroken(_("บัตรคิวนี้ไม่ได้ยกมา หรือรับบัตรใหม่แล้ว"))
        if subject.day <= before.day or subject.day - before.day > KEPT:
            raise RuleBroken(_("รับบัตรที่ยกมาได้ในวันถัดไป ภายใน %(days)s วัน") % {"days": KEPT.days})
        if not subject.place.is_open:
            raise RuleBroken(_("ศูนย์บริการร่วมนี้ปิดอยู่"))
        served_here(subject.place_id, [one.office_id for one in self._left(before)[:1]])

    def _left(self, before: Ticket) -> list[Stop]:
        return list(before.stops.filter(done_at=None).order_by("order", "pk"))

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """Save it with the agencies that were still to see, and the needs that were sent there."""
        assert subject.carried_from is not None
        left = self._left(subject.carried_from)
        told = [Stop(office_id=one.office_id, service_id=one.service_id, referral_id=one.referral_id) for one in left]
        start(actor, subject, told)
        return subject
