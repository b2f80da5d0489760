"""Forms of joint activities: the activity, and what an office brings to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.platform.ui.filters import moment
from prasan.registers.forms import Chosen
from prasan.resources.cycle import OPEN
from prasan.resources.forms import BahtField
from prasan.resources.models import MOST_PEOPLE, Booking, JointActivity


class ActivityForm(Chosen):
    """What, when and where."""

    title = forms.CharField(label=_("ชื่อกิจกรรม"), max_length=200, help_text=_("เช่น มหกรรมแรงงานสัญจร ห้าหน่วยงานวันเดียว"))
    aim = forms.CharField(label=_("เพื่ออะไร"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    first = DateField(label=_("วันแรก"), help_text=_("เช่น 15 ธ.ค. 2569"))
    last = DateField(label=_("วันสุดท้าย"))
    area = forms.ChoiceField(label=_("พื้นที่"))
    place = forms.CharField(label=_("สถานที่"), max_length=300)
    mobile_day = forms.IntegerField(
        label=_("หมายเลขหน่วยเคลื่อนที่"), required=False, min_value=1, help_text=_("หากเป็นวันเดียวกับหน่วยเคลื่อนที่ที่วางแผนไว้")
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        keys = {"area_id": int(given.pop("area")), "mobile_day_id": given.pop("mobile_day")}
        return given | keys


class PromiseForm(Chosen):
    """What an office brings."""

    what = forms.CharField(label=_("สนับสนุนอะไร"), max_length=300, help_text=_("เช่น เจ้าหน้าที่รับขึ้นทะเบียน ไม่ต้องใส่ชื่อบุคคล"))
    people = forms.IntegerField(label=_("จำนวนคน"), required=False, min_value=0, max_value=MOST_PEOPLE)
    person_days = forms.IntegerField(
        label=_("วันทำงานรวม (คน × วัน)"), required=False, min_value=0, max_value=MOST_PEOPLE
    )
    amount = BahtField(label=_("เงิน (บาท)"), required=False)
    booking = forms.ChoiceField(
        label=_("ทรัพยากรของเราที่จองไว้"), required=False, help_text=_("การจองที่ยังเปิดอยู่ของทรัพยากรหน่วยงานเรา")
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = dict(self.cleaned_data)
        given.pop("booking")
        return given | {"booking_id": self.key_of("booking")}


def bookings_to_bring(actor: Any) -> list[tuple[Any, Any]]:
    """Return the open bookings of the own office's things: one query."""
    rows = Booking.objects.filter(resource__office=actor.office_id, state__in=OPEN).select_related("resource")
    found = rows.defer("resource__grams").order_by("begins")[:100]
    return [("", "–"), *((str(one.pk), f"{one.resource.name} · {moment(one.begins)}") for one in found)]


def initial_of(one: JointActivity) -> dict[str, Any]:
    """Return what the form of an activity begins with."""
    found = {name: getattr(one, name) for name in ("title", "aim", "first", "last", "place")}
    return found | {"area": str(one.area_id), "mobile_day": one.mobile_day_id}
