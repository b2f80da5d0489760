"""Hashed runs of characters: a text becomes the sorted numbers of the buckets that its 2- to 5-grams fall into.

Everything is done on arrays of code points: no loop over grams. The hash is fixed by this file (HASH_VERSION),
so that a served model finds the same buckets on every machine. Reason for characters instead of words: Thai
writes without spaces, and a tokeniser costs more than the whole decision (docs/algorithms/classifying.md).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]
Buckets = npt.NDArray[np.int64]

HASH_VERSION = 1
SHORTEST, LONGEST = 2, 5
"""Lengths of the grams, in code points after folding."""

MOST_TITLE, MOST_BODY = 400, 4_000
"""Only so many characters are read: a release says in its first page what it is about, and 1 MB costs no more."""

SITE_PREFIXES = ("รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-",)
"""What a site writes before every title: says nothing about the release."""

SPACE = 0x20
_DROP = 0
_NIKHAHIT, _SARA_AA, _SARA_AM, _SARA_E, _SARA_AE = 0x0E4D, 0x0E32, 0x0E33, 0x0E40, 0x0E41
_NO_WIDTH = (0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)


def _fold_table() -> Codes:
    """Return the table code point → folded code point: digits are one sign, punctuation is a space."""
    table = np.full(0x10000, SPACE, dtype=np.uint16)
    for code in range(0x80):
        letter = chr(code)
        if letter.isalpha():
            table[code] = ord(letter.lower())
        elif letter.isdigit():
            table[code] = ord("0")
    thai = np.arange(0x0E01, 0x0E5B, dtype=np.uint16)
    table[0x0E01:0x0E5B] = thai
    table[0x0E50:0x0E5A] = ord("0")
    table[0x0E5A:0x0E5B] = SPACE
    table[0x0E2F] = SPACE
    table[0x0E4F] = SPACE
    table[ord("%")] = ord("%")
    for code in _NO_WIDTH:
        table[code] = _DROP
    return table


def _noise(count: int) -> npt.NDArray[np.uint32]:
    """Return a fixed pseudo-random 32-bit number for every code point (splitmix)."""
    state = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((state ^ (state >> np.uint64(31))) >> np.uint64(32)).astype(np.uint32)


_FOLD = _fold_table()
_NOISE = _noise(0x10000)
_STEP, _MIX = np.uint32(0x01000193), np.uint32(0x85EBCA6B)


def codes(text: str, most: int) -> Codes:
    """Return the folded code points of the first `most` characters, single spaces, one space at both ends.

    Parameters: `text`, anything; `most`, how many characters of it are read.
    """
    # what lies beyond the first plane comes as two halves, each of which folds to a space
    raw = np.frombuffer(f" {text[:most]} ".encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    folded = _FOLD[raw]
    if not folded.all():
        folded = folded[folded != _DROP]
    folded = _mend(folded)
    empty = folded == SPACE
    keep = np.ones(folded.size, dtype=bool)
    np.logical_not(empty[1:] & empty[:-1], out=keep[1:])
    return np.asarray(folded[keep], dtype=np.uint16)


def _mend(folded: Codes) -> Codes:
    """Write sara am and sara ae in one piece, as kernel.normalise does for names."""
    if folded.size < 2:
        return folded
    first, second = folded[:-1], folded[1:]
    am = (first == _NIKHAHIT) & (second == _SARA_AA)
    ae = (first == _SARA_E) & (second == _SARA_E)
    if not (am.any() or ae.any()):
        return folded
    changed = folded.copy()
    changed[1:][am] = _SARA_AM
    changed[1:][ae] = _SARA_AE
    keep = np.ones(folded.size, dtype=bool)
    keep[:-1][am | ae] = False
    return changed[keep]


def positions(folded: Codes, bits: int, salt: int) -> list[Buckets]:
    """Return for each length of gram the bucket of the gram that begins at each place.

    Parameters: `folded` from `codes`; `bits`, there are 2**bits buckets; `salt`, keeps title and body apart.
    """
    noise = _NOISE[folded]
    shift = np.uint32(32 - bits)
    found: list[Buckets] = []
    rolling = noise ^ np.uint32(salt)
    for length in range(2, LONGEST + 1):
        if rolling.size < 2:
            break
        rolling = rolling[:-1] * _STEP + noise[length - 1 :]
        if length >= SHORTEST:
            mixed = (rolling ^ (rolling >> np.uint32(15))) * _MIX
            mixed ^= mixed >> np.uint32(13)
            found.append((mixed * _STEP >> shift).astype(np.int64))
    return found


def distinct(found: list[Buckets], bits: int) -> Buckets:
    """Return the buckets that occur, each once, sorted: marking a board is cheaper than sorting."""
    board = np.zeros(1 << bits, dtype=bool)
    for one in found:
        board[one] = True
    return np.flatnonzero(board)


def title_codes(title: str) -> Codes:
    """Return the folded code points of a title without what its site writes before all of them."""
    for prefix in SITE_PREFIXES:
        title = title.removeprefix(prefix)
    return codes(title, MOST_TITLE)


def letters(folded: Codes) -> str:
    """Return folded code points as text again: what cues are looked for in."""
    return folded.tobytes().decode("utf-16-le", "replace")


def fold(text: str) -> str:
    """Return a text as `codes` sees it, without the spaces at its ends."""
    return letters(codes(text, len(text))).strip()


TITLE_SALT, BODY_SALT = 0x5BD1E995, 0x1B873593
