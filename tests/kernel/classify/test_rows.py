"""Labelled rows: reading them, names taken out, near-duplicates kept together, corrections."""

import random

import pytest

from prasan.kernel.classify import rows
from prasan.kernel.classify.rows import Row


def test_a_row_is_read_from_either_form():
    weak = rows.read_row({"blob": "0123456789abcdef", "title": "ก", "text": "ข", "weak_labour": "1"})
    said = rows.read_row({"id": "x", "title": "", "text": "ข", "relevant": False, "types": ["layoff"]})
    assert weak == Row("0123456789ab", "ก", "ข", True)
    assert said == Row("x", "", "ข", False, frozenset({"layoff"}))
    assert rows.read_row({"id": "x", "title": "ก", "relevant": None}).relevant is None


@pytest.mark.parametrize("line", [{"title": "ก", "text": "ข"}, {"id": "x"}, {"id": "x", "title": "", "text": ""}])
def test_a_row_without_identity_or_text_is_refused(line):
    with pytest.raises(ValueError, match="needs an id"):
        rows.read_row(line)


def test_a_correction_needs_no_text_and_overrules_only_what_it_says():
    later = rows.read_row({"id": "x", "relevant": True}, text_needed=False)
    before = [Row("x", "ก", "ข", False, frozenset({"policy"})), Row("y", "ก", "ข", False)]
    assert rows.correct(before, {"x": later}) == [Row("x", "ก", "ข", True, frozenset({"policy"})), before[1]]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("นายสมชาย ใจดี กล่าวว่า แรงงาน", " กล่าวว่า แรงงาน"),
        ("นายกรัฐมนตรี สั่งการ", "นายกรัฐมนตรี สั่งการ"),
        ("นายจ้าง และลูกจ้าง", "นายจ้าง และลูกจ้าง"),
        ("สายนายหน้า เถื่อน", "สายนายหน้า เถื่อน"),
        ("พล.ต.อ. มานะ รักงาน รมว.แรงงาน", "พล.ต  รมว.แรงงาน"),
        ("“บิ๊กดี” ลงพื้นที่", "“ ” ลงพื้นที่"),
        ("รมว.แรงงาน เตือน", "รมว.แรงงาน เตือน"),
    ],
)
def test_names_behind_titles_are_not_learned(text, left):
    found = rows.without_names(text)
    assert "สมชาย" not in found
    assert "มานะ" not in found
    assert "บิ๊กดี" not in found
    for word in ("รัฐมนตรี", "จ้าง", "หน้า", "แรงงาน", "กล่าวว่า"):
        assert (word in found) == (word in left)


def test_names_are_listed_without_offices():
    assert rows.names_in(["นายสมชาย ใจดีมาก", "รมว.แรงงาน แถลง"]) == {"สมชาย", "ใจดีมาก"}


def test_reprints_are_one_group_and_others_are_not():
    pytest.importorskip("scipy")
    dice = random.Random(1)
    text, other = (" ".join("".join(dice.choices("กขคงจชดตทนบป", k=7)) for _ in range(80)) for _ in range(2))
    found = rows.near_duplicates(
        [Row("a", "เปิดรับสมัคร", text), Row("b", "ข่าวเดิม", f"พิมพ์ {text}"), Row("c", "ขุดลอกคลอง", other)]
    )
    assert found[0] == found[1] != found[2]
