"""What the things and columns of shared resources are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "resources.resource.name": _("ทรัพยากร"), "seats": _("รองรับได้ (คน)"), "skills": _("ทำอะไรได้"),
    "languages": _("ภาษาที่แปลได้"), "conditions": _("เงื่อนไข"), "day_price": _("ค่าใช้จ่ายต่อวัน (สตางค์)"),
    "share": _("ส่วนที่ผู้ยืมออก (ร้อยละ)"), "amount": _("จำนวนเงิน (สตางค์)"), "withdrawn": _("เหตุที่เลิกให้ยืม"),
    "resources.resource.until": _("ให้ยืมถึง"), "resources.resource.seat": _("ผู้ดูแล"), "resource": _("ทรัพยากร"),
    "resources.booking.office": _("ผู้ยืม"), "resources.booking.seat": _("ผู้ขอ"),
    "resources.booking.begins": _("ตั้งแต่"), "resources.booking.ends": _("ถึง"),
    "resources.booking.purpose": _("ใช้ทำอะไร"), "people": _("จำนวนคน"), "exclusive": _("ใช้ได้ครั้งละหน่วยงาน"),
    "price": _("ค่าใช้จ่ายต่อวัน (สตางค์)"), "handed_at": _("ส่งมอบเมื่อ"), "handed_condition": _("สภาพเมื่อส่งมอบ"),
    "returned_at": _("คืนเมื่อ"), "returned_condition": _("สภาพเมื่อรับคืน"),
    "lender": _("หน่วยงานเจ้าของ"), "borrower": _("ผู้ยืม"), "booking": _("การจองทรัพยากร"),
    "total": _("ค่าใช้จ่ายทั้งหมด (สตางค์)"),
    "charged": _("ผู้ยืมค้างเพิ่ม (สตางค์)"), "document": _("เลขที่เอกสาร"), "reverses": _("กลับรายการ"),
    "resources.jointactivity.title": _("ชื่อกิจกรรม"), "aim": _("เพื่ออะไร"), "first": _("วันแรก"),
    "resources.jointactivity.last": _("วันสุดท้าย"), "resources.jointactivity.office": _("หน่วยงานแกน"),
    "mobile_day": _("หน่วยเคลื่อนที่"), "resources.jointactivity.reached": _("ผู้รับบริการ (คน)"),
    "resources.jointactivity.outcome": _("ผลที่เกิดขึ้น"), "what": _("สนับสนุนอะไร"),
    "person_days": _("วันทำงานรวม (คน × วัน)"), "delivered_people": _("จำนวนคนที่มาจริง"),
    "delivered_days": _("วันทำงานที่มาจริง"), "delivered_amount": _("เงินที่ให้จริง (สตางค์)"),
    "resources.contribution.activity": _("กิจกรรมร่วม"), "days": _("จำนวนวัน"),
    "skill": _("ต้องทำอะไรได้"), "resources.need.priority": _("ความเร่งด่วน"), "told_at": _("แจ้งเมื่อ"),
    "posting": _("คิดค่าใช้ทรัพยากรใหม่"),
}  # fmt: skip

THINGS = {
    "resources.resource": _("ทรัพยากร"), "resources.booking": _("การจองทรัพยากร"),
    "resources.posting": _("รายการบัญชีทรัพยากร"), "resources.jointactivity": _("กิจกรรมร่วม"),
    "resources.need": _("ความต้องการทรัพยากร"), "resources.contribution": _("การสนับสนุนกิจกรรมร่วม"),
}  # fmt: skip
