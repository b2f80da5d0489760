"""Bringing in reference numbers of the provinces."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.platform.commands import Command, RuleBroken
from prasan.registers import policy as may
from prasan.registers.models import ReferenceSeries, ReferenceValue


@dataclass(kw_only=True)
class LoadReference(Command[ReferenceSeries]):
    """Bring in a series whole: a new one, or all numbers of one with the same code anew.

    `values` is {area number: whole number}; provinces that it does not name have none.
    """

    name = "registers.load_reference"
    verb = _("นำเข้าตัวเลขอ้างอิง")
    model = ReferenceSeries
    allowed = may.can_manage_policies

    code: str = ""
    name_th: str = ""
    name_en: str = ""
    unit_th: str = ""
    as_of: dt.date | None = None
    source: str = ""
    values: dict[int, int] = field(default_factory=dict)

    def subject(self, actor: Any) -> ReferenceSeries:
        """Return the series of the code, locked, or a new one."""
        found = ReferenceSeries.objects.select_for_update().filter(code=self.code).first()
        return found or ReferenceSeries(code=self.code)

    def check(self, actor: Any, subject: ReferenceSeries) -> None:
        """Refuse a series without name, unit, day and source, or whose numbers are not those of provinces."""
        words = {
            "code": _("โปรดใส่รหัสสั้นภาษาอังกฤษ เช่น population-2568"), "name_th": _("โปรดใส่ชื่อตัวเลขอ้างอิง"),
            "unit_th": _("โปรดใส่หน่วยนับ"), "as_of": _("โปรดใส่วันที่ของข้อมูล"), "source": _("โปรดใส่แหล่งข้อมูล"),
        }  # fmt: skip
        for name, text in words.items():
            value = getattr(self, name)
            if not (value.strip() if isinstance(value, str) else value):
                raise RuleBroken(text, field=name)
        if self.as_of is not None and self.as_of > timezone.localdate():
            raise RuleBroken(_("วันที่ของข้อมูลอยู่ในอนาคต"), field="as_of")
        if not self.values or not any(self.values.values()):
            raise RuleBroken(_("ไม่พบจังหวัดกับตัวเลข วางสองคอลัมน์: จังหวัด และตัวเลข"), field="values")
        if any(value < 0 for value in self.values.values()):
            raise RuleBroken(_("ตัวเลขอ้างอิงติดลบไม่ได้"), field="values")
        known = Area.objects.provinces().filter(pk__in=list(self.values)).count()
        if known != len(self.values):
            raise RuleBroken(_("มีพื้นที่ที่ไม่ใช่จังหวัด"), field="values")

    def handle(self, actor: Any, subject: ReferenceSeries) -> ReferenceSeries:
        """Write the series and its numbers; the journal tells how many and their sum."""
        for name in ("name_th", "name_en", "unit_th", "source"):
            setattr(subject, name, str(getattr(self, name)).strip())
        assert self.as_of is not None
        subject.as_of = self.as_of
        adding = subject.pk is None
        subject.save()
        before = None if adding else sum(subject.values.values_list("value", flat=True))
        subject.values.all().delete()
        rows = [ReferenceValue(series=subject, area_id=area, value=value) for area, value in self.values.items()]
        ReferenceValue.objects.bulk_create(rows)
        self.details["sum"] = [before, sum(self.values.values())]
        return subject
