"""Numbers as Thais type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.digits import (
    REASONS,
    format_percent,
    format_scaled,
    from_scaled,
    parse_number,
    parse_percent,
    to_arabic,
    to_scaled,
    to_thai,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("๑,๒๓๔", "1234"),
        ("1 234", "1234"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("1,234.50", "1234.50"),
        ("๒.๕ ล้าน", "2500000"),
        ("3 แสน", "300000"),
        ("1.2 พันล้าน", "1200000000"),
        ("-15", "-15"),
        ("− 7", "-7"),
        ("0012", "12"),
        (".5", "0.5"),
        ("12.", "12"),
        ("  42\u200b", "42"),
    ],
)
def test_reads(text: str, value: str) -> None:
    assert parse_number(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("-", "dash"),
        ("1๒", "mixed-digits"),
        ("1,23", "grouping"),
        ("1.234.567", "grouping"),
        ("1,234 567", "grouping"),
        ("12 34", "grouping"),
        ("1234,567", "grouping"),
        ("1/2", "not-a-number"),
        ("1e5", "not-a-number"),
        ("ประมาณ 50", "not-a-number"),
        ("50 คน", "not-a-number"),
        ("12.5%", "percent"),
        ("ร้อยละ 5", "percent"),
        ("50-60", "not-a-number"),
    ],
)
def test_refuses_with_reason(text: str, reason: str) -> None:
    number = parse_number(text)
    assert (number.value, number.refused) == (None, reason)
    assert reason in REASONS


def test_units_are_dropped_only_when_named() -> None:
    assert parse_number("๑,๕๐๐ บาท", ("บาท",)).value == 1500
    assert parse_number("2 ล้านบาท", ("บาท",)).value == 2_000_000
    assert parse_number("1,500 คน", ("บาท",)).refused == "not-a-number"


def test_percent() -> None:
    assert parse_percent("ร้อยละ ๑๒.๕").value == Decimal("12.5")
    assert parse_percent("12.5 %").value == parse_percent("12.5").value == Decimal("12.5")
    assert format_percent(-65) == "-6.5%"
    assert format_percent(1250, "thai", paper=True) == "ร้อยละ ๑๒๕.๐"


def test_scaling_is_exact_or_refused() -> None:
    assert to_scaled("1,234.50", 2).value == 123450
    assert to_scaled("12.500", 1).value == 125
    assert to_scaled("12.55", 1).refused == "too-many-decimals"
    assert to_scaled("9,223,372,036,854,775,808", 0).refused == "too-large"
    assert from_scaled(123450, 2) == Decimal("1234.50")


@given(st.integers(-(10**15), 10**15), st.integers(0, 4), st.booleans())
def test_what_is_shown_reads_back(value: int, decimals: int, thai: bool) -> None:
    shown = format_scaled(value, decimals, "thai" if thai else "arabic")
    assert to_scaled(shown, decimals).value == value


@given(st.text())
def test_never_crashes_and_never_gives_both(text: str) -> None:
    number = parse_number(text)
    assert (number.value is None) == (number.refused is not None)


def test_digits_keep_length() -> None:
    assert to_arabic("พ.ศ. ๒๕๖๐") == "พ.ศ. 2560"
    assert to_thai("2560") == "๒๕๖๐"
