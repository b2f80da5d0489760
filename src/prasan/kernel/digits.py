"""Thai digits, numbers as Thais type them, exact scaling, and numbers on screen and paper.

Reading never guesses: what could mean two things is refused with a reason code (table `REASONS`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DigitStyle = Literal["arabic", "thai"]

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

REASONS: dict[str, str] = {
    "empty": "ไม่มีตัวเลข",
    "dash": "มีเพียงขีด: ใส่ 0 หรือเว้นว่างให้ชัดเจน",
    "not-a-number": "ไม่ใช่ตัวเลข",
    "mixed-digits": "ใช้เลขไทยปนเลขอารบิกในจำนวนเดียวกัน",
    "grouping": "เครื่องหมายคั่นหลักพันอยู่ผิดที่",
    "percent": "เป็นร้อยละ ไม่ใช่จำนวน",
    "too-many-decimals": "ทศนิยมเกินกว่าที่ตัวชี้วัดรับ",
    "too-large": "จำนวนใหญ่เกินกว่าที่เก็บได้",
}
"""Reason code → what to tell the person who typed it."""

MAX_ABS = 2**63 - 1
"""Largest scaled value: a figure is stored as a 64-bit integer."""

_MULTIPLIERS: dict[str, int] = {
    "ร้อย": 100, "พัน": 10**3, "หมื่น": 10**4, "แสน": 10**5, "ล้าน": 10**6,
    "สิบล้าน": 10**7, "ร้อยล้าน": 10**8, "พันล้าน": 10**9, "หมื่นล้าน": 10**10, "แสนล้าน": 10**11,
    "ล้านล้าน": 10**12, "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_PLAIN = re.compile(r"\d*\.?\d+|\d+\.")
_GROUPED = re.compile(r"\d{1,3}(?:([, \u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?")
_NUMBER = re.compile(r"([+\-−–]?)\s*([\d., \u00a0\u202f]*\d\.?)\s*(\D*)")
_PERCENT = re.compile(r"(?:ร้อยละ\s*(?P<word>.+)|(?P<sign>.+?)\s*(?:%|％|เปอร์เซ็นต์|percent))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read, or the reason why not: exactly one of the two is set."""

    value: Decimal | None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Scaled:
    """An integer scaled by a power of ten, or the reason why the text is refused."""

    value: int | None
    refused: str | None = None


def to_arabic(text: str) -> str:
    """Write every Thai digit as an Arabic one; the length does not change, so spans stay valid."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """Write every Arabic digit as a Thai one (documents); the length does not change."""
    return text.translate(_TO_THAI)


def in_digits(text: str, digits: DigitStyle) -> str:
    """Return the text in the digits of its medium: Arabic on screen, Thai on paper by document kind."""
    return to_thai(text) if digits == "thai" else text


def _refusal(clean: str) -> str | None:
    """Return the reason against a text that is visibly no number, or None."""
    if not clean:
        return "empty"
    if clean in {"-", "–", "—", "−"}:
        return "dash"
    if any("๐" <= c <= "๙" for c in clean) and any("0" <= c <= "9" for c in clean):
        return "mixed-digits"
    return "percent" if _PERCENT.fullmatch(clean) else None


def _magnitude(body: str) -> Decimal | None:
    if _PLAIN.fullmatch(body) or _GROUPED.fullmatch(body):
        return Decimal(re.sub(r"[,\s]", "", body).rstrip("."))
    return None


def _multiplier(tail: str, units: Collection[str]) -> int | None:
    """Return what the words after the number multiply it by; None where they are not known."""
    rest = tail.strip().lower()
    for unit in units:
        if unit and rest.endswith(unit.lower()):
            rest = rest[: -len(unit)].strip()
            break
    return 1 if not rest else _MULTIPLIERS.get(rest)


def parse_number(text: str, units: Collection[str] = ()) -> Number:
    """Read one number as typed: Thai or Arabic digits, thousands by comma or space, "๒.๕ ล้าน".

    `units` are words that may follow and are dropped ("คน", "บาท"). Decimal point only; "1,23" and
    "1.234.567" are refused (`grouping`), as are a lone dash, percentages and mixed digits.
    """
    clean = text.strip().strip("\u200b\ufeff")
    if reason := _refusal(clean):
        return Number(None, reason)
    match = _NUMBER.fullmatch(to_arabic(clean))
    if match is None:
        return Number(None, "not-a-number")
    sign, body, tail = match.groups()
    factor = _multiplier(tail, units)
    if factor is None:
        return Number(None, "not-a-number")
    value = _magnitude(body)
    if value is None:
        return Number(None, "grouping")
    value = value * factor
    return Number(-value if sign in {"-", "−", "–"} else value)


def parse_percent(text: str) -> Number:
    """Read a per cent: "ร้อยละ ๑๒.๕", "12.5 %", "12.5" all give 12.5."""
    match = _PERCENT.fullmatch(text.strip())
    return parse_number(text if match is None else (match["word"] or match["sign"]))


def scale(value: Decimal, decimals: int) -> Scaled:
    """Return value × 10^decimals as an exact integer; refused where digits would be lost."""
    shifted = value.scaleb(decimals)
    if abs(shifted) > MAX_ABS:
        return Scaled(None, "too-large")
    if shifted != shifted.to_integral_value():
        return Scaled(None, "too-many-decimals")
    return Scaled(int(shifted))


def to_scaled(text: str, decimals: int, units: Collection[str] = ()) -> Scaled:
    """Read a number and scale it exactly: `to_scaled("1,234.50", 2)` gives 123450 (satang)."""
    number = parse_number(text, units)
    if number.value is None:
        return Scaled(None, number.refused)
    return scale(number.value, decimals)


def from_scaled(value: int, decimals: int) -> Decimal:
    """Return the exact decimal of a scaled integer."""
    return Decimal(value).scaleb(-decimals)


def format_scaled(value: int, decimals: int, digits: DigitStyle = "arabic") -> str:
    """Write a scaled integer with thousands and all its decimals: 123450, 2 → "1,234.50"."""
    whole, part = divmod(abs(value), 10**decimals)
    sign = "-" if value < 0 else ""
    tail = f".{part:0{decimals}d}" if decimals else ""
    return in_digits(f"{sign}{whole:,}{tail}", digits)


def format_percent(tenths: int, digits: DigitStyle = "arabic", *, paper: bool = False) -> str:
    """Write tenths of a per cent: 125 → "12.5%", on paper "ร้อยละ 12.5" (government.md)."""
    number = format_scaled(tenths, 1)
    return in_digits(f"ร้อยละ {number}" if paper else f"{number}%", digits)
