"""The ordered items, a line of Trang, and files of a development plan made cell by cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from typing import Any

import xlsxwriter

from prasan.plans.devplan.commands import AddDevLine
from prasan.plans.models import DevLine, OrderedItem
from prasan.platform.files.workbooks import MOST_BYTES

ITEMS = {
    "informal-workers": "การดูแลแรงงานนอกระบบ",
    "vocational-training": "การฝึกอาชีพ",
    "joint-service-centre": "ศูนย์บริการร่วม",
}
HEAD = [
    "ประเด็นการพัฒนา", "กลยุทธ์", "โครงการ", "ปีงบประมาณ", "หน่วยงานรับผิดชอบ", "งบประมาณ (บาท)", "แหล่งเงิน",
    "เรื่องที่สั่งให้บรรจุ", "สถานะ", "วันที่", "เลขที่เอกสาร", "เหตุผล",
]  # fmt: skip
FIRST = [
    "สังคม", "คุ้มครอง", "ขยายหลักประกัน", 2569, "DOE", 900_000.25, "งบจังหวัด", ITEMS["informal-workers"], "",
    "15 ก.ย. 2568", "รง 1", "",
]  # fmt: skip
SECOND = [
    "เศรษฐกิจ", "ฝึก", "ฝึกอาชีพ", "๒๕๖๙", "พาณิชย์จังหวัด", "1,200,000", "", "vocational-training", "ไม่ได้บรรจุ",
    "1/10/2568", "มติ 2", "งบเต็ม",
]  # fmt: skip
ROWS = [FIRST, SECOND]
DAY = dt.date(2025, 9, 15)


def items() -> None:
    """Make the three ordered items."""
    for order, (code, name) in enumerate(ITEMS.items(), 1):
        OrderedItem.objects.create(
            code=code, order=order, name_th=name, name_en=code, origin_th="ปลัดสั่ง", ordered_on=dt.date(2017, 11, 2)
        )


def line(g: Any, who: str = "plo", **more: Any) -> DevLine:
    """Enter a line of Trang."""
    values = {"project_th": "ขยายหลักประกัน", "fiscal_year": 2569, "item_id": "informal-workers"}
    values |= more.pop("values", {})
    where = {"area_id": g.areas["92"].pk} if "group_id" not in more else {}
    usual: dict[str, Any] = {"on": DAY, "document_no": "รง 1/2568", "values": values}
    return g.do(who, AddDevLine(**(where | usual | more)))


def xlsx(
    rows: list[list[Any]], head: list[str] = HEAD, *, title: str = "", name: str = "แผน", merge: str = ""
) -> bytes:
    """Return a workbook with one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        start = 0
        if title:
            sheet.write(0, 0, title)
            start = 2
        for number, row in enumerate([head, *rows], start):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, column, value, book.add_format({"num_format": "d/m/yyyy"}))
                elif value not in ("", None):
                    sheet.write(number, column, value)
        if merge:
            first = rows[0][HEAD.index("งบประมาณ (บาท)")] if head == HEAD else rows[0][-1]
            sheet.merge_range(merge, first)
    return out.getvalue()


def as_csv(rows: list[list[Any]], head: list[str] = HEAD, *, encoding: str = "utf-8-sig", comma: str = ",") -> bytes:
    """Return a CSV file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=comma).writerows([head, *rows])
    return out.getvalue().encode(encoding)


def changed(number: int, name: str, value: Any) -> list[list[Any]]:
    """Return the rows with one cell changed: row from 0, heading, value."""
    rows = [list(row) for row in ROWS]
    rows[number][HEAD.index(name)] = value
    return rows


def bomb(kind: str) -> bytes:
    """Return a small workbook that unpacks to more than may be, or whose last value lies far out."""
    far = (
        '<worksheet><sheetData><row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", far if kind == "reaches far" else bytes(MOST_BYTES + 1))
    return out.getvalue()
