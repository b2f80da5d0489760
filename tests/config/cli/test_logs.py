"""`prasan logs`: handing out the traffic of a period."""

from __future__ import annotations

import argparse
import datetime as dt
import json

import pytest

from prasan.config.cli.logs import COMMANDS, a_day
from prasan.platform.web.traffic import TrafficLog


@pytest.fixture
def kept(settings, tmp_path):
    settings.TRAFFIC_FOLDER = tmp_path / "traffic"
    log = TrafficLog(settings.TRAFFIC_FOLDER, 90, settings.TIME_ZONE)
    start = dt.datetime.now(log.zone) - dt.timedelta(days=3)
    for number in range(3):
        moment = start + dt.timedelta(days=number)
        entry = {"from": f"203.0.113.{number}", "person": number, "method": "GET", "path": "/", "status": 200}
        log.write(entry, moment)
    log.close()
    return start.date(), settings.TRAFFIC_FOLDER


def call(*words):
    cli = {one.name: one for one in COMMANDS}[" ".join(words[:2])]
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    cli.configure(parser)
    return cli.run(parser.parse_args(words[2:]))


def test_export_prints_the_lines_of_the_days_asked_for(kept, capsys):
    first, _ = kept
    last = first + dt.timedelta(days=1)
    assert call("logs", "export", "--from", first.isoformat(), "--to", last.isoformat()) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["person"] for row in rows] == [0, 1]
    assert set(rows[0]) == {"at", "from", "person", "method", "path", "status", "request_id"}


def test_export_by_person_and_by_address(kept, capsys):
    first, _ = kept
    span = ("--from", first.isoformat(), "--to", (first + dt.timedelta(days=2)).isoformat())
    call("logs", "export", *span, "--person", "2")
    assert [json.loads(line)["person"] for line in capsys.readouterr().out.splitlines()] == [2]
    call("logs", "export", *span, "--address", "203.0.113.0")
    assert [json.loads(line)["person"] for line in capsys.readouterr().out.splitlines()] == [0]


def test_an_export_is_itself_a_line(kept, capsys):
    first, folder = kept
    call("logs", "export", "--from", first.isoformat(), "--to", first.isoformat())
    newest = sorted(folder.iterdir())[-1].read_text().splitlines()[-1]
    assert json.loads(newest)["method"] == "EXPORT"
    assert json.loads(newest)["status"] == 1


def test_days_that_are_not_kept_are_named(kept, capsys):
    first, _ = kept
    before = first - dt.timedelta(days=2)
    assert call("logs", "export", "--from", before.isoformat(), "--to", first.isoformat()) == 0
    assert before.isoformat() in capsys.readouterr().err


def test_a_broken_line_is_a_problem_and_is_handed_out(kept, capsys):
    first, folder = kept
    path = folder / f"{first.isoformat()}.jsonl"
    path.chmod(0o600)
    with path.open("a") as file:
        file.write('{"from": "203')
    assert call("logs", "export", "--from", first.isoformat(), "--to", first.isoformat()) == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["broken"] == '{"from": "203'


def test_the_wrong_way_round_is_a_bad_call(kept):
    first, _ = kept
    assert call("logs", "export", "--from", first.isoformat(), "--to", "2020-01-01") == 2


def test_days_shows_a_digest_for_each(kept, capsys):
    assert call("logs", "days", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["lines"] for row in rows] == [1, 1, 1]
    assert all(len(row["sha256"]) == 64 for row in rows)


def test_a_day_may_have_a_buddhist_year():
    assert a_day("2569-03-01") == dt.date(2026, 3, 1)
    with pytest.raises(argparse.ArgumentTypeError):
        a_day("1/3/2569")
