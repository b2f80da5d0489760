"""Read a file of one kind into a plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.intake import boundaries, offices, people, transfers
from prasan.directory.intake.columns import data_rows, heading
from prasan.directory.intake.lookups import CellError, Lookups
from prasan.directory.intake.plan import Bad, Plan
from prasan.directory.intake.sheets import read_sheets
from prasan.directory.models import Upload
from prasan.platform.commands import RuleBroken


def read_plan(kind: str, file_name: str, content: bytes, *, effective: dt.date | None = None) -> Plan:
    """Return what a file would change; nothing is written.

    Parameters: `kind`, an Upload.Kind; `effective`, the day of a transfer order. Raises RuleBroken when
    the file as a whole cannot be read; single cells that cannot be read stand in the plan.
    """
    if kind == Upload.Kind.BOUNDARIES:
        return boundaries.plan_boundaries(content)
    sheets = read_sheets(file_name, content)
    plan = Plan()
    known = Lookups()
    planner: Any
    if kind == Upload.Kind.OFFICES:
        module: Any = offices
        planner = offices.OfficePlanner(known, plan)
    elif kind == Upload.Kind.PEOPLE:
        module, planner = people, people.PeoplePlanner(known, plan)
    else:
        if effective is None:
            raise ValueError("a transfer order needs its effective day")
        module, planner = transfers, transfers.TransferPlanner(known, plan, effective)
    read = False
    for sheet in sheets:
        start, columns = heading(sheet, module.WANTED, module.NEEDED)
        if start < 0:
            continue
        read = True
        for row in data_rows(sheet, start, columns):
            try:
                planner.row(row)
            except CellError as error:
                plan.bad.append(Bad(row.sheet, row.cell(error.name), error.text))
    if not read:
        raise RuleBroken(_("ไม่พบแถวหัวตารางที่รู้จัก ดูชื่อหัวตารางที่ใช้ได้ในหน้านำเข้า"), field="file")
    if not plan.lines and not plan.bad:
        raise RuleBroken(_("ไม่มีข้อมูลใต้หัวตาราง"), field="file")
    return plan
