"""What the things and columns of training are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "skill": _("สาขาอาชีพ"), "hours": _("จำนวนชั่วโมง"), "level": _("ระดับ"), "about": _("เนื้อหา"),
    "conditions": _("คุณสมบัติผู้สมัคร"), "least_attendance": _("เข้าฝึกอย่างน้อย (ร้อยละ)"), "pass_score": _("คะแนนผ่าน"),
    "valid_years": _("วุฒิบัตรใช้ได้ (ปี)"), "retired_at": _("เลิกใช้เมื่อ"), "course": _("หลักสูตร"), "trainer": _("วิทยากร"),
    "seats": _("จำนวนที่นั่ง"), "least": _("เปิดฝึกเมื่อมีอย่างน้อย (คน)"), "applies_until": _("รับสมัครถึงวันที่"),
    "joins_until": _("รับผู้รอเข้าแทนถึงวันที่"), "offer_hours": _("ผู้รอต้องยืนยันที่นั่งภายใน (ชั่วโมง)"),
    "kept_until": _("กันที่นั่งโควตาไว้ถึงวันที่"), "allowance": _("เบี้ยเลี้ยงต่อวัน (สตางค์)"), "cancelled": _("เหตุที่ยกเลิก"),
    "closed_at": _("สรุปผลเมื่อ"), "session": _("รุ่นฝึกอบรม"), "training.application.worker": _("ผู้สมัคร"),
    "training.application.channel": _("ช่องทางการสมัคร"), "applied_at": _("สมัครเมื่อ"),
    "training.application.since": _("เข้าลำดับเมื่อ"), "seat_no": _("ที่นั่ง"), "offer_until": _("ยืนยันภายใน"),
    "moved_at": _("เปลี่ยนสถานะเมื่อ"), "why": _("เหตุผล"), "score": _("คะแนน"), "training.application.seat": _("ผู้รับสมัคร"),
    "training.certificate.seat": _("ผู้ลงนาม"), "training.demand.seat": _("ผู้บันทึก"),
    "application": _("ใบสมัคร"), "name_printed": _("ชื่อบนวุฒิบัตร"), "issued_on": _("ออกเมื่อ"), "holds_until": _("ใช้ได้ถึง"),
    "training.demand.worker": _("ผู้ต้องการฝึก"), "people": _("จำนวนคน"), "employer": _("สถานประกอบการ"),
    "wanted_by": _("ต้องการภายใน"), "training.demand.agreed": _("ยินยอมให้สมัครเมื่อมีรุ่นเปิด"), "months": _("หลังจบ (เดือน)"),
    "due_on": _("ถึงกำหนด"), "step": _("ติดต่อทาง"), "step_at": _("ติดต่อไม่ได้เมื่อ"),
    "uses_skill": _("งานที่ทำใช้วิชาที่ฝึก"), "earns_more": _("รายได้มากกว่าก่อนฝึก"), "answered_by": _("ทราบผลทาง"),
    "attendance": _("การเข้าฝึก"),
    "training.cost.note": _("หมายเหตุ"),
}  # fmt: skip

THINGS = {
    "training.course": _("หลักสูตร"), "training.session": _("รุ่นฝึกอบรม"), "training.application": _("ใบสมัครฝึกอาชีพ"),
    "training.certificate": _("วุฒิบัตร"), "training.demand": _("ความต้องการฝึกอบรม"),
    "training.cost": _("ค่าใช้จ่ายของรุ่นฝึกอบรม"),
    "training.followup": _("การติดตามผลการมีงานทำ"),
}  # fmt: skip
