"""Codes of cases as they stand on a slip: not to be guessed, read aloud without doubt, a slip of the tongue is seen."""

from __future__ import annotations

import secrets

from prasan.kernel.digits import to_arabic

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""31, a prime, so that the check letter sees every slip: no 0, I, L, O, U."""
ALIKE = str.maketrans("IL", "11")
LENGTH = 8


def check_letter(body: str) -> str:
    """Return the last letter of a code: a weighted sum that sees one wrong letter, and two that changed places."""
    total = sum((place + 2) * LETTERS.index(letter) for place, letter in enumerate(reversed(body)))
    return LETTERS[total % len(LETTERS)]


def new_code() -> str:
    """Return a new code, XXXX-XXXX-X: one of 31 to the eighth, and a check letter."""
    body = "".join(secrets.choice(LETTERS) for _n in range(LENGTH))
    return f"{body[:4]}-{body[4:]}-{check_letter(body)}"


def new_line_code() -> str:
    """Return a new code to be sent in a LINE chat: XXXX-XXXX, one of 31 to the eighth."""
    body = "".join(secrets.choice(LETTERS) for _n in range(LENGTH))
    return f"{body[:4]}-{body[4:]}"


def plain_line_code(typed: str) -> str:
    """Return the code that a chat message holds, however it is spaced; empty where it holds none."""
    told = "".join(letter for letter in to_arabic(typed[:60]).upper().translate(ALIKE) if letter.isalnum())
    told = "".join(letter for letter in told if letter.isascii())
    if len(told) != LENGTH or any(letter not in LETTERS for letter in told):
        return ""
    return f"{told[:4]}-{told[4:]}"


def plain_code(typed: str) -> str:
    """Return a typed code as it is stored; empty where it is none."""
    told = "".join(letter for letter in typed.upper().translate(ALIKE) if letter in LETTERS)
    if len(told) != LENGTH + 1 or check_letter(told[:LENGTH]) != told[LENGTH]:
        return ""
    return f"{told[:4]}-{told[4:LENGTH]}-{told[LENGTH]}"
