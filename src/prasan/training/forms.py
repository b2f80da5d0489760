"""Forms of training: a course, a session with its hours and kept seats, a demand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.directory.models import Area
from prasan.registers.forms import Chosen
from prasan.registers.forms_mobile import HourField
from prasan.registers.models import WorkItem
from prasan.training.commands.sessions import Kept, Planned, every_weekday
from prasan.training.models import Course, Demand, Quota, Session

LONG = {"rows": 3}
AREAS = 3
"""Districts for which seats can be kept in the form; the API takes more."""


class CourseForm(Chosen):
    """What is told of a course."""

    name_th = forms.CharField(label=_("ชื่อหลักสูตร"), max_length=400)
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=400)
    kind = forms.ChoiceField(label=_("ประเภท"), choices=Course.Kind.choices, widget=forms.RadioSelect)
    skill = forms.CharField(
        label=_("สาขาอาชีพ"), max_length=80, help_text=_("คำเดียวกับที่ประชาชนและนายจ้างใช้ เช่น ช่างเชื่อม ใช้จับคู่กับความต้องการฝึก")
    )
    hours = forms.IntegerField(label=_("จำนวนชั่วโมง"), min_value=1, max_value=5000)
    level = forms.IntegerField(
        label=_("ระดับ"), required=False, min_value=1, max_value=9, help_text=_("เฉพาะการทดสอบมาตรฐานฝีมือแรงงานแห่งชาติ")
    )
    about = forms.CharField(label=_("เนื้อหา"), required=False, max_length=4000, widget=forms.Textarea(attrs=LONG))
    conditions = forms.CharField(
        label=_("คุณสมบัติผู้สมัคร"), required=False, max_length=2000, widget=forms.Textarea(attrs=LONG)
    )
    least_attendance = forms.IntegerField(label=_("เข้าฝึกอย่างน้อย (ร้อยละ)"), min_value=0, max_value=100, initial=80)
    pass_score = forms.IntegerField(
        label=_("คะแนนผ่าน"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("จาก 100 เว้นว่างเมื่อประเมินผ่านหรือไม่ผ่าน"),
    )
    valid_years = forms.IntegerField(
        label=_("วุฒิบัตรใช้ได้ (ปี)"), required=False, min_value=1, max_value=50, help_text=_("เว้นว่างเมื่อไม่มีวันหมดอายุ")
    )
    groups: Any = (
        (_("หลักสูตร"), ("name_th", "name_en", "kind", "level", "skill", "hours")),
        (_("ผู้สมัครและเนื้อหา"), ("conditions", "about")),
        (_("จบหลักสูตรเมื่อ"), ("least_attendance", "pass_score", "valid_years")),
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        return dict(self.cleaned_data)


class SessionForm(Chosen):
    """A session: course, place, days, seats, for whom some are kept."""

    course = forms.ChoiceField(label=_("หลักสูตร"))
    area = forms.ChoiceField(label=_("จังหวัดหรืออำเภอที่จัดฝึก"))
    place = forms.CharField(label=_("สถานที่"), max_length=300)
    trainer = forms.CharField(label=_("วิทยากร"), required=False, max_length=300)
    begins = DateField(label=_("วันเริ่มฝึก"), help_text=_("เช่น 15 ธ.ค. 2569"))
    ends = DateField(label=_("วันสุดท้ายของการฝึก"))
    from_hour = HourField(label=_("ตั้งแต่เวลา"), initial=dt.time(9), help_text=_("ทุกวันจันทร์ถึงศุกร์ในช่วงนั้น"))
    to_hour = HourField(label=_("ถึงเวลา"), initial=dt.time(16))
    seats = forms.IntegerField(label=_("จำนวนที่นั่ง"), min_value=1, max_value=2000)
    least = forms.IntegerField(label=_("เปิดฝึกเมื่อมีอย่างน้อย (คน)"), min_value=1, initial=1)
    applies_until = DateField(label=_("รับสมัครถึงวันที่"))
    joins_until = DateField(label=_("รับผู้รอเข้าแทนถึงวันที่"), help_text=_("ที่นั่งที่ว่างลงส่งต่อให้ผู้รอตามลำดับจนถึงวันนี้"))
    offer_hours = forms.IntegerField(label=_("ผู้รอต้องยืนยันที่นั่งภายใน (ชั่วโมง)"), min_value=1, max_value=720, initial=48)
    kept_until = DateField(label=_("กันที่นั่งโควตาไว้ถึงวันที่"), required=False, help_text=_("พ้นวันนี้ ที่นั่งโควตาที่เหลือเป็นของทุกคน"))
    informal = forms.IntegerField(label=_("โควตาแรงงานนอกระบบ (ที่นั่ง)"), required=False, min_value=1)
    disability = forms.IntegerField(label=_("โควตาคนพิการ (ที่นั่ง)"), required=False, min_value=1)
    allowance = forms.DecimalField(
        label=_("เบี้ยเลี้ยงต่อวัน (บาท)"), required=False, min_value=0, max_digits=8, decimal_places=2
    )
    work_item = forms.ChoiceField(label=_("งานตามแผน"), required=False)
    groups: Any = (
        (_("ฝึกอะไร ที่ไหน"), ("course", "area", "place", "trainer")),
        (_("เมื่อไร"), ("begins", "ends", "from_hour", "to_hour")),
        (_("ที่นั่งและการรับสมัคร"), ("seats", "least", "applies_until", "joins_until", "offer_hours")),
        (_("โควตา"), ("kept_until", "informal", "disability",
                      *(f"{part}_{n}" for n in range(1, AREAS + 1) for part in ("home", "home_seats")))),
        (_("เงินและแผน"), ("allowance", "work_item")),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, choices=choices, **kwargs)
        for number in range(1, AREAS + 1):
            words = {"n": number}
            self.fields[f"home_{number}"] = forms.ChoiceField(
                label=_now("โควตาผู้อยู่ในพื้นที่ (แห่งที่ %(n)s)") % words, required=False,
                choices=[("", "–"), *(choices or {}).get("area", [])],
            )  # fmt: skip
            self.fields[f"home_seats_{number}"] = forms.IntegerField(
                label=_now("ที่นั่งของแห่งที่ %(n)s") % words, required=False, min_value=1
            )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        told = self.cleaned_data
        names = ("place", "trainer", "begins", "ends", "seats", "least", "applies_until", "joins_until", "offer_hours")
        kept = told["kept_until"]
        tomorrow = kept + dt.timedelta(days=1) if kept else None
        return {name: told[name] for name in names} | {
            "course_id": self.key_of("course"), "area_id": self.key_of("area"),
            "work_item_id": self.key_of("work_item"),
            "allowance": int((told["allowance"] or 0) * 100),
            "kept_until": timezone.make_aware(dt.datetime.combine(tomorrow, dt.time.min)) if tomorrow else None,
        }  # fmt: skip

    def quotas(self) -> list[Kept]:
        """Return the kept seats."""
        told = self.cleaned_data
        found = [Kept(group, told[group]) for group in (Quota.Group.INFORMAL, Quota.Group.DISABILITY) if told[group]]
        for number in range(1, AREAS + 1):
            area, seats = self.key_of(f"home_{number}"), told[f"home_seats_{number}"]
            if area is not None or seats is not None:
                found.append(Kept(Quota.Group.AREA, seats or 0, area))
        return found

    def days(self) -> list[Planned]:
        """Return the days: every weekday of the span with the same hours."""
        told = self.cleaned_data
        return every_weekday(told["begins"], told["ends"], told["from_hour"], told["to_hour"])


def initial_of(session: Session) -> dict[str, Any]:
    """Return what the form of a session begins with."""
    names = ("place", "trainer", "begins", "ends", "seats", "least", "applies_until", "joins_until", "offer_hours")
    found: dict[str, Any] = {name: getattr(session, name) for name in names}
    day = session.days.first()
    found |= {"course": session.course_id, "area": session.area_id, "work_item": session.work_item_id or "",
              "allowance": session.allowance / 100 if session.allowance else None}  # fmt: skip
    if day is not None:
        found |= {"from_hour": day.begins, "to_hour": day.ends}
    if session.kept_until is not None:
        found["kept_until"] = timezone.localdate(session.kept_until) - dt.timedelta(days=1)
    number = 0
    for one in session.quotas.all():
        if one.group != Quota.Group.AREA:
            found[one.group] = one.seats
        elif number < AREAS:
            number += 1
            found |= {f"home_{number}": one.area_id, f"home_seats_{number}": one.seats}
    return found


def choices_of(actor: Any, province: Area | None, had: Session | None = None) -> dict[str, list[tuple[Any, Any]]]:
    """Return courses, districts of a province and the office's own planned work to choose from: three queries."""
    rows = Course.objects.taught() if had is None else Course.objects.filter(pk=had.course_id)
    courses: list[tuple[Any, Any]] = [
        (one.pk, f"{one.name} · {one.get_kind_display()}") for one in rows.defer("grams")
    ]  # fmt: skip
    places: list[tuple[Any, Any]] = []
    if province is not None:
        inside = Area.objects.filter(pk__gte=province.pk, pk__lte=province.last).exclude(kind=Area.Kind.SUBDISTRICT)
        places = [(one.pk, one.name) for one in inside.order_by("pk").only("pk", "kind", "name_th", "name_en")]
    else:
        places = [
            (one.pk, one.name) for one in Area.objects.provinces().order_by("sort_th").only("pk", "name_th", "name_en")
        ]
    items = WorkItem.objects.filter(office=actor.office_id).order_by("-fiscal_year", "code")[:200]
    return {"course": courses, "area": places, "work_item": [("", "–"), *((one.pk, one.name) for one in items)]}


class DemandForm(Chosen):
    """Who wants to learn what, where."""

    source = forms.ChoiceField(
        label=_("ที่มา"), choices=[one for one in Demand.Source.choices if one[0] != Demand.Source.REFERRAL]
    )
    skill = forms.CharField(label=_("ต้องการฝึกอะไร"), max_length=80, help_text=_("เช่น ช่างเชื่อม ผู้ดูแลผู้สูงอายุ"))
    course = forms.ChoiceField(label=_("หลักสูตร"), required=False)
    area = forms.ChoiceField(label=_("พื้นที่"))
    people = forms.IntegerField(label=_("จำนวนคน"), min_value=1, max_value=100_000, initial=1)
    employer = forms.CharField(label=_("สถานประกอบการ"), required=False, max_length=200, help_text=_("เมื่อนายจ้างเป็นผู้ขอ"))
    wanted_by = DateField(label=_("ต้องการภายใน"), required=False)
    agreed = forms.BooleanField(label=_("เจ้าของข้อมูลยินยอมให้หน่วยงานที่เปิดฝึกอ่านข้อมูลและสมัครให้เมื่อมีรุ่นเปิด"), required=False)

    def values(self) -> dict[str, Any]:
        """Return what the verb is told."""
        told = dict(self.cleaned_data)
        told.pop("course"), told.pop("area")
        return told | {"course_id": self.key_of("course"), "area_id": self.key_of("area") or 0}
