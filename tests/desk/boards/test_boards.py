"""The boards over a loaded ministry: events, silence, watch, people abroad; budgets, sight, live rows."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.desk.boards.country import countries, country_board, country_of
from prasan.desk.boards.nation import nation
from prasan.desk.boards.province import province_board
from prasan.directory.models import Office

BYTES = 110 * 1024


PAGES = [
    "/situation/board", "/province/92/board", "/country/TW/board", "/country/AD/board", "/countries",
    "/countries?q=ไต้หวัน", "/call-tree", "/call-tree?q=ตรัง", "/call-tree/92", "/call-tree/TW", "/call-tree/AD",
]  # fmt: skip


@pytest.mark.parametrize("username", ["minister", "duty-1", "plo-92", "doe-92", "counsellor-taipei", "auditor"])
def test_boards_keep_their_budgets(sign_in, world, username):
    client = sign_in(username)
    for url in PAGES:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        if "province" in url and answer.status_code == 404 and username == "counsellor-taipei":
            continue
        assert answer.status_code == 200, url
        assert len(asked) <= 12, (url, [q["sql"][:90] for q in asked])
        assert len(answer.content) <= BYTES, (url, len(answer.content))
        assert not re.search(r"\sstyle=|<script(?![^>]*\bsrc=)|\son\w+=", answer.content.decode()), url


def test_a_province_board_tells_events_news_tasks_watch_and_silence(actor, world):
    found = province_board(actor("plo-92"), world["area"]["92"])
    assert [one.title for one in found.events] == ["ไฟไหม้หอพักแรงงานไทย", "โรงงานถุงมือเลิกจ้าง 150 คน"]
    assert found.items.counts == {"new": 1, "linked": 1}
    assert [one.text for one in found.tasks] == ["เยี่ยมครอบครัวที่ตรัง"]
    assert found.late == 1
    assert {one.office_name for one in found.watch} == {
        world["office"]["CENTRE"].short, world["office"]["OPS-92"].short
    }  # fmt: skip
    assert found.silent in {2, 3}  # today counts once its hour has come
    shape, text = found.headline()
    assert shape == "very_late"
    assert "2 เรื่อง" in text
    assert "ไฟไหม้หอพักแรงงานไทย" in text


def test_the_page_says_it_and_covers_private_names(sign_in, world):
    text = sign_in("plo-92").get("/province/92/board").content.decode()
    for word in ("โรงงานถุงมือเลิกจ้าง 150 คน", "เยี่ยมครอบครัวที่ตรัง", "ข่าวที่ 0 ของ•••", "อยู่เวรถึง", "เงียบ"):
        assert word in text, word
    assert "สมชาย" not in text


def test_events_out_of_sight_stand_on_no_board(sign_in, actor, world):
    assert sign_in("plo-41").get("/province/92/board").status_code == 404
    mine = nation(actor("plo-41"))
    assert [one.title for one in mine.events] == ["ไฟไหม้หอพักแรงงานไทย"]  # people of Udon Thani are in it
    secret = world["local"]
    secret.classification = 2
    secret.save()
    assert secret.pk not in {one.pk for one in province_board(actor("plo-92"), world["area"]["92"]).events}


def test_a_country_board_lists_people_by_province_of_origin_with_their_tasks(actor, world):
    found = country_board(actor("duty-1"), country_of("tw"))
    assert [(one.code, one.people, one.tasks, one.done, one.late) for one in found.origins] == [
        ("92", 12, 1, 0, 1), ("41", 10, 0, 0, 0)
    ]  # fmt: skip
    assert found.unplaced == 8
    table = found.counts[0]
    assert sum(people for _label, people in table.cells) == table.total == 30
    assert [clock.zone for _office, clock in found.clocks] == ["Asia/Taipei", "Asia/Taipei"]
    assert all(clock.ahead == 60 for _office, clock in found.clocks)


def test_both_times_stand_on_the_page_of_a_country(sign_in, world):
    text = sign_in("duty-1").get("/country/TW/board").content.decode()
    assert re.search(r"\d\d\.\d\d น\.[^<]* · เวลาไทย \d\d\.\d\d น\.", text)
    assert "เร็วกว่าไทย 1 ชั่วโมง" in text
    assert sign_in("duty-1").get("/country/ZZ/board").status_code == 404


def test_the_nations_board_shows_worst_events_and_the_silent(actor, world):
    found = nation(actor("minister"))
    cells = {one.code: one for one in found.provinces}
    assert len(cells) == 77
    assert (cells["92"].status, cells["92"].said) == ("late", "รุนแรง")
    assert cells["41"].status == "not_reported"
    assert cells["41"].silent >= 13
    assert cells["41"].said.startswith("เงียบ")
    taipei = next(one for one in found.abroad if one.code == "TW")
    assert taipei.status == "very_late"
    assert len([one for one in found.abroad if one.clock]) == 12
    assert sum(count for _shape, _word, count in found.legend()) == 77
    assert "แห่ง" in found.headline()[1]


def test_countries_with_something_come_first_and_any_can_be_found(actor, world):
    rows = countries(actor("duty-1"))
    assert rows[0].code == "TW"
    assert "CH" in {one.code for one in rows}
    assert "AD" not in {one.code for one in rows}
    assert [one.code for one in countries(actor("duty-1"), "อันดอร์รา")] == ["AD"]


def test_the_call_tree_rings_in_two_taps(sign_in, world):
    Office.objects.filter(code="OPS-92").update(phone="0 2000 0001")
    client = sign_in("duty-1")
    first = client.get("/call-tree").content.decode()
    assert 'href="/call-tree/92"' in first
    assert 'href="/call-tree/TW"' in first
    assert 'href="tel:020000001"' in first
    second = client.get("/call-tree/92").content.decode()
    assert second.index("ผู้อยู่เวรขณะนี้") < second.index('href="tel:020000001"')
    assert client.get("/call-tree/ZZ").status_code == 404
    assert client.get("/call-tree?q=ตรัง").content.decode().count('href="/call-tree/') == 1


def test_who_administers_accounts_opens_no_board(sign_in, world):
    for url in ("/situation/board", "/province/92/board", "/country/TW/board", "/call-tree"):
        assert sign_in("admin").get(url).status_code == 403, url
