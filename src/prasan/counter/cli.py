"""`prasan counter places`, `queue`, `take`, `call`, `move` and `close`, for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.counter.cli_desks import COMMANDS as OF_DESKS
from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

MOVES = ("call_again", "begin", "miss", "hold", "resume", "pass_on", "finish", "leave", "carry_over")
OUTCOMES = ("solved", "partly", "advised", "not_solved")


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['label']:<6} {row['state']:<10} {row['office'] or '-':<12} {row['desk'] or '-'}")


def _places(actor: Any, asked: argparse.Namespace) -> None:
    """Write the joint counters that a seat sees."""
    from prasan.counter import queries
    from prasan.counter.api import place_row

    for one in queries.places(actor):
        row = place_row(one)
        if asked.json:
            write_row(row)
        else:
            print(f"{row['id']:>6}  {row['office']:<12} {row['name']}")


def _queue(actor: Any, asked: argparse.Namespace) -> None:
    """Write who waits at a counter, in turn, then who is at a desk and who rests."""
    from prasan.counter.api import place_of

    told = place_of(actor, asked.place)
    for row in (*told["waiting"], *told["at_desk"], *told["held"]):
        _tell(row, asked)


def _take(actor: Any, asked: argparse.Namespace) -> None:
    """Take a ticket."""
    from prasan.counter.api import whole_of
    from prasan.counter.commands import TakeTicket
    from prasan.directory.typed import offices_named
    from prasan.platform.commands import perform

    offices = list(offices_named(asked.office, "offices"))
    made = perform(
        actor, TakeTicket(place_id=asked.place, offices=offices, priority=asked.priority, agreed=asked.agreed)
    )
    _tell(whole_of(actor, made.pk), asked)


def _call(actor: Any, asked: argparse.Namespace) -> None:
    """Call whoever is next for a desk."""
    from prasan.counter.api import whole_of
    from prasan.counter.commands import CallNext
    from prasan.platform.commands import perform

    _tell(whole_of(actor, perform(actor, CallNext(desk_id=asked.desk)).pk), asked)


def _move(actor: Any, asked: argparse.Namespace) -> None:
    """Make a move of a ticket."""
    from prasan.counter.api import TicketMoveIn, command_of, whole_of
    from prasan.platform.commands import perform

    told = TicketMoveIn(move=asked.move, office=asked.office, why=asked.why, anyway=asked.anyway, consent=asked.consent,
                       without=asked.without, outcome=asked.outcome, text=asked.text)  # fmt: skip
    perform(actor, command_of(asked.ticket, told))
    _tell(whole_of(actor, asked.ticket), asked)


def _close(asked: argparse.Namespace) -> int:
    """Do at once what the machine does at the close of the day."""
    from prasan.counter.jobs import close

    done = close(asked.place)
    if asked.json:
        write_row(done)
    else:
        print(f"carried {done['carried']}, left {done['left']}, finished {done['finished']}")
    return 0


def _of_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", type=int, help="ศูนย์ (id) · counter (id)")
    who_asks(parser)


def _taking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", type=int, help="ศูนย์ (id) · counter (id)")
    parser.add_argument("office", nargs="+", help="หน่วยงาน (รหัส) ตามลำดับ · offices (codes), in order")
    parser.add_argument("--priority", default="none", help="ประเภท · priority")
    parser.add_argument("--agreed", action="store_true", help="ยินยอมให้ส่งเรื่อง · agrees to be referred")
    who_asks(parser, required=True)


def _calling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("desk", type=int, help="ช่อง (id) · desk (id)")
    who_asks(parser, required=True)


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket", type=int, help="บัตร (id) · ticket (id)")
    parser.add_argument("move", choices=MOVES, help="ทำอะไร · what")
    parser.add_argument("--office", default="", help="หน่วยงานถัดไป · next office")
    parser.add_argument("--why", default="paper", help="เหตุที่พักไว้ · why it rests")
    parser.add_argument("--consent", action="store_true", help="ยินยอมให้ส่งเรื่อง · agrees to be referred")
    parser.add_argument("--without", action="store_true", help="ไม่ยินยอม ไปโดยไม่ส่งเรื่อง · no consent, the case stays")
    parser.add_argument("--outcome", choices=OUTCOMES, default="", help="ผลของจุดนี้ · what came of it here")
    parser.add_argument("--text", default="", help="คำอธิบายผล · the outcome in words")
    parser.add_argument("--anyway", action="store_true", help="ไม่พบหน่วยงานที่เหลือ · without the others")
    who_asks(parser, required=True)


def _closing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--place", type=int, default=None, help="เฉพาะศูนย์นี้ · this counter alone")


COMMANDS = [
    Cli("counter places", "รายการศูนย์บริการร่วม", "list joint counters", run_as(_places), who_asks),
    Cli("counter queue", "คิวขณะนี้", "the line now", run_as(_queue), _of_place),
    Cli("counter take", "ออกบัตรคิว", "take a ticket", run_as(_take), _taking),
    Cli("counter call", "เรียกคิวถัดไป", "call the next", run_as(_call), _calling),
    Cli("counter move", "ดำเนินการกับบัตรคิว", "make a move", run_as(_move), _moving),
    Cli("counter close", "ปิดคิวของวัน", "close the day", _close, _closing),
    *OF_DESKS,
]
