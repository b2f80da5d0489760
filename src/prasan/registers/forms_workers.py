"""Forms of people: what is told of a person, and by which right an office uses it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.kernel.digits import to_arabic
from prasan.registers.forms import Chosen
from prasan.registers.models import Glass, Worker
from prasan.registers.models.worker_words import (
    DEFAULT_DEFINITION,
    DEFINITIONS,
    Channel,
    Employment,
    Ground,
    IdKind,
    Industry,
    InformalGroup,
    Occupation,
    Protected,
    Purpose,
    Section,
    Sex,
)
from prasan.registers.workers.facts import FACTS

NONE = ("", _("ไม่ได้บอก"))
QUIET = forms.TextInput(attrs={"autocomplete": "off"})
"""What is typed of a person stays in no browser."""


def _words(label: Any, hint: Any = "", longest: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, help_text=hint, widget=QUIET, **more)


def _one_of(label: Any, choices: Any, hint: Any = "", blank: bool = True) -> forms.ChoiceField:
    found = [NONE, *choices] if blank else list(choices)
    return forms.ChoiceField(label=label, required=False, choices=found, help_text=hint)


class WorkerForm(Chosen):
    """What is told of a person; the verbs judge it (`workers.facts`), so that page and API say the same."""

    title = _words(_("คำนำหน้า"), _("เช่น นาย นางสาว"), 60)
    given_name = forms.CharField(label=_("ชื่อ"), max_length=200, widget=QUIET)
    family_name = _words(_("นามสกุล"))
    name_latin = _words(_("ชื่ออักษรโรมัน"), _("ตามหนังสือเดินทาง ถ้ามี"))
    id_kind = _one_of(_("ชนิดเอกสาร"), IdKind.choices, blank=False)
    id_number = _words(_("เลขประจำตัวหรือหนังสือเดินทาง"), _("มีขีดหรือเลขไทยก็ได้"), 30)
    birth_year = _words(_("ปีเกิด"), _("พ.ศ. หรือ ค.ศ. 4 หลัก"), 10)
    sex = _one_of(_("เพศ"), Sex.choices, _("เว้นไว้ให้ดูจากคำนำหน้า"))
    nationality = _words(_("สัญชาติ"), _("รหัส 2 ตัวอักษร เช่น TH MM LA KH"), 2, initial="TH")
    home = _words(_("อยู่ที่"), _("รหัสหรือชื่ออำเภอหรือจังหวัด"))
    work = _words(_("ทำงานที่"), _("รหัสหรือชื่ออำเภอหรือจังหวัด"))
    phone = _words(_("โทรศัพท์"), longest=30)
    contact = _words(_("ที่อยู่หรืออีเมล"), longest=500)
    channel = _one_of(_("ให้แจ้งทาง"), Channel.choices, blank=False)
    consented = forms.BooleanField(label=_("เจ้าตัวยินยอมให้ติดต่อทางช่องทางนี้"), required=False)
    employment = _one_of(_("สถานะการทำงาน"), Employment.choices)
    informal_group = _one_of(_("กลุ่มแรงงานนอกระบบ"), InformalGroup.choices)
    definition = _one_of(_("นิยามที่ใช้"), [(code, one.name) for code, one in DEFINITIONS.items()], blank=False)
    occupation = _one_of(_("อาชีพ"), Occupation.choices)
    industry = _one_of(_("อุตสาหกรรม"), Industry.choices)
    section = _one_of(_("ประกันสังคม"), Section.choices)
    option = _one_of(_("ทางเลือก (มาตรา 40)"), [(str(n), str(n)) for n in (1, 2, 3)])
    protected = forms.ChoiceField(
        label=_("การคุ้มครองพิเศษ"), required=False, choices=[("", _("ไม่มี")), *Protected.choices],
        help_text=_("เห็นได้เฉพาะหน่วยงานที่มีฐานการใช้ข้อมูลกับบุคคลนี้โดยตรง"),
    )  # fmt: skip
    groups: Any = (
        (_("ใคร"), ("title", "given_name", "family_name", "name_latin", "id_kind", "id_number", "birth_year", "sex",
                    "nationality")),
        (_("อยู่ที่ไหน ติดต่ออย่างไร"), ("home", "work", "phone", "contact", "channel", "consented")),
        (_("ทำงานอย่างไร"), ("employment", "informal_group", "definition", "occupation", "industry", "section",
                          "option")),
        (_("การคุ้มครอง"), ("protected",)),
    )  # fmt: skip

    def clean_home(self) -> int | None:
        """Return the area typed as home."""
        return area_of(self.cleaned_data["home"])

    def clean_work(self) -> int | None:
        """Return the area typed as the place of work."""
        return area_of(self.cleaned_data["work"])

    def told(self) -> dict[str, Any]:
        """Return what the verbs take."""
        given = dict(self.cleaned_data)
        given |= {"home_area_id": given.pop("home"), "work_area_id": given.pop("work")}
        return {name: given[name] for name in (*FACTS, "consented") if name in given}


class ChangeForm(WorkerForm):
    """The same for an entry that is there: what is masked stays where it is left empty, unless it is ticked to go."""

    consented = forms.BooleanField(
        label=_("เจ้าตัวยินยอมให้ติดต่อทางช่องทางนี้"), required=False, help_text=_("ช่องทางเดิมไม่ต้องยืนยันใหม่"),
    )  # fmt: skip
    empty_id_number = forms.BooleanField(label=_("ลบเลขประจำตัวที่บันทึกไว้"), required=False)
    empty_phone = forms.BooleanField(label=_("ลบเบอร์โทรศัพท์ที่บันทึกไว้"), required=False)
    empty_contact = forms.BooleanField(label=_("ลบที่อยู่หรืออีเมลที่บันทึกไว้"), required=False)
    groups: Any = (*WorkerForm.groups, (_("ลบข้อมูลที่ปิดบัง"), ("empty_id_number", "empty_phone", "empty_contact")))

    def leave(self, names: set[str]) -> None:
        """Offer nothing to empty that holds nothing."""
        for name in names:
            self.fields.pop(f"empty_{name}", None)

    def emptied(self) -> set[str]:
        """Return the masked fields that shall hold nothing from now on."""
        return {name for name in ("id_number", "phone", "contact") if self.cleaned_data.get(f"empty_{name}")}

    def told(self) -> dict[str, Any]:
        """Return what the verbs take; a number that goes takes its kind along."""
        given = super().told()
        if "id_number" in self.emptied() and not given["id_number"]:
            given["id_kind"] = "none"
        return given


class TieForm(Chosen):
    """By which right the office uses the data."""

    purpose = forms.ChoiceField(label=_("วัตถุประสงค์"), choices=Purpose.choices)
    ground = forms.ChoiceField(label=_("ฐานทางกฎหมาย"), choices=Ground.choices)
    notice_version = forms.CharField(
        label=_("ฉบับของคำแจ้ง"), max_length=40, initial="2569-1", help_text=_("ฉบับที่อ่านหรือให้เจ้าตัวอ่านแล้ว")
    )


class LoadForm(TieForm):
    """A file of people to enter, and by which right the office uses their data."""

    file = forms.FileField(label=_("ไฟล์รายชื่อ"), help_text=_("xlsx หรือ csv ไม่เกิน 20,000 คน"))
    dry = forms.BooleanField(label=_("ตรวจอย่างเดียว ยังไม่บันทึกใคร"), required=False)
    field_order = ("file", "dry", "purpose", "ground", "notice_version")


class OfficeTieForm(TieForm):
    """The same, for an office that is named by its code."""

    office = forms.CharField(label=_("หน่วยงาน"), max_length=200, help_text=_("รหัสหน่วยงาน เช่น DOE-92"))
    field_order = ("office", "purpose", "ground", "notice_version")

    def clean_office(self) -> int:
        """Return the office by the code that the typed text begins with."""
        code = (self.cleaned_data["office"].split() or [""])[0]
        found = Office.objects.filter(code__iexact=code).values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(_now("ไม่พบหน่วยงานนี้"))
        return int(found)


def area_of(typed: str) -> int | None:
    """Return the number of a province or district by its code (the text may go on) or by its whole name.

    Raises ValidationError for a name that nothing or several places have.
    """
    told = " ".join(to_arabic(typed).split())
    if not told:
        return None
    places = Area.objects.filter(kind__in=[Area.Kind.PROVINCE, Area.Kind.DISTRICT, Area.Kind.COUNTRY])
    first = told.split()[0]
    rows = places.filter(code=first) if first[0].isdigit() else places.filter(name_th=told)
    found = list(rows.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise forms.ValidationError(_now("ไม่พบพื้นที่นี้ หรือมีหลายแห่ง โปรดใส่รหัส"))
    return found[0]


def initial_of(worker: Worker) -> dict[str, Any]:
    """Return what the form of an entry begins with."""
    found = {name: getattr(worker, name) for name in FACTS}
    found["birth_year"] = "" if worker.birth_year is None else worker.birth_year + 543
    found["home"] = _place(worker.home_area)
    found["work"] = _place(worker.work_area)
    found["definition"] = worker.definition or DEFAULT_DEFINITION
    return found


def _place(area: Area | None) -> str:
    return f"{area.code} {area.name_th}" if area else ""


class GlassForm(Chosen):
    """Which entry is opened in an emergency, and why."""

    number = forms.IntegerField(label=_("หมายเลขแรงงาน"), min_value=1, help_text=_("จากผลการตรวจรายการซ้ำหรือใบนำส่ง"))
    why = forms.CharField(
        label=_("เหตุฉุกเฉิน"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("หัวหน้าและเจ้าหน้าที่คุ้มครองข้อมูลจะได้อ่าน"),
    )  # fmt: skip


class GlassReviewForm(Chosen):
    """Whether there was cause."""

    verdict = forms.ChoiceField(
        label=_("ผลการทบทวน"), widget=forms.RadioSelect,
        choices=[(value, label) for value, label in Glass.Verdict.choices if value],
    )  # fmt: skip
    text = forms.CharField(label=_("เพราะเหตุใด"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
