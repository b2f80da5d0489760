"""What kind of file was sent, and which cells of a workbook are no plain values.

The reader of values (calamine) gives errors, formulas that were never computed, and empty cells all as nothing, and a
cell shown as "45%" as 0.45. Zero, nothing and a fault are three different things here, so the parts are looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken
from prasan.platform.files.store import too_large
from prasan.platform.files.workbooks import BROKEN, attributes, cells, text, unpacks

SAVE_AS = _("โปรดเปิดด้วย Excel หรือ LibreOffice แล้วบันทึกเป็น “Excel (.xlsx)” จากนั้นส่งใหม่")
KINDS: dict[str, str | Promise] = {
    "empty": _("ไฟล์ว่าง โปรดเลือกไฟล์อีกครั้ง"),
    "locked": _("ไฟล์นี้ใส่รหัสผ่านไว้ จึงอ่านไม่ได้ โปรดเอารหัสผ่านออกแล้วส่งใหม่"),
    "xls": _("ไฟล์นี้เป็น Excel รุ่นเก่า (.xls)"),
    "xlsb": _("ไฟล์นี้เป็น Excel แบบไบนารี (.xlsb)"),
    "macros": _("ไฟล์นี้มีแมโคร (.xlsm) ระบบไม่รับไฟล์ที่มีแมโคร"),
    "ods": _("ไฟล์นี้เป็นของ LibreOffice (.ods)"),
    "numbers": _("ไฟล์นี้เป็นของ Numbers บน Mac"),
    "csv": _("ไฟล์นี้เป็นข้อความ (.csv) ซึ่งไม่มีแบบรายงานครบทุกช่อง"),
    "html": _("ไฟล์นี้เป็นหน้าเว็บที่ตั้งชื่อเป็น Excel"),
    "pdf": _("ไฟล์นี้เป็น PDF ระบบอ่านค่าจาก PDF ไม่ได้ โปรดส่งไฟล์ Excel ที่กรอก"),
    "picture": _("ไฟล์นี้เป็นรูปภาพ โปรดส่งไฟล์ Excel ที่กรอก"),
    "word": _("ไฟล์นี้เป็นเอกสาร Word หรืองานนำเสนอ ไม่ใช่ Excel โปรดส่งไฟล์ Excel ที่กรอก"),
    "damaged": _("ไฟล์นี้ไม่ครบหรือเสียหาย อาจดาวน์โหลดหรือส่งไม่จบ โปรดบันทึกใหม่แล้วส่งอีกครั้ง"),
    "huge": _("ไฟล์นี้มีข้อมูลนอกแบบรายงานมากผิดปกติ โปรดคัดลอกค่าไปใส่ในแบบที่ดาวน์โหลดใหม่"),
    "other": _("ไฟล์นี้ไม่ใช่ Excel (.xlsx) โปรดส่งแบบรายงานที่ดาวน์โหลดจากระบบ"),
}
"""What a wrong file is, in words."""
CAN_BE_SAVED_AS = frozenset({"xls", "xlsb", "macros", "ods", "numbers", "csv", "html"})
_SIGNS = (
    (b"%PDF-", "pdf"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
)  # fmt: skip

ERROR, UNCOMPUTED, PERCENT = "error", "uncomputed", "percent"
Marks = dict[tuple[int, int], str]
"""(row, column), both from 0 → what the cell is instead of a plain value."""


@dataclass(slots=True)
class Package:
    """A workbook's bytes that may be read, with the marks of each sheet by its name."""

    content: bytes
    marks: dict[str, Marks] = field(default_factory=dict)


def wrong_file(kind: str) -> RuleBroken:
    """Return the refusal of a file that is no workbook, with what to do."""
    text = str(KINDS[kind])
    return RuleBroken(f"{text} {SAVE_AS}" if kind in CAN_BE_SAVED_AS else text, status=422, field="file")


def kind_of(content: bytes) -> str:
    """Return "xlsx" or a key of `KINDS`, told by the bytes and never by the name."""
    head = content[:4096]
    if not content.strip(b"\0 \r\n\t"):
        return "empty"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "locked" if "EncryptedPackage".encode("utf-16-le") in content else "xls"
    sign = next((kind for start, kind in _SIGNS if head.startswith(start)), None)
    if sign or head.startswith(b"PK\x03\x04"):
        return sign or _kind_of_zip(content)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return "html"
    if b"\0" not in head and any(mark in head for mark in (b",", b";", b"\t", b"\n")):
        return "csv"
    return "other"


def _kind_of_zip(content: bytes) -> str:
    fault = unpacks(content)
    if fault:
        return fault
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {one.lower() for one in archive.namelist()}
            told = archive.read("mimetype")[:100] if "mimetype" in archive.namelist() else b""
    except BROKEN:
        return "damaged"
    parts = (
        ("macros", any(one.endswith("vbaproject.bin") for one in names)),
        ("xlsb", "xl/workbook.bin" in names),
        ("xlsx", "xl/workbook.xml" in names),
        ("ods", b"spreadsheet" in told),
        ("word", any(one.startswith(("word/", "ppt/")) for one in names) or b"opendocument" in told),
        ("numbers", any(one.endswith(".iwa") for one in names)),
    )
    return next((kind for kind, there in parts if there), "other")


def opened(content: bytes) -> Package:
    """Return a workbook with its marks. Raises RuleBroken, in words, for anything else."""
    if len(content) > settings.UPLOAD_LIMIT:
        raise too_large()
    kind = kind_of(content)
    if kind != "xlsx":
        raise wrong_file(kind)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            percent = _percent_styles(text(archive, "xl/styles.xml"))
            found = Package(content)
            for name, path in _sheets(archive):
                found.marks[name] = _marks(text(archive, path), percent)
            return found
    except (KeyError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise wrong_file("damaged") from error


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Return name and part of each sheet."""
    relations = text(archive, "xl/_rels/workbook.xml.rels")
    told = [attributes(one) for one in re.findall(r"<(?:\w+:)?Relationship\b([^>]*)>", relations)]
    targets = {one["Id"]: one["Target"] for one in told if "Id" in one and "Target" in one}
    sheets = []
    for one in re.findall(r"<(?:\w+:)?sheet\b([^>]*)>", text(archive, "xl/workbook.xml")):
        about = attributes(one)
        relation = next((value for name, value in about.items() if name.endswith(":id")), "")
        target = targets.get(relation, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if "name" in about and path in archive.namelist():
            sheets.append((about["name"], path))
    return sheets


def _percent_styles(styles: str) -> set[int]:
    """Return the numbers of the cell formats that show per cent."""
    own = {9, 10}
    for one in re.findall(r"<(?:\w+:)?numFmt\b([^>]*)>", styles):
        about = attributes(one)
        if "%" in re.sub(r'"[^"]*"|\\.', "", about.get("formatCode", "")) and about.get("numFmtId", "").isdigit():
            own.add(int(about["numFmtId"]))
    part = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.S)
    formats = re.findall(r"<(?:\w+:)?xf\b([^>]*)>", part[0]) if part else []
    return {number for number, one in enumerate(formats) if int(attributes(one).get("numFmtId", "0") or 0) in own}


def _marks(sheet: str, percent: set[int]) -> Marks:
    """Return the marked cells of a sheet. Raises RuleBroken where it reaches beyond what a form may."""
    found: Marks = {}
    if "<!DOCTYPE" in sheet[:1000]:
        raise wrong_file("damaged")
    for one in cells(sheet):
        if one.far:
            raise wrong_file("huge")
        kind = one.about.get("t", "n")
        if kind == "e":
            found[one.row, one.column] = ERROR
        elif one.formula and not one.valued and kind != "str":
            found[one.row, one.column] = UNCOMPUTED
        elif one.valued and kind == "n" and int(one.about.get("s", "0") or 0) in percent:
            found[one.row, one.column] = PERCENT
    return found
