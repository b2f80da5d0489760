"""The command line itself: help, exit codes, JSON Lines, broken pipes."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys

import pytest

from prasan.config.cli import build_parser, call, commands
from prasan.platform.cli import answer_rows, read_rows, show

PRASAN = [sys.executable, "-m", "prasan"]


def test_help_is_in_both_languages_and_quick(capsys):
    assert call(["--help"]) == 0
    out = capsys.readouterr().out
    assert "สำรองฐานข้อมูล" in out
    assert "back up" in out
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*PRASAN, "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_help_loads_neither_django_nor_the_server(tmp_path):
    code = "import sys; from prasan.config.cli import call; call(['--help']); print('django' in sys.modules)"
    out = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert out.splitlines()[-1] == "False"


def test_every_command_explains_itself_in_both_languages():
    known = commands()
    assert {"up", "serve", "worker", "backup", "restore", "doctor", "migrate", "pack load", "demo load"} <= {
        cli.name for cli in known
    }
    assert len({cli.name for cli in known}) == len(known)
    for cli in known:
        assert any("\u0e01" <= letter <= "\u0e5b" for letter in cli.help_th), cli.name
        assert cli.help_en.isascii(), cli.name
    build_parser(known)


@pytest.mark.parametrize("words", [[], ["nothing-like-it"], ["restore"], ["up", "--port", "x"]])
def test_a_wrong_call_is_2(words):
    assert call(words) == 2


def test_a_setting_that_cannot_be_read_is_named():
    env = os.environ | {"PRASAN_SESSION_HOURS": "soon"}
    done = subprocess.run([*PRASAN, "manage", "check"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "PRASAN_SESSION_HOURS" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreachable_database_is_told_in_plain_words():
    env = os.environ | {"PRASAN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"}
    done = subprocess.run([*PRASAN, "migrate", "--check"], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "prasan doctor" in done.stderr
    assert "Traceback" not in done.stderr


class TestRows:
    def test_bad_lines_are_told_with_their_number_and_the_rest_goes_on(self):
        source = io.StringIO('{"id":1,"n":2}\n\nnot json\n[1]\n{"id":4}\n{"id":5,"n":0}\n{"id":6,"n":3}\n')
        target = io.StringIO()
        code = answer_rows(lambda row: {"id": row["id"], "half": 6 // self.whole(row["n"])}, source, target)
        rows = [json.loads(line) for line in target.getvalue().splitlines()]
        assert code == 1
        assert [(row.get("error"), row.get("line"), row.get("id"), row.get("half")) for row in rows] == [
            (None, None, 1, 3),
            ("bad-json", 3, None, None),
            ("bad-json", 4, None, None),
            ("bad-row", 5, 4, None),
            ("bad-row", 6, 5, None),
            (None, None, 6, 2),
        ]

    @staticmethod
    def whole(value: int) -> int:
        if value == 0:
            raise ValueError("zero")
        return value

    def test_all_well_is_0(self):
        assert answer_rows(lambda row: row, io.StringIO('{"a":"ก"}\n'), target := io.StringIO()) == 0
        assert target.getvalue() == '{"a":"ก"}\n'

    def test_bytes_that_are_no_utf_8_spoil_one_line(self):
        stream = io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"a":1}\n\xa1\xa2\n{"a":2}\n'))
        assert [(number, row) for number, row, _ in read_rows(stream)] == [(1, {"a": 1}), (2, None), (3, {"a": 2})]

    def test_a_deep_line_is_a_bad_line(self):
        assert next(read_rows(io.StringIO("[" * 200_000 + "\n")))[1] is None

    def test_a_reader_that_leaves_early_is_no_fault(self):
        code = (
            "import sys; sys.argv = ['prasan', 'x']; from prasan.config import cli\n"
            "from prasan.platform.cli import Cli, show\n"
            "rows = ({'n': n} for n in range(200_000))\n"
            "cli.commands = lambda: [Cli('x', 'ก', 'x', lambda asked: show(rows, as_json=True), needs='nothing')]\n"
            "sys.exit(cli.call(['x']))"
        )
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
        assert said == b""
        assert process.returncode == 1

    def test_rows_for_people_have_their_names_first(self, capsys):
        show([{"code": "92", "name": None}], as_json=False)
        assert capsys.readouterr().out == "code\tname\n92\t\n"
