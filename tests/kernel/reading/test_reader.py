"""A whole document: dates by publication or heading, the two articles where they are at hand, and plain data out."""

import json
from datetime import date
from pathlib import Path

import pytest

from prasan.kernel.reading import FIELDS, READER_VERSION, Document, as_json, read

ARTICLES = Path(__file__).parents[4] / "shared" / "inputs" / "articles"


def _article(number: str) -> str:
    found = sorted(ARTICLES.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the articles are not at hand")
    return found[0].read_text(encoding="utf-8")


def test_the_first_article(reading):
    text = _article("000")
    found = reading(text)
    assert [one.value for one in found.provinces] == ["77"]
    assert [one.value for one in found.dates] == ["2017-12-16", "2017-12-02"]
    assert {"OPS", "MOL", "CENTRE", "PLO"} <= {one.value for one in found.agencies}
    assert found.counts[0].value == 150
    assert found.counts[0].details["parts"] == [50, 76, 24]
    assert {one.value: one.details["office"] for one in found.persons} == {
        "จรินทร์ จักกะพาก": "ปลัดกระทรวงแรงงาน",
        "อดุลย์ แสงสิงแก้ว": "รัฐมนตรีว่าการกระทรวงแรงงาน",
    }
    assert found.private == ()
    for field in FIELDS:
        for one in getattr(found, field):
            assert text[slice(*one.span)].strip()


def test_the_second_article(reading):
    found = reading(_article("002"))
    assert {one.value for one in found.provinces} == {"80", "81", "86", "92", "82", "93", "83", "85", "84"}
    assert [one.value for one in found.dates] == ["2017-11-02"]
    assert {"MOL", "PLO"} <= {one.value for one in found.agencies}
    assert [one.value for one in found.persons] == ["จรินทร์ จักกะพาก"]


def test_the_heading_gives_the_year_that_a_date_lacks(values):
    text = "วันพุธที่ 22 พฤศจิกายน 2566\n22/11/2566\nพิมพ์\nเปิดรับสมัครวันที่ 5 ธันวาคม ถึงสิ้นเดือน"
    assert values("dates", text) == ["2023-11-22", "2023-11-22", "2023-12-05"]


def test_a_date_in_a_sentence_is_no_heading(reading):
    dates = reading("เมื่อวันที่ 22 พฤศจิกายน 2566 มีประกาศ\nเปิดรับวันที่ 5 ธันวาคม").dates
    assert [one.details["refused"] for one in dates] == [None, "no-year"]


def test_publication_stands_before_a_heading_of_some_later_day(values):
    text = "22/11/2566\nเปิดรับวันที่ 5 มกราคม"
    assert values("dates", text, published=date(2023, 11, 1))[-1] == "2024-01-05"
    assert values("dates", text, published=date(2023, 2, 1))[-1] == "2024-01-05"


def test_the_day_of_collecting_gives_no_year(reading):
    late = date(2022, 11, 5)
    heading = reading("วันพุธที่ 22 พฤศจิกายน 2560\nเปิดรับวันที่ 5 ธันวาคม", published=late).dates
    assert [one.value for one in heading] == ["2017-11-22", "2017-12-05"]
    today = reading("แถลงวันนี้ (22 พ.ย. 2560) ว่า เปิดรับวันที่ 5 ธันวาคม", published=late).dates
    assert [one.value for one in today] == ["2017-11-22", "2017-12-05"]
    refused = reading("ตามประกาศเมื่อ 9 เม.ย. 2558 ใช้ถึง 31 ธ.ค. 2560 เปิดรับวันที่ 5 ธันวาคม", published=late).dates
    assert [one.details["refused"] for one in refused] == [None, None, "no-year"]


def test_a_year_far_ahead_of_the_publication_is_a_slip_and_refused(reading):
    (one,) = reading("วันนี้ (25 เมษายน 2665) ประชุม", published=date(2022, 4, 25)).dates
    assert (one.value, one.details["refused"], one.confidence) == (None, "year-range", 0.0)
    (plan,) = reading("ยุทธศาสตร์ชาติ (พ.ศ. 2561-2580)", published=date(2018, 4, 25)).dates
    assert plan.details["end"] == "2037-12-31"


def test_today_by_itself_is_no_date_and_tomorrow_is(reading):
    dates = reading("วันนี้เราพร้อม พรุ่งนี้เปิดศูนย์", published=date(2022, 4, 25)).dates
    assert [(one.value, one.method) for one in dates] == [("2022-04-26", "publication")]


def test_reading_is_pure_and_becomes_plain_data(gazetteer):
    document = Document("เลิกจ้าง 40 คน ที่ จ.ระยอง", "เมื่อ 2 พ.ย. 60 นายจ้างค้างค่าจ้าง", date(2017, 11, 3), "a-1")
    first = read(document, gazetteer)
    assert first == read(document, gazetteer)
    assert first.version == READER_VERSION
    row = json.loads(json.dumps(as_json(document, first), ensure_ascii=False))
    assert list(row) == ["id", "published", *FIELDS]
    assert row["published"] == "2017-11-03"
    assert row["provinces"] == [
        {"value": "21", "field": "title", "span": [21, 26], "method": "prefix", "confidence": 0.99}
    ]
    assert row["dates"][0]["start"] == row["dates"][0]["end"] == "2017-11-02"
    assert row["counts"][0]["unit"] == "คน"


def test_an_empty_document_reads_as_nothing(reading):
    found = reading("")
    assert all(getattr(found, field) == () for field in FIELDS)


def test_what_is_passed_over_in_a_flood_is_told(reading):
    ordinary = reading("เมื่อวันที่ 2 พฤศจิกายน 2560 ที่ตราด " * 400)
    assert ordinary.truncated == {}
    assert "truncated" not in ordinary.as_json()
    months = "ม.ค. " * 5_001
    assert reading(months, title="ตราด").as_json()["truncated"] == {"text": 5 * 5_000}
    assert reading("จังหวัดตราด " * 5_001).truncated == {"text": 12 * 5_000 + 7}
    assert reading("ก" * 4 + " ตราด", title="ก ข " * 100_000).truncated == {"title": 300_000}
