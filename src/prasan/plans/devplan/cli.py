"""`prasan plans development`: what stands where, and files that bring lines, for scripts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, problem, write_row


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "what", choices=("items", "lines", "in"),
        help="items เรื่องที่สั่งให้บรรจุรายจังหวัด lines รายการ in นำเข้าไฟล์ · ordered items, lines, read a file",
    )  # fmt: skip
    parser.add_argument("--year", type=int, help="ปีงบประมาณ · fiscal year, Buddhist era")
    parser.add_argument("--area", help="รหัสจังหวัด · code of the province")
    parser.add_argument("--group", type=int, help="เลขกลุ่มจังหวัด (in) · number of the province group")
    parser.add_argument("--file", help="ไฟล์ xlsx หรือ csv (in) · the file")
    parser.add_argument("--apply", action="store_true", help="นำเข้าจริง (in) · load, not only preview")


def run(asked: argparse.Namespace) -> int:
    """Write ordered items or lines, one a row; or read a file: preview, and with --apply load all of it or nothing."""
    from prasan.platform.commands import RuleBroken

    try:
        return {"items": _items, "lines": _lines, "in": _in}[asked.what](asked)
    except OSError as fault:
        return _bad("unreadable", str(fault), asked)
    except RuleBroken as broken:
        return _bad("refused", str(broken.text), asked)


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int = PROBLEMS) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _items(asked: argparse.Namespace) -> int:
    from prasan.plans.devplan.api import items_by_province
    from prasan.plans.devplan.pages import now
    from prasan.platform.commands import SYSTEM

    for row in items_by_province(SYSTEM, asked.year or now()):
        if asked.json:
            write_row(row)
            continue
        counts = " ".join(f"{state}={len(codes)}" for state, codes in row["provinces"].items())
        print(f"{row['code']:<24} {counts}")
    return OK


def _lines(asked: argparse.Namespace) -> int:
    from prasan.plans.devplan.api import NAMES, VALUES, rows
    from prasan.platform.commands import SYSTEM
    from prasan.platform.journal.changes import plain

    found = rows(SYSTEM, year=asked.year, area=asked.area)
    for values in found.values_list(*VALUES).iterator(chunk_size=1000):
        row = {name: plain(value) for name, value in zip(NAMES, values, strict=True)}
        if asked.json:
            write_row(row)
        else:
            whose = row["area"] or f"PG-{row['group']}"
            print(f"{row['id']:>6}  {row['fiscal_year']}  {whose:<6} {row['state']:<12} {row['project_th']}")
    return OK


def _place(asked: argparse.Namespace) -> dict[str, Any]:
    from prasan.directory.models import Area, AreaGroup

    if asked.group is not None:
        rows = AreaGroup.objects.filter(kind="province-group", number=asked.group).order_by("-pk")
        return {"group_id": rows.values_list("pk", flat=True).first()}
    return {"area_id": Area.objects.provinces().filter(code=asked.area or "").values_list("pk", flat=True).first()}


def _in(asked: argparse.Namespace) -> int:
    from prasan.directory.intake import Bad, Line
    from prasan.plans.devplan.loading import KeepDevLines, LoadDevLines
    from prasan.plans.devplan.reading import read
    from prasan.platform.commands import SYSTEM, perform

    where = _place(asked)
    if not asked.file or None in where.values():
        return _bad("bad-call", "ใส่ --file และ --area หรือ --group · give --file and --area or --group", asked, BAD_CALL)
    path = Path(asked.file)
    content = path.read_bytes()
    plan = read(path.name, content, **where)
    told: list[Line | Bad] = [*plan.lines, *plan.bad]
    for line in told:
        write_row(line.as_row()) if asked.json else print(line.as_text())
    if not plan.bad and asked.apply and plan.steps:
        kept = perform(SYSTEM, KeepDevLines(file_name=path.name, content=content, **where))
        perform(SYSTEM, LoadDevLines(target_id=kept.pk))
    print(plan.summary(), file=sys.stderr)
    return PROBLEMS if plan.bad else OK
