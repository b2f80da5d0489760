"""Read what was typed into a report's number field, and write scaled numbers for people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.kernel.digits import format_scaled, parse_percent, to_scaled
from prasan.registers.models import Indicator

REASONS: dict[str, str | Promise] = {
    "empty": _("โปรดใส่ตัวเลข ถ้าเดือนนี้ไม่มีผล ให้ใส่ 0"),
    "dash": _("มีเพียงขีด ถ้าเดือนนี้ไม่มีผล ให้ใส่ 0 ถ้ายังไม่รู้ ให้เว้นว่างไว้"),
    "not-a-number": _("อ่านเป็นตัวเลขไม่ได้ โปรดใส่เฉพาะตัวเลข เช่น 1,250 หรือ ๑,๒๕๐"),
    "mixed-digits": _("มีเลขไทยปนเลขอารบิก โปรดใช้แบบเดียวกันทั้งจำนวน"),
    "grouping": _("เครื่องหมายคั่นหลักพันอยู่ผิดที่ เช่น 1,250 ไม่ใช่ 12,50"),
    "percent": _("ช่องนี้รับจำนวน ไม่ใช่ร้อยละ"),
    "too-many-decimals": _("ทศนิยมมากกว่าที่ตัวชี้วัดนี้รับ"),
    "too-large": _("จำนวนนี้ใหญ่เกินไป โปรดตรวจอีกครั้ง"),
    "negative": _("ค่าติดลบไม่ได้ ถ้าจะลดยอดที่รายงานไปแล้ว โปรดขอเปิดรายงานเดือนนั้น"),
}
"""What to tell the person who typed something that is no figure."""
HIGHEST_STATED = 100_000_00
"""Hundredths of a per cent: above 100 is normal, a hundred thousand is a slip."""
NO_STATED: str | Promise = _("ร้อยละที่ระบุสูงเกินไปหรือติดลบ โปรดตรวจจุดทศนิยม")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it was typed: its scaled value, or why it cannot be read; neither where the field is empty."""

    text: str
    value: int | None = None
    error: str | Promise = ""


def read(text: str, decimals: int, units: tuple[str, ...] = ()) -> Typed:
    """Read a field: Thai or Arabic digits, thousands commas, the unit may follow. Empty stays empty."""
    text = text[:60]
    if not text.strip():
        return Typed(text)
    found = to_scaled(text, decimals, [unit for unit in units if unit])
    if found.value is None:
        return Typed(text, error=REASONS[found.refused or "not-a-number"])
    if found.value < 0:
        return Typed(text, error=REASONS["negative"])
    return Typed(text, found.value)


def read_percent(text: str) -> Typed:
    """Read a per cent that a paper states: "97.5", "๙๗.๕%", "ร้อยละ 97.5", in hundredths. Empty stays empty."""
    text = text[:60]
    if not text.strip():
        return Typed(text)
    found = parse_percent(text)
    if found.value is None:
        return Typed(text, error=REASONS[found.refused or "not-a-number"])
    if not percent_can_be(found.value * 100):
        return Typed(text, error=NO_STATED)
    return Typed(text, int((found.value * 100).to_integral_value(ROUND_HALF_UP)))


def percent_can_be(hundredths: Decimal | int) -> bool:
    """Tell whether a stated per cent is none below zero and no slip of the decimal point."""
    return 0 <= hundredths <= HIGHEST_STATED


def percent_of(hundredths: int) -> Decimal:
    """Return a stated per cent without zeros at its end: 9750 → 97.5, 9700 → 97."""
    exact = (Decimal(hundredths) / 100).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def percent_shown(hundredths: int | None) -> str:
    """Write a stated per cent as it is typed, without its sign: "97.5"; nothing is empty."""
    return "" if hundredths is None else f"{percent_of(hundredths):,}"


def entry_decimals(indicator: Indicator) -> int:
    """Return the decimals of what is typed: a ratio is typed as two whole numbers."""
    return 0 if indicator.summing == Indicator.Sum.RATIO else indicator.decimals


def shown(value: int | None, decimals: int) -> str:
    """Write a scaled number for a page; nothing is a dash, never zero."""
    return "–" if value is None else format_scaled(value, decimals)
