"""`prasan meetings recording list` and `check`: the folder of a recording alone, no database, nothing decoded."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from prasan.meetings.media.recording.kept import BadManifest, Checked, Kept, check, read
from prasan.meetings.media.recording.manifest import moment
from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, problem, show, write_row
from prasan.platform.postgres import var_dir

THAI = {
    "no_manifest": "ไม่มีบัญชีไฟล์ในโฟลเดอร์นี้", "unreadable": "อ่านบัญชีไฟล์ไม่ได้", "manifest": "บัญชีไฟล์ไม่ตรงกับรหัสที่เก็บไว้",
    "missing": "ไม่พบไฟล์", "size": "ขนาดไม่ตรง", "altered": "เนื้อหาถูกแก้ไข", "unfinished": "ยังบันทึกไม่เสร็จ",
    "extra": "ไม่มีในบัญชีไฟล์", "deleted": "ลบไปแล้วตามระเบียบ ดูบันทึกการเปลี่ยนแปลง",
}  # fmt: skip
"""What each fault is called in Thai."""


def folder_of(asked: argparse.Namespace) -> Path:
    """Return the folder that is asked about: the one given, else that of the meeting in PRASAN_RECORDINGS."""
    if asked.folder:
        return Path(asked.folder)
    return Path(os.environ.get("PRASAN_RECORDINGS") or var_dir() / "recordings") / f"m{asked.meeting}"


def run(asked: argparse.Namespace) -> int:
    """List or check; returns 0, 1 where something is wrong, 2 where the folder is not there."""
    folder = folder_of(asked)
    if not folder.is_dir():
        print(f"ไม่พบโฟลเดอร์ · no such folder: {folder}")
        return BAD_CALL
    return _checked(asked, check(folder, asked.digest)) if asked.do == "check" else _listed(asked, folder)


def _checked(asked: argparse.Namespace, found: Checked) -> int:
    if asked.json:
        write_row({"files": found.files, "bytes": found.size, "digest": found.digest, "whole": found.whole})
        for one in found.faults:
            write_row(problem(one.code, one.text, file=one.file))
    else:
        for one in found.faults:
            print(f"{one.file or 'ทั้งบันทึก · whole recording'}: {THAI[one.code]} · {one.text}")
        word = "ครบถ้วน ไม่ถูกแก้ไข · whole and unaltered" if found.whole else "พบสิ่งผิดปกติ · faults found"
        print(f"{found.files} ไฟล์ · files, {found.size:,} B, {word}, {found.digest}")
    return OK if found.whole else PROBLEMS


def _listed(asked: argparse.Namespace, folder: Path) -> int:
    try:
        kept = read(folder)
    except BadManifest as fault:
        print(f"{THAI['unreadable']} · the manifest cannot be read: {fault}")
        return PROBLEMS
    return show(_rows(kept) if kept is not None else [], as_json=asked.json)


def _rows(kept: Kept) -> list[dict[str, Any]]:
    """Return files and gaps in order of time; times are UTC, ISO 8601."""
    rows = [
        {"kind": "file", "start": moment(one.start), "end": moment(one.end), "seconds": round(one.end - one.start, 3),
         "source": f"{one.peer}/{one.label}", "file": one.file, "bytes": one.size, "sha256": one.sha256,
         "why": one.ended}
        for one in kept.parts
    ]  # fmt: skip
    rows += [
        {"kind": "gap", "start": moment(one.start), "end": moment(one.end), "seconds": round(one.end - one.start, 3),
         "source": "", "file": "", "bytes": 0, "sha256": "", "why": one.reason}
        for one in kept.inner_gaps if one.end is not None
    ]  # fmt: skip
    return sorted(rows, key=lambda one: str(one["start"]))
