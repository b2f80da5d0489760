"""`prasan figures flags | tally | evidence | exempt`: entry beside reports, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int = BAD_CALL) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _report(asked: argparse.Namespace) -> Any:
    from prasan.progress.models import Report

    return Report.objects.filter(pk=asked.report).select_related("office", "area").first()


def flags(asked: argparse.Namespace) -> int:
    """Write what the checks at entry say about a stored report; the exit code is 1 where something stops it."""
    from prasan.progress import entry
    from prasan.progress.items import items_of

    report = _report(asked)
    if report is None:
        return _bad("unreadable", "ไม่พบรายงานนี้ · no such report", asked)
    found = entry.of_items(items_of(report))
    for one in found:
        row = one.as_row()
        if asked.json:
            write_row({"report": report.pk, "period": report.period, **row})
        else:
            print(f"{'✗' if one.hard else '?'} {row['indicator']} {row['code']}: {row['text']}")
    return PROBLEMS if any(one.hard for one in found) else OK


def _act(asked: argparse.Namespace, office: int | None, command: Any) -> Any:
    """Carry out a verb in the name of somebody; returns the row, or the exit code after saying what is wrong."""
    from prasan.platform.commands import Refused, RuleBroken, perform
    from prasan.progress.workbook.cli import actor_in

    actor = actor_in(asked.who, office)
    if actor is None:
        return _bad("refused", "ใส่ --as ชื่อผู้ใช้ที่มีตำแหน่งในหน่วยงานนี้ · give --as somebody with a seat there", asked)
    try:
        return perform(actor, command)
    except (Refused, RuleBroken) as broken:
        return _bad("refused", str(broken.text), asked, PROBLEMS)


def tally(asked: argparse.Namespace) -> int:
    """Keep what an office counted on a day."""
    from prasan.directory.models import Office
    from prasan.kernel.digits import to_scaled
    from prasan.progress.reading import entry_decimals
    from prasan.progress.tallies.commands import Count, SaveTallies
    from prasan.registers.models import Indicator

    office = Office.objects.filter(code__iexact=asked.office).first()
    one = Indicator.objects.filter(code=asked.indicator).first()
    try:
        day = dt.date.fromisoformat(asked.day)
    except ValueError:
        day = None
    value = to_scaled(asked.value, entry_decimals(one)).value if one else None
    if office is None or one is None or day is None or value is None:
        return _bad("unreadable", "ไม่รู้จักหน่วยงาน ตัวชี้วัด วัน หรือค่า · no such office, indicator, day or value", asked)
    count = Count(one.pk, value, asked.denominator)
    done = _act(asked, office.pk, SaveTallies(target_id=office.pk, day=day, counts=[count]))
    if isinstance(done, int):
        return done
    told = {"office": office.code, "indicator": one.code, "day": day.isoformat(), "value": value}
    write_row(told) if asked.json else print(f"{office.code} {one.code} {day}: {asked.value}")
    return OK


def evidence(asked: argparse.Namespace) -> int:
    """List the evidence of a report, or with a file attach it."""
    from prasan.progress.commands.evidence import AttachEvidence
    from prasan.progress.queries import evidence_of
    from prasan.registers.models import Indicator

    report = _report(asked)
    about = Indicator.objects.filter(code=asked.indicator or "").first()
    if report is None or (asked.indicator and about is None):
        return _bad("unreadable", "ไม่พบรายงานหรือตัวชี้วัดนี้ · no such report or indicator", asked)
    if asked.file:
        with Path(asked.file).open("rb") as file:
            command = AttachEvidence(
                target_id=report.pk, upload=file, file_name=Path(asked.file).name,
                indicator_id=about.pk if about else None,
            )  # fmt: skip
            done = _act(asked, report.office_id, command)
        if isinstance(done, int):
            return done
    for one in evidence_of(report):
        code = one.indicator.code if one.indicator else None
        row = {"id": one.pk, "name": one.file.name, "size": one.file.size, "indicator": code}
        write_row(row) if asked.json else print(f"{one.pk} {one.file.name} {code or '-'}")
    return OK


def exempt(asked: argparse.Namespace) -> int:
    """Ask that an indicator does not apply, decide a request, or list those that wait."""
    from prasan.progress.exemptions.commands import AskExemption, DecideExemption
    from prasan.progress.models import Exemption
    from prasan.registers.models import Indicator

    done: Any = None
    if asked.decide:
        command = DecideExemption(target_id=asked.decide, accept=asked.accept, answer=asked.reason or "")
        done = _act(asked, None, command)
    elif asked.report:
        report, one = _report(asked), Indicator.objects.filter(code=asked.indicator or "").first()
        if report is None or one is None:
            return _bad("unreadable", "ไม่พบรายงานหรือตัวชี้วัดนี้ · no such report or indicator", asked)
        ask = AskExemption(
            office_id=report.office_id, indicator_id=one.pk, period=report.period, reason=asked.reason or ""
        )  # fmt: skip
        done = _act(asked, report.office_id, ask)
    if isinstance(done, int):
        return done
    rows = Exemption.objects.filter(pk=done.pk) if done is not None else Exemption.objects.waiting()
    for it in rows.select_related("target__indicator", "target__area"):
        row = {"id": it.pk, "indicator": it.target.indicator.code, "area": it.target.area.code, "state": it.state}
        write_row(row | {"reason": it.reason}) if asked.json else print(" ".join(map(str, row.values())), it.reason)
    return OK


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="who", help="ชื่อผู้ใช้ที่ทำ · username of who acts")


def _flags_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", type=int, required=True, help="เลขที่รายงาน · number of the report")


def _tally_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("office", help="รหัสหน่วยงาน · code of the office")
    parser.add_argument("day", help="วัน เช่น 2026-06-18 · the day")
    parser.add_argument("indicator", help="รหัสตัวชี้วัด · code of the indicator")
    parser.add_argument("value", help="ยอด · the count")
    parser.add_argument("--denominator", type=int, help="ตัวหาร · denominator of a ratio")
    _who(parser)


def _evidence_arguments(parser: argparse.ArgumentParser) -> None:
    _flags_arguments(parser)
    parser.add_argument("--file", help="ไฟล์ภาพหรือ PDF ที่จะแนบ · picture or PDF to attach")
    parser.add_argument("--indicator", help="รหัสตัวชี้วัด · of which indicator")
    _who(parser)


def _exempt_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", type=int, help="เลขที่รายงานที่ขอ · report to ask for")
    parser.add_argument("--indicator", help="รหัสตัวชี้วัด · code of the indicator")
    parser.add_argument("--decide", type=int, help="เลขที่คำขอที่พิจารณา · request to decide")
    parser.add_argument("--accept", action="store_true", help="เห็นชอบ · agree (without it: refuse)")
    parser.add_argument("--reason", help="เหตุผลหรือคำตอบ · reason or answer")
    _who(parser)


COMMANDS = [
    Cli("figures flags", "ข้อสังเกตของรายงานที่บันทึกไว้", "what the checks say about a report", flags, _flags_arguments),
    Cli("figures tally", "บันทึกยอดรายวัน", "keep a daily or weekly count", tally, _tally_arguments),
    Cli("figures evidence", "หลักฐานของรายงาน", "evidence of a report", evidence, _evidence_arguments),
    Cli("figures exempt", "ขอหรือพิจารณาว่าไม่เกี่ยวข้อง", "ask or decide that it does not apply", exempt, _exempt_arguments),
]
