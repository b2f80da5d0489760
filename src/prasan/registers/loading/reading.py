"""A file of people as rows of told values: columns by Thai or English headings, the contract's names among them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from prasan.directory.intake.columns import data_rows, heading
from prasan.directory.intake.sheets import read_sheets
from prasan.kernel.names import FORMAL, HIGHEST_ROYAL, ROYAL, split_name
from prasan.kernel.normalise import fold
from prasan.platform.commands import RuleBroken
from prasan.registers.models.worker_words import Employment, InformalGroup, Section, Sex

HEADINGS: dict[str, tuple[str, ...]] = {
    "title": ("title", "คำนำหน้า", "คำนำหน้าชื่อ"),
    "given_name": ("given_name", "ชื่อ", "ชื่อตัว", "first name"),
    "family_name": ("family_name", "นามสกุล", "สกุล", "last name", "surname"),
    "full_name": ("full_name", "ชื่อ-นามสกุล", "ชื่อ-สกุล", "ชื่อ นามสกุล", "ชื่อและนามสกุล", "full name"),
    "name_latin": ("name_latin", "ชื่ออักษรโรมัน", "ชื่อภาษาอังกฤษ"),
    "birth_year": ("birth_year", "ปีเกิด", "พ.ศ. เกิด", "year of birth"),
    "id_number": ("id_number", "เลขประจำตัว", "เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขหนังสือเดินทาง"),
    "phone": ("phone", "โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์", "โทร"),
    "area": ("area", "พื้นที่", "จังหวัด", "อำเภอ", "province", "district"),
    "sex": ("sex", "เพศ"),
    "nationality": ("nationality", "สัญชาติ"),
    "employment": ("employment", "สถานะการทำงาน"),
    "informal_group": ("informal_group", "กลุ่มแรงงานนอกระบบ", "กลุ่มอาชีพ"),
    "section": ("section", "ประกันสังคม", "มาตรา"),
    "option": ("option", "ทางเลือก"),
}
"""Field → headings that mean it."""
WANTED = tuple(HEADINGS)
NEEDED = (("given_name", "full_name"),)
LISTS: dict[str, Any] = {
    "sex": Sex, "employment": Employment, "informal_group": InformalGroup, "section": Section,
}  # fmt: skip
MOST_BYTES = 8 * 1024 * 1024
MOST_PEOPLE = 20_000
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file: where it stands, and what it says by field."""

    sheet: str
    row: int
    told: dict[str, str]


def read(name: str, content: bytes) -> list[Line]:
    """Return the rows of a CSV file or workbook that name somebody.

    Raises RuleBroken for a file that cannot be read, is too long or has no heading that says where the names stand.
    """
    if len(content) > MOST_BYTES:
        raise RuleBroken(_("ไฟล์ใหญ่เกินไป แบ่งเป็นหลายไฟล์"), field="file")
    found: list[Line] = []
    known = False
    for sheet in read_sheets(name, content):
        start, columns = heading(sheet, WANTED, NEEDED, HEADINGS)
        if start < 0:
            continue
        known = True
        for row in data_rows(sheet, start, columns):
            told = {field: text[:LONGEST] for field, text in row.cells.items() if text}
            found.append(Line(sheet.name[:100], row.number, parted(told)))
    if not known:
        raise RuleBroken(_("ไม่พบหัวตารางที่มีชื่อ ใช้หัวตารางเช่น ชื่อ นามสกุล เลขประจำตัวประชาชน"), field="file")
    if not found:
        raise RuleBroken(_("ไม่มีข้อมูลใต้หัวตาราง"), field="file")
    if len(found) > MOST_PEOPLE:
        raise RuleBroken(_("ไฟล์มีเกิน %(n)s คน แบ่งเป็นหลายไฟล์") % {"n": MOST_PEOPLE}, field="file")
    return found


def parted(told: dict[str, str]) -> dict[str, str]:
    """Return a row with the whole name in parts: a title in front goes where titles stand, a royal name stays whole.

    Where a column of its own tells a part, that part is left as it says there.
    """
    found = dict(told)
    whole = " ".join(found.pop("full_name", "").split())
    if not whole or found.get("given_name"):
        return found
    title, family = found.get("title", ""), found.get("family_name", "")
    rest = _untitled(whole, found)
    given, _space, last = rest.partition(" ")
    if family and rest.endswith(f" {family}"):
        given = rest.removesuffix(f" {family}")
    elif family or title in ROYAL or rest.startswith((*HIGHEST_ROYAL, *ROYAL)):
        given, last = rest, ""
    return found | {"given_name": given} | ({"family_name": family or last} if family or last else {})


def _untitled(whole: str, found: dict[str, str]) -> str:
    """Return a name without the title in front of it; the title goes into `found` where none is told."""
    name = split_name(whole) if whole else None
    if name is None or name.is_royal:
        return whole
    rest = f"{name.given} {name.family}".strip()
    inside = whole.removesuffix(rest).strip()
    told = found.get("title", "")
    if not told and inside:
        found["title"] = inside
    return rest if not told or FORMAL.get(inside, inside) == FORMAL.get(told, told) else whole


@cache
def _means(name: str) -> dict[str, str]:
    """Return the code of every word that a list has, in both languages: a file is read alike whoever hands it in."""
    found: dict[str, str] = {}
    for language in ("en", "th"):
        with override(language):
            found |= {fold(str(label)): value for value, label in LISTS[name].choices}
    return found | {value: value for value in LISTS[name].values}


def coded(told: dict[str, str]) -> dict[str, Any]:
    """Return what a row says with codes for words of a list; a word that the list does not have stays as it is."""
    found: dict[str, Any] = dict(told)
    for name in LISTS:
        if found.get(name):
            found[name] = _means(name).get(fold(found[name]), found[name])
    if found.get("informal_group") and not found.get("employment"):
        found["employment"] = "informal"
    return found
