"""`prasan outreach lists`, `lines`, `make`, `visit` and `close`, for scripts; people by number, never by name."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

RESULTS = ("reached", "not_found", "moved", "refused", "referred")


def _list_told(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    print(f"{row['id']:>6}  {row['area']:<6} {row['met']:>4}/{row['people']:<4} {row['title']}")


def _line_told(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    print(f"{row['id']:>6}  {row['worker']:>8}  {row['state']:<10} {row['next_on'] or '-'!s:<10} {row['case'] or '-'}")


def _one(actor: Any, number: int, asked: argparse.Namespace) -> None:
    from prasan.platform.web.api import one_or_404
    from prasan.referrals.api_outreach import list_rows, lists_of

    _list_told(list_rows(actor, [one_or_404(lists_of(actor).filter(pk=number))])[0], asked)


def _lists(actor: Any, asked: argparse.Namespace) -> None:
    """Write the lists of the office."""
    from prasan.referrals.api_outreach import list_rows, lists_of

    for row in list_rows(actor, list(lists_of(actor))):
        _list_told(row, asked)


def _lines(actor: Any, asked: argparse.Namespace) -> None:
    """Write the lines of a list."""
    from prasan.referrals.api_outreach import line_row, shown_lines

    for one in shown_lines(actor).filter(list=asked.list):
        _line_told(line_row(one), asked)


def _make(actor: Any, asked: argparse.Namespace) -> None:
    """Make a list."""
    from prasan.directory.typed import area_by
    from prasan.platform.commands import perform
    from prasan.referrals.commands import MakeOutreachList

    made = perform(actor, MakeOutreachList(
        title=asked.title, area_id=area_by(asked.area).pk, group=asked.group, section=asked.section,
        months=asked.months, by_hand=asked.by_hand,
    ))  # fmt: skip
    _one(actor, made.pk, asked)


def _visit(actor: Any, asked: argparse.Namespace) -> None:
    """Record what came of a try."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_outreach import line_row, shown_lines
    from prasan.referrals.commands import RecordVisit

    perform(actor, RecordVisit(
        target_id=asked.line, state=asked.state, text=asked.note, next_on=asked.next, case_code=asked.case
    ))  # fmt: skip
    for one in shown_lines(actor).filter(pk=asked.line):
        _line_told(line_row(one), asked)


def _close(actor: Any, asked: argparse.Namespace) -> None:
    """Close a list."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import CloseOutreachList

    perform(actor, CloseOutreachList(target_id=asked.list))
    _one(actor, asked.list, asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)


def _of_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", type=int, help="หมายเลขรายชื่อ · number of the list")
    who_asks(parser, required=True)


def _making(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--title", required=True, help="ชื่อรายการ · what the list is called")
    parser.add_argument("--area", required=True, help="รหัสอำเภอหรือจังหวัด · code of a district or province")
    parser.add_argument("--group", default="", help="กลุ่มแรงงานนอกระบบ · group of informal workers")
    parser.add_argument("--section", default="", help="ประกันสังคม · how they are insured")
    parser.add_argument("--months", type=int, help="ไม่ได้รับบริการกี่เดือน · months without a service")
    parser.add_argument("--by-hand", action="store_true", help="เริ่มด้วยรายชื่อว่าง · begin with nobody")
    who_asks(parser, required=True)


def _visiting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("line", type=int, help="หมายเลขบรรทัด · number of the line")
    parser.add_argument("state", choices=RESULTS, help="ผล · what came of it")
    parser.add_argument("--note", default="", help="บันทึก · a note")
    parser.add_argument("--next", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="ไปอีกครั้ง · the next try")
    parser.add_argument("--case", default="", help="เลขเรื่อง · code of the case")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("outreach lists", "รายชื่อเป้าหมายลงพื้นที่", "outreach lists", run_as(_lists), _listing),
    Cli("outreach lines", "บุคคลในรายชื่อ", "the people of a list", run_as(_lines), _of_list),
    Cli("outreach make", "ทำรายชื่อใหม่", "make a list", run_as(_make), _making),
    Cli("outreach visit", "บันทึกผลการลงพื้นที่", "record a visit", run_as(_visit), _visiting),
    Cli("outreach close", "ปิดรายชื่อ", "close a list", run_as(_close), _of_list),
]
