"""The kinds of lines that a plan is made of, as data: which columns are the plan, which are its results.

The columns of the plan are frozen by a baseline and change only while the plan may be edited. The
columns of results (money that moved, people reached, milestones met) are recorded while it is carried out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.plans.models import Activity, BeneficiaryLine, Milestone, MoneyLine, Project


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of line.

    Parameters: `plan`, the path from its table to the plan's number; `project`, to its project's; `parent`,
    the column of what it hangs on, with the part of that; `fields`, columns of the plan; `many`, its
    relations to many; `results`, columns that are recorded later.
    """

    name: str
    word: str | Promise
    model: type[models.Model]
    plan: str
    project: str
    parent: tuple[str, str]
    fields: tuple[str, ...]
    many: tuple[str, ...] = ()
    results: tuple[str, ...] = ()

    @property
    def objects(self) -> Any:
        """Return the manager of its table."""
        return self.model._default_manager


PARTS: dict[str, Part] = {
    part.name: part
    for part in (
        Part(
            "project", _("โครงการ"), Project, "plan_id", "id", ("plan", "plan"),
            ("name_th", "goal_th", "start", "end", "multi_year", "office", "responsible", "labels"),
            ("policies", "indicators"),
        ),
        Part(
            "activity", _("กิจกรรม"), Activity, "project__plan_id", "project_id", ("project", "project"),
            ("name_th", "start", "end", "weight", "office", "responsible", "partners", "area", "place", "labels",
             "indicator", "target"),
            ("co_offices",),
        ),
        Part(
            "milestone", _("หมุดหมาย"), Milestone, "activity__project__plan_id", "activity__project_id",
            ("activity", "activity"), ("name_th", "due"), (), ("reached_on",),
        ),
        Part(
            "money", _("เงิน"), MoneyLine, "project__plan_id", "project_id", ("project", "project"),
            ("activity", "source", "budget_code", "giver", "allocated"), (),
            ("transferred", "committed", "spent", "carried_over"),
        ),
        Part(
            "beneficiary", _("ผู้ได้ประโยชน์"), BeneficiaryLine, "project__plan_id", "project_id",
            ("project", "project"), ("kind", "who_th", "area", "number", "outcome", "unit_th", "before"), (),
            ("reached", "after", "after_on", "later", "later_on"),
        ),
    )
}  # fmt: skip
"""Every kind by its name, in the order of the tree."""

FOLLOW_UP = frozenset({"later", "later_on"})
"""Results that are asked 12 months later, when the plan may be closed."""

WORDS: dict[str, str | Promise] = {
    "name_th": _("ชื่อ"), "goal_th": _("เป้าหมาย"), "start": _("เริ่ม"), "end": _("สิ้นสุด"),
    "multi_year": _("ดำเนินการหลายปี"), "office": _("หน่วยงานรับผิดชอบ"), "responsible": _("ผู้รับผิดชอบหลัก"),
    "labels": _("ป้ายกำกับ"), "policies": _("นโยบายที่ตอบ"), "indicators": _("ตัวชี้วัดที่เชื่อม"), "weight": _("น้ำหนัก (ร้อยละ)"),
    "co_offices": _("หน่วยงานร่วม"), "partners": _("หน่วยงานภายนอกและภาคี"), "area": _("พื้นที่"), "place": _("สถานที่"),
    "due": _("ครบกำหนด"), "reached_on": _("ถึงเมื่อ"), "activity": _("กิจกรรม"), "source": _("แหล่งเงิน"),
    "budget_code": _("รหัสงบประมาณ"), "giver": _("ผู้ให้เงิน"), "allocated": _("ได้รับจัดสรร"), "transferred": _("โอนแล้ว"),
    "committed": _("ผูกพัน"), "spent": _("เบิกจ่าย"), "carried_over": _("กันเหลื่อมปี"), "kind": _("นับเป็น"),
    "who_th": _("ผู้ได้ประโยชน์คือ"), "number": _("จำนวนที่ตั้งใจ (ไม่ซ้ำ)"), "reached": _("จำนวนที่ถึงแล้ว (ไม่ซ้ำ)"),
    "outcome": _("สิ่งที่ดีขึ้น"), "unit_th": _("หน่วยของผลลัพธ์"), "before": _("ก่อน"), "after": _("หลัง"),
    "later": _("หลัง 12 เดือน"), "granted": _("จัดสรรตามบัญชี"), "after_on": _("วัดผลหลังเมื่อ"), "later_on": _("ถามซ้ำเมื่อ"),
    "indicator": _("ตัวชี้วัดของกิจกรรม"), "target": _("เป้าหมายของกิจกรรม"),
}  # fmt: skip
"""What each column of a line is called on screen."""
