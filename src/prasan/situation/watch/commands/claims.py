"""Verbs about news that may be false: ask for a check, say what it found, correct what is wrong."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.situation.models import Claim, Event
from prasan.situation.watch import policy as may
from prasan.situation.watch.commands.own import own_office, said

CHECK_WITHIN = dt.timedelta(hours=2)
CORRECT_WITHIN = dt.timedelta(hours=4)
"""Clocks of the house: round the clock, since false news does not keep office hours."""


@dataclass(kw_only=True)
class AskCheck(Create[Claim]):
    """Ask to check news about the ministry that may be false; the clock starts now."""

    name: ClassVar[str] = "situation.ask_check"
    verb = _("ขอตรวจสอบข่าวปลอม")
    model = Claim
    allowed = may.can_check_claims

    text: str = ""
    event_id: int | None = None

    def build(self, actor: Any) -> Claim:
        """Return the claim with its first clock."""
        office, now = own_office(actor), timezone.now()
        return Claim(
            office=office, area_id=office.area_id, event_id=self.event_id, text=self.text.strip(),
            asked_by_id=actor.person_id, asked_at=now, check_by=now + CHECK_WITHIN,
        )  # fmt: skip

    def check(self, actor: Any, subject: Claim) -> None:
        """Refuse a claim without words, and an event out of sight."""
        said(self.text, "text", _("โปรดเขียนว่าข่าวอ้างว่าอะไร"))
        if self.event_id is not None and not Event.objects.visible_to(actor).filter(pk=self.event_id).exists():
            raise RuleBroken(_("ไม่พบเหตุการณ์นี้ หรืออยู่นอกขอบเขตของท่าน"), field="event_id")


@dataclass(kw_only=True)
class JudgeClaim(Command[Claim]):
    """Say what the check found, with the evidence; what is false or distorted gets the clock of its correction."""

    name = "situation.judge_claim"
    verb = _("สรุปผลตรวจสอบข่าว")
    model = Claim
    allowed = may.can_check_claims

    verdict: str = ""
    evidence: str = ""

    def check(self, actor: Any, subject: Claim) -> None:
        """Refuse a verdict without evidence, and one after the correction went out."""
        if self.verdict not in set(Claim.Verdict.values) - {""}:
            raise RuleBroken(_("โปรดเลือกผลการตรวจสอบ"), field="verdict")
        said(self.evidence, "evidence", _("โปรดบอกหลักฐานหรือผู้ยืนยัน"))
        if subject.corrected_at is not None:
            raise RuleBroken(_("เผยแพร่คำชี้แจงแล้ว จึงเปลี่ยนผลไม่ได้ หากผลเปลี่ยน โปรดขอตรวจสอบใหม่"))

    def handle(self, actor: Any, subject: Claim) -> Claim:
        """Keep the verdict."""
        now = timezone.now()
        subject.verdict, subject.evidence = self.verdict, self.evidence.strip()
        subject.checked_by_id, subject.checked_at = actor.person_id, now
        subject.correct_by = now + CORRECT_WITHIN if subject.needs_correction() else None
        subject.save()
        return subject


@dataclass(kw_only=True)
class CorrectClaim(Command[Claim]):
    """Note the correction that went out: its words and where."""

    name = "situation.correct_claim"
    verb = _("เผยแพร่คำชี้แจงข่าวปลอม")
    model = Claim
    allowed = may.can_check_claims

    correction: str = ""
    where: str = ""

    def check(self, actor: Any, subject: Claim) -> None:
        """Refuse a correction of what was not found wrong, or without words or place."""
        if not subject.needs_correction():
            raise RuleBroken(_("ข่าวนี้ยังไม่ถูกสรุปว่าเท็จหรือบิดเบือน หรือชี้แจงไปแล้ว"))
        said(self.correction, "correction", _("โปรดเขียนคำชี้แจงที่เผยแพร่"))
        if not self.where.strip() or len(self.where) > 300:
            raise RuleBroken(_("โปรดบอกว่าเผยแพร่ที่ใด ไม่เกิน 300 ตัวอักษร"), field="where")

    def handle(self, actor: Any, subject: Claim) -> Claim:
        """Keep what went out, where, when and by whom."""
        subject.correction, subject.corrected_where = self.correction.strip(), self.where.strip()
        subject.corrected_by_id, subject.corrected_at = actor.person_id, timezone.now()
        subject.save()
        return subject
