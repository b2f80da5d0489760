"""The demo's accounting report: last month's money of all plans, with a few rows that fit nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

from django.utils import timezone

from prasan.directory.models import Office
from prasan.kernel.fiscal import fiscal_year, month_index
from prasan.packs.demo.figures import chance
from prasan.plans.accounts.commands import KeepAccounts, LoadAccounts
from prasan.plans.accounts.matching import candidates
from prasan.plans.accounts.reading import STARTING_MAP
from prasan.plans.models import AccountMap, AccountReport
from prasan.platform.commands import SYSTEM, perform

HEAD = ("รหัสงบประมาณ", "หน่วยเบิกจ่าย", "รายการ", "งบจัดสรร", "ผูกพัน", "เบิกจ่าย")
STRANGE = 12
"""Rows whose code has one wrong digit, or whose office nobody knows."""


def load(year: int) -> int:
    """Write the report of the month before today's, through the same doors as a real one; returns its rows."""
    today = timezone.localdate()
    last = today.replace(day=1) - dt.timedelta(days=1)
    if fiscal_year(last) != year:
        last = today
    known = candidates(year, {"agency_id": None, "area_id": None})
    offices = dict(Office.objects.values_list("pk", "code"))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for number, one in enumerate(known):
        money, office = one.money, offices[one.office]
        code = money.budget_code
        if number < STRANGE and number % 2 == 0:
            code = f"{code[:-2]}X{code[-1]}"
        spent = min(money.committed, money.spent + round(money.spent * 0.05 * chance("account", money.budget_code)))
        cells = (money.allocated, money.committed, spent)
        office = office if number >= STRANGE or number % 2 == 0 else f"หน่วยเบิกจ่าย {number}"
        writer.writerow([code, office, money.project.name_th, *(f"{Decimal(cell) / 100:.2f}" for cell in cells)])
    column_map = AccountMap.objects.get_or_create(name=STARTING_MAP["name"], defaults=STARTING_MAP)[0]
    keep = KeepAccounts(
        file_name="รายงานการเบิกจ่าย (สมมติ).csv", content=out.getvalue().encode("utf-8-sig"), as_of=last,
        period=year * 100 + month_index(last), map_id=column_map.pk,
    )  # fmt: skip
    perform(SYSTEM, LoadAccounts(target_id=perform(SYSTEM, keep).pk))
    return AccountReport.objects.get().rows
