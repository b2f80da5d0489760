"""What stands where in a workbook of reports: columns, headings, the form's code, and what the hidden sheet tells.

The file is a Thai paper form, so its words are Thai in every language of the pages; English headings are read too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from prasan.kernel.digits import to_arabic
from prasan.kernel.normalise import fold_loose
from prasan.progress.items import Item
from prasan.progress.splits import Group, Member

HIDDEN = "_prasan"
"""Name of the hidden sheet."""
MARK = "prasan-workbook"
EDITION = "1"
HELP_SHEET = "วิธีกรอก"
CAUSE_COLUMN = 11
"""Column of the hidden sheet with the list of causes, from the first row on."""
TEXTS = ("cause", "step", "note")
"""Fields of an answer that are words."""
SAID = ("claim", "stated", "help_text", "help_from")
"""What the office says beside its figure: its own word on the status, the per cent of its paper, help and from whom."""
WORDS = (*TEXTS, *SAID)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a report's sheet: its key, heading, width in characters, and other headings that mean it."""

    key: str
    heading: str
    width: int
    also: tuple[str, ...] = ()


COLUMNS = (
    Column("number", "ข้อ", 5, ("ลำดับ", "ที่", "no", "no.")),
    Column("code", "รหัสตัวชี้วัด", 16, ("รหัส", "indicator code", "code")),
    Column("name", "ตัวชี้วัด", 44, ("ชื่อตัวชี้วัด", "indicator", "indicator name")),
    Column("unit", "หน่วยนับ", 11, ("หน่วย", "unit")),
    Column("target", "เป้าทั้งปี", 13, ("เป้าหมายทั้งปี", "เป้าหมาย", "target")),
    Column("path", "แผนสะสมถึงเดือนนี้", 13, ("แผนสะสม", "ตามเส้นทาง", "path")),
    Column("last", "เดือนก่อน", 13, ("ผลเดือนก่อน", "last month")),
    Column("value", "ผลเดือนนี้", 14, ("ผล", "ผลงานเดือนนี้", "ค่าเดือนนี้", "value", "this month")),
    Column("denominator", "จำนวนทั้งหมด (ตัวหาร)", 14, ("จำนวนทั้งหมด", "ตัวหาร", "denominator")),
    Column("cause", "สาเหตุหลักที่ช้ากว่าแผน", 30, ("สาเหตุ", "สาเหตุหลัก", "cause")),
    Column("step", "จะทำอะไรให้กลับมาตามแผน", 40, ("แนวทางแก้ไข", "way back", "step")),
    Column("note", "หมายเหตุ", 30, ("note", "remark")),
    Column("claim", "สถานะที่หน่วยงานบอก", 16, ("หน่วยงานบอกว่า", "claim")),
    Column("stated", "ร้อยละตามเอกสารของท่าน", 14, ("ร้อยละตามเอกสาร", "ร้อยละที่ระบุ", "ร้อยละ", "stated percent")),
    Column("help_text", "ความช่วยเหลือที่ต้องการ", 30, ("ความช่วยเหลือ", "help needed", "help")),
    Column("help_from", "ขอจาก", 22, ("ขอความช่วยเหลือจาก", "help from")),
)
PLACE = {column.key: number for number, column in enumerate(COLUMNS)}
TYPED = ("value", "denominator", *WORDS)
"""Columns that the officer fills in."""
PART_TYPED = ("value", "denominator")
"""Those of a group's row."""
HEAD_ROW = 4
"""Row of the headings, counted from 0."""

NOTHING_SAID = "-"
"""What the hidden sheet holds where the office said nothing: a form of before has an empty cell there."""

_CODE = re.compile(r"([A-Z0-9][A-Z0-9-]{1,39})\s*/\s*(25\d{4})")


def form_code(office: str, period: int) -> str:
    """Return the code that a sheet carries in sight: "DOE-92/256909"."""
    return f"{office}/{period}"


def find_form_code(text: str) -> tuple[str, int] | None:
    """Return (office code, period) where a text is a form's code, with Thai digits too."""
    match = _CODE.fullmatch(to_arabic(text).strip().upper())
    return (match[1], int(match[2])) if match else None


def row_code(indicator: str, member: str = "") -> str:
    """Return the code of a row: the indicator's, of a group's row with its member: "jobs/sex:f"."""
    return f"{indicator}/{member}" if member else indicator


def members_of(item: Item) -> list[tuple[Group, Member]]:
    """Return the members of each dimension that an item asks for, in order."""
    return [(group, one) for group in item.groups for one in group.members]


def part_name(group: Group, member: Member) -> str:
    """Return how a group is named on its row: "เพศ: หญิง"."""
    return f"{group.name}: {member.name}"


def heading_key(text: str) -> str:
    """Return a heading for comparison: folded, without spaces, points, hyphens and what is in brackets."""
    bare = text.split("(", 1)[0]
    return "".join(letter for letter in fold_loose(bare) if letter not in " -–_.*:/")


HEADINGS = {heading_key(word): column.key for column in COLUMNS for word in (*column.also, column.heading)}
"""Folded heading → column."""


def plain(text: str) -> str:
    """Return a text as it is compared: single spaces, no characters without width."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


@dataclass(frozen=True, slots=True)
class Base:
    """One figure as the file was written: what was stored then. `value` None is "not reported".

    What the office says is text as the file compares it, `stated` the hundredths of its per cent in digits; None: the
    file is of before forms asked for it.
    """

    value: int | None = None
    denominator: int | None = None
    cause: str = ""
    step: str = ""
    note: str = ""
    claim: str | None = None
    stated: str | None = None
    help_text: str | None = None
    help_from: str | None = None


def said_of(item: Item) -> dict[str, Any]:
    """Return what the office says beside an item, as a file compares it; nothing is empty."""
    said = item.said
    if said is None:
        return dict.fromkeys(SAID, "")
    stated = "" if said.stated is None else str(said.stated)
    return {"claim": said.claim, "stated": stated, "help_text": plain(said.help_text), "help_from": said.help_from}


@dataclass(slots=True)
class Known:
    """What the hidden sheet tells of one report: its sheet's name, office, month, version, and base by `row_code`."""

    sheet: str
    office: str
    period: int
    report: int | None
    version: int
    base: dict[str, Base] = field(default_factory=dict)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def hidden_rows(reports: Sequence[Known]) -> list[list[str]]:
    """Return the hidden sheet as rows of text, the first with a checksum over the others."""
    rows = [["sheet", one.sheet, one.office, str(one.period), _number(one.report), str(one.version)] for one in reports]
    for one in reports:
        for code, base in one.base.items():
            rows.append(
                ["base", one.office, str(one.period), code, _number(base.value), _number(base.denominator),
                 base.cause, plain(base.step), plain(base.note), base.claim or NOTHING_SAID]
            )  # fmt: skip
            if base.stated is not None:
                rows.append(
                    ["said", one.office, str(one.period), code, base.stated or NOTHING_SAID,
                     base.help_from or NOTHING_SAID, base.help_text or ""]
                )  # fmt: skip
    return [[MARK, EDITION, checksum(rows)], *rows]


def checksum(rows: Sequence[Sequence[str]]) -> str:
    """Return the digest of rows; blank ends do not count, since programs that save a sheet anew cut them off."""
    lines = ["\t".join(row[:CAUSE_COLUMN]).rstrip() for row in rows]
    return sha256("\n".join(line for line in lines if line).encode()).hexdigest()[:20]


def read_hidden(rows: Sequence[Sequence[str]]) -> list[Known] | None:
    """Return what a hidden sheet tells; None where it was changed, is of another edition, or is none."""
    cells = [[plain(cell) for cell in row[:CAUSE_COLUMN]] for row in rows]
    cells = [row + [""] * (CAUSE_COLUMN - len(row)) for row in cells if any(row)]
    if not cells or cells[0][:2] != [MARK, EDITION] or cells[0][2] != checksum(cells[1:]):
        return None
    found: dict[tuple[str, str], Known] = {}
    for kind, *told in cells[1:]:
        if kind == "sheet":
            name, office, period, report, version = told[:5]
            found[office, period] = Known(
                name, office, int(period), int(report) if report else None, int(version)
            )  # fmt: skip
        elif kind == "base" and (told[0], told[1]) in found:
            value, whole = (int(one) if one else None for one in told[3:5])
            claim = "" if told[8] == NOTHING_SAID else told[8] or None
            cause, step, note = told[5:8]
            found[told[0], told[1]].base[told[2]] = Base(value, whole, cause, step, note, claim)
        elif kind == "said" and told[2] in getattr(found.get((told[0], told[1])), "base", {}):
            base = found[told[0], told[1]].base
            stated, whom = ("" if one == NOTHING_SAID else one for one in told[3:5])
            base[told[2]] = replace(base[told[2]], stated=stated, help_text=told[5], help_from=whom)
    return list(found.values())
