"""Find the heading row of a sheet and which column means what, by Thai or English headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prasan.directory.intake.sheets import Sheet, address
from prasan.kernel.normalise import fold_loose

HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("รหัสหน่วยงาน", "รหัส", "office code", "code"),
    "name_th": ("ชื่อหน่วยงาน", "ชื่อเต็ม", "ชื่อไทย", "name th", "name_th", "thai name"),
    "name_en": ("ชื่อภาษาอังกฤษ", "ชื่ออังกฤษ", "name en", "name_en", "english name"),
    "short_th": ("ชื่อย่อ", "short name", "short_th"),
    "kind": ("ประเภท", "ประเภทหน่วยงาน", "kind"),
    "agency": ("กรม", "สังกัด", "กรม/หน่วยงาน", "department", "agency"),
    "area": ("จังหวัด", "พื้นที่", "ประเทศ", "province", "area", "country"),
    "parent": ("หน่วยงานต้นสังกัด", "ต้นสังกัด", "parent"),
    "phone": ("โทรศัพท์", "เบอร์โทร", "โทร", "phone", "telephone"),
    "email": ("อีเมล", "อีเมล์", "e-mail", "email"),
    "source": ("แหล่งข้อมูล", "ที่มา", "source"),
    "full_name": ("ชื่อ-นามสกุล", "ชื่อ - นามสกุล", "ชื่อ-สกุล", "ชื่อและนามสกุล", "ชื่อ นามสกุล", "full name", "name"),
    "title": ("คำนำหน้า", "คำนำหน้าชื่อ", "title"),
    "rank": ("ยศ", "rank"),
    "given_name": ("ชื่อ", "ชื่อตัว", "given name", "first name", "given_name"),
    "family_name": ("นามสกุล", "สกุล", "ชื่อสกุล", "family name", "last name", "surname", "family_name"),
    "username": ("ชื่อผู้ใช้", "username", "user name"),
    "office": ("หน่วยงาน", "สำนักงาน", "office"),
    "role": ("บทบาท", "บทบาทในระบบ", "role"),
    "position_th": ("ตำแหน่ง", "ชื่อตำแหน่ง", "position"),
    "start": ("วันเริ่ม", "เริ่มวันที่", "วันที่เริ่ม", "ตั้งแต่วันที่", "start"),
    "end": ("ถึงวันที่", "วันสิ้นสุด", "end"),
    "order_no": ("เลขที่คำสั่ง", "คำสั่งที่", "order no", "order number", "order_no"),
    "order_date": ("ลงวันที่", "คำสั่งลงวันที่", "order date", "order_date"),
    "from_office": ("หน่วยงานเดิม", "จากหน่วยงาน", "สังกัดเดิม", "from office", "from"),
    "to_office": ("หน่วยงานใหม่", "ไปหน่วยงาน", "สังกัดใหม่", "to office", "to"),
    "to_role": ("บทบาทใหม่", "new role"),
    "to_position": ("ตำแหน่งใหม่", "new position"),
}
"""Field → headings that mean it, in Thai and English."""

LOOKED_AT = 20
"""A heading row stands within the first rows; a sheet without one there is passed over."""


def key_of(text: str) -> str:
    """Return a heading for comparison: folded, without spaces, hyphens, points and what is in brackets."""
    bare = text.split("(", 1)[0]
    return "".join(ch for ch in fold_loose(bare) if ch not in " -–_.*:/")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: its number in the sheet and its text by field."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def __getitem__(self, name: str) -> str:
        """Return the text of a field, empty where the column is missing."""
        return self.cells.get(name, "")

    def cell(self, name: str) -> str:
        """Return the address of a field's cell, the row's first where the column is missing."""
        return address(self.number, self.columns.get(name, 0))

    @property
    def where(self) -> str:
        """Return sheet and row."""
        return f"{self.sheet}!{self.number}" if self.sheet else str(self.number)


def heading(
    sheet: Sheet,
    wanted: tuple[str, ...],
    needed: tuple[tuple[str, ...], ...],
    headings: Mapping[str, tuple[str, ...]] = HEADINGS,
) -> tuple[int, dict[str, int]]:
    """Return the index of the heading row and column by field; (-1, {}) where the sheet has none.

    Parameters: `wanted`, the fields looked for; `needed`, groups of which one field each must be there;
    `headings`, what means each field.
    """
    means = {key_of(word): name for name in reversed(wanted) for word in headings[name]}
    best: tuple[int, dict[str, int]] = (-1, {})
    for index, row in enumerate(sheet.rows[:LOOKED_AT]):
        found: dict[str, int] = {}
        for column, text in enumerate(row):
            name = means.get(key_of(text)) if text else None
            if name and name not in found:
                found[name] = column
        if all(any(name in found for name in group) for group in needed) and len(found) > len(best[1]):
            best = (index, found)
    return best


def data_rows(sheet: Sheet, start: int, columns: dict[str, int]) -> Iterator[Row]:
    """Yield the rows below the heading; blank ones and a repeated heading are passed over."""
    head = [sheet.rows[start][column] for column in columns.values()]
    for number, row in enumerate(sheet.rows[start + 1 :], start=start + 2):
        texts = [row[column] if column < len(row) else "" for column in columns.values()]
        if any(texts) and texts != head:
            yield Row(sheet.name, number, dict(zip(columns, texts, strict=True)), columns)
