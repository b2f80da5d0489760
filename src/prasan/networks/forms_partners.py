"""The form of a partner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.networks.models import Partner
from prasan.registers.forms import Chosen


class PartnerForm(Chosen):
    """Who the partner is, where it works, what it helps with."""

    name = forms.CharField(label=_("ชื่อองค์กร"), max_length=200, help_text=_("ชื่อขององค์กร ไม่ใช่ชื่อบุคคล"))
    sector = forms.ChoiceField(label=_("ภาคส่วน"), choices=Partner.Sector.choices)
    area = forms.ChoiceField(label=_("จังหวัดที่ทำงาน"))
    office = forms.ChoiceField(
        label=_("หน่วยงานภายนอกในทำเนียบ"), required=False, help_text=_("เลือกเมื่อภาคีมีบัญชีผู้ใช้ของตน เว้นว่างหากไม่มี")
    )
    helps = forms.CharField(
        label=_("ช่วยอะไรได้"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("เช่น สถานที่ฝึก รับผู้จบฝึกเข้าทำงาน ไม่ต้องใส่ชื่อหรือข้อมูลของบุคคล"),
    )  # fmt: skip
    groups: Any = ((_("ภาคีเครือข่าย"), ("name", "sector", "area", "office", "helps")),)

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        area, office = given.pop("area"), given.pop("office")
        return given | {"area_id": int(area), "office_id": int(office) if office else None}


def choices_of(one: Partner | None = None) -> dict[str, list[tuple[str, str]]]:
    """Return provinces, and units outside of the ministry; a place that stands there already stays to be chosen."""
    rows = Area.objects.provinces().order_by("sort_th").only("pk", "name_th", "name_en")
    areas = [(str(row.pk), row.name) for row in rows]
    if one and str(one.area_id) not in {key for key, _name in areas}:
        areas.insert(0, (str(one.area_id), one.area.name))
    outside = Office.objects.filter(kind=Office.Kind.OUTSIDE).order_by("sort_th", "pk")
    offices = [(str(row.pk), row.name) for row in outside.only("pk", "name_th", "name_en")]
    return {"area": areas, "office": [("", "–"), *offices]}


def initial_of(one: Partner) -> dict[str, Any]:
    """Return what the form of a partner begins with."""
    return {
        "name": one.name, "sector": one.sector, "helps": one.helps, "area": str(one.area_id),
        "office": str(one.office_id or ""),
    }  # fmt: skip
