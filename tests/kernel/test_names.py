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
