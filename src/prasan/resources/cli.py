"""`prasan resources …`: find and offer what is lent, ask, decide, hand over and take back, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row
from prasan.resources import cli_accounts, cli_activities, cli_needs

MOST = 1000
KINDS = ("trainer", "inspector", "interpreter", "room", "vehicle", "mobile_unit", "equipment", "money")
MOVES = ("approve", "decline", "cancel", "hand-over", "take-back")


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(
            f"{row['id']:>6}  {row['kind']:<12} {row['state']:<10} {row['office']:<12} {row['area']:<8} {row['name']}"
        )


def _tell_booking(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    span = f"{row['begins']:%Y-%m-%d %H:%M}–{row['ends']:%Y-%m-%d %H:%M}"
    print(f"{row['id']:>6}  {span}  {row['state']:<12} {row['lender']:<12} {row['borrower']:<12} {row['name']}")


def _moment(text: str) -> dt.datetime:
    """Read a moment; without a time zone it is Thailand's."""
    from django.utils import timezone

    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write what is lent, or what is free from a moment to a moment."""
    from prasan.resources.api import found_by, resource_row

    begins, ends = (_moment(one) if one else None for one in (asked.begins, asked.ends))
    told = {"q": asked.words, "kind": asked.kind, "area": asked.area, "office": asked.office}
    for one in found_by(actor, begins=begins, ends=ends, withdrawn=asked.all, **told).order_by("pk")[:MOST]:
        _tell(resource_row(one), asked)


def _values(asked: argparse.Namespace) -> dict[str, Any]:
    from prasan.resources.api import values_of

    names = (
        "kind", "name", "area", "seats", "skills", "languages", "conditions", "day_price", "share", "amount", "until",
    )  # fmt: skip
    return values_of({name: value for name in names if (value := getattr(asked, name)) is not None})


def _offer(actor: Any, asked: argparse.Namespace) -> None:
    """Offer something of the own office."""
    from prasan.platform.commands import perform
    from prasan.resources.api import resource_whole
    from prasan.resources.commands import Offer

    made = perform(actor, Offer(values=_values(asked)))
    _tell(resource_whole(actor, made.pk), asked)


def _change(actor: Any, asked: argparse.Namespace) -> None:
    """Change what is told of a resource."""
    from prasan.platform.commands import perform
    from prasan.resources.api import resource_whole
    from prasan.resources.commands import Change

    perform(actor, Change(target_id=asked.number, values=_values(asked)))
    _tell(resource_whole(actor, asked.number), asked)


def _withdraw(actor: Any, asked: argparse.Namespace) -> None:
    """Offer it no more, or again."""
    from prasan.platform.commands import perform
    from prasan.resources.api import resource_whole
    from prasan.resources.commands import OfferAgain, Withdraw

    verb: Any = OfferAgain if asked.again else Withdraw
    perform(actor, verb(target_id=asked.number, reason=asked.reason))
    _tell(resource_whole(actor, asked.number), asked)


def _bookings(actor: Any, asked: argparse.Namespace) -> None:
    """Write the bookings of which one side is the seat's."""
    from prasan.resources.api import booking_row, bookings_of

    rows = bookings_of(actor).order_by("begins", "pk")
    rows = rows.late() if asked.late else rows
    rows = rows.filter(state=asked.state) if asked.state else rows
    for one in rows[:MOST]:
        _tell_booking(booking_row(one), asked)


def _ask(actor: Any, asked: argparse.Namespace) -> None:
    """Ask for a resource."""
    from prasan.directory.typed import area_by
    from prasan.platform.commands import perform
    from prasan.resources.api import booking_whole
    from prasan.resources.commands import Ask

    made = perform(actor, Ask(
        resource_id=asked.number, begins=_moment(asked.begins), ends=_moment(asked.ends), purpose=asked.purpose,
        place=asked.place, area_id=area_by(asked.area).pk if asked.area else None, people=asked.people,
        amount=asked.amount,
    ))  # fmt: skip
    _tell_booking(booking_whole(actor, made.pk), asked)


def _move(actor: Any, asked: argparse.Namespace) -> None:
    """Move a booking on."""
    from prasan.platform.commands import perform
    from prasan.resources.api import MOVES as VERBS
    from prasan.resources.api import NOTED, booking_whole

    more = {"condition": asked.condition} if asked.move in NOTED else {}
    perform(actor, VERBS[asked.move](target_id=asked.number, reason=asked.reason, **more))
    _tell_booking(booking_whole(actor, asked.number), asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="?", default="", help="คำค้น · words to find")
    parser.add_argument("--kind", choices=KINDS, default="", help="ชนิด · kind")
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of an area")
    parser.add_argument("--office", default="", help="รหัสหน่วยงาน · code of the office that lends")
    parser.add_argument("--begins", default="", metavar="ISO", help="ว่างตั้งแต่ · free from")
    parser.add_argument("--ends", default="", metavar="ISO", help="ว่างถึง · free until")
    parser.add_argument("--all", action="store_true", help="รวมที่เลิกให้ยืม · withdrawn ones too")
    who_asks(parser)


def _telling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", choices=KINDS, help="ชนิด · kind")
    parser.add_argument("--name", help="ให้ยืมอะไร · what it is, nobody's name")
    parser.add_argument("--area", help="รหัสพื้นที่ · code of the area where it stands")
    parser.add_argument("--seats", type=int, help="รองรับได้กี่คน · people who fit")
    parser.add_argument("--skill", dest="skills", action="append", metavar="WORDS", help="ทำอะไรได้ · what it can do")
    parser.add_argument("--speaks", dest="languages", action="append", metavar="CODE", help="ภาษา · ISO 639-1")
    parser.add_argument("--conditions", help="เงื่อนไข · conditions")
    parser.add_argument("--day-price", type=int, metavar="SATANG", help="ค่าใช้จ่ายต่อวัน · price of a day")
    parser.add_argument("--share", type=int, metavar="PERCENT", help="ส่วนที่ผู้ยืมออก · the borrower's part")
    parser.add_argument("--amount", type=int, metavar="SATANG", help="วงเงิน · sum, of money")
    parser.add_argument("--until", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="ให้ยืมถึง · lent until")
    who_asks(parser, required=True)


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")


def _changing(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    _telling(parser)


def _withdrawing(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--reason", default="", help="เหตุผล · why")
    parser.add_argument("--again", action="store_true", help="เปิดให้ยืมอีกครั้ง · offer it again")
    who_asks(parser, required=True)


def _booked(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", default="", help="สถานะ · state")
    parser.add_argument("--late", action="store_true", help="คืนช้า · not back in time")
    who_asks(parser)


def _asking(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--begins", required=True, metavar="ISO", help="ตั้งแต่ · from")
    parser.add_argument("--ends", required=True, metavar="ISO", help="ถึง · until")
    parser.add_argument("--purpose", required=True, help="ใช้ทำอะไร · what for")
    parser.add_argument("--place", required=True, help="ใช้ที่ไหน · where")
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--people", type=int, help="จำนวนคน · people")
    parser.add_argument("--amount", type=int, metavar="SATANG", help="จำนวนเงิน · sum, of money")
    who_asks(parser, required=True)


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("move", choices=MOVES, help="ทำอะไร · what to do")
    _numbered(parser)
    parser.add_argument("--reason", default="", help="เหตุผล · why")
    parser.add_argument("--condition", default="", help="สภาพ · condition")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("resources list", "ทรัพยากรที่ให้ยืม", "what offices lend", run_as(_list), _listing),
    Cli("resources offer", "เปิดให้ยืม", "offer something", run_as(_offer), _telling),
    Cli("resources change", "แก้ไขทรัพยากร", "change what is told of it", run_as(_change), _changing),
    Cli("resources withdraw", "เลิกให้ยืม", "offer it no more, or again", run_as(_withdraw), _withdrawing),
    Cli("resources bookings", "การจองทรัพยากร", "bookings", run_as(_bookings), _booked),
    Cli("resources ask", "ขอยืม", "ask for a resource", run_as(_ask), _asking),
    Cli("resources move", "อนุมัติ ส่งมอบ รับคืน หรือยกเลิก", "approve, decline, cancel, hand over, take back", run_as(_move),
        _moving),
    *cli_accounts.COMMANDS,
    *cli_activities.COMMANDS,
    *cli_needs.COMMANDS,
]  # fmt: skip
