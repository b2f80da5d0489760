"""Identity numbers: the check, the mask, and numbers that are nobody's."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.checkdigit import check_digit, failing_ids, format_id, is_valid_id, mask_id, plain_id

twelve = st.text("0123456789", min_size=12, max_size=12)


def test_worked_by_hand() -> None:
    # 1·13+2·12+3·11+4·10+5·9+6·8+7·7+8·6+9·5+0·4+1·3+2·2 = 352; 352 mod 11 = 0; (11 − 0) mod 10 = 1
    assert check_digit("123456789012") == 1
    assert is_valid_id("1-2345-67890-12-1")
    assert is_valid_id("๑๒๓๔๕๖๗๘๙๐๑๒๑")


@pytest.mark.parametrize(
    "text", ["", "1234567890122", "123456789012", "12345678901211", "abcdefghijklm", "²234567890121"]
)
def test_wrong_ones(text: str) -> None:
    assert not is_valid_id(text)


@given(twelve, st.integers(0, 11), st.integers(1, 9))
def test_only_one_last_digit_fits(first: str, place: int, shift: int) -> None:
    good = first + str(check_digit(first))
    assert is_valid_id(good)
    assert is_valid_id(format_id(good))
    assert not is_valid_id(first + str((check_digit(first) + shift) % 10))


def test_the_demo_numbers_are_nobodys() -> None:
    numbers = list(islice(failing_ids(7), 5000))
    assert len(set(numbers)) == 5000
    assert not any(is_valid_id(n) for n in numbers)
    assert all(len(n) == 13 for n in numbers)
    assert list(islice(failing_ids(7), 3)) == numbers[:3]
    assert not set(islice(failing_ids(8), 5000)) & set(numbers)


def test_masks() -> None:
    assert mask_id("1234567890121") == "x-xxxx-xxxxx-12-1"
    assert mask_id("12345") == "xxxxx"
    assert plain_id("1 2345 67890 12 1") == "1234567890121"
