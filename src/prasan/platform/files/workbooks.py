"""Whether a workbook that was sent may be read at all: looked at before any reader unpacks it or lays out its cells.

A few kilobytes can unpack to gigabytes, and two cells at far corners make a reader lay out all that lie between.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import unescape

Fault = Literal["", "huge", "damaged"]

MOST_BYTES = 64 * 1024 * 1024
"""A package may unpack to so much; a workbook of 20,000 rows is a tenth of it."""
MOST_ROWS, MOST_COLUMNS = 20_000, 256
"""Cells with a value may lie so far; formatted empty ones anywhere."""
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError)
"""What looking into a broken archive may raise."""

_ROW = re.compile(r"<(?:\w+:)?row(?=[\s>/])")
_CELL = re.compile(r"<(?:\w+:)?c(?=[\s>/])")
_CELL_END = re.compile(r"</(?:\w+:)?c>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_FORMULA = re.compile(r"<(?:\w+:)?f\b")
_VALUE = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)</|<(?:\w+:)?t\b[^>]*>[^<]")
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds anything: row and column from 0, what the file says of it, and whether it has a value."""

    row: int
    column: int
    about: dict[str, str]
    valued: bool
    formula: bool

    @property
    def far(self) -> bool:
        """Tell whether it lies beyond what a workbook of this house may reach."""
        return (self.valued or self.formula) and (self.row >= MOST_ROWS or self.column >= MOST_COLUMNS)


def unpacks(content: bytes) -> Fault:
    """Return what keeps an archive from being unpacked, "" where nothing does.

    The announced sizes are added up before a byte is unpacked; then each part is unpacked once and may not be longer
    or other than announced, since a reader may not keep to the announcement.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                return "huge"
            # of two parts with one name only the second would be unpacked here, and perhaps the first by the reader
            return "damaged" if len(set(names)) < len(names) or archive.testzip() else ""
    except BROKEN:
        return "damaged"


def fault_of(content: bytes) -> Fault:
    """Return what keeps a workbook (xlsx) from being read, "" where nothing does."""
    fault = unpacks(content)
    if fault:
        return fault
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return "damaged"
            sheets = (text(archive, name) for name in archive.namelist() if _holds_cells(archive.read(name)))
            return "huge" if any(one.far for sheet in sheets for one in cells(sheet)) else ""
    except BROKEN:
        return "damaged"


def _holds_cells(part: bytes) -> bool:
    """Tell whether a part is a sheet, whatever its name: the workbook's relations may call it anything."""
    return any("sheetData".encode(code) in part for code in ("utf-8", "utf-16-le", "utf-16-be"))


def text(archive: zipfile.ZipFile, path: str) -> str:
    """Return a part as text, empty where there is none. Raises UnicodeDecodeError."""
    raw = archive.read(path) if path in archive.namelist() else b""
    return raw.decode("utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig")


def attributes(tag: str) -> dict[str, str]:
    """Return the attributes that stand in a tag."""
    found = _ATTRIBUTE.findall(tag)
    return {name: unescape(one or other, {"&quot;": '"', "&apos;": "'"}) for name, one, other in found}


def cells(sheet: str) -> Iterator[Cell]:
    """Yield the cells of a sheet that are not written as empty; one without an address follows the one before."""
    row = -1
    for number, part in enumerate(_ROW.split(sheet)):
        column, inside = -1, part
        if number:
            tag, _sign, inside = part.partition(">")
            told = attributes(tag).get("r", "")
            row = int(told) - 1 if told.isascii() and told.isdigit() and len(told) < 8 else row + 1
        for chunk in _CELL.split(inside)[1:]:  # split, so that a cell without its end costs one look and not a search
            tag, _sign, rest = chunk.partition(">")
            about = attributes(tag)
            place = _REF.fullmatch(about.get("r", ""))
            at, column = (int(place[2]) - 1, column_of(place[1])) if place else (max(row, 0), column + 1)
            if tag.endswith("/"):
                continue
            inner = _CELL_END.split(rest, maxsplit=1)[0]
            yield Cell(at, column, about, bool(_VALUE.search(inner)), bool(_FORMULA.search(inner)))


def column_of(letters: str) -> int:
    """Return a column's number from 0: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
