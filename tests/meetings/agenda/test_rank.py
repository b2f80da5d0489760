"""The agenda proposed: nothing is lost, nothing depends on the order, the minutes hold, the worst stands first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prasan.meetings.agenda import KINDS, OFFICIAL, Evidence, Figures, Item, Rules, propose
from prasan.meetings.agenda.basis import made
from prasan.meetings.agenda.weights import weigh
from tests.meetings.agenda.made import LAST, fact, facts, rules


@settings(max_examples=40)
@given(facts(), rules, st.randoms(use_true_random=False))
def test_the_order_of_coming_in_changes_no_byte(some, chair, chance):
    other = list(some)
    chance.shuffle(other)
    assert made(propose(other, chair)) == made(propose(some, chair))


@settings(max_examples=40)
@given(facts(), rules)
def test_every_fact_stands_beneath_exactly_one_line(some, chair):
    agenda = propose(some, chair)
    beneath = [one.key for line in (*agenda.lines, *agenda.written) for one in line.facts]
    assert sorted(beneath) == sorted(one.key for one in some)
    assert all(line.why for line in agenda.written)
    assert not any(line.why for line in agenda.lines)


@settings(max_examples=40)
@given(facts(), rules)
def test_the_minutes_never_exceed_the_meeting(some, chair):
    agenda = propose(some, chair)
    assert agenda.used <= chair.minutes
    assert agenda.spare == chair.minutes - agenda.used
    own = dict(chair.own_minutes)
    for line in agenda.lines:
        if line.facts:
            assert line.minutes >= (own.get(line.key) or 1)
            assert line.minutes <= max(chair.most, *(one.minutes or 0 for one in line.facts), own.get(line.key, 0))
    assert all(line.minutes == 0 for line in agenda.written)


@settings(max_examples=40)
@given(facts(), rules)
def test_lines_of_an_item_stand_worst_first_behind_what_the_chair_puts_first(some, chair):
    agenda = propose(some, chair)
    for section in agenda.sections:
        free = [one for one in section.lines if one.key not in chair.first and one.about.kind in {"area", "policy"}]
        if chair.host:
            hosts = [one.about.code == chair.host and one.about.kind == "area" for one in free]
            assert hosts == sorted(hosts, reverse=True)
            free = [one for one, is_host in zip(free, hosts, strict=True) if not is_host]
        assert [one.weight for one in free] == sorted((one.weight for one in free), reverse=True)
        assert [one.number for one in section.lines] == [
            f"{section.item.number}.{n}" for n in range(1, len(section.lines) + 1)
        ]


@settings(max_examples=40)
@given(facts(), rules)
def test_what_the_chair_names_and_no_line_has_is_told(some, chair):
    agenda = propose(some, chair)
    keys = {line.key for line in (*agenda.lines, *agenda.written)}
    named = {*chair.first, *chair.written, *(key for key, _ in chair.own_minutes)}
    assert set(agenda.unknown) == named - keys


def test_the_official_items_stand_even_when_there_is_nothing_to_speak_about():
    agenda = propose([], Rules(60))
    assert [section.item.number for section in agenda.sections] == [1, 2, 3, 4, 5]
    assert [line.key for line in agenda.lines] == ["opening", "minutes", "other"]
    assert agenda.used == 12
    assert agenda.written == ()


def test_the_meeting_before_is_certified_and_opens_the_matters_arising():
    some = [
        fact("open_directive", 1, origin=LAST),
        fact("overdue_directive", 2, origin=LAST, parts=(("days", 9),)),
        fact("closed_directive", 3, origin=LAST),
        fact("closed_directive", 6, origin=LAST),
        fact("overdue_directive", 4, parts=(("days", 30), ("level", 4))),
        fact("guidance_unanswered", 5),
    ]
    agenda = propose(some, Rules(180, last=LAST, last_th="ครั้งที่ 3/2569", last_en="3/2569"))
    assert agenda.sections[1].lines[0].about.th == "ครั้งที่ 3/2569"
    assert agenda.sections[1].lines[0].evidence == (Evidence("meeting", str(LAST)),)
    keys = [line.key for line in agenda.sections[2].lines]
    assert keys == ["directive:2", "directive:1", "closed", "arising:80", "guidance:5"]
    assert [one.ref for one in agenda.sections[2].lines[2].facts] == [3, 6]


def test_one_line_a_province_with_its_facts_beneath_and_the_host_first():
    very = Figures(10, 100, 200, "very_late", -900, 257001)
    some = [
        fact("red", 0, figures=very), fact("late", 3), fact("missing", 1), fact("unproven", 2),
        fact("red", 5, figures=very),
    ]  # fmt: skip
    agenda = propose(some, Rules(120))
    lines = agenda.sections[3].lines
    assert [line.about.code for line in lines] == ["92", "10", "80"]
    assert [line.counts for line in lines] == [{"red": 1, "late": 1}, {"red": 1, "unproven": 1}, {"missing": 1}]
    assert lines[0].minutes >= lines[1].minutes >= lines[2].minutes >= 2
    hosted = propose(some, Rules(120, host="80"))
    assert [line.about.code for line in hosted.sections[3].lines] == ["80", "92", "10"]


def test_by_policy_facts_of_one_policy_stand_on_one_line():
    some = [fact("red", 0, policy=4), fact("missing", 1, policy=4), fact("late", 2)]
    lines = propose(some, Rules(120, group="policy")).sections[3].lines
    assert {line.key: len(line.facts) for line in lines} == {"policy:4": 2, "area:10": 1}


def test_what_does_not_fit_is_answered_in_writing_and_says_why():
    some = [fact("late", number, area_code=f"{number:02}", parts=(("days", number),)) for number in range(30)]
    agenda = propose(some, Rules(20, written=("area:29",)))
    assert [line.key for line in agenda.sections[3].lines] == ["area:28", "area:27", "area:26", "area:25"]
    whys = {line.key: line.why for line in agenda.written}
    assert whys.pop("area:29") == "chair"
    assert set(whys.values()) == {"no_time"}
    assert len(whys) == 25


def test_a_kind_that_no_item_takes_is_not_lost():
    items = tuple(replace(item, takes=("red",)) if item.number == 4 else item for item in OFFICIAL)
    agenda = propose([fact("event", 1), fact("red", 2)], Rules(60, items=items))
    assert [(line.key, line.why) for line in agenda.written] == [("area:80", "no_item")]
    assert [line.key for line in agenda.sections[3].lines] == ["area:10"]


def test_a_meeting_shorter_than_its_fixed_items_keeps_to_its_length():
    agenda = propose([fact("red", 1)], Rules(6))
    assert [line.minutes for line in agenda.lines] == [5, 1, 0]
    assert [line.key for line in agenda.written] == ["area:80"]


def test_ties_stand_in_ministry_order():
    some = [fact("late", n, area_code=str(n), order=order) for n, order in ((1, 4), (2, 1), (3, 4), (4, 0))]
    assert [line.about.code for line in propose(some, Rules(60)).sections[3].lines] == ["4", "2", "1", "3"]


def test_the_chairs_minutes_hold_for_facts_lines_and_items():
    agenda = propose([fact("red", 1), fact("red", 2)], Rules(60, own_minutes=(("area:80", 25), ("opening", 3))))
    given_minutes = {line.key: line.minutes for line in agenda.lines}
    assert given_minutes == {"opening": 3, "minutes": 2, "area:80": 25, "area:10": 15, "other": 5}
    assert agenda.spare == 10


@pytest.mark.parametrize(
    ("kind", "told", "points"),
    [
        ("red", {"figures": Figures(1, 10, 20, "late", -100, 257001)}, 34),
        ("red", {"figures": Figures(1, 10, 20, "very_late", -500, 257001)}, 80),
        ("red", {"figures": Figures(1, 0, 0, "very_late", None, 257001)}, 100),
        ("red", {"figures": Figures(1, 10, 20, "very_late", -500, 257001), "weight": 150}, 120),
        ("late", {"parts": (("days", 12),)}, 32),
        ("late", {"parts": (("days", 400),)}, 50),
        ("event", {"parts": (("severity", "extreme"),)}, 120),
        ("event", {"parts": (("severity", "severe"),)}, 80),
        ("overdue_directive", {"parts": (("days", 5), ("level", 2))}, 75),
        ("returned_directive", {"parts": (("reopened", 1),)}, 70),
        ("open_directive", {"parts": (("state", "answered"),)}, 15),
        ("guidance_unanswered", {"parts": (("days", 1),)}, 30),
        ("closed_directive", {"weight": 0}, 1),
    ],
)
def test_points_of_a_fact(kind, told, points):
    assert weigh(fact(kind, 1, **told), Rules(60)) == points


def test_the_chair_may_weigh_kinds_otherwise():
    some = [fact("late", 0), fact("missing", 1)]
    assert [line.about.code for line in propose(some, Rules(60)).sections[3].lines] == ["92", "80"]
    chair = Rules(60, points=(("missing", 90),))
    assert [line.about.code for line in propose(some, chair).sections[3].lines] == ["80", "92"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 0}, {"minutes": 60, "least": 9, "most": 3}, {"minutes": 60, "group": "office"},
        {"minutes": 60, "points": (("gossip", 3),)}, {"minutes": 60, "own_minutes": (("area:92", 0),)},
        {"minutes": 60, "items": (Item(1, "a", "ก", "a", "grouped", ("red",)), Item(2, "b", "ข", "b", takes=("red",)))},
        {"minutes": 60, "items": (Item(1, "a", "ก", "a", "fixed", ("red",)),)},
        {"minutes": 60, "items": (Item(0, "a", "ก", "a"),)},
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        Rules(**wrong)


def test_two_facts_with_one_key_are_refused():
    with pytest.raises(ValueError, match="red:1"):
        propose([fact("red", 1), fact("red", 1)], Rules(60))


@pytest.mark.parametrize("wrong", [{"kind": "gossip"}, {"evidence": ()}, {"key": ""}, {"weight": -1}, {"minutes": 0}])
def test_a_fact_without_what_it_needs_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        replace(fact("red", 1), **wrong)


def test_every_kind_has_its_place_on_the_official_agenda():
    assert {kind for item in OFFICIAL for kind in item.takes} == set(KINDS)
