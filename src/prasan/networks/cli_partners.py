"""`prasan networks partners …`: find, add, change and retire partners, for scripts."""

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
        print("{id:>6}  {sector:<10} {state:<8} {keeper:<12} {area:<8} {name}".format(**row))


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the partners."""
    from prasan.networks.api_partners import partner_row, partners_by

    rows = partners_by(actor, q=asked.words, sector=asked.sector, area=asked.area, retired=asked.all)
    for one in rows[:MOST]:
        _tell(partner_row(one), asked)


def _values(asked: argparse.Namespace) -> dict[str, Any]:
    from prasan.networks.api_partners import values_of

    names = ("name", "sector", "area", "office", "helps")
    return values_of({name: value for name in names if (value := getattr(asked, name)) is not None})


def _add(actor: Any, asked: argparse.Namespace) -> None:
    """Add a partner."""
    from prasan.networks.api_partners import partner_whole
    from prasan.networks.commands import AddPartner
    from prasan.platform.commands import perform

    _tell(partner_whole(actor, perform(actor, AddPartner(values=_values(asked))).pk), asked)


def _change(actor: Any, asked: argparse.Namespace) -> None:
    """Change the profile of a partner."""
    from prasan.networks.api_partners import partner_whole
    from prasan.networks.commands import ChangePartner
    from prasan.platform.commands import perform

    perform(actor, ChangePartner(target_id=asked.number, values=_values(asked)))
    _tell(partner_whole(actor, asked.number), asked)


def _retire(actor: Any, asked: argparse.Namespace) -> None:
    """Work with it no more, or again."""
    from prasan.networks.api_partners import partner_whole
    from prasan.networks.commands import RestorePartner, RetirePartner
    from prasan.platform.commands import perform

    verb: Any = RestorePartner if asked.again else RetirePartner
    perform(actor, verb(target_id=asked.number, reason=asked.reason))
    _tell(partner_whole(actor, asked.number), asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="?", default="", help="คำค้น · words")
    parser.add_argument("--sector", default="", help="ภาคส่วน · sector")
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--all", action="store_true", help="รวมที่เลิกร่วมงาน · retired ones too")
    who_asks(parser)


def _telling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", help="ชื่อองค์กร · name of the organisation")
    parser.add_argument("--sector", help="ภาคส่วน · sector")
    parser.add_argument("--area", help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--office", help="รหัสหน่วยงานภายนอก · code of its unit in the directory")
    parser.add_argument("--helps", help="ช่วยอะไรได้ · what it helps with")
    who_asks(parser, required=True)


def _changing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    _telling(parser)


def _retiring(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    parser.add_argument("--reason", default="", help="เหตุผล · why")
    parser.add_argument("--again", action="store_true", help="ร่วมงานอีกครั้ง · work with it again")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("networks partners", "ภาคีเครือข่าย", "partners", run_as(_list), _listing),
    Cli("networks add-partner", "เพิ่มภาคีเครือข่าย", "add a partner", run_as(_add), _telling),
    Cli("networks change-partner", "แก้ไขภาคีเครือข่าย", "change its profile", run_as(_change), _changing),
    Cli("networks retire-partner", "เลิกร่วมงานกับภาคี", "work with it no more, or again", run_as(_retire), _retiring),
]
