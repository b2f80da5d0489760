"""`prasan meetings list`, `show`, `log`, and what needs no database: `verify` of an exported log, `recording`."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, read_rows, write_row

MOST = 1000
THAI = {
    "order": "ลำดับบรรทัดไม่ต่อกัน", "link": "ไม่ต่อจากบรรทัดก่อนหน้า", "altered": "ข้อความถูกแก้ไข",
    "columns": "คอลัมน์ไม่ตรงกับข้อความ", "other_meeting": "เป็นของการประชุมอื่น", "end": "ไม่จบด้วยรหัสที่เก็บไว้",
    "empty": "ไม่มีข้อมูลสักบรรทัด", "unreadable": "อ่านบรรทัดนี้ไม่ได้", "head": "ไม่ใช่ไฟล์ข้อมูลจราจรของการประชุม",
}  # fmt: skip
"""What each fault is called in Thai."""
FORMAT = "prasan-meeting-log/1"


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    print(
        f"{row['id']:>6}  {row['starts_at']:%Y-%m-%d %H:%M}  {row['state']:<9} {row['number']:<8} {row['title'][:80]}"
    )


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the meetings of a view, the newest first."""
    from prasan.meetings.api import listed, row_of

    for one in listed(actor, asked.view)[:MOST]:
        _tell(row_of(one, actor), asked)


def _show(actor: Any, asked: argparse.Namespace) -> None:
    """Write one meeting with all that belongs to it."""
    from prasan.meetings.api import whole_of
    from prasan.meetings.finding import found_briefing

    _tell(whole_of(found_briefing(actor, asked.meeting), actor), asked)


def _log(actor: Any, asked: argparse.Namespace) -> None:
    """Write the log of a meeting as JSON Lines: a head, then every line in order."""
    from prasan.meetings.evidence.log import exported
    from prasan.meetings.finding import found_briefing

    for row in exported(found_briefing(actor, asked.meeting).pk):
        write_row(row)


def _verify(asked: argparse.Namespace) -> int:
    """Check an exported log; every fault on a line of its own, in Thai and English."""
    from prasan.meetings.evidence.chain import Fault, verify

    lines: list[dict[str, Any]] = []
    faults: list[Fault] = []
    try:
        with open(asked.file, encoding="utf-8") as file:
            for number, row, why in read_rows(file):
                if row is None:
                    faults.append(Fault(number, "unreadable", why))
                elif number == 1 and row.get("format") != FORMAT:
                    faults.append(Fault(0, "head", f"the file does not begin with the format {FORMAT}"))
                elif "format" not in row:
                    lines.append(row)
    except OSError as broken:
        print(broken)
        return BAD_CALL
    if not lines:
        faults.append(Fault(0, "empty", "the file holds no line of a log"))
    found = verify(lines, asked.last)
    faults += found.faults
    if asked.json:
        write_row({"lines": found.lines, "last": found.last, "whole": not faults})
        for one in faults:
            write_row(problem(one.code, one.text, line=one.seq))
    else:
        for one in faults:
            where = f"บรรทัดที่ {one.seq} · line {one.seq}" if one.seq else "ทั้งไฟล์ · whole file"
            print(f"{where}: {THAI[one.code]} · {one.text}")
        word = "พบสิ่งผิดปกติ · faults found" if faults else "ครบถ้วน ไม่ถูกแก้ไข · whole and unaltered"
        print(f"{found.lines} บรรทัด · lines, {word}, {found.last}")
    return PROBLEMS if faults else OK


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--view", default="", choices=("", "ahead", "mine", "past"), help="มุมมอง · view")
    who_asks(parser)


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("meeting", type=int, help="เลขที่ (id) · number (id)")
    who_asks(parser)


def _verifying(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="ไฟล์ที่ส่งออก · exported file")
    parser.add_argument("--last", default="", help="รหัสสุดท้ายจากรายงานการประชุม · last hash as the minutes have it")


def _recording(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("do", choices=("list", "check"), help="รายการไฟล์ หรือตรวจ · list the files, or check them")
    parser.add_argument("meeting", type=int, help="เลขที่ (id) · number (id)")
    parser.add_argument("--folder", help="โฟลเดอร์ของการประชุมนี้ที่คัดลอกมา · a copied folder of this meeting")
    parser.add_argument("--digest", default="", help="รหัสของบัญชีไฟล์จากหน้าบันทึก · the manifest's hash as the page has it")


def _of_recording(asked: argparse.Namespace) -> int:
    """List the files of a recording, or check them; loaded when asked for."""
    from prasan.meetings.cli_recording import run

    return run(asked)


COMMANDS = [
    Cli("meetings list", "รายการการประชุม", "list meetings", run_as(_list), _listing),
    Cli("meetings show", "ดูการประชุม", "show a meeting", run_as(_show), _one),
    Cli("meetings log", "ส่งออกข้อมูลจราจรของการประชุม", "write the log of a meeting", run_as(_log), _one),
    Cli("meetings verify", "ตรวจข้อมูลจราจรที่ส่งออก", "check an exported log", _verify, _verifying, needs="nothing"),
    Cli(
        "meetings recording",
        "ดูรายการหรือตรวจบันทึกเสียงและภาพ",
        "list or check what was recorded",
        _of_recording,
        _recording,
        needs="nothing",
    ),
]
