"""Verbs about policy sets, policies, indicators, targets and settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Person
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.registers import policy as may
from prasan.registers.models import Indicator, Policy, PolicySet, Setting, Target
from prasan.registers.paths import default_path, path_fault
from prasan.registers.settings import RULES


@dataclass(kw_only=True)
class FromValues(Create[models.Model]):
    """Make a row out of named values; only `fields` are taken, the row is validated before it is saved."""

    abstract: ClassVar[bool] = True
    fields: ClassVar[frozenset[str]] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)

    def build(self, actor: Any) -> models.Model:
        """Return the row, unsaved."""
        return self.model(**_known(self.values, self.fields))

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse what the row's own rules refuse."""
        _validate(subject)


@dataclass(kw_only=True)
class ToValues(Command[models.Model]):
    """Change named values of a row; only `fields` are taken."""

    abstract: ClassVar[bool] = True
    fields: ClassVar[frozenset[str]] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Set the values and save them."""
        values = _known(self.values, self.fields)
        for name, value in values.items():
            setattr(subject, name, value)
        _validate(subject)
        subject.save(update_fields=sorted(values))
        return subject


def _known(values: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    unknown = set(values) - fields
    if unknown:
        raise TypeError(f"unknown fields: {sorted(unknown)}")
    return values


def _validate(subject: models.Model) -> None:
    """Raise RuleBroken with the first thing that a person must mend, naming its field."""
    from django.core.exceptions import ValidationError

    try:
        subject.full_clean()
    except ValidationError as error:
        name, texts = next(iter(error.message_dict.items()))
        raise RuleBroken(texts[0], field="" if name == "__all__" else name, status=409) from error


SET_FIELDS = frozenset(
    {"code", "name_th", "name_en", "giver_th", "giver_en", "given_on", "fiscal_year", "version"}
    | {"replaces_id", "is_demo", "source"}
)
POLICY_FIELDS = frozenset(
    {"policy_set_id", "axis", "number", "name_th", "name_en", "short_th", "short_en", "why_th"}
    | {"strategy_id", "lead_id", "headline"}
)
INDICATOR_FIELDS = frozenset(
    {"code", "policy_id", "lead_id", "name_th", "name_en", "unit_th", "unit_en", "decimals", "direction"}
    | {"summing", "frequency", "counted", "may_count_twice", "is_main", "is_people", "minimum_path"}
    | {"source_th", "definition_th"}
)


@dataclass(kw_only=True)
class AddPolicySet(FromValues):
    """Record a set of policies as it was handed down: giver, day, fiscal year, version."""

    name = "registers.add_policy_set"
    verb = _("เพิ่มชุดนโยบาย")
    model = PolicySet
    allowed = may.can_manage_policies
    fields = SET_FIELDS


@dataclass(kw_only=True)
class AddPolicy(FromValues):
    """Add a policy to a set, on one of the three axes."""

    name = "registers.add_policy"
    verb = _("เพิ่มนโยบาย")
    model = Policy
    allowed = may.can_manage_policies
    fields = POLICY_FIELDS


@dataclass(kw_only=True)
class ChangePolicy(ToValues):
    """Change the words, the place in the chain or the lead agency of a policy."""

    name = "registers.change_policy"
    verb = _("แก้ไขนโยบาย")
    model = Policy
    allowed = may.can_change_policy
    fields = POLICY_FIELDS - {"policy_set_id"}


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
class AddIndicator(FromValues):
    """Add what is measured of a policy."""

    name = "registers.add_indicator"
    verb = _("เพิ่มตัวชี้วัด")
    model = Indicator
    allowed = may.can_change_indicator
    fields = INDICATOR_FIELDS


@dataclass(kw_only=True)
class ChangeIndicator(ToValues):
    """Change an indicator; its unit and kind of sum stay once figures exist, else they would change meaning."""

    name = "registers.change_indicator"
    verb = _("แก้ไขตัวชี้วัด")
    model = Indicator
    allowed = may.can_change_indicator
    fields = INDICATOR_FIELDS - {"code", "policy_id"}
    meaning: ClassVar[frozenset[str]] = frozenset({"decimals", "summing", "direction", "counted", "unit_th"})

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse to change what the figures mean after some were reported."""
        changed = {name for name in self.meaning & set(self.values) if getattr(subject, name) != self.values[name]}
        if changed and subject.figures.exists():  # type: ignore[attr-defined]
            raise RuleBroken(
                _("ตัวชี้วัดนี้มีค่ารายงานแล้ว จึงเปลี่ยนหน่วย ทิศทาง หรือวิธีรวมไม่ได้ โปรดเพิ่มตัวชี้วัดใหม่แทน"),
                field=sorted(changed)[0],
            )


@dataclass(kw_only=True)
class ForTarget(Command[Target]):
    """A verb about the target of an indicator in an area and fiscal year; the row is made when there is none."""

    abstract: ClassVar[bool] = True
    indicator_id: int = 0
    area_id: int = 0
    fiscal_year: int = 0

    def subject(self, actor: Any) -> Target:
        """Return the target, locked, or a new one."""
        # the indicator's lock keeps two people from making the same target twice
        indicator = Indicator.objects.select_for_update(of=("self",)).select_related("policy").get(pk=self.indicator_id)
        keys = {"indicator_id": self.indicator_id, "area_id": self.area_id, "fiscal_year": self.fiscal_year}
        target = Target.objects.select_for_update().filter(**keys).order_by("pk").first() or Target(**keys)
        target.indicator = indicator
        return target

    def check(self, actor: Any, subject: Target) -> None:
        """Refuse an area that does not exist."""
        if not Area.objects.filter(pk=self.area_id).exists():
            raise RuleBroken(_("ไม่พบพื้นที่นี้"), field="area")

    def announce(self, actor: Any, subject: Target) -> None:
        """Tell the policy's pages and the wall."""
        policy_id = subject.indicator.policy_id
        self.publish(self.name, "wall", f"policy:{policy_id}", id=subject.pk)


@dataclass(kw_only=True)
class SetTarget(ForTarget):
    """Set what an area is to reach in a fiscal year, and the path there (twelve months, October first)."""

    name = "registers.set_target"
    verb = _("กำหนดเป้าหมาย")
    model = Target
    allowed = may.can_set_target

    value: int = 0
    path: list[int] | None = None
    baseline: int | None = None
    office_id: int | None = None

    def check(self, actor: Any, subject: Target) -> None:
        """Refuse a path that does not end at the target, or a sum's path that falls."""
        super().check(actor, subject)
        words = {
            "length": _("เส้นทางเป้าหมายต้องมี 12 เดือน"),
            "end": _("ค่าเดือนกันยายนของเส้นทางต้องเท่ากับเป้าหมายทั้งปี"),
            "falls": _("เส้นทางสะสมลดลงไม่ได้ โปรดตรวจเดือนที่น้อยกว่าเดือนก่อน"),
        }
        if self.path is not None:
            fault = path_fault(subject.indicator, self.value, self.path)
            if fault:
                raise RuleBroken(words[fault], field="path")

    def handle(self, actor: Any, subject: Target) -> Target:
        """Write target and path; an area that did not apply applies again."""
        subject.value = self.value
        subject.path = self.path or default_path(subject.indicator, self.value, self.baseline)
        subject.baseline = self.baseline
        subject.applies, subject.reason = True, ""
        if self.office_id is not None:
            subject.office_id = self.office_id
        subject.save()
        return subject


@dataclass(kw_only=True)
class MarkNotApplicable(ForTarget):
    """Say that an indicator has no meaning in an area (ไม่เกี่ยวข้อง), with the reason."""

    name = "registers.mark_not_applicable"
    verb = _("กำหนดว่าไม่เกี่ยวข้อง")
    model = Target
    allowed = may.can_set_target

    def check(self, actor: Any, subject: Target) -> None:
        """Ask for the reason."""
        super().check(actor, subject)
        if not self.reason.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลว่าทำไมตัวชี้วัดนี้ไม่เกี่ยวข้องกับพื้นที่"), field="reason")

    def handle(self, actor: Any, subject: Target) -> Target:
        """Mark it; the former path stays, should the area apply again."""
        subject.applies, subject.reason = False, self.reason.strip()[:300]
        subject.save()
        return subject


@dataclass(kw_only=True)
class ChangeSetting(Command[Setting]):
    """Change a rule of reporting: thresholds, due day, lock."""

    name = "registers.change_setting"
    verb = _("เปลี่ยนค่ากำหนด")
    model = Setting
    allowed = may.can_change_setting

    value: int = 0

    def subject(self, actor: Any) -> Setting:
        """Return the rule's row, or a new one while the default holds."""
        if self.target_id not in RULES:
            raise RuleBroken(_("ไม่รู้จักค่ากำหนดนี้"), status=404)
        return Setting.objects.select_for_update().filter(pk=self.target_id).first() or Setting(code=self.target_id)

    def check(self, actor: Any, subject: Setting) -> None:
        """Refuse a value outside the rule's limits."""
        rule = RULES[self.target_id]
        if not rule.fits(self.value):
            text = _("ค่านี้ต้องเป็นจำนวนเต็มตั้งแต่ %(low)s ถึง %(high)s") % {"low": rule.low, "high": rule.high}
            raise RuleBroken(text, field=self.target_id)

    def handle(self, actor: Any, subject: Setting) -> Setting:
        """Write it."""
        if subject._state.adding:
            self.details[self.target_id] = [RULES[self.target_id].default, self.value]
        else:
            self.details[self.target_id] = [subject.value, self.value]
        subject.value = self.value
        try:
            with transaction.atomic():
                subject.save()
        except IntegrityError as error:
            raise RuleBroken(_("มีผู้เปลี่ยนค่านี้พร้อมกัน โปรดเปิดดูค่าล่าสุด")) from error
        return subject

    def announce(self, actor: Any, subject: Setting) -> None:
        """Tell the wall: a threshold moves every status."""
        self.publish(self.name, "wall", code=subject.pk)


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
        for name, value in _known(self.values, SET_FIELDS).items():
            setattr(subject, name, value)
        subject.save()
        rows = [Policy(policy_set=subject, **one) for one in self.policies]
        fields = sorted({name for one in self.policies for name in one} - {"axis", "number"})
        Policy.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["policy_set", "axis", "number"], update_fields=fields
        )
        self.details["policies"] = [None, len(rows)]
        return subject
