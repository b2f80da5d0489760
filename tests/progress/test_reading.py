"""The number field: what is read, what is refused with words, what is shown."""

import pytest

from prasan.progress.reading import REASONS, read, shown


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [("64", 0, 64), ("๑,๒๕๐", 0, 1250), (" 1 250 ", 0, 1250), ("12.5", 1, 125), ("0", 0, 0), ("64 คน", 0, 64)],
)
def test_numbers_as_people_type_them(text, decimals, value):
    assert read(text, decimals, ("คน",)).value == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-", "dash"), ("abc", "not-a-number"), ("1๒", "mixed-digits"), ("12,50", "grouping"),
        ("50%", "percent"), ("1.5", "too-many-decimals"), ("9" * 30, "too-large"), ("-3", "negative"),
    ],
)  # fmt: skip
def test_what_is_no_figure_comes_back_as_typed_with_the_reason(text, reason):
    typed = read(text, 0)
    assert (typed.text, typed.value, typed.error) == (text, None, REASONS[reason])


def test_an_empty_field_is_neither_a_number_nor_an_error():
    assert (read("  ", 0).value, read("  ", 0).error) == (None, "")


def test_nothing_is_shown_as_a_dash_and_zero_as_zero():
    assert (shown(None, 0), shown(0, 0), shown(123456, 1)) == ("–", "0", "12,345.6")
