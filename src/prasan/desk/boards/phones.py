"""Telephone numbers as people write them, made into links that a phone can call."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPLIT = re.compile(r"\s*(?:[,;/]|หรือ|และ)\s*")
EXTENSION = re.compile(r"(?:ต่อ|ext\.?|#)\s*([0-9]+)", re.IGNORECASE)
THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A number as it is written, and the address that calls it."""

    text: str
    href: str


def calls(written: str) -> list[Call]:
    """Return the numbers that an office's telephone field holds; what is no number is left out.

    "0 2232 1506 ต่อ 12, 08 1000 0000" are two numbers; an extension is dialled after the pause that the number's
    own exchange sets (RFC 3966, `ext`). A range such as "0 2232 1506-7" calls its first number.
    """
    found = []
    for part in SPLIT.split(written.translate(THAI_DIGITS)):
        extension = EXTENSION.search(part)
        bare = EXTENSION.sub("", part)
        lead = "+" if bare.strip().startswith("+") else ""
        digits = re.sub(r"\D", "", re.sub(r"(?<=\d{4})\s*[-–]\s*\d{1,2}\s*$", "", bare))
        if len(digits) >= SHORTEST:
            tail = f";ext={extension.group(1)}" if extension else ""
            found.append(Call(part.strip(), f"tel:{lead}{digits}{tail}"))
    return found
