"""Search folding and grams."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.normalise import MOST_GRAMS, fold, fold_loose, ngrams, query_grams

thai = st.text("กขคงจนมรลสหอเแโาิีุู่้ำํ์ ๐1aB", max_size=30)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("คําสั่ง", "คำสั่ง"),
        ("เเพร่", "แพร่"),
        ("สพร.๒๒  นครศรี\u200bธรรมราช", "สพร.22 นครศรีธรรมราช"),
        ("Trang\u00a0 OFFICE", "trang office"),
        ("ที่่", "ที่"),
    ],
)
def test_folds(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_the_second_pass_forgives_a_lost_nikhahit() -> None:
    assert fold_loose("กำแพงเพชร") == fold_loose("กาแพงเพชร") == "กาแพงเพชร"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_loose(fold_loose(text)) == fold_loose(text)


def test_grams() -> None:
    assert ngrams("ตรัง") == ["ตร", "ตรั", "รัง"]
    assert ngrams("ก") == ["ก"]
    assert query_grams("ก") == []
    assert query_grams("ตร") == ["ตร"]
    assert query_grams("นครศรี ธรรมราช") == query_grams("นครศรีธรรมราช")


def test_a_sign_that_a_space_kept_apart_is_folded_in_the_name_as_in_the_question() -> None:
    assert set(query_grams("1ิ ิ1")) <= set(ngrams("1ิ ิ1"))


@given(thai, st.integers(0, 29), st.integers(2, 29))
def test_what_is_in_a_name_finds_it(name: str, start: int, length: int) -> None:
    joined = fold_loose("".join(fold_loose(name).split()))
    piece = joined[start : start + length]
    if len(piece) >= 3:
        assert set(query_grams(piece)) <= set(ngrams(name))


@given(st.lists(st.text("กขคง", min_size=2, max_size=9), min_size=1, max_size=5))
def test_two_characters_find_the_words_that_begin_so(words: list[str]) -> None:
    stored = set(ngrams(" ".join(words)))
    assert all(set(query_grams(word[:2])) <= stored for word in words)


@given(st.text(max_size=200))
def test_a_query_never_asks_for_many(text: str) -> None:
    assert len(query_grams(text)) <= MOST_GRAMS
    assert len(ngrams(text)) == len(set(ngrams(text)))
