"""The table of a data call as a workbook: an empty form, a filled one read cell by cell, pasted cells, the export."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from prasan.kernel.digits import from_scaled
from prasan.kernel.normalise import fold_loose
from prasan.platform.commands import RuleBroken
from prasan.platform.listings.export import FONT, FONT_SIZE, ROW_HEIGHT, safe
from prasan.platform.ui.filters import moment
from prasan.progress.calls.columns import LONGEST, MOST_ROWS, Column, Kind, Read, Table, Wrong, read
from prasan.progress.calls.models import CallAnswer, DataCall
from prasan.progress.calls.totals import Line
from prasan.progress.workbook import package
from prasan.progress.workbook.reading import address, as_text

LOOKED_AT = 30


@dataclass(slots=True)
class Filled:
    """What a workbook or pasted cells say: rows as typed, and every cell that is wrong with its address."""

    rows: list[dict[str, str]]
    wrong: list[tuple[str, str]]


def form(call: DataCall, office: str) -> bytes:
    """Return the empty table as a workbook with the help of each column, its choices as lists."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("คำตอบ"))
        look = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
        head = book.add_format({**look, "bold": True, "text_wrap": True, "bottom": 1})
        plain, cell = book.add_format(look), book.add_format({**look, "bg_color": "#FFF8DC", "border": 1})
        sheet.set_default_row(ROW_HEIGHT)
        sheet.write_string(0, 0, safe(call.title), head)
        sheet.write_string(1, 0, safe(f"{office} · {_('ตอบภายใน')} {moment(call.deadline)}"), plain)
        last = 4 + (MOST_ROWS if call.free_rows else 1)
        for number, one in enumerate(call.table.columns):
            sheet.set_column(number, number, max(16, min(40, len(one.label) + 4)))
            sheet.write_string(2, number, safe(one.label), head)
            sheet.write_string(3, number, safe(one.help), plain)
            for row in range(4, min(last, 4 + 20)):
                sheet.write_blank(row, number, None, cell)
            listed = list(one.choices) if one.kind == Kind.CHOICE else ["ใช่", "ไม่ใช่"]
            if one.kind in {Kind.CHOICE, Kind.YES_NO} and len(",".join(listed)) <= 255:
                sheet.data_validation(4, number, last - 1, number, {"validate": "list", "source": listed})
        sheet.freeze_panes(4, 0)
    return out.getvalue()


def from_workbook(call: DataCall, content: bytes, today: dt.date) -> Filled:
    """Read a filled workbook; raises RuleBroken where no heading of the table is found in it."""
    opened = package.opened(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(opened.content))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except CalamineError as error:
        raise package.wrong_file("damaged") from error
    for name, cells in sheets:
        head, places = _heading(call.table, cells)
        if places:
            return _filled(call.table, name, cells, head, places, opened.marks.get(name, {}), today)
    headings = ", ".join(one.label for one in call.table.columns[:3])
    text = _("ไม่พบหัวตารางของคำขอนี้ในไฟล์ (%(headings)s) โปรดใช้แบบที่ดาวน์โหลด") % {"headings": headings}
    raise RuleBroken(text, status=422, field="file")


def _named(text: str) -> str:
    return fold_loose(text).replace(" ", "")


def _heading(table: Table, cells: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    """Return the row of the headings and the place of each column in it; ({}) where there is none."""
    known = {_named(one.label): one.key for one in table.columns} | {_named(one.name): one.key for one in table.columns}
    best: tuple[int, dict[str, int]] = (-1, {})
    for number, row in enumerate(cells[:LOOKED_AT]):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            key = known.get(_named(value)) if isinstance(value, str) else None
            if key and key not in found:
                found[key] = column
        if len(found) > len(best[1]):
            best = (number, found)
    return best if len(best[1]) * 2 > len(table.columns) else (-1, {})


def _filled(
    table: Table,
    name: str,
    cells: Sequence[Sequence[Any]],
    head: int,
    places: dict[str, int],
    marks: Any,
    today: dt.date,
) -> Filled:
    rows, numbers, faults = [], [], []
    helps = {one.help for one in table.columns if one.help}
    for number in range(head + 1, min(len(cells), head + 2 + MOST_ROWS + 1)):
        row = cells[number]
        typed = {key: _text(table, key, row[at] if at < len(row) else "") for key, at in places.items()}
        if not any(typed.values()) or (number == head + 1 and set(filter(None, typed.values())) <= helps):
            continue
        for at in places.values():
            if marks.get((number, at)) in {package.ERROR, package.UNCOMPUTED}:
                faults.append((address(number, at), _("สูตรในช่องนี้ไม่มีผล โปรดใส่ค่าแทนสูตร")))
        rows.append(typed)
        numbers.append(number)
    found = read(table, rows, today)
    told = [
        (_where(places, numbers, one), _told(table, one))
        for one in found.wrong
    ]  # fmt: skip
    return Filled(rows, [(f"{name}!{where}" if where else name, text) for where, text in [*faults, *told]])


def _where(places: dict[str, int], numbers: Sequence[int], one: Wrong) -> str:
    if not one.key or one.row >= len(numbers):
        return ""
    return address(numbers[one.row], places[one.key]) if one.key in places else str(numbers[one.row] + 1)


def _told(table: Table, one: Wrong) -> str:
    column = table.column(one.key)
    return f"{column.name}: {one.text}" if column else one.text


def _text(table: Table, key: str, value: Any) -> str:
    """Return a cell as it would be typed; the dust of binary sums is no further decimal."""
    column = table.column(key)
    if isinstance(value, float) and not value.is_integer() and column is not None:
        rounded = round(value, column.decimals)
        value = rounded if abs(value - rounded) <= 1e-9 * max(1.0, abs(value)) else value
        return format(Decimal(repr(value)), "f")
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    return as_text(value).strip()[: LONGEST + 1]


def from_pasted(call: DataCall, text: str, today: dt.date) -> Filled:
    """Read cells pasted from a spreadsheet: tab between cells, columns in the table's order, a heading row or none."""
    table = call.table
    lines = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if not lines:
        raise RuleBroken(_("ยังไม่ได้วางข้อมูล"), status=422, field="pasted")
    head, places = _heading(table, lines[:1])
    start = 1 if places else 0
    places = places or {one.key: number for number, one in enumerate(table.columns)}
    rows = [
        {key: (line[at].strip() if at < len(line) else "")[: LONGEST + 1] for key, at in places.items()}
        for line in lines[start : start + MOST_ROWS + 1]
    ]
    found: Read = read(table, rows, today)
    wrong = [(_("แถว %(n)s") % {"n": one.row + 1 + start}, _told(table, one)) for one in found.wrong]
    long = next((number for number, line in enumerate(lines[start:]) if len(line) > len(table.columns)), None)
    if long is not None and head < 0:
        wrong.append(
            (_("แถว %(n)s") % {"n": long + 1}, _("มีช่องมากกว่าตารางที่ขอ (%(n)s ช่อง)") % {"n": len(table.columns)})
        )
    return Filled(rows, wrong)


def export(
    call: DataCall, answers: Sequence[CallAnswer], parts: Sequence[tuple[str, Sequence[Line]]], *, masked: bool
) -> bytes:
    """Return answers and totals as a workbook: each row with its office, when it came and from which version."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        look = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
        formats = (book.add_format({**look, "bold": True, "bottom": 1}), book.add_format(look))
        _answers(book.add_worksheet(_("คำตอบ")), call, answers, formats, masked)
        for name, lines in parts:
            _lines(book.add_worksheet(name), call, lines, formats)
    return out.getvalue()


def _row(sheet: Any, at: int, values: Sequence[Any], look: Any) -> None:
    for number, value in enumerate(values):
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            sheet.write_number(at, number, value, look)
        elif value not in {None, ""}:
            sheet.write_string(at, number, safe(str(value)), look)


def plain(column: Column, value: Any) -> Any:
    """Return a kept value as a spreadsheet holds it; nothing stays an empty cell, never zero."""
    if value is None:
        return None
    return from_scaled(value, column.decimals) if column.kind == Kind.NUMBER else column.show(value)


def _answers(sheet: Any, call: DataCall, answers: Sequence[CallAnswer], formats: Any, masked: bool) -> None:
    columns = call.table.columns
    head = [_("หน่วยงาน"), _("รหัส"), _("สังกัด"), _("พื้นที่"), _("สถานะ"), _("ตอบเมื่อ"), _("หลังกำหนด"), _("ฉบับที่")]
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(head) + len(columns), 18)
    _row(sheet, 0, [call.title, _("ข้อมูล ณ วันที่ %(at)s") % {"at": moment(timezone.now())}], formats[0])
    _row(sheet, 1, [*head, *(one.label for one in columns), _("เหตุที่ไม่เกี่ยวข้อง")], formats[0])
    sheet.freeze_panes(2, 1)
    at = 2
    for one in answers:
        sent = one.state == CallAnswer.State.ANSWERED
        about = [
            one.office.name, one.office.code, one.office.agency_id, one.area.name, str(one.get_state_display()),
            moment(one.answered_at) if one.arrived else "", _("ใช่") if one.late and one.arrived else "",
            one.number if sent else None,
        ]  # fmt: skip
        for row in (one.values or [{}]) if sent else [{}]:
            told = [
                None if masked and column.kind == Kind.TEXT else plain(column, row.get(column.key))
                for column in columns
            ]
            why = one.declined_why if one.state == CallAnswer.State.DECLINED else ""
            _row(sheet, at, [*about, *told, why], formats[1])
            at += 1


def _lines(sheet: Any, call: DataCall, lines: Sequence[Line], formats: Any) -> None:
    columns = [one for one in call.table.columns if one.kind == Kind.NUMBER]
    places = [number for number, one in enumerate(call.table.columns) if one.kind == Kind.NUMBER]
    head = [_("กลุ่ม"), _("ถูกขอ"), _("ตอบแล้ว"), _("ไม่เกี่ยวข้อง"), _("ยังไม่ตอบ"), _("หลังกำหนด")]
    for one in columns:
        head += [one.label, _("จากกี่หน่วย")]
    sheet.set_default_row(ROW_HEIGHT)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(head), 16)
    _row(sheet, 0, head, formats[0])
    sheet.freeze_panes(1, 1)
    for at, one_line in enumerate(lines, 1):
        told = one_line.tally
        values: list[Any] = [one_line.name, told.asked, told.answered, told.declined, told.missing, told.late]
        for place, column in zip(places, columns, strict=True):
            found = one_line.cells[place]
            values += [plain(column, found.value), found.offices]
        _row(sheet, at, values, formats[1])
