"""Verbs about applications: apply, get a seat, answer an offer, withdraw, be refused, leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.cycle import LifeCycle
from prasan.platform.commands import SYSTEM, Create, Refused, RuleBroken, Step, perform
from prasan.platform.web.links import fresh
from prasan.registers.commands import AddTie
from prasan.registers.models import Tie, Worker
from prasan.registers.models.worker_words import Employment, Ground, Purpose
from prasan.registers.queries_workers import kept_number
from prasan.training import policy as may
from prasan.training.commands.seating import MISSING, Seating, lock_of, locked, offer_ends
from prasan.training.cycle import APPLICATION, LIVING
from prasan.training.models import Application, Claim, Quota, Session
from prasan.training.models.applications import Channel, State, Why

NOTICE = "training/1"
"""The words that an applicant is told before they apply, by version: docs/security-and-law.md."""
APPLICANT = "prasan.training.applicant"
"""The kind of address of an applicant's own page."""


def give_seats(session: Session) -> list[int]:
    """Offer what is free to those who wait, in turn; return to whom. The session's row is locked by the caller."""
    given = Seating(session, timezone.now()).offers()
    for pk, number in given:
        perform(SYSTEM, Offer(target_id=pk, number=number))
    return [pk for pk, _number in given]


@dataclass(kw_only=True)
class Apply(Create[Application]):
    """Apply for a seat for a person whom the own office serves: a free seat is theirs at once, else they wait.

    Parameters: `session_id`; `worker_id`; `agreed`, the person agrees that the office that trains reads their entry,
    asked where it may not already; `disability`, they told that they live with one, kept only where seats are kept for
    it; `channel`, who brought it; `origin` and `origin_ref`, what it came from; `office_id`, for which office the
    machine applies.
    """

    abstract: ClassVar[bool] = False
    name = "training.apply"
    verb = gettext_lazy("สมัครฝึกอาชีพให้")
    model = Application
    allowed = may.can_apply

    session_id: int = 0
    worker_id: int = 0
    agreed: bool = False
    disability: bool = False
    channel: str = Channel.OFFICER
    origin: str = ""
    origin_ref: str = ""
    office_id: int | None = None

    def build(self, actor: Any) -> Application:
        """Return the application of the own office."""
        session = locked(actor, self.session_id)
        number = kept_number(self.worker_id) if self.worker_id else 0
        worker = Worker.objects.served_by(actor).active().filter(pk=number).first()
        if worker is None:
            raise Refused(_("ไม่พบบุคคลนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        now = timezone.now()
        nonce, kept = fresh(APPLICANT)
        office = actor.office_id or self.office_id or session.office_id
        return Application(
            session=session, worker=worker, channel=self.channel, office_id=office,
            seat_id=actor.seat_id, origin=self.origin, origin_ref=self.origin_ref, applied_at=now, since=now,
            moved_at=now, nonce=nonce, token_hash=kept,
        )  # fmt: skip

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse a session that takes nobody, a second application, and data sent without consent."""
        session = subject.session
        if session.state != Session.State.OPEN:
            raise RuleBroken(_("รุ่นนี้ไม่ได้เปิดรับสมัคร (%(state)s)") % {"state": session.get_state_display()})
        if timezone.localdate() > session.applies_until:
            raise RuleBroken(_("รุ่นนี้ปิดรับสมัครแล้ว โปรดเลือกรุ่นอื่นหรือบันทึกเป็นความต้องการฝึก"))
        if self.channel not in Channel.values:
            raise RuleBroken(_("ไม่รู้จักช่องทางการสมัคร"), field="channel")
        living = session.applications.filter(worker=subject.worker, state__in=sorted(LIVING))
        if living.exists():
            raise RuleBroken(_("บุคคลนี้มีใบสมัครของรุ่นนี้อยู่แล้ว"))
        reads = Tie.objects.living().filter(worker=subject.worker, office=session.office_id)
        if not self.agreed and not reads.exists():
            told = _("โปรดขอความยินยอมให้ %(office)s อ่านข้อมูลเพื่อจัดการฝึก แล้วทำเครื่องหมายยินยอม") % {
                "office": session.office.short
            }
            raise RuleBroken(told, field="agreed")

    def handle(self, actor: Any, subject: Application) -> Application:
        """Save it with a seat where one is free for it, and the right of the office that trains to read of them."""
        session = subject.session
        seating = Seating(session, subject.applied_at)
        mine = [one for one in seating.quotas if belongs(subject.worker, one, disability=self.disability)]
        if seating.fits(frozenset(one.pk for one in mine)):
            subject.state, subject.seat_no = State.ENROLLED, seating.next_number()
        subject.save(force_insert=True)
        Claim.objects.bulk_create([Claim(application=subject, quota=one) for one in mine])
        if not Tie.objects.living().filter(worker=subject.worker, office=session.office_id).exists():
            told = {"purpose": Purpose.SERVICE, "ground": Ground.CONSENT, "notice_version": NOTICE}
            perform(actor, AddTie(worker_id=subject.worker_id, office_id=session.office_id, **told))
        return subject


def belongs(worker: Worker, quota: Quota, *, disability: bool) -> bool:
    """Tell whether a person belongs to the group of a quota, by what the registry knows and what they told."""
    if quota.group == Quota.Group.AREA:
        home, area = worker.home_area_id, quota.area
        return home is not None and area is not None and area.pk <= home <= area.last
    if quota.group == Quota.Group.INFORMAL:
        return bool(worker.employment == Employment.INFORMAL)
    return disability


@dataclass(kw_only=True)
class Move(Step[Application]):
    """A move of an application under the lock of its session; where it frees a seat, the next in the line gets it."""

    abstract: ClassVar[bool] = True
    model = Application
    cycle: ClassVar[LifeCycle] = APPLICATION
    frees: ClassVar[bool] = False

    def subject(self, actor: Any) -> Application:
        """Return the application, the row of its session locked before it."""
        if not isinstance(self.target_id, int):
            raise Refused(MISSING, status=404)
        lock_of(self.target_id)
        found: Application = super().subject(actor)
        found.session = Session.objects.select_related("course", "office").get(pk=found.session_id)
        return found

    def settle(self, subject: Application) -> None:
        """Set what else the move changes."""

    def handle(self, actor: Any, subject: Application) -> Application:
        """Move along the cycle; a seat that became free goes to who is next."""
        subject.state = APPLICATION.after(subject.state, self.move_name())
        subject.moved_at = timezone.now()
        subject.offer_until = None
        if not subject.holds:
            subject.seat_no = None
        self.settle(subject)
        subject.save()
        if self.frees:
            give_seats(subject.session)
        return subject

    def announce(self, actor: Any, subject: Application) -> None:
        """Tell the move, and by whom the person may have to be told."""
        self.publish(self.name, *subject.topics(), id=subject.pk, by_person=actor.person_id is None)


@dataclass(kw_only=True)
class Offer(Move):
    """Offer a seat that became free to who is next, until a moment. Parameters: `number`, of the seat."""

    abstract: ClassVar[bool] = False
    name = "training.offer"
    verb = gettext_lazy("เสนอที่นั่งฝึกแก่")
    allowed = may.by_itself
    number: int = 0

    def settle(self, subject: Application) -> None:
        """Take the seat, and say by when it is answered."""
        subject.seat_no = self.number
        subject.offer_until = offer_ends(subject.session, subject.moved_at)


@dataclass(kw_only=True)
class Accept(Move):
    """Say that the person comes: the offered seat is theirs."""

    abstract: ClassVar[bool] = False
    name = "training.accept"
    verb = gettext_lazy("ยืนยันที่นั่งฝึกของ")
    allowed = may.can_speak
    without_account = True

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse an offer that is over: the seat goes on to the next."""
        super().check(actor, subject)
        if subject.offer_until is not None and subject.offer_until <= timezone.now():
            raise RuleBroken(_("พ้นเวลายืนยันแล้ว ที่นั่งนี้ส่งต่อให้ผู้รอรายถัดไป สมัครใหม่ได้โดยต่อท้ายลำดับ"))


@dataclass(kw_only=True)
class Withdraw(Move):
    """Take an application back, as the person wishes."""

    abstract: ClassVar[bool] = False
    name = "training.withdraw"
    verb = gettext_lazy("ถอนใบสมัครของ")
    allowed = may.can_speak
    without_account = True
    frees = True


@dataclass(kw_only=True)
class Coded(Move):
    """A move that says why, by a code. Parameters: `why`."""

    abstract: ClassVar[bool] = True
    why: str = ""

    def check(self, actor: Any, subject: Application) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if self.why not in Why.values:
            raise RuleBroken(_("โปรดเลือกเหตุผล"), field="why")

    def settle(self, subject: Application) -> None:
        """Keep the reason."""
        subject.why = self.why


@dataclass(kw_only=True)
class Refuse(Coded):
    """Refuse an application with its reason."""

    abstract: ClassVar[bool] = False
    name = "training.refuse"
    verb = gettext_lazy("ไม่รับใบสมัครของ")
    allowed = may.can_judge
    frees = True


@dataclass(kw_only=True)
class DropOut(Coded):
    """Note that a trainee left, with the reason; while people can still join, the seat goes to the next."""

    abstract: ClassVar[bool] = False
    name = "training.drop_out"
    verb = gettext_lazy("บันทึกการออกกลางคันของ")
    allowed = may.can_judge
    frees = True


@dataclass(kw_only=True)
class Lapse(Move):
    """End an offer that nobody answered in time; the next in the line gets the seat."""

    abstract: ClassVar[bool] = False
    name = "training.lapse"
    verb = gettext_lazy("ยุติข้อเสนอที่นั่งที่ไม่มีคำตอบของ")
    allowed = may.by_itself
    frees = True

    def check(self, actor: Any, subject: Application) -> None:
        """Refuse one whose time is not over."""
        super().check(actor, subject)
        if subject.offer_until is None or subject.offer_until > timezone.now():
            raise RuleBroken(_("ข้อเสนอนี้ยังไม่พ้นเวลา"))


@dataclass(kw_only=True)
class TurnAway(Move):
    """End what has no seat to wait for any more: the session began without it, or was cancelled."""

    abstract: ClassVar[bool] = False
    name = "training.turn_away"
    verb = gettext_lazy("ปิดใบสมัครของ")
    allowed = may.by_itself
