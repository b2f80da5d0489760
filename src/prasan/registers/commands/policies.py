"""Verbs about policies: add, change, name the owner, withdraw, bring back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Person
from prasan.platform.commands import Command, RuleBroken
from prasan.registers import policy as may
from prasan.registers.commands.frame import FromValues, ToValues, need_reason
from prasan.registers.models import Policy

POLICY_FIELDS = frozenset(
    {"policy_set_id", "axis", "number", "name_th", "name_en", "short_th", "short_en", "why_th"}
    | {"strategy_id", "lead_id", "headline", "classification"}
)


def _judge(actor: Any, subject: Policy) -> None:
    """Refuse a number or a place on the wall that is taken, and a class that the actor could not read."""
    others = Policy.objects.filter(policy_set=subject.policy_set_id).exclude(pk=subject.pk)
    if others.filter(axis=subject.axis, number=subject.number).exists():
        told = {"number": subject.number, "axis": subject.get_axis_display()}
        raise RuleBroken(_("มีข้อ %(number)s ใน %(axis)s ของชุดนี้แล้ว") % told, field="number")
    if subject.headline is not None and others.filter(headline=subject.headline, withdrawn_on=None).exists():
        raise RuleBroken(_("มีนโยบายอื่นใช้ลำดับนี้บนจอภาพรวมแล้ว"), field="headline")
    if not getattr(actor, "is_system", False) and subject.classification > actor.scope.clearance:
        raise RuleBroken(_("กำหนดชั้นความลับสูงกว่าที่ตำแหน่งของท่านอ่านได้ไม่ได้"), field="classification")
    if subject.classification and subject.headline is not None:
        raise RuleBroken(_("นโยบายที่มีชั้นความลับขึ้นจอภาพรวมไม่ได้ โปรดเว้นว่าง"), field="headline")


@dataclass(kw_only=True)
class AddPolicy(FromValues):
    """Add a policy to a set, on one of the three axes."""

    name = "registers.add_policy"
    verb = _("เพิ่มนโยบาย")
    model = Policy
    allowed = may.can_manage_policies
    fields = POLICY_FIELDS

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a number that is taken or a class above the actor's own."""
        _judge(actor, subject)


@dataclass(kw_only=True)
class ChangePolicy(ToValues):
    """Change the words, the place in the chain, the lead agency or the class of a policy."""

    name = "registers.change_policy"
    verb = _("แก้ไขนโยบาย")
    model = Policy
    allowed = may.can_change_policy
    fields = POLICY_FIELDS - {"policy_set_id"}

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a number that is taken or a class above the actor's own."""
        _judge(actor, subject)


@dataclass(kw_only=True)
class SetOwner(Command[Policy]):
    """Name the person who answers for a policy (ผู้รับผิดชอบนโยบาย)."""

    name = "registers.set_owner"
    verb = _("กำหนดผู้รับผิดชอบนโยบาย")
    model = Policy
    allowed = may.can_change_policy

    owner_id: int | None = None

    def check(self, actor: Any, subject: Policy) -> None:
        """Refuse somebody whose account is closed."""
        if self.owner_id is not None and not Person.objects.active().filter(pk=self.owner_id).exists():
            raise RuleBroken(_("บุคคลนี้ไม่มีบัญชีที่ใช้งานอยู่ โปรดเลือกคนอื่น"), field="owner")

    def handle(self, actor: Any, subject: Policy) -> Policy:
        """Set the owner."""
        subject.owner_id = self.owner_id
        subject.save(update_fields=["owner"])
        return subject


@dataclass(kw_only=True)
class WithdrawPolicy(Command[Policy]):
    """Withdraw a policy (ถอนนโยบาย) from a day, with the reason: it leaves wall and reports, its history stays."""

    name = "registers.withdraw_policy"
    verb = _("ถอนนโยบาย")
    model = Policy
    allowed = may.can_change_policy

    on: dt.date | None = None

    def check(self, actor: Any, subject: Policy) -> None:
        """Ask for the reason; refuse it twice."""
        need_reason(self.reason)
        if subject.withdrawn_on is not None:
            raise RuleBroken(_("นโยบายนี้ถูกถอนแล้ว"))

    def handle(self, actor: Any, subject: Policy) -> Policy:
        """Withdraw it; by default from today."""
        subject.withdrawn_on = self.on or timezone.localdate()
        subject.withdrawn_why = need_reason(self.reason)
        subject.save(update_fields=["withdrawn_on", "withdrawn_why"])
        return subject

    def announce(self, actor: Any, subject: Policy) -> None:
        """Tell the policy's pages and the wall."""
        self.publish(self.name, "wall", *subject.topics(), id=subject.pk)


@dataclass(kw_only=True)
class RestorePolicy(Command[Policy]):
    """Bring a withdrawn policy back."""

    name = "registers.restore_policy"
    verb = _("นำนโยบายกลับมาใช้")
    model = Policy
    allowed = may.can_change_policy

    def check(self, actor: Any, subject: Policy) -> None:
        """Refuse one that is in use, or whose place on the wall was given away."""
        if subject.withdrawn_on is None:
            raise RuleBroken(_("นโยบายนี้ยังใช้อยู่"))
        subject.withdrawn_on, subject.withdrawn_why = None, ""
        _judge(actor, subject)

    def handle(self, actor: Any, subject: Policy) -> Policy:
        """Bring it back."""
        subject.save(update_fields=["withdrawn_on", "withdrawn_why"])
        return subject

    def announce(self, actor: Any, subject: Policy) -> None:
        """Tell the policy's pages and the wall."""
        self.publish(self.name, "wall", *subject.topics(), id=subject.pk)
