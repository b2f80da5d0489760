"""Event types and the words in which an event is judged; their definitions are published with them.

Severity, urgency and certainty are three questions and stay three answers: they are never folded into one
number. The words follow the Common Alerting Protocol 1.2 (OASIS), the letter and digit the Admiralty code
(NATO AJP-2.1): the letter speaks of the source, the digit of the one item.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventType(models.TextChoices):
    """What happened (ประเภทเหตุการณ์); codes are the reader's and the model's."""

    LAYOFF = "layoff", _("เลิกจ้าง")
    CLOSURE = "closure", _("ปิดกิจการ")
    STRIKE = "strike", _("นัดหยุดงานหรือข้อพิพาทแรงงาน")
    ACCIDENT = "accident", _("อุบัติเหตุจากการทำงาน")
    FRAUD = "fraud", _("หลอกลวงคนหางาน")
    FALSE_NEWS = "false_news", _("ข่าวปลอมเกี่ยวกับกระทรวง")
    WAGE_ARREARS = "wage_arrears", _("ค้างจ่ายค่าจ้าง")
    TRAFFICKING = "trafficking", _("ค้ามนุษย์ด้านแรงงาน")
    IRREGULAR_MIGRANTS = "irregular_migrants", _("แรงงานต่างด้าวผิดกฎหมาย")
    OVERSEAS_DISTRESS = "overseas_distress", _("แรงงานไทยในต่างประเทศเดือดร้อน")
    DISASTER = "disaster", _("ภัยพิบัติกระทบแรงงาน")
    SOCIAL_SECURITY = "social_security", _("เหตุด้านประกันสังคม")
    SKILLS = "skills", _("ความต้องการแรงงานและทักษะ")
    POLICY = "policy", _("นโยบายและมาตรการ")


class Severity(models.TextChoices):
    """How bad it is for people (ความรุนแรง); the definitions stand in SEVERITY_MEANS."""

    EXTREME = "extreme", _("รุนแรงที่สุด")
    SEVERE = "severe", _("รุนแรง")
    MODERATE = "moderate", _("ปานกลาง")
    MINOR = "minor", _("เล็กน้อย")
    UNKNOWN = "unknown", _("ยังไม่ทราบ")


SEVERITY_MEANS = {
    Severity.EXTREME: _("มีผู้เสียชีวิตหลายราย หรือกระทบแรงงานตั้งแต่ 500 คน หรือคนไทยในต่างประเทศตกอยู่ในอันตรายเป็นกลุ่ม"),
    Severity.SEVERE: _("มีผู้เสียชีวิตหรือบาดเจ็บสาหัส หรือกระทบแรงงานตั้งแต่ 100 คน หรือสิทธิของคนจำนวนมากถูกละเมิด"),
    Severity.MODERATE: _("มีผู้บาดเจ็บ หรือกระทบแรงงานตั้งแต่ 10 คน หรืออาจลุกลามหากไม่เข้าช่วย"),
    Severity.MINOR: _("กระทบแรงงานไม่ถึง 10 คน และหน่วยงานในพื้นที่จัดการได้เอง"),
    Severity.UNKNOWN: _("ยังไม่มีข้อมูลพอจะประเมิน"),
}


class Urgency(models.TextChoices):
    """How soon somebody must act (ความเร่งด่วน)."""

    IMMEDIATE = "immediate", _("ต้องทำทันที")
    EXPECTED = "expected", _("ภายใน 24 ชั่วโมง")
    FUTURE = "future", _("ภายใน 7 วัน")
    PAST = "past", _("ผ่านพ้นแล้ว")
    UNKNOWN = "unknown", _("ยังไม่ทราบ")


class Certainty(models.TextChoices):
    """How sure it is that it happens or happened (ความแน่นอน)."""

    OBSERVED = "observed", _("เกิดขึ้นแล้ว มีผู้พบเห็น")
    LIKELY = "likely", _("น่าจะจริง")
    POSSIBLE = "possible", _("เป็นไปได้")
    UNLIKELY = "unlikely", _("ไม่น่าเป็นไปได้")
    UNKNOWN = "unknown", _("ยังไม่ทราบ")


class Reliability(models.TextChoices):
    """The source's letter (ความน่าเชื่อถือของแหล่งข่าว), learned from its own record."""

    A = "A", _("เชื่อถือได้เสมอ")
    B = "B", _("เชื่อถือได้เป็นส่วนใหญ่")
    C = "C", _("ค่อนข้างเชื่อถือได้")
    D = "D", _("มักเชื่อถือไม่ได้")
    E = "E", _("เชื่อถือไม่ได้")
    F = "F", _("ยังไม่ทราบ")


class Credibility(models.IntegerChoices):
    """The item's digit (ความน่าเชื่อของข่าว), given by the analyst."""

    CONFIRMED = 1, _("แหล่งอื่นยืนยันแล้ว")
    PROBABLE = 2, _("น่าจะจริง")
    POSSIBLE = 3, _("อาจจริง")
    DOUBTFUL = 4, _("น่าสงสัย")
    IMPROBABLE = 5, _("ไม่น่าจริง")
    UNKNOWN = 6, _("ตัดสินไม่ได้")
