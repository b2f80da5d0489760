"""Verbs about the strategy chain and about policy sets: prepare one, announce it, take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.registers import policy as may
from prasan.registers.commands.frame import FromValues, ToValues, known, need_reason
from prasan.registers.models import Indicator, Policy, PolicySet, Strategy

STRATEGY_FIELDS = frozenset({"code", "level", "parent_id", "name_th", "name_en", "source"})
SET_FIELDS = frozenset(
    {"code", "name_th", "name_en", "giver_th", "giver_en", "given_on", "fiscal_year", "version"}
    | {"replaces_id", "is_demo", "source"}
)
LEVELS = [str(one) for one in Strategy.Level]
"""Levels of the chain, the highest first; a link stands under one of its own level or above."""


def _judge_strategy(subject: Strategy) -> None:
    """Refuse a place in the chain that cannot be: a code that is taken, a parent of another level."""
    same = Strategy.objects.filter(code=subject.code).exclude(pk=subject.pk)
    if same.exists():
        raise RuleBroken(_("มีรหัสนี้แล้ว โปรดใช้รหัสอื่น"), field="code")
    parent = subject.parent
    if parent is None:
        return
    if LEVELS.index(parent.level) > LEVELS.index(subject.level):
        raise RuleBroken(_("รายการที่อยู่เหนือขึ้นไปต้องไม่ต่ำกว่าระดับของรายการนี้"), field="parent")
    above: Strategy | None = parent
    while above is not None:
        if above.pk == subject.pk:
            raise RuleBroken(_("รายการนี้อยู่เหนือรายการที่เลือก จึงอยู่ใต้กันไม่ได้"), field="parent")
        above = above.parent


@dataclass(kw_only=True)
class AddStrategy(FromValues):
    """Add a link to the chain: national strategy, master plan or ministry plan."""

    name = "registers.add_strategy"
    verb = _("เพิ่มยุทธศาสตร์หรือแผน")
    model = Strategy
    allowed = may.can_manage_policies
    fields = STRATEGY_FIELDS

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a place in the chain that cannot be."""
        _judge_strategy(subject)


@dataclass(kw_only=True)
class ChangeStrategy(ToValues):
    """Change the words or the place of a link of the chain."""

    name = "registers.change_strategy"
    verb = _("แก้ไขยุทธศาสตร์หรือแผน")
    model = Strategy
    allowed = may.can_manage_policies
    fields = STRATEGY_FIELDS - {"code"}

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a place in the chain that cannot be."""
        _judge_strategy(subject)


def _judge_set(subject: PolicySet) -> None:
    """Refuse a version that the year has already, and a replaced set of another year or that replaces this one."""
    same = PolicySet.objects.filter(
        fiscal_year=subject.fiscal_year, version=subject.version, is_demo=subject.is_demo
    ).exclude(pk=subject.pk)
    if same.exists():
        told = {"year": subject.fiscal_year, "version": subject.version}
        raise RuleBroken(_("ปีงบประมาณ %(year)s มีฉบับที่ %(version)s แล้ว โปรดใช้เลขฉบับถัดไป") % told, field="version")
    if PolicySet.objects.filter(code=subject.code).exclude(pk=subject.pk).exists():
        raise RuleBroken(_("มีรหัสนี้แล้ว โปรดใช้รหัสอื่น"), field="code")
    older = subject.replaces
    if older is None:
        return
    if subject.pk is not None and subject.pk in {older.pk, older.replaces_id}:
        raise RuleBroken(_("ชุดนโยบายแทนตัวเองไม่ได้"), field="replaces")
    if older.fiscal_year != subject.fiscal_year:
        raise RuleBroken(_("ชุดที่ถูกแทนต้องเป็นของปีงบประมาณเดียวกัน"), field="replaces")


@dataclass(kw_only=True)
class AddPolicySet(FromValues):
    """Begin a set of policies as it is handed down: giver, day, fiscal year, version; a draft until announced.

    `carry` brings the policies of the replaced set over: their words, place in the chain, lead and owner.
    """

    name = "registers.add_policy_set"
    verb = _("เพิ่มชุดนโยบาย")
    model = PolicySet
    allowed = may.can_manage_policies
    fields = SET_FIELDS
    carry: bool = False

    def build(self, actor: Any) -> Any:
        """Return the set, a draft."""
        found: Any = super().build(actor)
        found.is_draft = True
        return found

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse a set that the year has already."""
        _judge_set(subject)
        if self.carry and subject.replaces is None:
            raise RuleBroken(_("เลือกชุดที่ถูกแทนก่อน จึงจะยกนโยบายมาได้"), field="carry")

    def handle(self, actor: Any, subject: Any) -> Any:
        """Save it, with the policies brought over."""
        subject = super().handle(actor, subject)
        if self.carry:
            rows = list(Policy.objects.visible_to(actor).filter(policy_set=subject.replaces, withdrawn_on=None))
            for row in rows:
                row.pk, row._state.adding, row.policy_set = None, True, subject
            Policy.objects.bulk_create(rows)
            self.details["policies"] = [None, len(rows)]
        return subject


@dataclass(kw_only=True)
class ChangePolicySet(ToValues):
    """Change what is known of a set: words, giver, day, year, version, the set it replaces."""

    name = "registers.change_policy_set"
    verb = _("แก้ไขชุดนโยบาย")
    model = PolicySet
    allowed = may.can_manage_policies
    fields = SET_FIELDS - {"code", "is_demo"}

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what the year has already, and to take the day of a set that is announced."""
        _judge_set(subject)
        if not subject.is_draft and subject.given_on is None:
            raise RuleBroken(_("ชุดที่ประกาศใช้แล้วต้องมีวันที่มอบ"), field="given_on")

    def announce(self, actor: Any, subject: Any) -> None:
        """Tell the wall: another set may be in force."""
        self.publish(self.name, "wall", id=subject.pk)


@dataclass(kw_only=True)
class AnnouncePolicySet(Command[PolicySet]):
    """Announce a set (ประกาศใช้): from the day it was handed down it is in force, and reports ask for it."""

    name = "registers.announce_policy_set"
    verb = _("ประกาศใช้ชุดนโยบาย")
    model = PolicySet
    allowed = may.can_manage_policies

    def check(self, actor: Any, subject: PolicySet) -> None:
        """Refuse one without a day or without policies."""
        if not subject.is_draft:
            raise RuleBroken(_("ชุดนี้ประกาศใช้แล้ว"))
        if subject.given_on is None:
            raise RuleBroken(_("ใส่วันที่มอบก่อนประกาศใช้"), field="given_on")
        if not subject.policies.filter(withdrawn_on=None).exists():
            raise RuleBroken(_("ชุดนี้ยังไม่มีนโยบาย เพิ่มอย่างน้อยหนึ่งข้อก่อนประกาศใช้"))

    def handle(self, actor: Any, subject: PolicySet) -> PolicySet:
        """Put it in force."""
        subject.is_draft = False
        subject.save(update_fields=["is_draft"])
        return subject

    def announce(self, actor: Any, subject: PolicySet) -> None:
        """Tell the wall."""
        self.publish(self.name, "wall", id=subject.pk)


@dataclass(kw_only=True)
class RecallPolicySet(Command[PolicySet]):
    """Take an announced set back to preparation (ถอนประกาศ), with the reason; figures stay as they are."""

    name = "registers.recall_policy_set"
    verb = _("ถอนประกาศชุดนโยบาย")
    model = PolicySet
    allowed = may.can_manage_policies

    def check(self, actor: Any, subject: PolicySet) -> None:
        """Ask for the reason; refuse one on which units have reported: that one is replaced instead."""
        if subject.is_draft:
            raise RuleBroken(_("ชุดนี้ยังไม่ได้ประกาศใช้"))
        need_reason(self.reason)
        reported = Indicator.objects.filter(policy__policy_set=subject, figures__isnull=False)
        if reported.exists():
            raise RuleBroken(_("มีหน่วยงานรายงานผลของชุดนี้แล้ว จึงถอนประกาศไม่ได้ โปรดเพิ่มชุดใหม่ที่แทนชุดนี้"))

    def handle(self, actor: Any, subject: PolicySet) -> PolicySet:
        """Make it a draft again."""
        subject.is_draft = True
        subject.save(update_fields=["is_draft"])
        return subject

    def announce(self, actor: Any, subject: PolicySet) -> None:
        """Tell the wall."""
        self.publish(self.name, "wall", id=subject.pk)


@dataclass(kw_only=True)
class LoadPolicySet(Command[PolicySet]):
    """Write a policy set of a reference pack with its policies (the pack's own door)."""

    name = "registers.load_policy_set"
    verb = _("โหลดชุดนโยบาย")
    model = PolicySet
    allowed = may.only_system

    values: dict[str, Any] = field(default_factory=dict)
    policies: list[dict[str, Any]] = field(default_factory=list)

    def subject(self, actor: Any) -> PolicySet:
        """Return the set of this code, or a new one."""
        code = self.values["code"]
        return PolicySet.objects.select_for_update().filter(code=code).first() or PolicySet(code=code)

    def handle(self, actor: Any, subject: PolicySet) -> PolicySet:
        """Write the set, then its policies by axis and number; owners and headlines set by hand stay."""
        for name, value in known(self.values, SET_FIELDS).items():
            setattr(subject, name, value)
        subject.save()
        rows = [Policy(policy_set=subject, **one) for one in self.policies]
        fields = sorted({name for one in self.policies for name in one} - {"axis", "number"})
        Policy.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["policy_set", "axis", "number"], update_fields=fields
        )
        self.details["policies"] = [None, len(rows)]
        return subject
