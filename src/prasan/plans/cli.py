"""`prasan plans …`: action plans for scripts."""

from __future__ import annotations

import argparse

from prasan.plans.accounts import cli as accounts
from prasan.plans.devplan import cli as development
from prasan.platform.cli import OK, Cli, write_row


def list_plans(asked: argparse.Namespace) -> int:
    """Write the plans, one a row: all of them, as the machine's own administrator sees them."""
    from prasan.plans.api import PLAN_NAMES, PLAN_VALUES, rows
    from prasan.platform.commands import SYSTEM
    from prasan.platform.journal.changes import plain

    found = rows(SYSTEM, year=asked.year, state=asked.state, area=asked.area)
    for values in found.values_list(*PLAN_VALUES).iterator(chunk_size=1000):
        row = {name: plain(value) for name, value in zip(PLAN_NAMES, values, strict=True)}
        if asked.json:
            write_row(row)
        else:
            whose = row["area"] or row["agency"] or f"PG-{row['group']}"
            print(f"{row['id']:>6}  {row['fiscal_year']}  {whose:<8} {row['state']:<10} v{row['version']}")
    return OK


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, help="ปีงบประมาณ · fiscal year, Buddhist era")
    parser.add_argument("--state", help="สถานะ · state: draft, submitted, returned, approved, active, revised, closed")
    parser.add_argument("--area", help="รหัสจังหวัด · code of the province")


def report_label(asked: argparse.Namespace) -> int:
    """Write the labels, or one label's report by plan as the machine's own administrator sees it."""
    from prasan.plans.devplan.pages import now
    from prasan.plans.labels.api import told
    from prasan.plans.labels.queries import report
    from prasan.plans.models import Label
    from prasan.platform.commands import SYSTEM

    rows = Label.objects.filter(code=asked.label) if asked.label else Label.objects.order_by("order", "code")
    for one in rows:
        found = told(report(SYSTEM, one, asked.year or now()))
        if asked.json:
            write_row(found)
            continue
        whole = found["whole"]
        print(f"{one.code:<20} {found['provinces']:>3} จังหวัด {whole['projects']:>4} โครงการ {whole['people']:>9} คน")
    return OK


def _label_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--label", help="รหัสป้าย · code of the label")
    parser.add_argument("--year", type=int, help="ปีงบประมาณ · fiscal year, Buddhist era")


COMMANDS = [
    Cli("plans list", "รายการแผนปฏิบัติการ", "list the action plans", list_plans, _arguments, needs="database"),
    Cli("plans development", "แผนพัฒนาจังหวัด", "provincial development plans", development.run, development.configure),
    Cli("plans accounts", "รายงานการเบิกจ่าย", "accounting reports", accounts.run, accounts.configure),
    Cli("plans labels", "รายงานป้ายกำกับ", "reports of labels", report_label, _label_arguments),
]
