"""Verbs about column maps: add, change, take away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, RuleBroken
from prasan.progress import policy as may
from prasan.progress.columnmaps.fields import FIELDS
from prasan.progress.columnmaps.models import ColumnMap

MOST = 40
"""Columns of one map."""


def _must_fit(pk: int | None, told: Any) -> None:
    """Refuse a map without name or columns, a strange field, two columns or two maps of one name."""
    if not told.map_name.strip() or not told.system.strip():
        raise RuleBroken(_("โปรดใส่ชื่อผังและระบบปลายทาง"), field="name")
    if ColumnMap.objects.filter(name=told.map_name.strip()).exclude(pk=pk or 0).exists():
        raise RuleBroken(_("มีผังชื่อนี้แล้ว"), field="name")
    if told.every not in ColumnMap.Every.values:
        raise RuleBroken(_("โปรดเลือกว่าเป็นไฟล์รายเดือนหรือรายไตรมาส"), field="every")
    headings = [one["heading"] for one in told.columns]
    if not headings or len(headings) > MOST:
        raise RuleBroken(_("โปรดใส่ 1 ถึง %(n)s คอลัมน์") % {"n": MOST}, field="columns")
    if len(set(headings)) != len(headings):
        raise RuleBroken(_("มีหัวคอลัมน์ซ้ำกัน"), field="columns")
    if any(one["field"] not in FIELDS for one in told.columns):
        raise RuleBroken(_("โปรดเลือกข้อมูลของทุกคอลัมน์"), field="columns")


def _fill(row: ColumnMap, told: Any) -> None:
    row.name, row.system, row.every = told.map_name.strip(), told.system.strip(), told.every
    row.columns, row.verified, row.remark = told.columns, told.verified, told.remark.strip()


@dataclass(kw_only=True)
class AddColumnMap(Create[ColumnMap]):
    """Add the columns of a file for another system."""

    name = "progress.add_column_map"
    verb = _("เพิ่มผังคอลัมน์")
    model = ColumnMap
    allowed = may.can_edit_maps

    map_name: str = ""
    system: str = ""
    every: str = ColumnMap.Every.MONTH
    columns: list[dict[str, str]] = field(default_factory=list)
    verified: bool = False
    remark: str = ""

    def build(self, actor: Any) -> ColumnMap:
        """Return the new map."""
        row = ColumnMap()
        _fill(row, self)
        return row

    def check(self, actor: Any, subject: ColumnMap) -> None:
        """Refuse what is no map."""
        _must_fit(None, self)


@dataclass(kw_only=True)
class ChangeColumnMap(Command[ColumnMap]):
    """Change a map: its columns, and whether somebody compared it with the other system's form."""

    name = "progress.change_column_map"
    verb = _("แก้ผังคอลัมน์")
    model = ColumnMap
    allowed = may.can_edit_maps

    map_name: str = ""
    system: str = ""
    every: str = ColumnMap.Every.MONTH
    columns: list[dict[str, str]] = field(default_factory=list)
    verified: bool = False
    remark: str = ""

    def check(self, actor: Any, subject: ColumnMap) -> None:
        """Refuse what is no map."""
        _must_fit(subject.pk, self)

    def handle(self, actor: Any, subject: ColumnMap) -> ColumnMap:
        """Write it."""
        _fill(subject, self)
        subject.save()
        return subject


@dataclass(kw_only=True)
class RemoveColumnMap(Command[ColumnMap]):
    """Take a map away; files that were written by it stay what they are."""

    name = "progress.remove_column_map"
    verb = _("ลบผังคอลัมน์")
    model = ColumnMap
    allowed = may.can_edit_maps

    def handle(self, actor: Any, subject: ColumnMap) -> ColumnMap:
        """Delete it; the journal keeps what it was called."""
        self.details["name"] = [subject.name, None]
        ColumnMap.objects.filter(pk=subject.pk).delete()
        return subject
