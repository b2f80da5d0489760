"""Kinds of notices that tell people of their monthly reports; words without anybody's name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from prasan.platform.notices.kinds import IMMEDIATE, notice_kind

REPORT_CHASED = notice_kind(
    "reports.chased",
    _("ทวงรายงานที่ยังไม่ได้ส่ง"),
    _("แรงงานจังหวัดขอให้ส่งรายงานเดือน %(month)s"),
    default=IMMEDIATE,
)
REPORT_RETURNED = notice_kind(
    "reports.returned",
    _("รายงานถูกส่งกลับให้แก้ไข"),
    _("รายงานเดือน %(month)s ถูกส่งกลับให้แก้ไข โปรดเปิดดูเหตุผล"),
    default=IMMEDIATE,
)
CALL_SENT = notice_kind(
    "calls.sent",
    _("มีคำขอข้อมูลถึงหน่วยงาน"),
    _("มีคำขอข้อมูลเลขที่ %(call)s ถึงหน่วยงานของท่าน ตอบภายใน %(when)s"),
    default=IMMEDIATE,
)
CALL_CHASED = notice_kind(
    "calls.chased",
    _("ทวงคำตอบของคำขอข้อมูล"),
    _("ยังรอคำตอบของคำขอข้อมูลเลขที่ %(call)s กำหนด %(when)s"),
    default=IMMEDIATE,
)
CALL_RETURNED = notice_kind(
    "calls.returned",
    _("คำตอบถูกส่งกลับให้แก้ไข"),
    _("คำตอบของคำขอข้อมูลเลขที่ %(call)s ถูกส่งกลับ โปรดเปิดดูเหตุผล"),
    default=IMMEDIATE,
)
CALL_CONFIRM = notice_kind(
    "calls.confirm", _("คำตอบรอหัวหน้ายืนยัน"), _("คำตอบของคำขอข้อมูลเลขที่ %(call)s รอท่านยืนยัน ตอบภายใน %(when)s")
)
COMMENT_MENTION = notice_kind(
    "comments.mention", _("มีผู้กล่าวถึงท่านในความเห็น"), _("มีผู้กล่าวถึงท่านในความเห็น โปรดเปิดดู"), default=IMMEDIATE
)
COMMENT_NEW = notice_kind("comments.new", _("ความเห็นใหม่ในเรื่องที่ติดตาม"), _("มีความเห็นใหม่ในเรื่องที่ท่านติดตาม"))
REPORT_WAITING = notice_kind(
    "reports.waiting", _("รายงานรออนุมัติ"), _("รายงานเดือน %(month)s ของหน่วยงาน %(office)s รอท่านอนุมัติ")
)
REPORT_OPENED = notice_kind(
    "reports.opened",
    _("เดือนที่ปิดรับแล้วถูกเปิดให้แก้ไข"),
    _("เปิดรายงานเดือน %(month)s ให้แก้ไขถึง %(until)s โปรดเปิดดูเหตุผล"),
    default=IMMEDIATE,
)
CORRECTION_WAITING = notice_kind(
    "reports.correction-waiting",
    _("การแก้ไขรายงานรอพิจารณา"),
    _("การแก้ไขรายงานเดือน %(month)s ของหน่วยงาน %(office)s รอท่านพิจารณา"),
)
CORRECTION_SETTLED = notice_kind(
    "reports.correction-settled",
    _("ผลการแก้ไขรายงาน"),
    _("การแก้ไขรายงานเดือน %(month)s พิจารณาแล้ว โปรดเปิดดูผล"),
)
EXEMPTION_ASKED = notice_kind(
    "exemptions.asked",
    _("คำขอว่าตัวชี้วัดไม่เกี่ยวข้องรอพิจารณา"),
    _("หน่วยงาน %(office)s ขอว่าตัวชี้วัด %(indicator)s ไม่เกี่ยวข้อง รอท่านพิจารณา"),
)
EXEMPTION_DECIDED = notice_kind(
    "exemptions.decided",
    _("ผลคำขอว่าตัวชี้วัดไม่เกี่ยวข้อง"),
    _("คำขอว่าตัวชี้วัด %(indicator)s ไม่เกี่ยวข้อง พิจารณาแล้ว โปรดเปิดดูผล"),
    default=IMMEDIATE,
)
CASCADE_DUE = notice_kind(
    "cascade.due",
    _("คำตอบนโยบายที่ถ่ายทอดใกล้ครบกำหนด"),
    _("คำตอบนโยบายที่ส่วนกลางถ่ายทอดถึงจังหวัดท่านครบกำหนด %(day)s"),
    default=IMMEDIATE,
)
CASCADE_LATE = notice_kind(
    "cascade.late",
    _("คำตอบนโยบายที่ถ่ายทอดเกินกำหนด"),
    _("คำตอบนโยบายที่ส่วนกลางถ่ายทอดถึงจังหวัดท่านเกินกำหนด %(day)s แล้ว"),
    default=IMMEDIATE,
)
