"""`prasan areas …`: areas, and their groups as of a day; `prasan directory import …`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, show, write_row

KINDS = ("inspection-region", "province-group")
LEVELS = ("nation", "province", "district", "subdistrict", "country")


def groups(asked: argparse.Namespace) -> int:
    """Say for each province its group of a kind on a day, or that this is unknown, or that it is in none."""
    from prasan.directory.queries import groups_as_of

    day = _day(asked.as_of)
    if day is None:
        return _bad(f"--as-of {asked.as_of}: ไม่ใช่วันที่ · not a date", asked)
    rows = [
        {
            "province": line.province.code,
            "group": str(line.group.number) if line.group else None,
            "name": line.group.name_th if line.group else None,
            "valid_from": line.valid_from.isoformat() if line.valid_from else None,
            "valid_to": line.valid_to.isoformat() if line.valid_to else None,
            "status": line.status,
        }
        for line in groups_as_of(asked.kind, day)
    ]
    if not rows:
        return _problem("no-provinces", "ยังไม่มีพื้นที่ ให้โหลดชุดข้อมูลก่อน · no areas, load a pack first", asked)
    return show(rows, as_json=asked.json)


def areas(asked: argparse.Namespace) -> int:
    """List areas of a level, or those within one area."""
    from django.db.models import F

    from prasan.directory.models import Area

    found = Area.objects.order_by("id").filter(kind=asked.level)
    if asked.within:
        above = Area.objects.filter(code=asked.within.upper()).first()
        if above is None:
            return _problem("no-such-area", f"ไม่พบพื้นที่ · no such area: {asked.within}", asked)
        found = found.within(above)
    fields = ("code", "kind", "name_th", "name_en", "short_th", "postal_code")
    return show(found.values(*fields, above=F("parent__code")), as_json=asked.json)


def import_file(asked: argparse.Namespace) -> int:
    """Preview a file of offices, people or boundaries; with --apply load it, all of it or nothing."""
    from django.db import transaction

    from prasan.directory.commands import ApplyUpload, KeepUpload
    from prasan.directory.intake import Bad, Line, read_plan
    from prasan.platform.commands import SYSTEM, RuleBroken, perform

    path = Path(asked.file)
    try:
        plan = read_plan(asked.kind, path.name, path.read_bytes())
        told: list[Line | Bad] = [*plan.lines, *plan.bad]
        for line in told:
            write_row(line.as_row()) if asked.json else print(line.as_text())
        if plan.bad:
            print(plan.summary(), file=sys.stderr)
            return PROBLEMS
        if asked.apply:
            with transaction.atomic():
                keep = KeepUpload(kind=asked.kind, file_name=path.name, content=plan.as_json())
                perform(SYSTEM, ApplyUpload(target_id=perform(SYSTEM, keep).pk))
    except OSError as fault:
        return _problem("unreadable", str(fault), asked)
    except RuleBroken as broken:
        return _problem("refused", str(broken.text), asked)
    print(plan.summary(), file=sys.stderr)
    return OK


def _day(text: str) -> Any:
    """Return the day that a date in any form means, None when it is not one day."""
    from prasan.kernel.dates import parse_date

    read = parse_date(text)
    return read.start if read.refused is None and read.kind == "day" else None


def _bad(text: str, asked: argparse.Namespace) -> int:
    _problem("bad-call", text, asked)
    return BAD_CALL


def _problem(code: str, text: str, asked: argparse.Namespace) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return PROBLEMS


def _groups_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", required=True, choices=KINDS, help="ชนิดของกลุ่ม · kind of group")
    parser.add_argument("--as-of", required=True, help="ณ วันที่ · day, ISO or Thai")


def _areas_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--level", choices=LEVELS, default="province", help="ระดับ · level")
    parser.add_argument("--within", help="รหัสพื้นที่ที่ครอบคลุม · code of the area around")


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("offices", "people", "boundaries"), help="ชนิดข้อมูล · what the file holds")
    parser.add_argument("file", help="ไฟล์ xlsx, csv หรือ geojson · the file")
    parser.add_argument("--apply", action="store_true", help="นำเข้าจริง · load, not only preview")


COMMANDS = [
    Cli("areas groups", "กลุ่มของจังหวัด ณ วันที่", "groups of provinces as of a day", groups, _groups_arguments),
    Cli("areas list", "รายการพื้นที่", "areas with their codes", areas, _areas_arguments),
    Cli(
        "directory import",
        "นำเข้าหน่วยงาน บุคลากร แนวเขต",
        "import offices, people, boundaries",
        import_file,
        _import_arguments,
    ),
]
