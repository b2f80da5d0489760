"""Workbooks to mangle: a written one as plain cells, changed at will, and saved anew by another program's habits."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

HEAD = 4
COLUMNS = ["number", "code", "name", "unit", "target", "path", "last", "value", "denominator", "cause", "step", "note"]
COLUMNS += ["claim", "stated", "help_text", "help_from"]
AT = {name: number for number, name in enumerate(COLUMNS)}
ROWS = {"jobs": 5, "share": 6, "visits": 7}


@dataclass(frozen=True)
class Formula:
    text: str
    value: Any = 0


@dataclass(frozen=True)
class Shown:
    """A number under a number format."""

    value: float
    form: str


@dataclass
class Page:
    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    def put(self, code: str, column: str, value: Any) -> None:
        place = (ROWS[code], AT[column])
        if value is None:
            self.cells.pop(place, None)
        else:
            self.cells[place] = value

    def row(self, number: int) -> dict[int, Any]:
        return {column: value for (row, column), value in self.cells.items() if row == number}

    def set_row(self, number: int, cells: dict[int, Any]) -> None:
        self.cells = {place: value for place, value in self.cells.items() if place[0] != number}
        self.cells.update({(number, column): value for column, value in cells.items()})

    def insert_row(self, before: int, cells: dict[int, Any] | None = None) -> None:
        self.cells = {(r + (r >= before), c): v for (r, c), v in self.cells.items()}
        self.set_row(before, cells or {})

    def insert_column(self, before: int, heading: str = "") -> None:
        self.cells = {(r, c + (c >= before)): v for (r, c), v in self.cells.items()}
        if heading:
            self.cells[HEAD, before] = heading

    def drop_column(self, name: str) -> None:
        gone = AT[name]
        below = {place: value for place, value in self.cells.items() if place[0] >= HEAD}
        self.cells = {place: value for place, value in self.cells.items() if place[0] < HEAD}
        self.cells.update({(r, c - (c > gone)): v for (r, c), v in below.items() if c != gone})

    def drop_row(self, number: int) -> None:
        self.cells = {(r - (r > number), c): v for (r, c), v in self.cells.items() if r != number}


@dataclass
class Book:
    pages: list[Page]

    @classmethod
    def of(cls, content: bytes) -> Book:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        pages = []
        for about in book.sheets_metadata:
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            cells = {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v != ""}
            pages.append(Page(about.name, cells, hidden=str(about.visible).rpartition(".")[2] != "Visible"))
        return cls(pages)

    @property
    def form(self) -> Page:
        return self.pages[0]

    @property
    def secret(self) -> Page:
        return next(page for page in self.pages if page.name == "_prasan")

    def save(self) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
            for page in self.pages:
                sheet = book.add_worksheet(page.name)
                for (row, column), value in page.cells.items():
                    self._write(book, sheet, row, column, value)
                for first, left, last, right in page.merges:
                    value = page.cells.get((first, left), "")
                    sheet.merge_range(first, left, last, right, value if not isinstance(value, Formula) else "")
                if page.hidden:
                    sheet.hide()
        return out.getvalue()

    @staticmethod
    def _write(book: Any, sheet: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, None, value.value)
        elif isinstance(value, Shown):
            sheet.write_number(row, column, value.value, book.add_format({"num_format": value.form}))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, value, book.add_format({"num_format": "d/m/yyyy"}))
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, str(value))


def rezip(content: bytes, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> bytes:
    """Write a package anew with some parts changed, left out (None) or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def as_libreoffice(content: bytes) -> bytes:
    """Save as LibreOffice Calc does: types spelled out, `aca` on formulas, its own properties, no spans."""

    def change(name: str, part: bytes) -> bytes:
        if name.startswith("xl/worksheets/"):
            text = part.decode()
            text = re.sub(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)><v>', r'<c r="\1"\2 t="n"><v>', text)
            text = re.sub(r' spans="[^"]*"', ' customFormat="false" collapsed="false"', text)
            return text.replace("<f>", '<f aca="false">').encode()
        if name == "docProps/app.xml":
            return re.sub(rb"<Application>.*?</Application>", b"<Application>LibreOffice/7.4</Application>", part)
        return part

    return rezip(content, change)


def with_prefix(content: bytes) -> bytes:
    """Write the sheets' elements with a namespace prefix, as some office suites do."""

    def change(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", part.decode())
        return text.replace("xmlns=", "xmlns:x=", 1).encode()

    return rezip(content, change)
