"""The pure parts of the boards: time in two zones, telephone links, silence, covered titles."""

from __future__ import annotations

import datetime as dt

import pytest

from prasan.desk.boards.clocks import both, gap_said, said
from prasan.desk.boards.phones import calls
from prasan.desk.boards.rows import covered
from prasan.desk.boards.silence import counted, silent_for
from prasan.situation import shapes
from prasan.situation.kinds import Severity

UTC = dt.UTC


@pytest.mark.parametrize(
    ("moment", "zone", "there", "ahead", "summer"),
    [
        ((2026, 3, 27, 12), "Asia/Jerusalem", "2026-03-27T15:00", -240, True),  # the clock went on at 02:00
        ((2026, 3, 26, 12), "Asia/Jerusalem", "2026-03-26T14:00", -300, False),
        ((2026, 10, 25, 0, 30), "Europe/Zurich", "2026-10-25T02:30", -300, True),
        ((2026, 10, 25, 1, 30), "Europe/Zurich", "2026-10-25T02:30", -360, False),  # 02:30 comes twice
        ((2026, 11, 21, 17), "Asia/Tokyo", "2026-11-22T02:00", 120, False),
    ],
)  # fmt: skip
def test_local_time_stands_beside_thai_time_by_the_zones_own_rules(moment, zone, there, ahead, summer):
    found = both(dt.datetime(*moment, tzinfo=UTC), zone)
    assert found.there.isoformat(timespec="minutes")[:16] == there
    assert (found.ahead, found.is_summer) == (ahead, summer)
    assert found.home.timestamp() == found.there.timestamp()


def test_both_times_are_said_and_the_day_only_where_it_differs():
    same = both(dt.datetime(2026, 11, 21, 3, 5, tzinfo=UTC), "Asia/Taipei")
    assert said(same) == "11.05 น. · เวลาไทย 10.05 น."
    assert gap_said(same) == "เร็วกว่าไทย 1 ชั่วโมง"
    other = both(dt.datetime(2026, 11, 21, 18, tzinfo=UTC), "Europe/Zurich")
    assert said(other) == "19.00 น. 21 พ.ย. · เวลาไทย 01.00 น."
    assert other.other_day
    assert gap_said(both(dt.datetime(2026, 7, 1, tzinfo=UTC), "Europe/Zurich")) == "ช้ากว่าไทย 5 ชั่วโมง · เวลาฤดูร้อน"


def test_an_office_answers_in_its_own_hours():
    assert both(dt.datetime(2026, 11, 20, 8, tzinfo=UTC), "Europe/Zurich").in_hours
    assert not both(dt.datetime(2026, 11, 20, 1, tzinfo=UTC), "Europe/Zurich").in_hours
    assert not both(dt.datetime(2026, 11, 21, 8, tzinfo=UTC), "Europe/Zurich").in_hours  # Saturday


@pytest.mark.parametrize(
    ("written", "hrefs"),
    [
        ("0 2232 1506", ["tel:022321506"]),
        ("๐ ๒๒๓๒ ๑๕๐๖", ["tel:022321506"]),
        ("0 2232 1506 ต่อ 12", ["tel:022321506;ext=12"]),
        ("0 2232 1506-7", ["tel:022321506"]),
        ("075-218-000", ["tel:075218000"]),
        ("+972 3 695 8980, +972 54 000 0000", ["tel:+97236958980", "tel:+972540000000"]),
        ("0 2232 1506 หรือ 1506", ["tel:022321506", "tel:1506"]),
        ("-", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_written_number_becomes_what_a_phone_can_call(written, hrefs):
    assert [one.href for one in calls(written)] == hrefs


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (["waiting", "silent", "silent", "normal"], 2),
        (["silent", "normal", "silent"], 1),
        (["normal", "silent"], 0),
        (["something", "silent"], 0),
        (["silent"] * 14, 14),
        (["waiting"], 0),
        ([], 0),
    ],
)  # fmt: skip
def test_silence_is_counted_back_from_the_last_day_that_is_due(words, days):
    assert silent_for(words) == days


def test_a_word_that_is_none_is_an_error_and_all_are_counted():
    with pytest.raises(ValueError, match="quiet"):
        silent_for(["quiet"])
    assert counted(["normal", "normal", "silent"]) == {"normal": 2, "something": 0, "silent": 1, "waiting": 0}


def test_every_severity_has_its_own_shape_word_and_place():
    assert set(shapes.SHAPES) == set(shapes.ORDER) == set(Severity.values)
    assert len(set(shapes.SHAPES.values())) == len(Severity.values)
    assert shapes.ORDER["unknown"] < shapes.ORDER["minor"]


def test_a_private_name_found_in_the_text_is_covered_in_the_title():
    private = [{"value": "นายสมชาย", "span": [0, 8]}, {"value": "081 234 5678", "span": [20, 32]}]
    assert covered("ช่วยนายสมชาย โทร 081 234 5678", private) == "ช่วย••• โทร ••• ••• ••••"
    assert covered("ช่วยนายสมชาย", [{"field": "title", "value": "", "span": [4, 12]}]) == "ช่วย••••••••"
    assert covered("โทร 0812345678", None) == "โทร ••••••••••"
    assert covered("ข่าวทั่วไป", None) == "ข่าวทั่วไป"
