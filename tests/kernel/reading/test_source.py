"""Normalising keeps the way back: a span always marks the words of the raw text."""

import time

import pytest

from prasan.kernel.reading.source import Source

CASES = [
    ("เเพร่ น่าน", "แพร่", "เเพร่"),
    ("ทํางานที่ตรัง", "ทำงาน", "ทํางาน"),
    ("นํ้าท่วม", "น้ำ", "นํ้า"),
    ("จัง\u200bหวัด\u200bน่าน\u200b เขต", "จังหวัดน่าน", "จัง\u200bหวัด\u200bน่าน"),
    ("เชียงใหม่่่ วันนี้", "เชียงใหม่", "เชียงใหม่่่"),
    ("มากกกกกกก ครับ", "ครับ", "ครับ"),
    ("จำนวน ๓,๒๓๐ คน", "3,230", "๓,๒๓๐"),
    ("cafe\u0301 ตรัง", "café", "cafe\u0301"),
    ("\ufeffเปิด e\u0301 และ ท\u200bํา", "é", "e\u0301"),
]


@pytest.mark.parametrize(("raw", "clean", "marked"), CASES)
def test_a_span_marks_the_raw_words(raw, clean, marked):
    source = Source.of("text", raw)
    start = source.text.index(clean)
    first, last = source.span(start, start + len(clean))
    assert raw[first:last] == marked


def test_letters_of_two_words_side_by_side_are_not_repeats():
    assert Source.of("text", "ถนนนนทบุรี คนนนทบุรี").text == "ถนนนนทบุรี คนนนทบุรี"


def test_the_twin_in_lower_case_has_the_same_length():
    source = Source.of("text", "İstanbul CHIANG MAI")
    assert len(source.low) == len(source.text)
    assert "chiang mai" in source.low


def test_changes_of_both_kinds_still_lead_back():
    raw = "\u200be\u0301\u200bกํา e\u0301 เเพร่\u200b จบ"
    source = Source.of("text", raw)
    for word, marked in (("กำ", "กํา"), ("แพร่", "เเพร่"), ("จบ", "จบ")):
        start = source.text.index(word)
        first, last = source.span(start, start + len(word))
        assert raw[first:last] == marked


@pytest.mark.parametrize("letter", ["ก", "า", "่", "\u200b", "ํา", "e\u0301", "1", " ", "เ"])
def test_a_megabyte_of_one_letter_costs_little(letter):
    raw = letter * (340_000 // len(letter))
    start = time.process_time()
    Source.of("text", raw)
    assert time.process_time() - start < 1
