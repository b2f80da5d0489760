"""Forms of the room: a volunteer, an appointment, a survey."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.directory.models import Area
from prasan.networks.commands.surveys import deadline_of
from prasan.registers.forms import Chosen
from prasan.registers.forms_mobile import HourField

LARGEST_FORM = 1_000_000
LINES_HELP = _(
    "บรรทัดละหนึ่งคำถาม: คำถาม | ชนิดคำตอบ | ตัวเลือก, ตัวเลือก ใส่ * หน้าข้อที่ต้องตอบ "
    "ชนิด: ข้อความ จำนวน ทศนิยม ใช่ไม่ใช่ เลือกหนึ่ง เลือกหลาย วันที่ พิกัด"
)


class VolunteerForm(Chosen):
    """Who the volunteer is."""

    name = forms.CharField(label=_("ชื่อและนามสกุล"), max_length=150)
    phone = forms.CharField(label=_("โทรศัพท์"), required=False, max_length=30)


class AppointmentForm(Chosen):
    """Where and from when a volunteer serves."""

    area = forms.ChoiceField(label=_("ตำบล"))
    start = DateField(label=_("ตั้งแต่"), help_text=_("เช่น 1 ต.ค. 2569"))
    end = DateField(label=_("ถึง"), required=False, help_text=_("เว้นว่างหากไม่มีกำหนด"))
    order_no = forms.CharField(label=_("เลขที่คำสั่ง"), required=False, max_length=100)


class SurveyForm(Chosen):
    """A survey: what is asked, where, by when."""

    title = forms.CharField(label=_("ชื่อแบบสำรวจ"), max_length=200)
    area = forms.ChoiceField(label=_("ทุกตำบลใน"))
    day = DateField(label=_("กำหนดส่งวันที่"), help_text=_("เช่น 25 ธ.ค. 2569"))
    hour = HourField(label=_("เวลา"))
    lines = forms.CharField(
        label=_("คำถาม"), required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=LINES_HELP,
    )  # fmt: skip
    form = forms.FileField(
        label=_("หรือแบบฟอร์ม XForm (.xml)"), required=False, help_text=_("แปลงจาก XLSForm เพื่อใช้กับ ODK Collect หรือ Kobo")
    )

    def clean_form(self) -> str:
        """Return the form's text."""
        file = self.cleaned_data.get("form")
        if not file:
            return ""
        if file.size > LARGEST_FORM:
            raise forms.ValidationError(_now("ไฟล์ใหญ่เกิน 1 MB"))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_now("ไฟล์นี้ไม่ใช่ข้อความ UTF-8 โปรดใช้ไฟล์ XForm (.xml)")) from None

    def values(self) -> dict[str, Any]:
        """Return the values of the verb, the moment in Thailand's time."""
        given = dict(self.cleaned_data)
        given["deadline"] = deadline_of(given.pop("day"), given.pop("hour"))
        return given | {"area_id": int(given.pop("area"))}


def tambons(around: Area) -> list[Any]:
    """Return the sub-districts of an area to choose from, under their districts."""
    rows = Area.objects.within(around).filter(kind=Area.Kind.SUBDISTRICT).select_related("parent").order_by("pk")
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in rows.defer("grams", "boundary", "parent__grams", "parent__boundary"):
        groups.setdefault(one.parent.name if one.parent else "", []).append((str(one.pk), one.name))
    return [("", "–"), *groups.items()]


def places(around: Area) -> list[tuple[str, str]]:
    """Return a province and its districts to choose from."""
    rows = Area.objects.within(around).filter(kind__in=[Area.Kind.PROVINCE, Area.Kind.DISTRICT]).order_by("pk")
    return [(str(one.pk), one.name) for one in rows.only("pk", "name_th", "name_en")]
