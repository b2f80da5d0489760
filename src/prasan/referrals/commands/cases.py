"""Taking in a need, and sending it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area, Office
from prasan.platform.commands import Create, RuleBroken
from prasan.platform.commands.texts import words
from prasan.referrals import consent
from prasan.referrals import policy as may
from prasan.referrals.codes import new_code
from prasan.referrals.commands.person import give_pin
from prasan.referrals.models import Case, Event, Referral
from prasan.referrals.standing import promise_now, settle
from prasan.registers.models import Service
from prasan.registers.queries_workers import kept_number, serves


@dataclass(kw_only=True)
class OpenCase(Create[Case]):
    """Take in what a person needs; the PIN of their slip stands in `pin` once.

    Parameters: `area_id`, where they need it (none: the office's own place).
    """

    abstract: ClassVar[bool] = False
    name = "referrals.open_case"
    verb = gettext_lazy("รับเรื่องขอรับบริการ")
    model = Case
    allowed = may.can_open

    worker_id: int = 0
    need: str = ""
    area_id: int | None = None
    channel: str = Case.Channel.COUNTER
    pin: str = field(default="", init=False, repr=False)

    def build(self, actor: Any) -> Case:
        """Return the case of the actor's office."""
        made = Case(office_id=actor.office_id, opened_by_id=actor.seat_id, opened_at=timezone.now(), code=new_code())
        made.area_id = self.area_id or actor.area_id
        made.worker_id, made.need, made.channel = self.worker_id, self.need.strip(), self.channel
        return made

    def check(self, actor: Any, subject: Case) -> None:
        """Refuse a person whom the actor does not know, a place that is none, and a need without words."""
        subject.worker_id = self._known(actor)
        subject.need = words(self.need, "need", _("โปรดเขียนว่าประชาชนต้องการอะไร"))
        if self.channel not in Case.Channel.values:
            raise RuleBroken(_("โปรดเลือกช่องทางที่มา"), field="channel")
        if self.area_id and not Area.objects.filter(pk=subject.area_id).exists():
            raise RuleBroken(_("ไม่พบพื้นที่นี้ โปรดเลือกจากรายการ"), field="area")

    def _known(self, actor: Any) -> int:
        """Return whom it is about. Raises RuleBroken for a person whom the actor does not know."""
        if serves(actor, self.worker_id):
            return self.worker_id
        # a number from an older slip may be of an entry that was taken into another: the kept one is meant
        kept = kept_number(self.worker_id)
        if kept == self.worker_id or not serves(actor, kept):
            raise RuleBroken(_("ไม่พบบุคคลนี้ในทะเบียนของท่าน โปรดค้นหาหรือลงทะเบียนก่อน"), field="worker")
        return kept

    def handle(self, actor: Any, subject: Case) -> Case:
        """Save it with its PIN."""
        made = super().handle(actor, subject)
        self.pin = give_pin(made, actor.seat_id, first=True)
        return made


@dataclass(kw_only=True)
class Refer(Create[Referral]):
    """Ask an office to serve the person of a case; one case may be with several offices.

    Parameters: `office_id`, who is asked; `service_id`, for which service of that office, if it is known; `text`, what
    the office should know; `consent`, the person agrees that the office reads of them.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.refer"
    verb = gettext_lazy("ส่งต่อเรื่อง")
    model = Referral
    allowed = may.can_refer

    case_id: int = 0
    office_id: int = 0
    service_id: int | None = None
    text: str = ""
    consent: bool = False

    def build(self, actor: Any) -> Referral:
        """Return the referral of the actor's office, with the case and the office that is asked."""
        rows = Case.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
        case = rows.filter(pk=self.case_id).first()
        if case is None:
            raise RuleBroken(_("ไม่พบเรื่องนี้ หรืออยู่นอกขอบเขตของท่าน"), field="case")
        office = open_office(self.office_id)
        now = timezone.now()
        return Referral(
            case=case, sender_id=actor.office_id, sender_seat_id=actor.seat_id, office=office, area=office.area,
            service=service_of(self.service_id, office), offered_at=now, moved_at=now,
        )  # fmt: skip

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse to ask an office twice for the same."""
        self.text = words(self.text, "text")
        consent.ask(actor, subject.case.worker_id, subject.office, self.consent)
        once(subject.case, subject.office, subject.service)

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Write the first event; all else follows from it."""
        event = Event(
            referral=subject, move="create", at=subject.offered_at, office=subject.office, text=self.text,
            seat_id=actor.seat_id, promise=promise_now(subject.service),
        )  # fmt: skip
        self.details["tie"] = [None, consent.keep(actor, subject.case.worker_id, subject.office)]
        settle(subject, [event], subject.offered_at)
        subject.save(force_insert=True)
        event.referral = subject
        event.save(force_insert=True)
        return subject


def once(case: Case, office: Office, service: Service | None) -> None:
    """Refuse to ask an office twice for the same while it has not ended."""
    if Referral.objects.open().filter(case=case, office=office, service=service).exists():
        told = {"office": office.short}
        raise RuleBroken(_("เรื่องนี้ส่งต่อไปยัง %(office)s แล้วและยังไม่ยุติ") % told, field="office")


def open_office(number: int) -> Office:
    """Return an office that exists today and serves people; raises RuleBroken for any other."""
    today = timezone.localdate()
    rows = Office.objects.open_on(today).exclude(Q(kind=Office.Kind.MINISTRY) | Q(kind=Office.Kind.DEPARTMENT))
    found = rows.select_related("area").defer("grams", "area__grams", "area__boundary").filter(pk=number).first()
    if found is None:
        raise RuleBroken(_("ไม่พบหน่วยงานปลายทางนี้ โปรดเลือกจากรายการ"), field="office")
    return found


def service_of(number: int | None, office: Office) -> Service | None:
    """Return an office's service by its number, None for none; raises RuleBroken for one that takes nobody."""
    if not number:
        return None
    found = Service.objects.taking().select_related("template").filter(pk=number, office=office).first()
    if found is None:
        raise RuleBroken(_("หน่วยงานปลายทางไม่มีบริการนี้ หรือพักให้บริการอยู่ โปรดเลือกจากรายการ"), field="service")
    return found
