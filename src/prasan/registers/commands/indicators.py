"""Verbs about indicators: add, change, link to a policy, retire, bring back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.platform.rows import update_rows
from prasan.registers import policy as may
from prasan.registers.commands.frame import FromValues, ToValues, need_reason
from prasan.registers.models import Dimension, Indicator, Policy, Target, WarningLimit

INDICATOR_FIELDS = frozenset(
    {"code", "policy_id", "lead_id", "name_th", "name_en", "unit_th", "unit_en", "decimals", "direction"}
    | {"summing", "frequency", "counted", "may_count_twice", "is_main", "is_people", "minimum_path"}
    | {"numerator_th", "denominator_th", "source_th", "definition_th", "splits", "situation_field", "counts_from"}
)
MOST_DECIMALS = 4
"""Decimals that an indicator may keep: satang and ten-thousandths are the finest that the ministry reports."""


def _judge(subject: Indicator) -> None:
    """Refuse what two indicators of a policy cannot both be, and a ratio without its two parts."""
    if Indicator.objects.filter(code=subject.code).exclude(pk=subject.pk).exists():
        raise RuleBroken(_("มีรหัสนี้แล้ว โปรดใช้รหัสอื่น"), field="code")
    if subject.decimals > MOST_DECIMALS:
        raise RuleBroken(_("ทศนิยมได้ไม่เกิน %(n)s ตำแหน่ง") % {"n": MOST_DECIMALS}, field="decimals")
    unknown = set(subject.splits) - set(Dimension.objects.values_list("code", flat=True)) if subject.splits else None
    if unknown:
        raise RuleBroken(_("ไม่รู้จักมิติการจำแนก %(codes)s") % {"codes": ", ".join(sorted(unknown))}, field="splits")
    if subject.is_people and subject.counted != Indicator.Counted.PEOPLE:
        raise RuleBroken(_("ตัวชี้วัดจำนวนคนต้องนับเป็น “คน”"), field="counted")
    if subject.counts_from and (subject.counted != Indicator.Counted.PEOPLE or subject.decimals):
        raise RuleBroken(_("ตัวชี้วัดที่ระบบนับให้ต้องนับเป็น “คน” และไม่มีทศนิยม"), field="counts_from")
    _judge_place(subject)


def _judge_place(subject: Indicator) -> None:
    """Refuse a second main indicator of a policy, or a second one of people."""
    if subject.policy_id is None or subject.retired_on is not None:
        return
    others = Indicator.objects.filter(policy=subject.policy_id, retired_on=None).exclude(pk=subject.pk)
    if subject.is_main and others.filter(is_main=True).exists():
        raise RuleBroken(_("นโยบายนี้มีตัวชี้วัดหลักแล้ว เลิกใช้ตัวเดิมหรือไม่ทำเครื่องหมายนี้"), field="is_main")
    if subject.is_people and others.filter(is_people=True).exists():
        raise RuleBroken(_("นโยบายนี้มีตัวชี้วัดจำนวนคนแล้ว เลิกใช้ตัวเดิมหรือไม่ทำเครื่องหมายนี้"), field="is_people")


class _Told(Command[Indicator]):
    """Tells the pages of the indicator's policy and the wall."""

    abstract: ClassVar[bool] = True

    def announce(self, actor: Any, subject: Indicator) -> None:
        """Tell the policy's pages and the wall."""
        self.publish(self.name, "wall", *(() if subject.policy_id is None else (f"policy:{subject.policy_id}",)))


@dataclass(kw_only=True)
class AddIndicator(FromValues):
    """Add what is measured of a policy."""

    name = "registers.add_indicator"
    verb = _("เพิ่มตัวชี้วัด")
    model = Indicator
    allowed = may.can_change_indicator
    fields = INDICATOR_FIELDS

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what two indicators of a policy cannot both be."""
        _judge(subject)


@dataclass(kw_only=True)
class ChangeIndicator(ToValues):
    """Change an indicator; its unit and kind of sum stay once figures exist, else they would change meaning."""

    name = "registers.change_indicator"
    verb = _("แก้ไขตัวชี้วัด")
    model = Indicator
    allowed = may.can_change_indicator
    fields = INDICATOR_FIELDS - {"code", "policy_id"}
    meaning: ClassVar[frozenset[str]] = frozenset(
        {"decimals", "summing", "direction", "counted", "unit_th", "frequency"}
    )

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse to change what the figures mean after some were reported."""
        changed = {name for name in self.meaning & set(self.values) if getattr(subject, name) != self.values[name]}
        if changed and subject.figures.exists():  # type: ignore[attr-defined]
            raise RuleBroken(
                _("ตัวชี้วัดนี้มีค่ารายงานแล้ว จึงเปลี่ยนหน่วย ทิศทาง ความถี่ หรือวิธีรวมไม่ได้ โปรดเพิ่มตัวชี้วัดใหม่แทน"),
                field=sorted(changed)[0],
            )

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what two indicators of a policy cannot both be."""
        _judge(subject)

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Change it; targets are written anew in the new scale."""
        before: int = subject.decimals  # type: ignore[attr-defined]
        changed = super().handle(actor, subject)
        shift: int = subject.decimals - before  # type: ignore[attr-defined]
        if shift:
            rows = list(subject.targets.select_for_update(of=("self",)).order_by("pk"))  # type: ignore[attr-defined]
            for row in rows:
                _rescale(row, shift)
            update_rows(rows, ["value", "path", "baseline"])
            _rescale_limit(subject, shift)
        return changed


def _rescale_limit(indicator: models.Model, shift: int) -> None:
    """Write the limit of an indicator with more or fewer decimals; no figure stands beside it yet."""
    for one in WarningLimit.objects.select_for_update().filter(indicator=indicator):
        for side in ("above", "below"):
            value = getattr(one, side)
            setattr(one, side, None if value is None else round(value * 10**shift))
        one.save(update_fields=["above", "below"])


def _rescale(target: Target, shift: int) -> None:
    """Write a target's numbers with more or fewer decimals; RuleBroken where digits would be lost."""

    def moved(value: int) -> int:
        if shift > 0:
            return value * 10**shift
        kept, lost = divmod(value, 10**-shift)
        if lost:
            raise RuleBroken(_("มีเป้าหมายที่ใช้ทศนิยมละเอียดกว่านี้ โปรดแก้เป้าหมายก่อน"), field="decimals")
        return kept

    target.value, target.path = moved(target.value), [moved(one) for one in target.path]
    target.baseline = None if target.baseline is None else moved(target.baseline)


@dataclass(kw_only=True)
class LinkIndicator(_Told):
    """Link an indicator to a policy (ผูกตัวชี้วัดกับนโยบาย): its targets and figures come along."""

    name = "registers.link_indicator"
    verb = _("ผูกตัวชี้วัดกับนโยบาย")
    model = Indicator
    allowed = may.can_change_indicator

    policy_id: int | None = None

    def check(self, actor: Any, subject: Indicator) -> None:
        """Refuse a policy that is not there, is withdrawn or somebody else's, or has such an indicator already."""
        if self.policy_id is None:
            raise RuleBroken(_("โปรดเลือกนโยบาย"), field="policy")
        wanted = Policy.objects.visible_to(actor).filter(pk=self.policy_id).first()
        if wanted is None or wanted.withdrawn_on is not None:
            raise RuleBroken(_("ไม่พบนโยบายนี้ หรือถูกถอนแล้ว"), field="policy")
        refusal = may.can_change_policy(actor, wanted)
        if refusal is not None:
            raise RuleBroken(refusal, field="policy")
        moved = Indicator(pk=subject.pk, policy=wanted, is_main=subject.is_main, is_people=subject.is_people)
        try:
            _judge_place(moved)
        except RuleBroken as broken:
            raise RuleBroken(broken.text, field="policy") from broken

    def handle(self, actor: Any, subject: Indicator) -> Indicator:
        """Link it."""
        subject.policy = Policy.objects.get(pk=self.policy_id or 0)
        subject.save(update_fields=["policy"])
        return subject


@dataclass(kw_only=True)
class RetireIndicator(_Told):
    """Retire an indicator (เลิกใช้ตัวชี้วัด) from today, with the reason: not asked for any more, figures stay."""

    name = "registers.retire_indicator"
    verb = _("เลิกใช้ตัวชี้วัด")
    model = Indicator
    allowed = may.can_change_indicator

    def check(self, actor: Any, subject: Indicator) -> None:
        """Ask for the reason; refuse it twice."""
        need_reason(self.reason)
        if subject.retired_on is not None:
            raise RuleBroken(_("ตัวชี้วัดนี้เลิกใช้แล้ว"))

    def handle(self, actor: Any, subject: Indicator) -> Indicator:
        """Retire it."""
        subject.retired_on, subject.retired_why = timezone.localdate(), need_reason(self.reason)
        subject.save(update_fields=["retired_on", "retired_why"])
        return subject


@dataclass(kw_only=True)
class ReinstateIndicator(_Told):
    """Take a retired indicator back into use."""

    name = "registers.reinstate_indicator"
    verb = _("นำตัวชี้วัดกลับมาใช้")
    model = Indicator
    allowed = may.can_change_indicator

    def check(self, actor: Any, subject: Indicator) -> None:
        """Refuse one in use, or whose place another one has taken."""
        if subject.retired_on is None:
            raise RuleBroken(_("ตัวชี้วัดนี้ยังใช้อยู่"))
        subject.retired_on, subject.retired_why = None, ""
        _judge_place(subject)

    def handle(self, actor: Any, subject: Indicator) -> Indicator:
        """Take it back."""
        subject.save(update_fields=["retired_on", "retired_why"])
        return subject
