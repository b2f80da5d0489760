"""What counts as found: sets by code, dates by their ends, words wherever they are repeated, years by place."""

import datetime as dt

from prasan.kernel.sample import Count, Date, Found, Labelled, Mark, Text, found, score
from prasan.kernel.sample.scoring import Tally

BODY = "วันที่ 5 มีนาคม 2561 นายดี ใจงาม โทร 0812345678 และ 5 มีนาคม 2561 นายดี ใจงาม ไม่ทราบวันแน่"
TEXT = Text("demo-1", "หัวข้อ", BODY)
DAY = dt.date(2018, 3, 5)
DAYS = {"start": "2018-03-05", "end": "2018-03-05", "kind": "day"}


def at(words, value=""):
    start = BODY.index(words)
    return Mark("text", (start, start + len(words)), value)


def date(words, start=None, end=None, kind="", last=False):
    place = BODY.rindex(words) if last else BODY.index(words)
    return Date("text", (place, place + len(words)), start, end or start, kind)


def label(**changes):
    plain = {
        "id": "demo-1", "digest": "", "published": None, "labour": True, "types": frozenset({"policy"}),
        "provinces": frozenset({"10", "20"}), "districts": frozenset(), "countries": frozenset(),
        "agencies": frozenset(), "dates": (), "counts": (), "province_words": (), "persons": (), "laws": (),
        "private": (),
    }  # fmt: skip
    return Labelled(**plain | changes)


def run(machine, **changes):
    return score([(label(**changes), TEXT, machine)])


def test_sets_are_scored_by_code_and_the_whole_set_by_document():
    scores = run(Found(True, frozenset({"skills"}), provinces=frozenset({"10", "30"})))
    assert scores.tallies["provinces"] == [Tally(1, 1, 1)]
    assert scores.exact_provinces == [False]
    assert scores.tallies["type policy"] == [Tally(0, 0, 1)]
    assert scores.tallies["type skills"] == [Tally(0, 1, 0)]
    assert scores.tallies["labour"] == [Tally(1, 0, 0)]
    assert run(Found(False, provinces=frozenset({"10", "20"}))).exact_provinces == [True]
    assert run(Found(False)).tallies["labour"] == [Tally(0, 0, 1)]


def test_a_date_said_twice_is_one_date():
    day = date("5 มีนาคม 2561", DAY, DAY, "day")
    again = date("5 มีนาคม 2561", DAY, DAY, "day", last=True)
    scores = run(Found(True, dates=(day, again)), dates=(day,))
    assert scores.tallies["dates"] == [Tally(1, 0, 0)]
    assert scores.wrong_years == []


def test_a_wrong_year_is_seen_wherever_the_words_are_repeated():
    day = date("5 มีนาคม 2561", DAY, DAY, "day")
    wrong = date("5 มีนาคม 2561", dt.date(2017, 3, 5), dt.date(2017, 3, 5), "day", last=True)
    scores = run(Found(True, dates=(wrong,)), dates=(day,))
    assert scores.wrong_years == [("demo-1", wrong)]
    assert scores.tallies["dates"] == [Tally(0, 1, 1)]


def test_part_of_a_span_of_years_is_no_wrong_year():
    years = date("5 มีนาคม 2561", dt.date(2018, 1, 1), dt.date(2025, 12, 31), "range")
    part = date("2561", dt.date(2018, 1, 1), dt.date(2018, 12, 31), "year")
    scores = run(Found(True, dates=(part,)), dates=(years,))
    assert scores.wrong_years == []
    assert scores.tallies["dates"] == [Tally(0, 1, 1)]


def test_another_kind_of_the_same_days_is_half_right():
    day = date("5 มีนาคม 2561", DAY, DAY, "day")
    other = date("5 มีนาคม 2561", DAY, DAY, "range")
    scores = run(Found(True, dates=(other,)), dates=(day,))
    assert scores.tallies["dates"] == [Tally(0, 1, 1)]
    assert scores.tallies["dates, kind aside"] == [Tally(1, 0, 0)]


def test_a_date_that_cannot_be_known_may_not_be_guessed():
    unknown = date("ไม่ทราบวันแน่")
    guess = date("ไม่ทราบวันแน่", DAY, DAY, "day")
    assert run(Found(True, dates=(unknown,)), dates=(unknown,)).guessed == []
    assert run(Found(True, dates=(guess,)), dates=(unknown,)).guessed == [("demo-1", guess)]


def test_words_are_found_wherever_they_are_repeated_and_with_more_around_them():
    scores = run(
        Found(True, persons=(at("นายดี ใจงาม"),), private=(at("โทร"),)),
        persons=(at("ดี ใจงาม"),),
        private=(at("0812345678", "phone"),),
    )
    assert scores.tallies["persons"] == [Tally(1, 0, 0)]
    assert scores.tallies["private"] == [Tally(0, 1, 1)]


def test_precision_is_not_asked_where_the_labels_stop():
    counts = tuple(Count("text", (0, 1), value) for value in range(8))
    scores = run(Found(True, counts=(Count("text", (0, 1), 99),)), counts=counts)
    assert scores.tallies["counts"] == [Tally(0, 1, 8, False)]
    assert run(Found(True), counts=counts[:7]).tallies["counts"][0].whole


def test_fields_that_come_late_are_in_line_with_their_documents():
    scores = score(
        [(label(types=frozenset()), TEXT, Found(True)), (label(), TEXT, Found(True)), (label(), TEXT, Found(True))]
    )
    assert [one.people_only for one in scores.tallies["type policy"]] == [0, 1, 1]
    assert {len(kept) for kept in scores.tallies.values()} == {3}


def test_a_line_of_the_command_is_what_was_found():
    line = {
        "id": "demo-1", "labour": {"relevant": True, "score": 0.9}, "types": ["policy"],
        "provinces": [{"value": "10", "field": "text", "span": [0, 3], "confidence": 0.9}, "20"],
        "dates": [{"field": "text", "span": [0, 3], "value": DAYS}, {"field": "text", "span": [0, 3], **DAYS},
                  {"field": "text", "span": [0, 3], "refused": "no-year"}],
        "counts": [{"field": "text", "span": [0, 3], "value": 150}],
        "private": [{"field": "text", "span": [0, 3], "kind": "phone"}],
    }  # fmt: skip
    machine = found(line)
    assert machine.provinces == {"10", "20"}
    assert machine.types == {"policy"}
    assert [(one.start, one.kind, one.known) for one in machine.dates] == [(DAY, "day", True)] * 2 + [(None, "", False)]
    assert machine.counts[0].value == 150
    assert machine.private == (Mark("text", (0, 3), "phone"),)
    assert found({"id": "x"}) == Found(False)
