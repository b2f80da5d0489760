"""`prasan agenda …`: an agenda proposed from today's facts, and a kept one made again and compared."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from prasan.directory.cli_who import fault, run_as, who_asks
from prasan.meetings.agenda import Agenda, Rules, basis, propose
from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, write_row


def _propose(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.agenda.gather import gather
    from prasan.desk.agenda.places import Attending

    some = asked.area or asked.office
    found = gather(
        actor, Attending(asked.area, asked.office) if some else None, period=asked.period, last=asked.last
    )  # fmt: skip
    rules = Rules(asked.minutes, host=asked.host, group=asked.group, last=asked.last)
    agenda = propose(found.facts, rules)
    if asked.basis:
        raw = basis.pack(found.facts, rules, as_of=found.as_of.isoformat(), period=found.period)
        Path(asked.basis).write_bytes(raw)
    if asked.json:
        sys.stdout.write(basis.made(agenda).decode())
        return
    _write(agenda)


def _write(agenda: Agenda) -> None:
    from prasan.desk.agenda import words

    for section in agenda.sections:
        print(f"{section.item.number}. {section.item.name_th}")
        for line in section.lines:
            print(f"   {line.number:<6} {line.minutes:>3} น.  {words.name(line.about)}  {words.line(line)}")
    for line in agenda.written:
        print(f"   –           {words.name(line.about)}  {words.line(line)}  ({words.why(line)})")


def again(asked: argparse.Namespace) -> int:
    """Make the agenda of a kept basis again; with --against compare it. Exit code 1 where the two differ."""
    try:
        raw = Path(asked.file).read_bytes()
        if not asked.against:
            sys.stdout.write(basis.again(raw).decode())
            return OK
        found = basis.compare(raw, Path(asked.against).read_bytes())
    except (OSError, ValueError) as broken:
        return fault(str(broken), asked, "bad-call", BAD_CALL)
    row = {"same": found.same, "basis": found.basis, "kept": found.kept, "made": found.made, "differs": found.differs}
    write_row(row) if asked.json else print(json.dumps(row, ensure_ascii=False, indent=1))
    return OK if found.same else PROBLEMS


def _propose_arguments(parser: argparse.ArgumentParser) -> None:
    who_asks(parser)
    parser.add_argument("--area", action="append", default=[], help="รหัสจังหวัดที่เข้าประชุม · a province that attends")
    parser.add_argument("--office", action="append", default=[], help="รหัสหน่วยงานที่เข้าประชุม · an office that attends")
    parser.add_argument("--minutes", type=int, default=180, help="นาทีของการประชุม · minutes of the meeting")
    parser.add_argument("--host", default="", help="รหัสจังหวัดเจ้าภาพ · code of the host province")
    parser.add_argument("--group", choices=("area", "policy"), default="area", help="จัดตาม · lines by")
    parser.add_argument("--period", type=int, help="เดือนรายงาน เช่น 256908 · month, 256908 is May 2569")
    parser.add_argument("--last", type=int, help="เลขการประชุมครั้งก่อน · number of the meeting before")
    parser.add_argument("--basis", help="เก็บข้อมูลตั้งต้นลงแฟ้มนี้ · keep what it is made from in this file")


def _again_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="ข้อมูลตั้งต้นที่เก็บไว้ · the kept basis")
    parser.add_argument("--against", help="วาระที่เก็บไว้ · the kept agenda to compare with")


COMMANDS = [
    Cli("agenda propose", "ร่างระเบียบวาระ", "propose an agenda", run_as(_propose), _propose_arguments),
    Cli("agenda again", "ทำวาระซ้ำและเทียบ", "make an agenda again", again, _again_arguments, needs="nothing"),
]
