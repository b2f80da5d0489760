"""Writes reports into a locked, prefilled Thai workbook: one sheet a report, how to fill it in, and a hidden sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.utils import timezone, translation

from prasan.kernel.digits import from_scaled
from prasan.kernel.thaidate import show_date, show_time, thai_date
from prasan.platform.listings.export import FONT, FONT_SIZE, ROW_HEIGHT, safe
from prasan.progress import periods
from prasan.progress.causes import Cause
from prasan.progress.items import Item, items_of_many
from prasan.progress.models import Figure, Report, Said
from prasan.progress.reading import entry_decimals, percent_of
from prasan.progress.splits import Group, Member
from prasan.progress.workbook import layout
from prasan.progress.workbook.layout import (
    COLUMNS,
    HEAD_ROW,
    PART_TYPED,
    PLACE,
    TYPED,
    Base,
    Known,
    members_of,
    part_name,
    row_code,
)

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHADE, INPUT = "#EEF1F4", "#FFF8DB"
"""Fill of headings and of the cells to fill in."""
OF_RATIO = frozenset({"denominator", "stated"})
"""Columns that only ratios fill in."""
LISTS: dict[str, Any] = {"cause": Cause, "claim": Said.Claim, "help_from": Said.From}
"""Columns with a list of words to choose from."""

HELP = (
    "กรอกเฉพาะช่องสีเหลือง: ผลเดือนนี้ จำนวนทั้งหมด (เฉพาะข้อที่เป็นอัตราส่วน) สาเหตุ แนวทาง และช่องที่อยู่ถัดไป ช่องอื่นล็อกไว้",
    "ไม่มีผลในเดือนนี้ให้ใส่ 0 ถ้ายังไม่รู้ให้เว้นว่าง ช่องว่างไม่ลบค่าที่มีอยู่ในระบบ",
    "เลขไทยหรือเลขอารบิกก็ได้ มีจุลภาคคั่นหลักพันได้ เช่น 1,250 หรือ ๑,๒๕๐ แต่อย่าใส่ร้อยละหรือขีดแทนจำนวน",
    "สาเหตุให้เลือกจากรายการในช่อง ค่าที่ช้ากว่าแผนต้องบอกทั้งสาเหตุและแนวทางก่อนส่งรายงาน",
    "ข้อที่ให้แยกตามกลุ่ม (เช่น เพศ อำเภอ) มีแถวของแต่ละกลุ่มใต้ยอดรวม กลุ่มที่ไม่มีผลใส่ 0 ผลรวมของกลุ่มต้องเท่ากับยอดรวม",
    "สถานะที่หน่วยงานบอกเป็นความเห็นของท่าน แสดงข้างสถานะที่ระบบคำนวณ ไม่แทนที่กัน เว้นว่างได้",
    "ร้อยละตามเอกสารของท่าน (เฉพาะข้อที่เป็นอัตราส่วน) แสดงข้างร้อยละที่ระบบคำนวณ ไม่แทนที่กัน เว้นว่างได้",
    "ความช่วยเหลือที่ต้องการ ถ้ามี ให้เลือกด้วยว่าขอจากใคร",
    "เรียงแถวใหม่ แทรกแถว หรือเปลี่ยนชื่อแผ่นได้ แต่อย่าแก้รหัสตัวชี้วัดและรหัสแบบ",
    "บันทึกเป็น Excel (.xlsx) แล้วส่งกลับที่หน้า “รายงานด้วย Excel” ระบบจะแสดงสิ่งที่เปลี่ยนให้ตรวจก่อน ยังไม่มีอะไรถูกบันทึก",
    "ถ้ามีผู้อื่นบันทึกค่าเดียวกันระหว่างนั้น ระบบจะแสดงทั้งสองค่าให้เลือก",
)
"""The sheet with instructions, line by line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a workbook with its items; `locked` has no cell to fill in (it is sent, or its month is closed)."""

    report: Report
    items: Sequence[Item]
    locked: bool = False


def parts_of(reports: Sequence[Report], locked: Callable[[Report], object]) -> list[Part]:
    """Return reports ready to be written, those without an indicator left out; `locked` tells what cannot change."""
    with translation.override("th"):  # the groups' names
        both = list(zip(reports, items_of_many(reports), strict=True))
    return [Part(report, items, bool(locked(report))) for report, items in both if items]


def write(parts: Sequence[Part]) -> bytes:
    """Return the workbook of some reports; the first sheet is the first report's."""
    out = io.BytesIO()
    with translation.override("th"), xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"title": "รายงานผลการดำเนินงานรายเดือน", "company": "กระทรวงแรงงาน"})
        formats = _Formats(book)
        names: set[str] = {layout.HELP_SHEET.lower(), layout.HIDDEN.lower()}
        known = []
        for part in parts:
            name = _sheet_name(part.report, names, several=len({one.report.office_id for one in parts}) > 1)
            _report_sheet(book.add_worksheet(name), part, formats)
            known.append(_known(part, name))
        _help_sheet(book.add_worksheet(layout.HELP_SHEET), formats)
        _hidden_sheet(book.add_worksheet(layout.HIDDEN), known)
    return out.getvalue()


class _Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[Any, ...], Any] = {}

    def __call__(self, **look: Any) -> Any:
        """Return the format with some properties beside the usual ones."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            usual = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
            self._made[key] = self._book.add_format({**usual, **look})
        return self._made[key]

    def number(self, decimals: int, **look: Any) -> Any:
        """Return the format of a number with so many decimals."""
        return self(num_format="#,##0" + ("." + "0" * decimals if decimals else ""), **look)


def _sheet_name(report: Report, taken: set[str], *, several: bool) -> str:
    """Return a name that Excel takes: the month, before it the office where there are several; never twice."""
    month = periods.label(report.period, "th")
    name = re.sub(r"[\[\]:*?/\\']", " ", f"{report.office.short} {month}" if several else month)
    name = plain = name[-31:].strip()
    count = 1
    while name.lower() in taken:
        count += 1
        name = f"{plain[:28]} {count}"
    taken.add(name.lower())
    return name


def _known(part: Part, sheet: str) -> Known:
    report = part.report
    base = {}
    for item in part.items:
        code, kept = item.indicator.code, item.figure
        words = (kept.cause, kept.step, kept.note) if kept else ("", "", "")
        whole = kept.denominator if kept else None
        base[code] = Base(kept.value if kept else None, whole, *words, **layout.said_of(item))
        for _group, one in members_of(item):
            known = item.members.get(one.key)
            base[row_code(code, one.key)] = Base(known.value, known.denominator) if known else Base()
    return Known(sheet, report.office.code, report.period, report.pk, report.version, base)


def _report_sheet(sheet: Any, part: Part, formats: _Formats) -> None:
    _head(sheet, part, formats)
    row = HEAD_ROW
    for item in part.items:
        row += 1
        _row(sheet, row, item, formats, locked=part.locked)
        for group, one in members_of(item):
            row += 1
            _part_row(sheet, row, item, (group, one), formats, locked=part.locked)
    if part.items and not part.locked:
        _validate(sheet, HEAD_ROW + 1, row)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.freeze_panes(HEAD_ROW + 1, PLACE["unit"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer("&L" + layout.form_code(part.report.office.code, part.report.period) + "&R&P/&N")


def _head(sheet: Any, part: Part, formats: _Formats) -> None:
    """Write title, office, the form's code and the headings."""
    report = part.report
    now = timezone.localtime()
    month = thai_date(periods.bounds(report.period)[0], "month")
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_row(0, ROW_HEIGHT + 6)
    sheet.write_string(0, 0, f"รายงานผลการดำเนินงาน เดือน {month}", formats(bold=True, font_size=FONT_SIZE + 4))
    sheet.write_string(1, 0, safe(f"{report.office.name_th} · {report.area.name_th}"), formats())
    sheet.write_string(2, 0, "รหัสแบบ", formats())
    sheet.write_string(2, 2, layout.form_code(report.office.code, report.period), formats(bold=True))
    as_of = f"ข้อมูล ณ {show_date(now.date(), 'long', 'th')} {show_time(now.time(), 'th')}"
    told = "รายงานนี้แก้ไขไม่ได้แล้ว" if part.locked else "กรอกเฉพาะช่องสีเหลือง ไม่มีผลใส่ 0 ยังไม่รู้เว้นว่าง"
    sheet.write_string(3, 0, f"{told} · {as_of}", formats(font_color="#444444"))
    sheet.set_row(HEAD_ROW, ROW_HEIGHT * 2)
    for column, about in enumerate(COLUMNS):
        sheet.set_column(column, column, about.width)
        look = formats(bold=True, text_wrap=True, bottom=1, bg_color=SHADE, align="center")
        sheet.write_string(HEAD_ROW, column, about.heading, look)


def _row(sheet: Any, row: int, item: Item, formats: _Formats, *, locked: bool) -> None:
    """Write one indicator: locked cells with what is known, open ones with what is stored."""
    one, kept = item.indicator, item.figure
    decimals = entry_decimals(one)
    lines = max(1, -(-len(one.name_th) // (COLUMNS[PLACE["name"]].width - 4)))
    sheet.set_row(row, ROW_HEIGHT * lines)
    fixed = formats(text_wrap=True, bottom=4)
    sheet.write_number(row, PLACE["number"], item.number, fixed)
    for key, text in (("code", one.code), ("name", one.name_th), ("unit", one.unit_th)):
        sheet.write_string(row, PLACE[key], safe(text), fixed)
    for key, value in (("target", item.target.value), ("path", item.path)):
        _number(sheet, row, key, value, one.decimals, formats)
    last = item.of_month(item.last_month) if item.last_month else None
    _number(sheet, row, "last", last, one.decimals, formats)
    for key in TYPED:
        open_ = not locked and (key not in OF_RATIO or item.is_ratio)
        look = {"locked": not open_, "bottom": 4} | ({"bg_color": INPUT} if open_ else {})
        if key == "stated":
            _stated(sheet, row, item, formats(**look))
        elif key in layout.WORDS:
            _text(sheet, row, key, _told(item, key), formats(text_wrap=True, **look))
        else:
            known = getattr(kept, key) if kept else None
            _number(sheet, row, key, known, decimals if key == "value" else 0, formats, **look)


def _told(item: Item, key: str) -> str:
    """Return what stands in a cell of words: choices as they are read, the rest as it is stored."""
    about = item.figure if key in layout.TEXTS else item.said
    text: str = getattr(about, key) if about else ""
    return str(LISTS[key](text).label) if key in LISTS and text in LISTS[key].values else text


def _stated(sheet: Any, row: int, item: Item, form: Any) -> None:
    """Write the stated per cent as it is typed; the cell has no number format, so that "97.5%" is kept as typed."""
    said = item.said
    if item.is_ratio and said is not None and said.stated is not None:
        sheet.write_number(row, PLACE["stated"], percent_of(said.stated), form)
    else:
        sheet.write_blank(row, PLACE["stated"], None, form)


def _part_row(
    sheet: Any, row: int, item: Item, named: tuple[Group, Member], formats: _Formats, *, locked: bool
) -> None:
    """Write one group of an indicator below it: code, name, unit, and what is stored of it this month."""
    one = item.indicator
    kept: Figure | None = item.members.get(named[1].key)
    told: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("code", row_code(one.code, named[1].key), {}),
        ("name", part_name(*named), {"indent": 2}),
        ("unit", one.unit_th, {}),
    )
    for key, text, look in told:
        sheet.write_string(row, PLACE[key], safe(text), formats(text_wrap=True, bottom=4, font_color="#444444", **look))
    for key in PART_TYPED:
        open_ = not locked and (key != "denominator" or item.is_ratio)
        look = {"locked": not open_, "bottom": 4} | ({"bg_color": INPUT} if open_ else {})
        known = getattr(kept, key) if kept else None
        _number(sheet, row, key, known, entry_decimals(one) if key == "value" else 0, formats, **look)


def _number(sheet: Any, row: int, key: str, value: int | None, decimals: int, formats: _Formats, **look: Any) -> None:
    form = formats.number(decimals, **({"bottom": 4} | look))
    if value is None:
        sheet.write_blank(row, PLACE[key], None, form)
    else:
        sheet.write_number(row, PLACE[key], from_scaled(value, decimals), form)


def _text(sheet: Any, row: int, key: str, text: str, form: Any) -> None:
    if text:
        sheet.write_string(row, PLACE[key], safe(text), form)
    else:
        sheet.write_blank(row, PLACE[key], None, form)


def _validate(sheet: Any, first: int, last: int) -> None:
    """Guard the open cells: numbers from zero up (text with Thai digits may be kept), a cause from the list."""
    for key in ("value", "denominator"):
        sheet.data_validation(first, PLACE[key], last, PLACE[key], {
            "validate": "decimal", "criteria": ">=", "value": 0, "ignore_blank": True, "error_type": "warning",
            "error_title": "ไม่ใช่จำนวน", "error_message": "ใส่จำนวนตั้งแต่ 0 ขึ้นไป ยังไม่รู้ให้เว้นว่าง",
        })  # fmt: skip
    letter = chr(ord("A") + layout.CAUSE_COLUMN)
    sheet.data_validation(first, PLACE["cause"], last, PLACE["cause"], {
        "validate": "list", "source": f"={layout.HIDDEN}!${letter}$1:${letter}${len(Cause.choices)}",
        "ignore_blank": True, "error_type": "stop",
        "error_title": "เลือกจากรายการ", "error_message": "โปรดเลือกสาเหตุจากรายการ",
    })  # fmt: skip
    for key, message in (("claim", "โปรดเลือกสถานะจากรายการ"), ("help_from", "โปรดเลือกจากรายการว่าขอจากใคร")):
        sheet.data_validation(first, PLACE[key], last, PLACE[key], {
            "validate": "list", "source": [str(label) for label in LISTS[key].labels], "ignore_blank": True,
            "error_type": "stop", "error_title": "เลือกจากรายการ", "error_message": message,
        })  # fmt: skip
    for key in ("step", "help_text"):
        sheet.data_validation(first, PLACE[key], last, PLACE[key], {
            "validate": "length", "criteria": "<=", "value": 300, "ignore_blank": True, "error_type": "stop",
            "error_title": "ยาวเกินไป", "error_message": "ไม่เกิน 300 ตัวอักษร",
        })  # fmt: skip


def _help_sheet(sheet: Any, formats: _Formats) -> None:
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 1, "วิธีกรอกแบบรายงานนี้", formats(bold=True, font_size=FONT_SIZE + 4))
    for row, line in enumerate(HELP, 1):
        sheet.set_row(row, ROW_HEIGHT * (2 if len(line) > 95 else 1))
        sheet.write_number(row, 0, row, formats(align="center"))
        sheet.write_string(row, 1, line, formats(text_wrap=True))
    sheet.protect()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _hidden_sheet(sheet: Any, known: Sequence[Known]) -> None:
    """Write what the reading needs, as text, so that no program changes it by saving anew."""
    for number, row in enumerate(layout.hidden_rows(known)):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, cell)
    for number, (_value, label) in enumerate(Cause.choices):
        sheet.write_string(number, layout.CAUSE_COLUMN, str(label))
    sheet.very_hidden()
    sheet.protect()
