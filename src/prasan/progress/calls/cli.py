"""`prasan calls …`: data calls, their totals and answers for scripts; everything, as the system sees it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row


def listing(asked: argparse.Namespace) -> int:
    """Write every data call: state, deadline, how many were asked and answered."""
    from prasan.progress.calls.models import DataCall
    from prasan.progress.calls.queries import counted

    rows = DataCall.objects.filter(state=asked.state) if asked.state else DataCall.objects.all()
    for one in counted(rows, 10_000):
        told = {
            "id": one.pk, "title": one.title, "office": one.office.code, "state": one.state,
            "deadline": one.deadline.isoformat(), "asked": one.asked_n, "arrived": one.arrived_n,
        }  # fmt: skip
        write_row(told) if asked.json else print(f"{one.pk} {one.title}: {one.state} {one.arrived_n}/{one.asked_n}")
    return OK


def totals(asked: argparse.Namespace) -> int:
    """Write the totals of one call; value null where no office gave one. Exit code 1 where there is no such call."""
    from prasan.platform.commands import SYSTEM
    from prasan.progress.calls import tables
    from prasan.progress.calls import totals as adding
    from prasan.progress.calls.models import DataCall

    call = DataCall.objects.select_related("office").filter(pk=asked.call).exclude(state="draft").first()
    if call is None:
        text = f"ไม่มีคำขอที่ส่งแล้วเลขที่นี้ · no such data call: {asked.call}"
        print(text, file=sys.stderr)
        if asked.json:
            write_row(problem("no-such-call", text))
        return PROBLEMS
    answers = list(adding.answers_for(SYSTEM, call))
    lines = [adding.line("", "TH", call.table.columns, answers), *adding.by(asked.by, call, answers)]
    if asked.xlsx:
        try:
            Path(asked.xlsx).write_bytes(tables.export(call, answers, [(asked.by, lines)], masked=False))
        except OSError as fault:
            print(fault, file=sys.stderr)
            return BAD_CALL
    for one in lines:
        told = one.tally
        cells = {c.key: found.value for c, found in zip(call.table.columns, one.cells, strict=True)}
        row = {"key": one.key, "name": one.name, "asked": told.asked, "arrived": told.arrived, "late": told.late}
        if asked.json:
            write_row({**row, "cells": cells})
        else:
            words = [f"{c.label} {c.show(cells[c.key])}" for c in call.table.columns if c.kind == "number"]
            print(f"{one.name}: {told.arrived}/{told.asked} " + " · ".join(words))
    return OK


def _listing_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", choices=("draft", "sent", "closed"), help="สถานะ · state")


def _totals_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("call", type=int, help="เลขที่คำขอ · number of the call")
    parser.add_argument("--by", choices=("agency", "region", "province"), default="agency", help="แยกตาม · by")
    parser.add_argument("--xlsx", help="เขียนเป็น Excel ด้วย · write a workbook too")


COMMANDS = [
    Cli("calls list", "คำขอข้อมูลทั้งหมด", "every data call", listing, _listing_arguments),
    Cli("calls totals", "ยอดรวมคำตอบของคำขอ", "totals of a call's answers", totals, _totals_arguments),
]
