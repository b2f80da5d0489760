"""What the person holds and says beside the moves: a PIN, helpers, a rating, requests about their data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import SYSTEM, Command, RuleBroken, perform
from prasan.platform.commands.texts import words
from prasan.referrals import policy as may
from prasan.referrals.bearers import origin_of
from prasan.referrals.models import Case, DataRequest, Helper, PersonNotice, Rating, Referral, TrackKey
from prasan.referrals.queries import to_be_told
from prasan.referrals.tracking.pins import hashed, new_pin
from prasan.registers.commands import WithdrawTie
from prasan.registers.models import Tie
from prasan.registers.models.worker_words import Ground
from prasan.registers.queries_workers import kept_number

TERM = dt.timedelta(days=30)
"""In which a request about data is answered: Personal Data Protection Act B.E. 2562, section 30 paragraph 4."""
LONGEST_HELP = dt.timedelta(days=366)


def give_pin(case: Case, seat: int | None, *, first: bool = False) -> str:
    """Give a case a PIN and return it: the only moment in which it is known. Parameters: `first`, it has none yet."""
    pin = new_pin()
    told = {"pin_hash": hashed(case.code, pin), "made_at": timezone.now(), "made_by_id": seat}
    if first or not TrackKey.objects.filter(case=case).update(serial=F("serial") + 1, **told):
        TrackKey.objects.create(case=case, **told)
    return pin


@dataclass(kw_only=True)
class MakePin(Command[Case]):
    """Make the PIN of a case anew; it stands in `pin` once, the former opens nothing any more."""

    abstract: ClassVar[bool] = False
    name = "referrals.make_pin"
    verb = gettext_lazy("ออกรหัสติดตามเรื่องใหม่")
    model = Case
    allowed = may.can_keep_case

    pin: str = field(default="", init=False, repr=False)

    def handle(self, actor: Any, subject: Case) -> Case:
        """Make it."""
        self.pin = give_pin(subject, actor.seat_id)
        return subject


@dataclass(kw_only=True)
class AddHelper(Command[Case]):
    """Note who may act for the person, and by which authority; their own PIN stands in `pin` once.

    Parameters: `helper`, the name; `relation`; `authority`, what was shown or said; `days`, how long it holds.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.add_helper"
    verb = gettext_lazy("บันทึกผู้ช่วยของเจ้าของเรื่อง")
    model = Case
    allowed = may.can_keep_case

    helper: str = ""
    relation: str = ""
    authority: str = ""
    days: int = 90
    pin: str = field(default="", init=False, repr=False)

    def check(self, actor: Any, subject: Case) -> None:
        """Refuse a helper without a name, a relation or an authority, and one for longer than a year."""
        self.helper = words(self.helper, "helper", _("โปรดเขียนชื่อผู้ช่วย"))
        self.authority = words(self.authority, "authority", _("โปรดเขียนหลักฐานการมอบอำนาจ เช่น หนังสือมอบอำนาจลงวันที่ใด"))
        if self.relation not in Helper.Relation.values:
            raise RuleBroken(_("โปรดเลือกความเกี่ยวข้องของผู้ช่วย"), field="relation")
        if not 1 <= self.days <= LONGEST_HELP.days:
            raise RuleBroken(_("การมอบอำนาจมีผลได้ 1 ถึง 366 วัน"), field="days")

    def handle(self, actor: Any, subject: Case) -> Case:
        """Note it."""
        self.pin = new_pin()
        now = timezone.now()
        made = Helper.objects.create(
            case=subject, name=self.helper, relation=self.relation, authority=self.authority, recorded_at=now,
            recorded_by_id=actor.seat_id, until=timezone.localdate(now) + dt.timedelta(days=self.days),
            pin_hash=hashed(subject.code, self.pin),
        )  # fmt: skip
        self.details["helper"] = [None, made.pk]
        return subject


@dataclass(kw_only=True)
class EndHelper(Command[Case]):
    """End what a helper may do, at once."""

    abstract: ClassVar[bool] = False
    name = "referrals.end_helper"
    verb = gettext_lazy("ยกเลิกผู้ช่วยของเจ้าของเรื่อง")
    model = Case
    allowed = may.can_keep_case

    helper_id: int = 0

    def handle(self, actor: Any, subject: Case) -> Case:
        """End it."""
        if not Helper.objects.filter(case=subject, pk=self.helper_id, ended_at=None).update(ended_at=timezone.now()):
            raise RuleBroken(_("ไม่พบผู้ช่วยคนนี้ หรือยกเลิกแล้ว"), field="helper")
        self.details["helper"] = [self.helper_id, None]
        return subject


@dataclass(kw_only=True)
class Rate(Command[Referral]):
    """Say how content one is, 1 to 5; said again it replaces what was said."""

    abstract: ClassVar[bool] = False
    name = "referrals.rate"
    without_account = True
    verb = gettext_lazy("ให้คะแนนความพึงพอใจ")
    model = Referral
    allowed = may.can_rate

    score: int = 0
    text: str = ""

    def check(self, actor: Any, subject: Referral) -> None:
        """Refuse a score that is none, and one before anything came of it."""
        if self.score not in range(1, 6):
            raise RuleBroken(_("โปรดเลือกคะแนน 1 ถึง 5"), field="score")
        if subject.is_open and subject.state != Referral.State.TOLD:
            raise RuleBroken(_("ให้คะแนนได้เมื่อหน่วยงานแจ้งผลแล้ว"))
        self.text = words(self.text, "text")

    def handle(self, actor: Any, subject: Referral) -> Referral:
        """Keep it."""
        told = {"score": self.score, "text": self.text, "at": timezone.now()}
        Rating.objects.update_or_create(referral=subject, defaults=told)
        self.details["score"] = [None, self.score]
        return subject


@dataclass(kw_only=True)
class AskAboutData(Command[Case]):
    """Ask for a copy of one's data, their correction or erasure. A copy is given at once, the others within TERM."""

    abstract: ClassVar[bool] = False
    name = "referrals.ask_data"
    without_account = True
    verb = gettext_lazy("ขอใช้สิทธิในข้อมูลส่วนบุคคล")
    model = Case
    allowed = may.can_ask_data

    kind: str = ""
    text: str = ""

    def check(self, actor: Any, subject: Case) -> None:
        """Refuse a request that is none, without its words, or that waits already."""
        if self.kind not in DataRequest.Kind.values:
            raise RuleBroken(_("โปรดเลือกเรื่องที่ขอ"), field="kind")
        missing = "" if self.kind == DataRequest.Kind.ACCESS else _("โปรดเขียนว่าขอแก้ไขหรือลบข้อมูลใด")
        self.text = words(self.text, "text", missing)
        if DataRequest.objects.filter(case=subject, kind=self.kind, answered_at=None).exists():
            raise RuleBroken(_("มีคำขอเรื่องนี้รอคำตอบอยู่แล้ว"), field="kind")

    def handle(self, actor: Any, subject: Case) -> Case:
        """Keep it with the day on which the answer is due."""
        now = timezone.now()
        made = DataRequest.objects.create(
            case=subject, kind=self.kind, text=self.text, origin=origin_of(actor), asked_at=now,
            due_on=timezone.localdate(now) + TERM,
            answered_at=now if self.kind == DataRequest.Kind.ACCESS and origin_of(actor) else None,
        )  # fmt: skip
        self.details["data_request"] = [None, made.pk]
        return subject


@dataclass(kw_only=True)
class AnswerAboutData(Command[Case]):
    """Answer a request about data, in words that the person reads on their page."""

    abstract: ClassVar[bool] = False
    name = "referrals.answer_data"
    verb = gettext_lazy("ตอบคำขอใช้สิทธิในข้อมูลส่วนบุคคล")
    model = Case
    allowed = may.can_keep_case

    request_id: int = 0
    text: str = ""

    def check(self, actor: Any, subject: Case) -> None:
        """Refuse an answer without words."""
        self.text = words(self.text, "text", _("โปรดเขียนคำตอบถึงเจ้าของข้อมูล"))

    def handle(self, actor: Any, subject: Case) -> Case:
        """Keep the answer."""
        one = DataRequest.objects.select_for_update().filter(case=subject, pk=self.request_id, answered_at=None).first()
        if one is None:
            raise RuleBroken(_("ไม่พบคำขอนี้ หรือตอบแล้ว"), field="request")
        one.answer, one.answered_by_id, one.answered_at = self.text, actor.seat_id, timezone.now()
        one.save(update_fields=["answer", "answered_by", "answered_at"])
        self.details["data_request"] = [one.pk, None]
        return subject


@dataclass(kw_only=True)
class TellByHand(Command[Case]):
    """Note that an officer told the person what no gateway could bring them. Parameters: `how`, of ByHand."""

    abstract: ClassVar[bool] = False
    name = "referrals.tell_by_hand"
    verb = gettext_lazy("บันทึกว่าแจ้งเจ้าของเรื่องแล้ว")
    model = Case
    allowed = may.can_keep_case

    how: str = ""

    def check(self, actor: Any, subject: Case) -> None:
        """Refuse a way that is none."""
        if self.how not in PersonNotice.ByHand.values:
            raise RuleBroken(_("โปรดเลือกว่าแจ้งอย่างไร"), field="how")

    def handle(self, actor: Any, subject: Case) -> Case:
        """Close all that waits for an officer: it was told in one word."""
        told = {"state": PersonNotice.State.TOLD, "channel": self.how, "sent_at": timezone.now()}
        many = to_be_told(subject).update(**told)
        if not many:
            raise RuleBroken(_("ไม่มีเรื่องที่รอเจ้าหน้าที่แจ้ง หรือแจ้งแล้ว"))
        self.details["told_by_hand"] = [None, f"{self.how}:{many}"]
        return subject

    def announce(self, actor: Any, subject: Case) -> None:
        """Take back what was asked of officers."""
        self.publish(self.name, id=subject.pk)


@dataclass(kw_only=True)
class TakeBackConsent(Command[Case]):
    """Take back the consent that an office reads of the person: it reads nothing from this moment.

    Parameters: `tie_id`, the right; one by law is not the person's to take back.
    """

    abstract: ClassVar[bool] = False
    name = "referrals.take_back_consent"
    without_account = True
    verb = gettext_lazy("ถอนความยินยอมให้หน่วยงานอ่านข้อมูล")
    model = Case
    allowed = may.can_ask_data

    tie_id: int = 0

    def handle(self, actor: Any, subject: Case) -> Case:
        """End the right by the registry's own verb."""
        rows = Tie.objects.living().filter(worker=kept_number(subject.worker_id), ground=Ground.CONSENT)
        if not rows.filter(pk=self.tie_id).exists():
            raise RuleBroken(_("ไม่พบความยินยอมนี้ หรือถอนแล้ว"))
        perform(SYSTEM, WithdrawTie(target_id=self.tie_id))
        self.details["tie"] = [self.tie_id, None]
        return subject
