"""Thai order: the expected lists were put in order by ICU (Intl.Collator, locale th)."""

import random

from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.sortkey import sort_key

PROVINCES = [
    "กระบี่", "กรุงเทพมหานคร", "กาญจนบุรี", "กาฬสินธุ์", "กำแพงเพชร", "ขอนแก่น", "จันทบุรี",
    "ฉะเชิงเทรา", "ชลบุรี", "ชัยนาท", "ชัยภูมิ", "ชุมพร", "เชียงราย", "เชียงใหม่", "ตรัง", "ตราด",
    "ตาก", "นครนายก", "นครปฐม", "นครพนม", "นครราชสีมา", "นครศรีธรรมราช", "นครสวรรค์", "นนทบุรี",
    "นราธิวาส", "น่าน", "บึงกาฬ", "บุรีรัมย์", "ปทุมธานี", "ประจวบคีรีขันธ์", "ปราจีนบุรี",
    "ปัตตานี", "พระนครศรีอยุธยา", "พะเยา", "พังงา", "พัทลุง", "พิจิตร", "พิษณุโลก", "เพชรบุรี",
    "เพชรบูรณ์", "แพร่", "ภูเก็ต", "มหาสารคาม", "มุกดาหาร", "แม่ฮ่องสอน", "ยโสธร", "ยะลา",
    "ร้อยเอ็ด", "ระนอง", "ระยอง", "ราชบุรี", "ลพบุรี", "ลำปาง", "ลำพูน", "เลย", "ศรีสะเกษ",
    "สกลนคร", "สงขลา", "สตูล", "สมุทรปราการ", "สมุทรสงคราม", "สมุทรสาคร", "สระแก้ว", "สระบุรี",
    "สิงห์บุรี", "สุโขทัย", "สุพรรณบุรี", "สุราษฎร์ธานี", "สุรินทร์", "หนองคาย", "หนองบัวลำภู",
    "อ่างทอง", "อำนาจเจริญ", "อุดรธานี", "อุตรดิตถ์", "อุทัยธานี", "อุบลราชธานี",
]  # fmt: skip

HARD = [
    "10", "๙", "ก็", "กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาก", "การ", "การ์ด", "กำ", "กาะ", "เก",
    "เก่", "เกา", "เก่า", "เก้า", "แก", "โก", "ไก", "ขา", "ข่า", "ข้าว", "เขม", "เข็ม", "เขา",
    "คะ", "ค่ะ", "ค้า", "ทัย", "ไทย", "นาน", "น่าน", "นำ", "น้ำ", "เปล", "เปล่า", "แปล", "แปลน",
    "แพร่", "แพะ", "รุ้ง", "ฤดู", "ลึก", "ฦๅ", "ศาล", "ศาลา", "สพร.22", "สพร.๓", "Trang",
]  # fmt: skip


def shuffled(names: list[str]) -> list[str]:
    return random.Random(9).sample(names, len(names))


def test_provinces_in_icu_order() -> None:
    assert len(PROVINCES) == 77
    assert sorted(shuffled(PROVINCES), key=sort_key) == PROVINCES


def test_hard_words_in_icu_order() -> None:
    assert sorted(shuffled(HARD), key=sort_key) == HARD


def test_other_scripts_stand_after_thai_and_fold_case() -> None:
    assert sorted(["trang", "Áa", "ฮ", "9", "ab"], key=sort_key) == ["9", "ฮ", "Áa", "ab", "trang"]


def test_both_spellings_of_sara_am_are_one() -> None:
    assert sort_key("น้ำ").split(" ")[:2] == sort_key("นํ้า").split(" ")[:2]


def test_spaces_and_points_are_passed_over() -> None:
    assert sort_key("นคร-พนม").split(" ")[0] == sort_key("นครพนม").split(" ")[0]


@given(st.text(), st.text())
def test_keys_are_equal_only_for_equal_texts_and_can_be_stored(a: str, b: str) -> None:
    assert (sort_key(a) == sort_key(b)) == (a == b)
    assert sort_key(a).endswith(a)
