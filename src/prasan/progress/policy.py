"""Who may do what with monthly reports; a refusal carries its reason.

Who submits does not approve. Nobody edits another office's figures: the provincial labour officer
asks (chases, returns with a reason) and never types.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import EXECUTIVES, REACH, Reach, Role
from prasan.progress.models import Report

Answer = str | Promise | None

OWN_OFFICE_ONLY = _("เฉพาะเจ้าหน้าที่หรือหัวหน้าของหน่วยงานเจ้าของรายงานเท่านั้นที่กรอกและส่งได้")
NOT_A_REPORTER = _("ตำแหน่งของท่านไม่ได้กรอกรายงานประจำเดือน")
PROVINCE_ONLY = _("เฉพาะแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่อนุมัติหรือส่งกลับได้")
NOT_YOUR_OWN = _("ท่านเป็นผู้ส่งรายงานนี้ จึงอนุมัติเองไม่ได้ ต้องให้อีกคนหนึ่งอนุมัติ")
CHASE_ONLY = _("เฉพาะแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่ทวงรายงานได้")
NOT_PROVINCIAL = _("หน่วยงานนี้ไม่ใช่หน่วยงานในจังหวัด จึงไม่มีรายงานประจำเดือนของจังหวัด")

WRITERS = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
"""The seats that fill in and send their own office's report."""


def can_type(actor: Any, report: Report) -> Answer:
    """Allow officers and the head of the report's own office to fill it in."""
    if not actor.has(*WRITERS):
        return NOT_A_REPORTER
    return None if actor.office_id == report.office_id else OWN_OFFICE_ONLY


can_submit = can_type
"""Whoever may fill a report in may send it."""


def can_open(actor: Any, report: Report) -> Answer:
    """Allow whoever may fill the report in to begin it; only provincial units report by province."""
    if report.office.kind != Office.Kind.PROVINCIAL:
        return NOT_PROVINCIAL
    return can_type(actor, report)


def _leads(actor: Any, area_id: int) -> bool:
    """Tell whether the actor is the provincial labour officer of an area.

    The seat must be in the office that leads the province. Bangkok has no labour office: the unit that
    stands in leads there, and its seat carries the same role.
    """
    return bool(actor.has(Role.PLO) and actor.leads_province and actor.in_area(area_id))


def can_approve(actor: Any, report: Report) -> Answer:
    """Allow the provincial labour officer, but never the person who submitted."""
    if not _leads(actor, report.area_id):
        return PROVINCE_ONLY
    return NOT_YOUR_OWN if report.submitted_by_id == actor.person_id else None


def can_return(actor: Any, report: Report) -> Answer:
    """Allow the provincial labour officer to send a report back with a reason."""
    return None if _leads(actor, report.area_id) else PROVINCE_ONLY


can_reopen = can_return
"""Whoever may send back may also open again what was approved, with a reason."""


def can_chase(actor: Any, office: Office) -> Answer:
    """Allow the provincial labour officer to ask any unit of the province for its report."""
    if office.kind != Office.Kind.PROVINCIAL:
        return NOT_PROVINCIAL
    return None if _leads(actor, office.area_id) else CHASE_ONLY


LOAD_ONLY = _("เฉพาะเจ้าหน้าที่เวรของศูนย์ปฏิบัติการเท่านั้นที่นำเข้าตัวเลขจำนวนมากได้")


def can_load(actor: Any, load: Any) -> Answer:
    """Allow the duty officer of the centre (and the system itself, by command line) to load many figures."""
    return None if getattr(actor, "is_system", False) or actor.has(Role.DUTY_OFFICER) else LOAD_ONLY


def can_send_workbook(actor: Any, filled: Any) -> Answer:
    """Allow whoever fills reports in to send a filled workbook; each report in it is judged by itself."""
    return None if actor.has(*WRITERS) else NOT_A_REPORTER


MAPS_ONLY = _("เฉพาะผู้รับผิดชอบนโยบายหรือเจ้าหน้าที่เวรของศูนย์ปฏิบัติการเท่านั้นที่แก้ผังคอลัมน์ได้")


def can_edit_maps(actor: Any, column_map: Any) -> Answer:
    """Allow policy owners and the duty officer of the centre to edit the column maps of files for other systems."""
    return None if actor.has(Role.POLICY_OWNER, Role.DUTY_OFFICER) else MAPS_ONLY


can_export_by_map = can_edit_maps
"""Whoever edits a map may write the file by it."""


def opens_country(actor: Any) -> bool:
    """Tell whether a seat opens every province: nation-wide roles and departments."""
    return actor.scope.everything or actor.scope.agency is not None


def opens_area(actor: Any, first: int, last: int) -> bool:
    """Tell whether a seat opens a province, given its range of numbers: its scope, or where its office is."""
    if REACH[actor.role] is Reach.NOTHING:
        return False
    return opens_country(actor) or actor.scope.covers(area=first) or first <= actor.area_id <= last


def sees_rank(actor: Any) -> bool:
    """Tell whether a seat sees provinces in order of their results: the chair's view until it is released.

    Rule: government.md, rank and blame; no rank stands on a province's own brief.
    """
    return REACH[actor.role] is not Reach.NOTHING and (opens_country(actor) or actor.role in EXECUTIVES)


RANK_IS_THE_CHAIRS = _("ตารางจัดอันดับเป็นมุมมองของผู้บริหาร จังหวัดดูผลของตนเทียบกับแผนได้ที่หน้าจังหวัด")
OUT_OF_SCOPE = _("ไม่พบจังหวัดนี้ หรืออยู่นอกขอบเขตของท่าน")


FREEZE_ONLY = _("เฉพาะศูนย์ปฏิบัติการ กรม โฆษก และแรงงานจังหวัด (เฉพาะจังหวัดของตน) เท่านั้นที่ตรึงชุดตัวเลขได้")
FREEZERS = (
    Role.DUTY_OFFICER, Role.POLICY_OWNER, Role.SPOKESPERSON, Role.PERMANENT_SECRETARY, Role.DIRECTOR_GENERAL,
    Role.DEPARTMENT_OFFICER,
)  # fmt: skip
"""The seats that give figures of the whole ministry outside."""


def can_freeze(actor: Any, frozen: Any) -> Answer:
    """Allow who speaks for the ministry or a department; a provincial labour officer for the own province alone."""
    if actor.has(*FREEZERS) or _leads(actor, frozen.area_id):
        return None
    return FREEZE_ONLY
