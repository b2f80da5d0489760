"""Writes figures by a column map: Excel, or CSV that Excel opens right."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import translation

from prasan.platform.listings.export import FONT, FONT_SIZE, ROW_HEIGHT, safe
from prasan.progress.columnmaps.fields import FIELDS, FIXED, MapRow
from prasan.progress.columnmaps.models import ColumnMap

UNVERIFIED = "ยังไม่ยืนยันกับแบบของระบบปลายทาง"
"""Stands in the file's properties and name as long as nobody compared the map with the other system's form."""


def cells(column_map: ColumnMap, row: MapRow) -> list[Any]:
    """Return one row's cells in the map's order; nothing reported is None, never zero."""
    found = []
    for column in column_map.columns:
        value = column.get("text", "") if column["field"] == FIXED else FIELDS[column["field"]].read(row)
        found.append(value)
    return found


def write_csv(column_map: ColumnMap, rows: Iterable[MapRow]) -> bytes:
    """Return the file as CSV in UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe(one["heading"]) for one in column_map.columns])
    with translation.override("th"):
        for row in rows:
            writer.writerow(
                ["" if one is None else one if _is_number(one) else safe(str(one)) for one in cells(column_map, row)]
            )
    return ("\ufeff" + out.getvalue()).encode()


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal)


def write_xlsx(column_map: ColumnMap, rows: Iterable[MapRow]) -> bytes:
    """Return the file as a workbook with one sheet, headings in the first row."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with translation.override("th"), xlsxwriter.Workbook(out, options) as book:
        status = "" if column_map.verified else UNVERIFIED
        book.set_properties({"title": column_map.name, "status": status, "comments": status})
        sheet = book.add_worksheet("ข้อมูล")
        look = {"font_name": FONT, "font_size": FONT_SIZE, "valign": "vcenter"}
        head, plain = book.add_format({**look, "bold": True, "bottom": 1}), book.add_format(look)
        sheet.set_default_row(ROW_HEIGHT)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(column_map.columns):
            sheet.set_column(number, number, max(12, min(44, len(column["heading"]) + 4)))
            sheet.write_string(0, number, safe(column["heading"]), head)
        for at, row in enumerate(rows, 1):
            for number, value in enumerate(cells(column_map, row)):
                if _is_number(value):
                    sheet.write_number(at, number, value, plain)
                elif value not in {None, ""}:
                    sheet.write_string(at, number, safe(str(value)), plain)
    return out.getvalue()
