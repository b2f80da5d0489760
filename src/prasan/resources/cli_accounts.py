"""`prasan resources accounts`, `postings`, `settle` and `reverse`: what offices owe each other, for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

MOST = 1000


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        sides = f"{row['lender']:<12} {row['borrower']:<12}"
        print(f"{row['id']:>6}  {row['day']}  {row['kind']:<10} {sides} {row['total']:>12} {row['charged']:>12}")


def _accounts(actor: Any, asked: argparse.Namespace) -> None:
    """Write an office's books by counterpart."""
    from prasan.resources.api_accounts import balance_rows

    for row in balance_rows(actor, asked.office):
        if asked.json:
            write_row(row)
        else:
            print(f"{row['counterpart']:<12} {row['lent']:>14} {row['carried']:>14} {row['due']:>14}  {row['name']}")


def _postings(actor: Any, asked: argparse.Namespace) -> None:
    """Write the postings of which one side is the seat's."""
    from prasan.resources.api_accounts import posting_row, postings_of

    for one in postings_of(actor).order_by("pk")[:MOST]:
        _tell(posting_row(one), asked)


def _settle(actor: Any, asked: argparse.Namespace) -> None:
    """Note a payment."""
    from prasan.platform.commands import perform
    from prasan.resources.api_accounts import office_by, posting_whole
    from prasan.resources.commands import Settle

    told = {"amount": asked.amount, "document": asked.document, "note": asked.note}
    made = perform(actor, Settle(borrower_id=office_by(asked.borrower).pk, **told))
    _tell(posting_whole(actor, made.pk), asked)


def _reverse(actor: Any, asked: argparse.Namespace) -> None:
    """Undo a posting."""
    from prasan.platform.commands import perform
    from prasan.resources.api_accounts import posting_whole
    from prasan.resources.commands import Reverse

    made = perform(actor, Reverse(posting_id=asked.number, days=asked.days, reason=asked.reason))
    _tell(posting_whole(actor, made.pk), asked)


def _booking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", default="", help="รหัสหน่วยงาน · code of the office")
    who_asks(parser, required=True)


def _settling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("borrower", help="รหัสหน่วยงานที่ชำระ · code of the office that paid")
    parser.add_argument("--amount", type=int, required=True, metavar="SATANG", help="จำนวนเงิน · sum")
    parser.add_argument("--document", required=True, help="เลขที่เอกสาร · number of the paper")
    parser.add_argument("--note", default="", help="หมายเหตุ · note")
    who_asks(parser, required=True)


def _reversing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    parser.add_argument("--reason", required=True, help="เหตุผล · why")
    parser.add_argument("--days", type=int, help="คิดใหม่เป็นกี่วัน · days to be paid for instead")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("resources accounts", "บัญชีทรัพยากร", "books by counterpart", run_as(_accounts), _booking),
    Cli("resources postings", "รายการบัญชี", "postings", run_as(_postings), who_asks),
    Cli("resources settle", "บันทึกการชำระ", "note a payment", run_as(_settle), _settling),
    Cli("resources reverse", "กลับรายการ", "undo a posting", run_as(_reverse), _reversing),
]
