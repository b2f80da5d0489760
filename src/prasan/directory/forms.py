"""Fields that read what people type: Thai dates, offices by code or name, people by name or address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Agency, Area, Office, Person, Seat
from prasan.kernel.dates import REASONS, parse_date
from prasan.kernel.names import split_name
from prasan.platform.ui.filters import thaidate


def read_day(text: str) -> dt.date:
    """Return the day that a text means; raises ValidationError with the reason in the reader's language."""
    read = parse_date(text.strip(), timezone.localdate())
    if read.refused is None and read.kind == "day" and read.start is not None:
        return read.start
    reason = REASONS.get(read.refused or "", "")
    raise ValidationError(_("อ่าน “%(text)s” เป็นวันที่ไม่ได้ %(reason)s"), params={"text": text[:40], "reason": reason})


class DateField(forms.DateField):
    """A day typed as people write it: 25 มิ.ย. 2569, 25/6/69, ๑ ต.ค. ๒๕๖๙."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> dt.date | None:
        """Read the day."""
        if value in self.empty_values:
            return None
        return value if isinstance(value, dt.date) else read_day(str(value))

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day as people write it; what was typed stays as it was typed."""
        return thaidate(value) if isinstance(value, dt.date) else value


class OfficeField(forms.CharField):
    """An office by code or by its full name."""

    def clean(self, value: Any) -> Any:
        """Return the office."""
        text = super().clean(value)
        if not text:
            return None
        code = text.split(" ", 1)[0]
        named = Q(code__iexact=text) | Q(code__iexact=code) | Q(name_th=text) | Q(name_en__iexact=text)
        found = list(Office.objects.filter(named).select_related("area", "agency")[:2])
        if len(found) != 1:
            raise ValidationError(_("ไม่พบหน่วยงานนี้ โปรดเลือกจากทำเนียบ"))
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Show an office by its code and name."""
        return f"{value.code} {value.name}" if isinstance(value, Office) else value


class PersonField(forms.CharField):
    """A person by user name, address or full name."""

    def clean(self, value: Any) -> Any:
        """Return the person."""
        text = super().clean(value)
        if not text:
            return None
        found = find_people(text)
        if len(found) > 1:
            raise ValidationError(_("มีหลายคนชื่อนี้ โปรดใส่ชื่อผู้ใช้หรืออีเมลแทน"))
        if not found:
            raise ValidationError(_("ไม่พบบุคคลนี้ โปรดเลือกจากรายชื่อ"))
        return found[0]


def find_people(text: str) -> list[Person]:
    """Return the people that a user name, an address or a whole name means (two at most)."""
    asked = Q(username__iexact=text) | Q(email__iexact=text)
    try:
        name = split_name(text)
        asked |= Q(given_name=name.given, family_name=name.family)
    except ValueError:
        pass
    return list(Person.objects.active().filter(asked)[:2])


class AreaField(forms.CharField):
    """A nation, province or country by code or name."""

    def clean(self, value: Any) -> Any:
        """Return the area."""
        text = super().clean(value)
        if not text:
            return None
        kinds = [Area.Kind.NATION, Area.Kind.PROVINCE, Area.Kind.COUNTRY]
        named = Q(code__iexact=text) | Q(name_th=text) | Q(name_en__iexact=text)
        found = list(Area.objects.filter(named, kind__in=kinds).defer("grams", "boundary")[:2])
        if len(found) != 1:
            raise ValidationError(_("ไม่พบพื้นที่นี้"))
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """Show an area by its name."""
        return value.name if isinstance(value, Area) else value


class PersonForm(forms.Form):
    """Name in parts, address, seniority."""

    title = forms.CharField(label=_("คำนำหน้า"), required=False, max_length=60)
    given_name = forms.CharField(label=_("ชื่อ"), max_length=100)
    family_name = forms.CharField(label=_("นามสกุล"), required=False, max_length=100)
    email = forms.CharField(label=_("อีเมลที่ทำงาน"), required=False, max_length=254)
    rank = forms.CharField(label=_("ยศ"), required=False, max_length=60, help_text=_("เช่น พล.ต.อ. หรือ ว่าที่ ร.ต."))
    academic_title = forms.CharField(label=_("ตำแหน่งทางวิชาการ"), required=False, max_length=60)
    royal_title = forms.CharField(label=_("ฐานันดร"), required=False, max_length=60, help_text=_("เช่น ม.ล. ม.ร.ว."))
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=200)
    username = forms.CharField(label=_("ชื่อผู้ใช้"), required=False, max_length=60, help_text=_("เว้นว่าง: ใช้อีเมล"))
    seniority = forms.IntegerField(
        label=_("ลำดับอาวุโส"), required=False, min_value=1, max_value=9999, help_text=_("เลขน้อยอยู่ก่อน ปกติ 500")
    )

    def clean_seniority(self) -> int:
        """Return the usual place where none is given."""
        return self.cleaned_data.get("seniority") or 500


class SeatForm(forms.Form):
    """Where a person sits, as what, from when, by which order."""

    office = OfficeField(label=_("หน่วยงาน"), help_text=_("รหัสหรือชื่อเต็ม เช่น OPS-92"))
    role = forms.ChoiceField(label=_("บทบาทในระบบ"))
    position_th = forms.CharField(label=_("ชื่อตำแหน่ง"), required=False, max_length=200)
    capacity = forms.ChoiceField(label=_("ในฐานะ"), choices=Seat.Capacity.choices, initial=Seat.Capacity.HOLDER)
    order_no = forms.CharField(label=_("เลขที่คำสั่ง"), required=False, max_length=100)
    order_date = DateField(label=_("คำสั่งลงวันที่"), required=False)
    start = DateField(label=_("เริ่มวันที่"))
    end = DateField(label=_("ถึงวันที่"), required=False, help_text=_("เว้นว่างหากไม่มีกำหนด"))
    groups = forms.MultipleChoiceField(
        label=_("เขตตรวจราชการที่รับผิดชอบ"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=_("เหตุผล"), required=False, max_length=300, help_text=_("ต้องมีสำหรับผู้ดูแลระบบ"))

    def __init__(self, *args: Any, roles: list[tuple[str, str]], regions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "–"), *roles]  # type: ignore[attr-defined]
        if regions:
            self.fields["groups"].choices = regions  # type: ignore[attr-defined]
        else:
            del self.fields["groups"]

    def seat(self) -> dict[str, Any]:
        """Return the fields of GiveSeat, without the person."""
        given = dict(self.cleaned_data)
        given["office_id"] = given.pop("office").pk
        given["groups"] = [int(one) for one in given.get("groups", [])]
        return given


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("เหตุผล"), max_length=300, help_text=_("รวมวิธีที่ตรวจว่าเป็นเจ้าของบัญชีจริง เช่น มาพบด้วยตนเองพร้อมบัตร")
    )


class EndForm(forms.Form):
    """The last day of something, and why."""

    on = DateField(label=_("วันสุดท้าย"))
    reason = forms.CharField(label=_("เหตุผล"), required=False, max_length=300)


class LeaveForm(EndForm):
    """The last day of a person, who takes over, and whether the account closes."""

    receiver = forms.ChoiceField(label=_("ผู้รับมอบงาน"), required=False)
    close = forms.BooleanField(label=_("ปิดบัญชีด้วย"), required=False)

    def __init__(self, *args: Any, receivers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].choices = [("", "–"), *receivers]  # type: ignore[attr-defined]


class DelegateForm(forms.Form):
    """Who acts, from when to when, by which order."""

    to = PersonField(label=_("ผู้รับมอบหมาย"), help_text=_("ชื่อ–นามสกุล ชื่อผู้ใช้ หรืออีเมล"))
    start = DateField(label=_("เริ่มวันที่"))
    end = DateField(label=_("ถึงวันที่"))
    order_no = forms.CharField(label=_("เลขที่คำสั่ง"), max_length=100)
    reason = forms.CharField(label=_("เหตุผล"), required=False, max_length=300)


class ActingForm(DelegateForm):
    """Who acts in a seat, in what right, by which order, from when to when."""

    to = PersonField(label=_("ผู้รักษาราชการแทนหรือรักษาการ"), help_text=_("ชื่อ–นามสกุล ชื่อผู้ใช้ หรืออีเมล"))
    capacity = forms.ChoiceField(
        label=_("ในฐานะ"), choices=[one for one in Seat.Capacity.choices if one[0] != Seat.Capacity.HOLDER]
    )
    order_date = DateField(label=_("คำสั่งลงวันที่"), required=False)
    field_order = ("to", "capacity", "order_no", "order_date", "start", "end", "reason")


class OfficeForm(forms.Form):
    """Names of an office and how it is reached."""

    name_th = forms.CharField(label=_("ชื่อเต็ม"), max_length=200)
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=200)
    short_th = forms.CharField(label=_("ชื่อย่อ"), required=False, max_length=60)
    short_en = forms.CharField(label=_("ชื่อย่อภาษาอังกฤษ"), required=False, max_length=60)
    name_verified = forms.BooleanField(label=_("ตรวจสอบชื่อกับแหล่งข้อมูลแล้ว"), required=False)
    source = forms.CharField(label=_("แหล่งข้อมูลของชื่อ"), required=False, max_length=300)
    phone = forms.CharField(label=_("โทรศัพท์"), required=False, max_length=60)
    email = forms.EmailField(label=_("อีเมล"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a name that is said to be checked without saying against what."""
        told = super().clean() or {}
        if told.get("name_verified") and not told.get("source"):
            self.add_error("source", _("ระบุแหล่งข้อมูลที่ยืนยันชื่อ หรือไม่เลือกว่าตรวจสอบแล้ว"))
        return told


class OfficePlaceForm(forms.Form):
    """Where an office stands: department, area, office above."""

    agency = forms.ChoiceField(label=_("กรมต้นสังกัด"), required=False)
    area = AreaField(label=_("พื้นที่"), help_text=_("จังหวัดหรือประเทศ ด้วยชื่อหรือรหัส"))
    parent = OfficeField(label=_("หน่วยงานต้นสังกัด"), required=False, help_text=_("รหัสหรือชื่อเต็ม เว้นว่างหากไม่มี"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.code, f"{one.short} {one.name}") for one in Agency.objects.all()]
        self.fields["agency"].choices = [("", "–"), *rows]  # type: ignore[attr-defined]

    def place(self) -> dict[str, Any]:
        """Return area, parent and department as the verbs take them."""
        told = self.cleaned_data
        parent = told["parent"]
        return {
            "area_id": told["area"].pk,
            "parent_id": parent.pk if parent else None,
            "agency_id": told["agency"] or None,
        }


class NewOfficeForm(OfficePlaceForm, OfficeForm):
    """A new office, whole: code, kind, place, names, how it is reached, from when."""

    code = forms.CharField(label=_("รหัสหน่วยงาน"), max_length=40, help_text=_("อักษรอังกฤษ ตัวเลข ขีดกลาง เช่น OPS-92"))
    kind = forms.ChoiceField(label=_("ประเภท"), choices=[("", "–"), *Office.Kind.choices])
    leads_province = forms.BooleanField(label=_("เป็นแกนกลางของกระทรวงในจังหวัด"), required=False)
    time_zone = forms.CharField(label=_("เขตเวลา"), max_length=40, initial="Asia/Bangkok")
    valid_from = DateField(label=_("เปิดตั้งแต่วันที่"), required=False, help_text=_("เว้นว่างหากไม่ทราบ"))
    field_order = (
        *("code", "kind", "agency", "area", "parent", "name_th", "name_en", "short_th", "short_en", "name_verified"),
        *("source", "phone", "email", "leads_province", "time_zone", "valid_from"),
    )


class HolidayForm(forms.Form):
    """A day off and where."""

    day = DateField(label=_("วันที่"))
    area = AreaField(label=_("ประเทศหรือจังหวัด"), help_text=_("ชื่อหรือรหัส เช่น ไทย หรือ ตรัง"))
    name_th = forms.CharField(label=_("ชื่อวันหยุด"), max_length=200)
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=200)
    closes_offices = forms.BooleanField(label=_("หน่วยงานราชการปิดทำการ"), required=False, initial=True)
    source = forms.CharField(label=_("ที่มา"), required=False, max_length=300)


class OrderForm(forms.Form):
    """A transfer order and its list of people."""

    number = forms.CharField(label=_("เลขที่คำสั่ง"), max_length=100)
    date = DateField(label=_("คำสั่งลงวันที่"))
    effective = DateField(label=_("มีผลวันที่"))
    title = forms.CharField(label=_("เรื่อง"), required=False, max_length=300)
    file = forms.FileField(label=_("บัญชีรายชื่อ (xlsx หรือ csv)"))


class UploadForm(forms.Form):
    """A file to read, and what it holds."""

    kind = forms.ChoiceField(label=_("ไฟล์นี้มีอะไร"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("ไฟล์"), help_text=_("xlsx หรือ csv แนวเขตใช้ GeoJSON"))

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
