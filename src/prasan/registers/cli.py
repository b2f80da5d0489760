"""`prasan services export`: the service directory as files for others."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, show, write_row
from prasan.registers.cli_mobile import COMMANDS as MOBILE


def _export(actor: Any, asked: argparse.Namespace) -> None:
    """Write the directory as an HSDS package."""
    from prasan.registers.hsds.files import export

    written = export(actor, Path(asked.hsds))
    show(({"file": name, "bytes": size} for name, size in written.items()), as_json=asked.json)


def _exporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hsds", required=True, metavar="FOLDER|FILE.zip",
        help="โฟลเดอร์หรือไฟล์ .zip ตามมาตรฐาน HSDS 3.0 · a folder or a .zip file, as HSDS 3.0",
    )  # fmt: skip
    who_asks(parser)


def _load(actor: Any, asked: argparse.Namespace) -> None:
    """Enter the people of a file; the same file again goes on where it stopped, and enters nobody twice."""
    from prasan.platform.commands import perform
    from prasan.registers.commands.people_loads import ResumeLoad
    from prasan.registers.loading.handing import otherwise, take_in
    from prasan.registers.loading.result import lines_of
    from prasan.registers.loading.settling import counts
    from prasan.registers.loading.work import at_once

    path = Path(asked.file)
    right = {"purpose": asked.purpose, "ground": asked.ground, "notice_version": asked.notice, "dry": asked.dry_run}
    load, fresh = take_in(actor, path.name, path.read_bytes(), right)
    for name, kept in {} if fresh else otherwise(load, right).items():
        told = f"{name}: {kept} ≠ {right[name]}"
        print(f"ไฟล์นี้นำเข้าไว้แล้วโดยใช้ค่าเดิม · handed in before, the former value holds: {told}", file=sys.stderr)
    if not fresh and counts(load)["waiting"]:
        perform(actor, ResumeLoad(target_id=load.pk))
    if fresh or counts(load)["waiting"]:
        at_once(actor, load)
    found = counts(load)
    if asked.json:
        for line in lines_of(load):
            write_row(line)
        write_row({"load": load.pk, "dry_run": load.dry, **found})
        return
    for line in lines_of(load):
        if line["verdict"] != "new":
            print("\t".join(str(line[name] or "-") for name in ("sheet", "row", "verdict", "field", "text")))
    print(" · ".join(f"{name} {n}" for name, n in found.items()))


def _loading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="ไฟล์ csv หรือ xlsx · a csv or xlsx file")
    parser.add_argument("--dry-run", action="store_true", help="ตรวจอย่างเดียว ไม่บันทึก · look only, enter nobody")
    parser.add_argument("--purpose", default="service", help="วัตถุประสงค์ · purpose")
    parser.add_argument("--ground", default="consent", help="ฐานทางกฎหมาย · legal ground")
    parser.add_argument("--notice", required=True, help="ฉบับของคำแจ้งที่ให้อ่าน · version of the notice that was given")
    who_asks(parser, required=True)


COMMANDS = [
    Cli(
        "people load",
        "นำเข้ารายชื่อจากไฟล์พร้อมรายงานรายการซ้ำ",
        "enter people of a file, duplicates told",
        run_as(_load),
        _loading,
    ),
    Cli("services export", "ทำเนียบบริการเป็นไฟล์มาตรฐาน", "the service directory as files", run_as(_export), _exporting),
    *MOBILE,
]
