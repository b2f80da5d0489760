"""Masks: what is shown of a personal value until it is revealed with a reason."""

from __future__ import annotations

DOT = "•"
_LEADING_VOWELS = "เแโใไ"


def _initial(word: str) -> str:
    """Return a word's first letter (a leading Thai vowel goes with its consonant) and dots."""
    kept = 2 if word[:1] in _LEADING_VOWELS and len(word) > 1 else 1
    return word[:kept] + DOT * 3


def _tail(value: str, kept: int) -> str:
    """Return the last digits, the others as dots; too short a value shows nothing."""
    digits = [letter for letter in value if letter.isalnum()]
    if len(digits) < kept * 2:
        return DOT * 4
    return DOT * (len(digits) - kept) + "".join(digits[-kept:])


def masked(value: str | None, kind: str) -> str:
    """Return a value as it is shown masked.

    Parameters: `kind`, as in a model's `personal`: name, id_number, phone, email; every other kind
    shows nothing at all. Names of royalty are not personal data in this sense: leave them out.
    """
    if not value:
        return ""
    if kind == "name":
        return " ".join(_initial(word) for word in value.split())
    if kind == "id_number":
        return _tail(value, 4)
    if kind == "phone":
        return _tail(value, 3)
    if kind == "email" and "@" in value:
        local, _at, domain = value.rpartition("@")
        return f"{local[:1]}{DOT * 3}@{domain}"
    return DOT * 4
