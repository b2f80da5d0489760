"""`prasan directives list`, `show` and `sweep`, for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

MOST = 1000


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    late = " !" if row["is_overdue"] else ""
    print(f"{row['id']:>6}  {row['number']:<10} {row['state']:<13} {row['lead']:<18} {row['due_at']:%Y-%m-%d}{late}  "
          f"{row['text'][:80]}")  # fmt: skip


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the directives of a view, the newest first."""
    from prasan.directives.api import listed, row_of

    for one in listed(actor, asked.view, asked.state)[:MOST]:
        _tell(row_of(one, actor), asked)


def _show(actor: Any, asked: argparse.Namespace) -> None:
    """Write one directive with all that belongs to it."""
    from prasan.directives.api import whole_of
    from prasan.directives.finding import found_directive

    _tell(whole_of(found_directive(actor, asked.directive), actor), asked)


def _sweep(asked: argparse.Namespace) -> int:
    """Do at once what the machine does every ten minutes."""
    from prasan.directives.jobs import sweep

    done = sweep()
    if asked.json:
        write_row(done)
    else:
        print(f"escalated {done['escalated']}, repeated {done['repeated']}")
    return 0


def _listing(parser: argparse.ArgumentParser) -> None:
    views = ("", "office", "mine", "given", "overdue")
    parser.add_argument("--view", default="", choices=views, help="มุมมอง · view")
    parser.add_argument("--state", default="", help="สถานะเดียว · one state")
    who_asks(parser)


def _showing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directive", type=int, help="เลขที่ (id) · number (id)")
    who_asks(parser)


COMMANDS = [
    Cli("directives list", "รายการข้อสั่งการ", "list directives", run_as(_list), _listing),
    Cli("directives show", "ดูข้อสั่งการ", "show a directive", run_as(_show), _showing),
    Cli("directives sweep", "แจ้งเรื่องเกินกำหนดและสั่งการครั้งถัดไป", "escalate the overdue, issue the next", _sweep),
]
