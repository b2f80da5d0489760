"""The day that a text counts from: its heading, its own days, or nothing where they contradict the publication."""

from datetime import date

import pytest

from prasan.kernel.datereference import reference_day
from prasan.kernel.dates import parse_dates

P = date(2022, 11, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ไม่มีวันใดเลย", P),
        ("ประชุมวันที่ 3 พฤศจิกายน 2565", P),
        ("ประกาศวันที่ 9 เม.ย. 2562 และประชุมวันที่ 20 ธันวาคม 2565", P),
        ("ประกาศวันที่ 9 เม.ย. 2562 ตามแผนปี 2565", P),
        ("เมื่อวันที่ 29 พ.ค. 2560 กล่าวว่า", date(2017, 5, 29)),
        ("29 พ.ค. 2560 กล่าวว่า จะเปิดวันที่ 12 มิ.ย. 2560", date(2017, 6, 12)),
        ("ประกาศเมื่อ 9 เม.ย. 2558 ใช้ถึง 31 ธ.ค. 2560", None),
        ("สถิติปี 2560", None),
        ("เปิดวันที่ 1 มกราคม 2570", None),
        ("ระหว่างปี 2560-2579", P),
    ],
)
def test_the_days_of_a_text_bear_witness_against_its_publication(text, day):
    own = parse_dates(text, P)
    lead = next((one.start for one in own if one.kind == "day"), None)
    assert reference_day(P, None, lead, own) == day


@pytest.mark.parametrize(
    ("published", "heading", "day"),
    [
        (None, None, None),
        (None, date(2017, 5, 29), date(2017, 5, 29)),
        (P, date(2022, 11, 4), date(2022, 11, 4)),
        (P, date(2022, 11, 20), P),
        (P, date(2023, 6, 1), date(2023, 6, 1)),
        (P, date(2017, 5, 29), date(2017, 5, 29)),
        (P, date(2122, 11, 5), P),
    ],
)
def test_the_day_that_a_text_gives_itself_stands_before_its_publication(published, heading, day):
    assert reference_day(published, heading, None, []) == day
