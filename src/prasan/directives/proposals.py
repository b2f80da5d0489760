"""Sentences read into proposals: dated directives and guidance that a person confirms, changes or drops.

The reader is named in the settings (DIRECTIVE_READER), so that the room knows no pack; it never issues anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from prasan.directives.clock import MOST as LONGEST
from prasan.directory.models import Area, Office
from prasan.kernel.fiscal import add_months
from prasan.platform.commands import RuleBroken

MOST = 20
"""Proposals of one reading: what stands behind them is handed back to be read next."""
LONG = 20_000
REVIEW_DAYS = 180
"""Calendar days after which proposed guidance is reviewed."""
HALF_DAY = 7
"""Hours up to which a deadline is said in working hours; a longer one names the day it falls on."""
HOME, ABROAD, NATION = "OPS", "ABROAD", "TH"
"""Codes that stand for many offices, the provinces' labour offices and those abroad; the code of the whole country."""
EVERY = {"P1W": "week", "P1M": "month"}
STEP = {"week": ("days", 7), "month": ("months", 1)}


@dataclass(slots=True)
class Proposal:
    """What one directive was read as. `kind` is directive or guidance; offices and areas stand in the directory.

    `everywhere`, every province is meant; `split`, each area's own office answers for its part; `notes`, what the
    reader could not put into a field.
    """

    kind: str
    text: str
    lead: Office | None = None
    co: list[Office] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    everywhere: bool = False
    split: bool = False
    due_kind: str = ""
    due_amount: int = 0
    due_day: dt.date | None = None
    every: str = ""
    report_back: bool = False
    review_on: dt.date | None = None
    notes: list[str] = field(default_factory=list)


def read(text: str) -> tuple[list[Proposal], str]:
    """Return (proposals in the order of the text, what was left to be read next): three queries at most.

    Raises RuleBroken where nothing is there to be read, it is too long, or nothing is ordered in it.
    """
    told = text.replace("\0", "")
    if not told.strip():
        raise RuleBroken(_("โปรดวางข้อความที่จะอ่าน"), field="sentences")
    if len(told) > LONG:
        raise RuleBroken(_("ข้อความยาวได้ไม่เกิน %(n)s ตัวอักษร") % {"n": LONG}, field="sentences")
    dotted = getattr(settings, "DIRECTIVE_READER", "")
    if not dotted:
        raise RuleBroken(_("ระบบนี้ไม่ได้ตั้งตัวอ่านข้อสั่งการไว้ โปรดกรอกในแบบฟอร์ม"), field="sentences")
    now = timezone.localtime()
    rows = import_string(dotted)(told, now.replace(tzinfo=None).isoformat(timespec="minutes"))
    if not rows:
        raise RuleBroken(_("ไม่พบข้อสั่งการในข้อความนี้ โปรดวางประโยคที่มีผู้รับและสิ่งที่ให้ทำ"), field="sentences")
    rest = told[rows[MOST]["start"] :] if len(rows) > MOST else ""
    return _proposals(rows[:MOST], now), rest


def _proposals(rows: Sequence[Mapping[str, Any]], now: dt.datetime) -> list[Proposal]:
    codes = {code for row in rows for code in (row["lead"], *row["co"]) if code} | {HOME}
    offices = {one.code: one for one in Office.objects.open_on(now.date()).filter(code__in=codes).defer("grams")}
    named = {NATION} | {code for row in rows for code in (*row["provinces"], *row["countries"])}
    found = Area.objects.filter(code__in=named).defer("grams", "boundary").order_by("pk")
    areas = {one.code: one for one in found}
    return [_proposal(row, offices, areas, now) for row in rows]


def _proposal(
    row: Mapping[str, Any], offices: Mapping[str, Office], areas: Mapping[str, Area], now: dt.datetime
) -> Proposal:
    """Return one row as fields of the forms."""
    made = Proposal("guidance" if row["standing"] else "directive", row["text"].strip(), outside=list(row["outside"]))
    code = row["lead"] or ""
    made.everywhere = row["nationwide"]
    made.areas = [areas[one] for one in (*row["provinces"], *row["countries"]) if one in areas]
    many = made.everywhere or len(made.areas) > 1
    made.split = many and code in {HOME, ABROAD}
    if made.everywhere and not made.split and NATION in areas:
        made.areas = [areas[NATION]]
    made.lead = offices.get(HOME if code == ABROAD and many else code)
    if code and made.lead is None:
        made.notes.append(_("ไม่พบหน่วยงาน %(code)s ในทำเนียบ โปรดเลือกหน่วยงานหลัก") % {"code": code})
    made.co = [offices[one] for one in row["co"] if one in offices]
    made.report_back = row["report_back"]
    if made.kind == "guidance":
        made.review_on = now.date() + dt.timedelta(days=REVIEW_DAYS)
    else:
        _set_due(made, row, now)
    return made


def _set_due(made: Proposal, row: Mapping[str, Any], now: dt.datetime) -> None:
    """Put what was said of time into the form's own kinds (docs/algorithms/directives.md)."""
    kind, said = row["due_kind"], row["due"]
    if kind == "at_once":
        made.due_kind = "at_once"
    elif kind == "recurring":
        made.every = EVERY.get(row["every"] or "", "")
        if made.every and not made.split:
            made.due_kind, made.due_amount = STEP[made.every]
        else:
            made.every = ""
            made.notes.append(_("ข้อความบอกว่าทำซ้ำเป็นระยะ โปรดเลือกกำหนดเวลาและการทำซ้ำ"))
    elif said:
        _set_day(made, kind, said, now)
    elif kind != "none":
        made.notes.append(_("อ่านกำหนดเวลาไม่ได้ โปรดใส่กำหนดเวลา"))


def _set_day(made: Proposal, kind: str, said: str, now: dt.datetime) -> None:
    """Set a deadline that names a day or counts to one."""
    today, day = now.date(), dt.date.fromisoformat(said[:10])
    if kind == "hours":
        hours = round((dt.datetime.fromisoformat(said) - now.replace(tzinfo=None)).total_seconds() / 3600)
        if 1 <= hours <= HALF_DAY:
            made.due_kind, made.due_amount = "hours", hours
            return
    days = (day - today).days
    months = next((n for n in range(1, LONGEST["months"] + 1) if add_months(today, n) == day), 0)
    if kind in {"days", "weeks"} and 1 <= days <= LONGEST["days"]:
        made.due_kind, made.due_amount = "days", days
    elif kind in {"months", "years"} and months:
        made.due_kind, made.due_amount = "months", months
    else:
        made.due_kind, made.due_day = "date", day
        if day < today:
            made.notes.append(_("วันที่ในข้อความผ่านมาแล้ว โปรดใส่วันใหม่"))
