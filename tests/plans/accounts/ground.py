"""A column map, approved money of Trang, and accounting files made cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

from prasan.plans.accounts.commands import KeepAccounts, LoadAccounts
from prasan.plans.accounts.reading import STARTING_MAP
from prasan.plans.models import AccountMap, AccountReport
from tests.plans.devplan.ground import xlsx

HEAD = ["รหัสงบประมาณ", "หน่วยเบิกจ่าย", "แหล่งเงิน", "รายการ", "งบจัดสรร", "ผูกพัน", "เบิกจ่าย"]
DAY = dt.date(2026, 6, 30)
KNOWN = ["1700369001", "DOE-92", "", "ค่าจัดตลาดนัด", 250_000.50, 120_000.25, 80_000.75]
STRANGE = ["9999999999", "DOE-92", "", "ค่าน้ำมัน", 1_000, 0, 0]


def column_map() -> AccountMap:
    return AccountMap.objects.create(**STARTING_MAP)


def book(*rows: list[Any], head: list[str] = HEAD, **more: Any) -> bytes:
    return xlsx(list(rows), head, name="จ่าย", **more)


def keep(g: Any, content: bytes, who: str = "owner", day: dt.date = DAY, period: int = 256909) -> Any:
    number = AccountMap.objects.get().pk
    return g.do(who, KeepAccounts(file_name="บัญชี.xlsx", content=content, period=period, as_of=day, map_id=number))


def load(g: Any, content: bytes, who: str = "owner", day: dt.date = DAY, period: int = 256909) -> AccountReport:
    command = LoadAccounts(target_id=keep(g, content, who, day, period).pk)
    g.do(who, command)
    return command.made


def changed(name: str, value: Any) -> list[Any]:
    row = list(KNOWN)
    row[HEAD.index(name)] = value
    return row
