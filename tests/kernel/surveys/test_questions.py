"""Questions a line each, and answers judged against them: what is not answered is not nought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.surveys.questions import BadLine, Question, from_data, judge, read_lines, write_lines

LINES = """
* มีผู้ว่างงานกี่คน | จำนวน

มีโรงงานปิดหรือไม่ | ใช่ไม่ใช่
* อาชีพที่ต้องการ | เลือกหลาย | ช่างเชื่อม, ทำอาหาร
ฤดูกาล | เลือกหนึ่ง | ฝน, แล้ง
หมายเหตุ
"""


def test_lines_become_questions_and_lines_again():
    found, bad = read_lines(LINES)
    assert bad == []
    assert [(one.name, one.kind, one.required) for one in found] == [
        ("q1", "integer", True), ("q2", "yes_no", False), ("q3", "many", True), ("q4", "one", False),
        ("q5", "text", False),
    ]  # fmt: skip
    assert found[2].choices == (("c1", "ช่างเชื่อม"), ("c2", "ทำอาหาร"))
    assert read_lines(write_lines(found))[0] == found
    assert from_data([one.as_data() for one in found]) == found


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("| จำนวน", "empty"), ("ถาม | สี", "kind"), ("ถาม | เลือกหนึ่ง", "choices"), ("ถาม | เลือกหนึ่ง | เดียว", "choices"),
        ("ถาม | เลือกหลาย | ซ้ำ, ซ้ำ", "choices"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_question_is_named_with_its_number(line, why):
    assert read_lines(f"\nดี\n{line}")[1] == [BadLine(3, why)]


def test_forty_questions_and_no_more():
    found, bad = read_lines("\n".join(f"ข้อ {n}" for n in range(42)))
    assert len(found) == 40
    assert bad == [BadLine(41, "many"), BadLine(42, "many")]


@pytest.mark.parametrize(
    ("kind", "typed", "value", "why"),
    [
        ("integer", "๑,๒๐๐", 1200, None), ("integer", "1.5", None, "number"), ("integer", "-3", -3, None),
        ("decimal", "12.5", "12.5", None), ("decimal", "สิบ", None, "decimal"),
        ("date", "2569-12-25", "2026-12-25", None),
        ("date", "2026-02-30", None, "date"), ("point", "7.5563 99.6114 10 4.5", [7.5563, 99.6114], None),
        ("point", "99.6 188", None, "point"), ("point", "ตรัง", None, "point"), ("text", "ก" * 1001, None, "long"),
    ],
)  # fmt: skip
def test_answers_are_read_by_their_kind(kind, typed, value, why):
    answers, problems = judge([Question("q1", "ถาม", kind)], {"q1": typed})
    assert (answers.get("q1"), problems.get("q1")) == (value, why)


def test_what_was_not_answered_is_left_out_and_what_must_be_is_missing():
    asked = [Question("q1", "ถาม", "integer"), Question("q2", "ถาม", "one", True, (("a", "ก"), ("b", "ข")))]
    assert judge(asked, {}) == ({}, {"q2": "missing"})
    assert judge(asked, {"q1": "0", "q2": "a", "other": "x"}) == ({"q1": 0, "q2": "a"}, {})
    assert judge(asked, {"q2": "ค"})[1] == {"q2": "choice"}


@given(st.text(max_size=300))
def test_nothing_typed_breaks_it(text):
    found, bad = read_lines(text)
    assert len(found) + len(bad) <= len(text.splitlines())
    judge(found, {one.name: text for one in found})
