"""`prasan board` and `prasan call-tree`: situation boards for scripts, under the rights of an account."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _plain(value: Any) -> Any:
    """Return a row as JSON can carry it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _board(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk import sight
    from prasan.desk.boards.country import country_board, country_of
    from prasan.desk.boards.nation import nation
    from prasan.desk.boards.province import province_board

    sight.must_read_figures(actor)
    if asked.province and asked.country:
        raise ValueError("ใส่จังหวัดหรือประเทศอย่างเดียว · give a province or a country, not both")
    if asked.province:
        row = province_board(actor, sight.province_of(actor, asked.province)).as_row()
    elif asked.country:
        row = country_board(actor, country_of(asked.country)).as_row()
    else:
        row = nation(actor).as_row()
    if asked.json:
        write_row(_plain(row))
        return
    print(row["headline"])
    for one in row["events"]:
        print(f"  {one['code']:<10} {one['severity']:<9} {one['state']:<11} {one['area']:<6} {one['title']}")
    for task in row.get("tasks", []):
        print(f"  - {task['due']:%Y-%m-%d %H:%M}  {task['text']} ({task['office']})")
    for watch in row["watch"]:
        print(f"  * {watch['office']}: {watch['name']}  {', '.join(watch['phones'])}")


def _call_tree(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk import sight
    from prasan.desk.boards.api import called_area
    from prasan.desk.boards.tree import twig

    sight.must_read_figures(actor)
    row = twig(called_area(asked.place)).as_row()
    if asked.json:
        write_row(_plain(row))
        return
    for watch in row["watch"]:
        print(f"* {watch['office']}: {watch['name']}  {', '.join(watch['phones'])}")
    for office in row["offices"]:
        print(f"{office['name']}  {', '.join(office['phones']) or '–'}")
        for person in office["people"]:
            print(f"    {person['name']} · {person['position']}")


def _board_arguments(parser: argparse.ArgumentParser) -> None:
    who_asks(parser)
    parser.add_argument("--province", default="", help="รหัสจังหวัด · code of the province")
    parser.add_argument("--country", default="", help="รหัสประเทศสองตัวอักษร · ISO code of the country")


def _tree_arguments(parser: argparse.ArgumentParser) -> None:
    who_asks(parser)
    parser.add_argument("place", help="รหัสจังหวัดหรือประเทศ · code of a province or country")


COMMANDS = [
    Cli("board", "กระดานสถานการณ์ทั้งประเทศ จังหวัด หรือต่างประเทศ", "the situation board", run_as(_board), _board_arguments),
    Cli("call-tree", "ผังโทรศัพท์ของจังหวัดหรือประเทศ", "whom to call there", run_as(_call_tree), _tree_arguments),
]
