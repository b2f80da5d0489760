"""A stored sort key for Thai: compare keys byte by byte (column COLLATE "C") and get Thai order.

Order of the Royal Institute dictionary as in the CLDR rules for `th`: consonants, then vowels; a
leading vowel sorts after the consonant that it stands before; tone marks and signs count only where
all letters are equal; punctuation and spaces are passed over. Checked against ICU 72
(docs/algorithms/sorting-and-search.md).
"""

import re
import unicodedata

_LEADING = "เแโใไ"
_MARKS = {mark: chr(ord("1") + i) for i, mark in enumerate("๎์็่้๊๋")}
"""Second-level signs in their order: yamakkan, thanthakhat, maitaikhu, four tones."""
_STANDS_AS = {"ํ": "ฯ", "ฺ": "ๆ"}
"""Letters out of code order: nikhahit before all vowels, phinthu after them (ฯ and ๆ are free for it)."""
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SPLIT_AM = re.compile("ํ([่-๋]?)า")
_AM = r"\1าํ"
"""Sara am weighs as sara aa with nikhahit behind it (so กาก, กำ, กาะ)."""
_PASSED_OVER = "ฯๆ"
_AFTER_THAI = 0x1000
"""Other scripts stand after Thai, as in ICU: their letters are moved up by this much."""


def _is_consonant(char: str) -> bool:
    return "ก" <= char <= "ฮ"


def _swap_leading(text: str) -> str:
    """Put every leading vowel behind the consonant that follows it."""
    out: list[str] = []
    i = 0
    while i < len(text):
        if text[i] in _LEADING and i + 1 < len(text) and _is_consonant(text[i + 1]):
            out += (text[i + 1], text[i])
            i += 2
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def _letter(char: str) -> str:
    """Return the first-level weight of a character, empty where it has none."""
    if "\u0e00" <= char <= "\u0e7f":
        return _STANDS_AS.get(char) or (char if char <= "ๅ" and char not in _PASSED_OVER else "")
    if char.isdecimal():
        return char
    if unicodedata.category(char)[0] != "L":
        return ""
    return "".join(chr(ord(c) + _AFTER_THAI) for c in char.casefold())


def sort_key(text: str) -> str:
    """Return the key of a text: letters, a space, the signs by position, a space, the text itself.

    The last part makes the order total, so that lists page by key without ties.
    """
    folded = _SPLIT_AM.sub(_AM, unicodedata.normalize("NFKD", text.replace("ำ", "ํา")).translate(_DIGITS))
    letters: list[str] = []
    signs: list[str] = []
    for char in _swap_leading(folded):
        if char in _MARKS:
            signs.append(_MARKS[char])
        elif letter := _letter(char):
            letters.append(letter)
            signs.append("0" * len(letter))
    return f"{''.join(letters)} {''.join(signs).rstrip('0')} {text}"
