"""What people of the registry and their columns are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "name_latin": _("ชื่ออักษรโรมัน"), "id_kind": _("ชนิดเอกสาร"), "id_number": _("เลขประจำตัว"), "contact": _("ที่อยู่หรืออีเมล"),
    "birth_year": _("ปีเกิด"), "sex": _("เพศ"), "home_area": _("พื้นที่อยู่อาศัย"), "work_area": _("พื้นที่ทำงาน"),
    "occupation": _("อาชีพ"), "industry": _("อุตสาหกรรม"), "nationality": _("สัญชาติ"), "employment": _("สถานะการทำงาน"),
    "informal_group": _("กลุ่มแรงงานนอกระบบ"), "definition": _("นิยามที่ใช้"),
    "definition_source": _("แหล่งของนิยาม"), "registers.worker.section": _("ประกันสังคม"), "option": _("ทางเลือก"),
    "registers.worker.channel": _("ช่องทางที่ประสงค์"), "consented_at": _("ยินยอมเมื่อ"),
    "line_id": _("บัญชี LINE"), "line_at": _("ผูก LINE เมื่อ"), "protected": _("การคุ้มครองพิเศษ"),
    "worker": _("แรงงาน"), "registers.tie.purpose": _("วัตถุประสงค์"), "ground": _("ฐานทางกฎหมาย"),
    "notice_version": _("ฉบับของคำแจ้ง"), "registers.tie.given_at": _("ให้ไว้เมื่อ"), "recorded_by": _("ผู้บันทึก"),
    "withdrawn_at": _("ถอนเมื่อ"),
    "tie": _("ฐานการใช้ข้อมูล"), "registers.personcheck.verdict": _("ผลการตรวจ"), "kept": _("รายการที่คงไว้"),
    "gone": _("รายการที่รวมเข้าไป"), "moved": _("ฐานการใช้ข้อมูลที่ย้าย"), "undone_by": _("ผู้ยกเลิกการรวม"),
    "undone_at": _("ยกเลิกการรวมเมื่อ"),
    "second": _("รายการที่สอง"), "registers.notsame.first": _("รายการที่หนึ่ง"), "registers.notsame.by": _("ผู้บันทึก"),
    "registers.notsame.at": _("บันทึกเมื่อ"),
    "whose": _("สิ่งที่เกิดหลังการรวมเป็นของ"),
    "registers.load.name": _("ชื่อไฟล์"), "dry": _("ตรวจอย่างเดียว"), "total": _("จำนวนแถว"), "seat": _("ตำแหน่ง"),
    "why": _("เหตุฉุกเฉิน"), "registers.glass.until": _("เปิดถึง"), "registers.glass.at": _("เปิดเมื่อ"),
    "registers.glass.verdict": _("ผลการทบทวน"), "review": _("เหตุผลของผลการทบทวน"), "reviewed_by": _("ผู้ทบทวน"),
    "reviewed_at": _("ทบทวนเมื่อ"),
    "registers.merge.by": _("ผู้รวมรายการ"), "registers.merge.at": _("รวมเมื่อ"),
}  # fmt: skip

THINGS = {
    "registers.worker": _("แรงงาน"), "registers.tie": _("ฐานการใช้ข้อมูลของแรงงาน"),
    "registers.personcheck": _("การตรวจรายการซ้ำ"), "registers.merge": _("การรวมรายการแรงงาน"),
    "registers.load": _("การนำเข้ารายชื่อแรงงาน"), "registers.glass": _("การเปิดข้อมูลฉุกเฉินของแรงงาน"),
    "registers.loadrow": _("แถวของไฟล์รายชื่อแรงงาน"), "registers.notsame": _("คู่รายการที่เป็นคนละคน"),
}  # fmt: skip
