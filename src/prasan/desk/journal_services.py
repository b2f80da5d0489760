"""What the things and columns of the service directory are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "template": _("บริการมาตรฐาน"), "description_th": _("รายละเอียด"), "description_en": _("รายละเอียดภาษาอังกฤษ"),
    "eligibility_th": _("ผู้มีสิทธิ"), "eligibility_en": _("ผู้มีสิทธิ (ภาษาอังกฤษ)"), "who": _("กลุ่มผู้มีสิทธิ"),
    "sections": _("มาตราประกันสังคม"), "age_from": _("อายุตั้งแต่"), "age_to": _("อายุไม่เกิน"),
    "nationality": _("สัญชาติ"), "days": _("เวลาที่ใช้ (วันทำการ)"),
    "papers": _("เอกสารที่ใช้"), "fee": _("ค่าธรรมเนียม"), "fee_note_th": _("หมายเหตุค่าธรรมเนียม"),
    "fee_note_en": _("หมายเหตุค่าธรรมเนียม (ภาษาอังกฤษ)"),
    "promises": _("กำหนดเวลาของการส่งต่อ"),
    "legal_basis": _("กฎหมายที่เกี่ยวข้อง"), "hours_th": _("เวลาเปิดบริการ"), "hours_en": _("เวลาเปิดบริการ (ภาษาอังกฤษ)"),
    "registers.service.capacity": _("รับได้ต่อวัน"), "paused_reason": _("เหตุที่พักบริการ"), "checked_on": _("ยืนยันล่าสุด"),
    "registers.service.checked_by": _("ผู้ยืนยัน"),
    "begins": _("เริ่มเวลา"), "ends": _("ถึงเวลา"), "latitude": _("ละติจูด"), "longitude": _("ลองจิจูด"),
    "registers.mobileday.services": _("บริการที่นำไปด้วย"), "agencies": _("หน่วยงานที่ไปด้วย"),
    "services": _("บริการ"), "others": _("ภาคีและบริการอื่น"), "came": _("ผู้มารับบริการ"), "called_off": _("เหตุที่ยกเลิก"),
}  # fmt: skip

THINGS = {
    "registers.servicetemplate": _("บริการมาตรฐาน"), "registers.service": _("บริการ"), "registers.paper": _("เอกสาร"),
    "registers.mobileday": _("หน่วยเคลื่อนที่"),
}  # fmt: skip
