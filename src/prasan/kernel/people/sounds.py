"""How a Thai name sounds, as far as spelling mistakes go: one letter for each sound, and how far two names are apart.

Letters that are spoken alike at the beginning of a syllable (ศ ษ ส ซ, ณ น, ร ล, ท ธ ฑ ฒ …) become one; letters that are
spoken alike only at its end (น and ล, ด and ส) are near. What is not spoken (the letter under ์, tone marks, a doubled
letter) costs little or nothing. Rules of spelling: Royal Institute, หลักเกณฑ์การเขียนคำ; finals: the eight มาตราตัวสะกด.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

CONSONANTS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_SAME = {
    "ข": "คฃฅฆ", "ช": "ฉฌ", "ส": "ซศษ", "ย": "ญ", "ด": "ฎ", "ต": "ฏ", "ท": "ถธฐฑฒ", "น": "ณ", "พ": "ผภ", "ฟ": "ฝ",
    "ล": "รฬ", "ห": "ฮ",
}  # fmt: skip
"""The letter that stands for a sound, and the others that are spoken so."""
_ONE: Mapping[int, str] = str.maketrans({other: one for one, others in _SAME.items() for other in others})
_LENGTH = str.maketrans({"ี": "ิ", "ื": "ึ", "ู": "ุ", "ะ": "า", "ั": "า"})
"""Long and short vowels: heard, and mistaken."""
_ENDS = ({"ด", "ต", "ท", "ส", "ช", "จ"}, {"น", "ล", "ร"}, {"บ", "ป", "พ", "ฟ"}, {"ก", "ข"}, {"ม", "ำ"})
"""Sounds that fall together at the end of a syllable (แม่กด แม่กน แม่กบ แม่กก แม่กม)."""
_NEAR = (
    {"ก", "ข"}, {"ด", "ต"}, {"ต", "ท"}, {"บ", "ป"}, {"ป", "พ"}, {"พ", "ฟ"}, {"จ", "ช"}, {"ช", "ส"}, {"ข", "ห"},
    {"เ", "แ"}, {"โ", "อ"}, {"ิ", "ึ"}, {"ุ", "โ"}, {"น", "ม"}, {"ง", "น"}, {"ว", "อ"}, {"ไ", "า"},
)  # fmt: skip
"""Heard or typed for each other, seldom by chance."""

_SPACES = re.compile("[\\s.\\-\u2013\u00b7\u200b-\u200f\ufeff'\u2019\"]+")
_MARKS = re.compile("[่้๊๋็]")
_SILENT_PAIR = re.compile(rf"(?<=[{CONSONANTS}])[ทตดธฏฎ]ร์|(?<=ก)ษณ์|(?<=น)ทร?์")
_SILENT = re.compile(rf"[{CONSONANTS}][ิุ]?์")
_VOWELS = "ะาิีึืุูำั็เแโใไ"
_AFTER = tuple("ะาิีึืุูัำ")
"""Vowels behind their consonant: what stands before one begins a syllable."""
_RO_HAN = re.compile(f"รร([มคณพษฑฆ])(?![{_VOWELS}])")
_DOUBLED = re.compile(r"(.)\1+")
_AI = re.compile(f"ไย|ใ|ัย(?![{_VOWELS}])")


def plain(name: str) -> str:
    """Return a name as it is compared letter by letter: no spaces and points, marks in their order, Latin in small."""
    told = _SPACES.sub("", name).lower()
    told = told.replace("เเ", "แ").replace("ํา", "ำ")
    return re.sub("ํ([่้๊๋])า", r"\1ำ", told)


@lru_cache(maxsize=65_536)
def sounds_of(name: str) -> str:
    """Return how a Thai name sounds, one letter a sound; vowels keep their length.

    Equal sounds are the homophones of the issue; the order of letters is the written one.
    """
    told = _MARKS.sub("", plain(name))
    told = _SILENT.sub("", _SILENT_PAIR.sub("", told)).replace("์", "")
    told = _AI.sub("ไ", told).replace("ฤๅ", "รื").replace("ฤ", "ริ").replace("ำ", "ัม")
    told = _RO_HAN.sub(r"ั\1", told)
    told = re.sub(f"รร(?![{_VOWELS}])", "ัน", told)  # not that of เพชรรัตน์
    told = re.sub(f"ญ(?![{_VOWELS}])", "น", told)  # บุญ, ปัญญา
    told = re.sub("ทร(?=[าัิีุู])", "ซ", told)  # ทราย, ทรัพย์
    told = re.sub(rf"^อย(?=[{_VOWELS}])", "ย", told)
    end = "ร" if told.endswith("ร") else ""  # ณัฐพร and ณัฐพล are two names: near, not the same
    return _DOUBLED.sub(r"\1", told.removesuffix(end).translate(_ONE) + end)


def _pair(a: str, b: str, ends: bool) -> float:
    """Return what it costs to take one sound for another, 0 to 1. Parameters: `ends`, no vowel follows either."""
    if a == b:
        return 0.0
    if a.translate(_LENGTH) == b.translate(_LENGTH):
        return 0.2
    both = {a, b}
    if ends and any(both <= group for group in _ENDS):
        return 0.45
    return 0.5 if both in _NEAR else 1.0


def _alone(char: str, before: str) -> float:
    """Return what a sound costs that only one name has. Parameters: `before`, the sound ahead of it."""
    if char == before:
        return 0.1
    if char in "ะาัิ":
        return 0.4
    return 0.5 if char in "หอยว" else (0.7 if char in _VOWELS else 1.0)


@lru_cache(maxsize=65_536)
def distance(one: str, other: str) -> float:
    """Return how far two names are apart by sound: 0 the same, about 1 for a letter that is heard.

    Parameters: of `sounds_of`. Weighted edits; two neighbours that changed places count as 0.6 (typed Thai).
    """
    rows = [[0.0] * (len(other) + 1) for _row in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        rows[i][0] = rows[i - 1][0] + _alone(one[i - 1], one[i - 2] if i > 1 else "")
    for j in range(1, len(other) + 1):
        rows[0][j] = rows[0][j - 1] + _alone(other[j - 1], other[j - 2] if j > 1 else "")
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            found = min(
                rows[i - 1][j - 1] + _pair(a, b, one[i : i + 1] not in _AFTER and other[j : j + 1] not in _AFTER),
                rows[i - 1][j] + _alone(a, one[i - 2] if i > 1 else ""),
                rows[i][j - 1] + _alone(b, other[j - 2] if j > 1 else ""),
            )
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                found = min(found, rows[i - 2][j - 2] + 0.6)
            rows[i][j] = found
    return rows[-1][-1]
