"""`prasan listen alarms` and `prasan listen alarm`: numbers that warn, for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    about = row["type"] or row["indicator"]
    print(f"{row['id']:>6}  {row['state']:<7} {row['strength']:>5.1f}  {row['area']:<6} {about:<20} {row['sentence']}")


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the alarms, the strongest first; with --find judge the days up to yesterday before."""
    from prasan.situation.alarms import queries
    from prasan.situation.alarms.api import row_of
    from prasan.situation.alarms.jobs import find_alarms

    if asked.find:
        if asked.who is not None:
            raise ValueError("--find ทำในนามระบบ ไม่ใช้กับ --as · --find is the machine's own, not with --as")
        find_alarms.function(None)
    rows = queries.rows_of(actor, queries.asked_of({"state": asked.state, "type": asked.type, "area": asked.area}))
    for one in rows[:1000]:
        _tell(row_of(one), asked)


def _one(actor: Any, asked: argparse.Namespace) -> None:
    """Show an alarm with its series, or do something with it."""
    from prasan.platform.commands import perform
    from prasan.situation.alarms.api import whole_of
    from prasan.situation.alarms.commands import LinkAlarm, LookAtAlarm, ReopenAlarm, SetAlarmAside
    from prasan.situation.alarms.pages import found_alarm
    from prasan.situation.events.finding import event_named

    verbs: dict[str, Any] = {
        "look": lambda: LookAtAlarm(target_id=asked.alarm),
        "link": lambda: LinkAlarm(target_id=asked.alarm, event_id=event_named(actor, asked.event)),
        "set-aside": lambda: SetAlarmAside(target_id=asked.alarm, reason=asked.reason),
        "reopen": lambda: ReopenAlarm(target_id=asked.alarm),
    }
    found_alarm(actor, asked.alarm)
    if asked.what in verbs:
        perform(actor, verbs[asked.what]())
    _tell(whole_of(found_alarm(actor, asked.alarm)), asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", default="live", help="live, all หรือสถานะเดียว · or one state")
    parser.add_argument("--type", default="", help="ประเภทเหตุการณ์ หรือ figure · event type, or figure")
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of an area")
    parser.add_argument("--find", action="store_true", help="ตรวจถึงเมื่อวานก่อน · judge the days up to yesterday first")
    who_asks(parser)


def _doing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=("show", "look", "link", "set-aside", "reopen"), help="สิ่งที่ทำ · what to do"
    )  # fmt: skip
    parser.add_argument("alarm", type=int, help="เลขที่ · number (id) of the alarm")
    parser.add_argument("--event", default="", help="เลขที่เหตุการณ์ n/ปี (link) · number of the event")
    parser.add_argument("--reason", default="", help="เหตุผล (set-aside) · why")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("listen alarms", "สัญญาณเตือนจากตัวเลข", "numbers that warn", run_as(_list), _listing),
    Cli("listen alarm", "ดูหรือตัดสินสัญญาณเตือน", "show or judge an alarm", run_as(_one), _doing),
]
