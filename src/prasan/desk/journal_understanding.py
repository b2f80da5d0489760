"""What the things and columns of one understanding are called in the journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS: dict[str, Any] = {
    "understanding.brief.aim": _("เพื่ออะไร"), "understanding.brief.people": _("ใครได้ประโยชน์"),
    "work": _("ใครต้องทำอะไร"), "measure": _("วัดผลอย่างไร"),
    "understanding.brief.due": _("วันเริ่มงาน"), "groups": _("กลุ่มผู้รับรู้"), "only_lead": _("เฉพาะกรมเจ้าภาพ"),
    "replaces": _("ฉบับที่แทน"), "understanding.brief.seat": _("ผู้จัดทำ"), "brief": _("เอกสารสรุปนโยบาย"),
    "since": _("เปลี่ยนล่าสุดในฉบับที่"), "understanding.item.text": _("ข้อที่ต้องเข้าใจ"),
    "understanding.item.question": _("คำถาม"), "options": _("ตัวเลือก"), "right": _("ตัวเลือกที่ถูก (นับจาก 0)"),
    "understanding.item.why": _("คำอธิบายหลังตอบ"), "read_at": _("อ่านเมื่อ"), "asked": _("จำนวนข้อที่ถาม"),
    "left": _("ยังไม่ตอบ (ข้อ)"), "wrong": _("ยังไม่ตรง (ข้อ)"), "done_at": _("เข้าใจตรงกันเมื่อ"),
    "answers": _("จำนวนข้อที่ตอบ"), "understanding.question.text": _("คำถาม"), "answer": _("คำตอบ"),
    "answered_by": _("ผู้ตอบ"), "same_as": _("ตอบไว้ในคำถามที่"), "understanding.question.seat": _("ผู้ถาม"),
}  # fmt: skip

THINGS: dict[str, Any] = {
    "understanding.brief": _("เอกสารสรุปนโยบาย"), "understanding.item": _("ข้อที่ต้องเข้าใจ"),
    "understanding.reading": _("การรับทราบเอกสารสรุป"), "understanding.answer": _("คำตอบของผู้อ่าน"),
    "understanding.question": _("คำถามเรื่องนโยบาย"),
}  # fmt: skip
