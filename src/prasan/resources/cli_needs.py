"""`prasan resources needs`, `need`, `need-close` and `plan`: what offices need, and the suggested joint plan."""

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
        span = f"{row['begins']:%Y-%m-%d %H:%M}–{row['ends']:%Y-%m-%d %H:%M}"
        print(f"{row['id']:>6}  {span}  {row['kind']:<12} {row['priority']} {row['office']:<12} {row['purpose']}")


def _moment(text: str) -> dt.datetime:
    """Read a moment; without a time zone it is Thailand's."""
    from django.utils import timezone

    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)


def _needs(actor: Any, asked: argparse.Namespace) -> None:
    """Write what offices need."""
    from prasan.resources.api_needs import need_row, needs_of

    for one in needs_of(actor).order_by("begins", "pk")[:MOST]:
        _tell(need_row(one), asked)


def _need(actor: Any, asked: argparse.Namespace) -> None:
    """Tell what the own office needs."""
    from prasan.directory.typed import area_by
    from prasan.platform.commands import perform
    from prasan.resources.api_needs import need_row
    from prasan.resources.commands import TellNeed

    values = {"kind": asked.kind, "skill": asked.skill, "seats": asked.seats, "purpose": asked.purpose}
    values |= {"begins": _moment(asked.begins), "ends": _moment(asked.ends), "priority": asked.priority}
    made: Any = perform(actor, TellNeed(values=values | {"area_id": area_by(asked.area).pk}))
    _tell(need_row(made), asked)


def _close(actor: Any, asked: argparse.Namespace) -> None:
    """Close a need."""
    from prasan.platform.commands import perform
    from prasan.resources.api_needs import need_row
    from prasan.resources.commands import CloseNeed

    _tell(need_row(perform(actor, CloseNeed(target_id=asked.number, reason=asked.reason))), asked)


def _plan(actor: Any, asked: argparse.Namespace) -> None:
    """Write the suggested plan of a province."""
    from prasan.resources.api_needs import plan_row

    row = plan_row(actor, asked.area)
    if asked.json:
        write_row(row)
        return
    print(f"{row['area']}  {row['worth']} / {row['bound']}  first-come {row['first_come']}")
    for one in row["lines"]:
        print(f"{one['need']:>6}  → {one['resource']}")
    for one in row["unmet"]:
        print(f"{one['need']:>6}  – {one['why']} {' '.join(map(str, one['rivals']))}")


def _telling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True, help="ชนิด · kind")
    parser.add_argument("--skill", default="", help="ต้องทำอะไรได้ · what it must do")
    parser.add_argument("--seats", type=int, help="ต้องรองรับกี่คน · people who must fit")
    parser.add_argument("--begins", required=True, metavar="ISO", help="ตั้งแต่ · from")
    parser.add_argument("--ends", required=True, metavar="ISO", help="ถึง · until")
    parser.add_argument("--area", required=True, help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--purpose", required=True, help="ใช้ทำอะไร · what for")
    parser.add_argument("--priority", type=int, choices=(1, 2, 3), default=2, help="ความเร่งด่วน · 3 is urgent")
    who_asks(parser, required=True)


def _closing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    parser.add_argument("--reason", required=True, help="เหตุผล · why")
    who_asks(parser, required=True)


def _planning(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("area", help="รหัสจังหวัด · code of the province")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("resources needs", "ความต้องการทรัพยากร", "what offices need", run_as(_needs), who_asks),
    Cli("resources need", "แจ้งความต้องการ", "tell what one's office needs", run_as(_need), _telling),
    Cli("resources need-close", "ปิดความต้องการ", "close a need", run_as(_close), _closing),
    Cli("resources plan", "แผนร่วมที่แนะนำ", "the suggested joint plan of a province", run_as(_plan), _planning),
]
