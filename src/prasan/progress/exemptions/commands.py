"""Asking that an indicator does not apply, and deciding on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.platform.commands import Command, Create, Refused, RuleBroken, perform
from prasan.progress.items import targets_of
from prasan.progress.models import Exemption
from prasan.registers import policy as registers_policy
from prasan.registers.commands import MarkNotApplicable

OWN_ONLY = _("เฉพาะเจ้าหน้าที่หรือหัวหน้าของหน่วยงานที่ต้องรายงานเท่านั้นที่ขอได้")
ONLY_OWNERS = _("เฉพาะผู้รับผิดชอบนโยบาย กรมเจ้าภาพ หรือศูนย์ปฏิบัติการเท่านั้นที่พิจารณาได้")


def can_ask(actor: Any, exemption: Exemption) -> Any:
    """Allow the officers and the head of the office that would report it."""
    if actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD) and actor.office_id == exemption.office_id:
        return None
    return OWN_ONLY


def can_decide(actor: Any, exemption: Exemption) -> Any:
    """Allow whoever may set the target: the policy's owner, the department that leads it."""
    return None if registers_policy.can_set_target(actor, exemption.target) is None else ONLY_OWNERS


@dataclass(kw_only=True)
class AskExemption(Create[Exemption]):
    """Say that an indicator does not apply to the office's area this fiscal year; somebody decides on it."""

    name = "progress.ask_exemption"
    verb = _("ขอว่าตัวชี้วัดไม่เกี่ยวข้อง")
    model = Exemption
    allowed = can_ask

    office_id: int = 0
    indicator_id: int = 0
    period: int = 0

    def build(self, actor: Any) -> Exemption:
        """Return the request about the target that the office's report of a month asks for."""
        office = Office.objects.filter(pk=self.office_id).first()
        rows = targets_of(office, self.period).filter(indicator_id=self.indicator_id) if office else None
        target = rows.first() if rows is not None else None
        if office is None or target is None:
            raise Refused(_("ไม่พบข้อนี้ในรายงาน"), status=404)
        reason = self.reason.strip()[:300]
        return Exemption(target=target, office=office, reason=reason, asked_by_id=actor.person_id)

    def check(self, actor: Any, subject: Exemption) -> None:
        """Ask for the reason; refuse a second open request."""
        if not subject.reason:
            raise RuleBroken(_("โปรดบอกเหตุผลว่าทำไมตัวชี้วัดนี้ไม่เกี่ยวข้องกับพื้นที่"), field="reason")
        if Exemption.objects.waiting().filter(target=subject.target).exists():
            raise RuleBroken(_("มีคำขอของข้อนี้ที่รอพิจารณาอยู่แล้ว"))

    def announce(self, actor: Any, subject: Exemption) -> None:
        """Tell the office and the policy's pages."""
        self.publish(
            self.name, f"office:{subject.office_id}", f"policy:{subject.target.indicator.policy_id}", id=subject.pk
        )


@dataclass(kw_only=True)
class DecideExemption(Command[Exemption]):
    """Agree that an indicator does not apply, or say why it must be reported."""

    name = "progress.decide_exemption"
    verb = _("พิจารณาคำขอว่าไม่เกี่ยวข้อง")
    model = Exemption
    allowed = can_decide

    accept: bool = False
    answer: str = ""

    def check(self, actor: Any, subject: Exemption) -> None:
        """Refuse what is decided already, and a refusal without its reason."""
        if subject.state != Exemption.State.ASKED:
            raise RuleBroken(_("คำขอนี้พิจารณาแล้ว"))
        if not self.accept and not self.answer.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่ยังต้องรายงาน หน่วยงานจะเห็น"), field="answer")

    def handle(self, actor: Any, subject: Exemption) -> Exemption:
        """Note the decision; where it is agreed the target does not apply from now on, by its own verb."""
        state = Exemption.State.ACCEPTED if self.accept else Exemption.State.REFUSED
        subject.state, subject.answer = state, self.answer.strip()[:300]
        subject.decided_by_id, subject.decided_at = actor.person_id, timezone.now()
        subject.save(update_fields=["state", "answer", "decided_by", "decided_at"])
        if self.accept:
            target = subject.target
            mark = MarkNotApplicable(
                indicator_id=target.indicator_id, area_id=target.area_id, fiscal_year=target.fiscal_year,
                reason=subject.reason,
            )  # fmt: skip
            perform(actor, mark)
        return subject

    def announce(self, actor: Any, subject: Exemption) -> None:
        """Tell the office and the policy's pages."""
        self.publish(
            self.name, f"office:{subject.office_id}", f"policy:{subject.target.indicator.policy_id}", id=subject.pk
        )
