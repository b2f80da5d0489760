"""`prasan areas`, `prasan pack load` and `prasan dates parse` as scripts call them."""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from prasan.config.cli import build_parser, commands
from prasan.directory import cli
from prasan.directory.models import Person
from prasan.packs import cli as packs_cli

SOURCE = Path(__file__).parents[2] / "src"


def call(words: list[str], capsys) -> tuple[int, list[dict]]:
    asked = build_parser(commands()).parse_args(words)
    code = asked._cli.run(asked)
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("pack")
class TestGroups:
    ASKED = ["areas", "groups", "--kind", "inspection-region", "--json", "--as-of"]

    def test_one_line_a_province_and_nothing_guessed(self, capsys):
        code, rows = call([*self.ASKED, "2017-11-02"], capsys)
        assert code == 0
        assert len(rows) == 77
        assert Counter(row["status"] for row in rows) == {"known": 21, "unknown": 55, "none": 1}
        by_code = {row["province"]: row for row in rows}
        assert by_code["92"] == {
            "province": "92",
            "group": "7",
            "name": "ภาคใต้ฝั่งอันดามัน",
            "valid_from": None,
            "valid_to": "2018-09-09",
            "status": "known",
        }
        assert by_code["10"]["status"] == "none"
        assert by_code["11"] == dict.fromkeys(by_code["11"]) | {"province": "11", "status": "unknown"}

    def test_a_thai_date_is_read_as_well(self, capsys):
        _, iso = call([*self.ASKED, "2018-09-10"], capsys)
        _, thai = call([*self.ASKED, "๑๐ ก.ย. ๒๕๖๑"], capsys)
        assert iso == thai

    def test_what_is_no_date_is_a_bad_call(self, capsys):
        asked = argparse.Namespace(kind="inspection-region", as_of="เมื่อวานซืน", json=True)
        assert cli.groups(asked) == 2

    def test_a_table_for_people_has_the_same_lines(self, capsys):
        asked = argparse.Namespace(kind="province-group", as_of="2020-01-01", json=False)
        assert cli.groups(asked) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0].split("\t") == ["province", "group", "name", "valid_from", "valid_to", "status"]
        assert len(lines) == 78

    def test_areas_are_listed_by_level_and_place(self, capsys):
        code, rows = call(["areas", "list", "--level", "district", "--within", "92", "--json"], capsys)
        assert code == 0
        assert {row["above"] for row in rows} == {"92"}
        code, rows = call(["areas", "list", "--within", "ZZ", "--json"], capsys)
        assert (code, rows[0]["error"]) == (1, "no-such-area")

    def test_a_pack_that_is_loaded_says_so(self, capsys):
        code, rows = call(["pack", "load", "--json"], capsys)
        assert (code, rows[0]["loaded"]) == (0, False)

    def test_an_unknown_pack_is_a_problem(self, capsys):
        assert packs_cli.load(argparse.Namespace(name="atlantis", force=False, json=True)) == 1


def test_without_areas_it_says_to_load_a_pack(capsys, monkeypatch):
    monkeypatch.setattr("prasan.directory.queries.groups_as_of", lambda kind, day: [])
    asked = argparse.Namespace(kind="inspection-region", as_of="2020-01-01", json=True)
    assert cli.groups(asked) == 1
    assert "no-provinces" in capsys.readouterr().out


class TestDates:
    def run(self, words, text=""):
        environment = {"PYTHONPATH": str(SOURCE), "PATH": os.environ["PATH"], "PRASAN_DATABASE_URL": "no-database"}
        return subprocess.run(
            [sys.executable, "-m", "prasan", "dates", "parse", *words],
            input=text, capture_output=True, text=True, env=environment, timeout=60, check=False,
        )  # fmt: skip

    def test_rows_in_rows_out_without_a_database(self):
        rows = [
            {"id": "a", "text": "ประชุมวันที่ ๒ พ.ย. ๒๕๖๐", "published": "2017-11-03"},
            {"id": "b", "text": "ไม่มีวัน", "published": None},
        ]
        done = self.run(["--json"], "".join(json.dumps(row) + "\n" for row in rows))
        first, second = map(json.loads, done.stdout.splitlines())
        assert first == {"id": "a", "start": "2017-11-02", "end": "2017-11-02", "kind": "day", "refused": None}
        assert (second["id"], second["refused"]) == ("b", "no-date")
        assert done.returncode == 0

    def test_a_bad_line_is_named_and_the_rest_goes_on(self):
        done = self.run(["--json"], 'nonsense\n{"id":1,"text":"2 พ.ย. 2560"}\n')
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        assert (lines[0]["error"], lines[0]["line"]) == ("bad-json", 1)
        assert lines[1]["start"] == "2017-11-02"
        assert done.returncode == 1

    def test_words_on_the_command_line_are_read_for_people(self):
        assert self.run(["2", "พ.ย.", "2560"]).stdout == "2017-11-02\t2017-11-02\tday\n"

    def test_django_is_not_loaded(self):
        code = (
            "import sys, io; sys.stdin = io.StringIO(''); from prasan.config.cli import call; call(['dates','parse'])"
        )
        code += "; sys.exit('django' in sys.modules)"
        environment = {"PYTHONPATH": str(SOURCE), "PATH": os.environ["PATH"]}
        assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


@pytest.mark.usefixtures("pack")
class TestImport:
    def test_a_file_is_previewed_then_loaded(self, tmp_path, capsys):
        path = tmp_path / "people.csv"
        path.write_text("ชื่อ-นามสกุล,อีเมล\nนายสมชาย ทดสอบ,t1@example.go.th\n", encoding="cp874")
        words = ["directory", "import", "people", str(path), "--json"]
        code, rows = call(words, capsys)
        assert (code, rows[0]["status"], Person.objects.filter(email="t1@example.go.th").exists()) == (0, "new", False)
        assert call([*words, "--apply"], capsys)[0] == 0
        assert Person.objects.get(email="t1@example.go.th").title == "นาย"

    def test_bad_rows_are_named_and_nothing_is_loaded(self, tmp_path, capsys):
        path = tmp_path / "people.csv"
        path.write_text("ชื่อ,อีเมล\nก,ก@ข\nข,x@example.go.th\n")
        code, rows = call(["directory", "import", "people", str(path), "--json", "--apply"], capsys)
        assert code == 1
        assert [row["cell"] for row in rows if row["status"] == "bad"] == ["B2"]
        assert not Person.objects.filter(email="x@example.go.th").exists()

    def test_a_missing_file_is_a_problem(self, capsys):
        assert call(["directory", "import", "people", "/no/such/file", "--json"], capsys)[0] == 1
