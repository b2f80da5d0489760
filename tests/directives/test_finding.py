"""Numbers and words that find directives, where they came from, and deadlines in the office's own time."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.directives import commands as c
from prasan.directives import queries
from prasan.directives.models import Directive, Guidance
from prasan.directives.pages.common import due_words
from prasan.directory.actor import actor_for
from prasan.directory.models import Person, Seat
from prasan.directory.roles import Role
from prasan.platform.commands import RuleBroken
from tests.directives.ground import BANGKOK


def found(g, typed, who="minister", rows=None):
    rows = Directive.objects.visible_to(g.actors[who]) if rows is None else rows
    return set(queries.looked_for(rows, typed, g.actors[who]).values_list("pk", flat=True))


def test_a_number_finds_it_however_it_is_typed(g):
    first, second = g.issue(), g.issue(text="ให้ตรวจหอพักแรงงาน")
    for typed in ("2/2569", "๒/๒๕๖๙", "2/69", " 2 ", "2"):
        assert found(g, typed) == {second.pk}
    assert found(g, "2/2570") == set()
    whole = g.issue(lead="OPS", areas=[g.areas["92"].pk, g.areas["80"].pk], split=True)
    assert found(g, "3.2/2569") == {whole.parts.get(part=2).pk}
    assert found(g, "3/2569") == {whole.pk, *whole.parts.values_list("pk", flat=True)}
    assert first.pk not in found(g, "3/2569")


def test_words_find_it_and_so_does_the_letter(g):
    made = g.issue(text="ให้ตรวจหอพักแรงงานไทยในนิคมอุตสาหกรรม")
    g.issue(text="ให้จัดตลาดนัดอาชีพ")
    assert found(g, "หอพัก") == {made.pk}
    assert found(g, "เรือประมง") == set()
    g.do("minister", c.SetOfficial(target_id=made.pk, official_no="รง 0201/88", official_date=dt.date(2026, 11, 20)))
    assert found(g, "รง 0201/88") == {made.pk}
    standing = g.give(text="ดูแลแรงงานนอกระบบ")
    assert found(g, "นอกระบบ", rows=Guidance.objects.all()) == {standing.pk}


def test_a_masked_reader_does_not_find_secret_words(g):
    who = Person.objects.create(username="auditor", given_name="สมมติ", family_name="ตรวจ")
    seat = Seat.objects.create(person=who, office=g.offices["OPS"], role=Role.AUDITOR, start=dt.date(2020, 1, 1))
    g.actors["auditor"] = actor_for(seat)
    secret = g.issue(text="เรื่องลับที่ต้องปิด", classification=1)
    assert found(g, "เรื่องลับ", "minister") == {secret.pk}
    assert found(g, "เรื่องลับ", "auditor") == set()


def test_the_lists_search_and_tell_what_came_of_inspections(g):
    told = {"origin": "inspection", "inspection_round": 2, "origin_label": "เขตตรวจราชการที่ 6"}
    inspected, other = g.issue(**told), g.issue(text="ให้จัดตลาดนัดอาชีพ")
    client = g.client("minister")

    def shown(query):
        text = client.get(f"/directives?{query}").content.decode()
        return {one.pk for one in (inspected, other) if f'href="/directives/{one.pk}"' in text}

    assert shown("q=ตลาดนัด") == {other.pk}
    assert shown("q=1/2569") == {inspected.pk}
    assert shown("origin=inspection") == {inspected.pk}
    assert shown("round=2") == {inspected.pk}
    assert shown("round=3") == set()
    assert "รอบที่ 2 ติดตามความก้าวหน้า" in client.get(f"/directives/{inspected.pk}").content.decode()
    answer = client.get("/api/v1/directives?inspection_round=2&q=ช่วยเหลือ").json()
    assert [(one["id"], one["inspection_round"]) for one in answer["items"]] == [(inspected.pk, 2)]


@pytest.mark.parametrize(
    "told",
    [{"origin": "inspection"}, {"origin": "inspection", "inspection_round": 4}, {"inspection_round": 1}],
)
def test_an_inspection_names_its_round_and_nothing_else_does(g, told):
    for give in (g.issue, g.give):
        with pytest.raises(RuleBroken) as broken:
            give(**told)
        assert broken.value.field == "inspection_round"


def test_a_deadline_abroad_is_told_in_both_times(g):
    due = dt.datetime(2026, 11, 30, 22, 59, tzinfo=BANGKOK)
    assert due_words(due, "Asia/Bangkok") == "30 พ.ย. 2569 22.59 น."
    assert due_words(due, "Asia/Ho_Chi_Minh") == "30 พ.ย. 2569 22.59 น."
    assert due_words(due, "Asia/Taipei") == "30 พ.ย. 2569 23.59 น. เวลาท้องถิ่น (22.59 น. เวลาไทย)"
    berne = due_words(dt.datetime(2026, 12, 1, 5, 59, tzinfo=BANGKOK), "Europe/Zurich")
    assert berne == "30 พ.ย. 2569 23.59 น. เวลาท้องถิ่น (1 ธ.ค. 2569 05.59 น. เวลาไทย)"
    made = g.issue(lead="ABROAD-TW-TAIPEI", due_kind="date", due_day=dt.date(2026, 11, 30))
    for url in (f"/directives/{made.pk}", "/directives"):
        assert "23.59 น. เวลาท้องถิ่น (22.59 น. เวลาไทย)" in g.client("counsellor").get(url).content.decode()
    row = g.client("counsellor").get(f"/api/v1/directives/{made.pk}").json()
    assert (row["due_local"], row["time_zone"]) == ("2026-11-30T23:59:00+08:00", "Asia/Taipei")
