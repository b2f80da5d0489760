"""The stored words of a name: its place in Thai order, and what a search finds it by."""

from __future__ import annotations

from prasan.kernel.normalise import ngrams
from prasan.kernel.sortkey import sort_key

SORT_LENGTH = 200


def sort_of(text: str) -> str:
    """Return the stored sort key of a name, cut to its column."""
    return sort_key(text)[:SORT_LENGTH]


def grams_of(*texts: str) -> list[str]:
    """Return the search grams of some names; a search asks for `normalise.query_grams` of what was typed."""
    return ngrams(*texts)
