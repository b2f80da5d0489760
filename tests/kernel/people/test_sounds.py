"""Names that sound alike, names that only look so, and Latin beside Thai."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.people import distance, sounds_of
from prasan.kernel.people.latin import apart, frame, is_latin
from prasan.kernel.people.sounds import CONSONANTS

ALIKE = [
    ("ศิริพร", "สิริพร"), ("ณัฐพล", "นัฐพล"), ("พรรณี", "พันนี"), ("วรรณา", "วันนา"), ("จันทร์เพ็ญ", "จันเพ็ญ"),
    ("ไพโรจน์", "ไพโรจ"), ("ใจดี", "ไจดี"), ("ธนพร", "ทนพร"), ("น้ำฝน", "นํ้าฝน"), ("แสงดาว", "เเสงดาว"), ("ปราณี", "ปรานี"),
    ("อารีย์", "อารี"), ("ปัญญา", "ปันยา"), ("ศักดิ์", "สัก"), ("เพชรรัตน์", "เพ็ชรรัตน์"), ("กัญญา", "กันยา"), ("สิทธิ์", "สิท"),
    ("ภูมิ", "พูมิ"), ("ฤทธิ์", "ริท"), ("ลัดดา", "รัดดา"), ("ทรัพย์", "ซัพ"), ("สมชาย ", "สม ชาย"),
]  # fmt: skip
NEAR = [
    ("ลัดดาวัลย์", "ลัดดาวรรณ"),
    ("สุรศักดิ์", "สุระศักดิ์"),
    ("กรกฎ", "กรกส"),
    ("ณัฐพร", "ณัฐพล"),
    ("วิไล", "วิลัย"),
    ("บุญมี", "บุญมิ"),
]
OTHERS = [("สมหญิง", "สมชาย"), ("กานดา", "มานะ"), ("บุญมี", "บุญมา"), ("สมศักดิ์", "สมบัติ"), ("มาลี", "มานี")]
LATIN = [
    ("สมชาย", "Somchai"), ("ศิริพร", "Siriporn"), ("พงษ์ศักดิ์", "Pongsak"), ("จันทร์เพ็ญ", "Chanpen"), ("ใจดี", "Jaidee"),
    ("สุวรรณ", "Suwan"), ("วิชัย", "Vichai"), ("มาลี", "Malee"), ("บุญมี", "Boonmee"), ("กมล", "Kamol"), ("ณัฐวุฒิ", "Nattawut"),
    ("เพ็ญศรี", "Phensri"), ("Somchai", "Somchay"), ("Pornthip", "Phonthip"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_they_sound_the_same(one, other):
    assert sounds_of(one) == sounds_of(other)


@pytest.mark.parametrize(("one", "other"), NEAR)
def test_they_are_near(one, other):
    assert 0 < distance(sounds_of(one), sounds_of(other)) < 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_they_are_other_names(one, other):
    assert distance(sounds_of(one), sounds_of(other)) >= 1


@pytest.mark.parametrize(("one", "other"), LATIN)
def test_latin_is_known_again(one, other):
    assert apart(one, other) <= 0.2


def test_latin_that_is_another_name_is_not():
    assert apart("สมชาย", "Somsak") >= 1
    assert apart("Malee", "Mana") >= 1
    assert is_latin("O'Neil")
    assert not is_latin("สมชาย")
    assert frame("") == ""


@given(st.text("กขคงจชณนพรลสศหอาิีุูะัำ่้์เแโไ", max_size=14), st.text(CONSONANTS + "าิีเแ", max_size=14))
def test_it_is_a_distance(one, other):
    a, b = sounds_of(one), sounds_of(other)
    assert distance(a, a) == 0
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert distance(a, b) <= len(a) + len(b)
    assert sounds_of(a) == a or sounds_of(sounds_of(a)) == sounds_of(a)
