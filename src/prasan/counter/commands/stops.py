"""From agency to agency: the ticket goes on, the need with it, and nothing is typed twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.counter import policy as may
from prasan.counter.commands.moving import TicketMove, happen
from prasan.counter.commands.referring import done_at, now_at, send_on
from prasan.counter.commands.tickets import has_desk
from prasan.counter.models import Stop, Ticket
from prasan.platform.commands import Command, RuleBroken
from prasan.referrals.models import Case, Outcome
from prasan.registers.models import Worker
from prasan.registers.queries_workers import kept_number


@dataclass(kw_only=True)
class LeaveDesk(TicketMove):
    """A move that ends the service at a desk.

    Parameters: `outcome`, a code of what came of the need that was sent here, with `text`; empty: told later, on the
    referral's own page.
    """

    abstract: ClassVar[bool] = True
    allowed = may.can_serve

    outcome: str = ""
    text: str = ""

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse an outcome that is none."""
        super().check(actor, subject)
        if self.outcome and self.outcome not in Outcome.values:
            raise RuleBroken(_("โปรดเลือกผลการให้บริการ"), field="outcome")

    def done(self, actor: Any, subject: Ticket) -> Stop | None:
        """Note that the stop is done, with the referral that belongs to it."""
        stop = now_at(subject)
        done_at(actor, stop, self.outcome, self.text)
        if stop is not None:
            stop.done_at = timezone.now()
            stop.save(update_fields=["done_at"])
        return stop


@dataclass(kw_only=True)
class PassOn(LeaveDesk):
    """Pass the person on to the next agency of the same ticket; their case goes along as a referral.

    Parameters: `office_id`, to whom (none: the next in the ticket); `note`, what that office should know; `consent`,
    the person agrees now that it reads of them, where they did not at intake; `without`, they do not agree: they go on
    and the case stays, for consent is no condition of service.
    """

    abstract: ClassVar[bool] = False
    name, move = "counter.pass_on", "pass_on"
    verb = gettext_lazy("ส่งบัตรคิวไปหน่วยงานถัดไป")

    office_id: int | None = None
    note: str = ""
    consent: bool = False
    without: bool = False

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse an office that has no open desk here, the one where the person is, and a yes that is a no as well."""
        super().check(actor, subject)
        if self.consent and self.without:
            raise RuleBroken(_("โปรดเลือกว่าผู้รับบริการยินยอม หรือไม่ยินยอม อย่างใดอย่างหนึ่ง"), field="consent")
        if self.office_id is not None and self.office_id == subject.office_id:
            raise RuleBroken(_("บัตรนี้อยู่ที่หน่วยงานนี้แล้ว โปรดเลือกหน่วยงานอื่น"), field="office")
        left = subject.stops.filter(done_at=None).order_by("order", "pk").values_list("office_id", flat=True)
        office = self.office_id or next(iter(left[1:2]), None)
        if office is None:
            raise RuleBroken(_("ไม่มีหน่วยงานถัดไป โปรดเลือกหน่วยงาน หรือกดเสร็จสิ้น"), field="office")
        has_desk(subject.place_id, office)

    def go(self, actor: Any, subject: Ticket) -> None:
        """Close the stop, open the next, send the need there."""
        self.done(actor, subject)
        following, told = self._following(subject)
        if not self.without:
            send_on(actor, subject, following, self.note, consent=self.consent, told=told)
        happen(subject, self.move, actor, office=following.office_id)

    def _following(self, subject: Ticket) -> tuple[Stop, bool]:
        """Return the next stop, put first among those left, and whether it stood on the ticket before."""
        left = Stop.objects.filter(ticket=subject, done_at=None).order_by("order", "pk")
        first = left.first()
        if first is not None and self.office_id in {None, first.office_id}:
            return first, True
        assert self.office_id is not None  # check() refuses a ticket without a next one
        there = left.filter(office_id=self.office_id).first()
        following = there or Stop(ticket=subject, office_id=self.office_id)
        if first is not None:
            order = first.order
            left.update(order=F("order") + 1)
            following.order = order
        else:
            following.order = 1 + (subject.stops.order_by("-order").values_list("order", flat=True).first() or 0)
        following.save()
        return following, there is not None


@dataclass(kw_only=True)
class Finish(LeaveDesk):
    """End the visit: all agencies seen. Parameters: `anyway`, the person does not want to see the others."""

    abstract: ClassVar[bool] = False
    name, move = "counter.finish", "finish"
    verb = gettext_lazy("จบบัตรคิว")

    anyway: bool = False

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse it while another agency is still to be seen."""
        super().check(actor, subject)
        if not self.anyway and subject.stops.filter(done_at=None).count() > 1:
            raise RuleBroken(_("ยังมีหน่วยงานที่ต้องพบ โปรดส่งต่อ หรือทำเครื่องหมายว่าผู้รับบริการไม่ประสงค์พบแล้ว"), field="anyway")

    def go(self, actor: Any, subject: Ticket) -> None:
        """Close the stop and the visit."""
        self.done(actor, subject)
        happen(subject, self.move, actor)
        subject.desk_id = None


@dataclass(kw_only=True)
class JoinCase(Command[Ticket]):
    """Say whose visit it is: the ticket carries the case to every agency from then on.

    Parameters: `case_id`; `agreed`, the person agrees that the offices of this visit are told of the need.
    """

    abstract: ClassVar[bool] = False
    name = "counter.join_case"
    verb = gettext_lazy("ผูกบัตรคิวกับเรื่อง")
    model = Ticket
    allowed = may.can_serve

    case_id: int = 0
    agreed: bool = False

    def check(self, actor: Any, subject: Ticket) -> None:
        """Refuse a visit that is over or has its case, and a case or person of whom the actor may not read."""
        if not subject.is_open or subject.case_id is not None:
            raise RuleBroken(_("บัตรคิวนี้ผูกกับเรื่องแล้วหรือจบแล้ว"))
        case = Case.objects.visible_to(actor).filter(pk=self.case_id).first()
        worker = kept_number(case.worker_id) if case is not None else 0
        if case is None or not Worker.objects.served_by(actor).filter(pk=worker).exists():
            raise RuleBroken(_("ไม่พบเรื่องนี้ หรืออยู่นอกขอบเขตของท่าน"), field="case")
        subject.case, subject.worker_id = case, worker

    def handle(self, actor: Any, subject: Ticket) -> Ticket:
        """Tie them."""
        subject.agreed = subject.agreed or self.agreed
        subject.save(update_fields=["case", "worker", "agreed"])
        return subject
