"""Rows of a script or a sheet as numbers: what cannot be read becomes a finding, an empty field is not reported."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from prasan.kernel.digits import parse_number, parse_percent
from prasan.progress.checks import between, percent
from prasan.progress.checks.against import Memory, Past
from prasan.progress.checks.flags import Flag
from prasan.progress.checks.relations import SITUATION, Relations
from prasan.progress.reading import REASONS

PERCENT_FIELDS = frozenset({"target", "actual", "stated_percent"})
PLACE, WHENS = "scope_code", ("period", "period_stated", "published")
_NOT_REPORTED = frozenset({"", "-", "–", "—", "n/a", "na", "none", "null", "ไม่มีข้อมูล", "ยังไม่รายงาน"})


def check(row: Mapping[str, Any], memory: Memory, known: Relations = SITUATION) -> dict[str, Any]:
    """Return the findings of one row and its recomputed per cent, and remember the row for those after it.

    The row has either `target`, `actual`, `stated_percent`, or figures by the names in `known.labels` with
    `scope_code` and `published` or `period_stated`. Raises ValueError for a row with neither.
    """
    answer: dict[str, Any] = {"id": row["id"]} if "id" in row else {}
    flags: list[Flag] = []
    share: Decimal | None = None
    if PERCENT_FIELDS & row.keys():
        found = {name: _read(name, row.get(name), str(name), flags) for name in sorted(PERCENT_FIELDS)}
        share = percent.recompute(found["target"], found["actual"])
        flags += percent.compare(found["target"], found["actual"], found["stated_percent"])
    elif not known.labels.keys() & row.keys():
        raise ValueError(gettext("แถวนี้ไม่มีช่องที่ตรวจได้: ต้องมี target กับ actual หรือช่องของรายงานสถานการณ์แรงงาน"))
    values = _whole_numbers(row, known, flags)
    place, when = str(row.get(PLACE) or ""), _when(row)
    if PLACE in row:
        answer[PLACE] = place
    flags += between.compare(values, known)
    flags += memory.compare(place, values, known)
    if place and values:
        memory.keep(Past(place, when, values))
    answer["percent"] = None if share is None else float(share)
    answer["flags"] = [flag.as_row() for flag in flags]
    return answer


def _when(row: Mapping[str, Any]) -> str:
    return next((str(row[name]) for name in WHENS if row.get(name)), "")


def _whole_numbers(row: Mapping[str, Any], known: Relations, flags: list[Flag]) -> dict[str, int]:
    values: dict[str, int] = {}
    for name, label in known.labels.items():
        number = _read(name, row.get(name), str(label), flags)
        if number is None:
            continue
        words = {"field": label, "value": f"{number:,}"}
        if number < 0:
            flags.append(Flag("negative", (name,), words))
        elif number != number.to_integral_value():
            flags.append(Flag("not-whole", (name,), words))
        else:
            values[name] = int(number)
    return values


def _read(name: str, typed: Any, label: str, flags: list[Flag]) -> Decimal | None:
    """Return a number as typed in any Thai way; None where nothing was reported or it cannot be read."""
    if typed is None or str(typed).strip().lower() in _NOT_REPORTED:
        return None
    if isinstance(typed, bool) or not isinstance(typed, str | int | float | Decimal):
        read_as: Decimal | None = None
        refused: str | None = None
    else:
        text = str(typed) if not isinstance(typed, float) else format(Decimal(repr(typed)), "f")
        number = parse_percent(text) if name == "stated_percent" else parse_number(text)
        read_as, refused = number.value, number.refused
    if read_as is None:
        why = REASONS.get(refused or "", REASONS["not-a-number"])
        flags.append(Flag("not-a-number", (name,), {"field": label, "typed": str(typed)[:40], "why": why}))
    return read_as
