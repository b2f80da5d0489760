"""What must hold of a plan's lines: errors by field for the one who types, and what submission asks for.

Rule of the sources (a release of the ministry's centre of December 2560): every important project names
goal, period and main responsible person.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from prasan.plans.models import Activity, BeneficiaryLine, Milestone, MoneyLine, Plan, Project, known_labels
from prasan.plans.models.lines import AMOUNTS
from prasan.plans.queries import Tree
from prasan.platform.commands import RuleBroken
from prasan.platform.ui.filters import thaidate

Errors = dict[str, str | Promise]
WHOLE = Decimal(100)


class Incomplete(RuleBroken):
    """Several things to mend at once: `errors` says what, by field."""

    def __init__(self, errors: Errors) -> None:
        first, text = next(iter(errors.items()))
        super().__init__(text, field=first)
        self.errors = errors


def errors_of(row: Model, plan: Plan, **more: Any) -> Errors:
    """Return what is wrong with a line before it is saved, by field; empty when it is sound.

    Parameters: `more`, for a project `policies`, the numbers of the policies it will serve.
    """
    found: Errors = {}
    try:
        row.clean_fields(exclude=["plan", "project", "activity", "copied_from", "work_item", "indicator"])
    except ValidationError as error:
        found = {name: texts[0] for name, texts in error.message_dict.items()}
    if isinstance(row, Project):
        return found | _project(row, plan, more.get("policies") or [])
    if isinstance(row, Activity):
        return found | _activity(row)
    if isinstance(row, Milestone):
        return found | _milestone(row)
    if isinstance(row, MoneyLine):
        return found | _money(row)
    if isinstance(row, BeneficiaryLine):
        return found | _beneficiary(row)
    return found


def _period(row: Any) -> Errors:
    found: Errors = {}
    if row.start is None:
        found["start"] = _("โปรดใส่วันเริ่ม")
    if row.end is None:
        found["end"] = _("โปรดใส่วันสิ้นสุด")
    if row.start and row.end and row.end < row.start:
        found["end"] = _("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม")
    return found


def _project(row: Project, plan: Plan, policies: list[int]) -> Errors:
    found: Errors = {}
    if not row.name_th.strip():
        found["name_th"] = _("โปรดใส่ชื่อโครงการ")
    if not row.goal_th.strip():
        found["goal_th"] = _("โปรดใส่เป้าหมาย: ใครดีขึ้น เท่าไร")
    found |= _period(row) | _labels(row)
    if row.responsible_id is None:
        found["responsible"] = _("โปรดใส่ผู้รับผิดชอบหลัก")
    if not policies:
        found["policies"] = _("โปรดเลือกนโยบายที่โครงการนี้ตอบ อย่างน้อยหนึ่งเรื่อง")
    if not {"start", "end"} & found.keys():
        found |= _in_year(row, plan.bounds)
    return found


def _labels(row: Any) -> Errors:
    """Refuse a label that is not in the list."""
    known = {code for code, _name in known_labels()} if row.labels else set()
    unknown = [code for code in row.labels if code not in known]
    return {"labels": _("ไม่มีป้าย “%(code)s” ในรายการของส่วนกลาง") % {"code": unknown[0]}} if unknown else {}


def _in_year(row: Project, year: tuple[dt.date, dt.date]) -> Errors:
    first, last = year
    if row.multi_year:
        outside = row.end < first or row.start > last
        return {"end": _("โครงการหลายปีต้องมีช่วงที่อยู่ในปีงบประมาณของแผน")} if outside else {}
    text = _("ต้องอยู่ในปีงบประมาณ (%(first)s ถึง %(last)s) ถ้ายาวกว่านั้นให้เลือกดำเนินการหลายปี") % {
        "first": thaidate(first), "last": thaidate(last),
    }  # fmt: skip
    return {name: text for name, day in (("start", row.start), ("end", row.end)) if not first <= day <= last}


def _activity(row: Activity) -> Errors:
    found: Errors = {} if row.name_th.strip() else {"name_th": _("โปรดใส่ชื่อกิจกรรม")}
    found |= _period(row) | _labels(row)
    if row.weight is None or not 0 <= row.weight <= WHOLE:
        found["weight"] = _("น้ำหนักอยู่ระหว่าง 0 ถึง 100")
    if row.target is not None and row.indicator_id is None:
        found["indicator"] = _("โปรดเลือกตัวชี้วัดของเป้าหมายนี้")
    if row.target is not None and row.target < 0:
        found["target"] = _("เป้าหมายติดลบไม่ได้")
    if {"start", "end"} & found.keys():
        return found
    project = row.project
    text = _("ต้องอยู่ในช่วงของโครงการ (%(first)s ถึง %(last)s)") % {
        "first": thaidate(project.start), "last": thaidate(project.end),
    }  # fmt: skip
    days = (("start", row.start), ("end", row.end))
    return found | {name: text for name, day in days if not project.start <= day <= project.end}


def _milestone(row: Milestone) -> Errors:
    found: Errors = {} if row.name_th.strip() else {"name_th": _("โปรดใส่ชื่อหมุดหมาย")}
    if row.due is None:
        return found | {"due": _("โปรดใส่วันครบกำหนด")}
    if not row.activity.start <= row.due <= row.activity.end:
        found["due"] = _("ต้องอยู่ในช่วงของกิจกรรม (%(first)s ถึง %(last)s)") % {
            "first": thaidate(row.activity.start), "last": thaidate(row.activity.end),
        }  # fmt: skip
    return found


def _money(row: MoneyLine) -> Errors:
    found: Errors = {name: _("จำนวนเงินติดลบไม่ได้") for name in AMOUNTS if (getattr(row, name) or 0) < 0}
    if row.source == MoneyLine.Source.PARTNER and not row.giver.strip():
        found["giver"] = _("โปรดบอกว่าภาคีใดให้เงิน")
    if row.activity is not None and row.activity.project_id != row.project_id:
        found["activity"] = _("กิจกรรมนี้ไม่ได้อยู่ในโครงการนี้")
    return found


def _beneficiary(row: BeneficiaryLine) -> Errors:
    found: Errors = {} if row.who_th.strip() else {"who_th": _("โปรดบอกว่าใครได้ประโยชน์")}
    if row.number is None:
        found["number"] = _("โปรดใส่จำนวน (คนหนึ่งนับครั้งเดียว)")
    if not row.unit_th.strip() and any(value is not None for value in (row.before, row.after, row.later)):
        found["unit_th"] = _("โปรดใส่หน่วยของค่าก่อนและหลัง เช่น บาทต่อเดือน")
    if row.later is not None and row.later_on is None:
        found["later_on"] = _("โปรดใส่วันที่ถามซ้ำ")
    if row.after_on and row.later_on and row.later_on <= row.after_on:
        found["later_on"] = _("วันที่ถามซ้ำต้องหลังวันที่วัดผลหลัง")
    return found


def before_submission(found: Tree) -> list[str]:
    """Return, as sentences, what keeps a plan from being submitted; empty when it is ready."""
    if not found.projects:
        return [_("แผนนี้ยังไม่มีโครงการ โปรดเพิ่มอย่างน้อยหนึ่งโครงการ")]
    told = []
    for project in found.projects:
        name = {"name": project.name_th}
        if project.responsible_id is None:
            told.append(_("“%(name)s” ยังไม่มีผู้รับผิดชอบหลัก") % name)
        if not found.policies.get(project.pk):
            told.append(_("“%(name)s” ยังไม่เชื่อมกับนโยบาย") % name)
        activities = found.activities.get(project.pk, [])
        if not activities:
            told.append(_("“%(name)s” ยังไม่มีกิจกรรม") % name)
            continue
        total = weight_of(activities)
        if total != WHOLE:
            told.append(_weights(project.name_th, total))
        told += _outside(project, activities, found)
    return told


def _weights(name: str, total: Decimal) -> str:
    words = {"name": name, "sum": f"{total.normalize():f}"}
    return _("น้ำหนักกิจกรรมของ “%(name)s” รวมได้ %(sum)s ต้องรวมได้ 100") % words


def weight_of(activities: list[Activity]) -> Decimal:
    """Return the sum of the weights of a project's activities."""
    return sum((one.weight for one in activities), Decimal(0))


def _outside(project: Project, activities: list[Activity], found: Tree) -> list[str]:
    """Return what lies outside of what it belongs to: the project may have been shortened meanwhile."""
    told = []
    if _in_year(project, found.plan.bounds):
        told.append(_("ช่วงเวลาของ “%(name)s” อยู่นอกปีงบประมาณ") % {"name": project.name_th})
    for activity in activities:
        if activity.start < project.start or activity.end > project.end:
            told.append(_("กิจกรรม “%(name)s” อยู่นอกช่วงของโครงการ") % {"name": activity.name_th})
        for stone in found.milestones.get(activity.pk, []):
            if not activity.start <= stone.due <= activity.end:
                told.append(_("หมุดหมาย “%(name)s” อยู่นอกช่วงของกิจกรรม") % {"name": stone.name_th})
    return told
