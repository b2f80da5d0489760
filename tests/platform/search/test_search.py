"""Typed text finds the rows a person means, in the order they expect, by the index."""

from __future__ import annotations

import pytest
from django.db import connection

from prasan.directory.models import Area, Office
from prasan.platform.search import best, fill, fill_all, matching, rank

pytestmark = pytest.mark.django_db

NAMES = [
    ("ตรัง", "Trang"),
    ("ตราด", "Trat"),
    ("ตาก", "Tak"),
    ("นครศรีธรรมราช", "Nakhon Si Thammarat"),
    ("นครราชสีมา", "Nakhon Ratchasima"),
    ("กำแพงเพชร", "Kamphaeng Phet"),
    ("ประจวบคีรีขันธ์", "Prachuap Khiri Khan"),
    ("เชียงใหม่", "Chiang Mai"),
    ("เมืองตรัง", "Mueang Trang"),
]


@pytest.fixture(autouse=True)
def areas(monkeypatch):
    monkeypatch.setattr(Area, "search_from", ("name_th", "name_en"), raising=False)
    rows = []
    for number, (thai, english) in enumerate(NAMES, 1):
        row = Area(id=number, last=number, code=str(number), kind="province", name_th=thai, name_en=english)
        fill(row)
        rows.append(row)
    Area.objects.bulk_create(rows)


def found(typed):
    return [row.name_th for row in best(Area.objects.all(), typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ตรัง", ["ตรัง", "เมืองตรัง"]),
        ("trang", ["ตรัง", "เมืองตรัง"]),
        ("ตร", ["ตรัง", "ตราด"]),
        ("กาแพง", ["กำแพงเพชร"]),
        ("กําแพง", ["กำแพงเพชร"]),
        ("เเพงเพชร", ["กำแพงเพชร"]),
        ("ศรีธรรม", ["นครศรีธรรมราช"]),
        ("khiri", ["ประจวบคีรีขันธ์"]),
        ("nakhonsi", ["นครศรีธรรมราช"]),
        ("ก", []),
        ("", []),
        ("%%%", []),
        ("ไม่มีที่นี่", []),
    ],
)
def test_what_is_found_in_what_order(typed, first):
    assert found(typed) == first


def test_grams_in_another_order_are_weeded_out():
    Area.objects.filter(pk=1).update(grams=["abc", "bcd"], name_en="bcd abc")
    assert matching(Area.objects.all(), "abcd").count() == 1
    assert found("abcd") == []


def test_rank():
    assert [rank("ตรัง", [text]) for text in ("ตรัง", "ตรังเขต", "เขต ตรัง", "เมืองตรัง", "ตราด")] == [0, 1, 2, 3, None]
    assert rank("นครศรี", ["นคร-ศรี"]) == 4


def test_an_index_finds_them():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    assert "area_grams" in matching(Area.objects.all(), "ศรีธรรมราช").explain()


def test_fill_all_sets_sort_key_and_grams():
    Area.objects.update(grams=[], sort_th="")
    assert fill_all(Area, size=4) == len(NAMES)
    assert list(Area.objects.order_by("sort_th").values_list("name_th", flat=True))[:2] == ["กำแพงเพชร", "เชียงใหม่"]
    assert found("ตรัง")[0] == "ตรัง"


def test_a_related_row_is_searched_by_path():
    Office.objects.create(code="X", kind="branch", area_id=1, name_th="สำนักงาน")
    assert matching(Office.objects.all(), "ตรัง", grams="area__grams").get().code == "X"
