"""The fan of a forecast: it begins at the reported value, a gap stays a gap, names do not lie on one another."""

import itertools
from xml.etree import ElementTree

from prasan.platform.ui.fans import Fan, FanWords, fan

MONTHS = [str(one) for one in range(12)]
PLAN = [(one + 1) / 12 for one in range(12)]
WORDS = FanWords("ผลและคาดการณ์", "คาด 90%", "แผน 100%", "ปีก่อน")
DRAWN = Fan(
    [0.05, 0.1, 0.2], PLAN, [one * 0.9 for one in PLAN], [one * 0.8 for one in PLAN], [one * 0.95 for one in PLAN],
    [0.06, 0.12, None, *(one * 0.92 for one in PLAN[3:])],
)  # fmt: skip


def drawings(*told, **more):
    return list(ElementTree.fromstring(f"<all>{fan(*told, **more)}</all>"))


def of(drawing, kind, css):
    return [one for one in drawing.iter(kind) if one.get("class") == css]


def test_the_fan_opens_at_the_newest_report():
    for drawing in drawings(DRAWN, MONTHS, WORDS):
        (band,) = of(drawing, "polygon", "c-band")
        points = band.get("points").split()
        (dot,) = of(drawing, "circle", "c-dot")
        start = f"{dot.get('cx')},{dot.get('cy')}"
        assert points[0] == points[-1] == start
        assert len(points) == 2 * (12 - 2)
        (expected,) = of(drawing, "polyline", "c-expected")
        assert expected.get("points").split()[0] == start


def test_a_gap_of_last_year_stays_a_gap_and_without_a_forecast_there_is_no_fan():
    wide, _narrow = drawings(DRAWN, MONTHS, WORDS)
    assert len(of(wide, "polyline", "c-before")) == 2
    bare, _narrow = drawings(Fan([0.1], PLAN), MONTHS, WORDS)
    assert not of(bare, "polygon", "c-band")
    assert not of(bare, "polyline", "c-expected")


def test_names_at_the_ends_keep_apart():
    close = Fan([0.1, 0.2], PLAN, PLAN, PLAN, PLAN, PLAN)
    for drawing in drawings(close, MONTHS, WORDS):
        named = [one for one in drawing.iter("text") if one.text in {"คาด 90%", "แผน 100%", "ปีก่อน"}]
        heights = sorted(float(one.get("y")) for one in named)
        assert len(heights) == 3
        assert all(b - a >= 16.9 for a, b in itertools.pairwise(heights))


def test_levels_are_shown_near_their_values_and_sums_from_zero():
    level = Fan([0.97, 0.98], [1.0] * 12)
    texts = [one.text for one in drawings(level, MONTHS, WORDS, fmt=lambda v: f"{v:.3f}", from_zero=False)[0]]
    assert "0.000" not in texts
    assert "0.000" in [one.text for one in drawings(level, MONTHS, WORDS, fmt=lambda v: f"{v:.3f}")[0]]
