"""The labelled directives: enough of them, coded rightly, and the held-out part as it was first written."""

import datetime as dt
import hashlib
import json

import geothai
import pytest

from prasan.kernel.directives import DUE_KINDS
from prasan.kernel.directives.gazetteer import is_ours
from prasan.packs import tables
from prasan.packs.thailand.directives import SAMPLE_FILE, offices, regions, working_day

FROZEN = "83c7fc7273e4d14de88bbfa0427325b2b473a0769a05c247b53cdc40f8d23f3d"
"""A reader that does worse is no reason to change a label."""
PROVINCES = {one.code for one in geothai.provinces()}


@pytest.fixture(scope="module")
def sample():
    lines = (tables.folder() / SAMPLE_FILE).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_held_out_part_is_frozen():
    lines = (tables.folder() / SAMPLE_FILE).read_bytes().splitlines()
    held = b"\n".join(line for line in lines if b'"part":"held"' in line)
    assert hashlib.sha256(held).hexdigest() == FROZEN


def test_there_are_enough_and_each_once(sample):
    held = [row for row in sample if row["part"] == "held"]
    assert len(sample) >= 140
    assert len(held) >= 40
    assert sum(not row["directives"] for row in sample) >= 15
    assert len({row["text"] for row in sample}) == len({row["id"] for row in sample}) == len(sample)


def test_labels_are_coded(sample):
    countries = {row["code"] for row in tables.rows("countries")}
    abroad = {row["code"] for row in tables.rows("offices_abroad")}
    for row in sample:
        dt.datetime.fromisoformat(row["published"])
        for one in row["directives"]:
            assert one["text"] in row["text"]
            assert set(one["provinces"]) <= PROVINCES
            assert set(one["countries"]) <= countries
            assert one["due_kind"] in DUE_KINDS
            assert one["due"] is None or dt.datetime.fromisoformat(one["due"])
            assert not (one["nationwide"] and one["provinces"])
            ours = [code for code in (one["lead"], *one["co"]) if code]
            assert all(is_ours(code) for code in ours), row["id"]
            assert {code for code in ours if code.startswith("ABROAD-")} <= abroad
            assert not any(is_ours(code) for code in one["outside"])


def test_every_kind_of_deadline_stands_in_it(sample):
    assert {one["due_kind"] for row in sample for one in row["directives"]} == set(DUE_KINDS)


def test_names_of_offices_are_well_formed():
    for one in offices():
        assert one.word == one.word.strip()
        assert one.need in {"plain", "abbr", "unit", "abroad", "slot", "partner"}, one
        assert one.code.endswith("-") == (one.need in {"unit", "abroad"}), one


def test_regions_hold_known_provinces():
    found = regions()
    assert all(set(one.provinces) <= PROVINCES and one.provinces for one in found)
    assert len({(one.word, one.count) for one in found}) == len(found)
    by_word = {one.word: one.provinces for one in found if not one.count}
    parts = [by_word[word] for word in ("ภาคเหนือ", "ภาคอีสาน", "ภาคกลาง", "ภาคตะวันออก", "ภาคใต้")]
    assert sorted(code for part in parts for code in part) == sorted(PROVINCES - {"10"})


def test_working_days_pass_over_weekends_and_holidays():
    assert working_day(dt.date(2026, 12, 4), 1) == dt.date(2026, 12, 8)  # Father's Day in lieu on Monday
    assert working_day(dt.date(2018, 2, 7), 0) == dt.date(2018, 2, 7)
