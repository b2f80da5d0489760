"""Forms of the cascade's head and of an expected activity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.forms import DateField
from prasan.directory.models import Agency
from prasan.kernel.fiscal import fiscal_year, fiscal_year_bounds
from prasan.plans.models import Cascade, Expected
from prasan.plans.pages.forms import DecimalField
from prasan.registers.models import Indicator, Policy
from prasan.registers.policy import can_change_policy


class CascadeForm(forms.Form):
    """What is cascaded: policy and year are chosen once, name, goal and due day can change."""

    policy = forms.ChoiceField(label=gettext_lazy("นโยบาย"))
    fiscal_year = forms.ChoiceField(label=gettext_lazy("ปีงบประมาณ"))
    name_th = forms.CharField(label=gettext_lazy("เรื่องที่ถ่ายทอด"), max_length=300)
    goal_th = forms.CharField(label=gettext_lazy("เป้าหมาย"), max_length=2000, widget=forms.Textarea)
    due = DateField(label=gettext_lazy("ให้จังหวัดตอบภายใน"))

    def __init__(self, *args: Any, actor: Any, cascade: Cascade | None = None, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **more})
        self.fields["name_th"].help_text = _("จะเป็นชื่อโครงการในแผนของจังหวัด")
        self.fields["goal_th"].help_text = _("ใครดีขึ้น กี่คน อย่างไร วัดได้")
        if cascade is not None:
            del self.fields["policy"], self.fields["fiscal_year"]
            return
        now = fiscal_year(timezone.localdate())
        self.fields["fiscal_year"].choices = [(one, str(one)) for one in (now, now + 1)]  # type: ignore[attr-defined]
        self.fields["policy"].choices = _policies(actor, now)  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """Return what the verb is told."""
        kept = {name: self.cleaned_data[name] for name in ("name_th", "goal_th", "due")}
        return kept | {
            "policy_id": int(self.cleaned_data["policy"]),
            "fiscal_year": int(self.cleaned_data["fiscal_year"]),
        }


def _policies(actor: Any, year: int) -> list[tuple[Any, str]]:
    """Return the policies of this year's and last year's sets that the actor may cascade: one query."""
    rows = Policy.objects.visible_to(actor).filter(withdrawn_on=None, policy_set__is_draft=False)
    rows = rows.filter(policy_set__fiscal_year__gte=year - 1).select_related("policy_set")
    rows = rows.in_order("-policy_set__fiscal_year", "-policy_set__version")
    return [
        (one.pk, f"{one.policy_set.fiscal_year} · {one.get_axis_display()} {one.number}. {one.name}")
        for one in rows
        if can_change_policy(actor, one) is None
    ]


class ExpectedForm(forms.Form):
    """An expected activity."""

    name_th = forms.CharField(label=gettext_lazy("กิจกรรมที่คาดหวัง"), max_length=300)
    agency = forms.ChoiceField(label=gettext_lazy("หน่วยงานของกรมใดในจังหวัดเป็นผู้ทำ"))
    start = DateField(label=gettext_lazy("เริ่ม"))
    end = DateField(label=gettext_lazy("สิ้นสุด"))
    weight = DecimalField(label=gettext_lazy("น้ำหนัก (ร้อยละ)"), unit="%")
    indicator = forms.ChoiceField(label=gettext_lazy("ตัวชี้วัด"), required=False)

    def __init__(self, *args: Any, actor: Any, cascade: Cascade, line: Expected | None = None, **more: Any) -> None:
        first, last = fiscal_year_bounds(cascade.fiscal_year)
        initial: dict[str, Any] = {"start": max(first, min(timezone.localdate(), last)), "end": last}
        if line is not None:
            initial = {name: getattr(line, name) for name in ("name_th", "start", "end", "weight")}
            initial |= {"agency": line.agency_id, "indicator": line.indicator_id}
        super().__init__(*args, **{"auto_id": "f-%s", "initial": initial, **more})
        self.fields["agency"].choices = [(one.pk, one.name) for one in Agency.objects.order_by("order")]  # type: ignore[attr-defined]
        rows = (
            Indicator.objects.visible_to(actor).in_use().filter(policy=cascade.policy_id).order_by("-is_main", "code")
        )
        measures = [("", _("ไม่มีเป้าหมายเป็นตัวเลข")), *((one.pk, f"{one.name} ({one.unit})") for one in rows)]
        self.fields["indicator"].choices = measures  # type: ignore[attr-defined]
        self.fields["weight"].help_text = _("ส่วนของงานทั้งเรื่อง น้ำหนักทุกกิจกรรมรวมกันได้ 100")

    def told(self) -> dict[str, Any]:
        """Return what the verb is told."""
        kept = {name: self.cleaned_data[name] for name in ("name_th", "start", "end", "weight")}
        indicator = self.cleaned_data["indicator"]
        return kept | {"agency_id": self.cleaned_data["agency"], "indicator_id": int(indicator) if indicator else None}
