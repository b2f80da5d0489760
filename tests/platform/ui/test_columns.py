"""Columns against what was expected: gaps, shapes, links, two sizes."""

import itertools
from xml.etree import ElementTree

from prasan.platform.ui.columns import NARROW, Column, columns


def drawn(rows, **more):
    wide, narrow = ElementTree.fromstring(f"<both>{columns(rows, 'สิบวัน', **more)}</both>")
    return wide, narrow


def classes(svg):
    return [one.get("class") for one in svg.iter() if one.get("class")]


def test_each_column_says_its_sentence_and_opens():
    wide, _narrow = drawn([Column("1 ม.ค.", "1 ม.ค. 3 ข่าว", 3, 1.5, "/day/1"), Column("2 ม.ค.", "2 ม.ค. 0 ข่าว", 0)])
    link = wide.find("a")
    assert (link.get("href"), link.get("aria-label")) == ("/day/1", "1 ม.ค. 3 ข่าว")
    assert wide.get("role") == "group"
    assert [one.text for one in wide.iter("title")] == ["1 ม.ค. 3 ข่าว", "2 ม.ค. 0 ข่าว"]
    assert classes(wide).count("bar") == 1, "zero draws no column"


def test_silence_is_hatched_and_no_zero_and_what_stands_out_has_a_shape():
    wide, _narrow = drawn(
        [Column("1", "เงียบ", None), Column("2", "มาก", 9, loud=True), Column("3", "หยุด", 1, off=True)]
    )
    found = classes(wide)
    assert (found.count("c-missing"), found.count("tip"), found.count("loud"), found.count("off")) == (1, 1, 1, 1)
    assert wide.get("role") == "img"


def test_heights_stand_on_one_scale_with_the_limit():
    wide, _narrow = drawn([Column("1", "ก", 5), Column("2", "ข", 10)], limit=20)
    low, high = (float(one.get("height")) for one in wide.iter("rect") if one.get("class") == "bar")
    assert high == 2 * low
    line = next(one for one in wide.iter("line") if one.get("class") == "c-limit")
    assert float(line.get("y1")) == 18, "the limit is the top of the axis here"


def test_a_phone_shows_the_newest_columns():
    rows = [Column(str(n), f"วันที่ {n}", 1, href=f"/{n}") for n in range(60)]
    wide, narrow = drawn(rows)
    assert len(wide.findall("a")) == 60
    assert [one.get("href") for one in narrow.findall("a")] == [f"/{n}" for n in range(60 - NARROW, 60)]


def test_names_on_the_axis_do_not_lie_on_one_another():
    for svg in drawn([Column(f"ม.ค. {n}", "", 1) for n in range(60)], every=1):
        names = [float(one.get("x")) for one in svg.iter("text") if (one.text or "").startswith("ม.ค.")]
        assert len(names) >= 3
        assert min(b - a for a, b in itertools.pairwise(names)) > 50


def test_nothing_to_draw_is_no_fault():
    wide, _narrow = drawn([])
    assert wide.get("aria-label") == "สิบวัน"
    assert not wide.findall("a")
