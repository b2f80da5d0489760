from __future__ import annotations

import pytest

from prasan.kernel.names import PersonName, split_name


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("นายสมชาย ใจดี", PersonName("สมชาย", "ใจดี", title="นาย")),
        ("พล.ต.อ.อดุลย์ แสงสิงแก้ว", PersonName("อดุลย์", "แสงสิงแก้ว", rank="พล.ต.อ.")),
        ("ว่าที่ ร.ต. สมหญิง  งามตา", PersonName("สมหญิง", "งามตา", rank="ว่าที่ ร.ต.")),
        ("ม.ล.ปิ่น สมมติกุล", PersonName("ปิ่น", "สมมติกุล", royal="ม.ล.")),
        ("ดร.นางสาวมาลี ดีงาม", PersonName("มาลี", "ดีงาม", academic="ดร.", title="นางสาว")),
        ("นาง", PersonName("นาง")),
        ("นวล ณ อยุธยา", PersonName("นวล", "ณ อยุธยา")),
    ],
)
def test_names_are_split_into_their_parts(typed, parts):
    assert split_name(typed) == parts


def test_full_and_short_forms():
    assert PersonName("สมชาย", "ใจดี", title="นาย").full() == "นายสมชาย ใจดี"
    assert PersonName("สมชาย", "เจริญดี", title="นาย").short() == "สมชาย จ."
    assert PersonName("อดุลย์", "แสงสิงแก้ว", title="นาย", rank="พล.ต.อ.").full() == "พล.ต.อ.อดุลย์ แสงสิงแก้ว"
    assert PersonName("Somchai", "Jaidee", title="Mr.").full() == "Mr. Somchai Jaidee"


def test_a_royal_name_is_never_cut():
    name = PersonName("ปิ่น", "สมมติกุล", royal="ม.ล.")
    assert name.short() == name.full() == "ม.ล.ปิ่น สมมติกุล"


def test_an_empty_name_is_refused():
    with pytest.raises(ValueError, match="given"):
        split_name("  ")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("ศ.ดร.สมชาย ใจดี", PersonName("สมชาย", "ใจดี", academic="ศ.ดร.")),
        ("รศ. ดร. สมชาย ใจดี", PersonName("สมชาย", "ใจดี", academic="รศ.ดร.")),
        ("พล.ต.อ. ม.ล.ปิ่น สมมติกุล", PersonName("ปิ่น", "สมมติกุล", rank="พล.ต.อ.", royal="ม.ล.")),
        ("ว่าที่ร้อยตรี สมชาย ใจดี", PersonName("สมชาย", "ใจดี", rank="ว่าที่ร้อยตรี")),
        ("พล.อ.อ.สมชาย ใจดี", PersonName("สมชาย", "ใจดี", rank="พล.อ.อ.")),
        ("นางาม ใจดี", PersonName("นางาม", "ใจดี")),
        ("นางเอม ใจดี", PersonName("เอม", "ใจดี", title="นาง")),
        ("Missara Jaidee", PersonName("Missara", "Jaidee")),
        ("Miss Sara Jaidee", PersonName("Sara", "Jaidee", title="Miss")),
    ],
)
def test_hard_titles(typed, parts):
    assert split_name(typed) == parts


def test_documents_write_titles_out():
    assert split_name("ว่าที่ ร.ต. สมชาย ใจดี").formal() == "ว่าที่ร้อยตรีสมชาย ใจดี"
    assert split_name("พล.ต.อ.อดุลย์ แสงสิงแก้ว").formal() == "พลตำรวจเอกอดุลย์ แสงสิงแก้ว"
    assert split_name("ม.ร.ว.ปิ่น สมมติกุล").formal() == "หม่อมราชวงศ์ปิ่น สมมติกุล"
    assert split_name("น.ส.มาลี ดีงาม").formal() == "นางสาวมาลี ดีงาม"
    assert split_name("ศ.ดร.สมชาย ใจดี").formal() == "ศาสตราจารย์ ดร.สมชาย ใจดี"


def test_a_name_of_the_royal_house_comes_back_letter_by_letter():
    typed = "พระเจ้าวรวงศ์เธอ พระองค์เจ้าสมมติ กรมหมื่นตัวอย่าง"
    name = split_name(typed)
    assert name.is_royal
    assert name.full() == name.short() == typed
