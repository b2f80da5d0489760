"""Spans, versions and bounds of the whole reader, and its accuracy on the labelled sentences."""

import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prasan.kernel.directives import as_json, read_directives
from prasan.kernel.directives.reader import MOST_CHARACTERS, MOST_DIRECTIVES
from prasan.kernel.directives.scoring import score
from prasan.kernel.directives.words import MARK
from prasan.packs.tables import folder
from prasan.packs.thailand.directives import SAMPLE_FILE, directive_gazetteer

SAMPLE = [json.loads(line) for line in (folder() / SAMPLE_FILE).read_text(encoding="utf-8").splitlines()]
PIECES = [
    "ให้ ", "สั่งการให้", "กำชับ", "มอบหมาย", "กสร.", " กกจ. ", "แรงงานจังหวัด", "ตรัง", "และ", " ร่วมกับ", "ตำรวจ", "ตรวจสอบ",
    "รายงาน", "ภายใน 3 เดือน", "ทุกวัน", "ทันที", "ภาคใต้", "ไต้หวัน", "ทูตแรงงาน", "\n", "1) ", " ส่วน", "กรณี", "\u200b", "ํา",
    "๑๒", "5 เสือ", "(", ")",
    "ทั้งนี้ ", "ให้ทุกหน่วยงาน", "เป็นหน่วยงานหลัก", "ตามที่", "หาก", "ยกเว้น", "ทุกจังหวัด", "วันที่ 31 มีนาคม 2561",
]  # fmt: skip


def test_a_row_has_the_published_fields(only):
    row = as_json(7, [only("ให้ กสร. ตรวจสอบ")])
    assert list(row) == ["id", "directives"]
    assert list(row["directives"][0]) == [
        "text", "lead", "co", "outside", "provinces", "nationwide", "countries", "due", "due_kind", "every",
        "report_back",
    ]  # fmt: skip
    assert json.loads(json.dumps(row)) == row


def test_the_text_is_a_piece_of_the_raw_input(only):
    raw = "ข่าว\u200b: รมว.แรงงาน  สั่งการให\u200b้ กสร. ดําเนินการภายใน ๓ เดือน"
    one = only(raw)
    assert one.text == raw[slice(*one.span)]
    assert one.text.endswith("เดือน")
    assert one.due == "2018-05-07"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_whatever_is_read_stands_in_the_text_in_order(text):
    found = read_directives(text, "2018-02-07", directive_gazetteer())
    assert found == read_directives(text, "2018-02-07", directive_gazetteer())
    reach = 0
    for one in found:
        start, end = one.span
        assert one.text == text[start:end]
        assert reach <= start <= end <= len(text)
        reach = end
        assert one.lead not in one.co
        assert not (one.nationwide and one.provinces)
        assert (one.due is None) or one.due_kind not in {"none", "at_once", "recurring"}


def test_a_clause_read_alone_is_the_same_order(gazetteer):
    """What a person confirms as the directive's text reads as one order again, with the same kind of deadline."""
    alone = 0
    for row in SAMPLE:
        for one in read_directives(row["text"], row["published"], gazetteer):
            if MARK.match(one.text.lower()):
                (again,) = read_directives(one.text, row["published"], gazetteer)
                assert (again.text, again.report_back) == (one.text, one.report_back) or one.report_back, one.text
                assert again.due_kind in {one.due_kind, "none"}, one.text
                alone += 1
    assert alone > 100


def test_accuracy_on_the_labelled_sentences(gazetteer):
    for part, sentences in (("dev", 93), ("held", 61)):
        rows = [row for row in SAMPLE if row["part"] == part]
        pairs = [
            (
                row["text"],
                row["directives"],
                as_json(0, read_directives(row["text"], row["published"], gazetteer))["directives"],
            )
            for row in rows
        ]
        found = score(pairs)
        assert found["count"][1] == sentences
        low = {name: hits for name, hits in found.items() if hits[0] < 0.97 * hits[1]}
        assert not low, (part, low)


WORDS = [
    "กสร. ",
    "ให้ กสร. ตรวจ ",
    "แรงงานจังหวัดตรัง ",
    "ร่วมกับ กสร. และ ",
    "ภายใน 3 เดือน ",
    "ภาคใต้ ",
    "สั่งการ",
    "ตามที่",
    "(",
    "1) ",
    "สนร.ไทเป ",
]


def calls_for(text, gazetteer):
    """Return the number of functions called, Python's and C's, to read a text: a count of work that no clock sways."""
    count = 0

    def tick(frame, event, argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(tick)
    try:
        read_directives(text, "2018-02-07", gazetteer)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("word", WORDS)
def test_work_grows_no_faster_than_the_text(word, gazetteer):
    short, long = (word * (length // len(word)) for length in (4_000, 16_000))
    assert calls_for(long, gazetteer) <= 5 * calls_for(short, gazetteer) + 2_000


def test_bounds(read):
    assert len(read("ให้ กสร. ตรวจ\n" * (MOST_DIRECTIVES + 50))) == MOST_DIRECTIVES
    assert read("ก" * MOST_CHARACTERS + "ให้ กสร. ตรวจสอบ") == ()
