"""`prasan plans accounts`: accounting reports for scripts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, problem, write_row


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("what", choices=("list", "in"), help="list รายงานที่มี in อ่านไฟล์ · list them, read a file")
    parser.add_argument("--file", help="ไฟล์ xlsx หรือ csv (in) · the file")
    parser.add_argument("--period", type=int, help="งวด เช่น 256909 · fiscal year × 100 + fiscal month")
    parser.add_argument("--as-of", help="ข้อมูล ณ วันที่ ISO (in) · day of the figures")
    parser.add_argument("--map", help="ชื่อผังคอลัมน์ · name of the column map")
    parser.add_argument("--apply", action="store_true", help="นำเข้าจริง (in) · load, not only read")


def run(asked: argparse.Namespace) -> int:
    """List the reports with their totals by fate; or read a file, and with --apply load it whole or not at all."""
    from prasan.platform.commands import RuleBroken

    try:
        return _list(asked) if asked.what == "list" else _in(asked)
    except (OSError, ValueError) as fault:
        return _bad("unreadable", str(fault), asked, BAD_CALL)
    except RuleBroken as broken:
        return _bad("refused", str(broken.text), asked, PROBLEMS)


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _list(asked: argparse.Namespace) -> int:
    from prasan.plans.accounts.api import told
    from prasan.plans.models import AccountReport

    for one in AccountReport.objects.select_related("area"):
        row = told(one)
        if asked.json:
            write_row(row)
            continue
        counts = " ".join(f"{fate}={row[fate]['rows']}" for fate in ("matched", "unmatched", "aside"))
        print(f"{row['id']:>6}  {row['period']}  {row['as_of']}  {counts}  {row['file_name']}")
    return OK


def _in(asked: argparse.Namespace) -> int:
    import datetime as dt

    from django.db import transaction

    from prasan.plans.accounts.api import told
    from prasan.plans.accounts.commands import KeepAccounts, LoadAccounts
    from prasan.plans.models import AccountMap, AccountReport
    from prasan.platform.commands import SYSTEM, perform

    maps = AccountMap.objects.filter(name=asked.map) if asked.map else AccountMap.objects.order_by("pk")
    column_map = maps.first()
    if not asked.file or not asked.period or not asked.as_of or column_map is None:
        text = "ใส่ --file --period --as-of และ --map ที่มี · give --file --period --as-of and a --map that exists"
        return _bad("bad-call", text, asked, BAD_CALL)
    path = Path(asked.file)
    with transaction.atomic():
        keep = KeepAccounts(
            file_name=path.name, content=path.read_bytes(), period=asked.period,
            as_of=dt.date.fromisoformat(asked.as_of), map_id=column_map.pk,
        )  # fmt: skip
        kept = perform(SYSTEM, keep)
        for one in kept.content["bad"]:
            write_row({"status": "bad", **one}) if asked.json else print(f"{one['sheet']}!{one['cell']}: {one['text']}")
        if asked.apply and not kept.content["bad"]:
            perform(SYSTEM, LoadAccounts(target_id=kept.pk))
            row = told(AccountReport.objects.get(digest=kept.digest))
            write_row(row) if asked.json else print(row)
        if not asked.apply:
            kept.delete()
    return PROBLEMS if kept.content["bad"] else OK
