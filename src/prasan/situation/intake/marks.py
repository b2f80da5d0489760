"""Masking: private names and numbers are hidden from those who need not see them; the stored text stays whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

DOT = "•"
"""Stands for every hidden sign, so that the spans of a reading still fit the shown text."""
_DIGIT = r"[\d๐-๙]"
_PHONE = rf"(?:\+66|[0๐])[\s-]?(?:{_DIGIT}[\s-]?){{7,9}}{_DIGIT}"
_IDENTITY = rf"{_DIGIT}(?:[\s-]?{_DIGIT}){{12}}"
_NUMBERS = re.compile(rf"(?<!{_DIGIT})(?:{_IDENTITY}|{_PHONE})(?!{_DIGIT})")


def spans(reading: Mapping[str, Any], field: str) -> list[tuple[int, int]]:
    """Return the private spans that a reading marks in a field ("title" or "text"), further mentions with them."""
    found: list[tuple[int, int]] = []
    for one in reading.get("private") or ():
        for place in (one, *(one.get("more") or ())):
            if place.get("field", "text") == field and len(place.get("span") or ()) == 2:
                found.append((int(place["span"][0]), int(place["span"][1])))
    return found


def numbers(text: str) -> list[tuple[int, int]]:
    """Return the spans of telephone and identity numbers: they are hidden even where nothing was read yet."""
    return [found.span() for found in _NUMBERS.finditer(text)]


def masked(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length with the letters and digits of some spans as dots."""
    signs = list(text)
    for start, end in hidden:
        for place in range(max(start, 0), min(end, len(signs))):
            if not signs[place].isspace():
                signs[place] = DOT
    return "".join(signs)
