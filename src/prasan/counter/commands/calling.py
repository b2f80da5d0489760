"""Calling the next one to a desk, serving, and letting rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import TicketMove, free, happen
from prasan.counter.commands.referring import begin_at
from prasan.counter.models import Desk, HoldReason, LeaveReason, Place, Ticket
from prasan.counter.queue import callable_by
from prasan.platform.commands import Refused, RuleBroken

MOST_MISSES = 3
"""After so many calls that nobody answered the visit is over."""


@dataclass(kw_only=True)
class CallNext(TicketMove):
    """Call whoever is next in turn for a desk. Parameters: `desk_id`, the desk that calls.

    Two desks that call at once take turns at the row of the place, so that neither skips who is next and both never
    get the same ticket; one at which somebody else works this instant is passed over.
    """

    abstract: ClassVar[bool] = False
    name, move = "counter.call", "call"
    verb = gettext_lazy("เรียกคิว")
    allowed = may.can_call

    desk_id: int = 0

    def subject(self, actor: Any) -> Ticket:
        """Return the ticket that is next, locked."""
        desk = Desk.objects.visible_to(actor).select_related("place").filter(pk=self.desk_id).first()
        if desk is None:
            raise Refused(_("ไม่พบช่องบริการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        refusal = may.at_desk(actor, desk)
        if refusal is not None:
            raise Refused(refusal)
        if not desk.is_open:
            raise RuleBroken(_("ช่องบริการนี้ปิดอยู่ โปรดเปิดช่องก่อนเรียกคิว"))
        place = Place.objects.select_for_update(no_key=True).get(pk=desk.place_id)
        tickets = list(place.tickets.filter(state="waiting").order_by("since", "pk"))
        for pk in callable_by(desk, place, tickets, list(place.desks.all())):
            found = (
                Ticket.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=pk, state="waiting").first()
            )
            if found is not None:
                found.place, found.calling = place, desk
                return found
        raise RuleBroken(_("ขณะนี้ไม่มีผู้รอสำหรับช่องนี้"))

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse to call while somebody is at the desk."""
        super().check(actor, subject)
        free(self.desk_id, subject)

    def go(self, actor: Any, subject: Ticket) -> None:
        """Call to the desk."""
        happen(subject, self.move, actor, desk=self.desk_id)
        subject.seat_id, subject.hold_reason = actor.seat_id, ""


@dataclass(kw_only=True)
class CallAgain(TicketMove):
    """Call the same one again: the board shows it anew."""

    abstract: ClassVar[bool] = False
    name, move = "counter.call_again", "call"
    verb = gettext_lazy("เรียกคิวซ้ำ")
    allowed = may.can_serve

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse it for one who was not called."""
        super().check(actor, subject)
        if subject.state != "called":
            raise RuleBroken(_("เรียกซ้ำได้เฉพาะบัตรที่เรียกแล้ว"))


@dataclass(kw_only=True)
class Begin(TicketMove):
    """Begin to serve; the need that was sent to this office is taken up with it."""

    abstract: ClassVar[bool] = False
    name, move = "counter.begin", "begin"
    verb = gettext_lazy("เริ่มให้บริการบัตรคิว")
    allowed = may.can_serve

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse it where the desk has somebody else."""
        super().check(actor, subject)
        if subject.desk_id is not None:
            free(subject.desk_id, subject)

    def go(self, actor: Any, subject: Ticket) -> None:
        """Begin, by who does so."""
        happen(subject, self.move, actor, desk=subject.desk_id, office=subject.office_id)
        subject.seat_id, subject.misses, subject.hold_reason = actor.seat_id, 0, ""
        begin_at(actor, subject)


@dataclass(kw_only=True)
class Miss(TicketMove):
    """Note that nobody answered the call: to the end of the line; after three times the visit is over."""

    abstract: ClassVar[bool] = False
    name, move = "counter.miss", "miss"
    verb = gettext_lazy("บันทึกว่าเรียกแล้วไม่มา")
    allowed = may.can_serve

    def go(self, actor: Any, subject: Ticket) -> None:
        """Send back into the line as if they came now, so that who is there is called first."""
        subject.misses += 1
        if subject.misses >= MOST_MISSES:
            happen(subject, "leave", actor, code=LeaveReason.NO_SHOW)
            subject.leave_reason, subject.desk_id = LeaveReason.NO_SHOW, None
        else:
            subject.since = happen(subject, self.move, actor)


@dataclass(kw_only=True)
class Hold(TicketMove):
    """Let a ticket rest at the desk. Parameters: `why`, a code of HoldReason."""

    abstract: ClassVar[bool] = False
    name, move = "counter.hold", "hold"
    verb = gettext_lazy("พักบัตรคิวไว้")
    allowed = may.can_serve

    why: str = HoldReason.PAPER

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse it without a known reason."""
        super().check(actor, subject)
        if self.why not in HoldReason.values:
            raise RuleBroken(_("โปรดเลือกเหตุที่พักไว้"), field="why")

    def go(self, actor: Any, subject: Ticket) -> None:
        """Keep the desk: it is where they come back to."""
        happen(subject, self.move, actor, desk=subject.desk_id, code=self.why)
        subject.hold_reason = self.why


@dataclass(kw_only=True)
class Resume(TicketMove):
    """Put a ticket that rested back into the line, for the same desk, where it stood."""

    abstract: ClassVar[bool] = False
    name, move = "counter.resume", "resume"
    verb = gettext_lazy("ให้บัตรคิวกลับเข้าแถว")
    allowed = may.can_work

    def go(self, actor: Any, subject: Ticket) -> None:
        """Wait for the desk that let it rest."""
        desk = subject.desk_id
        happen(subject, self.move, actor)
        subject.desk_id, subject.hold_reason = desk, ""


@dataclass(kw_only=True)
class Leave(TicketMove):
    """Note that somebody went without being served."""

    abstract: ClassVar[bool] = False
    name, move = "counter.leave", "leave"
    verb = gettext_lazy("บันทึกว่าผู้รับบริการกลับไปก่อน")
    allowed = may.can_work

    def go(self, actor: Any, subject: Ticket) -> None:
        """End the visit."""
        happen(subject, self.move, actor, code=LeaveReason.WENT)
        subject.leave_reason, subject.desk_id = LeaveReason.WENT, None
