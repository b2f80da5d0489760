"""Sources of the reference packs are told in words; what people typed stays."""

import pytest

from prasan.platform.ui.sources import source_words


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        ("gazette:2018-10-13", "ราชกิจจานุเบกษา 13 ต.ค. 2561"),
        ("thaigov:8501 thaigov:8815", "ข่าวทำเนียบรัฐบาล เลขที่ 8501, 8815"),
        ("thaigov:802 (unverified)", "ข่าวทำเนียบรัฐบาล เลขที่ 802 (ยังไม่ตรวจสอบ)"),
        ("own", "ผู้จัดทำชุดข้อมูลอ้างอิง"),
        ("demo", "ชุดตัวอย่าง"),
        ("holidays", "ชุดข้อมูล holidays"),
        ("gazette:2018-13-99", "ราชกิจจานุเบกษา 2018-13-99"),
        ("หนังสือ รง 0201/123", "หนังสือ รง 0201/123"),
        ("own words of mine", "own words of mine"),
        ("", ""),
    ],
)
def test_a_source_in_words(kept, told):
    assert source_words(kept) == told
