"""Why a figure is behind its path (สาเหตุ): a short list, so that causes can be counted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cause(models.TextChoices):
    """Main causes of lateness, in the order offices name them."""

    FEW_APPLICANTS = "few-applicants", _("ผู้สมัครหรือผู้ใช้บริการน้อยกว่าที่คาด")
    STAFF_OR_PLACE = "staff-or-place", _("คน ครูฝึก หรือสถานที่ไม่พอ")
    BUDGET = "budget", _("รองบประมาณ")
    EMERGENCY = "emergency", _("เหตุฉุกเฉินในพื้นที่")
    PARTNER = "partner", _("รอหน่วยงานอื่นหรือภาคี")
    LATE_START = "late-start", _("เริ่มงานช้ากว่ากำหนด")
    DATA = "data", _("ข้อมูลยังไม่ครบ")
    OTHER = "other", _("อื่น ๆ (บอกในแนวทางแก้ไข)")
