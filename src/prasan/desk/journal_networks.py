"""What the things and columns of networks are called in the journal."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS: dict[str, Any] = {
    "networks.partner.name": _("ชื่อองค์กร"), "sector": _("ภาคส่วน"), "keeper": _("หน่วยงานที่ดูแล"),
    "helps": _("ช่วยอะไรได้"), "retired": _("เหตุที่เลิกร่วมงาน"),
    "networks.partner.office": _("หน่วยงานภายนอกในทำเนียบ"),
    "phone": _("โทรศัพท์"), "volunteer": _("อาสาสมัครแรงงาน"), "order_no": _("เลขที่คำสั่ง"),
    "appointments": _("จำนวนการแต่งตั้งที่มีผล"), "questions": _("คำถาม"), "form_id": _("รหัสแบบฟอร์ม"),
    "networks.survey.title": _("ชื่อแบบสำรวจ"), "networks.survey.deadline": _("กำหนดส่ง"),
    "networks.survey.seat": _("ผู้จัดทำ"), "opened_at": _("เปิดเมื่อ"), "survey": _("แบบสำรวจ"),
}  # fmt: skip

THINGS: dict[str, Any] = {
    "networks.partner": _("ภาคีเครือข่าย"),
    "networks.volunteer": _("อาสาสมัครแรงงาน"), "networks.appointment": _("การแต่งตั้งอาสาสมัครแรงงาน"),
    "networks.survey": _("แบบสำรวจ"), "networks.response": _("คำตอบแบบสำรวจ"),
}  # fmt: skip
