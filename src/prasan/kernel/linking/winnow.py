"""Fingerprints of a folded text: hashes of all runs of 24 letters, thinned by winnowing.

Robust winnowing (Schleimer, Wilkerson and Aiken, 2003): of every `WINDOW` neighbouring hashes the smallest is kept, so
that two texts with a common run of at least GRAM + WINDOW - 1 letters share a fingerprint, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

GRAM = 24
WINDOW = 8
SKETCH = 24
"""At least so many fingerprints, the smallest ones, stand for a text in the index of candidates."""
SKETCH_RATE = 80
"""A long text has one more for every so many letters, so that a short one inside it is found."""
MOST_SKETCH = 192

Hashes = NDArray[np.uint64]

_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_POWERS = {1: _BASE}
with np.errstate(over="ignore"):
    for _length in (2, 4, 8, 16):
        _POWERS[_length] = _POWERS[_length // 2] * _POWERS[_length // 2]


class Fingerprints(NamedTuple):
    """Hashes (32 bits) of the kept grams in the order of the text, and where each begins."""

    hashes: NDArray[np.uint32]
    places: NDArray[np.int64]


def rolling(codes: NDArray[np.uint8], gram: int = GRAM) -> NDArray[np.uint32]:
    """Hash every run of `gram` letters (three times a power of two).

    A shorter text is filled up and gives one hash (an empty one none).
    """
    if len(codes) == 0:
        return np.zeros(0, np.uint32)
    if len(codes) < gram:
        codes = np.concatenate([codes, np.zeros(gram - len(codes), np.uint8)])
    with np.errstate(over="ignore"):
        parts = {1: codes.astype(np.uint64) + np.uint64(1)}
        third, most = gram // 3, gram // 3 * 2
        length = 2
        while length <= most:
            half = parts[length // 2]
            parts[length] = half[: -(length // 2)] * _POWERS[length // 2] + half[length // 2 :]
            length *= 2
        count = len(codes) - gram + 1
        return _mixed(parts[most][:count] * _POWERS[third] + parts[third][most : most + count])


def _mixed(hashes: Hashes) -> NDArray[np.uint32]:
    """Spread polynomial hashes over 31 bits (they fit a signed integer of a database)."""
    with np.errstate(over="ignore"):
        hashes = (hashes ^ (hashes >> np.uint64(31))) * _MIX
        return ((hashes ^ (hashes >> np.uint64(29))) >> np.uint64(33)).astype(np.uint32)


def _running_min(hashes: NDArray[np.uint32], window: int) -> NDArray[np.uint32]:
    """Return the smallest of every `window` (a power of two) neighbours, by doubling."""
    length = 1
    while length < window:
        hashes = np.minimum(hashes[:-length], hashes[length:])
        length *= 2
    return hashes


def fingerprints(codes: NDArray[np.uint8]) -> Fingerprints:
    """Winnow the hashes of a folded text: every window of WINDOW grams keeps its smallest."""
    hashes = rolling(codes)
    if len(hashes) <= WINDOW:
        places = np.argsort(hashes, kind="stable")[:1]
        return Fingerprints(hashes[places], places)
    lowest = _running_min(hashes, WINDOW)
    # a gram is kept where it is the smallest of at least one window that covers it
    ends = np.full(len(hashes) + WINDOW - 1, 0, np.uint32)
    ends[WINDOW - 1 : WINDOW - 1 + len(lowest)] = lowest
    highest = ends
    length = 1
    while length < WINDOW:
        highest = np.maximum(highest[:-length], highest[length:])
        length *= 2
    places = (highest[: len(hashes)] == hashes).nonzero()[0]
    return Fingerprints(hashes[places], places)


def sketch(hashes: NDArray[np.uint32], least: int = SKETCH) -> list[int]:
    """Return the smallest of some hashes, each once: at least `least`, more for many, never above MOST_SKETCH."""
    once = np.sort(hashes)
    once = once[np.concatenate(([True], once[1:] != once[:-1]))] if len(once) > 1 else once
    size = min(max(least, len(once) * (WINDOW + 1) // 2 // SKETCH_RATE), MOST_SKETCH)
    return once[:size].tolist()


def hash_columns(columns: Sequence[NDArray[Any]]) -> NDArray[np.uint32]:
    """Hash rows of whole numbers that are given as columns."""
    with np.errstate(over="ignore"):
        whole = np.zeros(len(columns[0]), np.uint64)
        for column in columns:
            whole = whole * _BASE + column.astype(np.uint64) * _MIX + np.uint64(1)
        return _mixed(whole)
