"""Meetings from the command line; `verify` runs without a database and names the line in Thai and English."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prasan.config.cli import build_parser, commands
from prasan.meetings import cli
from prasan.meetings import commands as c
from prasan.meetings.evidence.chain import FIRST, hash_of
from tests.meetings import ground

ROOT = Path(__file__).parents[2]


def main(words):
    """Run a command as the shell would, without making a database ready."""
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)


def log_of(count: int) -> list[dict]:
    """Return a log of some lines as a file holds it."""
    rows: list[dict] = [{"format": cli.FORMAT, "meeting": 5}]
    before = FIRST
    for seq in range(1, count + 1):
        said = json.dumps({"meeting": 5, "seq": seq, "what": "joined", "line": 7, "person": None, "more": {}})
        rows.append({"seq": seq, "said": said, "before": before, "hash": hash_of(before, said)})
        before = rows[-1]["hash"]
    return rows


def written(tmp_path, rows):
    file = tmp_path / "log.jsonl"
    file.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in rows))
    return str(file)


def test_meetings_are_listed_shown_and_their_log_verifies(g, capsys, tmp_path):
    made = ground.running(g)
    done = g.do("duty", c.CloseMeeting(target_id=made.pk))
    assert main(["meetings", "list", "--view", "past", "--json", "--as", "plo"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == made.pk
    assert main(["meetings", "list", "--view", "past", "--as", "plo"]) == 0
    assert made.title in capsys.readouterr().out
    assert main(["meetings", "show", str(made.pk), "--as", "plo", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["roster"]) == 5
    assert main(["meetings", "show", str(made.pk), "--as", "doe-80"]) == 1
    capsys.readouterr()
    assert main(["meetings", "log", str(made.pk), "--as", "plo"]) == 0
    file = tmp_path / "log.jsonl"
    file.write_text(capsys.readouterr().out)
    assert main(["meetings", "verify", str(file), "--last", done.final_hash]) == 0
    assert done.final_hash in capsys.readouterr().out


@pytest.mark.parametrize(
    ("spoil", "line", "thai"),
    [
        (lambda rows: rows[2].update(said=rows[2]["said"].replace("joined", "left")), 2, "ข้อความถูกแก้ไข"),
        (lambda rows: rows.pop(3), 3, "ลำดับบรรทัดไม่ต่อกัน"),
        (lambda rows: rows.insert(2, rows.pop(3)), 2, "ไม่ต่อจากบรรทัดก่อนหน้า"),
        (lambda rows: rows[4].update(what="left"), 4, "คอลัมน์ไม่ตรงกับข้อความ"),
        (lambda rows: rows.insert(2, "{not json"), 3, "อ่านบรรทัดนี้ไม่ได้"),
    ],
)
def test_every_change_is_told_with_its_line_in_both_languages(capsys, tmp_path, spoil, line, thai):
    rows = log_of(5)
    spoil(rows)
    assert main(["meetings", "verify", written(tmp_path, rows)]) == 1
    said = capsys.readouterr().out
    assert f"บรรทัดที่ {line} · line {line}: {thai} · " in said
    assert main(["meetings", "verify", written(tmp_path, rows), "--json"]) == 1
    told = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert told[0]["whole"] is False
    assert line in {one["line"] for one in told[1:]}


def test_an_end_that_was_cut_off_an_empty_file_and_another_file_are_told(capsys, tmp_path):
    rows = log_of(4)
    assert main(["meetings", "verify", written(tmp_path, rows[:-1]), "--last", rows[-1]["hash"]]) == 1
    assert "ไม่จบด้วยรหัสที่เก็บไว้" in capsys.readouterr().out
    assert main(["meetings", "verify", written(tmp_path, [])]) == 1
    assert main(["meetings", "verify", written(tmp_path, rows[1:])]) == 1
    assert "ไม่ใช่ไฟล์ข้อมูลจราจร" in capsys.readouterr().out
    assert main(["meetings", "verify", str(tmp_path / "none")]) == 2


def test_verifying_needs_neither_django_nor_a_database(tmp_path):
    file = written(tmp_path, log_of(3))
    code = (
        "import sys; from prasan.config.cli import call; code = call(['meetings', 'verify', sys.argv[1]]);"
        "assert not {'django', 'psycopg'} & set(sys.modules), 'loaded'; sys.exit(code)"
    )
    told = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PRASAN"))}
    done = subprocess.run(
        [sys.executable, "-c", code, file], capture_output=True, text=True, check=False, cwd=ROOT,
        env=told | {"PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 บรรทัด" in done.stdout
