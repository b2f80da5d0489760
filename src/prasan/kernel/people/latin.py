"""Names in Latin letters beside Thai ones: the frame of consonants that both spellings share.

Thais write their names in Latin by sound or by the Sanskrit behind them, and vowels as they like (Royal Thai General
System of 2542 and everybody's own): consonants by class are what stays.
"""

from __future__ import annotations

import re
from functools import lru_cache

from prasan.kernel.people.sounds import CONSONANTS, distance, sounds_of

_LATIN = (
    ("kh", "k"), ("ch", "c"), ("th", "t"), ("ph", "p"), ("sh", "s"), ("ng", "g"), ("bh", "p"), ("dh", "t"), ("gh", "k"),
    ("qu", "kw"), ("tj", "c"), ("ck", "k"), ("x", "ks"),
)  # fmt: skip
"""Two letters for one sound; g is the sound of ng from here on."""
_ONE = str.maketrans({
    "q": "k", "d": "t", "b": "p", "r": "l", "v": "w", "j": "c", "z": "s", "h": None,
    "a": None, "e": None, "i": None, "o": None, "u": None,
})  # fmt: skip
_HARD_G = re.compile(r"(?<!n)g")
_SOFT_C = re.compile(r"c(?!h)")
_THAI = {
    **dict.fromkeys("กข", "k"), "ง": "g", **dict.fromkeys("จช", "c"), "ส": "s", **dict.fromkeys("ดตท", "t"), "น": "n",
    **dict.fromkeys("บปพ", "p"), "ฟ": "f", "ม": "m", "ย": "y", "ล": "l", "ร": "n", "ว": "w",
}  # fmt: skip
_NEAR = ({"t", "s"}, {"c", "t"}, {"n", "g"}, {"p", "f"}, {"y", "n"})
_LETTERS = re.compile("[a-z]")


def is_latin(name: str) -> bool:
    """Tell whether a name is written in Latin letters."""
    return bool(_LETTERS.search(name.lower())) and not any(char in CONSONANTS for char in name)


@lru_cache(maxsize=65_536)
def frame(name: str) -> str:
    """Return the consonants of a name, Thai or Latin, one letter a class."""
    if not is_latin(name):
        told = re.sub("ล$", "น", sounds_of(name))
        return _once("".join(_THAI.get(char, "") for char in told))
    told = re.sub("[^a-z]", "", name.lower())
    told = re.sub("r(?=n)|(?<=[aeiou])[lr]$", lambda found: "n" if found.end() == len(told) else "", told)
    told = _HARD_G.sub("k", _SOFT_C.sub("k", told))
    for two, one in _LATIN:
        told = told.replace(two, one)
    return _once(told.translate(_ONE))


def _once(told: str) -> str:
    """Leave doubled letters out, and what is hardly heard: y and w between others."""
    return re.sub(r"(?<=.)[yw]", "", re.sub(r"(.)\1+", r"\1", told))


def apart(one: str, other: str) -> float:
    """Return how far two names are apart of which one at least is Latin: 0 when the frames agree, 1 a letter."""
    if is_latin(one) and is_latin(other):
        return min(distance(one.lower(), other.lower()), _edits(frame(one), frame(other)) + 0.2)
    return _edits(frame(one), frame(other))


@lru_cache(maxsize=65_536)
def _edits(one: str, other: str) -> float:
    row = [float(number) for number in range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], float(i)
        for j, b in enumerate(other, 1):
            swap = 0.0 if a == b else (0.5 if any({a, b} <= group for group in _NEAR) else 1.0)
            before, row[j] = row[j], min(before + swap, row[j] + 1.0, row[j - 1] + 1.0)
    return row[-1]
