"""`prasan listen …`: sources, fetching, dropping files, the ledger, for scripts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, show, write_row


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int = PROBLEMS) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _of_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--add", metavar="CODE", help="เพิ่มแหล่งข่าว · add a source with this code")
    parser.add_argument("--start", metavar="CODE", help="เปิดรับ · listen to it")
    parser.add_argument("--stop", metavar="CODE", help="หยุดรับ · stop listening")
    parser.add_argument("--kind", default="feed", choices=("feed", "json", "page", "api", "alert"))
    parser.add_argument("--url", default="", help="ที่อยู่เว็บ · web address (--add)")
    parser.add_argument("--name", default="", help="ชื่อ · name (--add)")
    parser.add_argument("--minutes", type=int, default=0, help="ดึงทุกกี่นาที 0 ไม่ดึงเอง · pace, 0 never by itself")
    parser.add_argument("--reason", default="", help="เหตุผล (--stop) · why")


def sources(asked: argparse.Namespace) -> int:
    """List the sources with their health; or add, start, stop one."""
    from prasan.platform.commands import SYSTEM, RuleBroken, perform
    from prasan.situation.intake.api import source_row
    from prasan.situation.intake.commands import AddSource, StartSource, StopSource
    from prasan.situation.intake.queries import sources_with_health
    from prasan.situation.models import Source

    try:
        if asked.add:
            name = asked.name or asked.add
            perform(SYSTEM, AddSource(
                code=asked.add, kind=asked.kind, url=asked.url, name_th=name, minutes=asked.minutes,
            ))  # fmt: skip
        for code, verb in ((asked.start, StartSource), (asked.stop, StopSource)):
            if code:
                pk = Source.objects.filter(code=code).values_list("pk", flat=True).first()
                perform(SYSTEM, verb(target_id=pk, reason=asked.reason))
    except RuleBroken as broken:
        return _bad("refused", str(broken.text), asked)
    chosen = [code for code in (asked.add, asked.start, asked.stop) if code]
    rows = sources_with_health()
    found = [source_row(one) for one in (rows.filter(code__in=chosen) if chosen else rows)]
    if asked.json:
        return show(found, as_json=True)
    names = ("code", "kind", "active", "minutes", "failures", "last_outcome", "last_reason", "name")
    return show(({name: row[name] for name in names} for row in found), as_json=False)


def _of_fetch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="*", help="รหัสแหล่งข่าว เว้นว่าง = ที่ถึงเวลา · codes; none: those that are due")


def fetch(asked: argparse.Namespace) -> int:
    """Fetch sources now, in this process; close what died first. Exit code 1 where one failed."""
    from django.utils import timezone

    from prasan.situation.intake import deliveries, inbox, pipeline
    from prasan.situation.intake.api import fetch_row
    from prasan.situation.models import Source

    done = deliveries.sweep()
    pipeline.settle(pipeline.waiting())
    if asked.code:
        rows = {one.code: one for one in Source.objects.filter(code__in=asked.code, kind__in=deliveries.FETCHED)}
        unknown = [code for code in asked.code if code not in rows]
        if unknown:
            return _bad("unknown", f"ไม่พบแหล่งข่าวที่ดึงได้ · no such source with an address: {unknown[0]}", asked, BAD_CALL)
        done += deliveries.fetch_all(rows.values(), forced=True)
    else:
        done += inbox.sweep()
        while due := deliveries.due(timezone.now(), 60):
            if not (batch := deliveries.fetch_all(due)):
                break
            done += batch
    show((fetch_row(one) for one in done), as_json=asked.json)
    return PROBLEMS if any(one.outcome in {"failed", "interrupted"} for one in done) else OK


def _of_drop(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="+", help="ไฟล์ txt html eml docx · files")


def drop(asked: argparse.Namespace) -> int:
    """Take files in; each is stored, a duplicate, or refused with its reason. Exit code 1 where one failed."""
    from prasan.platform.commands import RuleBroken
    from prasan.situation.intake import inbox
    from prasan.situation.intake.api import fetch_row

    code = OK
    for name in asked.file:
        try:
            made = inbox.take_file(Path(name))
        except OSError as fault:
            code = _bad("unreadable", str(fault), asked)
            continue
        except RuleBroken as broken:
            return _bad("refused", str(broken.text), asked)
        row = {"file": Path(name).name, **fetch_row(made)}
        write_row(row) if asked.json else show([row], as_json=False)
        if made.outcome == "failed" or made.refused:
            code = PROBLEMS
    return code


def _of_ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--source", default="", help="รหัสแหล่งข่าว · code of a source")
    parser.add_argument("--hours", type=int, default=24, help="ย้อนหลังกี่ชั่วโมง · hours back (24)")
    parser.add_argument("--check", action="store_true", help="ตรวจว่าลงตัว · only check that it balances")


def ledger(asked: argparse.Namespace) -> int:
    """Print the ledger by source and hour; with --check what does not balance, exit code 1 where anything."""
    import datetime as dt

    from django.utils import timezone

    from prasan.situation.intake import ledger as book
    from prasan.situation.intake.api import hour_row
    from prasan.situation.models import LedgerHour

    faults = book.faults()
    if not asked.check:
        since = timezone.now() - dt.timedelta(hours=asked.hours)
        rows = LedgerHour.objects.filter(hour__gte=since).select_related("source").order_by("-hour", "source__code")
        rows = rows.filter(source__code=asked.source) if asked.source else rows
        show((hour_row(one) for one in rows), as_json=asked.json)
    for one in faults:
        row = {"source": one.source.code, "delivery": one.fetch_id, "told": one.told, "counted": one.counted}
        write_row(problem("unbalanced", one.id, **row)) if asked.json else print(row, file=sys.stderr)
    if asked.check and not asked.json:
        print("ไม่ลงตัว · does not balance" if faults else "ลงตัว · balances")
    elif asked.check and not faults:
        write_row({"balanced": True})
    return PROBLEMS if faults else OK


COMMANDS = [
    Cli("listen sources", "แหล่งข่าวและสุขภาพ", "sources and their health", sources, _of_sources),
    Cli("listen fetch", "ดึงข่าวเดี๋ยวนี้", "fetch sources now", fetch, _of_fetch),
    Cli("listen drop", "รับไฟล์เข้า", "take files in", drop, _of_drop),
    Cli("listen ledger", "บัญชีรับข่าวรายชั่วโมง", "the ledger of intake by hour", ledger, _of_ledger),
]
