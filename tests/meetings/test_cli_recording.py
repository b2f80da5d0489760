"""`prasan meetings recording`: a folder listed and checked with neither Django nor a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prasan.config.cli import build_parser, commands
from prasan.meetings.media.recording.kept import read
from tests.meetings.recorded import Recorded

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    made = Recorded(tmp_path, "m5", 1_700_000_000.0)
    made.part("a1/mic", 0, 2)
    made.gap(2, 3)
    made.part("a1/mic", 3, 1)
    return made.done(4)


def main(*words: str) -> int:
    asked = build_parser(commands()).parse_args(["meetings", "recording", *words])
    return asked._cli.run(asked)


def test_it_lists_files_and_gaps_in_order(folder, capsys, monkeypatch):
    monkeypatch.setenv("PRASAN_RECORDINGS", str(folder.parent))
    assert main("list", "5", "--json") == 0
    rows = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert [(one["kind"], one["seconds"], one["why"]) for one in rows] == [
        ("file", 2, "stopped"), ("gap", 1, "paused"), ("file", 1, "stopped"),
    ]  # fmt: skip
    assert rows[0]["sha256"] == read(folder).parts[0].sha256
    assert main("list", "6") == 2


def test_it_says_in_both_languages_what_is_missing_or_altered(folder, capsys):
    digest = read(folder).digest
    assert main("check", "5", "--folder", str(folder), "--digest", digest) == 0
    assert "ครบถ้วน ไม่ถูกแก้ไข · whole and unaltered" in capsys.readouterr().out
    first, second = (folder / one.file for one in read(folder).parts)
    first.write_bytes(first.read_bytes()[:-1] + b"\0")
    second.unlink()
    assert main("check", "5", "--folder", str(folder), "--digest", "0" * 64) == 1
    said = capsys.readouterr().out
    assert f"{first.name}: เนื้อหาถูกแก้ไข · " in said
    assert f"{second.name}: ไม่พบไฟล์ · " in said
    assert "บัญชีไฟล์ไม่ตรงกับรหัสที่เก็บไว้ · " in said


def test_checking_needs_neither_django_nor_a_database(folder, tmp_path):
    blocked = tmp_path / "blocked" / "django"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ImportError('no Django here')")
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(blocked.parent), str(ROOT / "src")])}
    command = [sys.executable, "-m", "prasan", "meetings", "recording", "check", "5", "--folder", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 0, done.stderr
