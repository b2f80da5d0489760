"""`prasan watch …`: the watch for scripts and for a terminal in the night."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _days(actor: Any, asked: argparse.Namespace) -> None:
    """Write what every place said of its days; silence is a row."""
    from django.utils import timezone

    from prasan.situation.watch.days import matrix

    for row in matrix(actor, timezone.localdate(), asked.days):
        for cell in row.cells:
            if asked.silent and cell.state != "silent":
                continue
            told = {"office": row.office.code, "area": row.office.area.code, "day": cell.day, "state": cell.state}
            write_row(told) if asked.json else print(f"{cell.day}  {cell.state:<10} {row.office.name_th}")


def _days_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, default=1, choices=range(1, 32), metavar="N", help="กี่วัน · how many days")
    parser.add_argument("--silent", action="store_true", help="เฉพาะที่ไม่รายงาน · silent ones alone")
    who_asks(parser)


def _report(actor: Any, asked: argparse.Namespace) -> None:
    """Say how the day of the account's place was."""
    from prasan.platform.commands import perform
    from prasan.situation.watch.api import day_row
    from prasan.situation.watch.commands.days import ReportDay
    from prasan.situation.watch.reading import day_of

    verb = ReportDay(day=day_of(asked.day, "day"), is_normal=not asked.text, text=asked.text)
    _tell(day_row(perform(actor, verb)), asked)


def _report_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="", help="เหตุการณ์ (ไม่ระบุ = ปกติ) · what happened, else normal")
    parser.add_argument("--day", default="", help="ของวันที่ · of which day")
    who_asks(parser, required=True)


def _log(actor: Any, asked: argparse.Namespace) -> None:
    """Write a line into the log, or list the newest lines."""
    from prasan.platform.commands import perform
    from prasan.situation.models import LogEntry
    from prasan.situation.watch.api import log_row
    from prasan.situation.watch.commands.log import WriteLog

    if asked.text:
        _tell(log_row(perform(actor, WriteLog(text=asked.text))), asked)
        return
    rows = LogEntry.objects.visible_to(actor).select_related("office", "event")
    for one in rows[: asked.most]:
        _tell(log_row(one), asked)


def _log_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", default="", help="ข้อความ (ไม่ระบุ = แสดง) · a line to write, else list")
    parser.add_argument("--most", type=int, default=20, help="กี่บรรทัด · how many lines")
    who_asks(parser)


def _hand_over(actor: Any, asked: argparse.Namespace) -> None:
    """Hand the account's watch over, or accept the sheet that waits."""
    from prasan.platform.commands import perform
    from prasan.situation.models import HandOver
    from prasan.situation.watch.api import sheet_row
    from prasan.situation.watch.commands.log import AcceptHandOver, MakeHandOver

    if asked.accept:
        waiting = HandOver.objects.filter(office_id=actor.office_id, accepted_at=None).first()
        verb: Any = AcceptHandOver(target_id=waiting.pk if waiting else None, remark=asked.word)
    else:
        verb = MakeHandOver(word=asked.word)
    _tell(sheet_row(perform(actor, verb)), asked)


def _hand_over_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("word", nargs="?", default="", help="ฝากถึงเวรถัดไป หรือหมายเหตุ · last word, or remark")
    parser.add_argument("--accept", action="store_true", help="รับเวร · accept the sheet that waits")
    who_asks(parser, required=True)


def _urgent(actor: Any, asked: argparse.Namespace) -> None:
    """List the urgent reports without a receipt."""
    from prasan.situation.watch.api import urgent_row
    from prasan.situation.watch.queries import urgent_waiting

    for one in urgent_waiting(actor, 500):
        _tell(urgent_row(one), asked)


def _daily(actor: Any, asked: argparse.Namespace) -> None:
    """Write the centre's report of a day; made now where its hour has come and nobody made it."""
    from django.utils import timezone

    from prasan.situation.watch.daily import freeze, window
    from prasan.situation.watch.document import paragraphs
    from prasan.situation.watch.reading import day_of

    day = day_of(asked.day, "day") or timezone.localdate()
    if timezone.now() < window(day)[1]:
        raise ValueError("ยังไม่ถึงเวลาของรายงานวันนี้ · its hour has not come yet")
    one, _fresh = freeze(day)
    if asked.json:
        write_row({"day": one.day, "since": one.since, "until": one.until, "sheet": one.sheet})
        return
    print("\n".join(paragraphs(one.sheet)))


def _daily_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", default="", help="ของวันที่ · of which day")
    who_asks(parser)


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print("  ".join(str(value) for name, value in row.items() if name != "sheet" and value not in (None, "")))


COMMANDS = [
    Cli("watch days", "รายงานเหตุการณ์ประจำวันของพื้นที่", "each place's word on its days", run_as(_days), _days_arguments),
    Cli("watch report", "รายงานเหตุการณ์ของวันนี้", "say how the day was", run_as(_report), _report_arguments),
    Cli("watch log", "บันทึกประจำเวร", "the watch log", run_as(_log), _log_arguments),
    Cli("watch hand-over", "ส่งเวรและรับเวร", "hand the watch over", run_as(_hand_over), _hand_over_arguments),
    Cli("watch urgent", "เหตุด่วนที่รอรับทราบ", "urgent reports without a receipt", run_as(_urgent), who_asks),
    Cli("watch daily", "รายงานประจำวันของศูนย์", "the centre's daily report", run_as(_daily), _daily_arguments),
]
