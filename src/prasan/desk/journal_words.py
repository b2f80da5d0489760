"""Journal entries in the words of people: who · verb · thing · before → after."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.desk import (
    journal_counter,
    journal_directives,
    journal_meetings,
    journal_meetings_after,
    journal_networks,
    journal_privacy,
    journal_referrals,
    journal_resources,
    journal_services,
    journal_situation,
    journal_training,
    journal_understanding,
    journal_workers,
)
from prasan.plans.models.lines import AMOUNTS, MoneyLine
from prasan.platform.commands.command import COMMANDS
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment, number, thaidate
from prasan.platform.vault.keys import is_sealed
from prasan.progress import periods
from prasan.progress.models import Said
from prasan.progress.splits import names_of
from prasan.registers.models import Indicator

MANY = 6
"""Elements of a list that are written out; longer ones are counted."""


FIELDS = {
    "name": _("ชื่อ"), "writes": _("เขียนข้อมูลได้"), "expires": _("หมดอายุ"), "file_name": _("ชื่อไฟล์"),
    "applied": _("นำเข้าเมื่อ"),
    "state": _("สถานะ"), "office": _("หน่วยงาน"), "area": _("พื้นที่"), "period": _("เดือนที่รายงาน"),
    "due": _("ครบกำหนด"), "version": _("ครั้งที่บันทึก"), "submitted_by": _("ผู้ส่ง"),
    "submitted_at": _("ส่งเมื่อ"), "approved_by": _("ผู้อนุมัติ"), "approved_at": _("อนุมัติเมื่อ"),
    "offered_by": _("ผู้ส่ง"), "offered_at": _("ส่งเมื่อ"), "cascade": _("การถ่ายทอดนโยบายสู่จังหวัด"), "by": _("ผู้นำเข้า"),
    "submitted_for": _("ส่งแทน"), "department_by": _("ผู้รับรองแทนกรม"), "department_at": _("กรมรับรองเมื่อ"),
    "province_by": _("ผู้รับรองแทนจังหวัด"), "province_at": _("จังหวัดรับรองเมื่อ"),
    "returned_line": _("สายที่ส่งกลับ"), "until": _("เปิดถึงวันที่"), "line": _("สายการรับรอง"),
    "opened_by": _("ผู้เปิดให้แก้ไข"), "opened_on": _("เปิดเมื่อวันที่"), "opened_at": _("เปิดเมื่อ"),
    "report": _("รายงานประจำเดือน"), "replaced_at": _("ใช้แทนค่าเดิมเมื่อ"),
    "returned_reason": _("เหตุผลที่ส่งกลับ"), "id": _("ลำดับ"), "value": _("ค่า"), "denominator": _("ตัวหาร"),
    "level": _("ระดับการรับรอง"), "cause": _("สาเหตุ"), "step": _("แนวทางแก้ไข"), "note": _("หมายเหตุ"),
    "name_th": _("ชื่อภาษาไทย"), "name_en": _("ชื่อภาษาอังกฤษ"), "short_th": _("ชื่อย่อภาษาไทย"),
    "short_en": _("ชื่อย่อภาษาอังกฤษ"), "code": _("รหัส"), "kind": _("ชนิด"), "agency": _("สังกัด"),
    "parent": _("หน่วยเหนือ"), "phone": _("โทรศัพท์"), "email": _("อีเมล"), "time_zone": _("เขตเวลา"),
    "name_verified": _("ตรวจสอบชื่อแล้ว"), "leads_province": _("เป็นแกนกลางของจังหวัด"), "source": _("แหล่งข้อมูล"),
    "valid_from": _("ใช้ตั้งแต่"), "valid_to": _("ใช้ถึง"), "person": _("บุคคล"), "role": _("บทบาท"),
    "position_th": _("ตำแหน่ง"), "position_en": _("ตำแหน่งภาษาอังกฤษ"), "capacity": _("ฐานะการดำรงตำแหน่ง"),
    "order_no": _("เลขที่คำสั่ง"), "order_date": _("วันที่ของคำสั่ง"), "start": _("ตั้งแต่วันที่"),
    "end": _("ถึงวันที่"), "reason": _("เหตุผล"), "given_name": _("ชื่อ"), "family_name": _("นามสกุล"),
    "title": _("คำนำหน้า"), "rank": _("ยศ"), "royal_title": _("ฐานันดร"), "academic_title": _("ตำแหน่งวิชาการ"),
    "username": _("ชื่อผู้ใช้"), "is_active": _("เปิดใช้บัญชี"), "seniority": _("ลำดับอาวุโส"),
    "notice_channels": _("ช่องทางแจ้ง"), "keys_off": _("ปิดแป้นลัด"), "created": _("สร้างเมื่อ"),
    "policy_set": _("ชุดนโยบาย"), "axis": _("แกนนโยบาย"), "number": _("ลำดับที่"), "why_th": _("ความเป็นมา"),
    "strategy": _("ยุทธศาสตร์"), "lead": _("หน่วยงานหลัก"), "owner": _("ผู้รับผิดชอบ"),
    "headline": _("ลำดับบนจอภาพรวม"), "indicator": _("ตัวชี้วัด"), "fiscal_year": _("ปีงบประมาณ"),
    "path": _("เส้นทางเป้าหมาย"), "baseline": _("ค่าฐาน"), "applies": _("เกี่ยวข้องกับพื้นที่"),
    "unit_th": _("หน่วยนับ"), "unit_en": _("หน่วยนับภาษาอังกฤษ"), "decimals": _("ทศนิยม"),
    "direction": _("ทิศทาง"), "summing": _("วิธีรวม"), "frequency": _("ความถี่"), "counted": _("สิ่งที่นับ"),
    "may_count_twice": _("อาจนับซ้ำ"), "is_main": _("ตัวชี้วัดหลัก"), "is_people": _("นับคน"),
    "minimum_path": _("เส้นทางขั้นต่ำ"), "source_th": _("แหล่งข้อมูล"), "definition_th": _("คำนิยาม"),
    "is_draft": _("เป็นร่าง"), "withdrawn_on": _("ถอนตั้งแต่วันที่"), "withdrawn_why": _("เหตุผลที่ถอน"),
    "classification": _("ชั้นความลับ"), "retired_on": _("เลิกใช้ตั้งแต่วันที่"), "retired_why": _("เหตุผลที่เลิกใช้"),
    "numerator_th": _("ตัวตั้ง"), "denominator_th": _("ตัวหาร"), "policies": _("นโยบายในชุด"),
    "giver_th": _("ผู้มอบนโยบาย"), "giver_en": _("ผู้มอบนโยบาย (อังกฤษ)"), "given_on": _("มอบเมื่อ"),
    "replaces": _("แทนชุด"), "is_demo": _("ข้อมูลสมมติ"), "changed": _("แก้ไขเมื่อ"), "counts": _("จำนวนแถว"),
    "day": _("วัน"), "closes_offices": _("หยุดราชการ"), "to": _("มอบให้"), "revoked": _("ยกเลิกเมื่อ"),
    "accepted_by": _("ผู้รับมอบ"), "accepted_at": _("รับมอบเมื่อ"), "remark": _("หมายเหตุ"),
    "second_factors": _("วิธียืนยันตัวตนชั้นที่สอง"),
    "order": _("คำสั่ง"), "leaves": _("ตำแหน่งเดิม"), "takes": _("ตำแหน่งใหม่"), "handed": _("จำนวนงานที่รับมอบ"),
    "last": _("รหัสท้ายของพื้นที่"), "postal_code": _("รหัสไปรษณีย์"), "date": _("วันที่"), "effective": _("มีผลเมื่อ"),
    "started_at": _("เริ่มเมื่อ"), "folded_at": _("เก็บกวาดเมื่อ"), "received": _("รับเข้า"),
    "stored": _("เก็บแล้ว"), "duplicate": _("ซ้ำ"), "refused": _("ไม่รับ"), "photo": _("ภาพ"),
    "caller": _("ผู้แจ้ง"),
    "splits": _("แยกตาม"), "situation_field": _("ช่องของรายงานสถานการณ์แรงงาน"), "counts_from": _("ระบบนับให้จาก"),
    "due_month": _("เดือนที่รายงานครั้งเดียว"),
    "claim": _("สถานะที่หน่วยงานบอก"), "stated": _("ร้อยละที่ระบุ"), "help_text": _("ความช่วยเหลือที่ต้องการ"),
    "help_from": _("ต้องการความช่วยเหลือจาก"), "evidence": _("หลักฐาน"), "answer": _("คำตอบ"), "target": _("เป้าหมาย"),
    "asked_at": _("ขอเมื่อ"), "asked_by": _("ผู้ขอ"), "decided_at": _("พิจารณาเมื่อ"), "decided_by": _("ผู้พิจารณา"),
    "loaded": _("โหลดเมื่อ"), "policy": _("นโยบาย"), "seat": _("ตำแหน่งที่นั่ง"), "group": _("กลุ่มพื้นที่"), "seen_on": _("พบเมื่อ"),
    "cancel_requested": _("ขอให้หยุด"), "list": _("รายการที่ส่งออก"), "filters": _("ตัวกรอง"), "steps": _("จำนวนรายการ"),
    "system": _("ระบบปลายทาง"), "every": _("หนึ่งไฟล์ครอบคลุม"), "columns": _("คอลัมน์"),
    "verified": _("เทียบกับแบบปลายทางแล้ว"),
    "revealed": _("ข้อมูลที่เปิดดู"), "content": _("เนื้อหาของบันทึก"),
    "digest": _("ลายนิ้วมือของไฟล์"), "rows": _("จำนวนแถว"),
    "figures": _("ตัวเลขรายงาน"), "reports": _("รายงานประจำเดือน"), "at": _("เมื่อ"), "loaded_by": _("ผู้นำเข้า"),
    "load": _("การนำเข้า"),
    "leads": _("เป็นจังหวัดแกน"), "round": _("ส่งครั้งที่"), "copied_from": _("คัดลอกมาจาก"), "agreement": _("จังหวัดที่เห็นชอบ"),
    "revision": _("ปรับครั้งที่"), "baseline_lines": _("บรรทัดในแผนฐาน"), "work_items": _("งานที่ทำ"), "projects": _("โครงการ"),
    "project": _("โครงการ"), "activity": _("กิจกรรม"), "milestone": _("หมุดหมาย"), "money": _("เงิน"),
    "beneficiary": _("ผู้ได้ประโยชน์"), "goal_th": _("เป้าหมาย"), "multi_year": _("ดำเนินการหลายปี"),
    "responsible": _("ผู้รับผิดชอบหลัก"), "labels": _("ป้ายกำกับ"), "plans.project.policies": _("นโยบายที่ตอบ"),
    "indicators": _("ตัวชี้วัด"), "weight": _("น้ำหนัก (ร้อยละ)"), "co_offices": _("หน่วยงานร่วม"),
    "partners": _("หน่วยงานภายนอกและภาคี"), "place": _("สถานที่"), "reached_on": _("ถึงเมื่อ"),
    "budget_code": _("รหัสงบประมาณ"), "giver": _("ผู้ให้เงิน"), "allocated": _("ได้รับจัดสรร"),
    "transferred": _("โอนแล้ว"), "committed": _("ผูกพัน"),
    "spent": _("เบิกจ่าย"), "carried_over": _("กันเหลื่อมปี"), "who_th": _("ผู้ได้ประโยชน์คือ"),
    "reached": _("จำนวนที่ถึงแล้ว (ไม่ซ้ำ)"), "outcome": _("สิ่งที่ดีขึ้น"), "before": _("ก่อน"), "after": _("หลัง"),
    "issue_th": _("ประเด็นการพัฒนา"), "strategy_th": _("กลยุทธ์หรือแนวทางการพัฒนา"), "project_th": _("โครงการ"),
    "agency_th": _("หน่วยงานรับผิดชอบ"), "budget": _("งบประมาณ"), "item": _("เรื่องที่สั่งให้บรรจุ"),
    "document_no": _("เลขที่หนังสือหรือมติ"), "granted": _("จัดสรรตามบัญชี"), "as_of": _("ข้อมูล ณ วันที่"),
    "map_name": _("ผังคอลัมน์"), "aside": _("เหตุที่พักไว้"), "activities": _("กิจกรรม"),
    "after_on": _("วัดผลหลังเมื่อ"), "later_on": _("ถามซ้ำเมื่อ"),
    "text": _("ความเห็น"), "edited_at": _("แก้ไขเมื่อ"), "removed_at": _("ลบเมื่อ"), "active": _("ติดตามอยู่"),
    "width": _("ขอบเขตปฏิทิน"),
    "year": _("ปีงบประมาณ"), "targets": _("เป้าหมาย"), "left_open": _("จำนวนที่ยังค้าง"),
    "why": _("เหตุผลที่ขอ"), "reference": _("อ้างอิง"), "rules": _("กฎของตาราง"), "free_rows": _("เพิ่มแถวได้"),
    "head_confirms": _("หัวหน้ายืนยันก่อน"), "pick": _("วิธีเลือกหน่วยงาน"), "deadline": _("กำหนดตอบ"), "made_by": _("ผู้ร่าง"),
    "sent_at": _("ส่งเมื่อ"), "closed_at": _("ปิดเมื่อ"), "open_until": _("เปิดรับถึง"), "asked_offices": _("จำนวนหน่วยงาน"),
    "values": _("คำตอบ"), "declined_why": _("เหตุที่ไม่เกี่ยวข้อง"), "sent_by": _("ผู้ส่ง"), "confirmed_by": _("ผู้ยืนยัน"),
    "answered_at": _("ตอบเมื่อ"), "late": _("หลังกำหนด"), "chased_at": _("ทวงล่าสุด"), "call": _("คำขอข้อมูล"),
    "offices": _("หน่วยงาน"),
    "later": _("หลัง 12 เดือน"), "work_item": _("งานที่ทำ"), "plan": _("แผนปฏิบัติการ"),
    "span": _("ช่วงเวลา"), "issued_at": _("เผยแพร่เมื่อ"), "issued_by": _("ผู้เผยแพร่"),
    "given_to": _("ให้แก่"), "recipient": _("ผู้รับ"), "purpose": _("เพื่อ"),
    "subject": _("เรื่อง"), "start_time": _("เวลาเริ่ม"), "end_time": _("เวลาสิ้นสุด"), "link": _("ลิงก์ประชุมทางไกล"),
    "audience": _("นัดหน่วยงาน"), "cancelled_at": _("ยกเลิกเมื่อ"), "cancelled_why": _("เหตุผลที่ยกเลิก"),
    "made_at": _("ตรึงเมื่อ"), "lines": _("จำนวนบรรทัด"),
    **journal_training.FIELDS,
    **journal_situation.FIELDS,
    **journal_directives.FIELDS,
    **journal_referrals.FIELDS,
    **journal_counter.FIELDS,
    **journal_resources.FIELDS,
    **journal_networks.FIELDS,
    **journal_understanding.FIELDS,
    **journal_privacy.FIELDS,
    **journal_meetings.FIELDS,
    **journal_meetings_after.FIELDS,
    **journal_workers.FIELDS,
    **journal_services.FIELDS,
}  # fmt: skip
"""What each column is called by people, the same word in every table."""

THINGS = {
    "progress.report": _("รายงานประจำเดือน"), "progress.load": _("การนำเข้าตัวเลข"),
    "directory.office": _("หน่วยงาน"), "directory.person": _("บุคคล"),
    "directory.seat": _("ตำแหน่งที่นั่ง"), "directory.delegation": _("การมอบหมาย"), "directory.area": _("พื้นที่"),
    "directory.holiday": _("วันหยุด"), "registers.policy": _("นโยบาย"), "registers.policyset": _("ชุดนโยบาย"),
    "registers.indicator": _("ตัวชี้วัด"), "registers.target": _("เป้าหมาย"), "registers.setting": _("ค่ากำหนด"),
    "registers.strategy": _("ยุทธศาสตร์หรือแผน"),
    "directory.pack": _("ชุดข้อมูลอ้างอิง"), "directory.transferorder": _("คำสั่งย้าย"),
    "directory.transferline": _("บัญชีรับ–ส่งมอบงาน"),
    "directory.areagroup": _("กลุ่มพื้นที่"), "directory.upload": _("ไฟล์นำเข้า"),
    "platform.jobprogress": _("งานเบื้องหลัง"), "connect.apitoken": _("รหัสเชื่อมต่อ"),
    "platform.entry": _("บันทึกการเปลี่ยนแปลง"),
    "plans.cascade": _("การถ่ายทอดนโยบายสู่จังหวัด"), "plans.offer": _("ข้อเสนอถึงจังหวัด"),
    "registers.referenceseries": _("ตัวเลขอ้างอิง"),
    "plans.plan": _("แผนปฏิบัติการ"), "progress.filled": _("แบบรายงาน Excel ที่ส่งกลับ"),
    "progress.columnmap": _("ผังคอลัมน์"), "plans.devline": _("รายการในแผนพัฒนาจังหวัด"),
    "plans.sentfile": _("ไฟล์นำเข้า"),
    "plans.accountreport": _("รายงานการเบิกจ่าย"), "plans.accountmap": _("ผังคอลัมน์"),
    "progress.datacall": _("คำขอข้อมูล"), "registers.fiscalyear": _("ปีงบประมาณ"), "connect.calendarfeed": _("ลิงก์ปฏิทิน"),
    "platform.comment": _("ความเห็น"), "platform.follow": _("การติดตาม"),
    "progress.callanswer": _("คำตอบของคำขอข้อมูล"), "progress.officeset": _("ชุดหน่วยงาน"),
    "progress.opening": _("การเปิดเดือนที่ปิดรับแล้ว"), "progress.correction": _("การแก้ไขรายงาน"),
    "progress.exemption": _("คำขอว่าไม่เกี่ยวข้อง"),

    "plans.label": _("ป้ายกำกับ"),

    "situation.fetch": _("การรับข่าว"),
    "desk.situationreport": _("รายงานสถานการณ์แรงงานจังหวัด"),
    "desk.appointment": _("นัดหมาย"),
    "progress.frozenset": _("ชุดตัวเลขที่ให้ไว้ภายนอก"),
    **journal_training.THINGS,
    **journal_situation.THINGS,
    **journal_directives.THINGS,
    **journal_referrals.THINGS,
    **journal_counter.THINGS,
    **journal_resources.THINGS,
    **journal_networks.THINGS,
    **journal_understanding.THINGS,
    **journal_privacy.THINGS,
    **journal_meetings.THINGS,
    **journal_meetings_after.THINGS,
    **journal_workers.THINGS,
    **journal_services.THINGS,
}  # fmt: skip
"""What each kind of thing is called, by the label of its table."""


COUNTED = {
    "labels": _("ป้ายกำกับ"), "events": _("เหตุการณ์"),
    "account_lines": _("แถวในรายงานการเบิกจ่าย"),
    "dev_lines": _("รายการในแผนพัฒนาจังหวัด"), "ordered_items": _("เรื่องที่สั่งให้บรรจุ"),
    "comments": _("ความเห็น"), "calls": _("คำขอข้อมูล"), "call_answers": _("คำตอบของคำขอข้อมูล"),
    "plans": _("แผนปฏิบัติการ"), "projects": _("โครงการ"), "baseline_lines": _("บรรทัดในแผนฐาน"),
    "areas": _("พื้นที่"), "agencies": _("สังกัด"), "offices": _("หน่วยงาน"), "groups": _("กลุ่มพื้นที่"),
    "holidays": _("วันหยุด"), "people": _("บุคคล"), "seats": _("ตำแหน่งที่นั่ง"), "policies": _("นโยบาย"),
    "indicators": _("ตัวชี้วัด"), "targets": _("เป้าหมาย"), "reports": _("รายงานประจำเดือน"), "figures": _("ตัวเลขรายงาน"),
    "offices_ministry": _("หน่วยงานของกระทรวง"), "offices_departments": _("กรม"),
    "offices_abroad": _("สำนักงานในต่างประเทศ"),
    "offices_provincial": _("หน่วยงานในจังหวัด"), "offices_branches": _("สาขา"), "area_sets": _("ชุดพื้นที่พิเศษ"),
    "memberships": _("จังหวัดในกลุ่มพื้นที่"), "dimensions": _("มิติการจำแนก"),
    "strategies": _("ยุทธศาสตร์"), "policy_sets": _("ชุดนโยบาย"),
}  # fmt: skip
"""What the rows of a loaded pack are called, by its own names of them."""

HIDDEN = _("ปิดบังไว้")
"""What stands in place of a value that only a reveal shows."""

OTHER_VERBS = {"demo.load": _("โหลดข้อมูลสมมติ"), "progress.reopen": _("เปิดรายงานที่อนุมัติแล้วให้แก้ไข")}
"""Verbs of entries that no command of this installation wrote."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed value in words; None where there was or is nothing."""

    name: str
    before: str | None
    after: str | None
    hidden: bool = False
    """Sealed: a reveal with a reason shows it (desk.commands.RevealEntry)."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One entry as people read it."""

    pk: int
    at: dt.datetime
    who: str
    verb: str
    thing: str
    label: str
    model: str
    object_id: int | None
    changes: tuple[Change, ...]
    reason: str
    classified: bool = False
    """Its content has a class and is hidden from this reader until revealed."""

    @property
    def hides(self) -> bool:
        """Tell whether a reveal would show more of it."""
        return self.classified or any(change.hidden for change in self.changes)


def sentences(entries: Iterable[Entry], *, masked: bool = False) -> list[Sentence]:
    """Put entries into words; names behind keys are fetched by one query for each kind of thing.

    Parameters: `masked`, the reader sees that something with a class changed, but not what.
    """
    rows = list(entries)
    names = _Names([e for e in rows if not (masked and e.classification)])
    return [_sentence(e, names, masked and bool(e.classification)) for e in rows]


def _sentence(e: Entry, names: _Names, classified: bool) -> Sentence:
    thing = str(THINGS.get(e.model, e.model))
    if classified:
        return Sentence(e.pk, e.at, e.actor_label, verb(e.verb), thing, "", e.model, None, (), "", True)
    return Sentence(
        e.pk, e.at, e.actor_label, verb(e.verb), thing, label(e.model, e.object_label), e.model, e.object_id,
        names.changes(e), e.reason,
    )  # fmt: skip


def verb(dotted: str) -> str:
    """Return the words of a verb; a verb that no longer exists keeps its dotted name."""
    known = COMMANDS.get(dotted)
    return str(known.verb) if known else str(OTHER_VERBS.get(dotted, dotted))


def label(model: str, text: str) -> str:
    """Return a thing's name; a report's month in words instead of its number."""
    if model == "platform.entry":
        return re.sub(r"^\S+ \S+ (\S+)", lambda found: verb(found.group(1)), text)
    if model not in {"progress.report", "progress.correction", "progress.opening"}:
        return text
    return re.sub(r"\d{6}$", lambda found: periods.label(int(found.group())), text)


def column(model: str, key: str) -> models.Field[Any, Any] | None:
    """Return the field behind a change, or None where there is none.

    A key such as plans.project.goal_th names a column of a line that hangs on the thing.
    """
    if key.count(".") == 2:
        model, _dot, key = key.rpartition(".")
        model = {"plans.money": "plans.moneyline", "plans.beneficiary": "plans.beneficiaryline"}.get(model, model)
    try:
        return apps.get_model(model)._meta.get_field(key)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None


def _code(key: str) -> str:
    """Return the indicator's code out of "figure:code", "figure:code/member", "said:code.word", "tally:code@day"."""
    return re.split(r"[/.@]", key.partition(":")[2], maxsplit=1)[0]


def _with_their_own(model: type[models.Model]) -> models.QuerySet[Any]:
    """Return all rows with the office and person that their names speak of: a name is no query of its own."""
    own = {field.name for field in model._meta.concrete_fields if field.remote_field}
    return model._default_manager.select_related(*sorted(own & {"office", "person", "template"})).order_by()


class _Names:
    """Names behind the keys that some entries mention."""

    def __init__(self, entries: list[Entry]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        codes: set[str] = set()
        by_number: dict[tuple[type[models.Model], str], str] = {}
        for entry in entries:
            for key, pair in entry.changes.items():
                if key.startswith(("figure:", "said:", "tally:")):
                    codes.add(_code(key))
                found = column(entry.model, key)
                if found is not None and found.remote_field and found.related_model:
                    told = [v for side in pair for v in (side if isinstance(side, list) else [side])]
                    keys = {v for v in told if v is not None and not is_sealed(v)}  # where a person lives is sealed
                    if getattr(found.related_model, "named_by_number", False):
                        by_number |= {(found.related_model, str(key)): str(found.related_model(pk=key)) for key in keys}
                    else:
                        wanted.setdefault(found.related_model, set()).update(keys)
        self.labels = by_number | {
            (model, str(row.pk)): str(row)
            for model, keys in wanted.items()
            for row in _with_their_own(model).filter(pk__in=keys)
            if not getattr(row, "classification", 0)  # what has a class is not named to everybody
        }
        groups = [key.partition("/")[2] for entry in entries for key in entry.changes if key.startswith("figure:")]
        self.members = names_of([key for key in groups if key])
        self.indicators = {i.code: i for i in Indicator.objects.filter(code__in=codes)} if codes else {}

    def changes(self, entry: Entry) -> tuple[Change, ...]:
        """Return what an entry changed; keys and counters of the machine are left out."""
        return tuple(
            Change(
                self.column(key, entry.model), self.text(entry.model, key, before),
                self.text(entry.model, key, after), is_sealed(before) or is_sealed(after),
            )
            for key, (before, after) in entry.changes.items()
            if key not in {"id", "version"}
        )  # fmt: skip

    def column(self, key: str, model: str = "") -> str:
        """Return what a changed field is called, in its own table where the word differs there."""
        if f"{model}.{key}" in FIELDS:
            return str(FIELDS[f"{model}.{key}"])
        if key.startswith("figure:"):
            found = self.indicators.get(_code(key))
            member = key.partition("/")[2]
            name = found.name if found else key
            return f"{name} · {self.members.get(member, member)}" if member else name
        if key.startswith("said:"):
            found, word = self.indicators.get(_code(key)), key.rpartition(".")[2]
            return f"{found.name if found else _code(key)} · {FIELDS.get(word, word)}"
        if key.startswith("tally:"):
            found = self.indicators.get(_code(key))
            return f"{found.name if found else _code(key)} · {thaidate(key.partition('@')[2])}"
        name = key.rpartition(".")[2]
        return str(FIELDS[key] if key in FIELDS else FIELDS.get(name, name))

    def text(self, model: str, key: str, value: Any) -> str | None:
        """Return a value in words."""
        if value is None or value == "":
            return None
        if is_sealed(value):
            return str(HIDDEN)
        if key == "revealed":
            return ", ".join(self.column(name) for name in value)
        if key.startswith(("figure:", "tally:")):
            return self.figure(key, value)
        return said(key, value) if key.startswith("said:") else self.value(model, key, value)

    def figure(self, key: str, value: int) -> str:
        """Return a figure with the unit of its indicator."""
        found = self.indicators.get(_code(key))
        return f"{number(value / 10**found.decimals, found.decimals)} {found.unit}" if found else str(value)

    def value(self, model: str, key: str, value: Any) -> str:
        """Return a column's value: a month, a choice and a key by their names."""
        if key == "period" and isinstance(value, int):
            return periods.label(value)
        field = column(model, key)
        if field is not None and getattr(field, "choices", None):
            return str(dict(field.flatchoices).get(value, value))
        if field is not None and field.remote_field and field.related_model:
            keys = value if isinstance(value, list) else [value]
            return ", ".join(self.labels.get((field.related_model, str(one)), str(one)) for one in keys)
        return plain(field, value)


def said(key: str, value: Any) -> str:
    """Write what an office said beside a figure: a choice by its name, a per cent with its decimals."""
    word = key.rpartition(".")[2]
    if word == "stated":
        return f"{number(value / 100, 2)}%"
    choices = {"claim": Said.Claim.choices, "help_from": Said.From.choices}.get(word, [])
    return str(dict(choices).get(value, value))


def plain(field: models.Field[Any, Any] | None, value: Any) -> str:
    """Write a value that is no key and no choice: dates in words, lists counted, yes and no."""
    text = str(value)
    if isinstance(value, int) and field is not None and field.model is MoneyLine:
        text = f"{number(value / 100, 2)} {gettext('บาท')}" if field.name in AMOUNTS else text
    elif isinstance(value, bool):
        text = gettext("ใช่") if value else gettext("ไม่ใช่")
    elif isinstance(field, models.DateTimeField):
        found = parse_datetime(text)
        text = moment(found) if found else text
    elif isinstance(field, models.DateField):
        text = thaidate(text)
    elif isinstance(value, list):
        text = ", ".join(map(str, value)) if len(value) <= MANY else gettext("%(n)s ค่า") % {"n": len(value)}
    elif isinstance(value, dict):
        text = " · ".join(f"{COUNTED.get(k, k)} {number(v) if isinstance(v, int) else v}" for k, v in value.items())
    return text
