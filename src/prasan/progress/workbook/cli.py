"""`prasan figures workbook out|in`: a report as a workbook, and a filled one read, compared and saved."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, problem, write_row


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of both directions."""
    parser.add_argument(
        "direction", choices=("out", "in"), help="out เขียนแบบ in อ่านแบบที่กรอก · write the form, read it back"
    )
    parser.add_argument("--report", type=int, help="เลขที่รายงาน · number of the report")
    parser.add_argument("--file", required=True, help="ไฟล์ xlsx · the workbook")
    parser.add_argument("--apply", action="store_true", help="บันทึกจริง (in) · save, not only compare")
    parser.add_argument("--as", dest="who", help="ชื่อผู้ใช้ที่บันทึก (กับ --apply) · whose seat saves")
    parser.add_argument(
        "--take", choices=("changed", "conflict", "blank"), action="append",
        help="สิ่งที่บันทึก: changed (ปกติ) conflict ใช้ค่าในไฟล์ blank เอาค่าออก · what is saved; may be given again",
    )  # fmt: skip


def run(asked: argparse.Namespace) -> int:
    """Write a report's workbook, or read a filled one: one line for each indicator, refused cell and note."""
    from prasan.platform.commands import Refused, RuleBroken

    try:
        return _out(asked) if asked.direction == "out" else _in(asked)
    except OSError as fault:
        return _bad("unreadable", str(fault), asked, BAD_CALL)
    except (RuleBroken, Refused) as broken:
        return _bad("refused", str(broken.text), asked, PROBLEMS)


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _report(asked: argparse.Namespace) -> Any:
    from prasan.progress.models import Report

    return Report.objects.filter(pk=asked.report).select_related("office", "area").first()


def _out(asked: argparse.Namespace) -> int:
    from prasan.progress.workbook import saving, writing

    report = _report(asked)
    if report is None:
        return _bad("unreadable", "ไม่พบรายงานนี้ ใส่ --report · no such report, give --report", asked, BAD_CALL)
    parts = writing.parts_of([report], saving.closed)
    Path(asked.file).write_bytes(writing.write(parts))
    told = {"report": report.pk, "office": report.office.code, "period": report.period, "version": report.version}
    told["indicators"] = sum(len(part.items) for part in parts)
    write_row(told) if asked.json else print(f"{asked.file}: {told['indicators']} ตัวชี้วัด · indicators")
    return OK


def _in(asked: argparse.Namespace) -> int:
    from prasan.progress.workbook import saving

    report = _report(asked) if asked.report else None
    found = saving.sent(Path(asked.file).read_bytes(), report.office if report else None, report)
    shown = saving.sections(found)
    for note in [*found.notes, *(note for one in shown for note in one.sheet.notes)]:
        _tell({"status": "note", "text": note}, note, asked)
    bad = [*found.bad, *(one for section in shown for one in section.sheet.bad)]
    for one in bad:
        row = {"status": "rejected", "sheet": one.sheet, "cell": one.cell, "text": one.text}
        _tell(row, one.told, asked)
    for section in shown:
        about = {"office": section.report.office.code, "period": section.sheet.period}
        for line in section.lines:
            words = f"{about['office']} {about['period']} {line.row_code}: {line.stored} → {line.mine} ({line.status})"
            flags = [one.as_row() for one in section.flags_of(line)]
            _tell(about | line.as_row() | {"flags": flags}, words, asked)
            if not asked.json:
                for flag in flags:
                    print(f"  {'✗' if flag['severity'] == 'hard' else '?'} {flag['code']}: {flag['text']}")
    if asked.apply:
        return max(_apply(asked, shown), PROBLEMS if bad else OK)
    return PROBLEMS if bad or any(line.status == "conflict" for one in shown for line in one.lines) else OK


def _tell(row: dict[str, Any], words: str, asked: argparse.Namespace) -> None:
    write_row(row) if asked.json else print(words)


def _apply(asked: argparse.Namespace, shown: list[Any]) -> int:
    """Save each report through the door, in the name of somebody who may; a refused one does not stop the others."""
    from prasan.platform.commands import Refused, RuleBroken
    from prasan.progress.workbook import saving

    take, code = set(asked.take or ["changed"]), OK
    for section in shown:
        actor = actor_in(asked.who, section.report.office_id)
        if actor is None:
            text = "ใส่ --as ชื่อผู้ใช้ที่มีตำแหน่งในหน่วยงานนี้ · give --as somebody with a seat in this office"
            return _bad("refused", text, asked, BAD_CALL)
        chosen = {section.key(line) for line in section.lines if line.status in take}
        try:
            saved = saving.save(actor, section, chosen)
        except (RuleBroken, Refused) as broken:
            code = _bad("refused", str(broken.text), asked, PROBLEMS)
            continue
        row = {"status": "saved", "report": section.report.pk, "figures": saved}
        _tell(row, f"บันทึกแล้ว {saved} ข้อ · saved", asked)
    return code


def actor_in(username: str | None, office: int | None) -> Any:
    """Return somebody acting from a seat that they hold today, in an office where one is named; None where none is."""
    from django.utils import timezone

    from prasan.directory.actor import actor_for
    from prasan.directory.models import Seat

    seats = Seat.objects.held_on(timezone.localdate()).for_actor()
    rows = seats.filter(person__username=username or "", person__is_active=True)
    seat = (rows if office is None else rows.filter(office_id=office)).first()
    return actor_for(seat) if seat else None
