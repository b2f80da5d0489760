"""`prasan mobile list`, `nearest`, `plan`, `change`, `call-off` and `report`: days of mobile units, for scripts."""

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
        return
    hours = f"{row['day']} {row['begins']:%H:%M}–{row['ends']:%H:%M}"
    came = "-" if row["came"] is None else row["came"]
    print(f"{row['id']:>6}  {hours}  {row['state']:<10} {row['office']:<12} {row['area']:<8} {came:>6}  {row['place']}")


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the days that are still to come, or all of them."""
    from prasan.directory.typed import area_by
    from prasan.registers.api_mobile import day_row, days_of

    rows = days_of(actor).order_by("day", "begins", "pk")
    rows = rows if asked.all else rows.coming()
    rows = rows.within(area_by(asked.area)) if asked.area else rows
    for one in rows[:MOST]:
        _tell(day_row(one), asked)


def _nearest(actor: Any, asked: argparse.Namespace) -> None:
    """Write the coming days around a place, the nearest first."""
    from prasan.directory.typed import area_by
    from prasan.registers.api_mobile import MOST_NEAR, day_row
    from prasan.registers.queries_mobile import nearest_days

    areas = [area_by(code).pk for code in (asked.area, asked.work) if code]
    point = None if asked.latitude is None or asked.longitude is None else (asked.latitude, asked.longitude)
    for one in nearest_days(areas, point, MOST_NEAR):
        _tell(day_row(one), asked)


def _values(asked: argparse.Namespace) -> dict[str, Any]:
    from prasan.registers.api_mobile import values_of

    names = ("day", "begins", "ends", "area", "place", "latitude", "longitude", "services", "agencies", "others")
    return values_of({name: value for name in names if (value := getattr(asked, name)) is not None})


def _plan(actor: Any, asked: argparse.Namespace) -> None:
    """Plan a day of the own office."""
    from prasan.platform.commands import perform
    from prasan.registers.api_mobile import whole_of
    from prasan.registers.commands import PlanMobileDay

    made = perform(actor, PlanMobileDay(values=_values(asked)))
    _tell(whole_of(actor, made.pk), asked)


def _change(actor: Any, asked: argparse.Namespace) -> None:
    """Change what is told of a day."""
    from prasan.platform.commands import perform
    from prasan.registers.api_mobile import whole_of
    from prasan.registers.commands import ChangeMobileDay

    perform(actor, ChangeMobileDay(target_id=asked.number, values=_values(asked)))
    _tell(whole_of(actor, asked.number), asked)


def _call_off(actor: Any, asked: argparse.Namespace) -> None:
    """Call a day off."""
    from prasan.platform.commands import perform
    from prasan.registers.api_mobile import whole_of
    from prasan.registers.commands import CallOffMobileDay

    perform(actor, CallOffMobileDay(target_id=asked.number, reason=asked.reason))
    _tell(whole_of(actor, asked.number), asked)


def _report(actor: Any, asked: argparse.Namespace) -> None:
    """Report how many came."""
    from prasan.platform.commands import perform
    from prasan.registers.api_mobile import whole_of
    from prasan.registers.commands import ReportMobileDay

    perform(actor, ReportMobileDay(target_id=asked.number, came=asked.came))
    _tell(whole_of(actor, asked.number), asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of an area")
    parser.add_argument("--all", action="store_true", help="รวมที่ผ่านมาและที่ยกเลิก · past and called-off ones too")
    who_asks(parser)


def _point(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--latitude", type=float, help="องศา · degrees")
    parser.add_argument("--longitude", type=float, help="องศา · degrees")


def _nearing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("area", help="รหัสพื้นที่ที่อยู่ · code of the home's area")
    parser.add_argument("--work", default="", help="รหัสพื้นที่ที่ทำงาน · code of the place of work")
    _point(parser)
    who_asks(parser)


def _telling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="วันที่ · the day")
    parser.add_argument("--begins", type=dt.time.fromisoformat, metavar="HH:MM", help="เริ่ม · from")
    parser.add_argument("--ends", type=dt.time.fromisoformat, metavar="HH:MM", help="ถึง · until")
    parser.add_argument("--area", help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--place", help="สถานที่ · the place in words")
    _point(parser)
    parser.add_argument("--service", dest="services", action="append", metavar="CODE", help="บริการ · a service")
    parser.add_argument("--agency", dest="agencies", action="append", metavar="CODE", help="กรม · a department")
    parser.add_argument("--others", help="ภาคีและบริการอื่น · partners and other services")
    who_asks(parser, required=True)


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number of the day")


def _changing(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    _telling(parser)


def _calling_off(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--reason", required=True, help="เหตุผล · why")
    who_asks(parser, required=True)


def _reporting(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--came", type=int, required=True, help="จำนวนผู้มา · how many came")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("mobile list", "หน่วยเคลื่อนที่ที่จะมาถึง", "coming days of mobile units", run_as(_list), _listing),
    Cli("mobile nearest", "หน่วยเคลื่อนที่ที่ใกล้ที่สุด", "the nearest days", run_as(_nearest), _nearing),
    Cli("mobile plan", "วางแผนหน่วยเคลื่อนที่", "plan a day", run_as(_plan), _telling),
    Cli("mobile change", "แก้ไขแผนหน่วยเคลื่อนที่", "change a day", run_as(_change), _changing),
    Cli("mobile call-off", "ยกเลิกหน่วยเคลื่อนที่", "call a day off", run_as(_call_off), _calling_off),
    Cli("mobile report", "รายงานผลหน่วยเคลื่อนที่", "report how many came", run_as(_report), _reporting),
]
