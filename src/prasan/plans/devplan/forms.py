"""Forms of a development plan's line and of its next step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.directory.forms import DateField
from prasan.directory.models import Agency
from prasan.plans.cycle import DEVELOPMENT
from prasan.plans.models import DevLine, MoneyLine, OrderedItem
from prasan.plans.pages.forms import BAHT, BahtField

WORDS = {
    "issue_th": _("ประเด็นการพัฒนา"), "strategy_th": _("กลยุทธ์หรือแนวทางการพัฒนา"), "project_th": _("โครงการ"),
    "fiscal_year": _("ปีงบประมาณ"), "agency_id": _("หน่วยงานของกระทรวง"), "agency_th": _("หน่วยงานรับผิดชอบ"),
    "budget": _("งบประมาณ"), "source": _("แหล่งเงิน"), "item_id": _("เรื่องที่สั่งให้บรรจุ"), "state": _("สถานะ"),
    "on": _("วันที่ของหนังสือหรือมติ"), "document_no": _("เลขที่หนังสือหรือมติ"), "reason": _("เหตุผล"),
}  # fmt: skip
"""What each column is called on screen."""

MOVES = {
    "agree": _("คณะกรรมการเห็นชอบ"), "include": _("บรรจุในแผนแล้ว"), "fund": _("ได้รับงบประมาณ"),
    "exclude": _("ไม่ได้บรรจุ"), "propose": _("เสนอใหม่"),
}  # fmt: skip
"""What each step is called where it is chosen."""


class LineForm(forms.Form):
    """A line; `places` are the keys and names of the plans that the actor keeps."""

    place = forms.ChoiceField(label=_("แผนของ"))
    fiscal_year = forms.ChoiceField(label=WORDS["fiscal_year"])
    issue_th = forms.CharField(label=WORDS["issue_th"], max_length=300, required=False)
    strategy_th = forms.CharField(label=WORDS["strategy_th"], max_length=300, required=False)
    project_th = forms.CharField(label=WORDS["project_th"], max_length=300)
    item_id = forms.ChoiceField(label=WORDS["item_id"], required=False)
    agency_th = forms.CharField(label=WORDS["agency_th"], max_length=200, required=False)
    budget = BahtField(label=WORDS["budget"], unit=BAHT, required=False)
    source = forms.ChoiceField(label=WORDS["source"], required=False)
    on = DateField(label=WORDS["on"])
    document_no = forms.CharField(label=WORDS["document_no"], max_length=120)

    def __init__(
        self, *args: Any, places: list[tuple[str, str]], year: int, line: DevLine | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **more})
        known: dict[str, Any] = dict(self.fields)
        known["place"].choices = places
        known["fiscal_year"].choices = [(one, str(one)) for one in range(year - 1, year + 5)]
        known["item_id"].choices = [
            ("", _("ไม่ใช่เรื่องที่สั่งให้บรรจุ")),
            *((one.pk, one.name) for one in OrderedItem.objects.all()),
        ]
        known["source"].choices = [("", _("ยังไม่ระบุ")), *MoneyLine.Source.choices]
        for name in ("project_th", "on", "document_no"):
            known[name].error_messages["required"] = _("โปรดกรอกช่องนี้")
        known["on"].help_text = _("วันที่ของหนังสือที่เสนอ เช่น 15 ก.ย. 2568")
        if line is None:
            self.initial = {"fiscal_year": year, "source": "", "item_id": ""}
            return
        for name in ("place", "on", "document_no"):
            del self.fields[name]
        years = {line.fiscal_year, *range(year - 1, year + 5)}
        known["fiscal_year"].choices = [(one, str(one)) for one in sorted(years)]
        if not self.is_bound:
            self.initial = {name: getattr(line, name) for name in self.fields}

    def values(self) -> dict[str, Any]:
        """Return the columns of the line."""
        told = dict(self.cleaned_data)
        agency = (told["agency_th"] or "").strip()
        found = Agency.objects.filter(short_th=agency).first() or Agency.objects.filter(name_th=agency).first()
        names = ("issue_th", "strategy_th", "project_th", "budget", "source")
        return {name: told[name] for name in names} | {
            "fiscal_year": int(told["fiscal_year"]), "item_id": told["item_id"] or None, "agency_th": agency,
            "agency_id": found.pk if found else None,
        }  # fmt: skip


class StepForm(forms.Form):
    """The next step of a line."""

    move = forms.ChoiceField(label=_("ขั้นถัดไป"), widget=forms.RadioSelect)
    on = DateField(label=WORDS["on"])
    document_no = forms.CharField(label=WORDS["document_no"], max_length=120)
    reason = forms.CharField(label=_("เหตุผล (ต้องมีเมื่อไม่ได้บรรจุ)"), max_length=1000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, line: DevLine, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **more})
        known: dict[str, Any] = dict(self.fields)
        known["move"].choices = [(one.name, MOVES[one.name]) for one in DEVELOPMENT.moves if line.state in one.sources]
        for field in known.values():
            field.error_messages["required"] = _("โปรดกรอกช่องนี้")
