"""`prasan resources activities`, `activity-plan`, `promise`, `contribution` and `activity-report`, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

MOST = 1000


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        reached = "-" if row["reached"] is None else row["reached"]
        print(f"{row['id']:>6}  {row['first']}–{row['last']}  {row['state']:<10} {row['office']:<12} {reached:>6}"
              f"  {row['title']}")  # fmt: skip


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the joint activities."""
    from prasan.resources.api_activities import activities_of, activity_row

    for one in activities_of(actor).order_by("first", "pk")[:MOST]:
        _tell(activity_row(one), asked)


def _show(actor: Any, asked: argparse.Namespace) -> None:
    """Write one activity with what is brought."""
    from prasan.resources.api_activities import activity_whole

    row = activity_whole(actor, asked.number)
    _tell(row, asked)
    for one in [] if asked.json else row["contributions"]:
        print(f"        {one['id']:>6}  {one['state']:<10} {one['office']:<12} {one['what']}")


def _plan(actor: Any, asked: argparse.Namespace) -> None:
    """Plan an activity, or change one."""
    from prasan.platform.commands import perform
    from prasan.resources.api_activities import activity_whole, values_of
    from prasan.resources.commands import ChangeActivity, PlanActivity

    names = ("title", "aim", "first", "last", "area", "place", "mobile_day")
    values = values_of({name: value for name in names if (value := getattr(asked, name)) is not None})
    verb: Any = PlanActivity(values=values)
    if asked.change:
        verb = ChangeActivity(target_id=asked.change, values=values)
    _tell(activity_whole(actor, perform(actor, verb).pk), asked)


def _close(actor: Any, asked: argparse.Namespace) -> None:
    """Report what came of an activity, or call it off."""
    from prasan.platform.commands import perform
    from prasan.resources.api_activities import activity_whole
    from prasan.resources.commands import CallOffActivity, ReportActivity

    verb: Any = ReportActivity(target_id=asked.number, reached=asked.reached, outcome=asked.outcome)
    if asked.call_off:
        verb = CallOffActivity(target_id=asked.number, reason=asked.call_off)
    perform(actor, verb)
    _tell(activity_whole(actor, asked.number), asked)


def _promise(actor: Any, asked: argparse.Namespace) -> None:
    """Promise what the own office brings."""
    from prasan.platform.commands import perform
    from prasan.resources.api_activities import activity_whole
    from prasan.resources.commands import Promise

    told = {"people": asked.people, "person_days": asked.person_days, "amount": asked.amount}
    perform(actor, Promise(activity_id=asked.number, what=asked.what, booking_id=asked.booking, **told))
    _tell(activity_whole(actor, asked.number), asked)


def _contribution(actor: Any, asked: argparse.Namespace) -> None:
    """Confirm, withdraw, or tell what really came."""
    from prasan.platform.commands import perform
    from prasan.resources.api_activities import VERBS, activity_whole

    told = {"people": asked.people, "person_days": asked.person_days, "amount": asked.amount}
    more = told if asked.move == "deliver" else {}
    made = perform(actor, VERBS[asked.move](target_id=asked.number, reason=asked.reason, **more))
    _tell(activity_whole(actor, made.activity_id), asked)


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    who_asks(parser)


def _planning(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--change", type=int, metavar="NUMBER", help="แก้ไขกิจกรรมนี้ · change this one")
    parser.add_argument("--title", help="ชื่อกิจกรรม · title")
    parser.add_argument("--aim", help="เพื่ออะไร · what for")
    parser.add_argument("--first", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="วันแรก · first day")
    parser.add_argument("--last", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="วันสุดท้าย · last day")
    parser.add_argument("--area", help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--place", help="สถานที่ · place")
    parser.add_argument("--mobile-day", type=int, help="หมายเลขหน่วยเคลื่อนที่ · number of the mobile unit's day")
    who_asks(parser, required=True)


def _closing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    parser.add_argument("--reached", type=int, help="ผู้รับบริการ · people reached")
    parser.add_argument("--outcome", default="", help="ผลที่เกิดขึ้น · what came of it")
    parser.add_argument("--call-off", default="", metavar="REASON", help="ยกเลิกพร้อมเหตุผล · call it off, and why")
    who_asks(parser, required=True)


def _numbers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, help="จำนวนคน · people")
    parser.add_argument("--person-days", type=int, help="วันทำงานรวม · days of work of all")
    parser.add_argument("--amount", type=int, metavar="SATANG", help="เงิน · money")
    who_asks(parser, required=True)


def _promising(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลขกิจกรรม · number of the activity")
    parser.add_argument("--what", required=True, help="สนับสนุนอะไร · what is brought")
    parser.add_argument("--booking", type=int, help="หมายเลขการจอง · number of a booking of one's own thing")
    _numbers(parser)


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("move", choices=("confirm", "withdraw", "deliver"), help="ทำอะไร · what to do")
    parser.add_argument("number", type=int, help="หมายเลขการสนับสนุน · number of the contribution")
    parser.add_argument("--reason", default="", help="เหตุผล · why")
    _numbers(parser)


COMMANDS = [
    Cli("resources activities", "กิจกรรมร่วม", "joint activities", run_as(_list), who_asks),
    Cli("resources activity", "กิจกรรมร่วมหนึ่งรายการ", "one joint activity", run_as(_show), _numbered),
    Cli("resources activity-plan", "วางแผนกิจกรรมร่วม", "plan or change one", run_as(_plan), _planning),
    Cli(
        "resources activity-close",
        "รายงานผลหรือยกเลิก",
        "report what came of it, or call it off",
        run_as(_close),
        _closing,
    ),
    Cli("resources promise", "เสนอสนับสนุน", "promise what one's office brings", run_as(_promise), _promising),
    Cli("resources contribution", "ยืนยัน ถอน หรือรายงาน", "confirm, withdraw, deliver", run_as(_contribution), _moving),
]
