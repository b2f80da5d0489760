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
}  # fmt: skip

THINGS = {"privacy.breach": _("เหตุละเมิดข้อมูลส่วนบุคคล"), "privacy.hold": _("การระงับการทำลาย")}
