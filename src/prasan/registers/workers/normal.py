"""Values of a person as they are kept and compared."""

from __future__ import annotations

import re

from prasan.kernel.checkdigit import plain_id
from prasan.kernel.digits import to_arabic


def number(text: str) -> str:
    """Return an identity number or passport as bare letters and digits, Arabic ones, in capitals."""
    return re.sub("[^0-9A-Z]", "", plain_id(text).upper())


def phone(text: str) -> str:
    """Return a telephone number as it is dialled in Thailand: 0812345678; others keep their + and country."""
    told = to_arabic(text).strip()
    digits = re.sub(r"\D", "", told)
    if digits.startswith("66") and len(digits) in {10, 11}:
        return "0" + digits[2:]
    return f"+{digits}" if told.startswith("+") and digits else digits


def line(text: str) -> str:
    """Return an address, of a house or of e-mail, without needless spaces."""
    told = " ".join(text.split())
    return told.lower() if "@" in told else told
