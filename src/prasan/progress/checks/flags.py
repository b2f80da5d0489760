"""What a check can say: codes, severity and the sentence for the person who typed the number.

Table of codes: docs/algorithms/figure-checks.md (a test keeps it equal to `CODES`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Severity = Literal["hard", "soft"]
HARD: Severity = "hard"
SOFT: Severity = "soft"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: hard stops submission, soft asks for a word of explanation."""

    severity: Severity
    sentence: Any


CODES: dict[str, Code] = {
    "not-a-number": Code(HARD, _("ช่อง %(field)s อ่านเป็นจำนวนไม่ได้ (“%(typed)s”): %(why)s")),
    "negative": Code(HARD, _("%(field)s เป็น %(value)s ซึ่งติดลบไม่ได้ โปรดตรวจเครื่องหมาย")),
    "not-whole": Code(HARD, _("%(field)s เป็น %(value)s แต่ต้องเป็นจำนวนเต็ม โปรดตรวจจุดทศนิยม")),
    "parts-sum": Code(HARD, _("%(parts)s รวมกันได้ %(sum)s แต่ %(whole)s เป็น %(value)s ต่างกัน %(gap)s โปรดตรวจทุกช่อง")),
    "parts-exceed": Code(HARD, _("%(parts)s รวมกันได้ %(sum)s มากกว่า %(whole)s ที่เป็น %(value)s อยู่ %(gap)s โปรดตรวจทุกช่อง")),
    "part-exceeds": Code(HARD, _("%(part)s (%(small)s) มากกว่า %(whole)s (%(large)s) ซึ่งเป็นไปไม่ได้ โปรดตรวจทั้งสองช่อง")),
    "parts-short": Code(
        SOFT, _("%(parts)s รวมกันได้ %(sum)s น้อยกว่า %(whole)s ที่เป็น %(value)s อยู่ %(gap)s โปรดใส่ส่วนที่ยังขาดหรือบอกเหตุผล")
    ),
    "population-source": Code(
        SOFT, _("%(part)s (%(small)s) มากกว่า %(whole)s (%(large)s) ถ้ามาจากคนละแหล่ง โปรดบอกแหล่งข้อมูลของแต่ละช่อง")
    ),
    "digit-slip": Code(SOFT, _("%(field)s เป็น %(value)s: ถ้าเป็น %(fixed)s ยอดจะลงตัวพอดี อาจพิมพ์ผิดหนึ่งหลัก โปรดตรวจ")),
    "same-as-field": Code(SOFT, _("%(field)s เท่ากับ %(other)s พอดี (%(value)s) อาจกรอกผิดช่อง โปรดตรวจ")),
    "same-as-last": Code(SOFT, _("%(field)s เท่ากับครั้งก่อน (%(when)s) พอดี คือ %(value)s อาจเป็นตัวเลขเดิม โปรดยืนยัน")),
    "same-as-neighbour": Code(SOFT, _("%(field)s เท่ากับของ %(place)s (%(when)s) พอดี คือ %(value)s อาจคัดลอกมา โปรดตรวจ")),
    "jump": Code(SOFT, _("%(field)s เปลี่ยนจาก %(before)s (%(when)s) เป็น %(value)s โปรดยืนยันหรือบอกสาเหตุ")),
    "tenfold": Code(
        SOFT, _("%(field)s เปลี่ยนจาก %(before)s (%(when)s) เป็น %(value)s ราวสิบเท่า อาจพิมพ์เกินหรือขาดหนึ่งหลัก โปรดตรวจ")
    ),
    "out-of-range": Code(SOFT, _("%(share)s เป็นร้อยละ %(value)s ซึ่งอยู่นอกช่วงที่พบปกติ (%(low)s–%(high)s) โปรดตรวจ")),
    "percent-differs": Code(SOFT, _("ร้อยละที่ระบุคือ %(stated)s แต่คำนวณจาก %(actual)s ต่อ %(target)s ได้ %(percent)s")),
    "no-target": Code(SOFT, _("เป้าหมายเป็นศูนย์ จึงคำนวณร้อยละไม่ได้ โปรดใส่เป้าหมาย")),
}
"""Code → severity and sentence. The sentence says what is wrong, with which numbers, and what to do."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding: its code, the fields that it is about, and the words of its sentence."""

    code: str
    fields: tuple[str, ...]
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether it stops submission or asks for a word."""
        return CODES[self.code].severity

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return gettext(str(CODES[self.code].sentence)) % self.words

    def as_row(self) -> dict[str, Any]:
        """The finding for scripts."""
        return {"code": self.code, "fields": list(self.fields), "severity": self.severity, "text": self.text}
