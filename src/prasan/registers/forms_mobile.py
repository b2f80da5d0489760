"""The form of a mobile unit's day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.directory.models import Agency, Area
from prasan.kernel.hours import read_hour
from prasan.registers.forms import Chosen
from prasan.registers.models import MobileDay
from prasan.registers.queries_mobile import can_bring

EXACT = 6
"""Decimals of a degree that are kept: a tenth of a metre."""


class HourField(forms.Field):
    """An hour typed as people write it: 9, 9.30, 13:00 น."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """Read the hour."""
        if value in self.empty_values or isinstance(value, dt.time):
            return value or None
        try:
            return read_hour(str(value))
        except ValueError:
            raise forms.ValidationError(_now("อ่านเวลาไม่ได้ โปรดใช้แบบ 09.30")) from None

    def prepare_value(self, value: Any) -> Any:
        """Show a stored hour as people write it; what was typed stays as it was typed."""
        return f"{value:%H.%M}" if isinstance(value, dt.time) else value


def degrees(value: float | None) -> Decimal | None:
    """Return degrees as they are kept: maps give more decimals than a place has."""
    return None if value is None else Decimal(str(round(value, EXACT)))


class MobileDayForm(Chosen):
    """What people must know to come, and what comes along."""

    day = DateField(label=_("วันที่"), help_text=_("เช่น 15 ธ.ค. 2569"))
    begins = HourField(label=_("เริ่มเวลา"), help_text=_("เช่น 09.00"))
    ends = HourField(label=_("ถึงเวลา"), help_text=_("เช่น 15.00"))
    area = forms.ChoiceField(label=_("จังหวัด อำเภอ หรือตำบล"))
    place = forms.CharField(label=_("สถานที่"), max_length=300, help_text=_("เช่น หอประชุมที่ว่าการอำเภอ ชั้น 1"))
    latitude = forms.FloatField(label=_("ละติจูด"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("ลองจิจูด"), required=False, min_value=-180, max_value=180)
    services = forms.MultipleChoiceField(
        label=_("บริการที่นำไปด้วย"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("เฉพาะบริการที่หน่วยงานในจังหวัดให้อยู่แล้ว"),
    )  # fmt: skip
    agencies = forms.MultipleChoiceField(
        label=_("หน่วยงานที่ไปด้วย"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("หน่วยงานเจ้าของบริการที่เลือกเพิ่มให้เอง"),
    )  # fmt: skip
    others = forms.CharField(
        label=_("ภาคีและบริการอื่น"), required=False, max_length=300, help_text=_("เช่น โรงพยาบาลตรวจสุขภาพ ธนาคารรับเปิดบัญชี")
    )
    groups: Any = (
        (_("เมื่อไร"), ("day", "begins", "ends")),
        (_("ที่ไหน"), ("area", "place", "latitude", "longitude")),
        (_("มีอะไรบ้าง"), ("services", "agencies", "others")),
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given["area_id"] = int(given.pop("area"))
        return given | {name: degrees(given[name]) for name in ("latitude", "longitude")}


def initial_of(day: MobileDay) -> dict[str, Any]:
    """Return what the form of a day begins with."""
    names = ("day", "begins", "ends", "place", "services", "agencies", "others")
    found = {name: getattr(day, name) for name in names}
    point = day.point or (None, None)
    return found | {"area": str(day.area_id), "latitude": point[0], "longitude": point[1]}


def choices_of(province: Area, had: Any = ()) -> dict[str, list[tuple[Any, Any]]]:
    """Return the places of a province by district, what its offices can bring, and the departments: three queries."""
    inside = Area.objects.within(province).order_by("pk").only("pk", "kind", "name_th", "name_en")
    places: list[tuple[Any, Any]] = []
    for one in inside:
        if one.kind == Area.Kind.PROVINCE:
            places.append((str(one.pk), one.name))
        elif one.kind == Area.Kind.DISTRICT:
            places.append((one.name, [(str(one.pk), _now("ทั้งอำเภอ%(name)s") % {"name": one.name})]))
        elif places and isinstance(places[-1][1], list):
            places[-1][1].append((str(one.pk), one.name))
    services = [(one.code, f"{one.name} · {one.agency.short}") for one in can_bring(province, had)]
    agencies = [(one.pk, one.name) for one in Agency.objects.order_by("order")]
    return {"area": places, "services": services, "agencies": agencies}
