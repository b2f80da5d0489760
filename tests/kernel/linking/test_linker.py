"""The linker: reprints are linked, twins of a template are not, parts are found in wholes; cost stays bounded."""

import gzip
import json
import random
import time
from pathlib import Path

import pytest

from prasan.kernel.linking import Linker
from tests.kernel.linking.variants import BULLETINS, REPRINTS, TWINS, release, sentence, twin, with_header

INPUTS = Path(__file__).resolve().parents[4] / "shared" / "inputs"


def loaded(count: int = 60, letters: int = 2000) -> tuple[Linker, list[str]]:
    texts = [release(random.Random(f"release {number}"), letters) for number in range(count)]
    linker = Linker()
    for number, text in enumerate(texts):
        assert linker.add(number, text) == ((), (), (), ())
    return linker, texts


@pytest.mark.parametrize("name", REPRINTS)
def test_a_reprint_names_the_text_it_repeats(name):
    linker, texts = loaded()
    rng = random.Random(name)
    missed = [
        n for n, text in enumerate(texts) if n not in linker.add(("copy", n), REPRINTS[name](rng, text)).duplicate_of
    ]
    assert len(missed) <= (3 if "typos" in name or "edited" in name else 0), missed


@pytest.mark.parametrize("name", TWINS)
def test_a_twin_of_a_template_is_of_the_same_series_and_no_duplicate(name):
    linker, texts = loaded()
    rng = random.Random(name)
    merged, series, tried = 0, 0, 0
    for number, text in enumerate(texts):
        other = twin(rng, name, text)
        if other is None:
            continue
        links = linker.add(("twin", number), other)
        tried += 1
        merged += number in links.duplicate_of
        series += number in links.same_series
    assert tried >= 20
    assert merged <= tried / 30
    assert series >= 0.95 * tried


@pytest.mark.parametrize("name", BULLETINS)
def test_each_issue_of_a_short_bulletin_stands_alone_and_its_reprint_finds_it(name):
    rng = random.Random(name)
    linker = Linker()
    issues = list(dict.fromkeys(BULLETINS[name](rng) for _ in range(60)))
    links = [linker.add(number, issue) for number, issue in enumerate(issues)]
    assert sum(bool(one.duplicate_of) for one in links) <= len(issues) / 30
    assert all(one.same_series for one in links[1:])
    for number in range(0, len(issues), 7):
        assert number in linker.add(("copy", number), with_header(rng, issues[number])).duplicate_of


def test_reprints_of_reprints_name_the_first_text_of_all():
    text = release(random.Random("root"))
    linker = Linker()
    linker.add("first", text)
    for number in range(40):
        links = linker.add(number, REPRINTS["junk"](random.Random(number), text))
        assert links.duplicate_of[0] == "first"
        assert len(links.duplicate_of) <= 15


def test_a_digest_contains_its_parts_and_repeats_none():
    rng = random.Random("digest")
    parts = [release(rng, 900) for _ in range(4)]
    linker = Linker()
    for number, text in enumerate(parts):
        linker.add(number, text)
    links = linker.add("digest", "\n".join(["สรุปข่าวประจำสัปดาห์", *parts, *(sentence(rng) for _ in range(5))]))
    assert links.contains == (0, 1, 2, 3)
    assert links.duplicate_of == ()


def test_a_text_of_two_earlier_ones_contains_both_and_repeats_neither():
    rng = random.Random("two")
    linker = Linker()
    parts = [release(rng, letters) for letters in (1500, 900)]
    for number, text in enumerate(parts):
        linker.add(number, text)
    links = linker.add("both", "\n".join(parts))
    assert (links.duplicate_of, links.contains) == ((), (0, 1))


def test_unrelated_texts_with_the_same_closing_words_are_not_linked():
    rng = random.Random("closing")
    closing = sentence(rng) + " สอบถามเพิ่มเติมที่สายด่วนกระทรวงแรงงาน 1506 กด 3 ตลอด 24 ชั่วโมง"
    linker = Linker()
    for number in range(80):
        assert linker.add(number, f"{release(rng, 1200)}\n{closing}") == ((), (), (), ())


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "!!!", "ฯ", "5", "๕", "ก", "😀😀", "\ud800", "中文新聞稿件", "<p></p>"]
)
def test_a_text_with_nothing_to_compare_is_taken_and_links_to_nothing_else(text):
    linker = Linker()
    linker.add("first", release(random.Random(1)))
    for number in range(2):
        assert "first" not in linker.add(number, text).duplicate_of


def test_a_short_text_is_told_apart_by_its_title():
    linker = Linker()
    linker.add("a", "รายละเอียดตามเอกสารแนบ", "ประกาศรับสมัครพนักงานราชการตำแหน่งนักวิชาการแรงงาน")
    linker.add("b", "รายละเอียดตามเอกสารแนบ", "ประกาศผลการจัดซื้อครุภัณฑ์คอมพิวเตอร์สำนักงานประกันสังคม")
    assert not linker.add("c", "รายละเอียดตามเอกสารแนบ", "แจ้งปิดปรับปรุงระบบจองคิวในวันหยุดยาว").duplicate_of
    again = linker.add("d", "รายละเอียดตามเอกสารแนบ", "ประกาศรับสมัครพนักงานราชการตำแหน่งนักวิชาการแรงงาน")
    assert again.duplicate_of == ("a",)


@pytest.mark.parametrize("text", ["ก", "1 ", "มกราคม ", "<", "&", "\n", "เ", "กข", "ม.ค. ", "ab" * 20 + " 7 ", "😀"])
def test_a_million_signs_of_the_same_cost_less_than_a_second(text):
    linker = Linker()
    long = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    for number in range(3):
        began = time.process_time()
        linker.add(number, long)
        assert time.process_time() - began <= 1


def test_the_two_scraped_articles_link_to_their_originals():
    originals = INPUTS / "news" / "seed_originals.json"
    if not originals.exists():
        return
    linker = Linker()
    for one in json.loads(originals.read_text()):
        linker.add(one["id"], one["text"])
    found = [
        linker.add(path.name, path.read_text()).duplicate_of for path in sorted((INPUTS / "articles").glob("*.txt"))
    ]
    assert found == [("8815",), ("7766",)]


def test_of_the_shared_releases_only_repeated_ones_are_linked():
    shared = INPUTS / "news" / "thaigov_weak_train.jsonl.gz"
    if not shared.exists():
        return
    linker, linked = Linker(), 0
    with gzip.open(shared, "rt") as lines:
        for number, line in zip(range(1500), lines, strict=False):
            row = json.loads(line)
            linked += bool(linker.add(number, row["text"], row["title"]).duplicate_of)
    assert 3 <= linked <= 15
