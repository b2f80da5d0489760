"""Forms of the room: what is offered, and what is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.directory.models import Area
from prasan.kernel.digits import format_scaled, to_scaled
from prasan.registers.forms import Chosen
from prasan.registers.forms_mobile import HourField
from prasan.resources.languages import LANGUAGES
from prasan.resources.models import MOST_SATANG, MOST_SEATS, Resource


class BahtField(forms.Field):
    """A sum typed in baht, "1,250.50"; its value is satang."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """Read the sum."""
        if value in self.empty_values:
            return None
        read = to_scaled(str(value), 2)
        if read.value is None or not 0 <= read.value <= MOST_SATANG:
            raise forms.ValidationError(_now("อ่านจำนวนเงินไม่ได้ โปรดใส่เป็นบาท เช่น 1,250 หรือ 1,250.50"))
        return int(read.value)

    def prepare_value(self, value: Any) -> Any:
        """Show satang as baht; what was typed stays as it was typed."""
        return baht(value) if isinstance(value, int) else value


def baht(satang: int) -> str:
    """Return satang as baht, without decimals where there are none: 125000 → "1,250"."""
    return format_scaled(satang, 2).removesuffix(".00")


class WordsField(forms.CharField):
    """Words with commas between them."""

    def to_python(self, value: Any) -> Any:
        """Return the words as a list."""
        text = str(super().to_python(value))
        return [word.strip() for word in text.replace("\n", ",").replace("，", ",").split(",") if word.strip()]

    def prepare_value(self, value: Any) -> Any:
        """Show a list as it is typed."""
        return ", ".join(value) if isinstance(value, list) else value


class ResourceForm(Chosen):
    """What an office lends, and on which terms."""

    kind = forms.ChoiceField(label=_("ชนิด"), choices=Resource.Kind.choices)
    name = forms.CharField(
        label=_("ให้ยืมอะไร"), max_length=200, help_text=_("เช่น รถตู้ 12 ที่นั่ง หรือ วิทยากรช่างเชื่อม ไม่ต้องใส่ชื่อบุคคล")
    )
    area = forms.ChoiceField(label=_("อยู่ที่"))
    seats = forms.IntegerField(
        label=_("รองรับได้ (คน)"), required=False, min_value=1, max_value=MOST_SEATS, help_text=_("เว้นว่างหากไม่ทราบ")
    )
    skills = WordsField(
        label=_("ทำอะไรได้"), required=False, max_length=1000, help_text=_("คั่นด้วยเครื่องหมายจุลภาค เช่น เชื่อมไฟฟ้า, เชื่อม TIG")
    )
    languages = forms.MultipleChoiceField(
        label=_("ภาษาที่แปลได้"), required=False, choices=list(LANGUAGES.items()), widget=forms.CheckboxSelectMultiple,
        help_text=_("เฉพาะล่าม"),
    )  # fmt: skip
    conditions = forms.CharField(
        label=_("เงื่อนไข"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("เช่น ผู้ยืมเติมน้ำมันและคืนภายใน 16.30 น."),
    )  # fmt: skip
    day_price = BahtField(label=_("ค่าใช้จ่ายต่อวัน (บาท)"), required=False, help_text=_("เว้นว่างหรือ 0 หากไม่คิด"))
    share = forms.IntegerField(
        label=_("ส่วนที่ผู้ยืมออก (ร้อยละ)"), required=False, min_value=0, max_value=100, initial=100,
        help_text=_("ที่เหลือหน่วยงานเจ้าของออกเอง"),
    )  # fmt: skip
    amount = BahtField(label=_("วงเงิน (บาท)"), required=False, help_text=_("เฉพาะงบประมาณ"))
    until = DateField(label=_("ให้ยืมถึงวันที่"), required=False, help_text=_("เช่น 30 ก.ย. 2570 เว้นว่างหากไม่มีกำหนด"))
    groups: Any = (
        (_("ทรัพยากร"), ("kind", "name", "area", "seats", "skills", "languages")),
        (_("เงื่อนไขและค่าใช้จ่าย"), ("conditions", "day_price", "share", "amount", "until")),
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given["area_id"] = int(given.pop("area"))
        given["day_price"] = given["day_price"] or 0
        given["share"] = 100 if given["share"] is None else given["share"]
        return given


class AskForm(Chosen):
    """When, what for, where."""

    begin_day = DateField(label=_("เริ่มวันที่"), help_text=_("เช่น 15 ธ.ค. 2569"))
    begin_hour = HourField(label=_("เวลา"), help_text=_("เช่น 08.30"))
    end_day = DateField(label=_("ถึงวันที่"))
    end_hour = HourField(label=_("เวลา"), help_text=_("เช่น 16.30"))
    purpose = forms.CharField(label=_("ใช้ทำอะไร"), max_length=300, help_text=_("ไม่ต้องใส่ชื่อบุคคล"))
    place = forms.CharField(label=_("ใช้ที่ไหน"), max_length=300)
    area = forms.ChoiceField(label=_("จังหวัดหรืออำเภอ"), required=False)
    people = forms.IntegerField(label=_("จำนวนผู้ใช้หรือผู้รับบริการ (คน)"), required=False, min_value=0, max_value=MOST_SEATS)
    amount = BahtField(label=_("จำนวนเงินที่ขอ (บาท)"))
    groups: Any = (
        (_("เมื่อไร"), ("begin_day", "begin_hour", "end_day", "end_hour")),
        (_("ใช้ทำอะไร ที่ไหน"), ("purpose", "place", "area", "people", "amount")),
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb, moments in Thailand's time."""
        given = dict(self.cleaned_data)
        zone = timezone.get_current_timezone()
        begins = dt.datetime.combine(given.pop("begin_day"), given.pop("begin_hour"), zone)
        ends = dt.datetime.combine(given.pop("end_day"), given.pop("end_hour"), zone)
        given.pop("area")
        return given | {"begins": begins, "ends": ends, "area_id": self.key_of("area")}


FIELD_OF = {"begins": "begin_day", "ends": "end_day"}
"""Where the form shows what the verb says of a moment."""


def initial_of(one: Resource) -> dict[str, Any]:
    """Return what the form of a resource begins with."""
    names = ("kind", "name", "seats", "skills", "languages", "conditions", "day_price", "share", "amount", "until")
    return {name: getattr(one, name) for name in names} | {"area": str(one.area_id)}


def area_choices(actor: Any, *, blank: bool = False) -> list[tuple[Any, Any]]:
    """Return the own province with its districts, then every province: one query."""
    provinces = Q(kind=Area.Kind.PROVINCE)
    rows = Area.objects.filter(provinces | Q(kind=Area.Kind.DISTRICT, pk__gte=actor.area_id, pk__lte=actor.area_last))
    near: list[tuple[str, str]] = []
    far: list[tuple[str, str]] = []
    for one in rows.order_by("sort_th").only("pk", "kind", "name_th", "name_en"):
        is_near = actor.area_id <= one.pk <= actor.area_last and actor.area_last - actor.area_id < WIDE
        if one.kind == Area.Kind.PROVINCE or is_near:
            (near if is_near else far).append((str(one.pk), one.name))
    near.sort(key=lambda pair: pair[0] != str(actor.area_id))
    parts: list[tuple[Any, Any]] = [("", "–")] if blank else []
    if near:
        parts.append((_now("จังหวัดของเรา"), near))
    return [*parts, (_now("ทุกจังหวัด"), far)]


WIDE = 100_000
"""Numbers of a province's areas stay below this; an office of the nation has no districts of its own to choose from."""
