"""What the things and columns of cases and referrals are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "referrals.case.code": _("เลขเรื่อง"),
    "need": _("สิ่งที่ประชาชนต้องการ"),
    "referrals.case.channel": _("ช่องทางที่มา"),
    "opened_by": _("ผู้รับเรื่อง"),
    "referrals.case.opened_at": _("รับเรื่องเมื่อ"),
    "case": _("เรื่อง"),
    "service": _("บริการ"),
    "sender": _("หน่วยงานที่ส่งต่อ"),
    "sender_seat": _("ผู้ส่งต่อ"),
    "taker": _("ผู้รับเรื่องของปลายทาง"),
    "referrals.referral.owner": _("ต่อไปเป็นของ"),
    "referrals.referral.contact": _("ผู้ประสานงาน"),
    "referrals.referral.due_at": _("กำหนด"),
    "referrals.referral.level": _("แจ้งถึงระดับ"),
    "rises_at": _("แจ้งระดับถัดไปเมื่อ"),
    "tries": _("พยายามติดต่อกี่ครั้ง"),
    "appointment_at": _("นัดหมาย"),
    "decline": _("เหตุที่ไม่รับ"),
    "next_step": _("ทางเลือกต่อไป"),
    "outcome": _("ผล"),
    "offered_at": _("ส่งต่อเมื่อ"),
    "moved_at": _("เคลื่อนไหวล่าสุด"),
    "referrals.referral.ended_at": _("ยุติเมื่อ"),
    "event": _("เหตุการณ์"),
    "helper": _("ผู้ช่วยของเจ้าของเรื่อง"),
    "paper_list": _("รายการเอกสารที่ขอ"),
    "told_by_hand": _("แจ้งเจ้าของเรื่องด้วยตนเอง"),
    "data_request": _("คำขอใช้สิทธิในข้อมูล"),
    "late_week": _("เหตุที่ล่าช้ารายสัปดาห์"),
    "referrals.referral.link": _("ลิงก์ของหน่วยงาน"),
    "referrals.outreachlist.title": _("ชื่อรายการ"),
    "referrals.outreachlist.group": _("กลุ่มแรงงานนอกระบบ"),
    "referrals.outreachlist.section": _("ประกันสังคม"),
    "months": _("ไม่ได้รับบริการมาแล้วกี่เดือน"),
    "referrals.outreachlist.made_by": _("ผู้ทำรายชื่อ"),
    "referrals.outreachlist.made_at": _("ทำเมื่อ"),
    "referrals.outreachlist.closed_at": _("ปิดเมื่อ"),
    "referrals.outreachline.list": _("รายชื่อ"),
    "referrals.outreachline.seat": _("ผู้ลงพื้นที่"),
    "tried_at": _("ไปครั้งล่าสุด"),
    "next_on": _("ไปอีกครั้ง"),
    "referrals.outreachlist.lines": _("จำนวนคนในรายชื่อ"),
    "referrals.referral.score": _("คะแนนความพึงพอใจ"),
}

THINGS = {
    "referrals.case": _("เรื่องขอรับบริการ"),
    "referrals.referral": _("การส่งต่อ"),
    "referrals.outreachlist": _("รายชื่อเป้าหมายลงพื้นที่"),
    "referrals.outreachline": _("บุคคลในรายชื่อเป้าหมายลงพื้นที่"),
}
