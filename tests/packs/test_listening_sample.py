"""The frozen sample: the labels are those that were fixed before any reader ran, and hold no words of a text."""

import hashlib
import json
from pathlib import Path

import geothai
import pytest

from prasan.kernel.sample import join, read
from prasan.kernel.sample.labels import texts_in
from prasan.packs import tables

PATH = tables.folder() / "listening_sample.jsonl"
NEWS = Path(__file__).parents[3] / "shared" / "inputs" / "news"
FROZEN = "9e76d410c1cd36fa67e304bc288951f2871bfb77e80dacaaf757421a33ab7875"
"""A reader that does worse is no reason to change a label: see docs/algorithms/listening-quality.md."""


@pytest.fixture(scope="module")
def labels():
    return read(PATH)


def test_the_labels_are_frozen():
    assert hashlib.sha256(PATH.read_bytes()).hexdigest() == FROZEN


def test_there_are_at_least_300_each_once_and_in_order(labels):
    ids = [one.id for one in labels]
    assert len(ids) == 309
    assert ids == sorted(set(ids))


def test_codes_are_known(labels):
    provinces = {one.code for one in geothai.provinces()}
    districts = {one.code for code in provinces for one in geothai.districts(code)}
    countries = {row["code"] for row in tables.rows("countries")}
    for one in labels:
        assert one.provinces <= provinces
        assert one.districts <= districts
        assert one.countries <= countries
        assert {code[:2] for code in one.districts} <= one.provinces
        assert {word.value for word in one.province_words} == one.provinces
        assert one.labour or not one.types


def test_no_words_of_a_text_are_kept():
    """Only ids, codes, kinds, days, numbers and spans: no Thai letter stands in the file."""
    raw = PATH.read_text(encoding="utf-8")
    assert raw.isascii()
    kept = {"day", "range", "month", "year", "fiscal-year", "fiscal-quarter", "calendar-quarter"}
    for row in map(json.loads, raw.splitlines()):
        assert {date.get("kind") for date in row["dates"]} <= kept | {None}
        assert all(set(mark) <= {"field", "span", "kind"} for mark in row["persons"] + row["laws"] + row["private"])


def test_spans_lie_in_the_texts_that_were_read(labels):
    texts = texts_in(NEWS)
    if not texts:  # the labels stand alone; the texts are not ours to keep
        return
    for label, text in join(labels, texts):
        marks = (*label.dates, *label.counts, *label.province_words, *label.persons, *label.laws, *label.private)
        for mark in marks:
            start, end = mark.span
            words = text.field(mark.field)[start:end]
            assert len(words) == end - start > 0
            assert words == words.strip()
        assert all(any(c.isdigit() for c in text.field(m.field)[slice(*m.span)]) or m.value for m in label.counts)
