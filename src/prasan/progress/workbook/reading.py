"""Finds reports in a workbook that came back: which report a sheet is, its rows, and each cell read or refused.

A sheet is known by the code in its head, else by its name in the hidden sheet, else by the month in its head; a row
by the indicator's code, else by its name. Nothing is guessed: what could be two things is refused by sheet and cell.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from prasan.kernel.dates import parse_dates
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import RuleBroken
from prasan.progress import periods
from prasan.progress.workbook import layout, package
from prasan.progress.workbook.layout import Known

LOOKED_AT = 40
"""The heading row stands within the first rows."""


@dataclass(slots=True)
class Bad:
    """One thing that cannot be taken: sheet, cell (empty: the sheet as a whole), and what to do about it."""

    sheet: str
    cell: str
    text: str

    @property
    def told(self) -> str:
        """The whole sentence: "แผ่น … ช่อง D7: …"."""
        where = {"sheet": self.sheet, "cell": self.cell, "text": self.text}
        if not self.cell:
            return _("แผ่น “%(sheet)s”: %(text)s") % where
        return _("แผ่น “%(sheet)s” ช่อง %(cell)s: %(text)s") % where


@dataclass(slots=True)
class Sheet:
    """One sheet as it lies: its cells, what is merged, marks of cells, and whether the file hides it."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    marks: package.Marks
    hidden: bool = False

    def at(self, row: int, column: int) -> Any:
        """Return a cell's value; nothing is the empty text."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """Return a cell as text, whole numbers without a fraction, days in ISO form."""
        return as_text(self.at(row, column))


@dataclass(slots=True)
class Form:
    """A report's sheet: which office and month it says it is, where the columns are, what the hidden sheet knows."""

    sheet: Sheet
    head: int
    columns: dict[str, int]
    office: str = ""
    period: int = 0
    known: Known | None = None
    notes: list[str] = field(default_factory=list)

    def address(self, row: int, key: str) -> str:
        """Return a cell's address, the row's first where the column is missing."""
        return address(row, self.columns.get(key, 0))


@dataclass(slots=True)
class Book:
    """What was found in a file."""

    forms: list[Form]
    bad: list[Bad]
    notes: list[str]


def address(row: int, column: int) -> str:
    """Return a cell's address as spreadsheets write it; both counted from 0."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def as_text(value: Any) -> str:
    """Return a cell's value as text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return layout.plain(str(value))


def read(content: bytes) -> Book:
    """Return the reports in a file. Raises RuleBroken when it is no workbook or holds no report."""
    sheets = list(_sheets(package.opened(content)))
    hidden = next((one for one in sheets if one.text(0, 0) == layout.MARK), None)
    known = layout.read_hidden([[as_text(cell) for cell in row] for row in hidden.rows]) if hidden else None
    book = Book([], [], [])
    if hidden is None:
        book.notes.append(_("ไม่พบแผ่นข้อมูลซ่อนของแบบ จึงเทียบด้วยรหัสหรือชื่อตัวชี้วัด และบอกไม่ได้ว่าใครแก้ก่อน"))
    elif known is None:
        book.notes.append(_("แผ่นข้อมูลซ่อนของแบบถูกแก้ไข จึงไม่ใช้ เทียบด้วยรหัสหรือชื่อตัวชี้วัดแทน"))
    for sheet in sheets:
        if sheet is hidden or sheet.name == layout.HELP_SHEET:
            continue
        form = _form(sheet, known or [], book)
        if form is not None:
            book.forms.append(form)
    _no_twins(book)
    if not book.forms and not book.bad:
        raise RuleBroken(
            _("ไม่พบแบบรายงานในไฟล์นี้: ไม่มีหัวตาราง “%(code)s” และ “%(value)s” โปรดใช้แบบที่ดาวน์โหลดจากระบบ")
            % {"code": layout.COLUMNS[1].heading, "value": layout.COLUMNS[7].heading},
            status=422, field="file",
        )  # fmt: skip
    return book


def _sheets(opened: package.Package) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(opened.content))
        for about in book.sheets_metadata:
            if str(about.typ) != "SheetTypeEnum.WorkSheet":
                continue
            found = book.get_sheet_by_name(about.name)
            yield Sheet(
                about.name, found.to_python(skip_empty_area=False), list(found.merged_cell_ranges or ()),
                opened.marks.get(about.name, {}), str(about.visible) != "SheetVisibleEnum.Visible",
            )  # fmt: skip
    except CalamineError as error:
        raise package.wrong_file("damaged") from error


def _form(sheet: Sheet, known: list[Known], book: Book) -> Form | None:
    """Return a sheet as a report's form; None (with the reason in `book`) where it is none."""
    head, columns = heading(sheet)
    above = [sheet.text(row, column) for row in range(max(head, 0)) for column in range(len(sheet.rows[row]))]
    code = next((found for text in above if (found := layout.find_form_code(text))), None)
    if head < 0:
        if any(layout.find_form_code(sheet.text(row, 2)) for row in range(min(LOOKED_AT, len(sheet.rows)))):
            text = _("ไม่พบแถวหัวตาราง อย่าลบแถว “%(code)s … %(value)s” โปรดใช้แบบที่ดาวน์โหลดใหม่")
            words = {"code": layout.COLUMNS[1].heading, "value": layout.COLUMNS[7].heading}
            book.bad.append(Bad(sheet.name, "", text % words))
        return None
    form = Form(sheet, head, columns)
    named = next((one for one in known if one.sheet.casefold() == sheet.name.casefold()), None)
    if code is not None:
        form.office, form.period = code
        form.known = next((one for one in known if (one.office.upper(), one.period) == code), None)
    elif named is not None:
        form.office, form.period, form.known = named.office.upper(), named.period, named
        form.notes.append(_("ไม่พบรหัสแบบบนแผ่น จึงใช้ชื่อแผ่นแทน"))
    month = month_in(above)
    if month and form.period and month != form.period:
        words = {"title": periods.label(month), "code": periods.label(form.period)}
        book.bad.append(
            Bad(
                sheet.name,
                "",
                _("หัวแผ่นบอกเดือน %(title)s แต่แบบเป็นของเดือน %(code)s โปรดดาวน์โหลดแบบของเดือนที่จะรายงาน") % words,
            )
        )
        return None
    form.period = form.period or month or 0
    return form


def heading(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """Return row and columns of the headings; (-1, {}) where there are none."""
    best: tuple[int, dict[str, int]] = (-1, {})
    for row in range(min(LOOKED_AT, len(sheet.rows))):
        found: dict[str, int] = {}
        for column in range(len(sheet.rows[row])):
            value = sheet.at(row, column)
            key = layout.HEADINGS.get(layout.heading_key(value)) if isinstance(value, str) and value else None
            if key and key not in found:
                found[key] = column
        if "value" in found and ("code" in found or "name" in found) and len(found) > len(best[1]):
            best = (row, found)
    return best


_CODED = re.compile(r"^[\w-]+/25\d{4}$")


def month_in(texts: list[str]) -> int | None:
    """Return the reporting month that a sheet's head names, in any era and digits; None where it names none.

    Days ("ข้อมูล ณ 5 ก.ค. 2569") name no reporting month; of a cell that is a date alone the month counts.
    """
    for text in texts:
        if not text or _CODED.match(text):
            continue
        for found in parse_dates(to_arabic(text)):
            alone = found.kind == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", text)
            if found.refused is None and found.start is not None and (found.kind == "month" or alone):
                return periods.of(found.start)
    return None


def _no_twins(book: Book) -> None:
    """Refuse two sheets of one report: which of them is meant cannot be known."""
    seen: dict[tuple[str, int], Form] = {}
    for form in list(book.forms):
        key = (form.office, form.period)
        first = seen.setdefault(key, form)
        if first is not form and form.period:
            words = {"other": first.sheet.name, "month": periods.label(form.period)}
            text = _("แผ่นนี้กับแผ่น “%(other)s” เป็นรายงานเดียวกัน (%(month)s) โปรดเหลือไว้แผ่นเดียว")
            book.bad.append(Bad(form.sheet.name, "", text % words))
            book.forms.remove(form)
            if first in book.forms:
                book.forms.remove(first)
