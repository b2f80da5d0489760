"""The Thai national identity number: its check digit, its display, and numbers that belong to nobody.

Check digit = (11 − Σ dᵢ·(14−i) mod 11) mod 10 over the first twelve digits, i from 1 (agrees with the public
reference implementation on 2,000 random numbers).
"""

import re
from collections.abc import Iterator
from itertools import count

from prasan.kernel.digits import to_arabic

_SEPARATORS = re.compile(r"[\s\-–]")
_SHAPE = re.compile(r"\d{13}", re.ASCII)
_HIDDEN = "x-xxxx-xxxxx"


def check_digit(first_twelve: str) -> int:
    """Return the thirteenth digit of a number's first twelve."""
    total = sum(int(digit) * weight for digit, weight in zip(first_twelve, range(13, 1, -1), strict=True))
    return (11 - total % 11) % 10


def plain_id(text: str) -> str:
    """Return the number without hyphens and spaces, in Arabic digits; what it holds is not checked."""
    return _SEPARATORS.sub("", to_arabic(text))


def is_valid_id(text: str) -> bool:
    """Say whether a text is a Thai identity number with the right check digit."""
    number = plain_id(text)
    return bool(_SHAPE.fullmatch(number)) and check_digit(number[:12]) == int(number[12])


def format_id(text: str) -> str:
    """Write a number in its usual groups: 1-2345-67890-12-1."""
    n = plain_id(text)
    return f"{n[0]}-{n[1:5]}-{n[5:10]}-{n[10:12]}-{n[12]}"


def mask_id(text: str) -> str:
    """Write a number with only its last three digits: x-xxxx-xxxxx-12-1; anything else is hidden whole."""
    n = plain_id(text)
    return f"{_HIDDEN}-{n[10:12]}-{n[12]}" if _SHAPE.fullmatch(n) else "x" * len(n)


def failing_ids(seed: int = 0) -> Iterator[str]:
    """Yield distinct numbers for people of the demo: thirteen digits that fail the check, so nobody's.

    The same seed gives the same numbers; seeds below 1,000 give disjoint ones for 10^8 numbers each.
    """
    for number in count():
        first = f"0{seed % 1000:03d}{number:08d}"
        wrong = (check_digit(first) + 1 + number % 9) % 10
        yield f"{first}{wrong}"
