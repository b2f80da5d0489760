"""Reads the rows of a report's sheet: each becomes an answer of one indicator, or a refusal by cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from prasan.kernel.normalise import fold_loose
from prasan.progress.causes import Cause
from prasan.progress.commands.beside import LONGEST_HELP
from prasan.progress.items import Item
from prasan.progress.models import Said
from prasan.progress.reading import REASONS, entry_decimals, read_percent
from prasan.progress.reading import read as read_number
from prasan.progress.workbook import layout, package
from prasan.progress.workbook.layout import members_of, part_name, row_code
from prasan.progress.workbook.reading import Bad, Form, as_text

LONGEST = {"step": 300, "note": 2000, "help_text": LONGEST_HELP}
FAULTS: dict[str, str | Promise] = {
    package.ERROR: gettext_lazy("สูตรในช่องนี้ผิดพลาด โปรดใส่ตัวเลขแทนสูตร"),
    package.UNCOMPUTED: gettext_lazy("สูตรในช่องนี้ยังไม่ได้คำนวณ โปรดเปิดด้วย Excel แล้วบันทึก หรือใส่ตัวเลขแทนสูตร"),
    package.PERCENT: REASONS["percent"],
    "day": gettext_lazy("โปรแกรมเปลี่ยนค่าที่พิมพ์เป็นวันที่ โปรดพิมพ์จำนวนใหม่และตั้งรูปแบบช่องเป็นตัวเลข"),
    "switch": gettext_lazy("ช่องนี้เป็นค่าจริง/เท็จ ไม่ใช่จำนวน"),
    "merged": gettext_lazy("ช่องนี้ถูกผสานกับแถวอื่น จึงไม่รู้ว่าเป็นค่าของตัวชี้วัดใด โปรดยกเลิกการผสานแล้วใส่ทีละช่อง"),
    "whole": gettext_lazy("โปรดใส่จำนวนทั้งหมด (ตัวหาร) ที่มากกว่าศูนย์"),
    "no-part": gettext_lazy("มีจำนวนทั้งหมด (ตัวหาร) แต่ยังไม่มีผลเดือนนี้ โปรดใส่ทั้งสองช่อง"),
    "no-whole-asked": gettext_lazy("ตัวชี้วัดนี้ไม่มีตัวหาร โปรดลบค่าในช่องนี้"),
    "cause": gettext_lazy("โปรดเลือกสาเหตุจากรายการ"),
    "claim": gettext_lazy("โปรดเลือกสถานะจากรายการ"),
    "help_from": gettext_lazy("โปรดเลือกว่าต้องการความช่วยเหลือจากใคร"),
    "no-stated-asked": gettext_lazy("ตัวชี้วัดนี้ไม่ใช่อัตราส่วน จึงไม่มีร้อยละให้ระบุ"),
    "words-alone": gettext_lazy("มีข้อความแต่ยังไม่มีผลเดือนนี้ โปรดใส่ผลก่อน"),
    "whole-of-part": gettext_lazy("โปรดใส่จำนวนทั้งหมด (ตัวหาร) ของกลุ่มนี้ด้วย"),
    "words-of-part": gettext_lazy("แถวของกลุ่มย่อยรับเฉพาะจำนวน โปรดเขียนข้อความในแถวยอดรวมของตัวชี้วัด"),
}
"""What is wrong with a cell, and what to do."""


@dataclass(slots=True)
class Row:
    """One indicator as the file tells it, or one group of it. A field is None where the file says nothing about it.

    `member` is the group's key ("sex:f"), empty for the indicator as a whole; a group has no words.
    """

    code: str
    cell: str
    value: int | None = None
    denominator: int | None = None
    cause: str | None = None
    step: str | None = None
    note: str | None = None
    claim: str | None = None
    stated: str | None = None
    help_text: str | None = None
    help_from: str | None = None
    member: str = ""

    @property
    def whole_code(self) -> str:
        """The code on its row."""
        return row_code(self.code, self.member)


@dataclass(slots=True)
class Read:
    """The rows of one sheet, and what was refused in it."""

    rows: list[Row] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)


class _Fault(Exception):
    """A cell that cannot be taken."""

    def __init__(self, key: str, text: str | Promise) -> None:
        super().__init__(str(text))
        self.key, self.text = key, str(text)


def read_rows(form: Form, items: Sequence[Item]) -> Read:
    """Return the rows of a form as answers to its report's items."""
    found, known = Read(), _Items(items)
    taken: dict[str, tuple[int, Row]] = {}
    for number in range(form.head + 1, len(form.sheet.rows)):
        try:
            row = _row(form, number, known)
        except _Fault as fault:
            found.bad.append(Bad(form.sheet.name, form.address(number, fault.key), fault.text))
            continue
        if row is None:
            continue
        first = taken.setdefault(row.whole_code, (number, row))
        if first[1] is row:
            found.rows.append(row)
        elif _content(first[1]) != _content(row):
            text = _("ตัวชี้วัดนี้มีอีกแถวหนึ่ง (แถว %(row)s) ซึ่งค่าไม่เท่ากัน โปรดเหลือไว้แถวเดียว") % {"row": first[0] + 1}
            found.bad.append(Bad(form.sheet.name, row.cell, text))
            found.rows = [one for one in found.rows if one.whole_code != row.whole_code]
    return found


def _content(row: Row) -> tuple[Any, ...]:
    return row.value, row.denominator, *(getattr(row, key) for key in layout.WORDS)


Found = tuple[Item, str]
"""What a row is about: the item, and the key of its group, empty for the item as a whole."""


class _Items:
    """Finds the item, or the group of one, that a row is about, by code or by name."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.by_code: dict[str, Found] = {}
        self.by_name: dict[str, list[Found]] = {}
        for item in items:
            self._add(item, "", {item.indicator.name_th, item.indicator.name_en} - {""})
            for group, one in members_of(item):
                self._add(item, one.key, {part_name(group, one)})

    def _add(self, item: Item, member: str, names: set[str]) -> None:
        self.by_code[row_code(item.indicator.code, member).casefold()] = item, member
        for name in names:
            self.by_name.setdefault(_name(name), []).append((item, member))

    def find(self, code: str, name: str) -> Found:
        """Return item and group; raises _Fault where code and name say two things, or nothing that is known."""
        coded = self.by_code.get(code.casefold()) if code else None
        named = self.by_name.get(_name(name), []) if name else []
        if coded is not None and named and coded not in named:
            parts = [one for one in named if one[0] is coded[0] and not coded[1]]
            if len(parts) == 1:
                return parts[0]  # the indicator's code filled down or merged over its groups
            raise _Fault("code", _("รหัสกับชื่อตัวชี้วัดในแถวนี้ไม่ตรงกัน อาจเรียงแถวไม่ครบทุกคอลัมน์ โปรดตรวจทั้งแถว"))
        if coded is not None:
            return coded
        if len(named) == 1 and not code:
            return named[0]
        if len(named) > 1:
            raise _Fault("name", _("มีตัวชี้วัดชื่อนี้มากกว่าหนึ่งตัว โปรดใส่รหัสตัวชี้วัด"))
        whole, _sign, part = code.partition("/")
        if part and whole.casefold() in self.by_code:
            words = {"typed": part[:40], "code": whole}
            raise _Fault("code", _("ตัวชี้วัด %(code)s ไม่ได้ให้แยกตามกลุ่ม “%(typed)s” โปรดใช้แถวตามแบบ") % words)
        text = _("ไม่รู้จักตัวชี้วัด “%(typed)s” ในรายงานนี้ โปรดใช้รหัสและชื่อตามแบบ")
        raise _Fault("code" if code else "name", text % {"typed": (code or name)[:40]})


def _name(text: str) -> str:
    return fold_loose(text).replace(" ", "")


def _row(form: Form, number: int, known: _Items) -> Row | None:
    """Return one row; None where it says nothing. Raises _Fault for what cannot be taken."""
    sheet, columns = form.sheet, form.columns
    code, name = (_unmerged(form, number, key) for key in ("code", "name"))
    typed = [key for key in layout.TYPED if key in columns and _filled(form, number, key)]
    if layout.HEADINGS.get(layout.heading_key(as_text(sheet.at(number, columns["value"])))) == "value":
        return None  # the heading once more, as printed pages repeat it
    if not code and not name:
        if typed:
            raise _Fault(typed[0], _("มีค่าแต่ไม่มีรหัสหรือชื่อตัวชี้วัดในแถวนี้ โปรดใส่รหัสตัวชี้วัด"))
        return None
    if not typed and not _concerns(known, code, name):
        return None
    item, member = known.find(code, name)
    row = Row(item.indicator.code, form.address(number, "value"), member=member)
    if member:
        return _part_row(form, number, item, row)
    row.value = _number(form, number, "value", item)
    row.denominator = _whole(form, number, item, row.value)
    row.stated = _stated(form, number, item)
    for key in layout.WORDS:
        if key != "stated":
            setattr(row, key, _words(form, number, key))
    _help(row, item)
    if row.value is None and item.figure is None and any(getattr(row, key) for key in layout.TEXTS):
        raise _Fault("value", FAULTS["words-alone"])
    return row


def _help(row: Row, item: Item) -> None:
    """Raise _Fault for help that nobody is asked for; who is asked says nothing where no help is wanted."""
    said = item.said
    if row.help_text and not row.help_from and not (said and said.help_from):
        raise _Fault("help_from", FAULTS["help_from"])
    if not row.help_text and not (said and said.help_text):
        row.help_from = None


def _part_row(form: Form, number: int, item: Item, row: Row) -> Row:
    """Return a group's row: value and, of a ratio, denominator; raises _Fault for words, which belong to the whole."""
    for key in layout.WORDS:
        if key in form.columns and form.sheet.text(number, form.columns[key]):
            raise _Fault(key, FAULTS["words-of-part"])
    row.value = _number(form, number, "value", item)
    row.denominator = _whole(form, number, item, row.value, of_part=True)
    return row


def _concerns(known: _Items, code: str, name: str) -> bool:
    """Tell whether a row without anything typed is one of the report's at all (else it is a remark or a sum)."""
    return code.casefold() in known.by_code or _name(name) in known.by_name


def _filled(form: Form, number: int, key: str) -> bool:
    place = (number, form.columns[key])
    return bool(form.sheet.text(*place)) or form.sheet.marks.get(place) in {package.ERROR, package.UNCOMPUTED}


def _unmerged(form: Form, number: int, key: str) -> str:
    """Return a text cell; one that is merged over several rows counts for each of them."""
    if key not in form.columns:
        return ""
    column = form.columns[key]
    text = form.sheet.text(number, column)
    if not text:
        merged = _merge(form, number, column)
        text = form.sheet.text(*merged) if merged else ""
    return text.removeprefix("'") if text[1:2] in tuple("=+-@＝＋－＠") else text


def _merge(form: Form, row: int, column: int) -> tuple[int, int] | None:
    """Return the upper left cell of a merge over several rows that a cell is in, below the headings."""
    for (top, left), (bottom, right) in form.sheet.merged:
        if top <= row <= bottom and left <= column <= right and bottom > top > form.head:
            return top, left
    return None


def _number(form: Form, row: int, key: str, item: Item) -> int | None:
    """Return a typed number, scaled; None where the cell is blank."""
    if key not in form.columns:
        return None
    mark, value = _numeric(form, row, key)
    if mark:
        raise _Fault(key, FAULTS[mark])
    decimals = entry_decimals(item.indicator) if key == "value" else 0
    units = (item.indicator.unit_th, item.indicator.unit_en)
    text = _exact(value, decimals) if isinstance(value, int | float) else layout.plain(str(value)).removeprefix("'")
    read = read_number(text, decimals, units)
    if read.error:
        raise _Fault(key, read.error)
    return read.value


def _numeric(form: Form, row: int, key: str) -> tuple[str | None, Any]:
    """Return mark and value of a cell for a number; raises _Fault where it cannot be one. Per cent is the caller's."""
    place = (row, form.columns[key])
    mark, value = form.sheet.marks.get(place), form.sheet.at(*place)
    if _merge(form, *place):
        raise _Fault(key, FAULTS["merged"])
    if mark in {package.ERROR, package.UNCOMPUTED}:
        raise _Fault(key, FAULTS[mark])
    if isinstance(value, bool):
        raise _Fault(key, FAULTS["switch"])
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        raise _Fault(key, FAULTS["day"])
    return mark, value


def _stated(form: Form, row: int, item: Item) -> str | None:
    """Return a stated per cent, its hundredths in digits, None where blank; 0.975 that shows as 97.5% is 97.5."""
    if "stated" not in form.columns:
        return None
    mark, value = _numeric(form, row, "stated")
    if isinstance(value, int | float):
        text = _exact(value * 100 if mark == package.PERCENT else value, 2)
    else:
        text = layout.plain(str(value)).removeprefix("'")
    read = read_percent(text)
    if read.error:
        raise _Fault("stated", read.error)
    if read.value is not None and not item.is_ratio:
        raise _Fault("stated", FAULTS["no-stated-asked"])
    return None if read.value is None else str(read.value)


def _exact(value: float, decimals: int) -> str:
    """Write a spreadsheet's number; the dust of binary sums (12.300000000000001) is no further decimal."""
    rounded = round(value, decimals)
    clean = rounded if abs(value - rounded) <= 1e-9 * max(1.0, abs(value)) else value
    return format(Decimal(repr(clean)), "f")


def _whole(form: Form, number: int, item: Item, value: int | None, *, of_part: bool = False) -> int | None:
    """Return the denominator of a ratio; raises _Fault where value and denominator do not go together.

    A group may be of nobody (0 of 0), the whole never.
    """
    if not item.is_ratio:
        if "denominator" in form.columns and form.sheet.text(number, form.columns["denominator"]):
            raise _Fault("denominator", FAULTS["no-whole-asked"])
        return None
    whole = _number(form, number, "denominator", item)
    if value is None and whole is not None:
        raise _Fault("value", FAULTS["no-part"])
    if value is not None and (whole is None or (not whole and not of_part)):
        raise _Fault("denominator", FAULTS["whole-of-part" if of_part else "whole"])
    return whole


def _words(form: Form, number: int, key: str) -> str | None:
    """Return a text that was typed; None where the cell is blank: a blank takes nothing away."""
    if key not in form.columns:
        return None
    if form.sheet.marks.get((number, form.columns[key])) in {package.ERROR, package.UNCOMPUTED}:
        raise _Fault(key, FAULTS[package.ERROR])
    text = _unmerged(form, number, key)
    if not text:
        return None
    if key in CHOICES:
        found = CHOICES[key].get(fold_loose(text).replace(" ", ""))
        if found is None:
            raise _Fault(key, FAULTS[key])
        return found
    if len(text) > LONGEST[key]:
        raise _Fault(key, _("ยาวเกิน %(n)s ตัวอักษร โปรดย่อ") % {"n": LONGEST[key]})
    return text


class _Choices(dict[str, str]):
    """Choices by code, Thai and English words, folded; made when first asked for (translations are ready then)."""

    def __init__(self, choices: type[TextChoices]) -> None:
        super().__init__()
        self.choices = choices

    def get(self, key: str, default: Any = None) -> Any:
        """Return the choice that a folded text means."""
        if not self:
            for language in ("th", "en"):
                with override(language):
                    for value, label in self.choices.choices:
                        self[fold_loose(str(label)).replace(" ", "")] = str(value)
                        self[fold_loose(value).replace(" ", "")] = str(value)
        return super().get(key, default)


CHOICES = {"cause": _Choices(Cause), "claim": _Choices(Said.Claim), "help_from": _Choices(Said.From)}
