"""`prasan counter desks`, `desk-…`, `kiosks`, `kiosk-…` and `priority`, for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _tell_desk(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    state = "ended" if row["ended_at"] else "open" if row["is_open"] else "closed"
    print(f"{row['id']:>6}  {row['number']:>2}  {row['office']:<12} {state:<7} {row['name']}")


def _tell_kiosk(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['name']:<20} {row['address'] or '-'}")


def _desks(actor: Any, asked: argparse.Namespace) -> None:
    """Write the desks of a counter."""
    from prasan.counter import queries
    from prasan.counter.api_desks import desk_rows

    place = queries.found_place(actor, asked.place)
    for row in desk_rows([*queries.desks_of(place), *queries.ended_desks(place)]):
        _tell_desk(row, asked)


def _desk_add(actor: Any, asked: argparse.Namespace) -> None:
    """Add a desk."""
    from prasan.counter.api_desks import desk_rows, numbers_of
    from prasan.counter.commands import AddDesk
    from prasan.directory.typed import offices_named
    from prasan.platform.commands import perform

    office, also = offices_named([asked.office], "office")[0], numbers_of(asked.also)
    fields: dict[str, Any] = {"number": asked.number, "title": asked.name, "also": also}
    made = perform(actor, AddDesk(place_id=asked.place, office_id=office, **fields))
    _tell_desk(desk_rows([made])[0], asked)


def _desk_change(actor: Any, asked: argparse.Namespace) -> None:
    """Change a desk; what is not told stays."""
    from prasan.counter import queries
    from prasan.counter.api_desks import desk_rows, numbers_of
    from prasan.counter.commands import ChangeDesk
    from prasan.platform.commands import perform

    desk = queries.found_desk(actor, asked.desk)
    fields: dict[str, Any] = {
        "number": asked.number or desk.number, "title": desk.name if asked.name is None else asked.name,
        "also": desk.also if asked.also is None else numbers_of(asked.also),
    }  # fmt: skip
    _tell_desk(desk_rows([perform(actor, ChangeDesk(target_id=desk.pk, **fields))])[0], asked)


def _desk_do(actor: Any, asked: argparse.Namespace) -> None:
    """Open, close or end a desk."""
    from prasan.counter.api_desks import desk_rows
    from prasan.counter.commands import EndDesk, StaffDesk
    from prasan.platform.commands import perform

    if asked.do == "end":
        made = perform(actor, EndDesk(target_id=asked.desk))
    else:
        made = perform(actor, StaffDesk(target_id=asked.desk, is_open=asked.do == "open"))
    _tell_desk(desk_rows([made])[0], asked)


def _kiosks(actor: Any, asked: argparse.Namespace) -> None:
    """Write the kiosks of a counter, with the address of each that is open."""
    from prasan.counter.api_desks import kiosk_rows

    for row in kiosk_rows(actor, asked.place):
        _tell_kiosk(row, asked)


def _kiosk_open(actor: Any, asked: argparse.Namespace) -> None:
    """Open a kiosk and write its address."""
    from prasan.counter.api_desks import kiosk_row
    from prasan.counter.commands import OpenKiosk
    from prasan.platform.commands import perform

    told = {"title": asked.name, "days": asked.days, "prints": asked.prints}
    made = perform(actor, OpenKiosk(place_id=asked.place, **told))
    _tell_kiosk(kiosk_row(made, made.opened_at), asked)


def _kiosk_end(actor: Any, asked: argparse.Namespace) -> None:
    """End a kiosk."""
    from prasan.counter.api_desks import kiosk_row
    from prasan.counter.commands import EndKiosk
    from prasan.platform.commands import perform

    made = perform(actor, EndKiosk(target_id=asked.kiosk))
    _tell_kiosk(kiosk_row(made, made.opened_at), asked)


def _priority(actor: Any, asked: argparse.Namespace) -> None:
    """Say whether the priority that was told at a kiosk holds."""
    from prasan.counter.api import whole_of
    from prasan.counter.commands import SeePriority
    from prasan.platform.commands import perform

    perform(actor, SeePriority(target_id=asked.ticket, holds=asked.verdict == "holds"))
    row = whole_of(actor, asked.ticket)
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['label']:<6} {row['priority']}")


def _of_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", type=int, help="ศูนย์ (id) · counter (id)")
    who_asks(parser, required=True)


def _adding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", type=int, help="ศูนย์ (id) · counter (id)")
    parser.add_argument("office", help="หน่วยงานประจำช่อง (รหัส) · office (code)")
    parser.add_argument("number", type=int, help="หมายเลขช่อง · number")
    parser.add_argument("--name", default="", help="ชื่อช่อง · name")
    parser.add_argument("--also", nargs="*", default=[], help="หน่วยงานที่รับแทน (รหัส) · serves for too (codes)")
    who_asks(parser, required=True)


def _changing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("desk", type=int, help="ช่อง (id) · desk (id)")
    parser.add_argument("--number", type=int, default=0, help="หมายเลขช่อง · number")
    parser.add_argument("--name", default=None, help="ชื่อช่อง · name")
    parser.add_argument("--also", nargs="*", default=None, help="หน่วยงานที่รับแทน (รหัส) · serves for too (codes)")
    who_asks(parser, required=True)


def _doing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("desk", type=int, help="ช่อง (id) · desk (id)")
    parser.add_argument("do", choices=("open", "close", "end"), help="ทำอะไร · what")
    who_asks(parser, required=True)


def _opening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", type=int, help="ศูนย์ (id) · counter (id)")
    parser.add_argument("name", help="ตู้ตั้งอยู่ที่ใด · where it stands")
    parser.add_argument("--days", type=int, default=30, help="ใช้ได้กี่วัน · days")
    parser.add_argument("--prints", action="store_true", help="มีเครื่องพิมพ์ · has a printer")
    who_asks(parser, required=True)


def _ending(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kiosk", type=int, help="ตู้ (id) · kiosk (id)")
    who_asks(parser, required=True)


def _seeing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ticket", type=int, help="บัตร (id) · ticket (id)")
    parser.add_argument("verdict", choices=("holds", "not"), help="ใช่หรือไม่ · whether it holds")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("counter desks", "ช่องบริการของศูนย์", "list the desks of a counter", run_as(_desks), _of_place),
    Cli("counter desk-add", "เพิ่มช่องบริการ", "add a desk", run_as(_desk_add), _adding),
    Cli("counter desk-change", "แก้ไขช่องบริการ", "change a desk", run_as(_desk_change), _changing),
    Cli("counter desk", "เปิด ปิด หรือยกเลิกช่อง", "open, close or end a desk", run_as(_desk_do), _doing),
    Cli("counter kiosks", "ตู้ออกบัตรคิวของศูนย์", "list the kiosks of a counter", run_as(_kiosks), _of_place),
    Cli("counter kiosk-open", "เปิดตู้ออกบัตรคิว", "open a kiosk", run_as(_kiosk_open), _opening),
    Cli("counter kiosk-end", "ปิดตู้ออกบัตรคิว", "end a kiosk", run_as(_kiosk_end), _ending),
    Cli("counter priority", "ยืนยันประเภทผู้รับบริการ", "confirm a priority told at a kiosk", run_as(_priority), _seeing),
]
