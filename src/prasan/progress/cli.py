"""`prasan figures …`: reported numbers for scripts."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, read_rows, write_row
from prasan.progress import cli_reports
from prasan.progress.cli_entry import COMMANDS as ENTRY


def check(asked: argparse.Namespace) -> int:
    """Check reported rows, one answer a row; the exit code is 1 when a row has a hard finding."""
    from prasan.progress.checks.against import Memory
    from prasan.progress.checks.rows import check as check_row

    try:
        raw = Path(asked.file).read_bytes() if asked.file else sys.stdin.buffer.read()
    except OSError as fault:
        return _bad("unreadable", str(fault), asked)
    memory, code = Memory(), OK
    for number, row, reason in rows_of(raw):
        if row is None:
            code = _bad("bad-row", reason, asked, line=number) and PROBLEMS
            continue
        try:
            answer = check_row(row, memory)
        except ValueError as fault:
            known = {"id": row["id"]} if "id" in row else {}
            code = _bad("bad-row", str(fault), asked, line=number, **known) and PROBLEMS
            continue
        if any(flag["severity"] == "hard" for flag in answer["flags"]):
            code = PROBLEMS
        if asked.json:
            write_row(answer)
        else:
            _tell(number, row, answer)
    return code


def rows_of(raw: bytes) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    """Rows of CSV (UTF-8 or the Thai Windows code page, comma, semicolon or tab) or of JSON Lines, with their line.

    Yields (line number, row, "") or (line number, None, what is wrong with the line).
    """
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b""):
        yield from read_rows(io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp874", errors="replace")
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    for row in reader:
        if None in row:
            yield reader.line_num, None, "แถวนี้มีช่องมากกว่าหัวตาราง · more cells than the header"
        elif any((value or "").strip() for value in row.values()):
            yield reader.line_num, {str(key).strip(): value for key, value in row.items()}, ""


def _tell(number: int, row: dict[str, Any], answer: dict[str, Any]) -> None:
    """Print a row's findings for a person."""
    name = row.get("id") or row.get("scope_th") or row.get("scope_code") or f"แถว/line {number}"
    share = "" if answer["percent"] is None else f" {answer['percent']}%"
    print(f"{name}{share}: {'ไม่พบข้อสังเกต · nothing found' if not answer['flags'] else ''}")
    for flag in answer["flags"]:
        print(f"  {'✗' if flag['severity'] == 'hard' else '?'} {flag['code']}: {flag['text']}")


def _bad(code: str, text: str, asked: argparse.Namespace, **facts: Any) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text, **facts))
    return BAD_CALL if code == "unreadable" else PROBLEMS


def load(asked: argparse.Namespace) -> int:
    """Load a file of figures, all of it or nothing; bad rows are told by line. Without --apply nothing is written."""
    from django.db import transaction

    from prasan.platform.commands import SYSTEM, RuleBroken, perform
    from prasan.progress.folding import fold_all
    from prasan.progress.loading import BadFile, LoadFigures

    path = Path(asked.file)
    try:
        command = LoadFigures(
            file_name=path.name, content=path.read_bytes(), level=LEVELS[asked.level],
            earlier_years=bool(asked.reason), reason=asked.reason or "",
        )  # fmt: skip
        with transaction.atomic():
            done = perform(SYSTEM, command)
            if not asked.apply:
                transaction.set_rollback(True)
    except OSError as fault:
        return _bad("unreadable", str(fault), asked)
    except BadFile as broken:
        for row in broken.rows:
            write_row(row.as_row()) if asked.json else print(f"  {row.line}: {row.text}")
        return _bad("bad-file", str(broken.text), asked, count=broken.count)
    except RuleBroken as broken:
        return _bad("refused", str(broken.text), asked)
    folded = fold_all() if asked.apply else 0
    told = {"rows": done.rows, "figures": done.figures, "reports": done.reports, "applied": asked.apply}
    write_row(told | {"folded": folded}) if asked.json else print(
        f"{done.rows} แถว · rows, {done.figures} ตัวเลขที่เปลี่ยน · figures changed, {done.reports} รายงาน · reports"
        + ("" if asked.apply else " (ยังไม่ได้บันทึก: เพิ่ม --apply · nothing written: add --apply)")
    )
    return OK


def rollup(asked: argparse.Namespace) -> int:
    """Write one indicator rolled up: each month and area one line, value null where nothing was reported."""
    from prasan.directory.models import Area
    from prasan.kernel.digits import from_scaled
    from prasan.progress import periods, sheets
    from prasan.progress.bulk.staging import read_period
    from prasan.registers.models import Indicator

    indicator = Indicator.objects.filter(code=asked.indicator).first()
    first, last = read_period(asked.first), read_period(asked.last)
    above = Area.objects.filter(code=asked.within.upper()).first()
    if indicator is None or above is None or first is None or last is None or first > last:
        return _bad("unreadable", "ไม่รู้จักตัวชี้วัด พื้นที่ หรือเดือน · no such indicator, area or months", asked)
    where = sheets.places()
    found = sheets.read([indicator.pk], first, last, LEVELS[asked.level])
    kinds = ["province"] if asked.by == "province" else [above.kind]
    shown = Area.objects.within(above).filter(kind__in=kinds) if asked.by == "province" else [above]
    for area in shown:
        slots = where.within(area.pk, area.last)
        for period in periods.between(first, last):
            vector = found.get(indicator.pk, period, LEVELS[asked.level])
            cell = vector.over(slots) if vector else (0, 0, 0)
            value = sheets.value(indicator.summing, indicator.decimals, cell)
            write_row({
                "indicator": indicator.code, "area": area.code, "period": periods.bounds(period)[0].isoformat()[:7],
                "value": None if value is None else float(from_scaled(value, indicator.decimals)), "figures": cell[1],
            })  # fmt: skip
    return OK


def rebuild(asked: argparse.Namespace) -> int:
    """Compute every roll-up anew from its figures; nothing is stale before or after."""
    from prasan.progress.models import Sheet, Strip
    from prasan.progress.rebuilding import rebuild as again

    again()
    told = {"sheets": Sheet.objects.count(), "strips": Strip.objects.count()}
    write_row(told) if asked.json else print(f"{told['sheets']} sheets, {told['strips']} strips")
    return OK


LEVELS = {"submitted": 1, "head": 2, "department": 3, "province": 4}
"""How far a figure has come, as the command line names it."""


def _load_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="ไฟล์ CSV · the CSV: indicator, area, period, office, member, value, denominator")
    parser.add_argument("--level", choices=tuple(LEVELS), default="province", help="ระดับการรับรอง")
    parser.add_argument("--reason", help="เหตุผลที่นำเข้าเดือนที่ปิดรับแล้ว · why locked months are loaded")
    parser.add_argument("--apply", action="store_true", help="นำเข้าจริง · load, not only check")


def _rollup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--indicator", required=True, help="รหัสตัวชี้วัด · code of the indicator")
    parser.add_argument("--first", required=True, help="เดือนแรก · first month (2026-10)")
    parser.add_argument("--last", required=True, help="เดือนสุดท้าย · last month")
    parser.add_argument("--within", default="TH", help="รหัสพื้นที่ · code of the area")
    parser.add_argument(
        "--by", choices=("area", "province"), default="area", help="รวม หรือแยกจังหวัด · whole or by province"
    )
    parser.add_argument(
        "--level", choices=sorted(LEVELS), default="province", help="ระดับการรับรอง · level of acceptance"
    )


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="ไฟล์ CSV หรือ JSON Lines (ไม่ใส่ = อ่านจาก stdin) · the file, else stdin")


def forecast(asked: argparse.Namespace) -> int:
    """Forecast the year-end value of an indicator, in one area or in every province; exit code 1 for no such thing."""
    from django.utils import timezone

    from prasan.directory.models import Area
    from prasan.progress import forecasts, periods
    from prasan.registers import settings
    from prasan.registers.models import Indicator

    indicator = Indicator.objects.filter(code=asked.indicator).first()
    if indicator is None:
        return _bad("no-such-indicator", f"ไม่พบตัวชี้วัด · no such indicator: {asked.indicator}", asked)
    provinces = Area.objects.provinces().order_by("id")
    areas = list(Area.objects.filter(code=asked.area.upper()) if asked.area else provinces)
    if not areas:
        return _bad("no-such-area", f"ไม่พบพื้นที่ · no such area: {asked.area}", asked)
    try:
        period = asked.period or periods.shown_period(timezone.localdate(), settings.current()["report-due-day"])
        periods.split(period)
    except ValueError:
        return _bad("bad-period", f"ไม่ใช่เดือนรายงาน · not a reporting month: {asked.period}", asked)
    for row in forecasts.rows(indicator, areas, period):
        if asked.json:
            write_row(row)
        else:
            print(f"{row['area_th']}: {row['sentence_th']} · {row['sentence_en']}")
            if row["detail_th"]:
                print(f"  {row['detail_th']} · {row['detail_en']}")
    return OK


def _forecast_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--indicator", required=True, help="รหัสตัวชี้วัด · the indicator's code")
    parser.add_argument("--area", help="รหัสพื้นที่ เช่น 92 หรือ TH (ไม่ใส่ = ทุกจังหวัด) · an area, else every province")
    parser.add_argument("--period", type=int, help="เดือนรายงาน เช่น 256908 · month known, 256908 is May 2569")


def rank(asked: argparse.Namespace) -> int:
    """Rank the provinces fairly by an indicator; exit code 1 for no such thing or where no ranking is fair."""
    from django.utils import timezone

    from prasan.directory.models import Area
    from prasan.progress import periods, ranks
    from prasan.registers.models import Indicator

    indicator = Indicator.objects.filter(code=asked.indicator).first()
    if indicator is None:
        return _bad("no-such-indicator", f"ไม่พบตัวชี้วัด · no such indicator: {asked.indicator}", asked)
    try:
        period = asked.period or periods.open_period(timezone.localdate())
        periods.split(period)
    except ValueError:
        return _bad("bad-period", f"ไม่ใช่เดือนรายงาน · not a reporting month: {asked.period}", asked)
    areas = list(Area.objects.provinces().order_by("id"))
    found = ranks.ranks(indicator, period, areas)
    if found.reason:
        return _bad(found.reason, str(ranks.REASONS[found.reason]), asked)
    for row in ranks.as_rows(found, areas):
        if asked.json:
            write_row({"indicator": indicator.code, "period": period} | row)
        elif row["place"] is None:
            print(f"–  {row['area_th']}: {row['verdict']}")
        else:
            print(
                f"{row['place']}  {row['area_th']} ({row['lowest']}–{row['highest']}, ธรรมดา · plain"
                f" {row['plain_place']}): {row['verdict']}"
            )
    return OK


def _rank_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--indicator", required=True, help="รหัสตัวชี้วัด · the indicator's code")
    parser.add_argument("--period", type=int, help="เดือนรายงาน เช่น 256908 · month, 256908 is May 2569")


def workbook(asked: argparse.Namespace) -> int:
    """Write a report as a workbook, or read a filled one."""
    from prasan.progress.workbook.cli import run

    return run(asked)


def _workbook_arguments(parser: argparse.ArgumentParser) -> None:
    from prasan.progress.workbook.cli import configure

    configure(parser)


COMMANDS = [
    *ENTRY,
    Cli(
        "figures check",
        "ตรวจตัวเลขที่รายงาน",
        "check reported numbers",
        check,
        _check_arguments,
        needs="django",
    ),
    Cli("figures load", "นำเข้าตัวเลขจำนวนมาก", "load many figures", load, _load_arguments),
    Cli("figures rollup", "ยอดรวมของตัวชี้วัด", "an indicator rolled up", rollup, _rollup_arguments),
    Cli("figures rebuild", "คำนวณยอดรวมใหม่ทั้งหมด", "compute every roll-up anew", rebuild),
    Cli(
        "figures forecast",
        "คาดการณ์ผลสิ้นปีของตัวชี้วัด",
        "forecast the year-end value of an indicator",
        forecast,
        _forecast_arguments,
    ),
    Cli(
        "figures rank",
        "จัดอันดับจังหวัดอย่างเป็นธรรม",
        "rank the provinces fairly",
        rank,
        _rank_arguments,
    ),
    Cli(
        "figures workbook",
        "แบบรายงาน Excel ออกและเข้า",
        "a report as a workbook, out and in",
        workbook,
        _workbook_arguments,
    ),
    *cli_reports.COMMANDS,
]
