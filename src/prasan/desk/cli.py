"""`prasan brief …`: documents made from figures, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from prasan.desk.agenda.cli import COMMANDS as AGENDA
from prasan.desk.appointments.cli import COMMANDS as CALENDAR
from prasan.desk.boards.cli import COMMANDS as BOARDS
from prasan.desk.cli_situation import COMMANDS as SITUATION
from prasan.directory.cli_who import fault, no_seat, reader, who_asks
from prasan.platform.cli import BAD_CALL, OK, Cli, write_row


def _make(asked: argparse.Namespace, seen: dt.datetime | None) -> Any:
    from prasan.desk import sight
    from prasan.desk.documents import brief

    actor = reader(asked.who)
    if actor is None:
        return None
    if asked.kind == "province":
        return brief.brief_of_province(actor, sight.province_of(actor, asked.what), asked.period, seen)
    if asked.kind == "policy":
        return brief.brief_of_policy(actor, int(asked.what), asked.period, seen)
    return brief.brief_of_region(actor, "inspection-region", int(asked.what), asked.period, seen)


def brief(asked: argparse.Namespace) -> int:
    """Write a brief as a file or as data; exit code 1 for no such thing."""
    from django.http import Http404
    from django.utils import translation

    from prasan.desk.documents import paper, slides
    from prasan.desk.documents.asking import seen_of
    from prasan.platform.commands.errors import PeopleError

    asked.kind = asked._cli.name.rpartition(" ")[2]
    try:
        with translation.override(asked.language):
            found = _make(asked, seen_of(asked.seen))
            if found is None:
                return no_seat(asked)
            if asked.format == "json":
                write_row(found.as_row())
                return OK
            content = paper.pdf(found) if asked.format == "pdf" else slides.pptx(found.title, [found], seen=found.seen)
    except (Http404, ValueError):
        return fault(f"ไม่พบ · no such {asked.kind}: {asked.what}", asked, "not-found")
    except PeopleError as refused:
        return fault(str(refused.text), asked)
    path = Path(asked.file or f"{asked.kind}-{asked.what}-{found.period}.{asked.format}")
    try:
        path.write_bytes(content)
    except OSError as broken:
        return fault(str(broken), asked, "unwritable", BAD_CALL)
    write_row({"file": str(path), "bytes": len(content)}) if asked.json else print(path)
    return OK


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", help="รหัสจังหวัด เลขนโยบาย หรือเลขเขต · code of the province, number of policy or region")
    parser.add_argument("--format", choices=("pdf", "pptx", "json"), default="pdf", help="ชนิดไฟล์ · kind of file")
    parser.add_argument("--file", help="เขียนลงแฟ้มนี้ · write to this file")
    parser.add_argument("--period", type=int, help="เดือนรายงาน เช่น 256908 · month, 256908 is May 2569")
    parser.add_argument("--seen", default="", help="ตามที่เห็น ณ วัน · as seen at the end of a day (2026-05-31)")
    who_asks(parser)


def quality(asked: argparse.Namespace) -> int:
    """Write each office and month (or each line of what they are put together by): sent in time, late, not sent."""
    from dataclasses import asdict

    from django.utils import timezone

    from prasan.desk import quality as counting
    from prasan.progress import periods

    today = timezone.localdate()
    shown = periods.last(periods.open_period(today), max(1, min(asked.months, 24)))
    found = counting.rows(shown, today, (0, 2_147_483_647), asked.agency)
    for line in counting.lines(found, asked.by):
        row = {"key": line.key, "name": line.name, **asdict(line.counted)}
        told = f"{line.name}: {line.counted.on_time}/{line.counted.expected}"
        write_row(row) if asked.json else print(told)
    return OK


def _quality_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--months", type=int, default=12, help="กี่เดือนล่าสุด · how many months")
    parser.add_argument("--by", choices=("office", "agency", "province", "month"), default="office", help="แยกตาม · by")
    parser.add_argument("--agency", default="", help="สังกัด · agency")


def year(asked: argparse.Namespace) -> int:
    """Write a fiscal year's lists, or take a step; exit code 1 where the step is refused."""
    from prasan.desk import years
    from prasan.desk.year_commands import STEPS
    from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform

    if asked.do:
        try:
            perform(SYSTEM, STEPS[asked.do](year=asked.year, reason=asked.reason))
        except (RuleBroken, Refused) as broken:
            return fault(str(broken.text), asked)
    for part, points in (("opening", years.opening(asked.year)), ("closing", years.closing(asked.year))):
        for one in points:
            row = {"year": asked.year, "list": part, "key": one.key, "done": one.done, "total": one.total}
            write_row(row) if asked.json else print(f"{part} {one.key}: {one.done}/{one.total} {one.name}")
    return OK


def _year_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", type=int, help="ปีงบประมาณ พ.ศ. · fiscal year (BE)")
    parser.add_argument("--do", choices=("open", "carry", "close", "reopen"), help="ทำรายการ · take a step")
    parser.add_argument("--reason", default="", help="เหตุผล · why")


COMMANDS = [
    Cli("years check", "เปิดและปิดปีงบประมาณ", "opening and closing of a fiscal year", year, _year_arguments),
    Cli("figures quality", "ความครบถ้วนและตรงเวลา", "completeness and timeliness", quality, _quality_arguments),
    Cli("brief province", "เอกสารสรุปของจังหวัด", "the brief of a province", brief, _arguments),
    Cli("brief policy", "เอกสารสรุปของนโยบาย", "the brief of a policy", brief, _arguments),
    Cli("brief region", "เอกสารสรุปของเขตตรวจราชการ", "the brief of an inspection region", brief, _arguments),
]


def frozen(asked: argparse.Namespace) -> int:
    """List the sets of figures given outside, show one beside today's values, or freeze a page's figures."""
    from prasan.desk.api import frozen_row, frozen_with_lines
    from prasan.platform.commands.errors import PeopleError
    from prasan.progress.models import FrozenSet

    actor = reader(asked.who)
    if actor is None:
        return no_seat(asked)
    rows = FrozenSet.objects.visible_to(actor).select_related("area")
    try:
        if asked.make:
            told = frozen_with_lines(rows.get(pk=_freeze(asked, actor)))
        elif asked.set:
            number, _slash, year = asked.set.partition("/")
            found = (
                rows.filter(number=int(number), year=int(year)).first() if number.isdigit() and year.isdigit() else None
            )
            if found is None:
                return fault(f"ไม่พบชุดนี้ · no such set: {asked.set}", asked, "not-found")
            told = frozen_with_lines(found)
        else:
            for one in rows.iterator():
                _tell(frozen_row(one), asked)
            return OK
    except PeopleError as refused:
        return fault(str(refused.text), asked)
    _tell(told, asked)
    return OK


def _freeze(asked: argparse.Namespace, actor: Any) -> int:
    from prasan.desk.pages.frozen import lines_from
    from prasan.platform.commands import Refused, perform
    from prasan.progress.frozen.commands import Freeze

    if asked.who is None:
        raise Refused("ระบุผู้ตรึงด้วย --as · say who freezes with --as")
    what, _equals, which = asked.make.partition(":")
    command = Freeze(given_to=asked.to, purpose=asked.purpose, lines=lines_from(actor, {what: which}))
    return int(perform(actor, command).pk)


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    """Write a set as a row, or for a person."""
    if asked.json:
        write_row({name: _plain(value) for name, value in row.items()})
        return
    print(f"{row['number']}/{row['year']}  {row['given_to']:<10} {row['given_on']}  {row['area']}  {row['purpose']}")
    for line in row.get("lines", []):
        sign = " *" if line["changed"] else ""
        print(f"  {line['label']}: {line['given']} → {line['today']} {line['unit']}{sign}")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _frozen_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("set", nargs="?", help="เลขที่ชุด เช่น 4/2569 (ไม่ใส่ = ทุกชุด) · number of a set, else all")
    parser.add_argument("--make", help="ตรึงตัวเลขของหน้านี้ · freeze the figures of policy:NUMBER or province:CODE")
    parser.add_argument("--to", default="other", help="ให้แก่ · cabinet, emenscr, minutes, press, parliament, other")
    parser.add_argument("--purpose", default="", help="เพื่อ · what for")
    parser.add_argument("--as", dest="who", help="ในสิทธิของบัญชีนี้ · under the rights of this account")


COMMANDS.append(Cli("frozen", "ชุดตัวเลขที่ให้ไว้ภายนอก", "figures given outside, beside today's", frozen, _frozen_arguments))
COMMANDS += SITUATION
COMMANDS += CALENDAR
COMMANDS += BOARDS
COMMANDS += AGENDA
