"""By when: every kind, what it is counted from, and the words that are no deadline."""

import pytest

from prasan.kernel.directives import DUE_KINDS

CASES = [
    ("โดยด่วน", "at_once", None),
    ("ทันที", "at_once", None),
    ("ภายใน 24 ชั่วโมง", "hours", "2018-02-08"),
    ("ภายใน ๑๕ วัน", "days", "2018-02-22"),
    ("ภายใน 7 (เจ็ด) วัน", "days", "2018-02-14"),
    ("ภายใน 3 วันทำการ", "working_days", "2018-02-12"),
    ("ภายในสองสัปดาห์", "weeks", "2018-02-21"),
    ("ภายใน 3 เดือน", "months", "2018-05-07"),
    ("ภายในครึ่งปี", "months", "2018-08-07"),
    ("ภายใน 1 ปี", "years", "2019-02-07"),
    ("ภายในวันที่ 31 มีนาคม 2561", "date", "2018-03-31"),
    ("ภายในวันที่ 5 มกราคม", "date", "2019-01-05"),
    ("ก่อนวันที่ 1 มี.ค. 61", "date", "2018-03-01"),
    ("ตั้งแต่บัดนี้จนถึงวันที่ 10 มีนาคม 2561", "date", "2018-03-10"),
    ("ภายในกลางเดือนมีนาคม 2561", "date", "2018-03-15"),
    ("ภายในวันศุกร์นี้", "date", "2018-02-09"),
    ("ภายในวันจันทร์หน้า", "date", "2018-02-12"),
    ("ภายในศุกร์หน้า", "date", "2018-02-16"),
    ("ภายใน 17.00 น. วันนี้", "date", "2018-02-07"),
    ("ด่วน", "at_once", None),
    ("ภายในวันพรุ่งนี้", "date", "2018-02-08"),
    ("ก่อนปีใหม่", "date", "2018-12-31"),
    ("ภายในสัปดาห์นี้", "week_end", "2018-02-11"),
    ("ภายในสิ้นเดือนนี้", "month_end", "2018-02-28"),
    ("ก่อนสิ้นเดือน", "month_end", "2018-02-28"),
    ("ภายในเดือนมิถุนายน 2561", "month_end", "2018-06-30"),
    ("ภายในเดือนหน้า", "month_end", "2018-03-31"),
    ("ภายในไตรมาสที่ 2", "quarter_end", "2018-03-31"),
    ("ภายในไตรมาส 1", "quarter_end", "2018-12-31"),
    ("ภายในสิ้นปีนี้", "year_end", "2018-12-31"),
    ("ภายในปี 2562", "year_end", "2019-12-31"),
    ("ภายในสิ้นปีงบประมาณ", "fiscal_year_end", "2018-09-30"),
    ("ภายในปีงบประมาณ พ.ศ. 2562", "fiscal_year_end", "2019-09-30"),
    ("นับแต่บัดนี้", "none", None),
    ("ตลอด 24 ชั่วโมง", "none", None),
]


@pytest.mark.parametrize(("words", "kind", "due"), CASES)
def test_kinds(only, words, kind, due):
    one = only(f"ให้ กสร. ตรวจสอบโรงงาน {words}")
    assert (one.due_kind, one.due) == (kind, due)


def test_every_published_kind_is_read():
    assert {kind for _, kind, _ in CASES} | {"recurring"} == set(DUE_KINDS)


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("ทุกวัน", "P1D"),
        ("ทุกวันจันทร์", "P1W"),
        ("สัปดาห์ละครั้ง", "P1W"),
        ("ทุก 15 วัน", "P15D"),
        ("เป็นรายเดือน", "P1M"),
        ("ทุกวันที่ 25 ของเดือน", "P1M"),
        ("ทุกไตรมาส", "P3M"),
        ("ทุก 6 ชั่วโมง", "PT6H"),
        ("เป็นระยะ", None),
    ],
)
def test_what_recurs(only, words, every):
    one = only(f"ให้ กสร. รายงานตารางเรื่องร้องทุกข์{words} จนกว่าจะมีคำสั่งเปลี่ยนแปลง")
    assert (one.due_kind, one.due, one.every) == ("recurring", None, every)


def test_daily_workers_are_no_daily_report(only):
    assert only("ให้ กสร. ตรวจสอบค่าจ้างรายวันของลูกจ้างรายเดือน").due_kind == "none"


def test_hours_count_from_the_moment(only):
    assert only("ให้ กสร. ตรวจสอบภายใน 6 ชั่วโมง", "2018-02-07T20:30:00+07:00").due == "2018-02-08T02:30:00+07:00"


def test_a_deadline_may_count_from_a_day_of_its_own(only):
    assert only("ให้ กสร. ตรวจสอบภายใน 7 วันนับแต่วันที่ 1 มีนาคม 2561").due == "2018-03-08"


def test_without_a_publication_only_what_is_written_is_known(only):
    assert (only("ให้ กสร. ตรวจภายใน 3 เดือน", "").due_kind, only("ให้ กสร. ตรวจภายใน 3 เดือน", "").due) == ("months", None)
    assert only("ให้ กสร. ตรวจภายในวันที่ 31 มีนาคม 2561", "").due == "2018-03-31"


def test_the_deed_before_the_report_and_a_day_before_haste(only):
    assert only("ให้ กสร. ตรวจสอบภายใน 3 วัน และรายงานผลภายใน 30 วัน").due == "2018-02-10"
    assert only("ให้ กสร. ตรวจสอบ และรายงานผลภายใน 30 วัน").due == "2018-03-09"
    assert only("ให้ กสร. เข้าช่วยเหลือทันที และรายงานผลภายใน 7 วัน").due_kind == "days"
    assert only("ด่วนที่สุด ให้ กสร. ตรวจสอบ").due_kind == "at_once"


def test_a_day_that_was_is_no_deadline(only):
    assert only("ให้ กสร. ตรวจสอบเหตุระเบิดเมื่อวันที่ 5 กุมภาพันธ์ 2561").due_kind == "none"


@pytest.mark.parametrize("day", ["7/2/2561", "2018-13-01", "soon", "2018-02-07T99:00"])
def test_a_publication_that_is_none_is_refused(read, day):
    with pytest.raises(ValueError, match=r"\S"):
        read("ให้ กสร. ตรวจสอบ", day)


def test_a_slip_of_the_hand_gets_no_day(only):
    one = only("ให้ กสร. ตรวจสอบภายใน 9999 ปี")
    assert (one.due_kind, one.due) == ("years", None)


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("และรายงานผลให้ทราบ", True),
        ("แล้วแจ้งผลให้ปลัดกระทรวง", True),
        ("เรื่องการรายงานตัวของแรงงาน", False),
        ("โดยไม่ต้องรายงาน", False),
    ],
)
def test_reporting_back(only, words, back):
    assert only(f"ให้ กสร. ตรวจสอบโรงงาน {words}").report_back is back
