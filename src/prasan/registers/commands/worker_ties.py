"""Verbs about ties: by which right an office uses a person's data, and that it does so no longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Command, Create, Refused, RuleBroken
from prasan.registers import policy_workers as may
from prasan.registers.models import Tie, Worker
from prasan.registers.models.worker_words import Ground, Purpose
from prasan.registers.workers.tied import check_tie


@dataclass(kw_only=True)
class AddTie(Create[Tie]):
    """Tie an office to a person for a purpose: from now on its case workers read the entry."""

    abstract: ClassVar[bool] = False
    name = "registers.add_tie"
    verb = _("เพิ่มฐานการใช้ข้อมูลของแรงงานแก่หน่วยงาน")
    model = Tie
    allowed = may.can_handle

    worker_id: int = 0
    office_id: int = 0
    purpose: str = Purpose.SERVICE
    ground: str = Ground.CONSENT
    notice_version: str = ""

    def build(self, actor: Any) -> Tie:
        """Return the tie; 404 for a person out of scope."""
        rows = Worker.objects.served_by(actor).active().select_for_update(of=("self",), no_key=True)
        worker = rows.filter(pk=self.worker_id).first()
        if worker is None:
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
        return Tie(
            worker=worker, office_id=self.office_id, purpose=self.purpose, ground=self.ground,
            notice_version=self.notice_version.strip(), recorded_by_id=actor.seat_id,
        )  # fmt: skip

    def check(self, actor: Any, subject: Tie) -> None:
        """Refuse one without a right, an office that is not there, and a tie that lives already."""
        check_tie(self.purpose, self.ground, self.notice_version)
        if not Office.objects.filter(pk=self.office_id).exists():
            raise RuleBroken(_("ไม่พบหน่วยงานนี้"), field="office")
        if subject.worker.ties.living().filter(office_id=self.office_id, purpose=self.purpose).exists():
            raise RuleBroken(_("หน่วยงานนี้มีฐานการใช้ข้อมูลเพื่อวัตถุประสงค์นี้อยู่แล้ว"), field="office")


@dataclass(kw_only=True)
class WithdrawTie(Command[Tie]):
    """Withdraw a tie, as the person asked: the office reads nothing from this moment."""

    abstract: ClassVar[bool] = False
    name = "registers.withdraw_tie"
    verb = _("ถอนฐานการใช้ข้อมูลของแรงงานจากหน่วยงาน")
    model = Tie
    allowed = may.can_handle

    def check(self, actor: Any, subject: Tie) -> None:
        """Refuse one that is over."""
        if not subject.lives:
            raise RuleBroken(_("ฐานการใช้ข้อมูลนี้ถอนแล้ว"))

    def handle(self, actor: Any, subject: Tie) -> Tie:
        """End it."""
        Tie.objects.filter(pk=subject.pk).update(withdrawn_at=Now())
        subject.refresh_from_db(fields=["withdrawn_at"])
        return subject
