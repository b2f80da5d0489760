"""Reads an accounting file by a column map into rows of satang; every bad cell is named, totals are checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.intake import Bad
from prasan.directory.intake.columns import Row, data_rows, heading
from prasan.directory.intake.lookups import CellError
from prasan.directory.intake.sheets import Sheet, read_sheets
from prasan.directory.models import Office
from prasan.kernel.digits import format_scaled, to_arabic
from prasan.kernel.normalise import fold
from prasan.plans.intake.cells import choice, headings_in_baht, own_value, satang
from prasan.plans.models import MoneyLine
from prasan.plans.models.accounting import COUNTED
from prasan.platform.commands import RuleBroken

FIELDS = {
    "budget_code": gettext_lazy("รหัสงบประมาณ"), "office": gettext_lazy("หน่วยเบิกจ่าย (รหัสหรือชื่อ)"),
    "source": gettext_lazy("แหล่งเงิน"), "name_th": gettext_lazy("รายการ"), "granted": gettext_lazy("จัดสรร"),
    "transferred": gettext_lazy("โอนแล้ว"), "committed": gettext_lazy("ผูกพัน"), "spent": gettext_lazy("เบิกจ่าย"),
    "carried_over": gettext_lazy("กันเหลื่อมปี"),
}  # fmt: skip
"""What a column of the file can mean."""
NEEDED = ("budget_code", "office", "granted", "committed", "spent")
AMOUNTS = COUNTED
TOTALS = ("granted", "committed", "spent")
STARTING_MAP: dict[str, Any] = {
    "name": "GFMIS รายงานสถานะการใช้จ่าย (จุดเริ่มต้น)",
    "system": "GFMIS",
    "columns": {
        "budget_code": "รหัสงบประมาณ", "office": "หน่วยเบิกจ่าย", "source": "แหล่งเงิน", "name_th": "รายการ",
        "granted": "งบจัดสรร", "transferred": "งบโอน", "committed": "ผูกพัน", "spent": "เบิกจ่าย",
        "carried_over": "กันเหลื่อมปี",
    },
    "verified": False,
    "remark": "ยังไม่เคยเทียบกับไฟล์จริงของ GFMIS โปรดเทียบแล้วแก้หัวคอลัมน์ให้ตรง",
}  # fmt: skip
"""The map to begin with; nobody here has compared it with a real file."""
_SUM = re.compile(r"(ยอด)?(รวม|รวมทั้งสิ้น|รวมทั้งหมด)|(grand )?total")


def code_of(text: str) -> str:
    """Return a budget code as it is compared: digits and letters alone, Arabic, upper case."""
    return re.sub(r"[^0-9A-Z]", "", to_arabic(text).upper())


@dataclass(slots=True)
class Money:
    """One row of the file; amounts in satang, None where the file has no such column."""

    where: str
    budget_code: str
    office_text: str
    office: int | None
    source: str
    name_th: str
    amounts: dict[str, int | None]

    @property
    def key(self) -> str:
        """Return code, office and source folded: by this a decision is remembered."""
        return f"{code_of(self.budget_code)}|{self.office or fold(self.office_text)[:80]}|{self.source}"[:160]


@dataclass(slots=True)
class Read:
    """A whole file."""

    rows: list[Money] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)

    def total(self, name: str) -> int:
        """Return the sum of an amount over all rows, in satang."""
        return sum(one.amounts[name] or 0 for one in self.rows)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept between preview and acceptance."""
        return {"rows": [asdict(one) for one in self.rows], "bad": [asdict(one) for one in self.bad]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Read:
        """Return what was kept."""
        return cls([Money(**one) for one in kept["rows"]], [Bad(**one) for one in kept["bad"]])


def read(file_name: str, content: bytes, columns: Mapping[str, str], reach: Mapping[str, Any]) -> Read:
    """Return the rows of a file.

    Parameters: `columns`, {field: heading} of a map; `reach`, the department or province whose offices may stand in it.
    Raises RuleBroken where the file as a whole cannot be read.
    """
    reader, found_one = _Reader(reach), False
    headings = {name: (words,) for name, words in columns.items() if words}
    for sheet in read_sheets(file_name, content):
        start, where = heading(sheet, tuple(headings), tuple((name,) for name in NEEDED), headings)
        if start >= 0:
            found_one = True
            reader.sheet(sheet, start, where)
    if not found_one:
        words = {"headings": ", ".join(f"“{columns.get(name) or FIELDS[name]}”" for name in NEEDED)}
        text = _("ไม่พบแถวหัวตารางที่มี %(headings)s ครบ โปรดเลือกผังคอลัมน์ที่ตรงกับไฟล์ หรือแก้ผังก่อน") % words
        raise RuleBroken(text, field="file", status=422)
    if not reader.read.rows and not reader.read.bad:
        raise RuleBroken(_("ไม่มีข้อมูลใต้หัวตาราง"), field="file", status=422)
    return reader.read


class _Reader:
    """Collects rows; knows the offices by code and name."""

    def __init__(self, reach: Mapping[str, Any]) -> None:
        self.reach, self.read = reach, Read()
        self.offices: dict[str, Office | None] = {}
        for one in Office.objects.only("code", "name_th", "name_en", "short_th", "agency_id", "area_id"):
            for word in {fold(text) for text in (one.code, one.name_th, one.name_en, one.short_th) if text}:
                self.offices[word] = None if word in self.offices else one
        self.seen: dict[tuple[Any, ...], str] = {}

    def sheet(self, sheet: Sheet, start: int, columns: dict[str, int]) -> None:
        """Read one sheet; the sum of its rows is compared with a row of totals where it has one."""
        self.read.bad += headings_in_baht(sheet, start, columns, AMOUNTS)
        before = len(self.read.rows)
        for row in data_rows(sheet, start, columns):
            try:
                for name in AMOUNTS:
                    own_value(sheet, row, name)
                if _is_total(row):
                    self._compare(row, self.read.rows[before:])
                else:
                    self._row(row)
            except CellError as error:
                self.read.bad.append(Bad(row.sheet, row.cell(error.name), error.text))

    def _row(self, row: Row) -> None:
        code = code_of(row["budget_code"])
        if not code:
            raise CellError("budget_code", _("ไม่มีรหัสงบประมาณ โปรดใส่ หรือลบแถวถ้าไม่ใช่รายการเงิน"))
        if re.fullmatch(r"[\d.]+E\+\d+", row["budget_code"], re.IGNORECASE) or len(row["budget_code"]) > 60:
            raise CellError("budget_code", _("รหัสงบประมาณกลายเป็นตัวเลขย่อ โปรดตั้งคอลัมน์เป็นข้อความแล้วใส่รหัสใหม่"))
        if not row["office"]:
            raise CellError("office", _("ไม่มีหน่วยเบิกจ่าย โปรดใส่รหัสหรือชื่อ"))
        problem = _("ไม่รู้จักแหล่งเงิน “%(text)s” ใช้ งบกรม งบจังหวัด งบกลุ่มจังหวัด เงินกองทุน งบองค์กรปกครองส่วนท้องถิ่น หรือ ภาคีเครือข่าย")
        source = choice(row, "source", MoneyLine.Source.choices, problem)
        office = self._office(row)
        amounts = {name: satang(row, name) if name in row.columns else None for name in AMOUNTS}
        same = (code, row["office"], source, row["name_th"], *amounts.values())
        if same in self.seen and any(amounts.values()):
            text = _("แถวนี้เหมือนแถว %(row)s ทุกช่อง โปรดลบแถวที่ซ้ำ หรือใส่ชื่อรายการให้ต่างกัน") % {"row": self.seen[same]}
            raise CellError("budget_code", text)
        self.seen[same] = row.where
        self.read.rows.append(
            Money(
                row.where[:80], row["budget_code"][:60], row["office"][:200], office.pk if office else None, source,
                row["name_th"][:300], amounts,
            )
        )  # fmt: skip

    def _office(self, row: Row) -> Office | None:
        """Return the office, None where it is not known; one outside of the sender's reach is refused."""
        office = self.offices.get(fold(row["office"]))
        if office is None:
            return None
        agency, area = self.reach["agency_id"], self.reach["area_id"]
        if (agency is not None and office.agency_id != agency) or (area is not None and office.area_id != area):
            raise CellError("office", _("หน่วยงาน “%(text)s” ไม่อยู่ในความดูแลของท่าน") % {"text": row["office"][:60]})
        return office

    def _compare(self, row: Row, rows: list[Money]) -> None:
        for name in TOTALS:
            if not row[name]:
                continue
            told, summed = satang(row, name), sum(one.amounts[name] or 0 for one in rows)
            if told != summed:
                words = {"told": format_scaled(told, 2), "sum": format_scaled(summed, 2)}
                raise CellError(name, _("ยอดรวมในไฟล์ %(told)s ไม่เท่ากับผลรวมของแถว %(sum)s โปรดตรวจแถวที่ขาดหรือซ้ำ") % words)


def _is_total(row: Row) -> bool:
    texts = [fold(row[name]) for name in ("budget_code", "office", "name_th") if row[name]]
    return bool(texts) and any(_SUM.fullmatch(text) for text in texts) and not code_of(row["budget_code"]).isdigit()
