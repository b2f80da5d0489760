"""What a data call asks: its columns, and the reading of what was typed into them.

A value is kept as typed until it is sent; then it becomes plain: numbers as integers scaled by their column's
decimals, dates in ISO form, yes and no as true and false. A blank is None, never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.kernel.dates import REASONS as DATE_REASONS
from prasan.kernel.dates import parse_date
from prasan.kernel.digits import format_scaled, to_scaled
from prasan.kernel.normalise import fold_loose
from prasan.progress.reading import REASONS

MOST_COLUMNS, MOST_ROWS, LONGEST, MOST_CHOICES = 20, 200, 1000, 30
"""A data call is a small table: what is larger is an indicator or a file."""


class Kind(models.TextChoices):
    """What a column takes."""

    NUMBER = "number", _("จำนวน")
    TEXT = "text", _("ข้อความ")
    CHOICE = "choice", _("เลือกจากรายการ")
    DATE = "date", _("วันที่")
    YES_NO = "yes-no", _("ใช่/ไม่ใช่")


class Sum(models.TextChoices):
    """How the numbers of a column are put together over offices."""

    SUM = "sum", _("รวม")
    AVERAGE = "average", _("เฉลี่ย")
    LEAST = "least", _("ต่ำสุด")
    MOST = "most", _("สูงสุด")
    NONE = "none", _("ไม่รวม")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `low` and `high` are limits scaled by `decimals`, None where there is none."""

    key: str
    name: str
    kind: str = Kind.NUMBER
    unit: str = ""
    decimals: int = 0
    sum: str = Sum.SUM
    choices: tuple[str, ...] = ()
    required: bool = True
    help: str = ""
    low: int | None = None
    high: int | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Column:
        """Return a column as it is stored."""
        return cls(**{**row, "choices": tuple(row.get("choices", ()))})

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {**asdict(self), "choices": list(self.choices)}

    @property
    def label(self) -> str:
        """Name with the unit: "ผู้ถูกเลิกจ้าง (คน)"."""
        return f"{self.name} ({self.unit})" if self.unit else self.name

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return the choices as a select takes them."""
        return [(one, one) for one in self.choices]

    def show(self, value: Any) -> str:
        """Write a kept value for people; nothing is a dash."""
        if value is None:
            return "–"
        if self.kind == Kind.NUMBER:
            return format_scaled(int(value), self.decimals)
        if self.kind == Kind.YES_NO:
            return gettext("ใช่") if value else gettext("ไม่ใช่")
        if self.kind == Kind.DATE:
            from prasan.platform.ui.filters import thaidate

            return thaidate(str(value))
        return str(value)


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule of a row: `total` is the sum of `parts` (keys of number columns of equal decimals)."""

    total: str
    parts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {"total": self.total, "parts": list(self.parts)}


@dataclass(frozen=True, slots=True)
class Table:
    """The whole table: columns in order, rules of a row, and whether an office may add rows."""

    columns: tuple[Column, ...]
    rules: tuple[Parts, ...] = ()
    free_rows: bool = False

    @classmethod
    def of(cls, columns: Sequence[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]], free: bool) -> Table:
        """Return a table as it is stored."""
        found = tuple(Parts(one["total"], tuple(one["parts"])) for one in rules)
        return cls(tuple(Column.of(one) for one in columns), found, free)

    def column(self, key: str) -> Column | None:
        """Return a column by key."""
        return next((one for one in self.columns if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that cannot be sent as it is: row from 0, column key ("" for the whole answer), and what to do."""

    row: int
    key: str
    text: str


@dataclass(slots=True)
class Read:
    """Rows as they are kept, and every cell that is wrong."""

    values: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


YES = {"ใช่", "มี", "yes", "y", "true", "1", "จริง"}
NO = {"ไม่ใช่", "ไม่", "ไม่มี", "no", "n", "false", "0", "เท็จ"}


def read(table: Table, rows: Sequence[Mapping[str, str]], today: dt.date) -> Read:
    """Read typed rows for sending; rows in which nothing stands are left out.

    Parameters: `today` gives the year of a date typed without one.
    """
    found = Read()
    for number, row in enumerate(rows):
        typed = {one.key: (row.get(one.key) or "").strip() for one in table.columns}
        if not any(typed.values()):
            continue
        found.values.append(_row(table, number, typed, today, found.wrong))
    if not found.values:
        found.wrong.append(
            Wrong(0, "", gettext("ยังไม่ได้กรอกช่องใดเลย ถ้าไม่เกี่ยวข้องกับหน่วยงานของท่าน ให้แจ้งว่าไม่เกี่ยวข้องพร้อมเหตุผล"))
        )
    if not table.free_rows and len(found.values) > 1:
        found.wrong.append(Wrong(1, "", gettext("คำขอนี้รับคำตอบแถวเดียว")))
    if len(found.values) > MOST_ROWS:
        found.wrong.append(Wrong(MOST_ROWS, "", gettext("รับไม่เกิน %(n)s แถว") % {"n": MOST_ROWS}))
    return found


def _row(table: Table, number: int, typed: dict[str, str], today: dt.date, wrong: list[Wrong]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in table.columns:
        text = typed[one.key]
        if not text:
            values[one.key] = None
            if one.required:
                wrong.append(Wrong(number, one.key, _blank(one)))
            continue
        value, error = read_cell(one, text, today)
        values[one.key] = value
        if error:
            wrong.append(Wrong(number, one.key, str(error)))
    bad = {one.key for one in wrong if one.row == number}
    for rule in table.rules:
        wrong.extend(_parts(table, rule, number, values, bad))
    return values


def _blank(one: Column) -> str:
    if one.kind == Kind.NUMBER:
        return gettext("โปรดใส่ตัวเลข ถ้าไม่มีให้ใส่ 0")
    return gettext("ช่องนี้ต้องกรอก")


def _parts(table: Table, rule: Parts, number: int, values: dict[str, Any], bad: set[str]) -> list[Wrong]:
    """Judge "the parts make the total" where everything is known: a missing part is no zero."""
    keys = (rule.total, *rule.parts)
    if bad & set(keys) or any(values.get(key) is None for key in keys):
        return []
    total, parts = values[rule.total], sum(values[key] for key in rule.parts)
    if total == parts:
        return []
    column = table.column(rule.total)
    if column is None:
        return []
    told = {"total": column.show(total), "parts": column.show(parts)}
    return [Wrong(number, rule.total, gettext("ยอดรวม %(total)s ไม่เท่ากับผลบวกของช่องย่อย %(parts)s") % told)]


def read_cell(one: Column, text: str, today: dt.date) -> tuple[Any, str | Promise]:
    """Return (value, "") or (None, what is wrong) of one typed cell that is not blank."""
    if one.kind == Kind.NUMBER:
        return _number(one, text)
    if one.kind == Kind.DATE:
        found = parse_date(text, today)
        if found.refused or found.start is None or found.kind != "day":
            return None, gettext("อ่านเป็นวันที่ไม่ได้: %(why)s") % {"why": DATE_REASONS.get(found.refused or "", "")}
        return found.start.isoformat(), ""
    if one.kind in {Kind.YES_NO, Kind.CHOICE}:
        known: dict[str, Any] = {fold_loose(name).strip(): name for name in one.choices}
        if one.kind == Kind.YES_NO:
            known = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)
        value = known.get(fold_loose(text).strip())
        return value, "" if value is not None else _("โปรดเลือกจากรายการ")
    return (text, "") if len(text) <= LONGEST else (None, gettext("ยาวเกิน %(n)s ตัวอักษร โปรดย่อ") % {"n": LONGEST})


def _number(one: Column, text: str) -> tuple[int | None, str | Promise]:
    found = to_scaled(text[:60], one.decimals, [one.unit] if one.unit else [])
    if found.value is None:
        return None, REASONS[found.refused or "not-a-number"]
    if one.low is not None and found.value < one.low:
        return None, gettext("ต่ำกว่าค่าที่รับได้ (%(n)s ขึ้นไป)") % {"n": one.show(one.low)}
    if one.high is not None and found.value > one.high:
        return None, gettext("สูงกว่าค่าที่รับได้ (ไม่เกิน %(n)s)") % {"n": one.show(one.high)}
    return found.value, ""
