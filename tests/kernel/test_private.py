"""Private words are taken out of what is published; posts, hotlines, amounts and official numbers stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.names import RANKS
from prasan.kernel.private import NAME, NUMBER, without_private

NAMED = [
    ("ให้ช่วยเหลือนายสมชาย ใจดี ลูกจ้างโรงงาน", f"ให้ช่วยเหลือ{NAME} ลูกจ้างโรงงาน"),
    ("ให้ช่วยเหลือนางสาวสมหญิง ใจดีซึ่งถูกเลิกจ้าง", f"ให้ช่วยเหลือ{NAME}ซึ่งถูกเลิกจ้าง"),
    ("นายสมชายได้รับเงินแล้ว", f"{NAME}ได้รับเงินแล้ว"),
    ("น.ส.สมศรี มีสุข และ ว่าที่ ร.ต. วิชัย กล้าหาญ", f"{NAME} และ {NAME}"),
    ("พ.ต.อ.มานะ อดทน ณ อยุธยา", None),
    ("ดร.ปรีชา รอบรู้ ให้ข้อมูล", None),
    ("มอบพลตำรวจเอกสมศักดิ์ เข้มแข็ง ดูแล", None),
    ("ด.ช.เอก เล็กน้อย บุตรของลูกจ้าง", None),
    ("contact Mr. John Smith today", f"contact {NAME} today"),
]


@pytest.mark.parametrize(("text", "told"), NAMED)
def test_a_name_behind_a_title_goes(text, told):
    found = without_private(text)
    assert found.names >= 1
    assert told is None or found.text == told
    for name in ("สมชาย", "สมหญิง", "ใจดี", "สมศรี", "วิชัย", "กล้าหาญ", "มานะ", "อดทน", "ปรีชา", "สมศักดิ์", "เล็กน้อย", "Smith"):
        assert name not in found.text


@pytest.mark.parametrize(
    "text",
    [
        "นายจ้างต้องจ่ายค่าจ้าง", "นายกรัฐมนตรีมอบหมาย", "นายอำเภอเมืองตรัง", "นางรองและบุรีรัมย์", "นายหน้าจัดหางาน", "นายทะเบียน",
        "โทร 1506 กด 1", "งบประมาณ 1,234,567,890 บาท", "ที่ รง 0201/12345 ลงวันที่ 3 ธันวาคม 2569",
        "ข้อสั่งการเลขที่ 12/2569 ภายในวันที่ 30 พฤศจิกายน 2569", "พลเมืองดีช่วยแรงงาน",
    ],
)  # fmt: skip
def test_posts_hotlines_amounts_and_official_numbers_stay(text):
    assert without_private(text).text == text


@pytest.mark.parametrize(
    "number",
    [
        "1234567890121", "1-2345-67890-12-1", "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑", "081-234-5678", "0812345678", "๐๘๑ ๒๓๔ ๕๖๗๘",
        "02-123-4567",        "+66 81 234 5678", "AA1234567", "somchai@example.org",
    ],
)  # fmt: skip
def test_numbers_of_people_go(number):
    found = without_private(f"ติดต่อ {number} ได้ทุกวัน")
    assert (found.text, found.numbers) == (f"ติดต่อ {NUMBER} ได้ทุกวัน", 1)


def test_a_text_with_royal_names_is_not_cut_but_told_apart():
    found = without_private("งานที่ ม.ล.สมมติ สมมติกุล เป็นประธาน")
    assert (found.text, found.royal) == ("", True)


GIVEN = st.sampled_from(["กนกวรรณ", "ชัยวัฒน์", "บุญมี", "พรทิพย์", "ศุภชัย", "อรุณี"])
FAMILY = st.sampled_from(["แก้วมณี", "ทองดี", "สุวรรณ", "ศรีสุข", "บุญเรือง"])
TITLE = st.sampled_from(["นาย", "นาง", "นางสาว", "น.ส.", "นาย ", "น.ส. ", *RANKS])


@given(TITLE, GIVEN, FAMILY, st.sampled_from(["ขอให้ช่วย", "มอบหมาย ", "กรณี"]))
def test_no_title_lets_a_name_through(title, name, family, before):
    found = without_private(f"{before}{title}{name} {family} ที่จังหวัดตรัง")
    assert name not in found.text
    assert family not in found.text
    assert found.text.endswith("ที่จังหวัดตรัง")
