"""Forms of the service directory: what to look for, a national service, what an office tells of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.registers.forms import CODE_HELP, LONG, NONE, Chosen
from prasan.registers.models.services import MOST_DAYS, Nationality
from prasan.registers.words_services import CLOCKS, SECTIONS, TERMS, WHO

OWN_CLOCKS = ("answer", "contact", "service")


def _many(label: Any, choices: Any = ()) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, choices=list(choices)
    )


def _hours(name: str) -> forms.IntegerField:
    label = CLOCKS[name]
    return forms.IntegerField(label=label, required=False, min_value=1, max_value=2000, help_text=_("ชั่วโมงทำการ"))


class TermsForm(Chosen):
    """The terms that a department sets for the nation and an office for itself; empty is "not told"."""

    description_th = forms.CharField(label=TERMS["description_th"], required=False, widget=forms.Textarea(attrs=LONG))
    description_en = forms.CharField(label=TERMS["description_en"], required=False, widget=forms.Textarea(attrs=LONG))
    eligibility_th = forms.CharField(label=TERMS["eligibility_th"], required=False, widget=forms.Textarea(attrs=LONG))
    eligibility_en = forms.CharField(label=TERMS["eligibility_en"], required=False, widget=forms.Textarea(attrs=LONG))
    papers = _many(TERMS["papers"])
    fee = forms.DecimalField(
        label=_("ค่าธรรมเนียม (บาท)"), required=False, min_value=0, max_value=100_000_000, decimal_places=2,
        help_text=_("0 คือไม่มีค่าธรรมเนียม เว้นว่างหากไม่ทราบ"),
    )  # fmt: skip
    fee_note_th = forms.CharField(label=TERMS["fee_note_th"], required=False, max_length=300)
    fee_note_en = forms.CharField(label=TERMS["fee_note_en"], required=False, max_length=300)
    days = forms.IntegerField(label=TERMS["days"], required=False, min_value=0, max_value=MOST_DAYS)
    answer = _hours("answer")
    contact = _hours("contact")
    service = _hours("service")

    def values(self) -> dict[str, Any]:
        """Return the values of the verb: the fee in satang, promised hours by clock."""
        given = dict(self.cleaned_data)
        given["promises"] = {name: given.pop(name) for name in OWN_CLOCKS if given.get(name)}
        for name in OWN_CLOCKS:
            given.pop(name, None)
        fee: Decimal | None = given["fee"]
        given["fee"] = None if fee is None else int(fee * 100)
        return given


def initial_of(row: Any) -> dict[str, Any]:
    """Return what a form shows of a row."""
    found = {name: getattr(row, name) for name in (*TERMS, "who", "sections", "age_from", "age_to", "nationality")}
    found["fee"] = None if row.fee is None else Decimal(row.fee) / 100
    return found | (found.pop("promises") or {})


class WholeForm(TermsForm):
    """The terms with name and coded conditions, which a copy has from its national service."""

    name_th = forms.CharField(label=_("ชื่อบริการ"), max_length=400)
    name_en = forms.CharField(label=_("ชื่อภาษาอังกฤษ"), required=False, max_length=400)
    who = _many(_("กลุ่มผู้มีสิทธิ"), WHO.items())
    sections = _many(_("มาตราประกันสังคม"), SECTIONS.items())
    age_from = forms.IntegerField(label=_("อายุตั้งแต่"), required=False, min_value=0, max_value=120)
    age_to = forms.IntegerField(label=_("อายุไม่เกิน"), required=False, min_value=0, max_value=120)
    nationality = forms.ChoiceField(label=_("สัญชาติ"), required=False, choices=Nationality.choices)


class TemplateForm(WholeForm):
    """A national service."""

    legal_basis = forms.CharField(label=_("กฎหมายที่เกี่ยวข้อง"), required=False, max_length=300)
    source = forms.CharField(label=_("แหล่งข้อมูล"), required=False, max_length=300)
    code = forms.SlugField(label=_("รหัส"), max_length=60, help_text=CODE_HELP)
    field_order = ["code", "name_th", "name_en"]


class HereForm(Chosen):
    """What an office says of itself: when it is open, and how many it takes."""

    hours_th = forms.CharField(label=_("เวลาเปิดบริการ"), required=False, max_length=200)
    hours_en = forms.CharField(label=_("เวลาเปิดบริการ (ภาษาอังกฤษ)"), required=False, max_length=200)
    capacity = forms.IntegerField(label=_("รับได้ต่อวัน"), required=False, min_value=0, max_value=100_000)


class OwnServiceForm(HereForm, WholeForm):
    """A service of an office's own, such as a partner's: all of it is told here."""

    office = forms.ChoiceField(label=_("หน่วยงานที่ให้บริการ"))
    confirmed = forms.BooleanField(label=_("ตรวจข้อมูลทั้งหมดแล้ว ถูกต้องวันนี้"), required=False)
    field_order = ["office", "name_th", "name_en", "description_th", "description_en", "who", "sections"]

    def values(self) -> dict[str, Any]:
        """Return the values of the verb."""
        given = super().values()
        given.pop("confirmed", None), given.pop("office", None)
        return given


class ServiceForm(HereForm, TermsForm):
    """What an office tells of its copy: what is left empty holds as in the national service."""

    confirmed = forms.BooleanField(label=_("ตรวจข้อมูลทั้งหมดแล้ว ถูกต้องวันนี้"), required=False)

    def values(self) -> dict[str, Any]:
        """Return the values of the verb; no paper chosen and no hours told are those of the template."""
        given = super().values()
        given.pop("confirmed")
        return given | {"papers": given["papers"] or None, "promises": given["promises"] or None}


class LookForm(Chosen):
    """What to look for in the directory, and for whom."""

    q = forms.CharField(label=_("ค้นหา"), required=False, max_length=100)
    agency = forms.ChoiceField(label=_("สังกัด"), required=False)
    area = forms.ChoiceField(label=_("จังหวัด"), required=False)
    who = forms.ChoiceField(label=_("กลุ่มอาชีพ"), required=False, choices=[NONE, *WHO.items()])
    section = forms.ChoiceField(label=_("มาตราประกันสังคม"), required=False, choices=[NONE, *SECTIONS.items()])
    age = forms.IntegerField(label=_("อายุ"), required=False, min_value=0, max_value=120)
    nationality = forms.ChoiceField(
        label=_("สัญชาติ"), required=False, choices=[NONE, *[one for one in Nationality.choices if one[0]]]
    )
