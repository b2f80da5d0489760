"""The demo's desk of the protection officer: two breaches, a hold, a request that waits, records partly reviewed."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.directory.roles import Role
from prasan.packs.demo.people import SHOWN_PROVINCE as PROVINCE
from prasan.packs.demo.referrals import seat_at
from prasan.platform.commands import perform
from prasan.privacy import commands as c
from prasan.privacy.models import Breach, ProcessingRecord
from prasan.referrals.commands import AskAboutData
from prasan.referrals.models import Case


def load() -> dict[str, int]:
    """Make it, once; nothing where there is no protection officer or nobody who reports."""
    officer, reporter = seat_at(Role.DPO, "OPS"), seat_at(Role.PLO, f"OPS-{PROVINCE}")
    if Breach.objects.exists() or officer is None or reporter is None:
        return {"breaches": 0}
    hours = dt.timedelta(hours=1)
    now = timezone.now()
    first = perform(reporter, c.ReportBreach(
        kind="confidential", what="ส่งอีเมลรายชื่อผู้เข้าอบรมไปผิดหน่วยงาน ผู้รับแจ้งกลับว่าลบแล้ว",
        aware_at=now - 40 * hours, people=12,
    ))  # fmt: skip
    perform(officer, c.ContainBreach(target_id=first.pk, text="ผู้รับยืนยันเป็นหนังสือว่าลบไฟล์แล้วและไม่ได้ส่งต่อ"))
    perform(officer, c.AssessBreach(target_id=first.pk, risk="none", text="ผู้รับเป็นหน่วยงานของรัฐ ลบไฟล์ก่อนมีผู้เปิดอ่าน"))
    perform(officer, c.CloseBreach(target_id=first.pk, text="ใช้รายชื่อผู้รับในระบบแทนการพิมพ์อีเมลเอง"))
    perform(reporter, c.ReportBreach(
        kind="availability", what="แท็บเล็ตของหน่วยเคลื่อนที่หาย ยังไม่ทราบว่ามีข้อมูลค้างในเครื่องหรือไม่", aware_at=now - 20 * hours,
    ))  # fmt: skip
    case = Case.objects.filter(office_id=reporter.office_id).order_by("pk").first()
    if case is not None:
        perform(reporter, AskAboutData(target_id=case.pk, kind="correct", text="ปีเกิดไม่ตรงกับบัตรประจำตัว"))
        perform(officer, c.PlaceHold(case_code=case.code, order_no="ศาลแรงงาน 12/2569 (สมมติ)", text="อยู่ระหว่างพิจารณาคดี"))
    for record in ProcessingRecord.objects.living().filter(code__in=["staff-directory", "workers"]):
        perform(officer, c.ReviewRecord(target_id=record.pk))
    papers = perform(reporter, c.ListDocuments(title="หนังสือรับส่งงานธุรการ ปี 2557 ถึง 2558 (สมมติ)"))
    for number, year in (("ตง 0026/112", 2014), ("ตง 0026/98", 2015)):
        words = "แจ้งกำหนดการประชุม (สมมติ)"
        perform(reporter, c.AddDocument(
            target_id=papers.pk, number=number, dated=dt.date(year, 3, 5), subject_line=words, years=10
        ))  # fmt: skip
    return {"breaches": 2}
