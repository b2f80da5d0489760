"""Forms of the room: a brief, one of its items, a question and its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.registers.forms import Chosen
from prasan.understanding.models.briefs import LONGEST, MOST_OPTIONS, Group

PART = {"rows": 4, "maxlength": LONGEST}


def _part(label: Any, hint: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs=PART), help_text=hint)


class BriefForm(Chosen):
    """The four parts of a brief, for whom, and by when."""

    policy = forms.ChoiceField(label=_("นโยบาย"))
    aim = _part(_("เพื่ออะไร"), _("หนึ่งหรือสองประโยค ไม่เกิน 600 ตัวอักษร"))
    people = _part(_("ใครได้ประโยชน์"), _("ประชาชนกลุ่มใด กี่คน ที่ไหน และยั่งยืนหรือไม่"))
    work = _part(_("ใครต้องทำอะไร"), _("แยกตามหน่วยงาน จังหวัดทำอะไร กรมทำอะไร"))
    measure = _part(_("วัดผลอย่างไร"), _("ตัวชี้วัด เป้าหมาย และสิ่งที่ไม่นับ"))
    due = DateField(label=_("วันเริ่มงาน"), help_text=_("ต้องเข้าใจตรงกันก่อนถึงวันนี้"))
    audience = forms.MultipleChoiceField(label=_("กลุ่มผู้รับรู้"), choices=Group.choices, widget=forms.CheckboxSelectMultiple)
    only_lead = forms.BooleanField(label=_("เฉพาะบุคลากรของกรมเจ้าภาพ"), required=False)

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given["groups"] = given.pop("audience")
        if "policy" in given:
            given["policy_id"] = int(given.pop("policy"))
        return given


class LinesField(forms.CharField):
    """One text a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        """Return the lines that are not empty."""
        return [line.strip() for line in str(super().to_python(value)).splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines; what was typed stays as it was typed."""
        return "\n".join(value) if isinstance(value, list) else value


class ItemForm(Chosen):
    """One thing to understand, its question and the options."""

    text = forms.CharField(
        label=_("ข้อที่ต้องเข้าใจ"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("เขียนเป็นประโยคเดียว เช่น นับเฉพาะผู้ที่ผ่านการฝึกครบชั่วโมง"),
    )  # fmt: skip
    question = forms.CharField(label=_("คำถาม"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    options = LinesField(label=_("ตัวเลือก"), help_text=_("บรรทัดละหนึ่งตัวเลือก 2 ถึง 5 บรรทัด"))
    right = forms.IntegerField(label=_("ตัวเลือกที่ถูกคือลำดับที่"), min_value=1, max_value=MOST_OPTIONS, help_text=_("เช่น 2"))
    why = forms.CharField(
        label=_("คำอธิบายหลังตอบ"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("ผู้ที่ตอบไม่ตรงจะเห็นคำอธิบายนี้"),
    )  # fmt: skip

    def clean_right(self) -> int:
        """Return the place of the right option, counted from nought."""
        return int(self.cleaned_data["right"]) - 1

    def clean(self) -> dict[str, Any]:
        """Say it at its field where the right option is none of the lines."""
        given: dict[str, Any] = super().clean() or {}
        lines, right = given.get("options"), given.get("right")
        if lines and right is not None and right >= len(lines):
            self.add_error("right", _now("มีตัวเลือกเพียง %(n)s ข้อ") % {"n": len(lines)})
        return given

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        return dict(self.cleaned_data)


class QuestionForm(Chosen):
    """A question to the owner of a policy."""

    policy = forms.ChoiceField(label=_("นโยบาย"))
    text = forms.CharField(
        label=_("คำถาม"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("ทุกคนในกระทรวงอ่านได้ ไม่ต้องใส่ชื่อบุคคล"),
    )  # fmt: skip
