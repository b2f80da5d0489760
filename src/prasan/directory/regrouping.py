"""The form of a regrouping order: number and day, the groups with their names, the number of each province's group."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prasan.directory.arrangements import Ranked
from prasan.directory.forms import DateField
from prasan.directory.models import Area
from prasan.kernel.digits import to_arabic

SPARE = 3
"""Empty rows for groups that the order begins."""
LARGEST = 99


class NumberField(forms.CharField):
    """The number of a group in either script; empty: the province is in none."""

    def clean(self, value: Any) -> int | None:
        """Return the number."""
        text = to_arabic(super().clean(value))
        if not text:
            return None
        if not text.isdigit() or not 1 <= int(text) <= LARGEST:
            raise forms.ValidationError(_("ใส่เลขที่ 1–99 หรือเว้นว่าง"))
        return int(text)


class RegroupForm(forms.Form):
    """An order that redraws all groups of a kind. Begins as things stand: only what moves is typed.

    Parameters: `groups`, those of today; `rest`, the provinces that are in none.
    """

    order_no = forms.CharField(label=_("เลขที่คำสั่ง"), max_length=100)
    effective = DateField(label=_("มีผลวันที่"), help_text=_("การจัดเดิมสิ้นสุดหนึ่งวันก่อนวันนี้ และยังดูย้อนหลังได้"))
    source = forms.CharField(label=_("ที่มาของคำสั่ง"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, groups: Sequence[Ranked], rest: Sequence[Area]) -> None:
        super().__init__(data)
        self.rest, self.groups = rest, groups
        self.rows = len(groups) + SPARE
        for index in range(self.rows):
            known = groups[index].group if index < len(groups) else None
            self.fields[f"number-{index}"] = NumberField(
                label=_("เลขที่"), required=False, initial=known.number if known else ""
            )
            for name, label in (("name_th", _("ชื่อไทย")), ("name_en", _("ชื่ออังกฤษ"))):
                initial = getattr(known, name, "")
                field = forms.CharField(label=label, required=False, max_length=200, initial=initial)
                self.fields[f"{name}-{index}"] = field
        for one in groups:
            for province in one.provinces:
                self._add(province, one.group.number)
        for province in rest:
            self._add(province, None)

    def _add(self, province: Area, number: int | None) -> None:
        name = f"p-{province.pk}"
        self.fields[name] = NumberField(label=province.name, required=False, initial="" if number is None else number)

    def table(self) -> Iterator[tuple[Any, Any, Any]]:
        """Yield the fields of each group: number, Thai name, English name."""
        for index in range(self.rows):
            yield self[f"number-{index}"], self[f"name_th-{index}"], self[f"name_en-{index}"]

    def blocks(self) -> Iterator[tuple[Any, list[Any]]]:
        """Yield each group of today (None: in no group) with the fields of its provinces."""
        for one in self.groups:
            yield one.group, [self[f"p-{province.pk}"] for province in one.provinces]
        if self.rest:
            yield None, [self[f"p-{province.pk}"] for province in self.rest]

    def clean(self) -> dict[str, Any]:
        """Refuse a number twice, a group without a Thai name, and a province in a group that is not listed."""
        told = super().clean() or {}
        seen: dict[int, str] = {}
        for index in range(self.rows):
            number, name = told.get(f"number-{index}"), told.get(f"name_th-{index}", "")
            if number is None:
                if name:
                    self.add_error(f"number-{index}", _("กลุ่ม “%(name)s” ไม่มีเลขที่") % {"name": name})
                continue
            if number in seen:
                self.add_error(f"number-{index}", _("เลขที่ %(n)s มีสองแถว") % {"n": number})
            if not name:
                self.add_error(f"name_th-{index}", _("เลขที่ %(n)s ไม่มีชื่อไทย") % {"n": number})
            seen[number] = name
        for field, number in list(told.items()):
            if field.startswith("p-") and number is not None and number not in seen:
                self.add_error(field, _("ไม่มีเขตหรือกลุ่มเลขที่ %(n)s ในตารางข้างบน") % {"n": number})
        return told

    def wanted(self) -> dict[int, int]:
        """Return province (area number) → number of its group."""
        return {
            int(field[2:]): number
            for field, number in self.cleaned_data.items()
            if field.startswith("p-") and number is not None
        }

    def stamp(self) -> str:
        """Return a short mark of what the form asks for: only what was looked at is carried out."""
        told = [self.cleaned_data["order_no"], self.cleaned_data["effective"].isoformat(), self.arrangement()]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    def names(self) -> dict[int, str]:
        """Return number → Thai name."""
        told = self.cleaned_data
        rows = [(told[f"number-{index}"], told[f"name_th-{index}"]) for index in range(self.rows)]
        return {number: name for number, name in rows if number is not None}

    def arrangement(self) -> list[dict[str, Any]]:
        """Return the groups as ApplyRegroupingOrder takes them; a group without a province is not begun."""
        told = self.cleaned_data
        inside: dict[int, list[int]] = {}
        for province, number in self.wanted().items():
            inside.setdefault(number, []).append(province)
        rows = [(told[f"number-{i}"], told[f"name_th-{i}"], told[f"name_en-{i}"]) for i in range(self.rows)]
        return [
            {"number": number, "name_th": thai, "name_en": english, "provinces": inside[number]}
            for number, thai, english in rows
            if number in inside
        ]
