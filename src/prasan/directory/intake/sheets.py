"""Read a workbook or a CSV file into rows of text with the address of each cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from prasan.platform.commands import RuleBroken
from prasan.platform.files.workbooks import MOST_COLUMNS, MOST_ROWS, fault_of

UNREADABLE = _("อ่านไฟล์นี้ไม่ได้ ใช้ไฟล์ xlsx หรือ csv และตรวจว่าไฟล์ไม่เสียหายหรือใส่รหัสผ่าน")
TOO_LARGE = _("ไฟล์มีข้อมูลมากผิดปกติ หรือมีค่าเกิน %(rows)s แถว %(columns)s คอลัมน์ โปรดคัดลอกเฉพาะตารางไปไฟล์ใหม่ หรือแบ่งเป็นหลายไฟล์")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name (empty for CSV) and its rows of text; row 1 is the first.

    `filled` are the cells (row and column from 0) that hold nothing of their own but what is merged from above.
    """

    name: str
    rows: list[list[str]]
    filled: frozenset[tuple[int, int]] = frozenset()


def address(row: int, column: int) -> str:
    """Return a cell's address as spreadsheets write it: row 4, column 1 → B4 (row from 1, column from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _text(value: Any) -> str:
    """Return a cell as text: whole numbers without a fraction, dates in ISO form."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return " ".join(str(value).replace("\u200b", "").split())


def _workbook(content: bytes) -> Iterator[Sheet]:
    fault = fault_of(content)
    if fault == "huge":
        raise RuleBroken(TOO_LARGE % {"rows": MOST_ROWS, "columns": MOST_COLUMNS}, field="file")
    if fault:
        raise RuleBroken(UNREADABLE, field="file")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            blank = {number for number, row in enumerate(rows) if not any(row)}
            # a value merged over several rows is meant for each of them that says anything else
            filled = set()
            for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
                for row in set(range(top + 1, min(bottom + 1, len(rows)))) - blank:
                    rows[row][left] = rows[top][left]
                    filled.add((row, left))
            yield Sheet(name, rows, frozenset(filled))
    except CalamineError as error:
        raise RuleBroken(UNREADABLE, field="file") from error


def decode(content: bytes) -> str:
    """Return CSV text: UTF-8 with or without its mark, else the Thai code page of older programs."""
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleBroken(_("อ่านตัวอักษรในไฟล์ไม่ได้ บันทึกเป็น CSV UTF-8 แล้วลองใหม่"), field="file")


def _csv(content: bytes) -> Iterator[Sheet]:
    text = decode(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [[_text(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise RuleBroken(UNREADABLE, field="file") from error
    yield Sheet("", rows)


def read_sheets(file_name: str, content: bytes) -> list[Sheet]:
    """Return the sheets of a file, told apart by content rather than by name; RuleBroken when unreadable."""
    if not content.strip():
        raise RuleBroken(_("ไฟล์ว่าง"), field="file")
    binary = content[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or b"\0" in content[:4096]
    sheets = list(_workbook(content) if binary else _csv(content))
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise RuleBroken(_("ไฟล์มีเกิน %(n)s แถว แบ่งเป็นหลายไฟล์") % {"n": MOST_ROWS}, field="file")
    return sheets
