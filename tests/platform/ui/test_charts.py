"""Charts: what is missing is a gap or a hatch, text is escaped, labels do not lie on one another."""

import itertools
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.platform.ui import charts, maps
from prasan.platform.ui.labels import Box, Label, place, spread
from prasan.platform.ui.svg import round_up

PLAN = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
WORDS = charts.TrendWords(label="ผลสะสม", plan_now="แผนถึงเดือนนี้", plan_end="แผนทั้งปี", missing="ยังไม่รายงาน")
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.")


def tree(markup):
    """Read a drawing as XML: a broken or unescaped one does not parse."""
    return ElementTree.fromstring(str(markup))


def trees(markup):
    return list(ElementTree.fromstring(f"<all>{markup}</all>"))


def lines(drawing, css):
    return [e.get("points").split() for e in drawing.iter("polyline") if e.get("class") == css]


def test_a_line_breaks_where_a_month_is_missing():
    drawing = tree(charts.spark((0.1, 0.2, None, 0.3, 0.4), PLAN, label="x"))
    assert [len(p) for p in lines(drawing, "c-actual")] == [2, 2]
    assert [len(p) for p in lines(drawing, "c-plan")] == [6]


def test_a_lonely_value_is_a_dot_not_a_line():
    drawing = tree(charts.spark((None, 0.2, None), PLAN, label="x"))
    assert lines(drawing, "c-actual") == []
    assert len([c for c in drawing.iter("circle") if c.get("class") == "c-dot"]) == 2


def test_nothing_reported_is_hatched_and_has_no_dot():
    drawing = tree(charts.spark((None, None), PLAN, label="x"))
    assert [r.get("class") for r in drawing.iter("rect")] == ["c-missing"]
    assert not list(drawing.iter("circle"))


def test_a_bullet_without_report_is_hatched_and_zero_is_not():
    without, zero = tree(charts.bullet(None, 0.5, label="x")), tree(charts.bullet(0, 0.5, label="x"))
    assert "b-none" in [r.get("class") for r in without.iter("rect")]
    assert "b-none" not in [r.get("class") for r in zero.iter("rect")]


@pytest.mark.parametrize(("value", "width"), [(0.5, 130), (1.0, 260), (0.25, 65)])
def test_a_bullet_is_as_long_as_its_value(value, width):
    bar = next(r for r in tree(charts.bullet(value, None, label="x")).iter("rect") if r.get("class") == "b-value")
    assert float(bar.get("width")) == width


def test_a_value_above_the_top_keeps_the_plan_in_proportion():
    drawing = tree(charts.bullet(2.0, 1.0, label="x"))
    value, plan = (next(r for r in drawing.iter("rect") if r.get("class") == c) for c in ("b-value", "b-plan"))
    assert float(value.get("width")) == 260
    assert float(plan.get("x")) == pytest.approx(130 - 1.5)


def test_a_trend_hatches_each_missing_month_that_was_due():
    wide, narrow = trees(charts.trend((0.1, None, 0.2), PLAN, MONTHS, WORDS, due=5, top=1.0))
    for drawing in (wide, narrow):
        hatched = [r for r in drawing.iter("rect") if r.get("class") == "c-missing"]
        assert len(hatched) == 3
        assert [r.find("title").text for r in hatched] == ["ยังไม่รายงาน"] * 3
        assert all(float(r.get("width")) > 0 for r in hatched)


def test_a_trend_without_any_report_says_its_sentence_and_draws_the_plan():
    wide, _ = trees(charts.trend((), PLAN, MONTHS, WORDS, due=3))
    assert wide.get("aria-label") == "ผลสะสม"
    assert wide.get("role") == "img"
    assert len(lines(wide, "c-plan")) == 1
    assert lines(wide, "c-actual") == []


def test_the_gap_bar_spans_from_result_to_plan():
    wide, _ = trees(charts.trend((0.1, 0.1), PLAN, MONTHS, WORDS, top=1.0))
    gap = next(e for e in wide.iter("line") if e.get("class") == "c-gap")
    height = 214 - 18 - 26
    assert abs(float(gap.get("y1")) - float(gap.get("y2"))) == pytest.approx(0.1 * height, abs=0.11)


def test_words_are_escaped_everywhere():
    evil = '<b>"&'
    words = charts.TrendWords(label=evil, plan_now=evil, plan_end=evil, missing=evil)
    mark = maps.Mark("very_late", evil, evil, short=evil, value=evil, href='/x?"><script>')
    shapes = maps.read_shapes({"viewBox": "0 0 100 100", "10": {"d": "M0 0L10 0L10 10Z", "cx": 5, "cy": 5}})
    drawings = [
        charts.spark((1,), (1,), label=evil),
        charts.trend((0.1, None), PLAN, (evil,) * 6, words, due=3, fmt=lambda v: evil),
        charts.multiples([charts.Multiple(evil, (1,), (1,), "late", evil, evil, evil, evil)]),
        charts.province_map(shapes, {"10": mark}, label=evil, inset=charts.Inset(["10"], evil)),
        charts.tile_grid([charts.Tile(0, 0, evil, "late", evil, mark.href)], label=evil),
    ]
    for drawing in drawings:
        assert "<b>" not in drawing
        assert "<script" not in drawing
        assert trees(drawing)


def test_no_drawing_carries_a_style_attribute():
    shapes = maps.read_shapes({"10": {"d": "M0 0l10 0l0 10z", "cx": 5, "cy": 5}})
    drawn = charts.spark((1,), (1,)) + charts.province_map(shapes, {}, label="x") + charts.bullet(1, 1)
    assert "style=" not in drawn


def test_small_charts_share_one_scale():
    drawn = charts.multiples(
        [charts.Multiple(n, (v,) * 2, (), "late", "", "") for n, v in (("half", 0.5), ("full", 1.0))]
    )
    half, full = (lines(e, "c-actual")[0] for e in trees(drawn)[0].iter("svg"))
    middle = (float(full[0].split(",")[1]) + 40) / 2
    assert float(half[0].split(",")[1]) == pytest.approx(middle, abs=0.1)


@pytest.mark.parametrize(("value", "top"), [(0.97, 1), (1.0, 1), (1.01, 2), (23, 25), (26, 40), (810, 1000)])
def test_an_axis_ends_on_a_round_number(value, top):
    assert round_up(value) == pytest.approx(top)


def test_a_link_of_a_tile_is_named_by_its_letters_too():
    grid = tree(charts.tile_grid([charts.Tile(0, 0, "รย", "late", "ระยอง ล่าช้า", "/province/21")], label="x"))
    assert next(grid.iter("a")).get("aria-label") == "รย ระยอง ล่าช้า"


def test_a_map_with_links_is_a_group_and_without_a_picture():
    shapes = maps.read_shapes({"10": {"d": "M0 0L10 0L10 10Z", "cx": 5, "cy": 5}})
    linked = charts.province_map(shapes, {"10": maps.Mark("late", "ก", "ก ล่าช้า", href="/p")}, label="x")
    bare = charts.province_map(shapes, {"10": maps.Mark("late", "ก", "ก ล่าช้า")}, label="x", labels=False)
    assert tree(linked).get("role") == "group"
    assert next(tree(linked).iter("a")).get("aria-label") == "ก ล่าช้า"
    assert tree(bare).get("role") == "img"
    assert not list(tree(bare).iter("text"))


def test_exceptions_are_drawn_above_their_neighbours():
    shapes = maps.read_shapes({c: {"d": "M0 0L10 0L10 10Z", "cx": 5, "cy": 5} for c in ("10", "11", "12")})
    marks = {c: maps.Mark(s, c, c) for c, s in (("10", "very_late"), ("11", "on_plan"), ("12", "late"))}
    drawn = charts.province_map(shapes, marks, label="x", labels=False)
    assert re.findall(r'class="(on-plan|late|very-late)"', drawn) == ["on-plan", "late", "very-late"]


@pytest.mark.parametrize(
    ("d", "box"),
    [
        ("M1 2L5 2L5 9Z", (1, 2, 5, 9)),
        ("m1 2l4 0l0 7z", (1, 2, 5, 9)),
        ("M1,2h4v7H1z", (1, 2, 5, 9)),
        ("m1 2 4 0 0 7zm10 0l1 1", (1, 2, 12, 9)),
        ("M-1.5.5L2-3", (-1.5, -3, 2, 0.5)),
    ],
)
def test_the_box_of_a_path(d, box):
    shape = maps.read_shapes({"x": {"d": d, "cx": 0, "cy": 0}}).areas["x"]
    assert (shape.box.left, shape.box.top, shape.box.right, shape.box.bottom) == box


@given(st.lists(st.floats(0, 1000), max_size=15).map(sorted))
def test_spread_labels_keep_their_distance_their_order_and_the_frame(heights):
    found = spread(heights, 60, 30, 970)
    assert len(found) == len(heights)
    assert all(b - a >= 60 - 1e-6 for a, b in itertools.pairwise(found))
    assert all(30 - 1e-6 <= y <= 970 + 1e-6 for y in found)


def test_labels_that_fit_stay_where_they_want_to_be():
    assert spread([100, 300, 500], 60, 30, 970) == [100, 300, 500]


LAND = [Box(200, y, 800 - y * 0.3, y + 50) for y in range(0, 2000, 50)]


@given(st.lists(st.tuples(st.floats(250, 700), st.floats(0, 1999)), min_size=1, max_size=24))
def test_no_label_lies_on_another_or_on_the_inset(points):
    labels = [Label(str(i), x, y, "พระนครศรีอยุธยา −28%") for i, (x, y) in enumerate(points)]
    inset = Box(700, 1200, 1300, 1700)
    spots = place(labels, LAND, Box(0, 0, 1000, 2050), obstacle=inset)
    assert {s.label.key for s in spots} == {label.key for label in labels}
    boxes = [s.box for s in spots]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.meets(b)]
    assert not [box for box in boxes if box.meets(inset)]


def test_a_small_map_keeps_every_province_and_ring_in_its_place(tmp_path):
    path = tmp_path / "map.json"
    ring = "m100 100l50 2 1 48-51 0z"
    path.write_text(json.dumps({"provinces": {"92": {"d": ring + "m30 30l10 0 0 10z", "cx": 125, "cy": 125}}}))
    whole, small = maps.load_shapes(path), maps.load_small_shapes(path, 5)
    assert small.areas["92"].d == "M20 20l10 0 0 10-10 0zM26 26l2 0 0 2z"
    assert small.view.width == whole.view.width / 5
    assert small.areas["92"].cx == 25
