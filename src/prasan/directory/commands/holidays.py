"""Verbs about holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.seats import found_or_refused
from prasan.directory.models import Area, Holiday
from prasan.directory.policy import can_change_holiday
from prasan.platform.commands import Command, Create, RuleBroken
from prasan.platform.journal.changes import plain

PLACES = frozenset({Area.Kind.NATION, Area.Kind.PROVINCE, Area.Kind.COUNTRY})


def check_once(holiday: Holiday) -> None:
    """Raise RuleBroken for an empty or repeated holiday, or one of a place that has none of its own."""
    if not holiday.name_th:
        raise RuleBroken(_("กรอกชื่อวันหยุด"), field="name_th")
    if holiday.area.kind not in PLACES:
        raise RuleBroken(_("วันหยุดเป็นของประเทศ จังหวัด หรือต่างประเทศเท่านั้น"), field="area")
    same = Holiday.objects.filter(day=holiday.day, area=holiday.area, name_th=holiday.name_th)
    if same.exclude(pk=holiday.pk).exists():
        raise RuleBroken(_("มีวันหยุดนี้อยู่แล้ว"), field="day")


@dataclass(kw_only=True)
class AddHoliday(Create[Holiday]):
    """Add a holiday of the nation, of a province or of a country abroad."""

    name = "directory.add_holiday"
    verb = _("เพิ่มวันหยุด")
    model = Holiday
    allowed = can_change_holiday

    day: dt.date
    area_id: int
    name_th: str
    name_en: str = ""
    closes_offices: bool = True
    source: str = ""

    def build(self, actor: Any) -> Holiday:
        """Return the holiday."""
        area = found_or_refused(Area, self.area_id, _("ไม่พบพื้นที่นี้"), "area")
        return Holiday(
            day=self.day, area=area, name_th=self.name_th.strip(), name_en=self.name_en.strip(),
            closes_offices=self.closes_offices, source=self.source.strip(),
        )  # fmt: skip

    def check(self, actor: Any, subject: Holiday) -> None:
        """Refuse it twice."""
        check_once(subject)


@dataclass(kw_only=True)
class ChangeHoliday(Command[Holiday]):
    """Move or rename a holiday."""

    name = "directory.change_holiday"
    verb = _("แก้ไขวันหยุด")
    model = Holiday
    allowed = can_change_holiday

    day: dt.date
    name_th: str
    name_en: str = ""
    closes_offices: bool = True
    source: str = ""

    def handle(self, actor: Any, subject: Holiday) -> Holiday:
        """Save."""
        subject.day, subject.name_th = self.day, self.name_th.strip()
        subject.name_en, subject.closes_offices = self.name_en.strip(), self.closes_offices
        subject.source = self.source.strip()
        check_once(subject)
        subject.save()
        return subject


@dataclass(kw_only=True)
class RemoveHoliday(Command[Holiday]):
    """Remove a holiday; the journal keeps what it was."""

    name = "directory.remove_holiday"
    verb = _("ลบวันหยุด")
    model = Holiday
    allowed = can_change_holiday

    def handle(self, actor: Any, subject: Holiday) -> Holiday:
        """Delete the row and note what it said."""
        for name in ("day", "name_th", "name_en", "closes_offices", "source"):
            self.details[name] = [plain(getattr(subject, name)), None]
        Holiday.objects.filter(pk=subject.pk).delete()
        return subject
