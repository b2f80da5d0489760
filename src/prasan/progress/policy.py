"""Who may do what with monthly reports; a refusal carries its reason.

One entry, two lines: the office sends, its head approves, department and province accept. Who submits, or had
somebody submit for them, does none of the three. Nobody edits another office's figures: who judges asks (chases,
returns with a reason) and never types.
"""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import CENTRE, EXECUTIVES, REACH, Reach, Role
from prasan.directory.scope import CENTRAL_KINDS
from prasan.progress.models import Correction, Line, Opening, Passing, Report

Paper = Report | Correction
"""What passes head, department and province."""
Answer = str | Promise | None

OWN_OFFICE_ONLY = _("เฉพาะเจ้าหน้าที่หรือหัวหน้าของหน่วยงานเจ้าของรายงานเท่านั้นที่กรอกและส่งได้")
NOT_A_REPORTER = _("ตำแหน่งของท่านไม่ได้กรอกรายงานประจำเดือน")
HEAD_ONLY = _("เฉพาะหัวหน้าของหน่วยงานเจ้าของรายงานเท่านั้นที่อนุมัติได้")
PROVINCE_ONLY = _("เฉพาะแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่รับรองแทนจังหวัดได้")
DEPARTMENT_ONLY = _("เฉพาะเจ้าหน้าที่หรืออธิบดีของกรมเจ้าสังกัดเท่านั้นที่รับรองแทนกรมได้")
JUDGES_ONLY = _("เฉพาะหัวหน้าหน่วยงาน กรมเจ้าสังกัด และแรงงานจังหวัดของรายงานนี้เท่านั้นที่ส่งกลับได้")
NOT_YOUR_OWN = _("ท่านเป็นผู้ส่งรายงานนี้ จึงอนุมัติเองไม่ได้ ต้องให้อีกคนหนึ่งอนุมัติ")
OTHER_LINE = _("ท่านรับรองรายงานนี้ในอีกสายหนึ่งแล้ว แต่ละสายต้องรับรองโดยคนละคน")
OPENERS_ONLY = _("เฉพาะแรงงานจังหวัด กรมเจ้าสังกัด หรือส่วนกลางเท่านั้นที่เปิดเดือนที่ปิดรับแล้วได้")
CHASE_ONLY = _("เฉพาะแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่ทวงรายงานได้")
NOT_PROVINCIAL = _("หน่วยงานนี้ไม่ใช่หน่วยงานในจังหวัด จึงไม่มีรายงานประจำเดือนของจังหวัด")

WRITERS = (Role.AGENCY_OFFICER, Role.AGENCY_HEAD)
"""The seats that fill in and send their own office's report."""
DEPARTMENT = (Role.DEPARTMENT_OFFICER, Role.DIRECTOR_GENERAL)
"""The seats that accept for their department."""


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


def sent(actor: Any, paper: Passing) -> bool:
    """Tell whether the actor sent a paper, acts for who sent it, or had somebody act for them who sent it."""
    mine = {actor.person_id, getattr(actor, "holder_id", None)} - {None}
    return bool(mine & {paper.submitted_by_id, paper.submitted_for_id})


def line_of(actor: Any, paper: Paper) -> Line | None:
    """Return in whose name an actor judges a paper: head, department or province; None who does not judge it."""
    if actor.has(Role.AGENCY_HEAD) and actor.office_id == paper.office_id:
        return Line.HEAD
    if _leads(actor, paper.area_id):
        return Line.PROVINCE
    return Line.DEPARTMENT if _of_department(actor, paper.office) else None


def _of_department(actor: Any, office: Office) -> bool:
    """Tell whether an actor speaks for the department that an office belongs to: from a seat at its centre."""
    at_centre = actor.has(*DEPARTMENT) and actor.office_kind in CENTRAL_KINDS
    return bool(at_centre and actor.agency is not None and actor.agency == office.agency_id)


def _accepts(actor: Any, paper: Paper, other_id: int | None) -> Answer:
    if sent(actor, paper):
        return NOT_YOUR_OWN
    return OTHER_LINE if other_id is not None and other_id == actor.person_id else None


def can_approve(actor: Any, paper: Paper) -> Answer:
    """Allow the head of the paper's own office, but never who submitted it."""
    if line_of(actor, paper) is not Line.HEAD:
        return HEAD_ONLY
    return NOT_YOUR_OWN if sent(actor, paper) else None


def can_accept_department(actor: Any, paper: Paper) -> Answer:
    """Allow the officers and the head of the department that the office belongs to."""
    if line_of(actor, paper) is not Line.DEPARTMENT:
        return DEPARTMENT_ONLY
    return _accepts(actor, paper, paper.province_by_id)


def can_accept_province(actor: Any, paper: Paper) -> Answer:
    """Allow the provincial labour officer, but never who submitted it or accepted it for the department."""
    if line_of(actor, paper) is not Line.PROVINCE:
        return PROVINCE_ONLY
    return _accepts(actor, paper, paper.department_by_id)


def can_return(actor: Any, paper: Paper) -> Answer:
    """Allow each line to send back with a reason; whether it still can, the paper's state tells."""
    return JUDGES_ONLY if line_of(actor, paper) is None else None


def can_correct(actor: Any, correction: Correction) -> Answer:
    """Allow officers and the head of the report's own office to propose a correction, and to take it back."""
    if not actor.has(*WRITERS):
        return NOT_A_REPORTER
    return None if actor.office_id == correction.office_id else OWN_OFFICE_ONLY


def opens_as(actor: Any, office: Office) -> str | None:
    """Return by which right an actor opens a locked month of an office: its line, "" for the centre, None for none."""
    if actor.has(*CENTRE):
        return ""
    if _leads(actor, office.area_id):
        return Line.PROVINCE
    return Line.DEPARTMENT if _of_department(actor, office) else None


def can_open_month(actor: Any, opening: Opening) -> Answer:
    """Allow the province and the department of an office, and the centre, to open a locked month again."""
    if opening.office.kind != Office.Kind.PROVINCIAL:
        return NOT_PROVINCIAL
    return OPENERS_ONLY if opens_as(actor, opening.office) is None else None


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
