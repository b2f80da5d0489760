"""Verbs of holds and of erasing a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, Create, Refused, RuleBroken
from prasan.platform.commands.texts import words
from prasan.privacy import policy as may
from prasan.privacy.models import Erasure, Hold
from prasan.referrals import erasing as said
from prasan.referrals.models import Case
from prasan.registers.commands.workers import refuse_merged
from prasan.registers.models import Tie, Worker
from prasan.registers.models.worker_words import Ground
from prasan.registers.workers import erasing as known
from prasan.training import erasing as trained

ORDER = 100


@dataclass(kw_only=True)
class PlaceHold(Create[Hold]):
    """Keep an entry, or a case with its person, from being erased, by order.

    Parameters: `worker_id` or `case_code`, one of them; `order_no` it rests on; `text`, why; `from_day`, today by
    default.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.place_hold"
    verb = gettext_lazy("ระงับการทำลายข้อมูล")
    model = Hold
    allowed = may.can_keep

    worker_id: int | None = None
    case_code: str = ""
    order_no: str = ""
    text: str = ""
    from_day: dt.date | None = None

    def build(self, actor: Any) -> Hold:
        """Return the hold."""
        now = timezone.now()
        return Hold(placed_at=now, placed_by_id=actor.seat_id, from_day=self.from_day or timezone.localdate(now))

    def check(self, actor: Any, subject: Hold) -> None:
        """Refuse one over nothing, over both or over what was erased, and one without order or reason."""
        code = self.case_code.strip().upper()
        if bool(code) == (self.worker_id is not None):
            raise RuleBroken(_("โปรดใส่หมายเลขแรงงานหรือรหัสเรื่อง อย่างใดอย่างหนึ่ง"), field="worker")
        if code:
            subject.case = Case.objects.select_related("worker").filter(code=code).first()
        rows = Worker.objects.select_for_update(of=("self",), no_key=True)
        worker = rows.filter(pk=subject.case.worker_id if subject.case else self.worker_id or 0).first()
        if worker is None:
            raise RuleBroken(_("ไม่พบแรงงานหรือเรื่องนี้"), field="case" if code else "worker")
        if worker.erased_at is not None:
            raise RuleBroken(_("ลบข้อมูลของบุคคลนี้แล้ว ไม่มีสิ่งใดให้ระงับ"), field="case" if code else "worker")
        subject.worker = None if subject.case else worker
        subject.order_no = self.order_no.strip()
        if not 0 < len(subject.order_no) <= ORDER:
            raise RuleBroken(_("โปรดใส่เลขที่คำสั่งหรือหนังสือ ไม่เกิน 100 ตัวอักษร"), field="order")
        subject.reason = words(self.text, "text", _("โปรดเขียนเหตุผลที่ต้องเก็บไว้"))


@dataclass(kw_only=True)
class LiftHold(Command[Hold]):
    """Lift a hold: from now on it keeps nothing from being erased. Parameters: `text`, why."""

    abstract: ClassVar[bool] = False
    name = "privacy.lift_hold"
    verb = gettext_lazy("ยกเลิกการระงับการทำลายข้อมูล")
    model = Hold
    allowed = may.can_keep

    text: str = ""

    def check(self, actor: Any, subject: Hold) -> None:
        """Refuse one that was lifted, and one without its reason."""
        if subject.lifted_at is not None:
            raise RuleBroken(_("ยกเลิกการระงับนี้แล้ว"))
        self.text = words(self.text, "text", _("โปรดเขียนเหตุผลที่ยกเลิกการระงับ"))

    def handle(self, actor: Any, subject: Hold) -> Hold:
        """Lift it."""
        subject.lifted_at, subject.lifted_by_id, subject.lift_reason = timezone.now(), actor.seat_id, self.text
        subject.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
        return subject


def obstacles(numbers: list[int]) -> list[str]:
    """Return what stands against erasing the person of some entries, in words; empty where nothing does."""
    found = [_("คำสั่งระงับการทำลาย %(order)s") % {"order": one.order_no} for one in Hold.objects.over(numbers)]
    found += [_("เรื่อง %(code)s ยังไม่ยุติ") % {"code": code} for code in said.open_cases(numbers)]
    found += [_("คำขอเกี่ยวกับข้อมูลในเรื่อง %(code)s ยังไม่ได้ตอบ") % {"code": code} for code in said.unanswered(numbers)]
    found += [_("ใบสมัครฝึกอาชีพ %(number)s ยังไม่ยุติ") % {"number": pk} for pk in trained.open_applications(numbers)]
    duties = Tie.objects.living().filter(worker__in=numbers, ground=Ground.LEGAL_DUTY).select_related("office")
    return found + [_("%(office)s ต้องเก็บตามกฎหมาย") % {"office": one.office.short} for one in duties]


@dataclass(kw_only=True)
class EraseWorker(Command[Worker]):
    """Erase a person: every word that tells who they are, here and in their cases, and the keys of the journal.

    Parameters: `basis`; `sure`, it was said that this cannot be undone. Merged entries go with the kept one. Personal
    Data Protection Act B.E. 2562, section 33.
    """

    abstract: ClassVar[bool] = False
    name = "privacy.erase_worker"
    verb = gettext_lazy("ลบข้อมูลส่วนบุคคลของแรงงาน")
    model = Worker
    allowed = may.can_erase

    basis: str = ""
    sure: bool = False

    def subject(self, actor: Any) -> Worker:
        """Return the entry, locked against new rows about it; 404 where there is none in scope."""
        wanted = Worker.objects.visible_to(actor).filter(pk=self.target_id).values_list("pk", flat=True).first()
        if wanted is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        # merged entries too, in the order of their numbers; not NO KEY: rows that point here wait for the end
        theirs = Worker.objects.filter(Q(pk__in=known.entries(wanted)))
        rows = {row.pk: row for row in theirs.select_for_update(of=("self",)).order_by("pk")}
        return rows[wanted]

    def check(self, actor: Any, subject: Worker) -> None:
        """Refuse what is erased already, what is still needed, and what nobody was sure of."""
        refuse_merged(subject)
        if self.basis not in dict(Erasure.BY_HAND):
            raise RuleBroken(_("โปรดเลือกเหตุที่ลบ"), field="basis")
        self.numbers = known.entries(subject.pk)
        against = obstacles(self.numbers)
        if against:
            raise RuleBroken(_("ยังลบไม่ได้: %(why)s") % {"why": " · ".join(against)})
        if not self.sure:
            raise RuleBroken(_("โปรดยืนยันว่าทราบว่าลบแล้วเรียกคืนไม่ได้"), field="sure")

    def noted(self) -> dict[str, Any]:
        """Return what else the erasure keeps: nothing, where the protection officer erases one person."""
        return {}

    def handle(self, actor: Any, subject: Worker) -> Worker:
        """Empty all of it and write down that it was done."""
        now = timezone.now()
        cases = said.empty(self.numbers, now, actor.seat_id)
        trained.empty(self.numbers)
        # nothing keeps these any more: they were lifted
        Hold.objects.filter(Q(worker__in=self.numbers) | Q(case__worker__in=self.numbers)).update(
            reason="", lift_reason=""
        )
        known.empty(self.numbers, now)
        Erasure.objects.create(
            worker=subject, basis=self.basis, at=now, seat_id=actor.seat_id, entries=len(self.numbers), cases=cases,
            **self.noted(),
        )  # fmt: skip
        self.details |= {"basis": [None, self.basis], "entries": [None, len(self.numbers)], "cases": [None, cases]}
        subject.refresh_from_db()
        return subject
