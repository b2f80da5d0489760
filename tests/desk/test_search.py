"""Search finds what people type: Thai, English, short forms, codes, ำ lost in a copy; within scope."""

from __future__ import annotations

import pytest

from prasan.desk.pages.search import find


def hits(actor, asked: str) -> dict[str, list[str]]:
    return {name: [row["label"] for row in rows] for name, rows in find(actor, asked, 25)}


@pytest.mark.parametrize("asked", ["ตรัง", "Trang", "trang", "92"])
def test_a_province_in_every_spelling(actor, asked):
    assert "ตรัง" in hits(actor("minister"), asked)["จังหวัด"]


@pytest.mark.parametrize("asked", ["กำแพงเพชร", "กาแพงเพชร", "ก\u0e4d\u0e32แพงเพชร"])
def test_a_lost_sara_am_is_forgiven(actor, asked):
    assert "กำแพงเพชร" in hits(actor("minister"), asked)["จังหวัด"]


def test_policies_offices_people_and_pages(actor):
    minister = actor("minister")
    assert "ฝึกอาชีพ" in hits(minister, "ฝึกอาชีพ")["นโยบาย"]
    assert any("ระยอง" in name for name in hits(minister, "ระยอง")["หน่วยงาน"])
    assert minister.name in hits(minister, minister.name.split()[-1])["บุคคล"]
    assert "จังหวัด" in hits(minister, "จังหวัด")["หน้า"]


def test_provinces_outside_the_scope_are_not_offered(actor):
    found = hits(actor("plo-92"), "ระยอง")
    assert "ระยอง" not in found.get("จังหวัด", [])
    assert not any("ระยอง" in name for name in found.get("อำเภอและตำบล", []))


def test_the_palette_answers_a_list_and_pages_without_a_word(sign_in):
    client = sign_in("minister")
    assert 'role="option" href="/province/92"' in client.get("/palette?q=ตรัง").content.decode()
    assert 'href="/wall"' in client.get("/palette").content.decode()
    assert "<html" not in client.get("/palette?q=ตรัง").content.decode()


def test_nothing_found_says_what_to_try(sign_in):
    page = sign_in("minister").get("/search?q=ฮฮฮฮฮฮ").content.decode()
    assert "ไม่พบ" in page
