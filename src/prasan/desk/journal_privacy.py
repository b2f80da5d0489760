"""What the things and columns of the protection of personal data are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "privacy.breach.year": _("ปี พ.ศ."), "privacy.breach.number": _("เลขที่"), "what": _("สิ่งที่เกิดขึ้น"),
    "reporter": _("ผู้แจ้ง"), "reporter_seat": _("ตำแหน่งของผู้แจ้ง"), "reported_at": _("แจ้งเมื่อ"),
    "aware_at": _("ทราบเหตุเมื่อ"), "privacy.breach.people": _("จำนวนเจ้าของข้อมูล"), "risk": _("ความเสี่ยง"),
    "contained_at": _("ระงับเหตุเมื่อ"), "notified_at": _("แจ้งสำนักงานฯ เมื่อ"), "reference": _("เลขที่หนังสือ"),
    "told_at": _("แจ้งเจ้าของข้อมูลเมื่อ"), "told_people": _("จำนวนคนที่แจ้งแล้ว"), "privacy.breach.closed_at": _("ปิดเมื่อ"),
    "case": _("เรื่อง"), "privacy.hold.reason": _("เหตุผลที่ต้องเก็บไว้"), "from_day": _("ตั้งแต่วันที่"),
    "placed_at": _("ระงับเมื่อ"), "placed_by": _("ผู้ระงับ"), "lifted_at": _("ยกเลิกเมื่อ"), "lifted_by": _("ผู้ยกเลิก"),
    "lift_reason": _("เหตุผลที่ยกเลิก"), "erased_at": _("ลบข้อมูลเมื่อ"), "basis": _("เหตุที่ลบ"), "entries": _("จำนวนรายการ"),
    "cases": _("จำนวนเรื่อง"),
    "privacy.processingrecord.owner": _("หน่วยงานเจ้าของกิจกรรม"), "privacy.processingrecord.basis": _("ฐานทางกฎหมาย"),
    "activity_th": _("กิจกรรม"), "activity_en": _("กิจกรรม (อังกฤษ)"), "purpose_th": _("วัตถุประสงค์"),
    "purpose_en": _("วัตถุประสงค์ (อังกฤษ)"), "kinds_th": _("ข้อมูลที่ใช้"), "kinds_en": _("ข้อมูลที่ใช้ (อังกฤษ)"),
    "subjects_th": _("เจ้าของข้อมูล"), "subjects_en": _("เจ้าของข้อมูล (อังกฤษ)"),
    "receivers_th": _("ผู้ที่ได้รับข้อมูล"), "receivers_en": _("ผู้ที่ได้รับข้อมูล (อังกฤษ)"),
    "kept_th": _("เก็บนานเท่าใด"), "kept_en": _("เก็บนานเท่าใด (อังกฤษ)"),
    "safeguards_th": _("มาตรการรักษาความปลอดภัย"), "safeguards_en": _("มาตรการรักษาความปลอดภัย (อังกฤษ)"),
    "covers": _("ตารางข้อมูล"), "ended_on": _("สิ้นสุดเมื่อ"), "change": _("สิ่งที่แก้ไข"),
    "reviewed_by": _("ผู้ทบทวน"), "years": _("จำนวนปี"), "by_itself": _("ให้ระบบลบเอง"),
    "grounds_th": _("เหตุผลของกำหนดเวลา"), "grounds_en": _("เหตุผลของกำหนดเวลา (อังกฤษ)"),
    "privacy.retentionrun.total": _("จำนวนที่ครบกำหนด"), "privacy.retentionrun.kept": _("จำนวนที่เก็บไว้"),
    "privacy.retentionrun.at": _("เริ่มเมื่อ"), "job": _("งานเบื้องหลัง"),
    "committee": _("คณะกรรมการ"), "archives": _("หอจดหมายเหตุแห่งชาติ"),
    "made_by": _("ผู้จัดทำ"), "decision": _("มติ"), "privacy.destructionlist.title": _("หนังสือกลุ่มใด"),
    "privacy.destructionlist.made_at": _("จัดทำเมื่อ"), "ordered_on": _("ลงวันที่"),
    "done_on": _("ทำลายเมื่อ"), "done_by": _("ผู้บันทึกการทำลาย"),
    "done_how": _("วิธีทำลาย"), "document": _("หนังสือ"), "privacy.destructionlist.year": _("ปี พ.ศ."),
    "privacy.destructionlist.members": _("จำนวนกรรมการ"),
}  # fmt: skip

THINGS = {
    "privacy.breach": _("เหตุละเมิดข้อมูลส่วนบุคคล"), "privacy.hold": _("การระงับการทำลาย"),
    "privacy.processingrecord": _("บันทึกรายการกิจกรรมการประมวลผล"), "privacy.retentionterm": _("กำหนดเวลาเก็บรักษา"),
    "privacy.destructionlist": _("บัญชีหนังสือขอทำลาย"),
    "privacy.retentionrun": _("รอบการลบข้อมูลที่ครบกำหนด"),
}  # fmt: skip
