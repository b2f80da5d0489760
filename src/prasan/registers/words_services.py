"""What codes of the service directory are called: groups, sections, clocks, terms, and values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.kernel.services import Freshness
from prasan.platform.ui.filters import number
from prasan.registers.models.services import Nationality

WHO = {
    "employee": gettext_lazy("ลูกจ้าง"), "informal": gettext_lazy("แรงงานนอกระบบ"),
    "home_worker": gettext_lazy("ผู้รับงานไปทำที่บ้าน"), "domestic": gettext_lazy("ลูกจ้างทำงานบ้าน"),
    "rider": gettext_lazy("ไรเดอร์"), "vendor": gettext_lazy("ผู้ค้าหาบเร่แผงลอย"),
    "contract_farmer": gettext_lazy("เกษตรกรพันธสัญญา"), "own_account": gettext_lazy("ผู้ประกอบอาชีพอิสระ"),
    "family_worker": gettext_lazy("ผู้ช่วยธุรกิจครอบครัว"), "job_seeker": gettext_lazy("ผู้ว่างงานหรือกำลังหางาน"),
    "employer": gettext_lazy("นายจ้าง"), "going_abroad": gettext_lazy("ผู้จะไปทำงานต่างประเทศ"),
    "abroad": gettext_lazy("ผู้ทำงานอยู่ต่างประเทศ"), "disabled": gettext_lazy("คนพิการ"),
}  # fmt: skip
SECTIONS = {
    "33": gettext_lazy("มาตรา 33"), "39": gettext_lazy("มาตรา 39"), "40": gettext_lazy("มาตรา 40"),
    "40-1": gettext_lazy("มาตรา 40 ทางเลือกที่ 1"), "40-2": gettext_lazy("มาตรา 40 ทางเลือกที่ 2"),
    "40-3": gettext_lazy("มาตรา 40 ทางเลือกที่ 3"), "none": gettext_lazy("ไม่ได้เป็นผู้ประกันตน"),
}  # fmt: skip
CLOCKS = {
    "answer": gettext_lazy("ตอบรับภายใน"), "contact": gettext_lazy("ติดต่อประชาชนภายใน"),
    "service": gettext_lazy("ให้บริการเสร็จภายใน"), "visit": gettext_lazy("หลังวันนัด"),
    "outcome": gettext_lazy("แจ้งผลภายใน"), "confirm": gettext_lazy("รอประชาชนยืนยัน"),
    "next_step": gettext_lazy("ผู้ส่งเลือกทางต่อภายใน"), "facts": gettext_lazy("ผู้ส่งตอบข้อมูลภายใน"),
}  # fmt: skip
FACTS = {
    "who": gettext_lazy("กลุ่มอาชีพ"), "section": gettext_lazy("มาตราประกันสังคม"), "age": gettext_lazy("อายุ"),
    "nationality": gettext_lazy("สัญชาติ"),
}  # fmt: skip
TERMS = {
    "description_th": gettext_lazy("รายละเอียด"), "description_en": gettext_lazy("รายละเอียดภาษาอังกฤษ"),
    "eligibility_th": gettext_lazy("ผู้มีสิทธิ"), "eligibility_en": gettext_lazy("ผู้มีสิทธิ (ภาษาอังกฤษ)"),
    "papers": gettext_lazy("เอกสารที่ใช้"), "fee": gettext_lazy("ค่าธรรมเนียม"),
    "fee_note_th": gettext_lazy("หมายเหตุค่าธรรมเนียม"), "fee_note_en": gettext_lazy("หมายเหตุค่าธรรมเนียม (ภาษาอังกฤษ)"),
    "days": gettext_lazy("เวลาที่ใช้ (วันทำการ)"), "promises": gettext_lazy("กำหนดเวลาของการส่งต่อ"),
}  # fmt: skip
MOBILE = gettext_lazy("หน่วยเคลื่อนที่")
FRESH = {
    Freshness.FRESH: ("ok", gettext_lazy("ข้อมูลเป็นปัจจุบัน")),
    Freshness.ADVISED: ("info", gettext_lazy("ควรตรวจข้อมูลอีกครั้ง")),
    Freshness.MANDATORY: ("warning", gettext_lazy("ต้องตรวจข้อมูล ยืนยันครั้งสุดท้ายเกิน 180 วันแล้ว")),
    Freshness.NEVER: ("warning", gettext_lazy("หน่วยงานยังไม่เคยยืนยันข้อมูลนี้")),
}


def fee(satang: int | None) -> str:
    """Return a fee in words: free, not told, or baht."""
    if satang is None:
        return _("ไม่ได้แจ้ง")
    return (
        _("ไม่มีค่าธรรมเนียม")
        if satang == 0
        else _("%(n)s บาท") % {"n": number(satang / 100, 0 if satang % 100 == 0 else 2)}
    )


def days(count: int | None) -> str:
    """Return a promised time in words."""
    if count is None:
        return _("ไม่ได้แจ้ง")
    return _("ภายในวันเดียวกัน") if count == 0 else _("%(n)s วันทำการ") % {"n": number(count)}


def promises(hours: Mapping[str, int] | None) -> str:
    """Return times promised to referrals in words."""
    told = [f"{CLOCKS[name]} " + _("%(n)s ชั่วโมงทำการ") % {"n": number(n)} for name, n in (hours or {}).items()]
    return " · ".join(told) or _("ตามกำหนดกลาง")


def value(name: str, told: Any, papers: Mapping[str, str]) -> str:
    """Return the value of a term as people read it. Parameters: `papers`, names by code."""
    if name == "fee":
        return fee(told)
    if name == "days":
        return days(told)
    if name == "promises":
        return promises(told)
    if name == "papers":
        return " · ".join(papers.get(one, one) for one in told or ()) or _("ไม่ต้องใช้เอกสาร")
    return str(told or "") or _("ไม่ได้แจ้ง")


def conditions(row: Any) -> list[str]:
    """Return the coded conditions of a row in words; none where it is for everybody."""
    found = []
    if row.who:
        found.append(", ".join(str(WHO[one]) for one in row.who))
    if row.sections:
        found.append(", ".join(str(SECTIONS[one]) for one in row.sections))
    if row.age_from is not None and row.age_to is not None:
        found.append(_("อายุ %(a)s ถึง %(b)s ปี") % {"a": row.age_from, "b": row.age_to})
    elif row.age_from is not None:
        found.append(_("อายุ %(a)s ปีขึ้นไป") % {"a": row.age_from})
    elif row.age_to is not None:
        found.append(_("อายุไม่เกิน %(b)s ปี") % {"b": row.age_to})
    if row.nationality:
        found.append(str(Nationality(row.nationality).label))
    return found
