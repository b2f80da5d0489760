"""Where else situations stand: the wall, a province's page, own work, search, API and command line."""

from __future__ import annotations

import datetime as dt
import json
import re

from django.utils import timezone

from prasan.config.cli import build_parser
from prasan.desk.cli import COMMANDS
from prasan.directory.models import Office, Person
from prasan.situation.models import DayReport, Event, EventTask


def test_the_wall_shows_the_latest_situations_and_follows_their_topic(sign_in, world):
    client = sign_in("minister")
    page = client.get("/wall").content.decode()
    assert "โรงงานถุงมือเลิกจ้าง 150 คน" in page
    assert re.search(r'data-topic="[^"]*\bevents\b', page)
    Event.objects.filter(pk=world["local"].pk).update(title="ข้อความใหม่ของเหตุการณ์")
    assert "ข้อความใหม่ของเหตุการณ์" in client.get("/wall/part").content.decode()


def test_what_is_classified_never_stands_on_a_wall(sign_in, world):
    Event.objects.filter(pk=world["local"].pk).update(classification=1)
    assert "โรงงานถุงมือ" not in sign_in("minister").get("/wall").content.decode()


def test_the_provinces_page_lists_its_events_worst_first(sign_in, world):
    page = sign_in("plo-92").get("/province/92").content.decode()
    part = page[page.index('id="province-events"') :]
    assert part.index("ไฟไหม้หอพักแรงงานไทย") < part.index("โรงงานถุงมือเลิกจ้าง")
    assert 'href="/province/92/board"' in part


def test_own_work_names_tasks_and_todays_word_until_they_are_done(sign_in, world):
    client = sign_in("plo-92")
    page = client.get("/work").content.decode()
    assert "เยี่ยมครอบครัวที่ตรัง" in page
    assert "รายงานเหตุการณ์ประจำวันนี้" in page
    EventTask.objects.update(done_at=timezone.now(), note="เยี่ยมแล้ว 12 ครอบครัว")
    office = Office.objects.get(code="OPS-92")
    DayReport.objects.create(
        office=office, area_id=office.area_id, day=timezone.localdate(), is_normal=True, by=Person.objects.first(),
        sent_at=timezone.now(),
    )  # fmt: skip
    page = client.get("/work").content.decode()
    assert "เยี่ยมครอบครัวที่ตรัง" not in page
    assert "รายงานเหตุการณ์ประจำวันนี้" not in page


def test_events_are_found_by_number_and_by_words_within_sight(sign_in, world):
    for asked in ("1/2569", "ถุงมือ เลิกจ้าง"):
        assert "โรงงานถุงมือเลิกจ้าง" in sign_in("plo-92").get("/search", {"q": asked}).content.decode(), asked
        assert "โรงงานถุงมือเลิกจ้าง" not in sign_in("plo-41").get("/search", {"q": asked}).content.decode(), asked
    assert "/call-tree" in sign_in("plo-92").get("/palette", {"q": "ผังโทร"}).content.decode()


def test_the_api_answers_what_the_boards_show(sign_in, world):
    client = sign_in("plo-92")
    board = client.get("/api/v1/boards/province/92").json()
    assert [one["title"] for one in board["events"]] == ["ไฟไหม้หอพักแรงงานไทย", "โรงงานถุงมือเลิกจ้าง 150 คน"]
    assert board["items"] == {"waiting": 1, "linked": 1, "binned": 0, "more": False}
    assert client.get("/api/v1/boards/province/21").status_code == 404
    far = client.get("/api/v1/boards/country/TW").json()
    assert {one["ahead_minutes"] for one in far["clocks"]} == {60}
    assert [(one["province"], one["people"]) for one in far["origins"]] == [("92", 12), ("41", 10)]
    assert len(client.get("/api/v1/boards/nation").json()["provinces"]) == 77
    tree = client.get("/api/v1/call-tree/92").json()
    assert tree["offices"][0]["phones"]
    assert client.get("/api/v1/call-tree/ZZ").status_code == 404


def run(*words: str) -> int:
    asked = build_parser(COMMANDS).parse_args(list(words))
    return int(asked._cli.run(asked))


def test_the_command_line_writes_a_board_as_a_row(world, capsys):
    assert run("board", "--province", "92", "--as", "plo-92", "--json") == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["area"], len(row["events"])) == ("92", 2)
    assert dt.datetime.fromisoformat(row["as_of"])
    assert run("board", "--country", "TW") == 0
    assert "ไฟไหม้หอพักแรงงานไทย" in capsys.readouterr().out
    assert run("board", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["provinces"]) == 77
    assert run("board", "--province", "92", "--country", "TW") == 2
    assert run("board", "--province", "99") == 1
    capsys.readouterr()
    assert run("call-tree", "92", "--json") == 0
    assert json.loads(capsys.readouterr().out)["watch"]
