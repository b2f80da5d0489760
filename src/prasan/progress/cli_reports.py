"""`prasan reports …`: the life of monthly reports for scripts, in the name of somebody who holds a seat."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row

Run = Callable[[Any, argparse.Namespace], list[dict[str, Any]]]


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _actor(asked: argparse.Namespace) -> Any:
    """Return the person acting from a seat held today: the one in --seat's office, else the first; None for none."""
    from django.utils import timezone

    from prasan.directory.actor import actor_for
    from prasan.directory.models import Seat

    seats = Seat.objects.held_on(timezone.localdate()).for_actor()
    mine = seats.filter(person__username=asked.who, person__is_active=True)
    found = (mine.filter(office__code__iexact=asked.seat) if asked.seat else mine).order_by("pk").first()
    return actor_for(found) if found else None


def _run(act: Run) -> Callable[[argparse.Namespace], int]:
    """Return the command that acts in somebody's name and writes what came of it, one row each."""

    def run(asked: argparse.Namespace) -> int:
        from prasan.platform.commands import Refused, RuleBroken

        actor = _actor(asked)
        if actor is None:
            return _bad("no-seat", f"ไม่พบตำแหน่งของ · no seat of: {asked.who}", asked, BAD_CALL)
        try:
            rows = act(actor, asked)
        except ValueError as fault:
            return _bad("bad-call", str(fault), asked, BAD_CALL)
        except (RuleBroken, Refused) as broken:
            return _bad("refused", str(broken.text), asked, PROBLEMS)
        for row in rows:
            write_row(row) if asked.json else print(" · ".join(str(value) for value in row.values() if value != ""))
        return PROBLEMS if any("refused" in row for row in rows) else OK

    return run


def _told(report: Any) -> dict[str, Any]:
    return {
        "report": report.pk, "office": report.office.code, "period": report.period, "state": report.state,
        "version": report.version, "level": report.level,
    }  # fmt: skip


def _waiting(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    from prasan.progress import queries
    from prasan.progress.lines import waiting
    from prasan.registers import settings

    reports = waiting(actor)
    found = zip(reports, queries.remarks(reports, settings.current()), strict=True)
    return [_told(one) | {"remarkable": [each.item.indicator.code for each in marks]} for one, marks in found]


def _submit(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    from prasan.platform.commands import perform
    from prasan.progress.commands import Submit

    return [_told(perform(actor, Submit(target_id=pk))) for pk in asked.report]


def _accept(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    """Accept what is unremarkable; with --looked also what is not, one by one, because somebody has opened it."""
    from prasan.platform.commands import perform
    from prasan.progress.commands import ACCEPTS
    from prasan.progress.models import Line, Report
    from prasan.progress.policy import line_of
    from prasan.progress.together import accept_together

    rows = Report.objects.visible_to(actor).filter(pk__in=asked.report).select_related("office")
    if asked.looked:
        return [_told(perform(actor, ACCEPTS[line_of(actor, one) or Line.HEAD](target_id=one.pk))) for one in rows]
    outcome = accept_together(actor, {one.pk: one.version for one in rows})
    refused = [_told(one) | {"refused": str(text)} for one, text in outcome.refused]
    return [_told(one) for one in outcome.done] + refused


def _return(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    from prasan.platform.commands import perform
    from prasan.progress.commands import Return

    return [_told(perform(actor, Return(target_id=pk, reason=asked.reason))) for pk in asked.report]


def _open(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    import datetime as dt

    from prasan.directory.models import Office
    from prasan.platform.commands import perform
    from prasan.progress.bulk.staging import read_period
    from prasan.progress.commands import OpenMonth

    office = Office.objects.visible_to(actor).filter(code__iexact=asked.office).first()
    period = read_period(asked.month)
    if office is None or period is None:
        raise ValueError("ไม่รู้จักหน่วยงานหรือเดือน · no such office or month")
    until = dt.date.fromisoformat(asked.until)
    made = perform(actor, OpenMonth(office_id=office.pk, period=period, until=until, reason=asked.reason))
    return [{"opening": made.pk, "office": office.code, "period": period, "until": made.until.isoformat()}]


def _correct(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    from prasan.platform.commands import perform
    from prasan.progress.commands import Correct

    lines = [_proposed(text) for text in asked.value]
    made = perform(actor, Correct(report_id=asked.report, lines=lines, reason=asked.reason))
    return [_correction(made)]


def _proposed(text: str) -> Any:
    """Read CODE=VALUE or CODE=VALUE/WHOLE; CODE= takes the value away. Raises ValueError for anything else."""
    from prasan.progress.commands import Proposed
    from prasan.progress.reading import entry_decimals, read
    from prasan.registers.models import Indicator

    code, equals, typed = text.partition("=")
    indicator = Indicator.objects.filter(code=code.strip()).first()
    if not equals or indicator is None:
        raise ValueError(f"อ่านไม่ได้ ใส่ รหัส=ค่า · cannot read, give code=value: {text}")
    number, slash, whole = typed.partition("/")
    value, total = read(number, entry_decimals(indicator)), read(whole, 0)
    if (value.error and number.strip()) or (slash and total.error):
        raise ValueError(f"{text}: {value.error or total.error}")
    return Proposed(indicator.pk, value.value, total.value)


def _correction(one: Any) -> dict[str, Any]:
    return {"correction": one.pk, "report": one.report_id, "state": one.state, "version": one.version}


def _judge_correction(actor: Any, asked: argparse.Namespace) -> list[dict[str, Any]]:
    from prasan.platform.commands import Refused, perform
    from prasan.progress import policy
    from prasan.progress.commands import CORRECTION_ACCEPTS, ReturnCorrection
    from prasan.progress.models import Correction

    if asked.reason:
        return [_correction(perform(actor, ReturnCorrection(target_id=asked.correction, reason=asked.reason)))]
    found = Correction.objects.visible_to(actor).select_related("office").filter(pk=asked.correction).first()
    line = policy.line_of(actor, found) if found else None
    if line is None:
        raise Refused(policy.JUDGES_ONLY)
    return [_correction(perform(actor, CORRECTION_ACCEPTS[line](target_id=asked.correction)))]


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="who", required=True, help="ชื่อผู้ใช้ที่ทำ · in whose name")
    parser.add_argument("--seat", help="รหัสหน่วยงานของตำแหน่ง (ถ้ามีหลายตำแหน่ง) · office of the seat, where several")


def _reports(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("--report", type=int, nargs="+", required=True, help="เลขที่รายงาน · numbers of the reports")


def _accepting(parser: argparse.ArgumentParser) -> None:
    _reports(parser)
    parser.add_argument("--looked", action="store_true", help="เปิดดูแล้ว · also what is remarkable: it was looked at")


def _returning(parser: argparse.ArgumentParser) -> None:
    _reports(parser)
    parser.add_argument("--reason", required=True, help="เหตุผล · why")


def _opening(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("--office", required=True, help="รหัสหน่วยงาน · code of the office")
    parser.add_argument("--month", required=True, help="เดือนที่ปิดรับแล้ว · the locked month (2026-01 or 256904)")
    parser.add_argument("--until", required=True, help="เปิดถึงวันที่ · last day (2026-11-30)")
    parser.add_argument("--reason", required=True, help="เหตุผล · why")


def _correcting(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("--report", type=int, required=True, help="เลขที่รายงาน · number of the report")
    parser.add_argument("--value", action="append", required=True, help="รหัส=ค่า หรือ รหัส=ค่า/ทั้งหมด · code=value[/whole]")
    parser.add_argument("--reason", required=True, help="เหตุผล · why")


def _judging(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("--correction", type=int, required=True, help="เลขที่การแก้ไข · number of the correction")
    parser.add_argument("--reason", default="", help="ไม่รับ เพราะ · refuse it, and why (without: accept)")


COMMANDS = [
    Cli("reports waiting", "รายงานที่รอท่าน", "reports that wait for somebody's word", _run(_waiting), _who),
    Cli("reports submit", "ส่งรายงาน", "send reports", _run(_submit), _reports),
    Cli("reports accept", "อนุมัติหรือรับรองรายงาน", "approve or accept reports", _run(_accept), _accepting),
    Cli("reports return", "ส่งรายงานกลับ", "send reports back", _run(_return), _returning),
    Cli("reports open-month", "เปิดเดือนที่ปิดรับแล้ว", "open a locked month again", _run(_open), _opening),
    Cli("reports correct", "เสนอแก้ไขรายงาน", "propose a correction", _run(_correct), _correcting),
    Cli("reports correction", "พิจารณาการแก้ไข", "accept or refuse a correction", _run(_judge_correction), _judging),
]
