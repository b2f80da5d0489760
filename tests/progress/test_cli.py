"""`prasan figures check` as scripts and people call it."""

import json
import subprocess
import sys

import pytest

from prasan.config.cli import build_parser, commands


def call(words, capsys):
    asked = build_parser(commands()).parse_args(["figures", "check", *words])
    code = asked._cli.run(asked)
    return code, capsys.readouterr()


def rows(told):
    return [json.loads(line) for line in told.out.splitlines()]


GOOD = "scope_code,labour_force,employed,unemployed\n90,100000,98000,2000\n"


@pytest.mark.parametrize(
    "raw",
    [GOOD.encode(), GOOD.replace(",", ";").encode("utf-8-sig"), GOOD.replace(",", "\t").replace("\n", "\r\n").encode()],
)
def test_csv_of_any_usual_kind_is_read(raw, tmp_path, capsys):
    file = tmp_path / "rows.csv"
    file.write_bytes(raw)
    code, told = call([str(file), "--json"], capsys)
    assert (code, rows(told)) == (0, [{"scope_code": "90", "percent": None, "flags": []}])


def test_a_csv_of_the_thai_windows_code_page_is_read(tmp_path, capsys):
    file = tmp_path / "rows.csv"
    file.write_bytes("scope_code,scope_th,employed\n90,สงขลา,๙๘๐๐x\n".encode("cp874"))
    code, told = call([str(file)], capsys)
    assert code == 1
    assert "สงขลา" in told.out
    assert "ผู้มีงานทำ" in told.out


def test_a_line_that_is_no_row_does_not_stop_the_rest(tmp_path, capsys):
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1, "target": 10, "actual": 5}\n{"id": 2\n{"id": 3}\n', encoding="utf-8")
    code, told = call([str(file), "--json"], capsys)
    first, broken, empty = rows(told)
    assert code == 1
    assert first["percent"] == 50.0
    assert (broken["error"], broken["line"]) == ("bad-row", 2)
    assert (empty["error"], empty["id"]) == ("bad-row", 3)


def test_a_soft_finding_alone_is_no_failure(tmp_path, capsys):
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1, "target": 10, "actual": 5, "stated_percent": 55}\n', encoding="utf-8")
    code, told = call([str(file), "--json"], capsys)
    assert (code, rows(told)[0]["flags"][0]["severity"]) == (0, "soft")


def test_a_file_that_is_not_there_is_a_bad_call(tmp_path, capsys):
    code, told = call([str(tmp_path / "none.csv"), "--json"], capsys)
    assert code == 2
    assert rows(told)[0]["error"] == "unreadable"


def test_it_needs_no_database(tmp_path):
    call = [sys.executable, "-m", "prasan", "figures", "check", "--json"]
    done = subprocess.run(call, input=GOOD, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["flags"] == []
