"""What one cell means: baht, fiscal years, choices; every fault is a CellError with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.intake.columns import Row
from prasan.directory.intake.lookups import CellError
from prasan.directory.intake.plan import Bad
from prasan.directory.intake.sheets import Sheet, address
from prasan.kernel.digits import REASONS, to_arabic, to_scaled
from prasan.kernel.normalise import fold

NOISE = Decimal("0.000001")
"""A computed cell may be off by so much of a satang's decimals: binary fractions, not money."""
_LONG = re.compile(r"-?\d+\.\d{6,}(?:e-?\d+)?")
_BIG = re.compile(r"(ล้าน|แสน|หมื่น|พัน)\s*บาท")


def satang(row: Row, name: str) -> int:
    """Return an amount in satang, exact; an empty cell is no zero and is refused."""
    text = row[name]
    if not text:
        raise CellError(name, _("ช่องนี้ว่างหรืออ่านไม่ได้ ถ้าไม่มีเงินให้ใส่ 0"))
    if _LONG.fullmatch(text):
        whole = Decimal(text)
        near = whole.quantize(Decimal("0.01"))
        text = f"{near:f}" if abs(whole - near) < NOISE else text
    read = to_scaled(text[:60], 2, ["บาท"])
    if read.refused == "too-many-decimals":
        raise CellError(name, _("“%(text)s” มีเศษเกินสองตำแหน่ง โปรดใส่ถึงสตางค์") % {"text": text[:40]})
    if read.value is None or (text.startswith("(") and text.endswith(")")):
        raise CellError(name, _unread(text, read.refused))
    if read.value < 0:
        raise CellError(name, _("“%(text)s” ติดลบ โปรดรวมเงินที่ส่งคืนเข้ากับแถวเดิมก่อน") % {"text": text[:40]})
    return read.value


def _unread(text: str, why: str | None) -> str:
    reason = REASONS.get(why or "", "")
    told = _("“%(text)s” อ่านเป็นจำนวนเงินไม่ได้ %(reason)s") % {"text": text[:40], "reason": reason}
    return told.strip()


def fiscal_year(row: Row, name: str) -> int:
    """Return a fiscal year of the Buddhist era; a Christian one is pointed out, never guessed."""
    text = to_arabic(row[name]).strip()
    match = re.fullmatch(r"(?:ปี|ปีงบประมาณ|พ\.ศ\.)?\s*(\d{4})", text)
    year = int(match[1]) if match else 0
    if 2500 <= year <= 2700:
        return year
    if 1950 <= year <= 2150:
        words = {"text": row[name][:20], "year": year + 543}
        raise CellError(name, _("“%(text)s” เป็นปี ค.ศ. โปรดใส่ปีงบประมาณเป็น พ.ศ. เช่น %(year)s") % words)
    raise CellError(name, _("“%(text)s” ไม่ใช่ปีงบประมาณ โปรดใส่เป็น พ.ศ. สี่หลัก เช่น 2569") % {"text": row[name][:20]})


def choice(row: Row, name: str, known: Iterable[tuple[str, Any]], problem: str) -> str:
    """Return the code of a choice named by code or word, empty where the cell is."""
    text = fold(row[name])
    if not text:
        return ""
    for code, word in known:
        if text in {fold(code), fold(str(word))}:
            return code
    raise CellError(name, problem % {"text": row[name][:40]})


def headings_in_baht(sheet: Sheet, start: int, columns: dict[str, int], names: Iterable[str]) -> list[Bad]:
    """Return a fault for each amount column whose heading says that it is in thousands or millions."""
    found = []
    for name in names:
        text = sheet.rows[start][columns[name]] if name in columns else ""
        match = _BIG.search(text)
        if match:
            told = _("หัวคอลัมน์เป็น%(unit)s โปรดเปลี่ยนทั้งคอลัมน์เป็นบาท") % {"unit": match[0]}
            found.append(Bad(sheet.name, address(start + 1, columns[name]), told))
    return found


def own_value(sheet: Sheet, row: Row, name: str) -> None:
    """Refuse an amount that stands merged over several rows: it would count once for each."""
    if name in row.columns and (row.number - 1, row.columns[name]) in sheet.filled:
        raise CellError(name, _("จำนวนเงินผสานเซลล์ข้ามหลายแถว โปรดเลิกผสานแล้วใส่เงินของแต่ละแถว"))
