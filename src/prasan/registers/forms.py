"""Forms of the registers: the strategy chain, policy sets, policies, indicators; choices are given by the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.directory.roles import Classification
from prasan.registers.models import CountedFrom, Indicator, Policy, SituationField, Strategy

Choices = list[tuple[Any, Any]]
CODE_HELP = _("อักษรอังกฤษ ตัวเลข ขีด เว้นว่างให้ระบบตั้งให้")
NONE = ("", "–")
LONG = {"rows": 2}


class Chosen(forms.Form):
    """A form whose lists of choices come from the page: `choices` by field name."""

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    def __init__(self, *args: Any, choices: dict[str, Choices] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (choices or {}).items():
            if name in self.fields:
                self.fields[name].choices = found  # type: ignore[attr-defined]

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """Return the fields under their headings; what no group names comes last."""
        named = {name for _heading, names in self.groups for name in names}
        found = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups]
        return [*found, ("", [self[name] for name in self.fields if name not in named])]

    def key_of(self, name: str) -> int | None:
        """Return a chosen key, None where nothing is chosen."""
        value = self.cleaned_data.get(name)
        return int(value) if value not in (None, "") else None


class StrategyForm(Chosen):
    """A link of the chain above policies."""

    level = forms.ChoiceField(label=_("ระดับ"), choices=Strategy.Level.choices, widget=forms.RadioSelect)
    name_th = forms.CharField(label=_("ชื่อ"), max_length=400, widget=forms.Textarea(attrs=LONG))
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=400)
    parent = forms.ChoiceField(
        label=_("อยู่ใต้"), required=False, help_text=_("แผนแม่บทอยู่ใต้ยุทธศาสตร์ชาติ แผนกระทรวงอยู่ใต้แผนแม่บท")
    )
    source = forms.CharField(label=_("ที่มา"), required=False, max_length=300)
    code = forms.SlugField(label=_("รหัส"), required=False, max_length=40, help_text=CODE_HELP)

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given.pop("parent"), given.pop("code", None)
        return given | {"parent_id": self.key_of("parent")}


class PolicySetForm(Chosen):
    """A set of policies as it was handed down."""

    name_th = forms.CharField(label=_("ชื่อชุดนโยบาย"), max_length=400, widget=forms.Textarea(attrs=LONG))
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=400)
    giver_th = forms.CharField(label=_("ผู้มอบ"), max_length=200, help_text=_("ชื่อและตำแหน่ง เช่น รัฐมนตรีว่าการกระทรวงแรงงาน"))
    giver_en = forms.CharField(label=_("ผู้มอบ (ภาษาอังกฤษ)"), required=False, max_length=200)
    given_on = DateField(label=_("วันที่มอบ"), required=False, help_text=_("เช่น 2 ธ.ค. 2560 ต้องมีก่อนประกาศใช้"))
    fiscal_year = forms.IntegerField(label=_("ปีงบประมาณ"), min_value=2500, max_value=2700, help_text=_("พ.ศ. เช่น 2570"))
    version = forms.IntegerField(
        label=_("ฉบับที่"), required=False, min_value=1, max_value=99, help_text=_("เว้นว่างให้เป็นฉบับถัดไปของปี")
    )
    replaces = forms.ChoiceField(
        label=_("แทนชุดเดิม"), required=False,
        help_text=_("เมื่อประกาศใช้ รายงานของเดือนต่อไปจะถามตามชุดใหม่ เดือนที่ผ่านมายังถามตามชุดเดิม"),
    )  # fmt: skip
    carry = forms.BooleanField(
        label=_("ยกนโยบายของชุดเดิมมาเป็นร่าง"), required=False, help_text=_("ข้อความ สายนโยบาย เจ้าภาพ และผู้รับผิดชอบ")
    )
    source = forms.CharField(label=_("ที่มา"), required=False, max_length=300, help_text=_("เลขที่หนังสือหรือเอกสาร"))
    code = forms.SlugField(label=_("รหัส"), required=False, max_length=40, help_text=CODE_HELP)

    def clean_code(self) -> str:
        """Refuse the one word that is an address of its own."""
        code: str = self.cleaned_data["code"]
        if code == "add":
            raise forms.ValidationError(_("ใช้รหัสนี้ไม่ได้ โปรดใช้รหัสอื่น"))
        return code

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        for name in ("replaces", "carry", "code"):
            given.pop(name, None)
        return given | {"replaces_id": self.key_of("replaces")}


class PolicyForm(Chosen):
    """One policy of a set."""

    axis = forms.ChoiceField(label=_("ด้าน"), choices=Policy.Axis.choices, widget=forms.RadioSelect)
    number = forms.IntegerField(label=_("ข้อที่"), min_value=1, max_value=999)
    name_th = forms.CharField(label=_("ข้อความนโยบาย"), max_length=400, widget=forms.Textarea)
    name_en = forms.CharField(
        label=_("ข้อความภาษาอังกฤษ"), required=False, max_length=400, widget=forms.Textarea(attrs=LONG)
    )
    short_th = forms.CharField(
        label=_("ชื่อสั้น"), required=False, max_length=80, help_text=_("ใช้บนจอภาพรวมและหัวตาราง ไม่เกิน 80 ตัวอักษร")
    )
    short_en = forms.CharField(label=_("ชื่อสั้นภาษาอังกฤษ"), required=False, max_length=80)
    why_th = forms.CharField(label=_("ความเป็นมา"), required=False, widget=forms.Textarea)
    strategy = forms.ChoiceField(label=_("อยู่ใต้ยุทธศาสตร์หรือแผน"), required=False)
    lead = forms.ChoiceField(label=_("เจ้าภาพ"), required=False)
    headline = forms.IntegerField(
        label=_("ลำดับบนจอภาพรวม"), required=False, min_value=1, max_value=99, help_text=_("เว้นว่างหากไม่ขึ้นแถบตัวเลขหลัก")
    )
    classification = forms.TypedChoiceField(
        label=_("ชั้นความลับ"), coerce=int, widget=forms.RadioSelect, initial="0",
        help_text=_("ชั้นลับขึ้นไปไม่ขึ้นจอภาพรวมและไม่ถามในรายงานประจำเดือน บันทึกก่อนกำหนดชั้นยังอ่านได้"),
    )  # fmt: skip
    groups = (
        (_("ข้อความ"), ("axis", "number", "name_th", "name_en", "short_th", "short_en", "why_th")),
        (_("การเชื่อมโยง"), ("strategy", "lead")),
        (_("การแสดงผล"), ("headline", "classification")),
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given.pop("strategy"), given.pop("lead")
        return given | {"strategy_id": self.key_of("strategy"), "lead_id": self.cleaned_data["lead"] or None}


def classes_up_to(clearance: int) -> Choices:
    """Return the classes that a seat may set: those that it may read."""
    return [(value, label) for value, label in Classification.choices if value <= clearance]


COUNTING = (
    "counted", "unit_th", "unit_en", "decimals", "direction", "summing", "numerator_th", "denominator_th",
)  # fmt: skip


class IndicatorForm(Chosen):
    """What is measured of a policy."""

    name_th = forms.CharField(label=_("ชื่อตัวชี้วัด"), max_length=400)
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=400)
    counted = forms.ChoiceField(label=_("นับอะไร"), choices=Indicator.Counted.choices)
    unit_th = forms.CharField(label=_("หน่วยนับ"), max_length=60, help_text=_("เช่น คน แห่ง ร้อยละ"))
    unit_en = forms.CharField(label=_("หน่วยนับภาษาอังกฤษ"), required=False, max_length=60)
    decimals = forms.IntegerField(label=_("ทศนิยม"), initial=0, min_value=0, max_value=4, help_text=_("0 ถึง 4 ตำแหน่ง"))
    direction = forms.TypedChoiceField(
        label=_("ทิศทาง"), coerce=int, choices=Indicator.Direction.choices, widget=forms.RadioSelect, initial=1
    )
    summing = forms.ChoiceField(
        label=_("วิธีรวม"), choices=Indicator.Sum.choices, widget=forms.RadioSelect, initial="sum"
    )
    numerator_th = forms.CharField(
        label=_("ตัวตั้ง"), required=False, max_length=200, help_text=_("เฉพาะอัตราส่วน เช่น ผู้ได้งานทำ")
    )
    denominator_th = forms.CharField(
        label=_("ตัวหาร"), required=False, max_length=200, help_text=_("เฉพาะอัตราส่วน เช่น ผู้จบการฝึกทั้งหมด")
    )
    frequency = forms.ChoiceField(
        label=_("ความถี่"),
        choices=Indicator.Frequency.choices,
        initial=Indicator.Frequency.MONTH,
        help_text=_("ไตรมาส ครึ่งปี และปี ถามในรายงานของเดือนสุดท้ายของงวด รายวันและรายสัปดาห์รวมเป็นตัวเลขของเดือน"),
    )
    splits = forms.MultipleChoiceField(
        label=_("ให้แยกตาม"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("หน่วยงานกรอกยอดรวมและกลุ่มย่อย ส่วนต้องรวมเท่ายอด"),
    )  # fmt: skip
    situation_field = forms.ChoiceField(
        label=_("ช่องของรายงานสถานการณ์แรงงาน"), required=False, choices=[NONE, *SituationField.choices],
        help_text=_("เลือกเมื่อเป็นตัวเลขเดียวกัน ระบบจะตรวจว่าเข้ากันกับช่องอื่น เช่น แรงงานนอกระบบไม่เกินผู้มีงานทำ"),
    )  # fmt: skip
    counts_from = forms.ChoiceField(
        label=_("ระบบนับให้จาก"), required=False, choices=[NONE, *CountedFrom.choices],
        help_text=_("เมื่อเลือก แบบรายงานจะแสดงจำนวนที่นับได้จากทะเบียนและการส่งต่อไว้ข้างช่องกรอก"),
    )  # fmt: skip
    lead = forms.ChoiceField(label=_("เจ้าภาพ"), required=False, help_text=_("หน่วยงานของกรมนี้ในทุกจังหวัดเป็นผู้รายงาน"))
    is_main = forms.BooleanField(
        label=_("เป็นตัวชี้วัดหลักของนโยบาย"), required=False, help_text=_("สถานะของนโยบายคำนวณจากตัวนี้")
    )
    is_people = forms.BooleanField(
        label=_("เป็นจำนวนคนที่ได้ประโยชน์"), required=False, help_text=_("แสดงข้างผลทุกแห่ง ต้องนับเป็นคน")
    )
    may_count_twice = forms.BooleanField(label=_("อาจนับซ้ำ"), required=False)
    source_th = forms.CharField(label=_("แหล่งข้อมูล"), required=False, max_length=300)
    definition_th = forms.CharField(
        label=_("คำนิยาม"), required=False, widget=forms.Textarea, help_text=_("นับใคร เมื่อใด จากหลักฐานใด")
    )
    code = forms.SlugField(label=_("รหัส"), required=False, max_length=40, help_text=CODE_HELP)
    groups = (
        (_("วัดอะไร"), ("name_th", "name_en", "definition_th", "source_th")),
        (_("นับและรวมอย่างไร"), COUNTING),
        (_("ใครรายงาน เมื่อใด"), ("lead", "frequency", "splits", "situation_field", "counts_from")),
        (_("ใช้กับนโยบายอย่างไร"), ("is_main", "is_people", "may_count_twice")),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for both parts of a ratio."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("summing") == Indicator.Sum.RATIO:
            for name in ("numerator_th", "denominator_th"):
                if not given.get(name):
                    self.add_error(name, _("อัตราส่วนต้องบอกตัวตั้งและตัวหาร"))
        return given

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given.pop("lead"), given.pop("code", None)
        return given | {"lead_id": self.cleaned_data["lead"] or None}


class WithdrawForm(forms.Form):
    """From when a policy is withdrawn, and why."""

    on = DateField(label=_("ถอนตั้งแต่วันที่"), required=False, help_text=_("เว้นว่างคือวันนี้"))
    reason = forms.CharField(label=_("เหตุผล"), max_length=300)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("เหตุผล"), max_length=300)


class LinkForm(Chosen):
    """The policy that an indicator belongs to."""

    policy = forms.ChoiceField(label=_("นโยบาย"))
