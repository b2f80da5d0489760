"""The date reader: what it reads, what it refuses, and that it never guesses a year."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel import dates as dates_module
from prasan.kernel.dates import REASONS, parse_date, parse_dates, read_line
from prasan.kernel.datewords import MONTHS_EN, MONTHS_TH, MONTHS_TH_SHORT
from prasan.kernel.digits import to_thai
from prasan.kernel.fiscal import calendar_quarter, fiscal_quarter
from prasan.kernel.thaidate import thai_date

PUBLISHED = date(2017, 11, 2)  # a Thursday
INPUTS = Path(__file__).resolve().parents[3] / "shared" / "inputs"


def facts(text: str, published: date | None = None) -> list[tuple[str, str, str | None]]:
    return [(f"{r.start:%y%m%d}", f"{r.end:%y%m%d}", r.kind) for r in parse_dates(text, published) if r.start and r.end]


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        ("2 พฤศจิกายน ๒๕๖๐", "171102", "171102", "day"),
        ("วันพฤหัสบดีที่ ๒ พฤศจิกายน พ.ศ. ๒๕๖๐", "171102", "171102", "day"),
        ("เมื่อวันที่2พ.ย.60ที่ผ่านมา", "171102", "171102", "day"),
        ("2 พย. 60", "171102", "171102", "day"),
        ("พฤ. 2 พ.ย. 60", "171102", "171102", "day"),
        ("2\u00a0พฤศจิกายน\u00a02560", "171102", "171102", "day"),
        ("2 พฤศจิกายน 2560 (วันพฤหัสบดี)", "171102", "171102", "day"),
        ("5 กรกฏาคม 2561", "180705", "180705", "day"),
        ("2 พฤศจิกายน ค.ศ. 2017", "171102", "171102", "day"),
        ("2 Nov 2017", "171102", "171102", "day"),
        ("Thursday, November 2, 2017", "171102", "171102", "day"),
        ("2017-11-02", "171102", "171102", "day"),
        ("2560-11-02", "171102", "171102", "day"),
        ("2/11/2560", "171102", "171102", "day"),
        ("02/11/60", "171102", "171102", "day"),
        ("วันที่ 2-11-60", "171102", "171102", "day"),
        ("02-Nov-2017", "171102", "171102", "day"),
        ("2-พ.ย.-60", "171102", "171102", "day"),
        ("๒ - ๔ พฤศจิกายน ๒๕๖๐", "171102", "171104", "range"),
        ("30 ก.ย. – 2 ต.ค. 60", "170930", "171002", "range"),
        ("28 ธ.ค. - 3 ม.ค. 2561", "171228", "180103", "range"),
        ("1 ต.ค. 2560 ถึง 30 ก.ย. 2561", "171001", "180930", "range"),
        ("วันพฤหัสบดีที่ 2 - วันเสาร์ที่ 4 พฤศจิกายน 2560", "171102", "171104", "range"),
        ("November 2-4, 2017", "171102", "171104", "range"),
        ("มี.ค. 2561", "180301", "180331", "month"),
        ("เดือนกุมภาพันธ์ พ.ศ. 2563", "200201", "200229", "month"),
        ("ม.ค.-61", "180101", "180131", "month"),
        ("มกราคม - มีนาคม 2561", "180101", "180331", "range"),
        ("ต.ค. 60 - ก.ย. 61", "171001", "180930", "range"),
        ("ต.ค. - มี.ค. 2561", "171001", "180331", "range"),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๑", "171001", "180930", "fiscal-year"),
        ("ปีงบ 61", "171001", "180930", "fiscal-year"),
        ("งบประมาณรายจ่ายประจำปี 2561", "171001", "180930", "fiscal-year"),
        ("FY2018", "171001", "180930", "fiscal-year"),
        ("ปีงบประมาณ 2561 - 2562", "171001", "190930", "range"),
        ("ไตรมาส 1 ปีงบประมาณ 2561", "171001", "171231", "fiscal-quarter"),
        ("ไตรมาสสุดท้ายของปีงบประมาณ 2565", "220701", "220930", "fiscal-quarter"),
        ("ไตรมาสที่ 1 (ต.ค.-ธ.ค. 2560)", "171001", "171231", "fiscal-quarter"),
        ("ไตรมาส 2 (ม.ค.-มี.ค.) 2561", "180101", "180331", "fiscal-quarter"),
        ("ไตรมาสที่ 3 (ก.ค.-ก.ย.) 2561", "180701", "180930", "calendar-quarter"),
        ("ไตรมาสที่ 3 (ก.ค.-ก.ย.) ปีงบประมาณ 2561", "180701", "180930", "calendar-quarter"),
        ("ไตรมาส 4 ปีงบประมาณ 2561 (ก.ค. - ก.ย. 61)", "180701", "180930", "fiscal-quarter"),
        ("ไตรมาส 3 ปี 2561", "180701", "180930", "calendar-quarter"),
        ("ไตรมาสที่ 2/2568", "250401", "250630", "calendar-quarter"),
        ("third quarter of 2018", "180701", "180930", "calendar-quarter"),
        ("ไตรมาส 1-2 ปีงบประมาณ 2561", "171001", "180331", "range"),
        ("ครึ่งปีหลัง ปีงบประมาณ 2561", "180401", "180930", "range"),
        ("ปี 2561", "180101", "181231", "year"),
        ("ปี พ.ศ. 2561", "180101", "181231", "year"),
        ("(พ.ศ. 2561-2565)", "180101", "221231", "range"),
        ("24 มิถุนายน 2475", "320624", "320624", "day"),
    ],
)
def test_reads_without_help(text: str, start: str, end: str, kind: str) -> None:
    assert facts(text) == [(start, end, kind)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31 ก.พ. 2561", "impossible-date"),
        ("29 กุมภาพันธ์ 2561", "impossible-date"),
        ("45 มกราคม 2561", "impossible-date"),
        ("11/16/2560", "impossible-date"),
        ("วันพุธที่ 2 พฤศจิกายน 2560", "weekday-mismatch"),
        ("2 พฤศจิกายน", "no-year"),
        ("2 พ.ย. 14.00 น.", "no-year"),
        ("2 พ.ย. 60 คน", "no-year"),
        ("ไตรมาส 4", "no-year"),
        ("วันนี้", "no-reference"),
        ("1 ม.ค. 17", "ambiguous-year"),
        ("ไตรมาสที่ 1 (ต.ค.-ธ.ค.) 2561", "ambiguous-year"),
        ("พ.ศ. 2017", "era-mismatch"),
        ("2 พ.ย. ค.ศ. 2560", "era-mismatch"),
        ("2 พ.ย. 3060", "year-range"),
        ("30 มกราคม 2466", "old-calendar"),
        ("29 ธ.ค.60 - 4 ม.ค.60", "reversed"),
        ("4-2 พ.ย. 2560", "reversed"),
        ("ไตรมาสที่ 1 (มี.ค.-พ.ค. 2561)", "quarter-mismatch"),
    ],
)
def test_refuses_what_cannot_be_known(text: str, reason: str) -> None:
    found = parse_dates(text)
    assert [(r.refused, r.start, r.kind, r.confidence) for r in found] == [(reason, None, None, 0.0)]
    assert reason in REASONS


@pytest.mark.parametrize(
    "text",
    [
        "การประชุมครั้งที่ 2/2560",
        "คำสั่งที่ 221/2561",
        "คดีหมายเลขแดงที่ 12/3/2560",
        "โทร. 0-2232-1421 หรือ 02-248-2222 สายด่วน 1506 กด 2",
        "เลขประจำตัว 1-2345-67890-12-1",
        "ผู้ประกันตนมาตรา 40 จำนวน 2,560 คน",
        "พระราชบัญญัติคุ้มครองแรงงาน พ.ศ. 2541 และที่แก้ไขเพิ่มเติม (ฉบับที่ 7) พ.ศ. 2562",
        "สำนักงาน ก.พ. 2561 และสำนักงาน ก.พ.ร. 2561",
        "ส.ค.ส. 2561 และ ส.ค.1",
        "อายุ 15 ปี 60 คน รวม 2561 ราย",
        "5 พยาน 3 มคอ. 10 กพร.",
        "ข้อ 1.2.60 ค่าจ้าง 325.50 บาท",
        "ในทุกวันนี้ วันจันทร์ถึงวันศุกร์ วันที่ 15 ของทุกเดือน",
        "version 2.11.60 of 1/2 and 3-4",
        "May you march on",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert parse_dates(text, PUBLISHED) == []


def test_lists_give_each_day() -> None:
    assert [f[0] for f in facts("2, 3 และ 5 พ.ย. 2560")] == ["171102", "171103", "171105"]
    assert [f[0] for f in facts("วันที่ 5 มกราคม และ 7 กุมภาพันธ์ 2561")] == ["180105", "180207"]


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("28 ธันวาคม", date(2018, 1, 3), date(2017, 12, 28)),
        ("3 มกราคม", date(2017, 12, 28), date(2018, 1, 3)),
        ("1 ก.ย. นี้", PUBLISHED, date(2017, 9, 1)),
        ("วันศุกร์ที่ 5 มกราคม", PUBLISHED, date(2018, 1, 5)),
        ("เมื่อวานนี้", PUBLISHED, date(2017, 11, 1)),
        ("พรุ่งนี้", PUBLISHED, date(2017, 11, 3)),
        ("วันนี้ (16 ธันวาคม 2560)", PUBLISHED, date(2017, 12, 16)),
        ("วันพุธที่ 2 พฤศจิกายน 2560", PUBLISHED, date(2017, 11, 2)),
        ("1 ม.ค. 70", date(2026, 1, 1), date(2027, 1, 1)),
        ("18 Jun 26", date(2026, 6, 1), date(2026, 6, 18)),
    ],
)
def test_publication_helps(text: str, published: date, start: date) -> None:
    found = parse_dates(text, published)
    assert [r.start for r in found] == [start]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1 มีนาคม", "no-year"),
        ("วันศุกร์ที่ 2 พฤศจิกายน 2560 เป็นต้นไป", None),
        ("วันศุกร์ที่ 4 พ.ย. 60", "weekday-mismatch"),
        ("5 พ.ค. 20", "ambiguous-year"),
    ],
)
def test_publication_does_not_make_a_guess(text: str, reason: str | None) -> None:
    assert parse_dates(text, PUBLISHED)[0].refused == reason


def test_spans_count_in_the_raw_text() -> None:
    text = "จัดเมื่อ วันพฤหัสบดีที่\u00a0๒ พฤศจิกายน ๒๕๖๐ ณ ตรัง ใน เดือนมีนาคม 2561"
    assert [text[slice(*r.span)] for r in parse_dates(text)] == ["วันพฤหัสบดีที่\u00a0๒ พฤศจิกายน ๒๕๖๐", "มีนาคม 2561"]


def test_a_field_holds_one_date() -> None:
    assert parse_date(" วันที่ 2 พ.ย. 60 เวลา 14.00 น.").start == date(2017, 11, 2)
    assert parse_date("2560-11-02 00:00:00").start == date(2017, 11, 2)
    assert parse_date("").refused == "no-date"
    assert parse_date("2561").refused == "no-date"
    assert parse_date("2 พ.ย. 60, 3 พ.ย. 60").refused == "several-dates"
    assert parse_date("ประมาณ 2 พ.ย. 60").refused == "not-only-a-date"


def test_lines_for_scripts() -> None:
    line = {"id": 7, "text": "ในวันนี้มีการลงนามเมื่อ 2-4 พ.ย. 60 และ 9 พ.ย. 60"}
    assert read_line(line) == {"id": 7, "start": "2017-11-02", "end": "2017-11-04", "kind": "range", "refused": None}
    nothing = {"id": "a", "start": None, "end": None, "kind": None, "refused": "no-date"}
    assert read_line({"id": "a", "text": "มาตรา 40"}) == nothing
    assert read_line({"id": "a", "text": "วันนี้", "published": "x"})["refused"] == "no-reference"
    assert read_line({"id": 1, "text": "วันนี้", "published": "2017-11-02T10:00:00"})["start"] == "2017-11-02"
    json.dumps(read_line(line))


days = st.dates(date(1942, 1, 1), date(2150, 12, 31))


@given(days, st.sampled_from(["short", "long", "weekday", "weekday-long", "numeric"]), st.booleans())
def test_what_we_write_we_read(day: date, style: str, thai: bool) -> None:
    shown = thai_date(day, style, "thai" if thai else "arabic")  # type: ignore[arg-type]
    found = parse_dates(f"เมื่อ {shown} ณ ที่ทำการ")
    assert [(r.start, r.kind) for r in found] == [(day, "day")]


@given(days, st.integers(0, 40), st.sampled_from(["-", " - ", "–", " ถึง ", " ถึงวันที่ "]))
def test_ranges_with_the_year_only_at_the_end(start: date, length: int, dash: str) -> None:
    end = start + timedelta(days=length)
    same = (start.year, start.month) == (end.year, end.month)
    first = f"{start.day}" if same else f"{start.day} {MONTHS_TH_SHORT[start.month - 1]}"
    text = f"ระหว่างวันที่ {first}{dash}{thai_date(end, 'long')} นี้"
    assert [(r.start, r.end, r.kind) for r in parse_dates(text)] == [(start, end, "range")]


@given(days, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_year_taken_from_publication_is_near_it(day: date, published: date) -> None:
    found = parse_dates(f"{day.day} {MONTHS_TH[day.month - 1]}", published)[0]
    if found.start is not None:
        assert found.start.year == published.year or abs(found.start - published) <= timedelta(days=92)
        assert (found.start.month, found.start.day) == (day.month, day.day)


@given(st.integers(0, 99), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1))))
def test_two_digits_are_buddhist_or_refused(number: int, published: date | None) -> None:
    found = parse_dates(f"2 พ.ย. {number:02d}", published)[0]
    assert found.refused == "ambiguous-year" or (found.start and found.start.year == 2500 + number - 543)
    marked = parse_dates(f"2 พ.ย. พ.ศ. {to_thai(f'{number:02d}')}", published)[0]
    assert marked.start is None or marked.start.year == 2500 + number - 543


@given(st.integers(2485, 2690), st.integers(1, 4))
def test_quarters_agree_with_the_fiscal_calendar(year: int, number: int) -> None:
    fiscal, calendar = fiscal_quarter(year, number), calendar_quarter(year, number)
    assert parse_dates(f"ไตรมาสที่ {number} ปีงบประมาณ {year}")[0].start == fiscal.start
    assert parse_dates(f"ไตรมาสที่ {number} ปี {year}")[0].end == calendar.end


@given(st.text(), st.one_of(st.none(), st.dates()))
def test_any_text_gives_sane_readings(text: str, published: date | None) -> None:
    position = 0
    for found in parse_dates(text, published):
        assert position <= found.span[0] < found.span[1] <= len(text)
        position = found.span[1]
        assert (found.start is None) == (found.refused is not None)
        assert found.refused is None or found.refused in REASONS


@given(
    st.lists(
        st.sampled_from([*"0129/-., ()นี้", "ปี", "พ.ศ.", "2560", "พ.ย.", "ไตรมาส", "วันที่", "วันศุกร์ที่", *MONTHS_EN]),
        max_size=14,
    )
)
def test_torn_dates_do_no_harm(pieces: list[str]) -> None:
    text = "".join(pieces)
    for found in parse_dates(text, PUBLISHED):
        assert found.refused or (found.start and found.end and found.start <= found.end)


def test_work_grows_with_the_text_not_with_its_square() -> None:
    """Counts what the patterns read: each shape passes once over the text, whatever the text holds."""
    for unit in ("2 ", "1, ", "ม.ค. - ", "2 พ.ย. 60 ", "ไตรมาสที่ 1 "):
        counts = [len(list(_matches(unit * size))) for size in (100, 1000)]
        assert counts[1] <= 11 * max(counts[0], 1)


def _matches(text: str) -> list[tuple[int, int]]:
    return [m.span() for _, pattern, _ in dates_module._READERS for m in pattern.finditer(text)]


ARTICLES = {
    "000_ac9ce050a081e9da.txt": {("171216", "171216", "day"), ("171202", "171202", "day")},
    "002_e52606ff80856709.txt": {("171102", "171102", "day")},
}


def test_the_two_articles() -> None:
    """With the inputs at hand their dates are found and nothing else; without them only the set is checked."""
    read = {
        name: set(facts((INPUTS / "articles" / name).read_text(encoding="utf-8")))
        for name in ARTICLES
        if (INPUTS / "articles" / name).exists()
    }
    assert read == {name: ARTICLES[name] for name in read}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ในปี 2560 และ 2561 พบว่า", [2017, 2018]),
        ("ปี 2560, 2561 และ 2562", [2017, 2018, 2019]),
        ("ปี 2560 และ 2561 คน", [2017]),
        ("ปี 2560 และ 2410", [2017]),
        ("มาตรา 33 ปี 2565", [2022]),
        ("อายุ 15 ปี 30 วัน", []),
    ],
)
def test_years_go_on_in_a_list_and_stand_behind_other_numbers(text: str, years: list[int]) -> None:
    found = parse_dates(text)
    assert [one.start.year for one in found if one.start] == years
    assert [text[slice(*one.span)][-4:] for one in found] == [str(year + 543) for year in years]


def test_a_month_may_be_cut_with_a_mark() -> None:
    assert parse_dates("12 สิงหาฯ 2565")[0].start == date(2022, 8, 12)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("วันที่ 12 มิถุนายนของทุกปี", [None]),
        ("13, 14 และ 15 เมษายน ของทุกปี", [None, None, None]),
        ("ภายในเดือนมกราคมของทุกปี", [None]),
        ("ทุกวันที่ 5 ธันวาคม", [None]),
        ("วันที่ ๒๘ กรกฎาคม ของทุก ๆ ปี", [None]),
        ("วันที่ 12 มิถุนายน 2560 ของทุกปี", [2017]),
        ("วันที่ 12 มิถุนายน และ 1 กรกฎาคมของทุกปี", [None, None]),
        ("วันที่ 12 มิถุนายน ทุกหน่วยงาน", [2018]),
    ],
)
def test_a_day_of_every_year_has_no_year(text: str, years: list[int | None]) -> None:
    found = parse_dates(text, date(2018, 6, 1))
    assert [one.start.year if one.start else None for one in found] == years
